"""Compare: does one act do more to an outcome than another?

    effect  =  effect of `do`  -  effect of `than`,   each against the same reference
    margin  =  sign * effect  -  smallest effect of interest

It holds in a draw where the outcome comes out higher (sign +1) or lower (-1) after the one act than
after the other, by more than the smallest effect of interest. A margin that is NaN counts as not holding.

Trust in two draws: 0.5 in the reference; 0.2 and 0.4 after the one act; 0.4 and 0.2 after the other:

>>> import numpy as np
>>> seen = np.array([[[0.5, 0.5], [0.2, 0.4], [0.4, 0.2]]])
>>> one, other = ("force B.deep-strike at 2",), ("shift A.compromise -0.2 from 2",)
>>> claim = Compare(do=one, than=other, moves="A.trust", by=6, sign=-1, smallest=0.1)
>>> claim.effect(seen).round(2).tolist(), claim.margin(seen).round(2).tolist()
([-0.2, 0.2], [0.1, -0.3])
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.difference import SignedEffect
from detente.pipeline.forms.form import World
from detente.pipeline.forms.words import closed, doing, number, outcome


@dataclass(frozen=True, kw_only=True)
class Compare(SignedEffect):
    """`do` brings `moves` higher (sign +1) or lower (-1) by month `by` than `than` does.

    against     the world from which both effects are counted
    smallest    smallest difference of interest, 0 or more, in the unit of `moves`
    """

    do: World
    than: World

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.do, self.than

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return (seen[0, 1] - seen[0, 0]) - (seen[0, 2] - seen[0, 0])

    def sentence(self, called: Mapping[str, str]) -> str:
        y, way = outcome(self.moves, self.by, called), "higher" if self.sign > 0 else "lower"
        amount = f"more than {number(self.smallest)} {way}" if self.smallest else way
        one, other = doing(self.do, called), doing(self.than, called)
        return closed(f"{y} is {amount} after {one} than after {other}")
