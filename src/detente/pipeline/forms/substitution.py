"""Substitution: can more of one thing make up for less of another? A walk along an isoquant.

    loss      =  sign * (outcome in the reference  -  outcome with less)
    regained  =  the most that any dose adds:  sign * (outcome with less and the dose  -  with less)
    effect    =  regained
    margin    =  the smaller of   loss - smallest   and   smallest - (loss - regained)

It holds in a draw where less of the one alone loses more than the smallest effect of interest, and some
dose of the other brings the outcome back to closer than that, or beyond. Where nothing is lost there is
nothing to make up for, and it does not hold. A margin that is NaN (at any dose) counts as not holding.

Odds of winning in three draws, 0.6 in the reference, 0.4 with fewer soldiers (in the third draw 0.6);
with doses 2 and 3 of firepower 0.5 and 0.62 in the first, 0.42 and 0.45 in the second:

>>> import numpy as np
>>> seen = np.array([[[0.6, 0.6, 0.6], [0.4, 0.4, 0.6], [0.5, 0.42, 0.7], [0.62, 0.45, 0.8]]])
>>> claim = Substitution(weaker=("scale B.force 0.8",), makes_up=("scale B.firepower {dose}",),
...                      doses=(2.0, 3.0), moves="B.odds_of_winning", by=6, sign=+1, smallest=0.05)
>>> claim.effect(seen).round(2).tolist(), (claim.margin(seen) > 0).tolist()
([0.22, 0.05, 0.2], [True, False, False])
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.checks import check_direction, check_doses, check_smallest
from detente.pipeline.forms.deeds import dosed
from detente.pipeline.forms.difference import Difference
from detente.pipeline.forms.form import Pick, World
from detente.pipeline.forms.words import beyond, closed, doing, number, outcome, raises


@dataclass(frozen=True, kw_only=True)
class Substitution(Difference):
    """What `weaker` costs in `moves` by month `by`, some dose of `makes_up` makes good.

    makes_up    deeds in which `{dose}` stands for the number
    doses       the numbers to try, rising, one or more
    sign        +1 where more of `moves` is what is wanted, -1 where less is
    smallest    smallest loss of interest, 0 or more, in the unit of `moves`
    """

    weaker: World
    makes_up: World
    doses: tuple[float, ...]
    against: World = ()
    moves: str
    by: float
    sign: int
    smallest: float = 0.0

    def __post_init__(self) -> None:
        check_direction(self.sign)
        check_smallest(self.smallest)
        check_doses(self.makes_up, self.doses, at_least=1)

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.weaker, *(self.weaker + dosed(self.makes_up, dose) for dose in self.doses)

    @property
    def picks(self) -> tuple[Pick, ...]:
        return (Pick(self.moves, self.by),)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return (self.sign * (seen[0, 2:] - seen[0, 1])).max(axis=0)

    def margin(self, seen: np.ndarray) -> np.ndarray:
        loss = self.sign * (seen[0, 0] - seen[0, 1])
        return np.minimum(loss - self.smallest, self.smallest - (loss - self.effect(seen)))

    def sentence(self, called: Mapping[str, str]) -> str:
        y, act = outcome(self.moves, self.by, called), doing(self.weaker, called, self.against)
        more = doing(self.makes_up, called, doses=self.doses)
        near = f"to within {number(self.smallest)}" if self.smallest else "and further"
        loses = f"{raises(-self.sign)} {y}{beyond(self.smallest)}"
        return closed(f"{act} {loses}, and {more} on top of that brings it back {near}")
