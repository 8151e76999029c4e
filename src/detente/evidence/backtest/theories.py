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
from detente.evidence.fitting import Fit, fitted
from detente.evidence.forecast import forecast
from detente.evidence.likelihood import ENDS, Terms, Wars, terms_of, war_chances, wars_of
from detente.evidence.situations import Places, Situation, grid_of, places_of
from detente.vocabulary import Theory

ASKED = 250  # draws of the posterior
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
        places = _within(places_of(wars, like=self.train), self.lived.situations)
        told = forecast(self.lived, self.fit, places)
        of_group = [np.flatnonzero(GROUP_OF_KIND == group) for group in range(len(GROUPS))]
        ways = np.stack([told.ended[:, kinds].sum(axis=1) for kinds in of_group], axis=1)
        return Prediction(self.theory.name, told.going, ways)


def forecaster(theory: Theory, train: pd.DataFrame, living: Living, seed: int = 0) -> Forecaster:
    """Fit a theory to the wars of a table."""
    situations = grid_of(train)
    wars = wars_of(train, _within(places_of(train), situations), living.months)
    lived, found = fitted(theory, situations, wars, living, seed)
    return Forecaster(theory, train, lived, found, left_out(lived, found, wars))


def left_out(lived: Courses, found: Fit, wars: Wars) -> NDArray[np.floating]:
    """Return the log density of each war, given all others, (war,)."""
    from arviz_stats.base import array_stats

    kept = slice(0, None, max(1, len(found.law) // ASKED))
    law = found.law[kept]
    terms = terms_of(lived, wars)
    these = Terms(terms.upto[:, law], terms.slope[:, law], terms.ended)
    numbers = (x[kept][None, :, None] for x in (found.evenness, found.power))
    chance = np.asarray(war_chances(these, found.intercept[kept], *numbers), dtype=np.float64)
    logs = np.log(np.maximum(chance, 1e-30))
    weight = np.stack([array_stats.psislw(row)[0] for row in logs])
    weight -= np.logaddexp.reduce(weight, axis=1, keepdims=True)
    return np.logaddexp.reduce(weight + logs, axis=1)


def _within(places: Places, situations: tuple[Situation, ...]) -> Places:
    """Return the same places among more situations."""
    weight = np.zeros((len(places.weight), len(situations)))
    for column, situation in enumerate(places.situations):
        weight[:, situations.index(situation)] = places.weight[:, column]
    return Places(situations, weight)
