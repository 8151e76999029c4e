"""Rows that are added or taken away: what happens, worlds, third parties."""

import re
from dataclasses import replace

from detente.faces.web.scenario.shown import Page, Wrong
from detente.faces.web.scenario.typed import Typed, without_row
from detente.pipeline.do_language import shown as repeated
from detente.pipeline.scenario_check import RESERVED
from detente.pipeline.scenario_form import PARTY_NAME
from detente.vocabulary import Event
from detente.vocabulary.errors import Problem

MOST_PARTIES = 8
NEW_PARTY = "new.party"
FIRST_FIELD = {"happens": "event", "worlds": "name"}


def with_row(state: Page, kind: str) -> Page:
    """Return the page with one more row of a kind, at which it begins."""
    if kind == "parties":
        return _with_party(state)
    typed = state.typed
    row = f"{kind}.{len(typed.rows(kind))}"
    begin = f"{row}.{FIRST_FIELD[kind]}"
    return replace(state, typed=typed.put({begin: ""}), focus=begin)


def minus_row(state: Page, row: str) -> Page:
    """Return the page without a row."""
    return replace(state, typed=without_row(state.typed, row))


def _with_party(state: Page) -> Page:
    typed = state.typed
    name = typed[NEW_PARTY].strip()
    problem = _refusal(typed, name)
    if problem is not None:
        return replace(state, wrong=Wrong(((NEW_PARTY, problem),)), focus=NEW_PARTY)
    label = name.replace("_", " ")
    more = typed.put({f"parties.{name}.label": label, f"parties.{name}.says": "", NEW_PARTY: ""})
    typed = replace(more, parties=(*typed.parties, name))
    return replace(state, typed=typed, focus=f"parties.{name}.label")


def _refusal(typed: Typed, name: str) -> Problem | None:
    """Return why no third party of this name can be added."""
    if len(typed.parties) >= MOST_PARTIES:
        what, why = f"there are {MOST_PARTIES} third parties already", "no more are read"
        return Problem("", 0, 0, what, why, "remove one first")
    if not re.fullmatch(PARTY_NAME, name) or len(name) > 30:
        what, why = f"{repeated(name)} is not a name", "it becomes part of names such as backer.B.aid"
        return Problem("", 0, 0, what, why, "use small letters, digits and _ , at most 30, a letter first")
    if name in RESERVED | {event.word for event in Event}:
        what, why = f"no third party can be called {name!r}", "the word means something else in a scenario"
        return Problem("", 0, 0, what, why, "choose a role")
    if name in typed.parties:
        return Problem("", 0, 0, f"there is a third party {name!r} already", "names differ", "choose another")
    return None
