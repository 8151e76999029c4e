"""The parts of an audit's page: what the worker writes once, and every look at the page reads.

An index of the claims, small enough to be read at every look; a file for the card of each claim and one for
each further section, as HTML, read when somebody opens them; the links of the causal graph; and what holds in
every draw (`audit_logic`). All lie in the folder of the audit. The index comes last: where it is, all is.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from detente.pipeline.causal_graph import Link
from detente.pipeline.judging.verdict import Word
from detente.shelf.whole import write_whole
from detente.vocabulary.errors import BrokenStore

SCHEMA, FOLDER, INDEX, LINKS = "detente/audit-page-1", "page", "index.json", "links.json"
WHOLE = ""  # the key of the word over all theories, beside those under one
REMEMBERED = 16  # indexes that stay in memory


@dataclass(frozen=True)
class Words:
    """The word of a claim, and that of the same with the sides exchanged."""

    straight: Word
    mirror: Word


@dataclass(frozen=True)
class ShownClaim:
    """A claim as the page lists it.

    words   by theory, and under `WHOLE` over all of them
    ways    of each thing that its tests do: paths at which ways begin, and at which they end
    act     what the first test does, as a path; "" where nothing is done
    """

    name: str
    span: tuple[int, int]
    paraphrase: str
    speaker: str
    type: str
    modality: str
    role: str
    words: Mapping[str, Words]
    ways: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    act: str = ""


@dataclass(frozen=True)
class Premise:
    """What the argument rests on. `why_not` says why it is not tried, "" where it is."""

    name: str
    paraphrase: str
    kind: str
    theories: int
    why_not: str


@dataclass(frozen=True)
class Page:
    """What the page of an audit is made of.

    sentences   the judgement in plain sentences
    meta        short facts: name, words
    causes      of each theory, by name
    sections    identifier and heading of the further sections, in order
    """

    title: str
    subtitle: str
    argument: str
    scenario: str
    document: Mapping[str, Any]
    sentences: tuple[str, ...]
    meta: tuple[tuple[str, str], ...]
    theories: tuple[str, ...]
    causes: Mapping[str, tuple[str, ...]]
    parties: tuple[str, ...]
    claims: tuple[ShownClaim, ...]
    premises: tuple[Premise, ...]
    sections: tuple[tuple[str, str], ...]

    def claim(self, name: str) -> ShownClaim:
        """Return a claim. Raises BrokenStore where there is none of that name."""
        found = next((one for one in self.claims if one.name == name), None)
        if found is None:
            raise BrokenStore(f"this audit has no claim {name[:40]!r}")
        return found


def write_page(page: Page, cards: Mapping[str, str], sections: Mapping[str, str], folder: Path) -> None:
    """Write the parts: HTML of the card of each claim and of each section, and last the index."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    for number, one in enumerate(page.claims):
        write_whole(place / f"claim-{number}.html", cards[one.name])
    for number, (identifier, _) in enumerate(page.sections):
        write_whole(place / f"section-{number}.html", sections[identifier])
    write_whole(place / INDEX, json.dumps({"schema": SCHEMA, **asdict(page)}, ensure_ascii=False))


def write_links(found: tuple[Link, ...], folder: Path) -> None:
    """Write every link of the causal graph."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    write_whole(place / LINKS, json.dumps([[x.cause, x.source, x.target, x.sign] for x in found]))


def read_links(folder: Path) -> tuple[Link, ...]:
    """Return every link of the causal graph. Raises BrokenStore where they are missing."""
    try:
        rows = json.loads((folder / FOLDER / LINKS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as why:
        raise BrokenStore("the causal graph of this audit is missing; ask for it again") from why
    return tuple(Link(*row) for row in rows)


def read_page(folder: Path) -> Page | None:
    """Return what the page is made of, or nothing where it was not written (by this version)."""
    path = folder / FOLDER / INDEX
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def read_card(folder: Path, page: Page, name: str) -> Markup:
    """Return the card of a claim. Raises BrokenStore where there is none of that name."""
    return _part(folder, "claim", page.claims.index(page.claim(name)))


def read_section(folder: Path, page: Page, identifier: str) -> Markup:
    """Return a further section. Raises BrokenStore where there is none of that name."""
    known = [name for name, _ in page.sections]
    if identifier not in known:
        raise BrokenStore(f"this audit has no section {identifier[:40]!r}")
    return _part(folder, "section", known.index(identifier))


def _part(folder: Path, kind: str, number: int) -> Markup:
    try:
        return Markup((folder / FOLDER / f"{kind}-{number}.html").read_text(encoding="utf-8"))
    except FileNotFoundError as why:
        raise BrokenStore("a part of this audit is missing; ask for it again") from why


@lru_cache(REMEMBERED)
def _read(path: Path, _: int) -> Page | None:
    """Read an index; when it was changed is asked for so that a new one is not taken for the old."""
    told = json.loads(path.read_text(encoding="utf-8"))
    if told.pop("schema", "") != SCHEMA:
        return None
    claims = tuple(_claim(one) for one in told.pop("claims"))
    premises = tuple(Premise(**one) for one in told.pop("premises"))
    lists = {name: tuple(told.pop(name)) for name in ("sentences", "theories", "parties")}
    pairs = {name: tuple((a, b) for a, b in told.pop(name)) for name in ("meta", "sections")}
    causes = {name: tuple(one) for name, one in told.pop("causes").items()}
    return Page(claims=claims, premises=premises, causes=causes, **lists, **pairs, **told)  # ty: ignore[invalid-argument-type]


def _claim(told: dict[str, Any]) -> ShownClaim:
    words = {theory: Words(**one) for theory, one in told.pop("words").items()}
    ways = tuple((tuple(a), tuple(b)) for a, b in told.pop("ways"))
    span = told.pop("span")
    return ShownClaim(words=words, ways=ways, span=(span[0], span[1]), **told)
