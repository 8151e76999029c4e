"""What a scenario must satisfy beyond its form: names that exist, months in reach, worlds that can be.

Every check takes the raw table and passes over what has the wrong form, which is reported elsewhere:
so the two kinds of problem come out together.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from detente.pipeline.do_language import Known, hint, parse_do, shown
from detente.pipeline.scenario import Happening
from detente.pipeline.scenario_form import PARTY_NAME, HappeningForm, WorldForm
from detente.vocabulary import Event
from detente.vocabulary.do import Do, Scale, Shift, World
from detente.vocabulary.errors import InvalidInput, Problem
from detente.vocabulary.war import GROUP_OF

KeyPath = tuple[str | int, ...]
Positions = Mapping[KeyPath, tuple[tuple[int, int], tuple[int, int]]]

RESERVED = {"a", "b", "shared", "war", "side", "party", "tie", "all", "both", *GROUP_OF}


@dataclass(frozen=True)
class Desk:
    """A raw table under examination, where its parts stand, and what was found wrong so far."""

    table: Mapping[str, Any]
    positions: Positions
    file: str
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: KeyPath, key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at `path`, or of its key; of what holds it if it is missing."""
        if path in self.positions:
            return self.positions[path][0 if key else 1]
        return self.place(path[:-1], key=True) if path else (1, 1)

    def report(self, path: KeyPath, what: str, why: str, fix: str, key: bool = False) -> None:
        """Note a problem with the value (or the key) at `path`."""
        self.problems.append(Problem(self.file, *self.place(path, key), what, why, fix))

    def part(self, *path: str) -> dict[str, Any]:
        """Return the table at `path`, empty where it is something else."""
        found: Any = self.table
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}

    def items(self, key: str) -> list[Any]:
        """Return the list under a key of the first level, empty where it is something else."""
        found = self.table.get(key)
        return found if isinstance(found, list) else []


def piece[F: BaseModel](form: type[F], raw: Any) -> F | None:
    """Return `raw` in its form, or None where it does not fit."""
    try:
        return form.model_validate(raw)
    except ValidationError:
        return None


def short(number: float) -> str:
    """Return a number as an error repeats it."""
    return f"{number:.12g}"


def check_begin(desk: Desk) -> None:
    """Refuse a beginning on a day that is not in the calendar."""
    begins = desk.table.get("begins")
    if isinstance(begins, str) and len(begins) == len("2026-02-06"):
        try:
            date.fromisoformat(begins)
        except ValueError:
            desk.report(
                ("begins",), f"{begins} is not a day", "the calendar has none", "write year-month-day"
            )


def check_names(desk: Desk) -> tuple[str, ...]:
    """Return the names of third parties that can be used; refuse names and labels that would be confused."""
    good = []
    events = {event.word for event in Event}
    for name in desk.part("parties"):
        if name.lower() in RESERVED | events:
            why = "the word means something else in a scenario"
            desk.report(
                ("parties", name),
                f"no third party can be called {shown(name)}",
                why,
                "choose a role",
                key=True,
            )
        elif not re.fullmatch(PARTY_NAME, name) or len(name) > 30:
            why = "it becomes part of names such as backer.B.aid"
            fix = "use small letters, digits and _ , at most 30"
            desk.report(("parties", name), f"{shown(name)} is not a name", why, fix, key=True)
        else:
            good.append(name)
    _check_labels(desk)
    return tuple(good)


def _check_labels(desk: Desk) -> None:
    paths: list[KeyPath] = [("sides", side) for side in desk.part("sides")]
    paths += [("parties", name, "label") for name in desk.part("parties")]
    seen: dict[str, KeyPath] = {}
    for path in paths:
        label = desk.part(*map(str, path[:-1])).get(path[-1])
        if not isinstance(label, str):
            continue
        if (folded := label.strip().casefold()) in seen:
            why = (
                f"{'.'.join(map(str, seen[folded][:2]))} has the same, and a reader could not tell them apart"
            )
            desk.report(path, f"the label {shown(label)} is used twice", why, "choose another")
        seen.setdefault(folded, path)


def check_happens(desk: Desk, known: Known) -> tuple[Happening, ...]:
    """Return what is scheduled to happen and can."""
    found: dict[tuple[str, float], int] = {}
    for i, raw in enumerate(desk.items("happens")):
        event, month = (raw.get("event"), raw.get("month")) if isinstance(raw, dict) else (None, None)
        if isinstance(event, str) and event not in known.events:
            what, why = f"there is no event called {shown(event)}", "it cannot happen in this war"
            desk.report(("happens", i, "event"), what, why, hint(event, known.events))
        if isinstance(month, bool) or not isinstance(month, int | float) or not math.isfinite(month):
            continue
        if not 0 <= month < known.months:
            why = f"the scenario runs from month 0 to before month {short(known.months)}"
            desk.report(
                ("happens", i, "month"), f"month {short(month)} is outside", why, "change month or months"
            )
        if (str(event), month) in found:
            why = (
                f"it is also number {found[str(event), month] + 1} of the list, and can happen only once then"
            )
            desk.report(("happens", i), f"{shown(str(event))} is scheduled twice", why, "take one out")
        found.setdefault((str(event), month), i)
    forms = (piece(HappeningForm, raw) for raw in desk.items("happens"))
    return tuple(Happening(f.event, float(f.month), f.act, f.says or "") for f in forms if f is not None)


def check_worlds(desk: Desk, known: Known) -> tuple[World, ...]:
    """Return the worlds that can be; the first is the one that others are compared with."""
    worlds, names = [], dict[str, int]()
    for i, raw in enumerate(desk.items("worlds")):
        name, texts = (raw.get("name"), raw.get("do")) if isinstance(raw, dict) else (None, None)
        if isinstance(name, str) and name in names:
            why = f"world number {names[name] + 1} has it too"
            desk.report(("worlds", i, "name"), f"the name {shown(name)} is used twice", why, "choose another")
        names.setdefault(str(name), i)
        done: list[Do] = []
        for j, text in enumerate(texts if isinstance(texts, list) else []):
            if isinstance(text, str):
                done += _deeds(desk, ("worlds", i, "do", j), text, known, done)
        if (form := piece(WorldForm, raw)) is not None:
            worlds.append(World(form.name, tuple(done), form.says or ""))
    return tuple(worlds)


def _deeds(desk: Desk, path: KeyPath, text: str, known: Known, earlier: list[Do]) -> tuple[Do, ...]:
    try:
        done = parse_do(text, known, desk.file, *desk.place(path))
    except InvalidInput as error:
        desk.problems.extend(error.problems)
        return ()
    if path[1] == 0 and any(isinstance(do, Shift | Scale) for do in done):
        why = "shift and scale count from the first world, and this is the first"
        desk.report(
            path, "the reference world cannot be measured by itself", why, "use hold, or another world"
        )
    if any(do in earlier for do in done):
        desk.report(path, "this world does the same twice", "once is enough", "take one out")
    return done
