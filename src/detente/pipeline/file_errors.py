"""How the errors of scenario and argument files say what stands in the file, and what is needed there."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from detente.pipeline.do_language import shown

# what is needed, by pydantic's name for what is wrong
WANTED: Mapping[str, str] = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "list_type": "a list",
    "dict_type": "a table of `key: value` lines",
    "model_type": "a table of `key: value` lines",
    "model_attributes_type": "a table of `key: value` lines",
}
_KINDS = {str: "the text", dict: "a table", list: "a list", bool: "the word", type(None): "empty"}


def shown_value(given: Any) -> str:
    """Return what stands in the file as an error repeats it.

    >>> shown_value("six"), shown_value(6), shown_value({"a": 6})
    ("the text 'six'", "the number '6'", 'a table')
    """
    word = _KINDS.get(type(given), "the number")
    return word if word in ("a table", "a list", "empty") else f"{word} {shown(str(given))}"


def type_fix(kind: str, given: Any) -> str:
    """Return the likely fix where a value is of the wrong type; `kind` is a key of `WANTED`.

    >>> type_fix("float_type", "1 000"), type_fix("string_type", True), type_fix("list_type", "a")
    ('write 1000 without quotes or marks', 'write it in quotes: "true"', 'give that instead')
    """
    if kind in ("int_type", "float_type") and isinstance(given, str):
        bare = given.replace("_", "").replace(",", "").replace(" ", "")
        digits = bare.replace(".", "", 1).removeprefix("-").isdigit() and len(bare) < 20
        return f"write {bare} without quotes or marks" if digits else "write digits only"
    if kind == "string_type" and given is not None and not isinstance(given, dict | list):
        return f'write it in quotes: "{str(given).lower()[:20]}"'
    return "give that instead"


def length_fix(kind: str, context: Mapping[str, Any]) -> str:
    """Return the fix where a text or list is too long or too short; `context` is pydantic's.

    >>> length_fix("string_too_long", {"max_length": 80}), length_fix("too_short", {"min_length": 2})
    ('give at most 80 characters', 'give at least 2 entries')
    """
    word = "at least" if "min_length" in context else "at most"
    allowed = context.get("min_length", context.get("max_length"))
    return f"give {word} {allowed} {'characters' if kind.startswith('string') else 'entries'}"


def forms_in(kind: Any) -> Iterable[type[BaseModel]]:
    """Return the forms of tables within a type annotation, from left to right.

    >>> from detente.pipeline.scenario_form import SidesForm, WorldForm
    >>> [form.__name__ for form in forms_in(dict[str, list[WorldForm]] | SidesForm | None)]
    ['WorldForm', 'SidesForm']
    """
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [form for inner in getattr(kind, "__args__", ()) for form in forms_in(inner)]
