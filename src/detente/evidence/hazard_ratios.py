"""What goes with wars ending sooner or later: Cox's model, on whole wars or on spells.

A ratio above 1 means that wars end sooner where the covariate is higher by one. It is an association: support
is sent to wars that are expected to last, and states join the wars that are there to be joined.
"""

import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pandas as pd
from lifelines import CoxPHFitter, CoxTimeVaryingFitter
from lifelines.exceptions import ConvergenceError, ConvergenceWarning
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, LinAlgWarning
from scipy.special import ndtr

from detente.evidence.episodes import population
from detente.evidence.estimate import TWO_SIDED_95


@dataclass(frozen=True)
class HazardRatios:
    """Hazard ratios of ending, with what they rest on.

    ratios       by covariate: `ratio`, `low`, `high` (95%), `p` (two-sided, for a ratio of 1)
    wars         episodes without a missing covariate
    ends         how many of them ended in the way that counts
    clusters     groups within which wars may be alike; 0 where wars were taken as independent
    concordance  share of pairs of wars put in the right order, 0.5 by chance; not a number for spells
    """

    ratios: pd.DataFrame
    wars: int
    ends: int
    clusters: int
    concordance: float


def hazard_ratios(
    rows: pd.DataFrame,
    covariates: Sequence[str],
    clusters: pd.Series | None = None,
    only: Sequence[str] = (),
) -> HazardRatios:
    """Return hazard ratios by Cox's partial likelihood (ties by Efron).

    rows          a table of episodes, or of spells, which may carry further columns; with spells a covariate
                  counts from the day from which it was so
    covariates    columns that are numbers or flags; rows where one is missing are left out
    clusters      a label for each row, such as the conflict that the war belongs to: intervals are then
                  robust (sandwich of the summed score residuals), else those of the model
    only          cause-specific: the words of `ending` that count; a war with another end is censored then.
                  To spells the column `ending` must first be joined from the episodes

    Raises:
        ValueError: UCDP and COW in one table, no war that ended in a way that counts, or a covariate that
            does not vary, repeats others, or tells without error which wars end, so that no ratio is best.
    """
    table, labels = _prepared(rows, covariates, clusters, only)
    if not table["_ended"].any():
        raise ValueError("no war whose covariates are known ended in a way that counts")
    with _lifelines(covariates):
        model, concordance = _whole(table) if "start_day" not in rows else _by_spell(table)
    best, variance = model.params_.loc[list(covariates)].to_numpy(), model.variance_matrix_.to_numpy()
    if labels is not None:
        variance = _sandwich(table, covariates, best, variance, labels)
    ratios = _table(covariates, best, np.sqrt(np.diag(variance)))
    groups = 0 if labels is None else int(labels.nunique())
    return HazardRatios(ratios, table["_war"].nunique(), int(table["_ended"].sum()), groups, concordance)


def split_when(episodes: pd.DataFrame, after: str, flag: str) -> pd.DataFrame:
    """Return spells cut where something first happened: one row before and, if it did, one after.

    after    column with the number of days until it happened, missing where it never did
    flag     name of the new column: whether it had happened before the spell began

    The other columns of the episodes are kept on both rows. This is what keeps the time before something
    happened from being counted as time after it.
    """
    whole = episodes.rename_axis("episode").reset_index()
    whole = whole.assign(start_day=0, stop_day=whole["days"], ended=~whole["censored"].astype(bool))
    cut = whole[after].notna() & (whole[after] < whole["days"]) & (whole[after] > 0)
    first = whole.assign(
        stop_day=whole["stop_day"].where(~cut, whole[after]).astype(int), ended=whole["ended"] & ~cut
    )
    second = whole[cut].assign(start_day=whole.loc[cut, after].astype(int))
    both = pd.concat([first.assign(**{flag: False}), second.assign(**{flag: True})])
    return both.sort_values(["episode", "start_day"]).reset_index(drop=True)


def _prepared(
    rows: pd.DataFrame, covariates: Sequence[str], clusters: pd.Series | None, only: Sequence[str]
) -> tuple[pd.DataFrame, pd.Series | None]:
    """Return one table for either model, and the label of each of its rows."""
    if "dataset" in rows:
        population(rows)
    known = rows[list(covariates)].notna().all(axis=1)
    spells = "start_day" in rows
    ended = rows["ended"].astype(bool) if spells else ~rows["censored"].astype(bool)
    table = rows.loc[known, list(covariates)].astype(float)
    table = table.assign(
        _ended=(ended & rows["ending"].isin(list(only)) if only else ended)[known],
        _start=rows.loc[known, "start_day"].astype(float) if spells else 0.0,
        _stop=rows.loc[known, "stop_day" if spells else "days"].astype(float),
        _war=rows.loc[known, "episode"] if spells else rows.index[known],
    )
    return table, None if clusters is None else clusters[known]


@contextmanager
def _lifelines(covariates: Sequence[str]) -> Generator[None]:
    """Turn what lifelines warns of into a refusal: a ratio that did not converge is no number."""
    with warnings.catch_warnings():
        for doubt in (ConvergenceWarning, LinAlgWarning):
            warnings.simplefilter("error", doubt)
        # lifelines 0.30 calls two functions in ways that Python 3.12 and pandas 3 deprecate
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"lifelines\.")
        # a fact that, once so, stays so is never seen on a spell before it: no sign of separation
        warnings.filterwarnings("ignore", "Column .* very low variance when conditioned", ConvergenceWarning)
        try:
            yield
        except (ConvergenceError, ConvergenceWarning, LinAlgError, LinAlgWarning) as error:
            names = ", ".join(covariates)
            raise ValueError(
                f"no hazard ratio of {names} is best: a covariate does not vary, repeats others, or tells "
                "without error which wars end; leave it out or take more wars"
            ) from error


def _whole(table: pd.DataFrame) -> tuple[CoxPHFitter, float]:
    model = CoxPHFitter().fit(table.drop(columns=["_war", "_start"]), "_stop", "_ended")
    return model, float(model.concordance_index_)


def _by_spell(table: pd.DataFrame) -> tuple[CoxTimeVaryingFitter, float]:
    model = CoxTimeVaryingFitter().fit(
        table, id_col="_war", event_col="_ended", start_col="_start", stop_col="_stop"
    )
    return model, float("nan")


def _sandwich(
    table: pd.DataFrame, covariates: Sequence[str], best: NDArray, variance: NDArray, labels: pd.Series
) -> NDArray:
    """Return the robust variance; lifelines' own takes a war to be at risk before its spell begins."""
    scores = pd.DataFrame(_scores(table, covariates, best)).groupby(labels.to_numpy()).sum().to_numpy()
    return variance @ (scores.T @ scores) @ variance


def _scores(table: pd.DataFrame, covariates: Sequence[str], best: NDArray) -> NDArray:
    """Return the score residual of each row: what it adds to the gradient, less what was expected of it."""
    values = table[list(covariates)].to_numpy()
    start, stop, ended = (table[name].to_numpy() for name in ("_start", "_stop", "_ended"))
    hazard = np.exp((values - values.mean(axis=0)) @ best)
    scores = np.zeros_like(values)
    for time in np.unique(stop[ended]):
        at_risk = (start < time) & (time <= stop)
        weight = np.where(at_risk, hazard, 0.0) / hazard[at_risk].sum()
        away = values - weight @ values
        now = ended & (stop == time)
        scores += away * (now - now.sum() * weight)[:, None]
    return scores


def _table(covariates: Sequence[str], best: NDArray, errors: NDArray) -> pd.DataFrame:
    low, high = (np.exp(best + side * TWO_SIDED_95 * errors) for side in (-1, 1))
    columns = {"ratio": np.exp(best), "low": low, "high": high, "p": 2 * ndtr(-np.abs(best / errors))}
    return pd.DataFrame(columns, index=pd.Index(covariates, name="covariate"))
