"""Share: of what an act costs, how much does one of those who pay bear?

    cost of a part  =  sign * (its outcome where the act is done  -  where it is not), at least 0
    effect          =  cost of the first part  /  cost of all parts
    margin          =  effect  -  at_least

It holds in a draw where the first part's share is above `at_least`. A part that gains has cost 0. Where
nobody bears anything there is no share: effect and margin are NaN, and a margin that is NaN counts as
not holding.

Casualties of the two sides in three draws: B's rise by 30, 0, 0; A's by 10, 20, and fall by 5:

>>> import numpy as np
>>> borne_by_b, borne_by_a = [[10, 10, 10], [40, 10, 10]], [[10, 10, 10], [20, 30, 5]]
>>> claim = Share(do=("force B.deep-strike at 2",), parts=("B.casualties", "A.casualties"), by=6,
...               at_least=0.5, sign=+1)
>>> claim.effect(np.array([borne_by_b, borne_by_a], dtype=float)).tolist()
[0.75, 0.0, nan]
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.checks import check_at_least, check_direction
from detente.pipeline.forms.difference import Difference
from detente.pipeline.forms.form import Pick, World
from detente.pipeline.forms.words import closed, doing, listed, looked_at, number, outcome


@dataclass(frozen=True, kw_only=True)
class Share(Difference):
    """The first of `parts` bears more than `at_least` of what `do` costs all of them by month `by`.

    parts       outcomes in one unit, two or more, all different
    at_least    0 to below 1
    sign        +1 where a rise is the cost, -1 where a fall is
    """

    do: World
    against: World = ()
    parts: tuple[str, ...]
    by: float
    at_least: float
    sign: int

    def __post_init__(self) -> None:
        check_direction(self.sign)
        if len(set(self.parts)) < max(2, len(self.parts)):
            raise ValueError("a share needs at least two parts, all different")
        check_at_least(self.at_least)

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.do

    @property
    def picks(self) -> tuple[Pick, ...]:
        return tuple(Pick(part, self.by) for part in self.parts)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        costs = np.maximum(self.sign * (seen[:, 1] - seen[:, 0]), 0.0)
        whole = costs.sum(axis=0)
        return np.divide(costs[0], whole, out=np.full(whole.shape, np.nan), where=whole > 0)

    def margin(self, seen: np.ndarray) -> np.ndarray:
        return self.effect(seen) - self.at_least

    def sentence(self, called: Mapping[str, str]) -> str:
        act = doing(self.do, called, self.against).removesuffix(",")
        change = "rise" if self.sign > 0 else "fall"
        parts = listed([outcome(part, self.by, called) for part in self.parts])
        first = looked_at(self.parts[0], called)
        share = f"more than {number(100 * self.at_least)}%" if self.at_least else "some"
        return closed(f"of the {change} in {parts} that comes of {act}, {share} falls on {first}")
