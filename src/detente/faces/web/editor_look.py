"""What the pages of the editor show: a draft, its text with the claims marked, and what is to be mended."""

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from detente.faces.web.editor_check import Wrong, in_words, parties, problems
from detente.faces.web.editor_deeds import VERBS
from detente.faces.web.editor_draft import Draft, Item, before, drafts, text_of
from detente.faces.web.editor_kinds import Typed
from detente.faces.web.editor_moves import listed, name_taken
from detente.faces.web.editor_spec import ONE, PARTS, fields, fields_of_test
from detente.faces.web.editor_text import marked, sentences
from detente.faces.web.editor_words import words
from detente.pipeline.conditions import RELATIONS
from detente.shelf.packaged import argument_names, scenario_names
from detente.shelf.papers import list_papers
from detente.vocabulary.errors import Problem

Look = dict[str, Any]
HEADINGS = {"claims": "Claims", "hidden": "Hidden premises", "tensions": "Tensions", "record": "Record"}
SAYS = {
    "claims": "What the document says, passage by passage.",
    "hidden": "What the argument needs and the document does not say.",
    "tensions": "Claims that may not be able to hold together.",
    "record": "Dated public evidence from after the document.",
}


def exact(value: object) -> Markup:
    """Return what was typed, escaped and otherwise as it is, for the value of a field."""
    return Markup(escape(value))


def start_look(typed: dict[str, str] | None = None, wrong: Sequence[Problem] = ()) -> Look:
    """Return what the first page of the editor shows; `wrong` by the name of the field."""
    given = {name: "" for name in ("title", "date", "standpoint", "language", "scenario", "text")}
    own = {paper.name: paper.title for paper in list_papers("argument")}
    return {
        "drafts": drafts(),
        "packaged": argument_names(),
        "own": own,
        "scenarios": scenario_names(),
        "typed": given | (typed or {}),
        "wrong": by_field(wrong),
        "exact": exact,
    }


def by_field(wrong: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Return problems by the field that they name as their file."""
    return {name: [one for one in wrong if one.file == name] for name in {one.file for one in wrong}}


def to_mend(draft: Draft) -> list[Wrong]:
    """Return everything that keeps a draft from being saved as an argument."""
    taken = name_taken(draft)
    own = [Wrong("head", "it", "name", taken.what, taken.why, taken.fix)] if taken else []
    return [*own, *problems(draft)]


def overview_look(draft: Draft, typed: dict[str, str] | None = None, wrong: Sequence[Problem] = ()) -> Look:
    """Return what the page of a whole draft shows; `wrong` and `typed` are those of a passage to be added."""
    mend = to_mend(draft)
    counts = {(one.part, one.key): 0 for one in mend}
    for one in mend:
        counts[one.part, one.key] += 1
    empty = {name: "" for name in ("from", "to", "sentence", "begins", "ends")}
    return _shared(draft, "") | {
        "mend": mend,
        "counts": counts,
        "headings": HEADINGS,
        "says": SAYS,
        "typed": empty | (typed or {}),
        "wrong": by_field(wrong),
        "names": {(part, one.key): one.name for part in PARTS for one in draft.items(part)},
    }


def item_look(draft: Draft, part: str, item: Item, focus: str = "") -> Look:
    """Return what the page of one item shows; `focus` is a field that is new."""
    mend = to_mend(draft)
    return _shared(draft, item.key) | form_look(draft, part, item, mend, focus) | {"mend": mend}


def form_look(draft: Draft, part: str, item: Item, mend: Sequence[Wrong], focus: str = "") -> Look:
    """Return what the form of one item shows."""
    own = [one for one in mend if (one.part, one.key) == (part, item.key)]
    of = words(parties(draft))
    return {
        "draft": draft,
        "part": part,
        "item": item,
        "one": ONE.get(part, "head"),
        "fields": fields(part),
        "fields_of_test": fields_of_test,
        "wrongs": {at: [one for one in own if one.at == at] for at in {one.at for one in own}},
        "own_wrong": own,
        "said": in_words(draft, part, item.kept) if part != "head" else {},
        "claims": listed(draft.items("claims")),
        "verbs": VERBS,
        "relations": tuple(RELATIONS),
        "about": lambda pool, name: next((w for w in of.get(pool, []) if w["name"] == name), None),
        "focus": focus,
        "exact": exact,
        "slug": lambda at: re.sub(r"[^a-z0-9]+", "-", at),
    }


def live(draft: Draft, part: str, item: Item) -> Look:
    """Return what a page that is being typed into is told: what is wrong at which field, tests in words."""
    mend = to_mend(draft)
    own = [one for one in mend if (one.part, one.key) == (part, item.key)]
    return {
        "wrong": [{"at": one.at, "what": one.what, "why": one.why, "fix": one.fix} for one in own],
        "said": in_words(draft, part, item.kept) if part != "head" else {},
        "mend": len(mend),
    }


def _shared(draft: Draft, here: str) -> Look:
    text = text_of(draft.name)
    return {
        "draft": draft,
        "given": bool(text),
        "text": marked(text, _spans(draft), here),
        "sentences": sentences(text),
        "characters": len(text),
        "can_undo": before(draft.name) is not None,
        "own": {paper.name for paper in list_papers("argument")},
        "exact": exact,
    }


def _spans(draft: Draft) -> list[tuple[int, int, str, str]]:
    found = []
    for item in draft.items("claims"):
        first, after = _ends(item.kept["span"])
        if first < after:
            found.append((first, after, item.name, item.key))
    return found


def _ends(span: Typed) -> tuple[int, int]:
    ends = [
        int(end) if end.strip().isascii() and end.strip().isdigit() and len(end) < 9 else 0 for end in span
    ]
    return ends[0], ends[1]
