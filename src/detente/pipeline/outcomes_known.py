"""What may be looked at in a war: every outcome that a test may name, with its unit."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.pipeline.model import SIDES, event_paths
from detente.vocabulary import Event
from detente.vocabulary.derived import DERIVED
from detente.vocabulary.war import leaves

Kind = Literal["stock", "derived", "ending", "event", "special"]

ANY_ENDING, MONTHS_OF_WAR, SHARE = "any-ending", "months-of-war", "share"
READ_MONTHLY = "outcomes are read at the end of each month"


@dataclass(frozen=True)
class KnownOutcome:
    """One thing that may be looked at.

    kind   a stock or derived quantity is a level, an ending a probability, an event an expected number;
           special are the words for the end of the war as a whole
    """

    kind: Kind
    unit: str
    meaning: str


@cache
def known_outcomes(parties: tuple[str, ...]) -> Mapping[str, KnownOutcome]:
    """Return everything that may be looked at in a war with these third parties, by its path.

    >>> known_outcomes(("backer",))["backer.B.aid-cut"].kind, known_outcomes(())["months-of-war"].unit
    ('event', 'month')
    """
    return {
        **{path: KnownOutcome("stock", entry.unit, entry.meaning) for path, entry in leaves(parties)},
        **_derived(),
        **_happenings(parties),
        ANY_ENDING: KnownOutcome("special", "1", "Probability that the war has ended by then"),
        MONTHS_OF_WAR: KnownOutcome("special", "month", "Expected months of war by then"),
        **{
            f"{side}.{SHARE}": KnownOutcome(
                "special", "1", "Expected share of the stake from wars that have ended by then"
            )
            for side in SIDES
        },
    }


def end_of_month(month: float) -> str:
    """Return the fix for a month within which an outcome was to be read: the end of that month.

    >>> end_of_month(0.5), end_of_month(4.25)
    ('write 1, the end of the month', 'write 5, the end of the month')
    """
    return f"write {math.ceil(month)}, the end of the month"


def _derived() -> dict[str, KnownOutcome]:
    return {
        path: KnownOutcome("derived", entry.unit, entry.meaning)
        for name, entry in DERIVED.items()
        for path in ([f"{side}.{name}" for side in SIDES] if entry.of == "side" else [name])
    }


def _happenings(parties: tuple[str, ...]) -> dict[str, KnownOutcome]:
    return {
        path: KnownOutcome("ending" if event.ends_war else "event", "1", event.value.meaning)
        for event in Event
        for path in event_paths(event, parties)
    }
