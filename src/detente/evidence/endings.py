"""How wars end: shares, competing ends over time, and what goes with a kind of ending.

"Ended by negotiation" depends on the definition, so every function takes the endings that count as one
group, in the words of `episodes.ENDINGS`. Wars that were still going are not counted as ended; wars that
ended in a way that was not coded are left out of shares, and compete with every group over time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import fisher_exact

from detente.evidence.episodes import population
from detente.evidence.estimate import TWO_SIDED_95, Estimate, normal_estimate
from detente.formulas.rates import clopper_pearson
from detente.formulas.severity import DAYS_PER_MONTH

Groups = Mapping[str, Sequence[str]]
GROUPS: Groups = {
    "stopped by both": ("agreement", "ceasefire", "stalemate"),
    "victory": ("victory_a", "victory_b"),
    "other": ("low_activity", "actor_ceased", "transformed"),
}
LAST_STEPS, ENOUGH = 50, 1e-10


@dataclass(frozen=True)
class Contrast:
    """How often something happened in the lowest third of a covariate and in the rest.

    cut          the value under which the lowest third lies
    lowest       share of the lowest third, with its exact interval
    rest         share of the rest, with its exact interval
    wars         how many in the lowest third, and how many in the rest
    p            Fisher's exact test, two-sided
    """

    cut: float
    lowest: Estimate
    rest: Estimate
    wars: tuple[int, int]
    p: float


def endings(episodes: pd.DataFrame, groups: Groups = GROUPS) -> pd.DataFrame:
    """Return how many wars ended in each group of endings: `count`, `of`, `share`, `low`, `high`.

    `of` counts the wars whose end was seen and coded. Intervals are exact ones (Clopper-Pearson, 95%).

    Raises:
        ValueError: UCDP and COW in one table, or no war with a coded end.
    """
    population(episodes)
    coded = episodes.loc[~episodes["censored"] & (episodes["ending"] != "unknown"), "ending"]
    if coded.empty:
        raise ValueError("no war of these has an end that was seen and coded")
    rows = {name: _share(int(coded.isin(list(words)).sum()), len(coded)) for name, words in groups.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("ending")


def cumulative_incidence(
    episodes: pd.DataFrame, groups: Groups = GROUPS, months: Sequence[float] = (12, 24, 60)
) -> pd.DataFrame:
    """Return the probability that a war has ended in each group's way within so many months.

    Indexed by `ending` and `months`; columns `share`, `low`, `high`. It is the Aalen-Johansen estimate, in
    which the other ends compete; wars that end on one day are taken together. Its interval takes the
    variance by the delta method on the scale of log(-log share), and is the exact one for no war or all
    wars where that variance is nothing.

    Raises:
        ValueError: UCDP and COW in one table, or no episode.
    """
    population(episodes)
    if episodes.empty:
        raise ValueError("no episode is left: choose less narrowly")
    rows = {
        (name, month): _incidence(episodes, words, month * DAYS_PER_MONTH)
        for name, words in groups.items()
        for month in months
    }
    table = pd.DataFrame.from_dict(rows, orient="index")
    return table.set_axis(pd.MultiIndex.from_tuples(rows, names=["ending", "months"]))


def lowest_third(covariate: pd.Series, happened: pd.Series, cut: float | None = None) -> Contrast:
    """Return how often something happened in the lowest third of a covariate, and in the rest.

    covariate    one number a war
    happened     one flag a war; wars where it is not known are left out
    cut          where the lowest third ends; that of all known covariates if not given

    Raises:
        ValueError: either group is empty.
    """
    cut = float(covariate.quantile(1 / 3)) if cut is None else cut
    known = covariate.notna() & happened.notna()
    low, flags = covariate[known] < cut, happened[known].astype(bool)
    if low.all() or not low.any():
        raise ValueError(f"all wars lie on one side of {cut:.3g}: there is nothing to compare")
    counts = [[int(flags[side].sum()), int((~flags[side]).sum())] for side in (low, ~low)]
    lowest, rest = (Estimate(**_bounds(yes, yes + no)) for yes, no in counts)
    return Contrast(cut, lowest, rest, (sum(counts[0]), sum(counts[1])), float(fisher_exact(counts)[1]))


def logit(covariates: pd.DataFrame, happened: pd.Series) -> dict[str, Estimate]:
    """Return the coefficients of a logistic regression with intercept, by maximum likelihood, Wald intervals.

    covariates    one row a war; wars with a missing value are left out
    happened      one flag a war

    Raises:
        ValueError: the flag does not vary, or a covariate tells it apart without error, so that no
            coefficient is best.
    """
    known = covariates.notna().all(axis=1) & happened.notna()
    flags = happened[known].to_numpy(dtype=float)
    design = np.column_stack([np.ones(len(flags)), covariates[known].to_numpy(dtype=float)])
    best, variance = _newton(design, flags)
    errors = np.sqrt(np.diag(variance))
    names = ["intercept", *covariates.columns]
    return {name: normal_estimate(float(b), float(e)) for name, b, e in zip(names, best, errors, strict=True)}


def parity(share_a: pd.Series) -> pd.Series:
    """Return how equal two sides are: the weaker's capabilities over the stronger's, 0..1.

    >>> [round(float(x), 2) for x in parity(pd.Series([0.5, 0.8, 0.2]))]
    [1.0, 0.25, 0.25]
    """
    weaker = np.minimum(share_a, 1 - share_a)
    return pd.Series(weaker / (1 - weaker), index=share_a.index, name="parity")


def _bounds(count: int, of: int) -> dict[str, float]:
    low, high = clopper_pearson(count, of)
    return {"value": count / of, "low": low, "high": high}


def _share(count: int, of: int) -> dict[str, float]:
    low, high = clopper_pearson(count, of)
    return {"count": count, "of": of, "share": count / of, "low": low, "high": high}


def _incidence(episodes: pd.DataFrame, words: Sequence[str], day: float) -> dict[str, float]:
    days = episodes["days"].to_numpy()
    ended = ~episodes["censored"].to_numpy(dtype=bool)
    so = ended & episodes["ending"].isin(list(words)).to_numpy()
    times = np.unique(days[ended & (days <= day)])
    at_risk = np.array([np.sum(days >= time) for time in times])
    ends = np.array([np.sum(ended & (days == time)) for time in times])
    ours = np.array([np.sum(so & (days == time)) for time in times])
    still = np.cumprod(1 - ends / at_risk)
    if day > days.max() and (not len(times) or still[-1] > 0):
        return dict.fromkeys(("share", "low", "high"), np.nan)  # nobody was watched for so long
    before = np.concatenate([[1.0], still])[: len(times)]
    share, error = _aalen_johansen(at_risk, ends, ours, before)
    return {"share": share, **_log_log(share, error, len(days))}


def _aalen_johansen(at_risk: NDArray, ends: NDArray, ours: NDArray, before: NDArray) -> tuple[float, float]:
    """Return the cumulative incidence at the last time, and its standard error by the delta method."""
    steps = np.cumsum(before * ours / at_risk)
    share = float(steps[-1]) if len(steps) else 0.0
    rest = share - steps
    # where all at risk end at once nothing can follow, so `rest` is nothing there too
    greenwood = np.where(ends < at_risk, ends / (at_risk * np.maximum(at_risk - ends, 1)), 0.0)
    variance = rest**2 * greenwood + before * ours / at_risk**2 * (
        before * (at_risk - ours) / at_risk - 2 * rest
    )
    return share, float(np.sqrt(max(variance.sum(), 0.0)))


def _log_log(share: float, error: float, wars: int) -> dict[str, float]:
    if error == 0 or not 0 < share < 1:
        low, high = clopper_pearson(round(share * wars), wars)
        return {"low": low, "high": high}
    width = TWO_SIDED_95 * error / (share * np.log(share))  # negative, as the logarithm is
    return {"low": float(share ** np.exp(-width)), "high": float(share ** np.exp(width))}


def _newton(design: NDArray, flags: NDArray) -> tuple[NDArray, NDArray]:
    """Return the best coefficients and their covariance matrix."""
    best = np.zeros(design.shape[1])
    for _ in range(LAST_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ best, -30, 30)))
        information = design.T @ (design * (chance * (1 - chance))[:, None])
        if np.linalg.cond(information) > 1 / ENOUGH:
            break
        step = np.linalg.solve(information, design.T @ (flags - chance))
        best = best + step
        if np.abs(step).max() < ENOUGH:
            return best, np.linalg.inv(information)
    raise ValueError("no coefficient is best: a covariate tells the two groups apart, or one group is empty")
