"""Dose: is there a best amount between too little and too much?

    gain of a dose  =  sign * (outcome with the dose  -  outcome in the reference)
    effect          =  best gain of an inner dose  -  the better gain of the two ends
    margin          =  effect  -  smallest effect of interest

It holds in a draw where some dose between the first and the last beats both ends by more than the
smallest effect of interest. A response that only rises, or only falls, has its best at an end: its
effect is below 0. A margin that is NaN (at any dose) counts as not holding.

Chance of a settlement in two draws, at doses 0, 1 and 2: humped in the first, rising in the second:

>>> import numpy as np
>>> seen = np.array([[[0.1, 0.1], [0.1, 0.1], [0.4, 0.2], [0.2, 0.3]]])
>>> claim = Dose(do=("scale *.B.aid {dose}",), doses=(0.0, 1.0, 2.0), moves="settlement", by=12,
...              sign=+1, smallest=0.05)
>>> claim.effect(seen).round(2).tolist(), (claim.margin(seen) > 0).tolist()
([0.2, -0.1], [True, False])
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.checks import check_direction, check_doses, check_smallest
from detente.pipeline.forms.deeds import dosed
from detente.pipeline.forms.difference import Difference
from detente.pipeline.forms.form import Pick, World
from detente.pipeline.forms.words import beyond, closed, doing, number, outcome


@dataclass(frozen=True, kw_only=True)
class Dose(Difference):
    """`moves` is highest (sign +1) or lowest (-1) at a dose of `do` strictly between the two ends.

    do          deeds in which `{dose}` stands for the number
    doses       the numbers to try, rising, three or more
    smallest    smallest effect of interest, 0 or more, in the unit of `moves`
    """

    do: World
    doses: tuple[float, ...]
    against: World = ()
    moves: str
    by: float
    sign: int
    smallest: float = 0.0

    def __post_init__(self) -> None:
        check_direction(self.sign)
        check_smallest(self.smallest)
        check_doses(self.do, self.doses, at_least=3)

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, *(dosed(self.do, dose) for dose in self.doses)

    @property
    def picks(self) -> tuple[Pick, ...]:
        return (Pick(self.moves, self.by),)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        gains = self.sign * (seen[0, 1:] - seen[0, 0])
        return gains[1:-1].max(axis=0) - np.maximum(gains[0], gains[-1])

    def margin(self, seen: np.ndarray) -> np.ndarray:
        return self.effect(seen) - self.smallest

    def sentence(self, called: Mapping[str, str]) -> str:
        act, y = doing(self.do, called, self.against, self.doses), outcome(self.moves, self.by, called)
        way = "higher" if self.sign > 0 else "lower"
        ends = f"{number(self.doses[0])} or {number(self.doses[-1])}"
        return closed(f"{act} makes {y} {way} than either end, {ends}, would{beyond(self.smallest)}")
