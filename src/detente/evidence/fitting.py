"""Fitting: from a prior over a theory's laws, the rates of a class and its frailty, to a posterior.

The laws come as the draws of `courses`; the seven other numbers have normal priors of their own:

    intercept_k     ~  Normal(0, 1.5)     log rate of the class, from the centre of `baseline`
    log evenness    ~  Normal(0, 1)       frailty of single wars: `likelihood` says what these are
    logit power     ~  Normal(-1, 1)
    log first_month ~  Normal(0, 1)       how much more often wars end in their first month

Importance sampling on the product space (draw, numbers). In every draw the intercepts are counted from that
draw's own pull, so that a draw in which all ends are pulled at twice as hard is not lost for want of a rate
half as high. For each draw numbers of its own are proposed, from a t distribution about the middle of the
posterior averaged over draws (its mode and bend there, then mean and spread of a pilot drawn by these: the
posterior of evenness, power and first month is bent like a banana), and pairs are weighted by

    prior(numbers) * prior(draw) * L(draw, numbers) / (proposal(numbers) * proposal(draw))

Weights are smoothed at their upper tail (Pareto smoothing); the shape of that tail, k, tells whether they can
be trusted: above 0.7 they cannot. It is taken of pairs, and of draws with their numbers added up, and the
larger counts: among pairs, one draw alone with all its numbers would pass for many. Then laws are drawn again
nearer to where the record has them (`fitted`), each draw weighted back to the prior; a fit that cannot be
trusted in the end says so.

These priors are assumed. UCDP's records put the first month at about 5, one and two thirds of a standard
deviation above its centre; all other numbers, and COW's records, lie nearer.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import minimize

from detente.evidence.courses import Courses, Living, courses
from detente.evidence.density import COUNT, INTERCEPT_SD, POWER_CENTRE, compiled, held, shape_of, some_of
from detente.evidence.likelihood import KIND_OF_RATE, RATES, SHAPE, Wars, terms_of
from detente.evidence.numbers import normals, uniforms
from detente.evidence.situations import Situation
from detente.vocabulary import Theory

PROPOSALS, KEPT = 128, 1000
LEAST = 512  # proposals in all: with 128, intervals of 90% held 88% of the truth, with 64 they held 87%
ENOUGH = 128  # draws of laws by which it is settled where to propose; 256 cost as much as all the rest
PILOT, MADE_UP = 1024, 30  # points of a pilot, and how many its beginning counts for
WIDER = 1.5  # covariance of proposals: too narrow ones make tails of weights, and few points look narrow
DEGREES = 5  # of freedom of the proposal: tails heavier than any likelihood of some dozen wars
AT_MONTH = 24  # by which a draw's own pull is measured
TRUSTED = 0.7
STEPS, SEEDS_APART = 6, 1000
CLEAR = 3.5  # standard errors: hundreds of idle laws stay put
FURTHEST = 1.5  # standard deviations: bounds of parameters lie beyond five
HALVINGS = 30
STEP = 0.1  # of differences, in logs
EVEN = 1e-3  # in logs: weights that differ by less have no tail
FEWEST = 25  # weights, the upper fifth of which is a tail


@dataclass(frozen=True, eq=False)
class Fit:
    """Draws from the posterior, all of equal weight.

    law        (kept,) which draw of the courses
    intercept  (kept, rate)
    evenness   (kept,)
    power      (kept,)
    first_month  (kept,)
    tail       shape of the upper tail of the importance weights, of pairs or of draws, whichever is larger
    effective  how many independent pairs, or draws of laws, the weights are worth, whichever is less
    evidence   log of the marginal likelihood
    by_law     (draw,) log of the marginal likelihood of each draw, numbers integrated out, weighted back
    """

    law: np.ndarray
    intercept: np.ndarray
    evenness: np.ndarray
    power: np.ndarray
    first_month: np.ndarray
    tail: float
    effective: float
    evidence: float
    by_law: np.ndarray

    @property
    def trusted(self) -> bool:
        return self.tail <= TRUSTED

    @property
    def shape(self) -> tuple[np.ndarray, ...]:
        """Return the numbers of SHAPE, (kept,) each."""
        return tuple(getattr(self, name) for name in SHAPE)

    def of_draws(self, kept: Any) -> "Fit":
        """Return some of the draws, which may be named more than once; what is said of all stays."""
        return replace(self, **{name: getattr(self, name)[kept] for name in ("law", "intercept", *SHAPE)})


def fit(lived: Courses, wars: Wars, seed: int = 0, proposals: int = PROPOSALS, kept: int = KEPT) -> Fit:
    """Return the posterior of a theory given what happened in some wars.

    proposals  of numbers, for each draw of laws; more where else there would be fewer than LEAST
    """
    offset = offsets(lived)
    joint = held(terms_of(lived, wars), offset, lived.log_weight)
    middle = _middle(some_of(joint, slice(None, None, max(1, lived.draws // ENOUGH))), seed)
    turns = max(proposals, -(-LEAST // lived.draws))
    points, log_w = _weighted(joint, *_proposed(*middle, seed, "proposals", turns * lived.draws))
    weight, tail = smoothed(log_w.ravel())
    by_law = _log_mean(log_w)
    chosen = _resampled(weight, kept, seed)
    law = chosen % lived.draws
    return Fit(
        law,
        points[chosen, : len(RATES)] - offset[law],
        *shape_of(points[chosen, len(RATES) :]),
        tail if lived.draws == 1 else max(tail, smoothed(by_law)[1]),
        _worth(log_w.ravel()) if lived.draws == 1 else min(_worth(log_w.ravel()), _worth(by_law)),
        float(_log_mean(log_w.ravel())),
        by_law,
    )


def fitted(
    theory: Theory,
    situations: Sequence[Situation],
    wars: Wars,
    living: Living,
    seed: int = 0,
    kept: int = KEPT,
    proposals: int = PROPOSALS,
) -> tuple[Courses, Fit]:
    """Live and fit a theory, its laws drawn ever nearer to where the record has them until it can be trusted.

    A theory that says much of what a record can tell is borne out by few draws of its prior. Each step
    looks at as much of the record as leaves a quarter of the draws to speak, and moves those laws that are
    then clearly off their centre; draws made there are weighted back to the prior. Returns the step with
    the thinnest tail of weights.
    """
    best: tuple[Courses, Fit] | None = None
    moved: dict[str, float] = {}
    for step in range(STEPS):
        there = replace(theory, moved=moved)
        lived = courses(there, situations, replace(living, seed=living.seed + SEEDS_APART * step))
        found = fit(lived, wars, seed, proposals, kept)
        if best is None or found.tail < best[1].tail or found.trusted:
            best = (lived, found)
        if found.trusted:
            break
        moved = _nearer(lived, found, moved)
    return best


def _nearer(lived: Courses, found: Fit, moved: Mapping[str, float]) -> dict[str, float]:
    """Return by how many prior standard deviations laws are to be drawn off their centre."""
    weight = _tempered(found.by_law, lived.draws / 4)
    mean = lived.normal @ weight
    clear = np.abs(mean - [moved.get(name, 0.0) for name in lived.names]) * math.sqrt(lived.draws / 4) > CLEAR
    shift = np.clip(mean, -FURTHEST, FURTHEST)
    fresh = {n: float(by) for n, by, is_clear in zip(lived.names, shift, clear, strict=True) if is_clear}
    return {**moved, **fresh}


def _tempered(logs: np.ndarray, wanted: float) -> np.ndarray:
    """Return weights that add up to 1: as large a power of exp(logs) as is worth `wanted` equal draws."""

    def weights(power: float) -> np.ndarray:
        raw = np.exp(power * (logs - logs.max()))
        return raw / raw.sum()

    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if 1.0 / (weights(middle) ** 2).sum() >= wanted else (low, middle)
    return weights(low)


def offsets(lived: Courses) -> np.ndarray:
    """Return how hard each draw pulls towards the ends that each rate goes by, in logs, (draw, rate)."""
    at = min(AT_MONTH, lived.pull.shape[-1] - 1)
    pull = lived.pull[..., at].mean(axis=(0, 2))  # (draw, kind)
    by_rate = np.stack([pull[:, KIND_OF_RATE == rate].mean(axis=1) for rate in range(len(RATES))], axis=1)
    logs = np.log(np.maximum(by_rate, 1e-12))
    return logs - logs.mean(axis=0)


def smoothed(log_weight: np.ndarray) -> tuple[np.ndarray, float]:
    """Return Pareto-smoothed weights that add up to 1, and the shape of their upper tail (Vehtari et al.).

    Where the largest weights are all alike there is no tail, and its shape is minus infinity. Of few weights
    it cannot be told, and is infinity.
    """
    from arviz_stats.base import array_stats

    logs, few = log_weight, len(log_weight) < FEWEST
    shape = math.inf if few else -math.inf
    tail = min(len(logs) // 5, math.ceil(3 * math.sqrt(len(logs))))
    if not few and logs.max() - np.partition(logs, -tail)[-tail] > EVEN:
        # it takes log likelihoods of which weights are the inverse, as in leaving wars out one by one
        logs, shape = array_stats.psislw(log_weight.max() - log_weight)
    weight = np.exp(logs - logs.max())
    return weight / weight.sum(), float(shape)


def _worth(log_weight: np.ndarray) -> float:
    """Return how many equal weights these are worth."""
    return float(np.exp(2 * np.logaddexp.reduce(log_weight) - np.logaddexp.reduce(2 * log_weight)))


def _log_mean(logs: np.ndarray) -> np.ndarray:
    """Return the log of the mean of exp(logs), over the first axis."""
    return np.logaddexp.reduce(logs) - math.log(len(logs))


def _mode(joint: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return the mode of the density averaged over draws, and the covariance there."""

    def slope(point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        value, rise = compiled()[1](joint, point.astype(np.float32))
        return np.asarray(value, dtype=np.float64), np.asarray(rise, dtype=np.float64)

    found = minimize(
        slope,
        np.where(np.arange(COUNT) == len(RATES) + 1, POWER_CENTRE, 0.0),
        jac=True,
        method="BFGS",
        options={"gtol": 0.05, "maxiter": 60},
    )
    # by differences of slopes: slopes of slopes may not fit into single precision
    sides = [[slope(found.x + sign * STEP * way)[1] for sign in (1, -1)] for way in np.eye(len(found.x))]
    bend = np.stack([(up - down) / (2 * STEP) for up, down in sides])
    values, ways = np.linalg.eigh(np.nan_to_num(0.5 * (bend + bend.T)))
    # where the record says nothing the prior does: no direction is wider than it
    return found.x, ways @ np.diag(1.0 / np.maximum(values, 1.0 / INTERCEPT_SD**2)) @ ways.T


def _middle(joint: dict[str, Any], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and covariance of the numbers under the posterior, as far as some proposals tell.

    What the mode and the bend there say counts as MADE_UP points: a pilot may be worth few.
    """
    mode, covariance = _mode(joint)
    draws = len(joint["log_weight"])
    points, log_w = _weighted(joint, *_proposed(mode, covariance, seed, "pilot", -(-PILOT // draws) * draws))
    weight = smoothed(log_w.ravel())[0]
    known = 1.0 / (weight**2).sum() / (1.0 / (weight**2).sum() + MADE_UP)
    mean = known * (weight @ points) + (1.0 - known) * mode
    spread = (points - mean).T @ ((points - mean) * weight[:, None])
    return mean, WIDER * (known * spread + (1.0 - known) * covariance)


def _weighted(joint: dict[str, Any], points: np.ndarray, log_q: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the points, and their log weights, (turn, draw): each draw of laws has numbers of its own."""
    sets = points.reshape(-1, len(joint["log_weight"]), points.shape[1])
    density = np.stack([compiled()[0](joint, point.astype(np.float32)) for point in sets])
    return points, density.astype(np.float64) - log_q.reshape(density.shape)


def _proposed(
    mode: np.ndarray, covariance: np.ndarray, seed: int, stream: str, count: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return points of a multivariate t distribution and their log densities."""
    size = len(mode)
    root = np.linalg.cholesky(covariance)
    z = normals(seed, stream, count, size)
    mixing = (normals(seed, f"{stream}, mixing", count, DEGREES) ** 2).sum(axis=1) / DEGREES
    points = mode + (z / np.sqrt(mixing)[:, None]) @ root.T
    square = (z**2).sum(axis=1) / mixing
    log_q = (
        math.lgamma((DEGREES + size) / 2)
        - math.lgamma(DEGREES / 2)
        - 0.5 * size * math.log(DEGREES * math.pi)
        - np.log(np.diag(root)).sum()
        - 0.5 * (DEGREES + size) * np.log1p(square / DEGREES)
    )
    return points, log_q


def _resampled(weight: np.ndarray, kept: int, seed: int) -> np.ndarray:
    """Return places chosen in proportion to the weights, by equal steps from one random start."""
    at = (np.arange(kept) + uniforms(seed, "resampling", 1, 1)[0, 0]) / kept
    return np.minimum(np.searchsorted(np.cumsum(weight), at), len(weight) - 1)
