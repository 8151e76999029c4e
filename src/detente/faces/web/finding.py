"""Search over all entries: theories, causes with their numbers, sources, stocks and events."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.faces import library
from detente.faces.web import entries
from detente.shelf.packaged import citation, sources

LONGEST = 200  # characters of a question that are looked at
MOST = 60  # entries that are shown
AROUND = 70  # characters shown to either side of what was found
_NAMED, _TITLED, _TOLD = 3, 2, 1


@dataclass(frozen=True)
class Entry:
    """Something to be found: what it is, its name and address, a sentence, and all that is said of it."""

    kind: str
    name: str
    address: str
    says: str
    text: str


@dataclass(frozen=True)
class Found:
    """An entry with the words around what was looked for; "" where its name or sentence holds it."""

    entry: Entry
    around: str


def find(asked: str) -> tuple[tuple[Found, ...], int]:
    """Return the entries that hold every word asked for, the closest first, and how many there are in all.

    Names count more than sentences, and these more than the text of an entry. At most MOST are returned.
    """
    words = asked[:LONGEST].lower().split()
    if not words:
        return (), 0
    ranked = [(_rank(entry, words), entry) for entry in _entries()]
    found = sorted((pair for pair in ranked if pair[0]), key=lambda pair: -pair[0])
    return tuple(Found(entry, _around(entry, words)) for _, entry in found[:MOST]), len(found)


def _rank(entry: Entry, words: list[str]) -> int:
    name, says, text = (part.lower() for part in (entry.name.replace("_", " "), entry.says, entry.text))
    ranks = []
    for word in words:
        plain = word.replace("_", " ")
        ranks.append(_NAMED if plain in name else _TITLED if word in says else _TOLD if word in text else 0)
    whole = 10 if " ".join(words).replace("_", " ") == name else 0
    return sum(ranks) + whole if all(ranks) else 0


def _around(entry: Entry, words: list[str]) -> str:
    """Return the text around the first word that neither name nor sentence holds."""
    seen = f"{entry.name} {entry.name.replace('_', ' ')} {entry.says}".lower()
    for word in words:
        place = -1 if word in seen else entry.text.lower().find(word)
        if place >= 0:
            start, stop = max(0, place - AROUND), place + len(word) + AROUND
            cut = " ".join(entry.text[start:stop].split())
            return f"{'… ' if start else ''}{cut}{' …' if stop < len(entry.text) else ''}"
    return ""


@cache
def _entries() -> tuple[Entry, ...]:
    return (*_theories(), *_causes(), *_variables(), *_sources())


def _theories() -> Iterator[Entry]:
    for name, theory in library.theories().items():
        yield Entry("theory", name, f"/theories/{name}", theory.claim, entries.theory_entry(name))


def _causes() -> Iterator[Entry]:
    for name, cause in library.causes().items():
        numbers = [
            f"{short}: {entry.meaning}. {entry.note}" for short, entry in library.parameters(cause).items()
        ]
        text = "\n".join((library.entry(cause), *numbers))
        yield Entry("cause", name, f"/causes/{name}", entries.opening(library.entry(cause)), text)


def _variables() -> Iterator[Entry]:
    for name, variable in entries.variables().items():
        kind = "event" if variable.about is None else "stock"
        yield Entry(kind, name, f"/variables#{name}", variable.meaning, "")


def _sources() -> Iterator[Entry]:
    for key, work in sources().items():
        text = f"{' '.join(work.authors)} {work.supports} {work.note}"
        yield Entry("source", key, f"/sources/{key}", citation(work), text)
