"""What every form of do-test has: the worlds it needs, what it looks at there, and what it makes of it.

A form never runs anything. It names worlds (as texts of the `do` language) and outcomes; a trial lives
them, and hands back what was seen in every draw.
"""

import abc
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

World = tuple[str, ...]  # deeds, in the words of the `do` language; () is the scenario as it is

_SIDE = re.compile(r"(?<![\w-])([AB])(?=\.)|(?<=\.)([AB])(?=\.)")


@dataclass(frozen=True)
class Pick:
    """One thing to look at: an outcome, by a month.

    `what`: a stock (`A.trust`), a derived quantity (`A.political_goals`), an ending (`settlement`) or
    `any-ending` (probability by then), an event (`talks-open`: expected number by then), `months-of-war`
    (expected months of war by then), or `A.share` (expected share of the stake from wars ended by then).
    """

    what: str
    by: float


@dataclass(frozen=True)
class Form(abc.ABC):
    """A do-test of some form. Worlds go by their place: the first is the one others are compared with.

    `seen` is always an array (pick, world, draw), float64. Of a stock or derived quantity it is the
    level on the war that goes on; differences from the first world are read on the war that goes on in
    both. It may hold NaN where a war cannot be going on.
    """

    @property
    @abc.abstractmethod
    def worlds(self) -> tuple[World, ...]:
        """Return the worlds to be lived."""

    @property
    @abc.abstractmethod
    def picks(self) -> tuple[Pick, ...]:
        """Return what to look at in each world."""

    @abc.abstractmethod
    def effect(self, seen: np.ndarray) -> np.ndarray:
        """Return the size of what is claimed, in every draw, in the unit of what is looked at."""

    @abc.abstractmethod
    def margin(self, seen: np.ndarray) -> np.ndarray:
        """Return by how much the claim holds in every draw: above 0 it holds, at most 0 it does not."""

    @abc.abstractmethod
    def sentence(self, called: Mapping[str, str]) -> str:
        """Return the test as one plain sentence; `called` names outcomes and deeds for a reader."""

    @property
    @abc.abstractmethod
    def causes_and_effects(self) -> tuple[tuple[str, str], ...]:
        """Return pairs (what is done to, what is looked at), as paths: where a causal path must lead."""


def mirrored_text(text: str) -> str:
    """Return the text with the sides exchanged in every path.

    >>> mirrored_text("shift backer.B.aid -1 from 2")
    'shift backer.A.aid -1 from 2'
    >>> mirrored_text("A.trust"), mirrored_text("backers_of_a.A.aid"), mirrored_text("settlement")
    ('B.trust', 'backers_of_a.B.aid', 'settlement')
    """
    return _SIDE.sub(lambda found: "B" if found.group() == "A" else "A", text)


def mirrored_world(world: World) -> World:
    """Return a world with the sides exchanged in every deed."""
    return tuple(mirrored_text(deed) for deed in world)
