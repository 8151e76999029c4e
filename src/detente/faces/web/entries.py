"""Entries as they are read: the docstring of a cause or theory in blocks, with the names in it as links.

Everything here comes with detente and does not change while it is served, so it is worked out once.
"""

import ast
import inspect
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.faces import library
from detente.shelf.packaged import sources
from detente.vocabulary import Event, Mechanism, Theory
from detente.vocabulary.errors import InvalidInput
from detente.vocabulary.others import PartyStocks, SharedStocks, TieStocks
from detente.vocabulary.record import AboutStock, Record, about
from detente.vocabulary.side import SideStocks

type Piece = tuple[str, str]  # words, and the address that they lead to or ""

GROUPS: tuple[tuple[str, str, type[Record]], ...] = (
    ("side", "What each side has", SideStocks),
    ("shared", "What exists once", SharedStocks),
    ("party", "What each third party has", PartyStocks),
    ("tie", "What ties a third party to a side", TieStocks),
)
_LABEL = re.compile(r"^([A-Z][a-z]+(?: [a-z]+)*) {2,}(\S.*)$")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True)
class Block:
    """A part of an entry.

    kind   "prose"; "laid": equations and tables, whose blanks count; "rows": words with their text
    rows   lines: (label, pieces); the label is "" but for "rows"
    """

    kind: Literal["prose", "laid", "rows"]
    rows: tuple[tuple[str, tuple[Piece, ...]], ...]


@dataclass(frozen=True)
class Variable:
    """A stock or an event: what it is, and the causes that move it or look at it."""

    name: str
    about: AboutStock | None
    meaning: str
    moved_by: tuple[str, ...]
    read_by: tuple[str, ...]


@cache
def addresses() -> Mapping[str, str]:
    """Return the address of everything that has an entry, by its name."""
    stocks = {name: f"/variables#{name}" for _, _, card in GROUPS for name in about(card)}
    events = {event.word: f"/variables#{event.word}" for event in Event}
    return {
        **stocks,
        **events,
        **{name: f"/theories/{name}" for name in library.theories()},
        **{name: f"/causes/{name}" for name in library.causes()},
        **{key: f"/sources/{key}" for key in sources()},
    }


def blocks(text: str, place: str) -> tuple[Block, ...]:
    """Return an entry in blocks; its first paragraph, the title, is left out.

    `place` is "causes" or "theories": where the entry stands, and so what its rivals are.
    """
    return tuple(_block(part, place) for part in text.split("\n\n")[1:] if part.strip())


@cache
def theory_entry(theory: str) -> str:
    """Return the encyclopedia entry of a theory: the docstring of its file."""
    module = sys.modules[f"detente.theories.{theory.replace('-', '_')}"]
    return inspect.cleandoc(module.__doc__ or "")


def opening(text: str) -> str:
    """Return what the first paragraph of an entry says, without the name in front.

    >>> opening("Collapse: a side breaks.")
    'A side breaks.'
    """
    said = " ".join(text.split("\n\n")[0].split()).split(": ", 1)[-1]
    return said[:1].upper() + said[1:]


def called(name: str) -> str:
    """Return a name as a heading writes it.

    >>> called("trust_update"), called("nothing-matters")
    ('Trust update', 'Nothing matters')
    """
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


@cache
def equation(cause: type[Mechanism]) -> str:
    """Return the equation of a cause as the engine computes it: the text of its function `effect`."""
    return inspect.cleandoc("\n" + inspect.getsource(cause.effect))


@cache
def example(cause: type[Mechanism]) -> str:
    """Return the worked example of a cause, which the tests check."""
    text = inspect.cleandoc(cause.__doc__ or "") + "\n\n" + library.entry(cause)
    found = [part for part in text.split("\n\n") if part.lstrip().startswith(">>>")]
    return "\n\n".join(found)


def own_causes(theory: Theory) -> tuple[str, ...]:
    """Return the causes that a theory adds to what all keep, in alphabetical order."""
    kept = library.theories()["skeleton"].names if theory.name != "skeleton" else frozenset()
    return tuple(sorted(theory.names - kept))


@cache
def variables() -> dict[str, Variable]:
    """Return every stock and event by its name."""
    moved, read = _used()
    found = {}
    for _, _, card in GROUPS:
        for name, entry in about(card).items():
            found[name] = Variable(name, entry, entry.meaning, moved.get(name, ()), read.get(name, ()))
    for event in Event:
        found[event.word] = Variable(
            event.word, None, event.value.meaning, moved.get(event.word, ()), read.get(event.word, ())
        )
    return found


@cache
def scenarios_citing() -> dict[str, tuple[str, ...]]:
    """Return by source the packaged scenarios that name it."""
    from detente.faces.ask import load
    from detente.shelf.packaged import scenario_names

    found: dict[str, list[str]] = {}
    for name in scenario_names():
        try:
            words = set(_NAME.findall(load(name).text))
        except InvalidInput:  # one that cannot be read is told of on its own page
            continue
        for key in words & sources().keys():
            found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def linked(text: str, place: str = "") -> tuple[Piece, ...]:
    """Return a text in pieces, each name of an entry with its address.

    Names that are also ordinary words (`trust`, `collapse`) are taken for names only in a list of names, and
    then for those of `place`: some are names of a cause and of a theory.
    """
    known, found, done = {**addresses(), **_names(place)}, [], 0
    for match in _NAME.finditer(text):
        name = match.group()
        if name in _names(place) or (name in known and _is_no_word(name)):
            found += [(text[done : match.start()], ""), (name, known[name])]
            done = match.end()
    return tuple(piece for piece in (*found, (text[done:], "")) if piece[0])


def variable_address(path: str) -> str:
    """Return where the stock or event that a path ends in is explained.

    >>> variable_address("backer.B.guarantee"), variable_address("settlement")
    ('/variables#guarantee', '/variables#settlement')
    """
    name = path.rsplit(".", 1)[-1]
    return f"/variables#{name}" if name in variables() else ""


def _names(place: str) -> dict[str, str]:
    names = {"causes": library.causes, "theories": library.theories}.get(place, dict)()
    return {name: f"/{place}/{name}" for name in names}


def _is_no_word(name: str) -> bool:
    return "_" in name or any(letter.isdigit() for letter in name)


def _block(part: str, place: str) -> Block:
    lines = part.rstrip().split("\n")
    if _LABEL.match(lines[0]):
        return Block("rows", _rows(lines, place))
    if all(line.startswith(" ") for line in lines):
        return Block("laid", (("", linked(inspect.cleandoc("\n" + "\n".join(lines)))),))
    return Block("prose", (("", linked(" ".join(part.split()))),))


def _rows(lines: list[str], place: str) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    rows: list[tuple[str, str]] = []
    for line in lines:
        found = _LABEL.match(line)
        if found:
            rows.append((found.group(1), found.group(2)))
        else:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
    return tuple((label, linked(text, place if label == "Rivals" else "")) for label, text in rows)


def _used() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return by stock or event the causes whose equation moves it, and those whose equation looks at it."""
    moved: dict[str, list[str]] = {}
    read: dict[str, list[str]] = {}
    words = {event.name: event.word for event in Event}
    stocks = {name for _, _, card in GROUPS for name in about(card)}
    for name, cause in library.causes().items():
        tree = ast.parse(inspect.getsource(sys.modules[cause.__module__]))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        changes = {word.arg for call in calls if _callee(call) == "Change" for word in call.keywords}
        seen = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for stock in sorted(stocks):
            moved.setdefault(stock, []).extend([name] if stock in changes else [])
            read.setdefault(stock, []).extend([name] if stock in seen else [])
        pushed = _pushed(tree)
        for event, word in words.items():
            moved.setdefault(word, []).extend([name] if event in pushed else [])
            read.setdefault(word, []).extend([name] if event in seen - pushed else [])
    return {k: tuple(v) for k, v in moved.items()}, {k: tuple(v) for k, v in read.items()}


def _pushed(tree: ast.Module) -> set[str]:
    """Return the events whose rate or log hazard an equation adds to."""
    words = [
        word.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _callee(call) == "Effect"
        for word in call.keywords
        if word.arg in ("rate", "log_hazard")
    ]
    return {node.attr for word in words for node in ast.walk(word) if isinstance(node, ast.Attribute)}


def _callee(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))
