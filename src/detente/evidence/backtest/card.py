"""The score card: how each prediction did against the base rate, with intervals, and what may be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.evidence.backtest.baselines import REFERENCE
from detente.evidence.backtest.scores import (
    RESAMPLES,
    SCORES,
    calibration,
    left_out,
    mean_score,
    pointwise,
    ratio_to,
    resampled_wars,
)
from detente.evidence.backtest.splitting import LANDMARKS, Forecasts, Split
from detente.evidence.estimate import Estimate

ENOUGH_WARS = 40  # tested wars, from which on skill may be claimed
DECIDING = ("brier", "log")
WORDS = {
    "brier": "Brier score",
    "log": "log score",
    "ways_brier": "Brier score of how it ends",
    "ways_log": "log score of how it ends",
    "crps": "CRPS of the months that remain",
}
_COLUMNS = ("value", "low", "high", "ratio", "ratio_low", "ratio_high", "wars", "rows")


@dataclass(frozen=True, eq=False)
class ScoreCard:
    """How predictions did on wars that they had not seen.

    title        which wars
    split        what was trained on and tested on
    points       by prediction: the scores of every war at every landmark, as `scores.pointwise`
    overall      by prediction and score, over all landmarks: mean score and its ratio to Kaplan-Meier, each
                 with its interval; `wars` and `rows` that it rests on
    by_landmark  the same by prediction, score and months lasted
    calibration  by prediction, months lasted and bin
    left_out     by months lasted: wars going, scored, and left out of which score
    """

    title: str
    split: Split
    points: Mapping[str, pd.DataFrame]
    overall: pd.DataFrame
    by_landmark: pd.DataFrame
    calibration: pd.DataFrame
    left_out: pd.DataFrame

    @property
    def shows_skill(self) -> bool:
        """Say whether there are wars enough for a claim of skill."""
        return len(self.split.test) >= ENOUGH_WARS

    @property
    def losing(self) -> tuple[str, ...]:
        """Return who does worse than the base rate: the interval of a deciding ratio lies above 1."""
        return tuple(name for name in self.points if self._apart(name, "ratio_low", above=True))

    @property
    def better(self) -> tuple[str, ...]:
        """Return who does better in one deciding score, worse in none, where wars are enough to say so."""
        named = [name for name in self.points if name not in self.losing and self.shows_skill]
        return tuple(name for name in named if self._apart(name, "ratio_high", above=False))

    @property
    def caveats(self) -> tuple[str, ...]:
        """Return in plain words which wars these are, which are left out, and whether skill can be shown."""
        said = [self._wars(), *self._left_out()]
        if not self.shows_skill:
            said.append(
                f"No skill can be shown: {len(self.split.test)} wars are too few to tell a good prediction "
                f"from a lucky one ({ENOUGH_WARS} are the least)."
            )
        return tuple(said)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what may be said, in plain words."""
        said = list(self.caveats)
        others = [name for name in self.points if name != REFERENCE]
        said += [f"{name} loses to the base rate: {self._ratios(name)}." for name in self.losing]
        said += [f"{name} does better than the base rate: {self._ratios(name)}." for name in self.better]
        level = [name for name in others if name not in (*self.losing, *self.better)]
        said += [f"{name} cannot be told from the base rate: {self._ratios(name)}." for name in level]
        return tuple(said)

    def _apart(self, name: str, column: str, above: bool) -> list[str]:
        if name == REFERENCE:
            return []
        bounds = self.overall.loc[name].loc[list(DECIDING), column]
        return [str(score) for score, bound in bounds.items() if (bound > 1 if above else bound < 1)]

    def _ratios(self, name: str) -> str:
        rows = self.overall.loc[name]
        ratios = (Estimate(*rows.loc[score, ["ratio", "ratio_low", "ratio_high"]]) for score in DECIDING)
        return ", ".join(
            f"{WORDS[score]} {ratio} times" for score, ratio in zip(DECIDING, ratios, strict=True)
        )

    def _wars(self) -> str:
        begun = f"from {self.split.before} on" + (f" to {self.split.until - 1}" if self.split.until else "")
        return (
            f"{self.title}: learned from {len(self.split.train)} wars begun before {self.split.before}, as "
            f"they were known then; tested on {len(self.split.test)} begun {begun}. Ratios are to "
            f"{REFERENCE}; below 1 is better."
        )

    def _left_out(self) -> list[str]:
        sums = self.left_out.sum()
        reasons = {
            "were censored within the year ahead (no score)": sums["untold"],
            "ended in a way that is not coded (no score of how)": sums["way_not_coded"],
            "were censored before the horizon (no CRPS)": sums["remaining_not_known"],
        }
        found = [f"{count} {reason}" for reason, count in reasons.items() if count]
        said = [f"Left out, over all landmarks: {'; '.join(found)}."] if found else []
        few = self.left_out.index[self.left_out["scored"] < ENOUGH_WARS]
        if self.shows_skill and len(few):
            months = ", ".join(str(lasted) for lasted in few)
            said.append(f"Fewer than {ENOUGH_WARS} wars are scored after {months} months: no skill there.")
        return said


def score_card(
    title: str,
    split: Split,
    forecasts: Mapping[str, Forecasts],
    seed: int = 0,
    landmarks: Sequence[int] = LANDMARKS,
    resamples: int = RESAMPLES,
) -> ScoreCard:
    """Return the card of several predictions of the tested wars.

    forecasts    by name, then by landmark; Kaplan-Meier has to be among them

    Raises:
        ValueError: Kaplan-Meier is not among them, or no war can be scored.
    """
    if REFERENCE not in forecasts:
        raise ValueError(f"scores are read against {REFERENCE}: predict with it too")
    points = {name: pointwise(made, split.test, landmarks) for name, made in forecasts.items()}
    if points[REFERENCE].empty:
        raise ValueError("no war of those tested was still going and can be scored; take a later `until`")
    counts = resampled_wars(len(split.test), seed, resamples)
    return ScoreCard(
        title,
        split,
        points,
        _table(points, counts, (None,)).droplevel("lasted"),
        _table(points, counts, landmarks),
        _calibrations(points, landmarks),
        left_out(split.test, landmarks),
    )


def _table(
    points: Mapping[str, pd.DataFrame], counts: NDArray[np.int64], landmarks: Sequence[int | None]
) -> pd.DataFrame:
    """Return a row a prediction, score and landmark; None stands for all landmarks together."""
    keys = [(name, score, lasted) for name in points for score in SCORES for lasted in landmarks]
    rows = [
        _row(_at(points[name], lasted), _at(points[REFERENCE], lasted), score, counts)
        for name, score, lasted in keys
    ]
    index = pd.MultiIndex.from_tuples(keys, names=["prediction", "score", "lasted"])
    return pd.DataFrame(rows, index=index, columns=list(_COLUMNS))


def _calibrations(points: Mapping[str, pd.DataFrame], landmarks: Sequence[int]) -> pd.DataFrame:
    tables, keys = [], []
    for name, rows in points.items():
        for lasted in landmarks:
            if (rows["lasted"] == lasted).any():
                tables.append(calibration(rows, lasted))
                keys.append((name, lasted))
    return pd.concat(tables, keys=keys, names=["prediction", "lasted", "bin"])


def _at(points: pd.DataFrame, lasted: int | None) -> pd.DataFrame:
    return points if lasted is None else points[points["lasted"] == lasted]


def _row(
    ours: pd.DataFrame, theirs: pd.DataFrame, score: str, counts: NDArray[np.int64]
) -> tuple[float, ...]:
    value, ratio = mean_score(ours, score, counts), ratio_to(ours, theirs, score, counts)
    told = ours[ours[score].notna()]
    mean = (value.value, value.low, value.high, ratio.value, ratio.low, ratio.high)
    return (*mean, told["war"].nunique(), len(told))
