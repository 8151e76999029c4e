"""Scores: how right predictions were on wars that they had not seen. Less is better, in all of them.

    brier       (p - y)^2 of "ends within 12 months", of wars still going after so many months (landmarks)
    log         -log of the probability given to what happened
    ways_brier  sum over four outcomes (goes on, negotiated, victory, other) of (p - y)^2
    ways_log    -log of the probability given to the one of the four that happened
    crps        continuous ranked probability score of the months that remain, up to the horizon, in months

A war censored before it could be told is left out and counted, and so is one whose end is not coded in the
scores of ways. Leaving wars out for being censored favours those that end soon; so counts are always given.
For log scores probabilities are held between 0.1% and 99.9%: no record of some hundred wars tells more.
Intervals resample the tested wars, never rows: a war that lasts stands in several landmarks. What other
earlier wars would have taught is not in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.evidence.backtest.prediction import (
    GROUPS,
    HORIZON,
    NOT_CODED,
    Prediction,
    places,
    remaining,
    within,
)
from detente.evidence.backtest.splitting import LANDMARKS, Forecasts, alive
from detente.evidence.estimate import Estimate
from detente.evidence.numbers import uniforms
from detente.formulas.rates import clopper_pearson
from detente.formulas.severity import DAYS_PER_MONTH

SCORES = ("brier", "log", "ways_brier", "ways_log", "crps")
MONTHS_AHEAD = 12
SURE = 0.001  # a probability nearer to 0 or 1 counts as this far from it in log scores
QUANTILES = (np.arange(100) + 0.5) / 100
RESAMPLES = 1000
MOST_BINS, WARS_IN_A_BIN = 10, 8
ALIKE = 2  # decimals: chances of the same whole percent are never put apart
TAILS = (0.025, 0.975)


@dataclass(frozen=True, eq=False)
class Happened:
    """What became of the wars still going after `lasted` months.

    lasted     months
    war        (war,) place in the table of those of which it can be told whether they ended in time
    ended      (war,) whether they ended within the months ahead
    way        (war,) place in GROUPS, len(GROUPS) for a war that went on, -1 for an end that is not coded
    untold     how many were censored before it could be told
    """

    lasted: int
    war: NDArray[np.int64]
    ended: NDArray[np.bool_]
    way: NDArray[np.int64]
    untold: int


def happened(test: pd.DataFrame, lasted: int, months: int = MONTHS_AHEAD) -> Happened:
    """Return what became of the wars still going after `lasted` months within the next `months`."""
    going = alive(test, lasted).to_numpy()
    before = test["days"].to_numpy() <= (lasted + months) * DAYS_PER_MONTH
    untold = going & before & test["censored"].to_numpy(dtype=bool)
    war = np.flatnonzero(going & ~untold)
    ended = before[war]
    ways = places(test["ending"].to_numpy(dtype=object))[war]
    return Happened(lasted, war, ended, np.where(ended, ways, len(GROUPS)), int(untold.sum()))


def pointwise(forecasts: Forecasts, test: pd.DataFrame, landmarks: Sequence[int] = LANDMARKS) -> pd.DataFrame:
    """Return the scores of every war at every landmark, a row each.

    Columns: `war` (place in the table), `lasted`, `ends` (predicted probability), `ended`, and SCORES; a
    score that cannot be told is not a number.
    """
    rows = [_scored(forecasts[lasted], test, lasted) for lasted in landmarks]
    return pd.concat(rows, ignore_index=True)


def left_out(test: pd.DataFrame, landmarks: Sequence[int] = LANDMARKS) -> pd.DataFrame:
    """Return by landmark how many wars were still going, are scored, and are left out of which score."""
    rows = {}
    for lasted in landmarks:
        told = happened(test, lasted)
        _, remains = _remains(test, lasted)
        rows[lasted] = {
            "going": int(alive(test, lasted).sum()),
            "scored": len(told.war),
            "ended": int(told.ended.sum()),
            "untold": told.untold,
            "way_not_coded": int((told.way == NOT_CODED).sum()),
            "remaining_not_known": int(np.isnan(remains).sum()),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("lasted")


def calibration(points: pd.DataFrame, lasted: int) -> pd.DataFrame:
    """Return how often wars ended that were given about the same chance, at one landmark.

    Columns `wars`, `predicted` (mean), `observed`, `low`, `high` (Clopper-Pearson, 95%). At most ten bins of
    about equally many wars; wars that were given the same chance, in whole percent, are never put apart.
    """
    here = points[points["lasted"] == lasted].dropna(subset=["brier"])
    bins = int(np.clip(len(here) // WARS_IN_A_BIN, 1, MOST_BINS))
    ranks = here["ends"].round(ALIKE).rank(method="average", pct=True)
    binned = here.groupby(np.ceil(ranks * bins).astype(int).to_numpy())
    rows = []
    for _, group in binned:
        low, high = clopper_pearson(int(group["ended"].sum()), len(group))
        shares = {"predicted": group["ends"].mean(), "observed": group["ended"].mean()}
        rows.append({"wars": len(group), **shares, "low": low, "high": high})
    return pd.DataFrame(rows, columns=["wars", "predicted", "observed", "low", "high"])


def resampled_wars(wars: int, seed: int = 0, resamples: int = RESAMPLES) -> NDArray[np.int64]:
    """Return (resample, war) how often each war is drawn when as many wars are drawn with replacement."""
    drawn = (uniforms(seed, "bootstrap of wars", resamples, wars) * wars).astype(np.int64)
    cells = drawn + wars * np.arange(resamples)[:, None]
    return np.bincount(cells.ravel(), minlength=wars * resamples).reshape(resamples, wars)


def mean_score(points: pd.DataFrame, score: str, counts: NDArray[np.int64]) -> Estimate:
    """Return the mean of a score over the rows given, with its bootstrap interval over wars."""
    told, value = _told(points, score)
    return _estimate(_mean(value), _means(told, value, counts))


def ratio_to(
    points: pd.DataFrame, reference: pd.DataFrame, score: str, counts: NDArray[np.int64]
) -> Estimate:
    """Return the mean score over that of a reference on the same rows, with its bootstrap interval.

    Above 1 the reference is better.

    Raises:
        ValueError: the two are not of the same wars at the same landmarks.
    """
    for column in ("war", "lasted"):
        if not np.array_equal(points[column], reference[column]):
            raise ValueError("a ratio of scores needs the same wars at the same landmarks in both")
    (told, ours), (_, theirs) = _told(points, score), _told(reference, score)
    above, below = _means(told, ours, counts), _means(told, theirs, counts)
    return _estimate(_mean(ours) / _mean(theirs), above / below)


def _estimate(value: float, means: NDArray[np.floating]) -> Estimate:
    if np.isnan(value):
        return Estimate(value, value, value)
    low, high = np.nanquantile(means, TAILS)
    return Estimate(value, float(low), float(high))


def _mean(values: NDArray[np.floating]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _told(points: pd.DataFrame, score: str) -> tuple[NDArray[np.int64], NDArray[np.floating]]:
    told = points[score].notna()
    return points.loc[told, "war"].to_numpy(), points.loc[told, score].to_numpy(float)


def _means(
    war: NDArray[np.int64], value: NDArray[np.floating], counts: NDArray[np.int64]
) -> NDArray[np.floating]:
    """Return (resample,) the mean; not a number where no war of these rows was drawn."""
    weight = counts[:, war].astype(float)
    total = weight.sum(axis=1)
    return np.divide(weight @ value, total, out=np.full(len(counts), np.nan), where=total > 0)


def _scored(prediction: Prediction, test: pd.DataFrame, lasted: int) -> pd.DataFrame:
    from scoringrules import brier_score, log_score

    told, chances = happened(test, lasted), within(prediction, lasted, MONTHS_AHEAD)
    ends, ended = chances.ends[told.war], told.ended.astype(float)
    ways_brier, ways_log = _ways(chances.ways[told.war], told.way)
    rows = pd.DataFrame(
        {
            "war": told.war,
            "lasted": lasted,
            "ends": ends,
            "ended": told.ended,
            "brier": brier_score(ended, ends),
            "log": log_score(ended, np.clip(ends, SURE, 1 - SURE)),
            "ways_brier": ways_brier,
            "ways_log": ways_log,
        }
    )
    war, remains = _remains(test, lasted)
    crps = pd.DataFrame({"war": war, "lasted": lasted, "crps": _crps(prediction, lasted, war, remains)})
    # a war censored within the months ahead has no other score, and none of its own either
    return rows.merge(crps, on=["war", "lasted"], how="left")


def _ways(
    ways: NDArray[np.floating], way: NDArray[np.int64]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    from scoringrules import brier_score

    all_four = np.column_stack([ways, 1 - ways.sum(axis=1)])
    came = (way[:, None] == np.arange(len(GROUPS) + 1)).astype(float)
    kept = np.clip(all_four, SURE, 1)
    given = (kept / kept.sum(axis=1, keepdims=True))[np.arange(len(way)), way]
    coded = way != NOT_CODED
    brier = brier_score(came, np.clip(all_four, 0, 1)).sum(axis=1)
    return np.where(coded, brier, np.nan), np.where(coded, -np.log(given), np.nan)


def _remains(test: pd.DataFrame, lasted: int) -> tuple[NDArray[np.int64], NDArray[np.floating]]:
    """Return the wars still going, and the months that remained of each, not a number where not known."""
    war = np.flatnonzero(alive(test, lasted))
    months = test["days"].to_numpy(float)[war] / DAYS_PER_MONTH
    known = ~test["censored"].to_numpy(dtype=bool)[war] | (months >= HORIZON)
    return war, np.where(known, np.minimum(months, HORIZON) - lasted, np.nan)


def _crps(
    prediction: Prediction, lasted: int, war: NDArray[np.int64], remains: NDArray[np.floating]
) -> NDArray[np.floating]:
    from scoringrules import crps_quantile

    gone = 1 - remaining(prediction, lasted)[war].astype(float)
    months = np.arange(gone.shape[1], dtype=float)
    # a quantile lies where the straight line between two months reaches it; the rest is at the horizon
    quantiles = np.array([np.interp(QUANTILES, np.maximum.accumulate(row), months) for row in gone])
    if not len(war):
        return remains
    return crps_quantile(remains, quantiles, QUANTILES)
