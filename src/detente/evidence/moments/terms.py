"""Terms: moments that enter the fit, as weights on the draws of a posterior.

A record's likelihood knows nothing of talks, answers or pressure. Moments of these multiply it, each by its
own density (`moment`), which is exactly 1 for draws within its interval. The draws of a fit are weighted by
the product, the weights are smoothed at their upper tail, and fewer draws are drawn again. The densities are
at most 1, so the weights are bounded and their tail is thin; what they may lack is draws that meet the
moments, which `effective` tells.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.evidence.fitting import KEPT, Fit, smoothed
from detente.evidence.moments.moment import Moment
from detente.evidence.numbers import uniforms


def moment_terms(
    moments: Sequence[Moment], told: Mapping[str, NDArray[np.floating]], kept: int
) -> NDArray[np.floating]:
    """Return the log density of all moments that enter the fit, in every draw, (kept,); 0 where all are met.

    told  what the fitted theory makes of each moment, by its name
    """
    entering = [one for one in moments if one.kind.role == "term"]
    return sum((one.log_density(told[one.name]) for one in entering), start=np.zeros(kept))


def reweighted(found: Fit, log_terms: NDArray[np.floating], kept: int = KEPT, seed: int = 0) -> Fit:
    """Return the fit with moments in it: draws drawn again in proportion to exp(log_terms), (kept,).

    `tail` is the heavier of the tails of the fit and of these weights. `effective` falls by as much as
    weighting makes distinct pairs, or draws of laws, uneven, whichever is more. `evidence` changes by the
    log mean of the terms, so it compares only between theories that were asked for the same moments.
    `by_law` stays that of the record alone.
    """
    weight, tail = smoothed(log_terms)
    at = resampled(weight, kept, seed)
    return replace(
        found.of_draws(at),
        tail=max(found.tail, tail),
        effective=found.effective * _evenness(found, weight),
        evidence=found.evidence + float(np.logaddexp.reduce(log_terms) - math.log(len(log_terms))),
    )


def resampled(weight: NDArray[np.floating], kept: int, seed: int) -> NDArray[np.integer]:
    """Return places chosen in proportion to the weights, by equal steps from one random start.

    >>> resampled(np.full(4, 0.25), 4, seed=1).tolist()
    [0, 1, 2, 3]
    """
    at = (np.arange(kept) + uniforms(seed, "resampling", 1, 1)[0, 0]) / kept
    return np.minimum(np.searchsorted(np.cumsum(weight), at), len(weight) - 1)


def _evenness(found: Fit, weight: NDArray[np.floating]) -> float:
    """Return what distinct pairs, or laws, are worth when weighted, relative to before, whichever is less."""
    pairs = np.column_stack([found.law, found.intercept, *found.shape])
    return min(1.0, *(_kept_worth(distinct, weight) for distinct in (pairs, found.law[:, None])))


def _kept_worth(rows: NDArray[np.floating], weight: NDArray[np.floating]) -> float:
    which = np.unique(rows, axis=0, return_inverse=True)[1].ravel()
    before, after = np.bincount(which) / len(which), np.bincount(which, weights=weight)
    return float((before**2).sum() / (after**2).sum())
