"""Groups of causes that most theories leave out: a program asks a group only where one of it has a voice.

What a group says must be stored where a cause that is always asked would be added up at once, so a
group pays only if enough theories leave all of it out. Grouping changes no result but the rounding of
sums, and it is the same for every theory: one compiled program serves all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from detente.vocabulary import Mechanism, Theory

COST_OF_GROUP = 3.0  # what skipping or storing a group costs, in causes asked; measured with `make bench`
NEARLY_ALL = 0.8  # a cause that more theories hold is always asked


@dataclass(frozen=True)
class _Group:
    causes: tuple[int, ...]
    theories: frozenset[str]  # those that hold at least one of them

    def __or__(self, other: "_Group") -> "_Group":
        return _Group(self.causes + other.causes, self.theories | other.theories)

    @property
    def cost(self) -> float:
        """Return what asking it costs over all theories."""
        return len(self.theories) * (len(self.causes) + COST_OF_GROUP) + COST_OF_GROUP


def groups(causes: Sequence[type[Mechanism]], theories: Collection[Theory]) -> tuple[tuple[int, ...], ...]:
    """Return groups of numbers of causes such that asking by groups costs least over the theories.

    Found by joining, again and again, the two groups that together cost least more than apart. A theory
    that holds nearly every cause says nothing about which belong together.
    """
    told = [theory for theory in theories if len(theory.causes) < NEARLY_ALL * len(causes)]
    by_cause = [frozenset(t.name for t in told if cause in t.causes) for cause in causes]
    found = [
        _Group((number,), held) for number, held in enumerate(by_cause) if len(held) < NEARLY_ALL * len(told)
    ]
    while pairs := [(one, two) for i, one in enumerate(found) for two in found[:i]]:
        one, two = min(pairs, key=_loss)
        if _loss((one, two)) >= 0.0:
            break
        found = [group for group in found if group not in (one, two)] + [two | one]
    return tuple(sorted(tuple(sorted(group.causes)) for group in found))


def _loss(pair: tuple[_Group, _Group]) -> float:
    one, two = pair
    return (one | two).cost - one.cost - two.cost
