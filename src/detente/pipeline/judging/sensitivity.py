"""Global sensitivity: which parameters an effect varies with, over all of their priors at once.

Two ways. Where the effect can be asked for anywhere, Sobol's indices by Saltelli's sample: the share of
its variance that a parameter explains by itself (first order) and together with others (total order).
Where there are only the draws at hand, first-order indices by random balance designs (Tissot and Prieur
2012, after Plischke 2010) and PAWN, how far the whole distribution shifts with a parameter (Pianosi and
Wagener 2018). The estimators are SALib's. To pick a few of very many parameters, the same two measures are
taken of all at once, for SALib takes them one by one and too slowly to be asked what chance does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.special import ndtri

from detente.pipeline.judging.channels import shuffles

POINTS = 1024  # of the low-discrepancy sequence; a power of two, or it loses its balance
RESAMPLES = 100
SLICES = 10
DUMMIES = 20
TRIES = 40  # shuffles of the effect that tell what the best of all parameters reaches by chance
HARMONICS = 10  # of the effect, sorted by a parameter, that count as explained
EDGE = 1e-9  # keeps standard normal numbers within 6 standard deviations
SURE = 0.95
TO_ERROR = 1.959963984540054  # half-widths of 95% intervals to standard errors


@dataclass(frozen=True)
class Sensitivity:
    """Shares of an effect's variance. The errors are standard errors, from resampling."""

    parameter: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True)
class Importance:
    """What the draws at hand tell of one parameter.

    first      share of the effect's variance that it explains by itself
    pawn       median distance (Kolmogorov-Smirnov) between the effect's distribution with the parameter
               in one tenth of its range and without that knowledge; between 0 and 1
    by_chance  what a parameter that does nothing reaches in 19 of 20 cases
    """

    parameter: str
    first: float
    pawn: float
    by_chance: float


@dataclass(frozen=True)
class Standouts:
    """The few parameters of many that do more than chance.

    draws    draws with an effect
    beyond   how many parameters exceed chance in either measure; the others cannot be told from chance
    first_by_chance, pawn_by_chance   the most that any parameter reached with the effect shuffled, 40 times
    of       those beyond chance, the largest share of variance first
    """

    draws: int
    beyond: int
    first_by_chance: float
    pawn_by_chance: float
    of: tuple[Importance, ...]


def sobol_indices(
    effect: Callable[[np.ndarray], np.ndarray], names: Sequence[str], points: int = POINTS, seed: int = 0
) -> tuple[Sensitivity, ...]:
    """Return Sobol's indices of an effect, the largest total first.

    `effect` is asked once, for all points: z, (point, parameter), standard normal, gives (point,), where
    there are `points` * (parameters + 2) points. A point at which it is undefined (NaN) counts as
    average. An effect that does not vary has indices of 0.
    """
    from SALib.analyze import sobol
    from SALib.sample import sobol as saltelli

    problem = _problem(names)
    unit = saltelli.sample(problem, points, calc_second_order=False, seed=seed)
    seen = _filled(np.asarray(effect(ndtri(np.clip(unit, EDGE, 1.0 - EDGE))), dtype=np.float64))
    if not _varies(seen):
        return tuple(Sensitivity(name, 0.0, 0.0, 0.0, 0.0) for name in names)
    # a seed of 0 would make SALib take numbers that differ from run to run
    found = sobol.analyze(
        problem, seen, calc_second_order=False, num_resamples=RESAMPLES, conf_level=SURE, seed=seed + 1
    )
    columns = (found["S1"], found["S1_conf"] / TO_ERROR, found["ST"], found["ST_conf"] / TO_ERROR)
    lines = [Sensitivity(name, *map(float, row)) for name, *row in zip(names, *columns, strict=True)]
    return tuple(sorted(lines, key=lambda line: (-line.total, line.parameter)))


def importances(
    names: Sequence[str], z: np.ndarray, effect: np.ndarray, seed: int = 0
) -> tuple[Importance, ...]:
    """Return what draws that exist already tell of each parameter, the largest share of variance first.

    `z`: (parameter, draw), the parameter or any increasing function of it. `effect`: (draw,); draws
    without one (NaN) are left out. An effect that does not vary: 0 everywhere.
    """
    from SALib.analyze import rbd_fast

    usable = np.isfinite(effect)
    points, seen = z[:, usable].T, np.asarray(effect, dtype=np.float64)[usable]
    if seen.size < 4 * SLICES or not _varies(seen):
        return tuple(Importance(name, 0.0, 0.0, 0.0) for name in names)
    # two resamples are the fewest it takes; their spread is not used
    first = rbd_fast.analyze(_problem(names), points, seen, num_resamples=2, seed=seed)["S1"]
    dummies = shuffles(seed, "pawn-by-chance", DUMMIES, seen.size).T.astype(np.float64)
    by_chance = float(np.quantile(_pawn(dummies, seen), 0.95))
    shifts = _pawn(points, seen)
    lines = [
        Importance(n, float(s), float(p), by_chance) for n, s, p in zip(names, first, shifts, strict=True)
    ]
    return tuple(sorted(lines, key=lambda line: (-line.first, line.parameter)))


def standouts(names: Sequence[str], z: np.ndarray, effect: np.ndarray, most: int, seed: int = 0) -> Standouts:
    """Return at most `most` of very many parameters, those that do more than chance. Shapes: `importances`.

    Of hundreds of parameters one in twenty would exceed the `by_chance` of a single one. So each must beat
    the best that any reaches once the effect is shuffled over the draws: parameters that all do nothing then
    yield one in at most 1 of 20 cases.
    """
    usable = np.isfinite(effect)
    points, seen = z[:, usable], np.asarray(effect, dtype=np.float64)[usable]
    if not len(names) or seen.size < 4 * SLICES or not _varies(seen):
        return Standouts(seen.size, 0, 0.0, 0.0, ())
    orders = np.argsort(points, axis=1, kind="stable")
    firsts, pawns = _both(orders, seen)
    shuffled = [_both(orders, seen[order]) for order in shuffles(seed, "standouts", TRIES, seen.size)]
    first_most, pawn_most = (float(max(one[i].max() for one in shuffled)) for i in (0, 1))
    beyond = np.flatnonzero((firsts > first_most) | (pawns > pawn_most)).tolist()
    # those closest to the edge are left out where there are more than can be shown
    kept = sorted(beyond, key=lambda i: (-max(firsts[i] / first_most, pawns[i] / pawn_most), names[i]))[:most]
    told = importances([names[i] for i in kept], points[kept], seen, seed) if kept else ()
    return Standouts(seen.size, len(beyond), first_most, pawn_most, told)


def _both(orders: np.ndarray, seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return first-order indices and PAWN of all parameters, given how each orders the draws."""
    return _firsts(seen[orders]), _pawns(orders, seen)


def _firsts(ordered: np.ndarray) -> np.ndarray:
    """Return first-order indices from the effect in the order of each parameter, (parameter, draw)."""
    there_and_back = np.concatenate([ordered[:, ::2], ordered[:, 1::2][:, ::-1]], axis=1)
    power = np.abs(np.fft.rfft(there_and_back, axis=1))[:, 1:] ** 2
    if ordered.shape[1] % 2 == 0:
        power[:, -1] /= 2  # the highest frequency has no twin
    share = power[:, :HARMONICS].sum(axis=1) / power.sum(axis=1)
    bias = 2 * HARMONICS / ordered.shape[1]
    return share - bias / (1 - bias) * (1 - share)


def _pawns(orders: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Return PAWN from how each parameter orders the draws, (parameter, draw)."""
    draws, ordered = seen.size, np.sort(seen)
    upto = np.searchsorted(ordered, seen, "right")
    below = np.zeros(draws + 1)
    below[upto] = np.searchsorted(ordered, seen, "left")
    apart = []
    for start, stop in pairwise(-(-np.arange(SLICES + 1) * (draws - 1) // SLICES)):  # as SALib cuts
        places = np.sort(upto[orders[:, start:stop]], axis=1)
        steps = np.arange(stop - start + 1) / (stop - start)
        over, under = steps[1:] - places / draws, below[places] / draws - steps[:-1]
        apart.append(np.maximum(over.max(axis=1), under.max(axis=1)))
    return np.median(apart, axis=0)


def _pawn(points: np.ndarray, seen: np.ndarray) -> np.ndarray:
    from SALib.analyze import pawn

    return pawn.analyze(_problem([str(i) for i in range(points.shape[1])]), points, seen, S=SLICES)["median"]


def _problem(names: Sequence[str]) -> dict[str, Any]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _filled(seen: np.ndarray) -> np.ndarray:
    finite = np.isfinite(seen)
    return np.where(finite, seen, seen[finite].mean() if finite.any() else 0.0)


def _varies(seen: np.ndarray) -> bool:
    return bool(np.ptp(seen) > np.finfo(float).eps * max(1.0, float(np.abs(seen).max())))
