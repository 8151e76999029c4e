"""What a method would find in endless wars of a theory: a median, a Weibull shape, Cox's hazard ratios.

Chances of still going take the place of a table of wars, so that nothing is tossed for. Each function takes
many draws at once, (kept, ...); times are in months, as in `Outlook`.
"""

import numpy as np
from numpy.typing import NDArray

from detente.formulas.severity import DAYS_PER_MONTH

HALVINGS = 40
LOWEST, HIGHEST = 0.02, 20.0  # Weibull shapes
NEWTON_STEPS = 25
LEAST = 1e-12

Array = NDArray[np.floating]


def median(times: Array, going: Array) -> Array:
    """Return the time after which half still go on, in days, (kept,); the last time where more than half do.

    times   (time,) months
    going   (kept, time)
    """
    over = going <= 0.5
    last = np.where(over.any(axis=1), over.argmax(axis=1), len(times) - 1)
    first = np.maximum(last - 1, 0)
    rows = np.arange(len(going))
    high, low = going[rows, first], going[rows, last]
    part = np.clip((high - 0.5) / np.maximum(high - low, LEAST), 0.0, 1.0)
    return DAYS_PER_MONTH * (times[first] + part * (times[last] - times[first]))


def weibull_shape(times: Array, going: Array) -> Array:
    """Return the shape of the Weibull law that is likeliest for wars that last so long, (kept,).

    times   (time,) months; a war that ends between two of them lasts whole days, the last one counted
            too, and is put at the middle of the days between them
    going   (kept, time); wars still going at the last time are censored then

    The best shape k solves 1/k + mean of log t over ends = sum of t^k log t / sum of t^k over all wars.
    """
    days = times * DAYS_PER_MONTH
    lasted = 0.5 * (days[:-1] + days[1:] + 1.0) / DAYS_PER_MONTH
    logs = np.log(np.append(lasted, times[-1]))
    ends = np.maximum(-np.diff(going, axis=1), 0.0)
    mass = np.concatenate([ends, going[:, -1:]], axis=1)
    of_ends = (ends @ logs[:-1]) / np.maximum(ends.sum(axis=1), LEAST)
    low, high = (np.full(len(going), np.log(bound)) for bound in (LOWEST, HIGHEST))
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        shape = np.exp(middle)[:, None]
        power = mass * np.exp(shape * (logs - logs[-1]))
        slope = 1.0 / shape[:, 0] + of_ends - (power @ logs) / np.maximum(power.sum(axis=1), LEAST)
        low, high = np.where(slope > 0, middle, low), np.where(slope > 0, high, middle)
    return np.exp(0.5 * (low + high))


def cox(going: Array, weight: Array, flags: Array) -> Array:
    """Return the hazard ratios that Cox's partial likelihood finds, (kept, covariate).

    going   (kept, situation, time)
    weight  (situation,) how many wars begin in each
    flags   (situation, covariate) value of each covariate there

    Raises:
        ValueError: the covariates do not tell the situations apart, so that no ratio is best.
    """
    ends = weight[:, None] * np.maximum(-np.diff(going, axis=2), 0.0)  # (kept, situation, step)
    at_risk = weight[:, None] * 0.5 * (going[:, :, 1:] + going[:, :, :-1])
    spread = flags - weight @ flags / weight.sum()
    if np.linalg.matrix_rank(spread[weight > 0]) < flags.shape[1]:
        raise ValueError("no hazard ratio is best: a covariate does not vary, or repeats others")
    total = ends.sum(axis=1)  # (kept, step)
    seen = ends.sum(axis=2) @ flags
    best = np.zeros((len(going), flags.shape[1]))
    for _ in range(NEWTON_STEPS):
        tilted = at_risk * np.exp(best @ flags.T)[:, :, None]
        share = tilted / np.maximum(tilted.sum(axis=1, keepdims=True), LEAST)
        mean = np.einsum("kst,sc->ktc", share, flags)
        square = np.einsum("kt,kst,sc,sd->kcd", total, share, flags, flags, optimize=True)
        information = square - np.einsum("kt,ktc,ktd->kcd", total, mean, mean, optimize=True)
        score = seen - np.einsum("kt,ktc->kc", total, mean)
        best = best + np.linalg.solve(information, score[:, :, None])[:, :, 0]
    return np.exp(best)
