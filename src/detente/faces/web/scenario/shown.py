"""What the page of a scenario shows beside what was typed: sections, names to choose from, help, troubles."""

import inspect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from detente.faces import library
from detente.faces.ask import WATCHED
from detente.faces.beliefs import PRIOR
from detente.faces.web.scenario.asked import wishes_of
from detente.faces.web.scenario.changed import is_changed
from detente.faces.web.scenario.estimate import estimate, size_of
from detente.faces.web.scenario.stocks import Section, sections
from detente.faces.web.scenario.table import table_of
from detente.faces.web.scenario.timeline import timelines
from detente.faces.web.scenario.typed import Typed, written
from detente.pipeline import do_language
from detente.pipeline.do_language import bounds, known_names
from detente.shelf import posteriors
from detente.shelf.packaged import source_keys
from detente.vocabulary.errors import Problem
from detente.vocabulary.record import ASSUMED
from detente.vocabulary.war import STOCKS

EXAMPLES = (
    ("undo B.deep-strike from 2 to 2.25", "what is scheduled for month 2 does not happen"),
    ("force talks-open at 3", "talks open in month 3"),
    ("likelier A.reprisal x2 from 0 to 6", "for six months side A answers strikes twice as often"),
    ("hold A.trust 0.6", "trust of side A stays at 0.6"),
    (
        "scale *.B.aid 0.5 from 6",
        "from month 6 on all aid to side B is half of what it is in the first world",
    ),
)


@dataclass(frozen=True)
class Wrong:
    """What is wrong, by field: one line for each, in the order of the page."""

    lines: tuple[tuple[str, Problem], ...] = ()

    def at(self, name: str) -> list[Problem]:
        """Return what is wrong with a field."""
        return [problem for field, problem in self.lines if field == name]

    def under(self, prefix: str) -> bool:
        """Say whether something is wrong with a field whose name begins so."""
        return any(field.startswith(prefix + ".") for field, _ in self.lines)


@dataclass(frozen=True)
class Page:
    """One state of the page.

    origin   name of the scenario under whose address it is shown
    own      whether that is a scenario of the user's own
    focus    name of the field to begin at
    file     what is wrong with a file that was to be read in, by its lines
    """

    typed: Typed
    origin: str
    own: bool = False
    wrong: Wrong = field(default_factory=Wrong)
    focus: str = ""
    notice: str = ""
    file: tuple[Problem, ...] = ()


def shown(state: Page) -> dict[str, Any]:
    """Return everything that the template of the page needs."""
    typed = state.typed
    wide, narrow = timelines(typed)
    parts = sections(typed.parties)
    return {
        "state": state,
        "t": typed,
        "wrong": state.wrong,
        "parts": [(part, count(typed, part), _is_open(state, part)) for part in parts],
        "timelines": (("wide", wide), ("slim", narrow)),
        "known": known_names(typed.parties, library.causes().values()),
        "sources": sorted(source_keys()),
        "theories": library.theories(),
        "records": posteriors.records(),
        "prior": PRIOR,
        "assumed": ASSUMED,
        "watched": WATCHED,
        "stocks": {name: entry for name, entry in STOCKS.items() if name not in WATCHED},
        "estimate": _estimate(typed),
        "words": do_words(),
        "examples": EXAMPLES,
        "bounds": bounds,
        "written": written,
        "is_changed": is_changed,
    }


def count(typed: Typed, part: Section) -> tuple[int, int, int]:
    """Return how many numbers of a section are given, how many of those assumed, and how many may be."""
    every = [prefix for row in part.rows for prefix in row.prefixes]
    given = [prefix for prefix in every if typed[f"{prefix}.one"].strip() or typed[f"{prefix}.two"].strip()]
    assumed = [prefix for prefix in given if typed[f"{prefix}.source"].strip() in ("", ASSUMED)]
    return len(given), len(assumed), len(every)


@cache
def do_words() -> tuple[tuple[str, str], ...]:
    """Return each sentence of the `do` language with what it does, as the language itself explains it."""
    lines = (inspect.getdoc(do_language) or "").splitlines()
    found = (re.fullmatch(r" {4}(\S.*?) {2,}(\S.*)", line) for line in lines)
    return tuple((match[1], match[2]) for match in found if match)


def in_order(typed: Typed, lines: Iterable[tuple[str, Problem]]) -> Wrong:
    """Return what is wrong in the order in which the fields stand on the page."""
    order = ("title", "says", "begins", "months", "reference_class", "sides", "happens", "worlds", "start")
    places = {name: i for i, name in enumerate((*order, "parties", "wish"))}
    fields = {name: i for i, name in enumerate(_names(typed))}
    told = list(lines)
    told.sort(key=lambda one: (places.get(one[0].split(".")[0], -1), fields.get(one[0], 0)))
    return Wrong(tuple(told))


def _names(typed: Typed) -> Sequence[str]:
    rows = [
        f"{prefix}.{x}"
        for part in sections(typed.parties)
        for row in part.rows
        for prefix in row.prefixes
        for x in ("one", "two", "source", "also", "as_of", "note")
    ]
    return [*(f"{row}.{x}" for row in typed.rows("happens") for x in ("event", "month", "says")), *rows]


def _is_open(state: Page, part: Section) -> bool:
    """Say whether a section is shown unfolded: where something in it is wrong, or was just added."""
    prefixes = [prefix for row in part.rows for prefix in row.prefixes]
    here = any(state.wrong.under(prefix) for prefix in prefixes)
    named = bool(part.party) and state.wrong.under(f"parties.{part.party}")
    return here or named or (bool(part.party) and state.focus == f"parties.{part.party}.label")


def _estimate(typed: Typed) -> str:
    wishes, wrong = wishes_of(typed)
    return "" if wrong else estimate(size_of(table_of(typed), wishes))
