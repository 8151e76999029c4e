"""Weights of theories, by a rule that was fixed before any tested war was looked at by it (decision 0010).

Every war that theories were fitted to is foretold by each theory from all the others, and asked what a test
asks: still going after 0, 6, 12, 24, 36 months, does it end within the next twelve, and how, by what was
known then? Leaving a war out is done by weights on the draws of the posterior (`theories.without_each`); they
take all that became of it out again, so no question is answered from a later chapter of the same war. Then

    w  =  argmax  sum over questions of log sum_k w_k p_k   +   sum_k log w_k

with p_k the probability that theory k gave to what happened: ArviZ's stacking, each theory being given one
question besides that it alone foresaw. Where the record does not tell theories apart their weights are even,
as they have to be where a mixture is asked about what theories disagree on. Members are theories only: base
rates are what the mixture is held against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.evidence.backtest.prediction import Prediction
from detente.evidence.backtest.scores import pointwise
from detente.evidence.backtest.splitting import LANDMARKS, known
from detente.evidence.backtest.stacking import WEIGHT_RESAMPLES, log_probabilities, stacked
from detente.evidence.backtest.theories import Forecaster, asked_draws, grouped, log_chances, without_each
from detente.evidence.forecast import forecast
from detente.evidence.likelihood import wars_of
from detente.evidence.situations import Places

SAFE = 0.7  # shape of a tail of weights above which they cannot be trusted to leave a war out
ALONE = 1  # questions that each theory alone foresaw: Laplace's rule of succession
SCORE = "told"


@dataclass(frozen=True, eq=False)
class LeftOut:
    """How a theory foretells each war that it was fitted to from all the others.

    points  the scores of every war at every landmark, as `scores.pointwise`; and `told`, the score that
            weights go by: of whether and how it ended, of whether alone where it is not coded how
    tail    (war,) shape of the weights that left the war out
    """

    points: pd.DataFrame
    tail: NDArray[np.floating]


def foretold_from_others(theory: Forecaster, landmarks: Sequence[int] = LANDMARKS) -> LeftOut:
    """Return how a theory foretells each war that it was fitted to from all the others."""
    train, lived = theory.train, theory.lived
    months = lived.pull.shape[-1] - 1
    logs, tail = without_each(log_chances(lived, theory.fit, wars_of(train, theory.places(train), months)))
    going, ended = _by_draw(theory)
    weight = np.exp(logs)
    forecasts = {}
    for lasted in landmarks:
        places = theory.places(known(train, lasted)).weight
        goes_on = np.einsum("wd,ws,dsm->wm", weight, places, going, optimize=True)
        ways = np.einsum("wd,ws,dsgm->wgm", weight, places, ended, optimize=True)
        forecasts[lasted] = Prediction(theory.theory.name, goes_on, ways)
    points = pointwise(forecasts, train, landmarks)
    return LeftOut(points.assign(**{SCORE: points["ways_log"].fillna(points["log"])}), tail)


def weighed(
    foretold: Mapping[str, LeftOut], seed: int = 0, resamples: int = WEIGHT_RESAMPLES
) -> pd.DataFrame:
    """Return the weights of theories: `weight`, adding up to 1, and its 95% interval `low` to `high`.

    foretold  by theory, what `foretold_from_others` returns of the same wars

    Raises:
        ValueError: theories were asked different questions, or no war can be scored.
    """
    asked = [one.points[["war", "lasted"]] for one in foretold.values()]
    if not all(one.equals(asked[0]) for one in asked):
        raise ValueError("theories are weighed by the same questions about the same wars")
    scores, war = log_probabilities({name: one.points for name, one in foretold.items()}, SCORE)
    return stacked(scores, war, seed, resamples, ALONE).rename_axis("theory")


def _by_draw(theory: Forecaster) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return the chance of still going, (draw, situation, month), and of having ended by group of endings."""
    found, situations = theory.fit, theory.lived.situations
    everywhere = Places(situations, np.eye(len(situations)))
    told = []
    for draw in range(len(found.law))[asked_draws(found)]:
        told.append(forecast(theory.lived, found.of_draws(slice(draw, draw + 1)), everywhere))
    return np.stack([one.going for one in told]), np.stack([grouped(one.ended) for one in told])
