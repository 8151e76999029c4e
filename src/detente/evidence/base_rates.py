"""How long wars last: Kaplan-Meier, the chance of an end once a war has lasted, the shape of the hazard.

Every function takes a table of episodes (`detente.evidence.episodes`), from UCDP or from COW and never from
both. A war lasts from its first day to its last, both counted; truces within it are included; a month has
365.25 / 12 days. A war that was still going when coding stopped is censored on the last day coded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from lifelines import (
    ExponentialFitter,
    KaplanMeierFitter,
    LogLogisticFitter,
    LogNormalFitter,
    WeibullFitter,
)
from scipy.stats import binom

from detente.evidence.episodes import population
from detente.evidence.estimate import Estimate
from detente.formulas.rates import clopper_pearson
from detente.formulas.severity import DAYS_PER_MONTH

MONTHS = (6, 12, 24, 36, 60)
LASTED = (0, 6, 12, 24, 36, 48, 54)
WITHIN = (12, 24)
Law = ExponentialFitter | LogLogisticFitter | LogNormalFitter | WeibullFitter
_BOUNDS = ["coef", "coef lower 95%", "coef upper 95%"]


@dataclass(frozen=True)
class Survival:
    """How long the wars of one record last.

    wars        how many, censored ones included
    censored    how many were still going when coding stopped
    median      days, with its 95% interval; infinite where fewer than half have ended
    mean        days first to last of all wars; counts a censored war as far as it was seen
    going       by months: share still going (0..1), its interval (low, high), wars at risk
    """

    wars: int
    censored: int
    median: Estimate
    mean: float
    going: pd.DataFrame


def kaplan_meier(episodes: pd.DataFrame, months: Sequence[float] = MONTHS) -> Survival:
    """Return the Kaplan-Meier estimate of how long wars last (kaplanmeier1958).

    Intervals of shares are Greenwood's on the scale of log(-log share). Where no war or every war has ended
    that has no width, and the interval is the exact one for none or all of the wars at risk on the first day.
    The interval of the median is read off the same band. A share is not a number after the last day that
    any war was seen, unless all have ended.

    Raises:
        ValueError: UCDP and COW in one table, or no episode.
    """
    fitted = _fitted(episodes)
    curves = (fitted.survival_function_.iloc[:, 0], *_band(fitted))
    median = Estimate(*map(_half, curves))
    rows = [_going(fitted, episodes, month) for month in months]
    going = pd.DataFrame(rows, index=pd.Index(months, name="months"))
    censored = int(episodes["censored"].sum())
    return Survival(len(episodes), censored, median, float(episodes["days"].mean()), going)


def median_resampled(episodes: pd.DataFrame) -> Estimate:
    """Return the median in days with its bootstrap interval, the quantiles of resampled medians.

    Nothing is drawn: the median of a resample is at most the k-th of n durations where at least half of n
    wars fall among the first k, which is a binomial chance. For an even n the upper of the two middle ones is
    meant by a resample's median.

    Raises:
        ValueError: UCDP and COW in one table, no episode, or a censored one (use `kaplan_meier`).
    """
    _refuse(episodes)
    if episodes["censored"].any():
        raise ValueError("some of these wars were still going: take the median of kaplan_meier")
    days = np.sort(episodes["days"].to_numpy(dtype=float))
    at_most = binom.sf(len(days) // 2, len(days), np.arange(1, len(days) + 1) / len(days))
    low, high = days[np.searchsorted(at_most, (0.025, 0.975))]
    return Estimate(float(np.median(days)), float(low), float(high))


def conditional(
    episodes: pd.DataFrame, lasted: Sequence[float] = LASTED, within: Sequence[float] = WITHIN
) -> pd.DataFrame:
    """Return the chance that a war that has lasted so many months ends within so many more.

    Indexed by `lasted` and `within`, both in months; columns `at_risk` (wars seen to last longer), `ends`
    (probability, 0..1), `low`, `high`. It is the Kaplan-Meier estimate among the wars at risk; not a number
    where there is none. Ends of all kinds count.

    Raises:
        ValueError: UCDP and COW in one table, or no episode.
    """
    _refuse(episodes)
    rows = [_ends(episodes, after, more) for after, more in product(lasted, within)]
    return pd.DataFrame(rows, index=pd.MultiIndex.from_product([lasted, within], names=["lasted", "within"]))


def weibull_shape(episodes: pd.DataFrame) -> Estimate:
    """Return the shape of the Weibull law of durations, by maximum likelihood, with its Wald interval.

    Below 1 the hazard of ending falls with the time that a war has lasted, or the wars differ.

    Raises:
        ValueError: UCDP and COW in one table, or too few durations for a law.
    """
    return _parameter(_law(WeibullFitter, episodes), "rho_")


def lognormal(episodes: pd.DataFrame) -> tuple[Estimate, Estimate]:
    """Return mean and standard deviation of the logarithm of months, by maximum likelihood.

    Raises:
        ValueError: as `weibull_shape`.
    """
    fitted = _law(LogNormalFitter, episodes)
    return _parameter(fitted, "mu_"), _parameter(fitted, "sigma_")


def akaike(episodes: pd.DataFrame) -> pd.Series:
    """Return Akaike's information criterion of four laws of durations in months, the best first.

    Raises:
        ValueError: as `weibull_shape`.
    """
    laws = {
        "exponential": ExponentialFitter,
        "weibull": WeibullFitter,
        "lognormal": LogNormalFitter,
        "loglogistic": LogLogisticFitter,
    }
    found = {name: float(_law(law, episodes).AIC_) for name, law in laws.items()}
    return pd.Series(found, name="aic").sort_values()


def _refuse(episodes: pd.DataFrame) -> None:
    population(episodes)
    if episodes.empty:
        raise ValueError("no episode is left: choose less narrowly")


def _law(law: type[Law], episodes: pd.DataFrame) -> Law:
    """Return a law of durations fitted to months."""
    _refuse(episodes)
    ended = ~episodes["censored"].to_numpy(dtype=bool)
    if episodes.loc[ended, "days"].nunique() < 2:
        raise ValueError("a law of durations needs wars that ended after different times")
    return law().fit(episodes["days"].to_numpy(dtype=float) / DAYS_PER_MONTH, ended)


def _fitted(episodes: pd.DataFrame) -> KaplanMeierFitter:
    _refuse(episodes)
    return KaplanMeierFitter().fit(episodes["days"], ~episodes["censored"].astype(bool))


def _band(fitted: KaplanMeierFitter) -> tuple[pd.Series, pd.Series]:
    """Return the lower and the upper end of the interval, by days."""
    return fitted.confidence_interval_.iloc[:, 0], fitted.confidence_interval_.iloc[:, 1]


def _half(curve: pd.Series) -> float:
    """Return the first day after which no more than half still go on."""
    reached = curve.index.to_numpy(dtype=float)[curve.to_numpy() <= 0.5]
    return float(reached.min(initial=np.inf))


def _at(curve: pd.Series, day: float) -> float:
    return float(curve.iloc[int(curve.index.searchsorted(day, side="right")) - 1])


def _going(fitted: KaplanMeierFitter, episodes: pd.DataFrame, month: float) -> dict[str, float]:
    """Return the share still going after so many months, with its interval and the wars at risk."""
    day = month * DAYS_PER_MONTH
    at_risk = int((episodes["days"] > day).sum())
    share = _at(fitted.survival_function_.iloc[:, 0], day)
    if not at_risk and share > 0:
        return {"share": np.nan, "low": np.nan, "high": np.nan, "at_risk": 0}
    low, high = (_at(curve, day) for curve in _band(fitted))
    if share in (0.0, 1.0):
        low, high = clopper_pearson(int(share) * len(episodes), len(episodes))
    return {"share": share, "low": low, "high": high, "at_risk": at_risk}


def _ends(episodes: pd.DataFrame, lasted: float, within: float) -> dict[str, float]:
    alive = episodes[episodes["days"] > lasted * DAYS_PER_MONTH]
    if alive.empty:
        return {"at_risk": 0, "ends": np.nan, "low": np.nan, "high": np.nan}
    going = _going(_fitted(alive), alive, lasted + within)
    share, low, high = (1 - going[name] for name in ("share", "high", "low"))
    return {"at_risk": len(alive), "ends": share, "low": low, "high": high}


def _parameter(fitted: Law, name: str) -> Estimate:
    return Estimate(*map(float, fitted.summary.loc[name, _BOUNDS]))
