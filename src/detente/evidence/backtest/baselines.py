"""Base rates as predictions: what anyone could say of a war who knows only how earlier wars went.

    Kaplan-Meier   the share of earlier wars that lasted longer, and Aalen-Johansen for how they ended
    exponential    ends per month of war, the same in every month
    Weibull        the hazard may rise or fall with time
    Cox            a step function of time, times what goes with outside support and capability shares
    climatology    the share of begun war-years in which a war ended: the unconditional rate of conflict
                   forecasting, where every war-year counts once and none knows how long its war has lasted
    persistence    it goes on: the chance of an end within a year is the least that n wars can tell from 0

Climatology is not Kaplan-Meier: that follows wars from their first day, so its chance falls as the easy cases
end. It is near the exponential, which counts time to the day: a war of three days is three days of risk there
and a whole war-year here. After the last day on which any earlier war was seen nothing is known of how it
goes on; Kaplan-Meier and Cox then take the exponential's rate.
"""

import warnings
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from lifelines import CoxPHFitter, ExponentialFitter, KaplanMeierFitter, WeibullFitter
from numpy.typing import NDArray

from detente.evidence.backtest.prediction import GROUPS, HORIZON, MONTHS, Prediction, places
from detente.evidence.backtest.splitting import Predict, check_covariates
from detente.evidence.episodes import population
from detente.formulas.severity import DAYS_PER_MONTH

COVARIATES = ("support_a", "support_b", "share_a")
PENALTY = 0.01  # on squared log ratios: keeps a covariate that tells all apart from running off to infinity
LEAST_KNOWN = 10  # wars of which a covariate is known, before it is used
DAYS = MONTHS * DAYS_PER_MONTH
YEAR = 12 * DAYS_PER_MONTH


@dataclass(frozen=True, eq=False)
class Past:
    """What earlier wars tell: days (war,), ended (war,) bool, group (war,) place in GROUPS, -1 not coded."""

    days: NDArray[np.floating]
    ended: NDArray[np.bool_]
    group: NDArray[np.int64]

    @property
    def rate(self) -> float:
        """Return ends per day of war."""
        return float(self.ended.sum() / self.days.sum())


def kaplan_meier(train: pd.DataFrame) -> Predict:
    """Return what the Kaplan-Meier curve of earlier wars predicts: the same of every war."""
    past = past_of(train)
    curve = KaplanMeierFitter().fit(past.days, past.ended).survival_function_.iloc[:, 0]
    going = _steps(curve.index.to_numpy(float), curve.to_numpy(float), before=1.0)
    followed = float(past.days.max())
    if curve.iloc[-1] <= 0:  # all have ended: nothing is known after the last end but one
        followed = float(curve.index[curve.to_numpy() > 0][-1])
        going = np.where(DAYS > followed, curve.loc[followed], going)
    after = np.exp(-past.rate * np.clip(DAYS - followed, 0, None))
    return _alike("Kaplan-Meier", going * after, by_month(past))


def exponential(train: pd.DataFrame) -> Predict:
    """Return what a constant hazard predicts."""
    past = past_of(train)
    with _lifelines():
        law = ExponentialFitter().fit(past.days, past.ended)
    return _alike("exponential", np.exp(-DAYS / law.lambda_), always(past))


def weibull(train: pd.DataFrame) -> Predict:
    """Return what a hazard predicts that rises or falls with a power of time."""
    past = past_of(train)
    with _lifelines():
        law = WeibullFitter().fit(past.days, past.ended)
    return _alike("Weibull", np.exp(-((DAYS / law.lambda_) ** law.rho_)), always(past))


def climatology(train: pd.DataFrame) -> Predict:
    """Return what the share of begun war-years that saw an end predicts, for every year of every war.

    A war-year that was cut off by the end of the record, with the war still going, is left out.
    """
    past = past_of(train)
    whole = np.floor((past.days - 1) / YEAR)
    years = float(np.where(past.ended, whole + 1, np.floor(past.days / YEAR)).sum())
    chance = _short_of_one(past.ended.sum() / years, years)
    return _alike("climatology", (1 - chance) ** (MONTHS / 12), always(past))


def persistence(train: pd.DataFrame) -> Predict:
    """Return that the war goes on: it ends within a year with chance 1 / (n + 2), n earlier wars."""
    past = past_of(train)
    chance = 1 / (len(past.days) + 2)
    return _alike("persistence", (1 - chance) ** (MONTHS / 12), always(past))


def cox(train: pd.DataFrame, covariates: Sequence[str] = COVARIATES) -> Predict:
    """Return what Cox's model predicts from what is known of each war (ties: Efron; steps: Breslow).

    A covariate is used where at least 10 earlier wars have it and it differs between them. A war of which it
    is not known counts as the mean of the earlier ones. There is no flag for "not known": support is coded
    from 1975 on, so the flag would stand for an era among earlier wars and, on the first day, when support is
    not known of any war, for nothing. Without a usable covariate this is Kaplan-Meier under another name.

    Raises:
        Leak: a covariate that is not known while a war goes on.
    """
    check_covariates(covariates)
    past = past_of(train)
    used = [name for name in covariates if _usable(train[name])]
    mean = {name: float(train[name].dropna().astype(float).mean()) for name in used}
    if not used:
        return renamed("Cox", kaplan_meier(train))
    hazard, ratio = _fitted(past, _numbers(train, mean))
    steps = _steps(hazard.index.to_numpy(float), hazard.to_numpy(float), before=0.0)
    cumulated = steps + past.rate * np.clip(DAYS - past.days.max(), 0, None)
    mix = by_month(past)

    def predict(wars: pd.DataFrame) -> Prediction:
        return combined("Cox", np.exp(-ratio(_numbers(wars, mean))[:, None] * cumulated), mix)

    return predict


def renamed(name: str, predict: Predict) -> Predict:
    """Return the same prediction under another name."""
    return lambda wars: replace(predict(wars), name=name)


BASELINES: Mapping[str, Callable[[pd.DataFrame], Predict]] = {
    "Kaplan-Meier": kaplan_meier,
    "exponential": exponential,
    "Weibull": weibull,
    "Cox": cox,
    "climatology": climatology,
    "persistence": persistence,
}
REFERENCE = "Kaplan-Meier"


def past_of(train: pd.DataFrame) -> Past:
    """Return what earlier wars tell.

    Raises:
        ValueError: UCDP and COW in one table, or fewer than two different days on which wars ended.
    """
    population(train)
    ended = ~train["censored"].to_numpy(dtype=bool)
    days = train["days"].to_numpy(dtype=float)
    if len(np.unique(days[ended])) < 2:
        raise ValueError("a base rate needs earlier wars that ended after different times")
    return Past(days, ended, places(train["ending"].to_numpy(dtype=object)))


def always(past: Past) -> NDArray[np.floating]:
    """Return (group, month) the share of coded ends in each way, the same in every month."""
    counts = np.bincount(past.group[past.group >= 0], minlength=len(GROUPS)).astype(float)
    shares = counts / counts.sum() if counts.sum() else np.full(len(GROUPS), 1 / len(GROUPS))
    return np.repeat(shares[:, None], HORIZON, axis=1)


def by_month(past: Past) -> NDArray[np.floating]:
    """Return (group, month) the share of each way among the coded ends of that month.

    Ends count by the height of their step in the Aalen-Johansen estimate, so that what follows from it and
    from Kaplan-Meier's curve is that estimate. In a month without a coded end the shares are those of all.
    """
    jump = np.zeros(len(past.days))
    still = 1.0
    for day in np.unique(past.days[past.ended]):
        now = past.ended & (past.days == day)
        at_risk = (past.days >= day).sum()
        jump[now] = still / at_risk
        still *= 1 - now.sum() / at_risk
    month = np.searchsorted(DAYS, past.days) - 1  # an end on the last day of a month belongs to it
    mix = np.zeros((len(GROUPS), HORIZON))
    coded = past.ended & (past.group >= 0) & (month < HORIZON)
    np.add.at(mix, (past.group[coded], month[coded]), jump[coded])
    total = mix.sum(axis=0)
    return np.where(total > 0, mix / np.where(total > 0, total, 1), always(past))


def combined(name: str, going: NDArray[np.floating], mix: NDArray[np.floating]) -> Prediction:
    """Return the prediction in which the ends of each month come about in the shares of `mix`."""
    ends = -np.diff(going, axis=1)
    ways = np.cumsum(ends[:, None, :] * mix, axis=2)
    return Prediction(name, going, np.concatenate([np.zeros((*ways.shape[:2], 1)), ways], axis=2))


def _alike(name: str, going: NDArray[np.floating], mix: NDArray[np.floating]) -> Predict:
    """Return what says the same of every war."""
    one = combined(name, going[None], mix)

    def predict(wars: pd.DataFrame) -> Prediction:
        rows = np.zeros(len(wars), dtype=int)
        return Prediction(name, one.going[rows], one.incidence[rows])

    return predict


def _steps(at: NDArray[np.floating], values: NDArray[np.floating], before: float) -> NDArray[np.floating]:
    """Return by month the value of a step function that jumps at the days `at`."""
    place = np.searchsorted(at, DAYS, side="right") - 1
    return np.where(place >= 0, values[np.maximum(place, 0)], before)


def _short_of_one(chance: float, trials: float) -> float:
    return float(min(chance, 1 - 1 / (trials + 2)))


def _usable(column: pd.Series) -> bool:
    seen = column.dropna().astype(float)
    return len(seen) >= LEAST_KNOWN and seen.nunique() > 1


def _numbers(wars: pd.DataFrame, mean: Mapping[str, float]) -> pd.DataFrame:
    columns = {name: wars[name].astype("Float64").fillna(value).astype(float) for name, value in mean.items()}
    return pd.DataFrame(columns, index=wars.index)


def _fitted(
    past: Past, values: pd.DataFrame
) -> tuple[pd.Series, Callable[[pd.DataFrame], NDArray[np.floating]]]:
    """Return the cumulated hazard of the mean war, by days, and how a war's own stands to it."""
    table = values.assign(_days=past.days, _ended=past.ended)
    with _lifelines():
        model = CoxPHFitter(penalizer=PENALTY).fit(table, "_days", "_ended")
    hazard = model.baseline_cumulative_hazard_.iloc[:, 0]
    return hazard, lambda wars: model.predict_partial_hazard(wars).to_numpy(float)


@contextmanager
def _lifelines() -> Generator[None]:
    """Let lifelines 0.30 call functions in ways that Python 3.12 and pandas 3 deprecate."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"lifelines\.")
        yield
