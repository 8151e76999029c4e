"""Theories as forecasters: fitted to some wars, asked about others, weighed by how well they tell each war.

A theory's weight comes from the wars that it was fitted to, each foretold from the others: leaving one out is
done by weights on the draws of the posterior (Pareto-smoothed importance sampling), not by fitting again.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.evidence.backtest.prediction import GROUPS, WAYS, Prediction
from detente.evidence.courses import KINDS, Courses, Living
from detente.evidence.fitting import Fit, fitted, smoothed
from detente.evidence.forecast import forecast
from detente.evidence.likelihood import ENDS, Wars, terms_of, war_chances, wars_of
from detente.evidence.situations import Places, grid_of, places_of
from detente.vocabulary import Theory

ASKED = 250  # draws of the posterior
BEGINNINGS = ("share_a", "support_a", "support_b")  # what `situations` tells wars apart by
GROUP_OF_KIND = np.array(
    [
        next(g for g, name in enumerate(GROUPS) if any(ENDS.get(word) == kind for word in WAYS[name]))
        for kind in range(len(KINDS))
    ]
)


@dataclass(frozen=True, eq=False)
class Forecaster:
    """A theory fitted to wars.

    left_out  (war,) log density of each of these wars, as foretold from the others
    """

    theory: Theory
    train: pd.DataFrame
    lived: Courses
    fit: Fit
    left_out: NDArray[np.floating]

    def __call__(self, wars: pd.DataFrame) -> Prediction:
        """Return what the theory says of wars of which only the start is known."""
        told = forecast(self.lived, self.fit, self.places(wars))
        return Prediction(self.theory.name, told.going, grouped(told.ended))

    def places(self, wars: pd.DataFrame) -> Places:
        """Return in which of the situations lived these wars may have begun.

        What was known of none of the wars fitted to plays no part: no rate was found with it.
        """
        never = {name: pd.NA for name in BEGINNINGS if self.train[name].isna().all()}
        return places_of(wars.assign(**never), like=self.train).among(self.lived.situations)


def forecaster(theory: Theory, train: pd.DataFrame, living: Living, seed: int = 0) -> Forecaster:
    """Fit a theory to the wars of a table."""
    situations = grid_of(train)
    wars = wars_of(train, places_of(train).among(situations), living.months)
    lived, found = fitted(theory, situations, wars, living, seed)
    return Forecaster(theory, train, lived, found, left_out(lived, found, wars))


def grouped(ended: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return chances of having ended by group of endings, (war, group, month), from those by kind."""
    of_group = [np.flatnonzero(GROUP_OF_KIND == group) for group in range(len(GROUPS))]
    return np.stack([ended[:, kinds].sum(axis=1) for kinds in of_group], axis=1)


def left_out(lived: Courses, found: Fit, wars: Wars) -> NDArray[np.floating]:
    """Return the log density of each war, given all others, (war,)."""
    logs = log_chances(lived, found, wars)
    return np.logaddexp.reduce(without_each(logs)[0] + logs, axis=1)


def asked_draws(found: Fit) -> slice:
    """Return which draws of the posterior are asked about single wars."""
    return slice(0, None, max(1, len(found.law) // ASKED))


def log_chances(lived: Courses, found: Fit, wars: Wars) -> NDArray[np.floating]:
    """Return the log density of each war, (war, draw), in the draws of the posterior that are asked."""
    kept = asked_draws(found)
    law = found.law[kept]
    these = terms_of(lived, wars).of_draws(law)
    numbers = (x[kept][None, :, None] for x in found.shape)
    chance = np.asarray(war_chances(these, found.intercept[kept], *numbers), dtype=np.float64)
    return np.log(np.maximum(chance, 1e-30))


def without_each(logs: NDArray[np.floating]) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return how draws weigh in the posterior given all wars but one, and whether that can be trusted.

    logs  (war, draw) log densities

    Returns log weights (war, draw), each row's adding up to 1, and (war,) the shape of their upper tail.
    """
    found = [smoothed(-row) for row in logs]
    with np.errstate(divide="ignore"):
        weight = np.log(np.stack([row for row, _ in found]))
    return weight, np.array([shape for _, shape in found])
