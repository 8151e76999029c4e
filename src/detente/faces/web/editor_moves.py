"""What can be done with drafts: begun, taken from a file, a field more or less, and saved as an argument."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from detente.faces import library
from detente.faces.ask import load
from detente.faces.web.audit_asking import kept_text
from detente.faces.web.editor_check import problems, table_of
from detente.faces.web.editor_draft import (
    Draft,
    Item,
    draft_named,
    free_name,
    keep,
    keep_saved,
    keep_text,
    text_of,
)
from detente.faces.web.editor_kinds import Typed, told, typed
from detente.faces.web.editor_spec import PARTS, fields
from detente.faces.web.editor_text import refusal, taken
from detente.faces.web.editor_yaml import yaml_of
from detente.pipeline.argument import Argument
from detente.pipeline.argument import Document as ArgumentDocument
from detente.pipeline.argument_file import is_argument, parse_argument
from detente.pipeline.do_test_form import deeds_of
from detente.pipeline.document import check_text
from detente.shelf.packaged import argument_names, packaged_argument, scenario_names, source_keys
from detente.shelf.papers import Paper, get_paper, keep_paper, list_papers
from detente.shelf.read_text import decoded
from detente.shelf.read_yaml import Document, parsed
from detente.vocabulary.errors import InvalidInput, Problem

Tree = dict[str, Any]
SIDES = (("A", "side A"), ("B", "side B"))
NEW_ROW: dict[str, Any] = {"tests": {"form": ["sign"]}, "test": {"form": ["sign"]}, "parts": [""]}
GROUPS = ("test", "happened")


def begun(data: bytes, head: dict[str, str], scenario: str) -> Draft:
    """Begin a draft from a document. Raises InvalidInput with all that is wrong, by field."""
    wrong: list[Problem] = []
    text = ""
    try:
        text = taken(data)
    except InvalidInput as error:
        wrong += error.problems
    if not head["title"].strip():
        wrong += refusal("title", "there is no title", "lists go by it", "give the document's title").problems
    if len(head["title"]) > 400:
        wrong += refusal("title", "the title is too long", "lists go by it", "give at most 400").problems
    if wrong:
        raise InvalidInput(wrong)
    document = {name: head[name] for name in ("title", "date", "standpoint")}
    name = free_name(head["title"])
    free = name if name not in argument_names() else f"{name}-own"
    kept = {"name": free, "document": document, "language": head["language"], "roles": _roles(scenario)}
    draft = Draft(name, kept, fingerprint(text))
    keep_text(draft, text)
    return keep(draft, "")


def _roles(scenario: str) -> list[dict[str, str]]:
    known = load(scenario).scenario if scenario in scenario_names() else None
    found = [(name, known.labels.get(name, name)) for name in known.parties] if known else []
    return [{"name": name, "who": who} for name, who in (*SIDES, *found)]


def fingerprint(text: str) -> dict[str, Any]:
    """Return what an argument file says of a text: its fingerprint and its length."""
    return {"sha256": hashlib.sha256(text.encode()).hexdigest(), "characters": len(text)}


def imported(data: bytes, file: str) -> Draft:
    """Begin a draft from an argument file. Raises InvalidInput with everything that it cannot take."""
    return _from_document(parsed(decoded(data, file), file))


def copied(name: str) -> Draft:
    """Begin a draft as a copy of a packaged argument, or of one of the user's own."""
    own = {paper.name: paper for paper in list_papers("argument")}
    if name in own:
        draft = _from_document(parsed(own[name].text, f"{name}.yaml"))
        return keep(replace(draft, saved_as=name), "")
    draft = _from_document(packaged_argument(name))
    return keep(replace(draft, head=draft.head | {"name": f"{name}-copy"[:60]}), "")


def _from_document(document: Document) -> Draft:
    table, wrong = document.table, _wrong_with(document)
    try:
        head = told(fields("head"), table)
        parts = {part: _items(part, table.get(part)) for part in PARTS}
    except TypeError:
        raise InvalidInput(wrong or [_too_much(document)]) from None
    about = table.get("document") or {}
    origin = {name: about[name] for name in ("sha256", "characters") if name in about}
    name = free_name(head["name"] or head["document"]["title"])
    draft = Draft(name, head, origin, parts)
    if _plain(table_of(draft)[0]) != _plain(table):
        raise InvalidInput(wrong or [_too_much(document)])
    if text := kept_text(str(table.get("name", "")), str(origin.get("sha256", ""))):
        keep_text(draft, text)
    return keep(draft, "")


def _wrong_with(document: Document) -> list[Problem]:
    table = document.table
    if not is_argument(table):
        what, fix = "this is no argument file", "write `schema: detente/argument-1` first"
        raise InvalidInput([Problem(document.file, 1, 1, what, "its schema is another, or missing", fix)])
    try:
        parse_argument(table, document.positions, document.file, library.causes().values(), source_keys())
    except InvalidInput as error:
        return list(error.problems)
    return []


def _items(part: str, rows: Any) -> tuple[Item, ...]:
    if rows is not None and not isinstance(rows, list):
        raise TypeError("no list")
    return tuple(Item(f"{i:08x}", told(fields(part), row)) for i, row in enumerate(rows or [], start=1))


def _too_much(document: Document) -> Problem:
    what = "this file holds something that the form here cannot"
    return Problem(document.file, 0, 0, what, "it would be lost", "leave it a file, and audit it as one")


def _plain(value: Any) -> Any:
    """Return a table without what says nothing, and with deeds and blanks written one way."""
    if isinstance(value, dict):
        found = {key: _deeds(key, _plain(one)) for key, one in value.items()}
        return {key: one for key, one in found.items() if one not in (None, [], "", {})}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _deeds(key: str, value: Any) -> Any:
    worlds = ("do", "than", "first", "second", "against", "weaker", "makes_up")
    if key == "choices" and isinstance(value, dict):
        return {name: deeds_of(one) for name, one in value.items()}
    return deeds_of(value) if key in worlds and value else value


def given_text(draft: Draft, text: str) -> None:
    """Keep the text of a draft that came without it. Raises InvalidInput where it is another text."""
    if "sha256" in draft.origin and "characters" in draft.origin:
        about = ArgumentDocument("the document", "", draft.origin["sha256"], draft.origin["characters"], "")
        check_text(text, Argument(draft.name, about, {}, (), (), (), ()), "text")
    else:
        keep(replace(draft, origin=fingerprint(text)), "text")
    keep_text(draft, text)


def duplicated(name: str) -> Draft:
    """Return a copy of a draft under another name."""
    old = draft_named(name)
    head = old.head | {"name": f"{old.head['name'].strip()[:54]}-copy"}
    new = replace(old, name=free_name(head["name"]), head=head, saved_as="")
    if text := text_of(name):
        keep_text(new, text)
    return keep(new, "")


def changed_tree(tree: Tree, act: str) -> str:
    """Add or drop what a button of the form says, in a posted tree; return the field that is new, or "".

    >>> tree = {"do": {"0": {}}}
    >>> changed_tree(tree, "add:do"), tree
    ('do.1', {'do': {'0': {}, '1': {}}})
    """
    verb, _, path = act.partition(":")
    *steps, last = path.split(".")
    here: Any = tree
    for step in steps:
        here = here.setdefault(step, {}) if isinstance(here, dict) else None
    if not isinstance(here, dict) or verb not in ("add", "drop") or not last:
        return ""
    if verb == "drop":
        here.pop(last, None)
        return ""
    if last in GROUPS:
        here[last] = dict(NEW_ROW.get(last, {}))
        return path
    rows = here.setdefault(last, {})
    if not isinstance(rows, dict):
        return ""
    key = str(1 + max((int(one) for one in rows if one.isascii() and one.isdigit()), default=-1))
    rows[key] = NEW_ROW.get(last, {})
    return f"{path}.{key}"


def kept_of(part: str, tree: Tree) -> dict[str, Typed]:
    """Return what is kept of a posted form of a part."""
    return typed(fields(part), tree)


def exported(draft: Draft) -> str:
    """Return a draft as an argument file."""
    return yaml_of(table_of(draft)[0])


def saved(draft: Draft) -> str:
    """Keep a draft as an argument, and its text as a document; return the argument's name.

    Raises:
        InvalidInput: it is not valid yet, or its name is taken by another argument.
    """
    if wrong := problems(draft):
        raise InvalidInput([Problem(one.at, 0, 0, one.what, one.why, one.fix) for one in wrong])
    name = draft.head["name"].strip()
    if refused := name_taken(draft):
        raise InvalidInput([refused])
    text, file = text_of(draft.name), exported(draft)
    parsed(decoded(file.encode(), f"{name}.yaml"), f"{name}.yaml")  # files have limits of their own
    keep_paper(Paper("argument", name, draft.title, file))
    if text:
        keep_paper(Paper("document", name, draft.title, text))
    keep_saved(draft, name)
    return name


def name_taken(draft: Draft) -> Problem | None:
    """Return what is wrong where another argument has the draft's short name."""
    name = draft.head["name"].strip()
    own = {paper.name for paper in list_papers("argument")} - {draft.saved_as}
    if name in argument_names():
        return Problem(
            "name", 0, 0, f"{name} comes along with detente", "it stays as it is", "choose another name"
        )
    if name in own:
        return Problem(
            "name", 0, 0, f"you have another argument {name}", "it would be lost", "choose another name"
        )
    return None


def argument_of(name: str) -> Paper:
    """Return one of the user's own arguments. Raises UnknownName with the closest known one."""
    return get_paper("argument", name)


def listed(items: Iterable[Item]) -> list[dict[str, str]]:
    """Return claims as a form offers them: their name and what they say."""
    return [{"name": one.name, "says": str(one.kept.get("paraphrase", ""))} for one in items if one.name]
