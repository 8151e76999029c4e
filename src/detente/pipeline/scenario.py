"""A scenario, checked: who fights, who stands by, where they start, and what is scheduled to happen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.vocabulary import Fixed, Prior
from detente.vocabulary.do import World
from detente.vocabulary.war import leaves


@dataclass(frozen=True)
class Start:
    """One starting value: a number or a range, with its unit and where it is from.

    source  a key of sources.bib, or "assumed"; `also` holds further keys
    note    how the number comes from its sources
    """

    prior: Prior
    unit: str
    source: str
    as_of: str = ""
    note: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Happening:
    """One scheduled event: the path of the event, the month, and whether it is the act in question."""

    event: str
    month: float
    act: bool = False
    says: str = ""


@dataclass(frozen=True)
class Scenario:
    """A checked scenario.

    `labels` names the sides and third parties for a reader, and `roles` says a sentence on each third
    party; both go by `A`, `B` or the party's name. `begins` is the date of month 0, "" where there is none.
    `reference_class` names the class of wars among which this one is counted.
    """

    name: str
    title: str
    says: str
    months: int
    parties: tuple[str, ...]
    start: Mapping[str, Start]
    happens: tuple[Happening, ...] = ()
    worlds: tuple[World, ...] = (World("as it is"),)
    labels: Mapping[str, str] = field(default_factory=dict)
    begins: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    reference_class: str = "interstate"

    @property
    def priors(self) -> dict[str, Prior]:
        """Return the starting value of every stock; those not given start as in the reference war."""
        return {
            path: self.start[path].prior if path in self.start else Fixed(entry.typical)  # ty: ignore[missing-attribute]
            for path, entry in leaves(self.parties)
        }
