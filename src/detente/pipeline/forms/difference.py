"""What forms that compare worlds share: where a causal path must lead, and the sign of an effect."""

import abc
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.checks import check_direction, check_smallest
from detente.pipeline.forms.deeds import ways
from detente.pipeline.forms.form import Form, Pick, World


@dataclass(frozen=True)
class Difference(Form, abc.ABC):
    """A do-test of what differs between worlds: from that, a causal path must lead to what is looked at."""

    @property
    def causes_and_effects(self) -> tuple[tuple[str, str], ...]:
        return ways(self.worlds, [pick.what for pick in self.picks])


@dataclass(frozen=True, kw_only=True)
class SignedEffect(Difference, abc.ABC):
    """A do-test of the sign of one effect on `moves` by month `by`: +1 above 0, -1 below.

    against     the world from which effects are counted
    smallest    smallest effect of interest, 0 or more, in the unit of `moves`
    """

    against: World = ()
    moves: str
    by: float
    sign: int
    smallest: float = 0.0

    def __post_init__(self) -> None:
        check_direction(self.sign)
        check_smallest(self.smallest)

    @property
    def picks(self) -> tuple[Pick, ...]:
        return (Pick(self.moves, self.by),)

    def margin(self, seen: np.ndarray) -> np.ndarray:
        return self.sign * self.effect(seen) - self.smallest
