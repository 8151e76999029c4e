"""Ways from what is done to what is looked at: which causes lie on them, and which lead there at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from detente.pipeline.causal_graph import Link
from detente.pipeline.model import SIDES, Model
from detente.pipeline.outcomes_known import ANY_ENDING, MONTHS_OF_WAR, SHARE
from detente.pipeline.step import ENDING_PATHS
from detente.vocabulary.derived import DERIVED

ANY_PARTY = "*"


@dataclass(frozen=True)
class Ways:
    """All links that some causes make, and what can be asked of them."""

    links: tuple[Link, ...]
    model: Model

    def under(self, causes: Iterable[str]) -> "Ways":
        """Return the ways that remain under a theory with these causes only."""
        held = set(causes)
        return Ways(tuple(link for link in self.links if link.cause in held), self.model)

    def exist(self, pairs: Iterable[tuple[str, str]]) -> bool:
        """Say whether some way leads from what is done to what is looked at, for any of the pairs.

        What is looked at with nothing done to it can always be looked at.
        """
        return any(x == y or self._ends(y) & self._after(x) for x, y in pairs)

    def causes(self, pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the names of all causes on any way, in alphabetical order."""
        found: set[str] = set()
        for x, y in pairs:
            after, before = self._after(x), self._before(self._ends(y))
            begins = {x.split(".")[0]} if self._is_parameter(x) else set()
            found |= begins
            found |= {link.cause for link in self.links if link.source in after and link.target in before}
        return tuple(sorted(found))

    def direct(self, pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the names of the causes that lead from the one to the other in a single step."""
        found: set[str] = set()
        for x, y in pairs:
            if x == y:  # nothing is done: no cause says the claim
                continue
            starts, ends = self._starts(x), self._ends(y)
            found |= {link.cause for link in self.links if link.source in starts and link.target in ends}
        return tuple(sorted(found))

    def bounds(self, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """Return of each pair the stocks and events at which its ways begin, and those at which they end."""
        return tuple((frozenset(self._starts(x)), frozenset(self._ends(y))) for x, y in pairs)

    @cached_property
    def _forward(self) -> Mapping[str, set[str]]:
        steps: dict[str, set[str]] = {}
        for link in self.links:
            steps.setdefault(link.source, set()).add(link.target)
        return steps

    @cached_property
    def _backward(self) -> Mapping[str, set[str]]:
        steps: dict[str, set[str]] = {}
        for link in self.links:
            steps.setdefault(link.target, set()).add(link.source)
        return steps

    def _starts(self, x: str) -> set[str]:
        """Return the paths that a deed's object stands for."""
        if self._is_parameter(x):
            return {link.target for link in self.links if link.cause == x.split(".")[0]}
        if x in self.model.derived:
            return self._ends(x)
        if x.startswith(f"{ANY_PARTY}."):
            return {f"{party}{x[1:]}" for party in self.model.parties}
        return {x}

    def _ends(self, y: str) -> set[str]:
        """Return the stocks and events that an outcome is made of."""
        if y in (ANY_ENDING, MONTHS_OF_WAR) or y.rpartition(".")[2] == SHARE:
            return set(ENDING_PATHS)
        if y not in self.model.derived:
            return {y}
        side, _, name = y.rpartition(".")
        sides = (side,) if DERIVED[name].of == "side" and name != "odds_of_winning" else SIDES
        return {
            path
            for path in self.model.stocks
            for word in DERIVED[name].reads
            if path.rsplit(".", 1)[-1] == word and (path == word or any(s in path.split(".") for s in sides))
        }

    def _after(self, x: str) -> set[str]:
        return _reached(self._starts(x), self._forward)

    def _before(self, ends: set[str]) -> set[str]:
        return _reached(ends, self._backward)

    def _is_parameter(self, x: str) -> bool:
        return x in self.model.params or x in self._causes

    @cached_property
    def _causes(self) -> frozenset[str]:
        return frozenset(link.cause for link in self.links)


def deed_object(deed: str) -> str:
    """Return what a deed is done to.

    >>> deed_object("shift backer.B.pressure 0.3 from 2"), deed_object("cut spoiler")
    ('backer.B.pressure', 'spoiler')
    """
    return re.split(r"\s+", deed.strip())[1]


def _reached(begin: set[str], steps: Mapping[str, set[str]]) -> set[str]:
    seen, edge = set(begin), list(begin)
    while edge:
        fresh = steps.get(edge.pop(), set()) - seen
        seen |= fresh
        edge += fresh
    return seen
