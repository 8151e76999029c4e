"""A mechanism is one cause: a card of uncertain numbers and one equation."""

import abc
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar

from detente.vocabulary.events import Event, Mine, Theirs
from detente.vocabulary.maths import Number
from detente.vocabulary.record import Record
from detente.vocabulary.war import Change, View


@dataclass(frozen=True)
class Frailty:
    """How prone to end wars of this kind are, each in its own lasting way, around a mean of 1.

    evenness  large where they are alike; 1 / evenness goes with the variance of proneness
    power     between 0 (gamma) and 1: how heavy the tail of the hardly prone is (Hougaard's family)

    The engine integrates it out: while a war goes on, the likelier it is to be one of the hardly prone.
    """

    evenness: Number
    power: Number


@dataclass(frozen=True)
class Effect:
    """What one cause contributes, seen from one side. Contributions of all causes add up.

    per_month   adds to rates of change (stock unit / month)
    volatility  adds to the size of a stock's random walk (stock unit / month^0.5)
    on          jumps when an event happens: keys are an Event of the war as a whole, or `mine(...)`
                or `theirs(...)` for an event that a side does or a third party does about a side
    rate        adds to the monthly rate of an event of mine, or of the war
    log_hazard  adds to the log of that rate, measured from the reference war: the engine subtracts
                what the same cause says there
    frailty     how single wars differ in their proneness to end; one cause of a theory says so

    What is shared by the sides takes the average of what their two views say; what a third party's
    cause says about a side is summed over third parties.
    """

    per_month: Change = field(default_factory=Change)
    volatility: Change = field(default_factory=Change)
    on: Mapping[Event | Mine | Theirs, Change] = field(default_factory=dict)
    rate: Mapping[Event, Number] = field(default_factory=dict)
    log_hazard: Mapping[Event, Number] = field(default_factory=dict)
    frailty: Frailty | None = None


class Mechanism(Record, abc.ABC):
    """One cause, seen from one side. Subclasses declare `param`s and write `effect`; nothing else.

    `answers` names the question that the cause answers. Causes that answer the same question are
    rivals: a theory that holds several believes one of them in each draw, each equally often.
    """

    answers: ClassVar[str] = ""
    third_party: ClassVar[bool] = False  # True: `effect` is asked once for each third party

    @abc.abstractmethod
    def effect(self, war: View) -> Effect:
        """Say what this cause does to my side of `war`, changing nothing."""


@cache
def title(cause: type[Mechanism]) -> str:
    """Return the cause's name as file, command line and tables write it.

    >>> class TrustUpdate(Mechanism):
    ...     def effect(self, war): return Effect()
    >>> title(TrustUpdate)
    'trust_update'
    """
    letters = (f"_{c.lower()}" if c.isupper() else c for c in cause.__name__)
    return "".join(letters).removeprefix("_")
