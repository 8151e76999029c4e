"""Null: an act has no effect, or none in one direction. "No more than what matters" is a claim too.

    effect  =  outcome where the act is done  -  outcome where it is not
    margin  =  smallest - effect       "does not raise" (sign +1)
               smallest + effect       "does not lower" (sign -1)
               smallest - |effect|     "does not change" (sign 0)

It holds in a draw where the effect stays within the smallest effect of interest. That must be above 0:
without saying how little is nothing, no effect could ever be found to be none. A margin that is NaN
counts as not holding.

War support in three draws, 0.6 without the act; with it 0.61, 0.7, 0.5:

>>> import numpy as np
>>> seen = np.array([[[0.6, 0.6, 0.6], [0.61, 0.7, 0.5]]])
>>> act = ("force A.reprisal at 3",)
>>> claim = Null(do=act, moves="A.war_support", by=6, sign=0, smallest=0.05)
>>> (claim.margin(seen) > 0).tolist()
[True, False, False]
>>> (Null(do=act, moves="A.war_support", by=6, sign=+1, smallest=0.05).margin(seen) > 0).tolist()
[True, False, True]
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.checks import check_direction, check_smallest
from detente.pipeline.forms.difference import Difference
from detente.pipeline.forms.form import Pick, World
from detente.pipeline.forms.words import closed, doing, number, outcome


@dataclass(frozen=True, kw_only=True)
class Null(Difference):
    """`do` does not raise (sign +1), lower (-1) or change (0) `moves` by month `by` by `smallest` or more.

    smallest    smallest effect of interest, above 0, in the unit of `moves`
    """

    do: World
    against: World = ()
    moves: str
    by: float
    sign: int
    smallest: float

    def __post_init__(self) -> None:
        check_direction(self.sign, (-1, 0, 1))
        check_smallest(self.smallest)
        if self.smallest == 0:
            raise ValueError("a claim of no effect needs a smallest effect of interest above 0")

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.do

    @property
    def picks(self) -> tuple[Pick, ...]:
        return (Pick(self.moves, self.by),)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return seen[0, 1] - seen[0, 0]

    def margin(self, seen: np.ndarray) -> np.ndarray:
        effect = self.effect(seen)
        return self.smallest - (self.sign * effect if self.sign else np.abs(effect))

    def sentence(self, called: Mapping[str, str]) -> str:
        verb = {1: "does not raise", -1: "does not lower", 0: "does not change"}[self.sign]
        y = outcome(self.moves, self.by, called)
        return closed(f"{doing(self.do, called, self.against)} {verb} {y} by {number(self.smallest)} or more")
