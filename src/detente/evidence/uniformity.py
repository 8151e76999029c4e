"""Uniformity: whether ranks are as evenly spread between 0 and 1 as luck would have it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from detente.evidence.estimate import Estimate, normal_estimate
from detente.formulas.rates import clopper_pearson

CENTRAL = 0.9  # of an interval's draws
PLACES = 100  # at which the share of ranks below is held against what it should be
ROUNDING = 1e-9  # relative: chances that differ by less are the same


@dataclass(frozen=True)
class Spread:
    """How the ranks of one quantity are spread.

    p       how likely uniform ranks are to be as far off
    inside  share of central intervals of 90% that hold the truth, with its exact 95% interval
    """

    p: float
    inside: Estimate


def spread(ranks: np.ndarray) -> Spread:
    """Return how the ranks of one quantity are spread."""
    held = inside(ranks)
    low, high = clopper_pearson(int(held.sum()), len(held))
    return Spread(p_value(ranks), Estimate(float(held.mean()), low, high))


def inside(ranks: np.ndarray) -> np.ndarray:
    """Return for each rank whether a central interval of 90% holds the truth."""
    return np.abs(ranks - 0.5) < 0.5 * CENTRAL


def inside_all(ranks: Mapping[str, np.ndarray]) -> Estimate:
    """Return the share of intervals, of all quantities by name, that hold the truth.

    Quantities of one replication depend on each other, so the interval is of the mean over replications.
    """
    by_replication = np.mean([inside(x) for x in ranks.values()], axis=0)
    error = by_replication.std(ddof=1) / np.sqrt(len(by_replication))
    return normal_estimate(float(by_replication.mean()), float(error))


def p_value(ranks: np.ndarray) -> float:
    """Return how likely uniform ranks are to be anywhere as far off as these are at their worst.

        R_i  =  number of ranks up to z_i,    z_i = i / PLACES,    R_i ~ Binomial(n, z_i) if uniform
        g    =  min over i of  min(P(R <= R_i), P(R >= R_i))
        p    =  P(some R_i is as unlikely as g)

    ranks  (n,) strictly between 0 and 1, independent of each other

    Exact: counts at one place given those at the place before are binomial, so the chance of staying within
    an envelope goes from place to place. The envelope of Säilynoja, Bürkner and Vehtari (2022), turned round:
    their test at level a rejects where p < a.

    >>> even = (np.arange(40) + 0.5) / 40
    >>> round(p_value(even), 2)
    1.0
    >>> p_value(even**2) < 0.01
    True
    """
    at = np.arange(1, PLACES) / PLACES
    number = len(ranks)
    seen = (ranks[None, :] <= at[:, None]).sum(axis=1)
    worst = min(_unlikely(seen, number, at)) * (1.0 + ROUNDING)
    every = np.arange(number + 1)
    chance, counts, before = np.ones(1), np.zeros(1, dtype=int), 0.0
    for place in at:
        inside = every[_unlikely(every, number, place) > worst]
        share = (place - before) / (1.0 - before)
        step = binom.pmf(inside[None, :] - counts[:, None], number - counts[:, None], share)
        chance, counts, before = chance @ step, inside, place
    return float(np.clip(1.0 - chance.sum(), 0.0, 1.0))


def _unlikely(count: np.ndarray, number: int, share: np.ndarray | float) -> np.ndarray:
    """Return the chance of so many or fewer, or of so many or more, whichever is less."""
    return np.minimum(binom.cdf(count, number, share), binom.sf(count - 1, number, share))
