"""Level: is an outcome below or above a number? Nothing is compared.

    effect  =  the outcome itself
    margin  =  below - outcome,   or   outcome - above,   or the smaller of the two where both are given

It holds in a draw where the outcome lies strictly below, above, or between the bounds. A margin that is
NaN counts as not holding.

Chance of collapse by month 1 in three draws:

>>> import numpy as np
>>> seen = np.array([[[0.02, 0.9, np.nan]]])
>>> claim = Level(moves="B.collapse", by=1, above=0.5)
>>> claim.effect(seen).tolist(), (claim.margin(seen) > 0).tolist()
([0.02, 0.9, nan], [False, True, False])
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.deeds import ways
from detente.pipeline.forms.form import Form, Pick, World
from detente.pipeline.forms.words import closed, doing, listed, number, outcome


@dataclass(frozen=True, kw_only=True)
class Level(Form):
    """`moves` is below `below`, above `above`, or between, by month `by` where `do` is done.

    do              deeds, or () for the scenario as it is
    below, above    in the unit of `moves`; at least one of them
    """

    do: World = ()
    moves: str
    by: float
    below: float | None = None
    above: float | None = None

    def __post_init__(self) -> None:
        if self.below is None and self.above is None:
            raise ValueError("a level needs a number that it is below, or one that it is above")
        if self.below is not None and self.above is not None and self.above >= self.below:
            raise ValueError(f"nothing is both above {self.above} and below {self.below}")

    @property
    def worlds(self) -> tuple[World, ...]:
        # a deed may be told relative to the first world: that one is the scenario as it is
        return ((), self.do) if self.do else ((),)

    @property
    def picks(self) -> tuple[Pick, ...]:
        return (Pick(self.moves, self.by),)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return seen[0, -1].copy()

    def margin(self, seen: np.ndarray) -> np.ndarray:
        level = self.effect(seen)
        above = np.inf if self.above is None else level - self.above
        below = np.inf if self.below is None else self.below - level
        return np.minimum(above, below)

    def sentence(self, called: Mapping[str, str]) -> str:
        bounds = {"above": self.above, "below": self.below}
        where = listed([f"{word} {number(bound)}" for word, bound in bounds.items() if bound is not None])
        given = f"after {doing(self.do, called)}, " if self.do else ""
        return closed(f"{given}{outcome(self.moves, self.by, called, first=True)} is {where}")

    @property
    def causes_and_effects(self) -> tuple[tuple[str, str], ...]:
        # where nothing is done, a theory only has to hold what is looked at
        return ways(self.worlds, [self.moves]) or ((self.moves, self.moves),)
