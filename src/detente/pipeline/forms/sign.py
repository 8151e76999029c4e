"""Sign: does an act raise an outcome, or lower it? The common form of a claim.

    effect  =  outcome where the act is done  -  outcome where it is not
    margin  =  sign * effect  -  smallest effect of interest

It holds in a draw where the effect has the claimed sign and is larger than the smallest effect of
interest. An outcome that cannot be seen (NaN: no war can be going on then) has no effect and no margin,
and a margin that is NaN counts as not holding; so it is with every form.

Progress in talks in four draws, 0.5 without the act; with it 0.3, 0.49, 0.7, and unseen:

>>> import numpy as np
>>> seen = np.array([[[0.5, 0.5, 0.5, 0.5], [0.3, 0.49, 0.7, np.nan]]])
>>> claim = Sign(do=("force B.deep-strike at 2",), moves="talks_progress", by=6, sign=-1, smallest=0.05)
>>> claim.effect(seen).round(2).tolist(), (claim.margin(seen) > 0).tolist()
([-0.2, -0.01, 0.2, nan], [True, False, False, False])
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.difference import SignedEffect
from detente.pipeline.forms.form import World
from detente.pipeline.forms.words import beyond, closed, doing, outcome, raises


@dataclass(frozen=True, kw_only=True)
class Sign(SignedEffect):
    """`do` moves `moves` up (sign +1) or down (-1) by month `by`, compared with `against`.

    smallest    smallest effect of interest, 0 or more, in the unit of `moves`
    """

    do: World

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.do

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return seen[0, 1] - seen[0, 0]

    def sentence(self, called: Mapping[str, str]) -> str:
        act, verb = doing(self.do, called, self.against), raises(self.sign)
        return closed(f"{act} {verb} {outcome(self.moves, self.by, called)}{beyond(self.smallest)}")
