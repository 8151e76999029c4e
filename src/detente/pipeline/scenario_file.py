"""From the table of a scenario file to a checked Scenario, or to everything that is wrong with it at once."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from detente.pipeline.do_language import hint, known_names, shown
from detente.pipeline.file_errors import WANTED, forms_in, length_fix, shown_value, type_fix
from detente.pipeline.scenario import Scenario
from detente.pipeline.scenario_check import (
    Desk,
    KeyPath,
    Positions,
    check_begin,
    check_happens,
    check_names,
    check_worlds,
)
from detente.pipeline.scenario_form import LONGEST_WAR, PartyStart, ScenarioForm, StartsForm
from detente.pipeline.scenario_form import json_schema as json_schema
from detente.pipeline.scenario_start import check_start
from detente.vocabulary import Mechanism
from detente.vocabulary.do import World
from detente.vocabulary.errors import InvalidInput


def parse(
    table: Mapping[str, Any],
    positions: Positions,
    file: str,
    causes: Iterable[type[Mechanism]],
    sources: Collection[str],
) -> Scenario:
    """Return the scenario that a file's `table` holds.

    `positions` gives the place of every key and value, as `shelf.read_yaml` returns it; `causes` are
    the mechanisms whose names and parameters a `do` may use; `sources` are the keys of sources.bib.
    Raises InvalidInput with every problem found, whether of form or of meaning.
    """
    desk = Desk(table, positions, file)
    _check_form(desk)
    check_begin(desk)
    parties = check_names(desk)
    known = known_names(parties, causes, _months(table))
    start = check_start(desk, known, sources)
    happens, worlds = check_happens(desk, known), check_worlds(desk, known)
    if desk.problems:
        raise InvalidInput(desk.problems)
    form = ScenarioForm.model_validate(table)
    return Scenario(
        name=form.name,
        title=form.title,
        says=form.says,
        months=form.months,
        parties=parties,
        start=start,
        happens=happens,
        worlds=worlds or (World("as it is"),),
        labels={"A": form.sides.A, "B": form.sides.B}
        | {name: party.label for name, party in form.parties.items()},
        begins=form.begins or "",
        roles={name: party.says for name, party in form.parties.items() if party.says},
        reference_class=form.reference_class,
    )


def _months(table: Mapping[str, Any]) -> float:
    """Return how far the scenario looks; as far as any may where its own word is wrong."""
    months = table.get("months")
    return months if type(months) is int and 1 <= months <= LONGEST_WAR else LONGEST_WAR


def _check_form(desk: Desk) -> None:
    try:
        ScenarioForm.model_validate(desk.table)
    except ValidationError as error:
        for slip in error.errors(include_url=False):
            path: KeyPath = tuple(slip["loc"])
            key = slip["type"] in ("extra_forbidden", "missing")
            desk.report(
                path, *_said(path, slip["type"], slip["input"], slip.get("ctx", {}), slip["msg"]), key=key
            )


def _said(
    path: KeyPath, kind: str, given: Any, context: Mapping[str, Any], message: str
) -> tuple[str, str, str]:
    """Return what is wrong, why, and the likely fix, for one finding of the form."""
    name = str(path[-1]) if path else "the file"
    about_it = _description(path)
    if kind == "missing":
        return f"`{name}` is missing", about_it or "it is needed", f"add `{name}:` here"
    if kind == "extra_forbidden":
        known = tuple(_fields(_form_at(path[:-1])))
        return f"there is no key {shown(name)} here", "it would be passed over in silence", hint(name, known)
    if kind in WANTED:
        fractional = kind == "int_type" and isinstance(given, float)
        fix = _whole_fix(given) if fractional else type_fix(kind, given)
        return f"{_where(path)}: {shown_value(given)} stands here", f"{WANTED[kind]} is needed", fix
    if kind == "finite_number":
        return (
            f"{_where(path)} is {given}",
            "a number must be finite",
            "write a number, or a range where unsure",
        )
    if kind.endswith(("too_short", "too_long")):
        what = f"{_where(path)} is {kind.removeprefix('string_').replace('_', ' ')}"
        return what, about_it, length_fix(kind, context)
    if kind == "string_pattern_mismatch":
        return (
            f"{_where(path)}: {shown(str(given))} does not have the right form",
            about_it,
            "write it in that form",
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"{_where(path)} is {given}", about_it, f"write a whole number from 1 to {LONGEST_WAR}"
    return f"{_where(path)}: {shown_value(given)} stands here", message.lower(), "change it"


def _where(path: KeyPath) -> str:
    named = [str(part) for part in path if isinstance(part, str)]
    return ".".join(named[1:] if named[:1] == ["start"] else named[-1:]) or "the file"


def _whole_fix(given: float) -> str:
    within = abs(given) < LONGEST_WAR
    return f"write {round(given)}" if within else f"write a whole number up to {LONGEST_WAR}"


def _form_at(path: KeyPath) -> type[BaseModel] | None:
    """Return the form of the table at `path`; None where none is foreseen."""
    words = [part for part in path if isinstance(part, str)]
    here: type[BaseModel] | None = ScenarioForm
    for word in words[:1] + words[2:] if words[:1] == ["parties"] else words:
        field = _fields(here).get(word)
        if field is None:
            here = PartyStart if here is StartsForm else None
        else:
            here = next(iter(forms_in(field.annotation)), None)
    return here


def _fields(form: type[BaseModel] | None) -> Mapping[str, Any]:
    return {} if form is None else form.model_fields


def _description(path: KeyPath) -> str:
    words = [part for part in path if isinstance(part, str)]
    field = _fields(_form_at(tuple(words[:-1]))).get(words[-1]) if words else None
    return (field.description or "") if field is not None else ""
