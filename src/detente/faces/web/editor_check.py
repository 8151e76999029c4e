"""What is wrong with a draft, each thing at the field where it was typed; and its tests in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import ValidationError

from detente.faces import library
from detente.faces.web.editor_draft import Draft
from detente.faces.web.editor_kinds import Typed, written
from detente.faces.web.editor_spec import LABELS, ONE, PARTS, fields
from detente.faces.web.editor_typed import KeyPath, Writing
from detente.pipeline.argument_check import SIDES
from detente.pipeline.argument_file import do_test, parse_argument
from detente.pipeline.conditions import parse_condition
from detente.pipeline.do_language import Known, known_names
from detente.pipeline.do_test_form import TESTS
from detente.pipeline.phrases import names_in_sentences
from detente.pipeline.scenario_form import LONGEST_WAR, PARTY_NAME
from detente.shelf.packaged import source_keys
from detente.vocabulary.errors import InvalidInput

_LINE = re.compile(r"it is (also|scored) on line (\d+)")
_KEY = re.compile(r"`([^`]+)`")
Spot = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong: in which part and item, at which field, and what, why and the likely fix."""

    part: str
    key: str
    at: str
    what: str
    why: str
    fix: str


@dataclass(frozen=True)
class Everywhere(Mapping[KeyPath, Spot]):
    """A place for whatever is asked for: each path has a line of its own, by which it is found again."""

    lines: dict[KeyPath, int] = field(default_factory=dict)

    def __contains__(self, path: object) -> bool:
        return True

    def __getitem__(self, path: KeyPath) -> Spot:
        line = self.lines.setdefault(path, len(self.lines) + 2)  # line 1 is the whole
        return (line, 1), (line, 1)

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def table_of(draft: Draft) -> tuple[dict[str, Any], dict[KeyPath, str]]:
    """Return the argument that a draft holds, as the table of a file, and where each part was typed.

    A place is written `part/key/field`.
    """
    top = Writing(places={})
    head = written(fields("head"), draft.head, top)
    places = {path: f"head/it/{at}" for path, at in top.places.items()}
    table = {"schema": "detente/argument-1", **head}
    table["document"] = head.get("document", {}) | draft.origin
    for part in PARTS:
        rows = []
        for i, item in enumerate(draft.items(part)):
            place = Writing((part, i), "", {(part, i): ""})
            rows.append(written(fields(part), item.kept, place))
            places |= {path: f"{part}/{item.key}/{at}" for path, at in place.places.items()}
        if rows:
            table[part] = rows
    return table, places


def problems(draft: Draft) -> list[Wrong]:
    """Return everything that is wrong with a draft, in the order of the page."""
    table, places = table_of(draft)
    spots = Everywhere()
    try:
        parse_argument(table, spots, "", library.causes().values(), source_keys())
    except InvalidInput as error:
        paths = {line: path for path, line in spots.lines.items()}
        found = [(paths.get(one.line, ()), one) for one in error.problems]
        said = [_wrong(_place(path, places), one.what, _why(one.why, paths), one.fix) for path, one in found]
        return list(dict.fromkeys(said))
    return []


def _place(path: KeyPath, places: Mapping[KeyPath, str]) -> str:
    while path and path not in places:
        path = path[:-1]
    return places.get(path, "overview/it/")


def _wrong(place: str, what: str, why: str, fix: str) -> Wrong:
    part, key, at = place.split("/", 2)
    if fix.startswith("add `"):  # here nobody writes keys: they fill in fields
        what, fix = what.replace("is missing", "is not filled in"), "fill it in"
        why = why[:1].lower() + why[1:]
    return Wrong(part, key, at, _labelled(what), _labelled(why), _labelled(fix))


def _labelled(said: str) -> str:
    """Return a sentence in which fields go by what the page calls them, not by their keys."""
    return _KEY.sub(lambda found: f"“{LABELS[found[1]]}”" if found[1] in LABELS else found[1], said)


def _why(why: str, paths: Mapping[int, KeyPath]) -> str:
    """Return a reason with the lines of a file, which is none, as a reader finds them here."""

    def named(found: re.Match[str]) -> str:
        path = paths.get(int(found[2]), ())
        where = f"{ONE.get(str(path[0]), 'item')} {int(path[1]) + 1}" if len(path) > 1 else "another item"
        return f"it is {found[1]} in {where}"

    return _LINE.sub(named, why)


def parties(draft: Draft) -> tuple[str, ...]:
    """Return the third parties that a draft names and a scenario could have."""
    names = [row["name"].strip() for row in draft.head["roles"]]
    good = [name for name in names if name not in SIDES and re.fullmatch(PARTY_NAME, name)]
    return tuple(dict.fromkeys(good))[:8]


@cache
def known(of: tuple[str, ...]) -> Known:
    """Return every name that may be used with these third parties."""
    return known_names(of, library.causes().values(), LONGEST_WAR)


def in_words(draft: Draft, part: str, kept: Mapping[str, Typed]) -> dict[str, str]:
    """Return the tests and conditions of an item as they will be read, by the field that holds them."""
    table = written(fields(part), kept, Writing())
    names = _names(parties(draft))
    found = {f"tests.{i}": _test(test, draft, names) for i, test in enumerate(table.get("tests") or [])}
    if isinstance(table.get("test"), dict):
        found["test"] = _test(table["test"], draft, names)
    if part == "hidden" and "when" in table:
        found["when"] = _condition(table["when"], draft, names)
    return found


def _test(test: Mapping[str, Any], draft: Draft, names: Mapping[str, str]) -> str:
    """Return a test as a sentence; nothing where it is not complete."""
    try:
        form = TESTS[str(test.get("form"))].model_validate(dict(test))
        given = {name: getattr(form, name) for name in type(form).model_fields}
        said = do_test(given.pop("form"), given).sentence(names)
    except (ValidationError, ValueError, KeyError, IndexError, TypeError):
        return ""
    where = _condition(form.when, draft, names) if form.when else ""
    return f"{said} Asked only where {where}" if where else said


def _condition(text: str, draft: Draft, names: Mapping[str, str]) -> str:
    try:
        return parse_condition(text, known(parties(draft))).sentence(names) + "."
    except InvalidInput:
        return ""


@cache
def _names(of: tuple[str, ...]) -> dict[str, str]:
    return names_in_sentences(of, {})
