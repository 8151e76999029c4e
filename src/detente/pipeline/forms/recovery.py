"""Recovery: does what an act did wear off within the horizon, or does it last?

    now     =  sign * effect at the first month
    later   =  sign * effect at the last month
    effect  =  the effect that is left at the last month
    margin  =  the smaller of   now - smallest   and   later - left * now     it lasts
               the smaller of   now - smallest   and   left * now - later     it wears off

Both ask that there be an effect of the claimed sign at the first month, larger than the smallest effect
of interest: where there is none, neither holds. It lasts where more than the share `left` of it is still
there at the last month. A margin that is NaN (at either month) counts as not holding.

Progress in talks in three draws falls by 0.2, 0.2 and 0 by month 6; by month 24 by 0.15, 0.02 and 0:

>>> import numpy as np
>>> early, late = [[0.5, 0.5, 0.5], [0.3, 0.3, 0.5]], [[0.5, 0.5, 0.5], [0.35, 0.48, 0.5]]
>>> claim = Recovery(do=("force B.deep-strike at 2",), moves="talks_progress", by=6, until=24, sign=-1,
...                  smallest=0.05, left=0.5, irreversible=True)
>>> claim.effect(np.array([early, late])).round(2).tolist()
[-0.15, -0.02, 0.0]
>>> (claim.margin(np.array([early, late])) > 0).tolist()
[True, False, False]
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.checks import check_direction, check_smallest
from detente.pipeline.forms.difference import Difference
from detente.pipeline.forms.form import Pick, World
from detente.pipeline.forms.words import beyond, closed, doing, number, outcome, raises


@dataclass(frozen=True, kw_only=True)
class Recovery(Difference):
    """`do` moves `moves` by month `by`, and the share `left` of that lasts, or does not, until `until`.

    sign            of the effect at month `by`
    smallest        smallest effect of interest at month `by`, 0 or more, in the unit of `moves`
    left            share of the effect, 0 to 1
    irreversible    True: more than that share lasts; False: less than that share does
    """

    do: World
    against: World = ()
    moves: str
    by: float
    until: float
    sign: int
    smallest: float = 0.0
    left: float = 0.5
    irreversible: bool

    def __post_init__(self) -> None:
        check_direction(self.sign)
        check_smallest(self.smallest)
        if not self.until > self.by:
            raise ValueError(f"until is month {self.until}; it must be after month {self.by}")
        if not 0 <= self.left <= 1:
            raise ValueError(f"the share left is {self.left}; it must be from 0 to 1")

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.do

    @property
    def picks(self) -> tuple[Pick, ...]:
        return Pick(self.moves, self.by), Pick(self.moves, self.until)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return seen[1, 1] - seen[1, 0]

    def margin(self, seen: np.ndarray) -> np.ndarray:
        now, later = self.sign * (seen[0, 1] - seen[0, 0]), self.sign * self.effect(seen)
        lasts = later - self.left * now
        return np.minimum(now - self.smallest, lasts if self.irreversible else -lasts)

    def sentence(self, called: Mapping[str, str]) -> str:
        act, y = doing(self.do, called, self.against), outcome(self.moves, self.by, called)
        moved = f"{act} {raises(self.sign)} {y}{beyond(self.smallest)}"
        share = f"{'more' if self.irreversible else 'less'} than {number(100 * self.left)}% of that"
        return closed(f"{moved}, and {share} is left at month {number(self.until)}")
