"""What the form of an argument file finds wrong, in the user's words, each finding at its place."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from detente.pipeline.argument_form import ArgumentForm
from detente.pipeline.do_language import hint, shown
from detente.pipeline.do_test_form import TESTS
from detente.pipeline.file_errors import WANTED, forms_in, length_fix, shown_value, type_fix
from detente.pipeline.scenario_check import Desk, KeyPath, short

_LIMITS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}
_TAGS = ("union_tag_invalid", "union_tag_not_found")


def check_form(desk: Desk) -> None:
    """Report everything by which the table departs from the form of an argument file."""
    try:
        ArgumentForm.model_validate(desk.table)
    except ValidationError as error:
        for slip in error.errors(include_url=False):
            told = tuple(slip["loc"])
            kind = slip["type"]
            said = _said(told, kind, slip["input"], slip.get("ctx", {}), slip["msg"])
            path = _untagged(told)
            if kind == "union_tag_invalid":
                path = (*path, "form")
            desk.report(path, *said, key=kind in ("extra_forbidden", "missing"))


def _untagged(told: KeyPath) -> KeyPath:
    """Return the path in the file: pydantic also names the form of a do-test on its way into it."""
    path: list[str | int] = []
    for i, part in enumerate(told):
        of_list = i > 1 and told[i - 2] == "tests"
        of_premise = i > 0 and told[i - 1] == "test"
        if not (part in TESTS and (of_list or of_premise)):
            path.append(part)
    return tuple(path)


def _said(
    path: KeyPath, kind: str, given: Any, context: Mapping[str, Any], message: str
) -> tuple[str, str, str]:
    """Return what is wrong, why, and the likely fix, for one finding of the form."""
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
    about_it = _description(path)
    if kind == "missing":
        return f"`{name}` is missing", about_it or "it is needed", f"add `{name}:` here"
    if kind == "extra_forbidden":
        known = tuple(_keys(_form_at(path[:-1])))
        return f"there is no key {shown(name)} here", "it would be passed over in silence", hint(name, known)
    if kind in _TAGS:
        return _said_of_tag(given)
    stands = f"{name}: {shown_value(given)} stands here"
    if kind in WANTED:
        whole = kind == "int_type" and isinstance(given, float)
        fix = "write a whole number" if whole else type_fix(kind, given)
        return stands, f"{WANTED[kind]} is needed", fix
    if kind == "literal_error":
        return stands, f"it must be {context['expected']}", _literal_fix(given, context)
    if kind.endswith(("too_short", "too_long")):
        what = f"{name} is {kind.removeprefix('string_').replace('_', ' ')}"
        return what, about_it, length_fix(kind, context)
    if kind in _LIMITS:
        word, key = _LIMITS[kind]
        return f"{name} is {short(given)}", about_it, f"write {word} {short(context[key])}"
    if kind == "string_pattern_mismatch":
        what = f"{name}: {shown(str(given))} does not have the right form"
        return what, about_it, "write it in that form"
    if kind == "finite_number":
        return f"{name} is {given}", "a number must be finite", "write a number"
    return stands, message.lower(), "change it"


def _said_of_tag(given: Any) -> tuple[str, str, str]:
    why = "each form of test asks its own question"
    form = given.get("form") if isinstance(given, dict) else None
    if isinstance(form, str):
        return f"there is no form of test called {shown(form)}", why, hint(form, tuple(TESTS))
    if isinstance(given, dict) and "form" in given:
        # YAML reads the bare word as nothing at all
        return "`form` is empty", why, 'write "null" in quotes, or another form'
    return "`form` is missing", why, f"add `form:`, one of {', '.join(TESTS)}"


def _literal_fix(given: Any, context: Mapping[str, Any]) -> str:
    allowed = tuple(context["expected"].replace(" or ", ", ").replace("'", "").split(", "))
    if given is None and "-" in allowed:
        return 'write it in quotes: "-"'
    return hint(str(given), allowed) if isinstance(given, str) and len(allowed) > 3 else "write one of them"


def _form_at(path: KeyPath) -> type[BaseModel] | None:
    """Return the form of the table at `path`, as pydantic tells it; None where none is foreseen."""
    here: type[BaseModel] | None = ArgumentForm
    for part in path:
        if isinstance(part, int) or here is None:
            continue
        if part in TESTS and here is TESTS["sign"]:  # any test, until the path says which
            here = TESTS[part]
            continue
        field = _keys(here).get(part)
        here = None if field is None else next(iter(forms_in(field.annotation)), None)
    return here


def _keys(form: type[BaseModel] | None) -> Mapping[str, Any]:
    fields = {} if form is None else form.model_fields
    return {field.alias or name: field for name, field in fields.items()}


def _description(path: KeyPath) -> str:
    last = max((i for i, part in enumerate(path) if isinstance(part, str)), default=-1)
    field = _keys(_form_at(path[:last])).get(str(path[last])) if last >= 0 else None
    return (field.description or "") if field is not None else ""
