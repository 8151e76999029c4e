"""Recovery: whether fits are right about made-up wars of which the truth is known.

    law, numbers  ~  their priors
    wars          ~  the theory with this law and these numbers
    rank          =  share of the fit's draws that lie below the truth

If theory, likelihood and fit are of one piece, ranks are uniform and an interval of 90% holds the truth in
nine cases of ten: simulation-based calibration (Talts et al. 2018). The true law is one of a pool of draws;
the fit is given others of them. Ranks are taken of

    intercept, evenness, power, first_month   the seven numbers
    going                        chance that a war goes on after so many months, in two situations
    pull, help                   how hard the law pulls towards an end, and what support adds, in logs
    law                          those of the theory's own parameters that move its pull most
    likelihood                   of all wars, by which an error shows that parameters alone would hide
                                 (Modrák et al. 2023)

Wars may be tossed from the very lives of the true law that a fit would average over, or each from a life of
its own. In the first case ranks are uniform but for the error of sampling. The second is what history does: a
fit knows some lives of each law, never those of the wars that happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from detente.evidence.courses import KINDS, LIVES, Courses, Living, courses
from detente.evidence.density import COUNT, prior_draws
from detente.evidence.fitting import AT_MONTH, Fit, fit
from detente.evidence.likelihood import (
    KIND_OF_RATE,
    RATES,
    SHAPE,
    TINY,
    UNKNOWN,
    Wars,
    hastened,
    log_likelihood,
    shared_out,
    terms_of,
)
from detente.evidence.numbers import normals, uniforms
from detente.evidence.situations import Situation
from detente.vocabulary import Theory

SITUATIONS = tuple(Situation(support_a=a, support_b=b) for a in (False, True) for b in (False, True))
ALONE, HELPED = 0, 1  # places in SITUATIONS: no support, and support for B alone
OTHERWISE = (1, 0, 3, 2)  # the same with support for B, or without it
ASKED = (12, 36)  # months after which a war may be going on
TELLING = 2  # laws of which ranks are taken
STEADY = 1e-3  # in logs: a law that moves no pull by more moves none
MOST = 600.0  # in logs: beyond it a total is as good as without end
PROPOSALS = 32  # as in calibrations
KEPT = 499  # draws of a fit, so that ranks have 500 places


@dataclass(frozen=True)
class Design:
    """How made-up wars are seen.

    wars       how many
    laws       draws of the pool that a fit is given
    lives      of each law that a fit averages over
    proposals  of numbers for each law
    own        whether each war is tossed from a life of its own, rather than one of those
    early      share of wars that are seen for up to half of the months only
    untold     share of endings of which the kind is not known
    vague      share of wars of which it is not known whether B had support
    """

    wars: int = 48
    laws: int = 256
    lives: int = LIVES
    proposals: int = PROPOSALS
    own: bool = False
    early: float = 0.2
    untold: float = 0.15
    vague: float = 0.25


@dataclass(frozen=True)
class Telling:
    """What a theory leaves to be found: places of the laws and of the rates that differ between draws."""

    laws: tuple[int, ...]
    rates: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Truth:
    """What wars are made of: law (a draw of the pool), intercept (rate,), and the numbers of SHAPE."""

    law: int
    intercept: np.ndarray
    evenness: float
    power: float
    first_month: float


@dataclass(frozen=True, eq=False)
class Recovered:
    """What a fit said of the truth: ranks by name, tail of its weights, and what these are worth."""

    ranks: Mapping[str, float]
    tail: float
    effective: float


def pool(theory: Theory, living: Living, design: Design) -> Courses:
    """Return the courses that truths and fits are taken from; `living.draws` of them, and lives as needed.

    Raises:
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    return courses(theory, SITUATIONS, replace(living, lives=design.lives + design.wars))


def truth_of(lived: Courses, number: int) -> Truth:
    """Return the truth of one replication: draws of the pool in turn, numbers from their priors."""
    intercept, shape = prior_draws(normals(number, f"numbers of {lived.theory}", 1, COUNT)[0])
    return Truth(number % lived.draws, intercept, *map(float, shape))


def recovered(lived: Courses, telling: Telling, design: Design, number: int) -> Recovered:
    """Make up wars, fit the theory to them, and return where the truth lies among the fit's draws."""
    truth = truth_of(lived, number)
    wars = tossed(lived, truth, design, number)
    averaged, alone = slice(0, design.lives), slice(design.lives, None)
    given = _some(lived, _others(lived, truth, design, number), averaged)
    found, exact = fit(given, wars, number, design.proposals, KEPT), _as_fit(truth)
    this = np.array([truth.law])
    true = _some(lived, this, averaged)
    said = quantities(given, found, telling) | {"likelihood": _likelihood(given, found, wars)}
    # laws by as many lives as in a fit: a mean over more varies less, and would lie nearer to the middle
    fact = quantities(true, exact, telling) | {"likelihood": _likelihood(true, exact, wars)}
    if design.own:
        fact |= _goings(_some(lived, this, alone), exact, telling)
    luck = uniforms(number, f"ties of {lived.theory}", 1, len(said))[0]
    ranks = {name: rank(said[name], float(fact[name][0]), u) for name, u in zip(said, luck, strict=True)}
    return Recovered(ranks, found.tail, found.effective)


def rank(kept: np.ndarray, truth: float, luck: float) -> float:
    """Return the rank of the truth among draws, strictly between 0 and 1; luck says where among equals.

    >>> rank(np.array([1.0, 2.0, 3.0]), 2.5, 0.5)
    0.625
    >>> rank(np.ones(3), 1.0, 0.5)
    0.5
    """
    below, equal = (kept < truth).sum(), (kept == truth).sum()
    return float((below + luck * (equal + 1)) / (len(kept) + 1))


def tossed(lived: Courses, truth: Truth, design: Design, number: int) -> Wars:
    """Toss for wars: how each began, what life it had, when and how it ended, and what is seen of it.

    The chance of still going is drawn evenly and the time found at which it is that (`likelihood`).
    """
    luck = uniforms(number, f"wars of {lived.theory}", 8, design.wars)
    weight = _begun(luck[0], luck[1], design)
    if design.own:
        at = (np.cumsum(weight, axis=1)[:, :-1] <= luck[2][:, None]).sum(axis=1)
        life = design.lives + np.arange(design.wars)
    else:
        life = (luck[2] * design.lives).astype(int)
        at = shared_out(weight, design.lives)[np.arange(design.wars), life]
    pull = lived.pull[at, truth.law, life].astype(np.float64)  # (war, kind, month + 1)
    months, kind = _ended(
        pull * np.exp(truth.intercept)[KIND_OF_RATE][None, :, None], truth, luck[3], luck[4]
    )
    last = lived.pull.shape[-1] - 1
    seen = np.where(luck[5] < design.early, 0.5 * last * luck[6], last)
    ended = months < seen
    told = ended & (luck[7] >= design.untold)
    return Wars(np.minimum(months, seen), np.where(told, kind, UNKNOWN), ended, weight)


def telling(lived: Courses) -> Telling:
    """Return what differs between the draws of a pool: rates by their pull, and laws that move it most."""
    pull = _logs(lived)
    rates = tuple(int(i) for i in np.flatnonzero(pull.std(axis=0).max(axis=0) > STEADY))
    if not rates:
        return Telling((), ())
    moves = pull[:, :, rates].reshape(lived.draws, -1)
    z = lived.normal - lived.normal.mean(axis=1, keepdims=True)
    together = z @ (moves - moves.mean(axis=0)) / lived.draws  # (law, pull), in logs
    most = np.argsort(-(together**2).sum(axis=1), kind="stable")[:TELLING]
    return Telling(tuple(int(i) for i in most), rates)


def quantities(lived: Courses, found: Fit, telling: Telling) -> dict[str, np.ndarray]:
    """Return what ranks are taken of, by name, each (kept,)."""
    own = {f"intercept {name}": found.intercept[:, rate] for rate, name in enumerate(RATES)}
    own |= {**{name: getattr(found, name) for name in SHAPE}, **_goings(lived, found, telling)}
    pull = _logs(lived)[found.law]  # (kept, situation, rate)
    own |= {f"pull {RATES[rate]}": pull[:, :, rate].mean(axis=1) for rate in telling.rates}
    own |= {f"help {RATES[rate]}": pull[:, HELPED, rate] - pull[:, ALONE, rate] for rate in telling.rates}
    return own | {f"law {lived.names[i]}": lived.normal[i, found.law] for i in telling.laws}


def _begun(place: np.ndarray, known: np.ndarray, design: Design) -> np.ndarray:
    """Return how likely each war is to have begun in which situation, (war, situation)."""
    at = (place * len(SITUATIONS)).astype(int)
    half = np.where(known < design.vague, 0.5, 1.0)[:, None] * np.eye(len(SITUATIONS))[at]
    return np.where((known < design.vague)[:, None], half + half[:, OTHERWISE], half)


def _ended(
    pull: np.ndarray, truth: Truth, luck: np.ndarray, choice: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return when wars end, in months, endless where not within those lived, and how, both (war,)."""
    left = np.log1p(-truth.power / truth.evenness * np.log(luck)) / truth.power
    target = truth.evenness * np.expm1(np.minimum(left, MOST))
    pull = hastened(pull, truth.first_month)
    total, war = pull.sum(axis=1), np.arange(len(pull))
    after = (total <= target[:, None]).sum(axis=1) - 1
    month = np.minimum(after, total.shape[1] - 2)
    fresh = pull[war, :, month + 1] - pull[war, :, month]
    within = (target - total[war, month]) / np.maximum(total[war, month + 1] - total[war, month], TINY)
    share = np.cumsum(fresh, axis=1) / np.maximum(fresh.sum(axis=1, keepdims=True), TINY)
    kind = np.minimum((share <= choice[:, None]).sum(axis=1), len(KINDS) - 1)
    return np.where(after > month, np.inf, month + within), kind


def _others(lived: Courses, truth: Truth, design: Design, number: int) -> np.ndarray:
    """Return the draws that a fit is given: some of the pool, the true one never among them."""
    others = np.delete(np.arange(lived.draws), truth.law)
    order = np.argsort(uniforms(number, f"laws given to {lived.theory}", 1, len(others))[0])
    return np.sort(others[order[: design.laws]])


def _some(lived: Courses, draws: np.ndarray, lives: slice) -> Courses:
    pull = np.ascontiguousarray(lived.pull[:, draws, lives])
    return replace(lived, pull=pull, normal=lived.normal[:, draws], log_weight=lived.log_weight[draws])


def _as_fit(truth: Truth) -> Fit:
    """Return the truth as a fit of one draw, of the one law given."""
    one = (truth.intercept[None], *(np.array([getattr(truth, name)]) for name in SHAPE))
    return Fit(np.zeros(1, dtype=int), *one, -np.inf, 1.0, 0.0, np.zeros(1))


def _logs(lived: Courses) -> np.ndarray:
    """Return how hard each draw pulls up to AT_MONTH, (draw, situation, rate), in logs."""
    pull = lived.pull[..., min(AT_MONTH, lived.pull.shape[-1] - 1)].mean(axis=2, dtype=np.float64)
    by_rate = [pull[..., KIND_OF_RATE == rate].sum(axis=-1) for rate in range(len(RATES))]
    return np.log(np.maximum(np.stack(by_rate, axis=-1), TINY)).transpose(1, 0, 2)


def _goings(lived: Courses, found: Fit, telling: Telling) -> dict[str, np.ndarray]:
    places = {"alone": ALONE, "helped": HELPED} if telling.rates else {"alone": ALONE}
    return {
        f"going {month}, {words}": _going(lived, found, place, month)
        for words, place in places.items()
        for month in ASKED
    }


def _going(lived: Courses, found: Fit, place: int, month: int) -> np.ndarray:
    """Return the chance that a war still goes on after so many months, (kept,)."""
    rate = np.exp(found.intercept)[:, KIND_OF_RATE]
    evenness, power, first_month = (x[:, None] for x in found.shape)
    first, total = (
        np.einsum("dlk,dk->dl", lived.pull[place, found.law, :, :, at], rate) for at in (1, month)
    )
    total = total + (first_month - 1.0) * first
    left = power * np.log1p(total / evenness)
    return np.exp(-evenness / power * np.expm1(np.minimum(left, MOST))).mean(axis=1)


def _likelihood(lived: Courses, found: Fit, wars: Wars) -> np.ndarray:
    """Return the log likelihood of all wars in every draw kept, (kept,), as `likelihood` states it."""
    these = terms_of(lived, wars).of_draws(found.law)
    numbers = (x[None, :, None] for x in found.shape)
    return np.asarray(log_likelihood(these, found.intercept, *numbers), dtype=np.float64)
