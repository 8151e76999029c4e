"""Forecasts: how long wars will last and how they will end, under a theory fitted to other wars.

Each draw from the posterior gives a war a chance of still going at the end of every month, and cumulated
chances of each way of having ended; the forecast is their mean. What has already lasted is taken account of
by division, as `backtest.prediction.within` does: a war that was still going after a months is so after m
with chance going(m) / going(a), whatever its frailty, which `likelihood` integrates out.
"""

from dataclasses import dataclass

import numpy as np

from detente.evidence.courses import KINDS, Courses
from detente.evidence.fitting import Fit
from detente.evidence.likelihood import KIND_OF_RATE, hastened
from detente.evidence.situations import Places

KEPT = 250  # draws of the posterior: their mean is known to within a percentage point


@dataclass(frozen=True, eq=False)
class Forecast:
    """What a theory says of some wars.

    going    (war, month + 1) probability that a war is still going
    ended    (war, kind, month + 1) cumulated probability of having ended so
    """

    theory: str
    going: np.ndarray
    ended: np.ndarray


def forecast(lived: Courses, found: Fit, places: Places) -> Forecast:
    """Return what a fitted theory says of wars that begin in these situations.

    `places` may hold wars that the fit has not seen; its situations must be among those lived.
    """
    which = [lived.situations.index(one) for one in places.situations]
    step = max(1, len(found.law) // KEPT)
    kept = slice(0, None, step)
    each = [_situation(lived, found, place, kept) for place in which]
    going, ended = (np.stack(parts) for parts in zip(*each, strict=True))
    return Forecast(
        lived.theory,
        np.einsum("ws,sm->wm", places.weight, going),
        np.einsum("ws,skm->wkm", places.weight, ended),
    )


def _situation(lived: Courses, found: Fit, place: int, kept: slice) -> tuple[np.ndarray, np.ndarray]:
    """Return going (month + 1,) and ended (kind, month + 1) in one situation, averaged over the posterior."""
    months = lived.pull.shape[-1]
    going, ended, count = np.zeros(months), np.zeros((len(KINDS), months)), 0
    for law, intercept, evenness, power, first in zip(
        *(x[kept] for x in (found.law, found.intercept, *found.shape)), strict=True
    ):
        rate = np.exp(intercept)[KIND_OF_RATE]
        pull = hastened(lived.pull[place, law].astype(np.float64) * rate[None, :, None], first)
        left = np.log1p(pull.sum(axis=1) / evenness)
        alive = np.exp(-evenness / power * np.expm1(power * left))
        fresh = np.diff(pull, axis=2)
        share = fresh / np.maximum(fresh.sum(axis=1, keepdims=True), 1e-30)
        gone = -np.diff(alive, axis=1)[:, None, :] * share
        going += alive.mean(axis=0)
        ended[:, 1:] += np.cumsum(gone, axis=2).mean(axis=0)
        count += 1
    return going / count, ended / count
