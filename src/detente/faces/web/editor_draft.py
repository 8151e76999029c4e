"""Drafts: an argument as it was typed so far, valid or not, with the version before the last change."""

import json
import re
import secrets
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from detente.faces.web.editor_kinds import Typed, typed
from detente.faces.web.editor_spec import LETTER, ONE, PARTS, fields
from detente.shelf.papers import Paper, forget_paper, get_paper, keep_paper, list_papers
from detente.vocabulary.errors import UnknownName, unknown

SCHEMA = "detente/draft-1"
LONGEST_NAME = 48
PAUSE = 60.0  # seconds after which what is typed into the same item is another change
_ONE_AT_A_TIME = threading.RLock()  # two saves of one page may come at once; each reads, changes and keeps


@dataclass(frozen=True)
class Item:
    """One claim, hidden premise, tension or piece of evidence. `key` is its address, and never changes."""

    key: str
    kept: dict[str, Typed]

    @property
    def name(self) -> str:
        """Return its short name, if it has one."""
        return str(self.kept.get("id", ""))


@dataclass(frozen=True)
class Draft:
    """An argument as it was typed.

    name      under which it is kept; the argument's own short name is a field of its head
    head      what was typed for name, document and roles
    origin    fingerprint and length of the document's text
    saved_as  the name under which it was last saved as an argument, or ""
    changed   part and key of what was changed last: to undo it is to go back to before that
    """

    name: str
    head: dict[str, Typed]
    origin: dict[str, Any]
    parts: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    saved_as: str = ""
    changed: str = ""

    @property
    def title(self) -> str:
        """Return what lists call it."""
        return self.head["document"]["title"].strip() or self.name

    @property
    def language(self) -> str:
        """Return the language of the text as a code, or nothing where none can be."""
        found = self.head["language"].strip()
        return found if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", found) else ""

    def items(self, part: str) -> tuple[Item, ...]:
        """Return the items of a part, in their order."""
        return self.parts.get(part, ())

    def item(self, part: str, key: str) -> Item:
        """Return an item. Raises UnknownName where it was deleted or never was."""
        for one in self.items(part):
            if one.key == key:
                return one
        raise UnknownName(f"this {ONE.get(part, 'item')} is not there any more: it may have been deleted")

    def with_item(self, part: str, item: Item) -> "Draft":
        """Return the same with an item exchanged for the one of its key, or added at the end."""
        old = self.items(part)
        known = any(one.key == item.key for one in old)
        new = tuple(item if one.key == item.key else one for one in old) if known else (*old, item)
        return replace(self, parts={**self.parts, part: new})

    def without(self, part: str, key: str) -> "Draft":
        """Return the same without an item."""
        kept = tuple(one for one in self.items(part) if one.key != key)
        return replace(self, parts={**self.parts, part: kept})


def new_item(draft: Draft, part: str, given: Mapping[str, Typed] | None = None) -> Item:
    """Return an item that is not yet filled in, under a name that is free."""
    kept = typed(fields(part), {}) | dict(given or {})
    if part in LETTER:
        taken = {one.name for p in PARTS for one in draft.items(p)}
        kept["id"] = next(name for i in range(1, 10_000) if (name := f"{LETTER[part]}{i}") not in taken)
    return Item(secrets.token_hex(4), kept)


def draft_named(name: str) -> Draft:
    """Return a draft. Raises UnknownName with the closest known one."""
    known = {paper.name: paper for paper in list_papers("draft")}
    if name not in known:
        raise unknown("draft", name[:60], known)
    return _read(known[name])


def drafts() -> list[Draft]:
    """Return all drafts, the latest first."""
    return [_read(paper) for paper in list_papers("draft")]


def text_of(name: str) -> str:
    """Return the document's text of a draft, or nothing where it was not given."""
    return next((paper.text for paper in list_papers("draft-text") if paper.name == name), "")


def keep_text(draft: Draft, text: str) -> None:
    """Keep the document's text of a draft."""
    keep_paper(Paper("draft-text", draft.name, draft.title, text))


@contextmanager
def changing() -> Generator[None]:
    """Let nobody else change a draft meanwhile."""
    with _ONE_AT_A_TIME:
        yield


def keep(draft: Draft, changed: str) -> Draft:
    """Keep a draft. What it was before is kept too, unless the same thing was changed the last time."""
    new = replace(draft, changed=changed)
    with _ONE_AT_A_TIME:
        before = next((paper for paper in list_papers("draft") if paper.name == draft.name), None)
        if before is not None and (_read(before).changed != changed or _is_old(before)):
            keep_paper(replace(before, kind="draft-before"))
        keep_paper(Paper("draft", new.name, new.title, _written(new)))
    return new


def keep_saved(draft: Draft, saved_as: str) -> None:
    """Note under which name a draft was saved as an argument; there is nothing in that to undo."""
    keep_paper(Paper("draft", draft.name, draft.title, _written(replace(draft, saved_as=saved_as))))


def _is_old(paper: Paper) -> bool:
    return time.time() - paper.changed_at > PAUSE


def before(name: str) -> Draft | None:
    """Return what a draft was before its last change, if that is known."""
    return next((_read(paper) for paper in list_papers("draft-before") if paper.name == name), None)


def undo(name: str) -> None:
    """Go back to before the last change; to undo once more is to go forth again."""
    with _ONE_AT_A_TIME:
        now, then = get_paper("draft", name), before(name)
        if then is None:
            return
        keep_paper(replace(now, kind="draft-before"))
        back = replace(then, changed="", saved_as=_read(now).saved_as)
        keep_paper(Paper("draft", name, back.title, _written(back)))


def forget(name: str) -> None:
    """Strike a draft, its text and what it was; the argument that was saved from it stays."""
    for kind in ("draft", "draft-before", "draft-text"):
        forget_paper(kind, name)


def free_name(title: str) -> str:
    """Return a name that no draft has yet, made from a title."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    start = re.sub(r"^[^a-z]+", "", "-".join(words))[:LONGEST_NAME].strip("-") or "argument"
    known = {paper.name for paper in list_papers("draft")}
    return next(n for i in range(1, 10_000) if (n := start if i == 1 else f"{start}-{i}") not in known)


def _written(draft: Draft) -> str:
    return json.dumps({"schema": SCHEMA, **asdict(draft)}, ensure_ascii=False)


def _read(paper: Paper) -> Draft:
    told = json.loads(paper.text)
    parts = {part: tuple(Item(**one) for one in rows) for part, rows in told["parts"].items()}
    names = ("head", "origin", "saved_as", "changed")
    return Draft(paper.name, parts=parts, **{name: told[name] for name in names})
