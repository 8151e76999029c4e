"""What was typed, as a tree: a posted form, its rows, its numbers, and where each of them is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from detente.shelf.read_yaml import scalar

DEEPEST, MOST_ROWS = 8, 400
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Writing:
    """Where in the file something is written, and at which field of the form it was typed."""

    path: KeyPath = ()
    at: str = ""
    places: dict[KeyPath, str] = field(default_factory=dict)

    def into(self, key: str | int, name: str | int) -> "Writing":
        """Return the place one step further in, and note it."""
        found = Writing((*self.path, key), f"{self.at}.{name}" if self.at else str(name), self.places)
        self.places[found.path] = found.at
        return found


def posted(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return a posted form as a tree; its leaves are lists of texts: `do.0.verb` is a place in it.

    >>> posted([("id", "C1"), ("do.0.verb", "cut")])
    {'id': ['C1'], 'do': {'0': {'verb': ['cut']}}}
    """
    tree: dict[str, Any] = {}
    for name, value in items:
        *steps, last = name.split(".")
        if len(steps) >= DEEPEST:
            continue
        here: Any = tree
        for step in steps:
            here = here.setdefault(step, {}) if isinstance(here, dict) else None
        if isinstance(here, dict) and isinstance(here.setdefault(last, []), list):
            here[last].append(value)
    return tree


def number(text: str) -> Any:
    """Return a number where one was typed, and otherwise what was typed.

    >>> number("6"), number(" 0.5 "), number("six"), number("")
    (6, 0.5, 'six', None)
    """
    found = scalar(text.strip())
    return found if type(found) in (int, float) else text.strip() or None


def rows_of(raw: Any) -> list[Any]:
    """Return the rows of a posted list in their order."""
    rows = raw if isinstance(raw, dict) else {}
    kept = sorted((int(key), row) for key, row in rows.items() if key.isascii() and key.isdigit())
    return [row for _, row in kept[:MOST_ROWS]]


def filled(row: Any) -> bool:
    """Say whether anything at all was typed."""
    parts = row.values() if isinstance(row, dict) else row if isinstance(row, list) else ()
    return bool(row.strip()) if isinstance(row, str) else any(map(filled, parts))
