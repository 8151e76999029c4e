"""Read one YAML 1.2 file into plain tables, with the place of every key and value.

The parser's events are turned into tables here, one by one, so that everything a scenario has no use
for is refused before it can do harm: anchors and aliases (a few lines can stand for billions), tags
(they can stand for code), several documents, and depth or number beyond any honest file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from detente.shelf.read_text import read_text
from detente.vocabulary.errors import InvalidInput, Problem

DEEPEST, MOST = 12, 20_000  # levels, and values in one file
LONGEST_NUMBER = 40  # characters; anything longer is text

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, from 1

# The core schema of YAML 1.2: `NO` is a word, not False.
_WORDS: dict[str, Any] = {"": None, "~": None} | {
    form: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for form in (word, word.title(), word.upper())
}
_WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_REAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


@dataclass(frozen=True)
class Document:
    """One file read: its table, and where each key and value stands.

    positions   key path -> ((line, column) of the key, (line, column) of the value), from 1; for the
                text of a quoted value the place is that of its first character
    """

    file: str
    text: str
    table: dict[str, Any]
    positions: dict[KeyPath, tuple[Place, Place]]


@dataclass(frozen=True)
class _Building:
    file: str
    events: Iterator[Any]
    positions: dict[KeyPath, tuple[Place, Place]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, place: Place, what: str, why: str, fix: str) -> None:
        self.problems.append(Problem(self.file, *place, what, why, fix))


def read_yaml(path: Path) -> Document:
    """Return the YAML file at `path` as plain dicts, lists, text, numbers, True, False and None.

    Raises InvalidInput with every problem found. A syntax error ends the reading at its place.
    """
    return parsed(read_text(path), str(path))


def parsed(text: str, file: str) -> Document:
    """Return YAML `text` as a Document; `file` is the name that problems carry.

    >>> parsed("a: {b: NO}", "my.yaml").table
    {'a': {'b': 'NO'}}

    Raises InvalidInput as `read_yaml` does.
    """
    building = _Building(file, YAML(typ="safe", pure=True).parse(text))
    table: Any = None
    try:
        table = _document(building)
    except (YAMLError, ValueError, OverflowError) as error:
        building.problems.append(_syntax(error, text, file))
    if not building.problems and not isinstance(table, dict):
        what = "the file is empty" if table is None else "the file is not a list of `key: value` lines"
        building.report((1, 1), what, "a scenario begins with its name", "write `name: my-scenario` first")
    if building.problems:
        raise InvalidInput(building.problems)
    return Document(file, text, table, building.positions)


def scalar(text: str) -> Any:
    """Return what an unquoted YAML 1.2 value means.

    >>> scalar("650000"), scalar("1e3"), scalar("NO"), scalar("~"), scalar("650_000")
    (650000, 1000.0, 'NO', None, '650_000')
    """
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > LONGEST_NUMBER:
        return text
    if _WHOLE.fullmatch(text):
        base = {"0o": 8, "0x": 16}.get(text[:2], 10)
        return int(text[2:] if base != 10 else text, base)
    if _REAL.fullmatch(text):
        return float(text)
    return float(text.replace(".", "", 1)) if _ENDLESS.fullmatch(text) else text


def _document(building: _Building) -> Any:
    table, documents = None, 0
    for event in building.events:
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            documents += 1
            if event.version or event.tags:
                fix = "take the line beginning with % out"
                building.report(_place(event), "this is a YAML directive", "none is understood", fix)
        elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
            value = _node(building, event, ())
            if documents > 1:
                building.report(
                    _place(event), "a second document begins", "one is read", "use one file for each"
                )
                raise InvalidInput(building.problems)
            table = value
    return table


def _node(building: _Building, event: Any, path: KeyPath) -> Any:
    kind = type(event).__name__
    if len(path) > DEEPEST or len(building.positions) > MOST:
        what = f"more than {DEEPEST} levels deep" if len(path) > DEEPEST else f"more than {MOST:,} values"
        building.report(_place(event), what, "no scenario needs that; reading stops", "simplify the file")
        raise InvalidInput(building.problems)
    _refuse_extras(building, event, kind)
    if kind == "AliasEvent":
        return None
    if kind == "MappingStartEvent":
        return _mapping(building, path)
    if kind == "SequenceStartEvent":
        return _sequence(building, path)
    return scalar(event.value) if event.style is None else event.value


def _refuse_extras(building: _Building, event: Any, kind: str) -> None:
    if kind == "AliasEvent":
        what = f"*{event.anchor} stands for something written elsewhere"
        building.report(
            _place(event), what, "aliases are not read", "write it out, or quote a text with a star"
        )
        return
    if event.anchor:
        building.report(_place(event), f"&{event.anchor} is an anchor", "anchors are not read", "take it out")
    if event.tag:
        building.report(_place(event), f"{event.tag} is a tag", "tags are not read", "take it out")


def _mapping(building: _Building, path: KeyPath) -> dict[str, Any]:
    table: dict[str, Any] = {}
    first: dict[str, int] = {}
    for event in building.events:
        if type(event).__name__ == "MappingEndEvent":
            break
        key = _key(building, event, path)
        value = next(building.events)
        if key in first:
            why = f"it is also on line {first[key]}, and only one can hold"
            building.report(_place(event), f"the key {key!r} is given twice", why, "keep one of them")
        first.setdefault(key, _place(event)[0])
        building.positions[*path, key] = (_place(event), _place(value))
        table[key] = _node(building, value, (*path, key))
    return table


def _key(building: _Building, event: Any, path: KeyPath) -> str:
    if type(event).__name__ == "ScalarEvent":
        _refuse_extras(building, event, "ScalarEvent")
        return event.value
    building.report(
        _place(event), "a key must be a word", "this one is a list, a table or an alias", "write a word"
    )
    _node(building, event, (*path, "?"))
    return "?"


def _sequence(building: _Building, path: KeyPath) -> list[Any]:
    items: list[Any] = []
    for event in building.events:
        if type(event).__name__ == "SequenceEndEvent":
            break
        here = (*path, len(items))
        building.positions[here] = (_place(event), _place(event))
        items.append(_node(building, event, here))
    return items


def _place(event: Any) -> Place:
    mark = event.start_mark
    quoted = getattr(event, "style", None) in ("'", '"')
    return mark.line + 1, mark.column + 1 + quoted


def _syntax(error: Exception, text: str, file: str) -> Problem:
    fix = "look at the indentation, quotes and colons here"
    if isinstance(error, MarkedYAMLError) and (mark := error.problem_mark or error.context_mark) is not None:
        what = f"this is not YAML: {error.problem or error.context}"
        return Problem(file, mark.line + 1, mark.column + 1, what, error.context or "reading stops here", fix)
    if isinstance(error, ReaderError):
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = "a character here cannot be printed"
        return Problem(file, line, column, what, "YAML does not allow it", "take it out")
    return Problem(file, 1, 1, "this is not YAML", " ".join(str(error).split()) or "it cannot be read", fix)
