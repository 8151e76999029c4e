"""Interaction: do two acts together do more than the two apart add up to? Two by two.

    effect  =  effect of both  -  effect of the first alone  -  effect of the second alone
    margin  =  sign * effect  -  smallest effect of interest

It holds in a draw where the whole is more (sign +1) or less (-1) than the sum of its parts, by more than
the smallest effect of interest. A margin that is NaN counts as not holding.

Chance of a settlement in two draws: 0.1 with neither, 0.2 and 0.3 with one each, 0.6 or 0.4 with both:

>>> import numpy as np
>>> seen = np.array([[[0.1, 0.1], [0.2, 0.2], [0.3, 0.3], [0.6, 0.4]]])
>>> claim = Interaction(first=("shift A.trust 0.2",), second=("hold *.B.pressure 1",), moves="settlement",
...                     by=12, sign=+1, smallest=0.05)
>>> claim.effect(seen).round(2).tolist(), (claim.margin(seen) > 0).tolist()
([0.2, 0.0], [True, False])
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.difference import SignedEffect
from detente.pipeline.forms.form import World
from detente.pipeline.forms.words import closed, doing, number, outcome


@dataclass(frozen=True, kw_only=True)
class Interaction(SignedEffect):
    """`first` with `second` does more (sign +1) or less (-1) to `moves` than the sum of what each does.

    against     the world from which all effects are counted
    smallest    smallest interaction of interest, 0 or more, in the unit of `moves`
    """

    first: World
    second: World

    @property
    def worlds(self) -> tuple[World, ...]:
        both = tuple(dict.fromkeys(self.first + self.second))
        return self.against, self.first, self.second, both

    def effect(self, seen: np.ndarray) -> np.ndarray:
        neither, first, second, both = seen[0]
        return (both - neither) - (first - neither) - (second - neither)

    def sentence(self, called: Mapping[str, str]) -> str:
        y, where = outcome(self.moves, self.by, called), "above" if self.sign > 0 else "below"
        amount = f"more than {number(self.smallest)} {where}" if self.smallest else where
        first, second = (doing(w, called) for w in (self.first, self.second))
        return closed(
            f"together, (1) {first} and (2) {second} bring {y} {amount}"
            " what the effects of each alone add up to"
        )
