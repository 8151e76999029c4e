"""Axes: who a number is about, and how what two sides and several parties say becomes one number.

Kinds of numbers by their leading axes; the trailing ones (world, lane) are the same for all:

    war     (...)              one for the war as a whole
    side    (side, ...)        one for each side, as seen from it
    party   (party, ...)       one for each third party
    tie     (party, side, ...) one for each third party and side
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detente.vocabulary import Event, Number, maths
from detente.vocabulary.events import Mine, Theirs
from detente.vocabulary.war import GROUP_OF

Kind = Literal["war", "side", "party", "tie"]

LOWEST = -3e38  # below every number of single precision that means anything
SIDED: tuple[Kind, ...] = ("side", "tie")  # kinds that say something of each side

_KIND_OF_GROUP: dict[str, Kind] = {"side": "side", "shared": "war", "party": "party", "tie": "tie"}
_KIND_OF_ACTOR: dict[str, Kind] = {"war": "war", "side": "side", "party": "tie"}


def kind_of_stock(name: str) -> Kind:
    """Return the axes of a stock."""
    return _KIND_OF_GROUP[GROUP_OF[name]]


def kind_of_word(word: str) -> Kind:
    """Return the axes of the stock or event with this name."""
    if word in GROUP_OF:
        return kind_of_stock(word)
    return next(kind_of_event(event) for event in Event if event.word == word)


def kind_of_event(event: Event) -> Kind:
    """Return the axes of an event: who may do it, and about whom."""
    return _KIND_OF_ACTOR[event.actor]


@dataclass(frozen=True)
class Axes:
    """How many trailing axes there are, and how many third parties; `fence` as in a machine."""

    trailing: int
    parties: int
    fence: Callable[[Number], Number] = lambda x: x

    def told(self, value: Number, kind: Kind, third_party: bool) -> Number:
        """Return what `value`, said from both sides (and of every party), says of one thing of that kind.

        What the sides share takes the average of their two views: A + B is the same to the last bit as
        B + A, so that the shared thing cannot tell them apart. What third parties say of a side or of
        the war is summed over them.
        """
        if kind in ("war", "party"):
            value = self._over_sides(value, average=True)
        if third_party and kind in ("war", "side"):
            value = self._over_parties(value, sides=kind == "side")
        return value

    def landed(
        self, size: Number, key: Event | Mine | Theirs, happened: Number, target: Kind, third: bool
    ) -> Number:
        """Return by how much a jump moves a stock of kind `target`, given what happened.

        Each act is told once, from one side: what it does to something shared is summed over the sides.
        """
        if isinstance(key, Event):
            return size * happened
        event = key.event
        if isinstance(key, Theirs):
            happened = happened[::-1] if event.actor == "side" else happened[:, ::-1]
        if not third and event.actor == "party":
            moved = _sum([size * happened[p] for p in range(self.parties)])
        else:
            moved = size * happened
        if target in ("war", "party"):
            moved = self._over_sides(moved, average=False)
        if third and target in ("war", "side"):
            moved = self._over_parties(moved, sides=target == "side")
        return moved

    def kind_of_jump(self, key: Event | Mine | Theirs, target: Kind, third_party: bool) -> Kind:
        """Return the axes that the size of a jump keeps until it is known what happened."""
        if isinstance(key, Event):
            return target
        return "tie" if third_party else "side"

    def shape(self, kind: Kind, trailing: tuple[int, ...]) -> tuple[int, ...]:
        """Return the full shape of a number of that kind."""
        leading = {"war": (), "side": (2,), "party": (self.parties,), "tie": (self.parties, 2)}
        return leading[kind] + trailing

    def _over_sides(self, value: Number, *, average: bool) -> Number:
        rank = getattr(value, "ndim", 0)
        weight = 0.5 if average else 1.0
        value = self.fence(value)  # computed once for both sides, not once for each in two ways of rounding
        if rank <= self.trailing:  # says the same from either side
            return value if average else value + value
        axis = rank - self.trailing - 1
        if value.shape[axis] == 1:
            return _take(value, axis, 0) * (2.0 * weight)
        both = _take(value, axis, 0) + _take(value, axis, 1)
        return both * weight if average else both

    def _over_parties(self, value: Number, *, sides: bool) -> Number:
        rank = getattr(value, "ndim", 0)
        if rank <= self.trailing + int(sides):  # says the same of every party
            return value * float(self.parties)
        if value.shape[0] == 1:
            return value[0] * float(self.parties)
        return _sum([value[p] for p in range(self.parties)])


def rounded(value: Number) -> Number:
    """Return the same value, rounded before it is added to another.

    Processors can multiply and add in one rounding. Of a * b + c * d they would round one product and
    not the other, and A + B would no longer be B + A to the last bit; a comparison in between stops it.
    """
    return value if isinstance(value, float) else maths.maximum(value, LOWEST)


def _take(value: Number, axis: int, index: int) -> Number:
    return value[index] if axis == 0 else value[:, index]


def _sum(terms: list[Number]) -> Number:
    total: Number = 0.0
    for i, term in enumerate(terms):
        total = term if i == 0 else total + term
    return total
