"""Which starting values a scenario may give, where each stands in its file, and under which heading."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.vocabulary.others import Party, Shared, Tie
from detente.vocabulary.record import AboutStock, Record, about
from detente.vocabulary.side import Side

SIDES = ("A", "B")
# heading and first stock of each group; the stocks that follow it on the card belong to it
HEADINGS = (
    ("Battlefield", "force"),
    ("Industry, trade and standing abroad", "manpower"),
    ("Public, elite and leaders", "war_support"),
    ("Bargaining", "compromise"),
    ("Trust and the table", "trust"),
    ("Opinion abroad", "outcry"),
    ("Standing traits", "war_preference"),
)
SHARED = "Clock and talks"


@dataclass(frozen=True)
class Row:
    """One stock and the fields that hold it: one for what exists once, two where each side has its own.

    prefixes  of the names of its fields, such as `start.A.force`
    """

    name: str
    entry: AboutStock
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Rows under a heading. `party` names the third party that they describe, if they do."""

    heading: str
    rows: tuple[Row, ...]
    party: str = ""


def sections(parties: tuple[str, ...]) -> tuple[Section, ...]:
    """Return all stocks of a war with these third parties, under their headings."""
    found = [Section(heading, rows) for heading, rows in _grouped()]
    found.append(Section(SHARED, _rows(Shared, ("start.shared",))))
    found += [Section(name, party_rows(name), name) for name in parties]
    return tuple(found)


def party_rows(party: str) -> tuple[Row, ...]:
    """Return the stocks of a third party, and of its tie to each side."""
    return (*_rows(Party, (f"start.{party}",)), *_rows(Tie, tuple(f"start.{party}.{s}" for s in SIDES)))


def cells(parties: tuple[str, ...]) -> Iterator[tuple[str, AboutStock]]:
    """Yield the prefix of every starting value with what the stock is, in the order of a file."""
    for side in SIDES:
        yield from ((f"start.{side}.{name}", entry) for name, entry in about(Side).items())
    yield from ((f"start.shared.{name}", entry) for name, entry in about(Shared).items())
    for party in parties:
        yield from ((f"start.{party}.{name}", entry) for name, entry in about(Party).items())
        for side in SIDES:
            yield from ((f"start.{party}.{side}.{name}", entry) for name, entry in about(Tie).items())


def _rows(card: type[Record], places: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(
        Row(name, entry, tuple(f"{place}.{name}" for place in places)) for name, entry in about(card).items()
    )


def _grouped() -> Iterator[tuple[str, tuple[Row, ...]]]:
    rows = _rows(Side, tuple(f"start.{side}" for side in SIDES))
    names = [row.name for row in rows]
    begins = [names.index(first) for _, first in HEADINGS]
    for (heading, _), begin, end in zip(HEADINGS, begins, [*begins[1:], len(rows)], strict=True):
        yield heading, rows[begin:end]
