"""How the errors of scenario and argument files say what stands in the file, and what is needed there."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
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
LONGEST_NUMBER = 24  # characters
PERCENT = ("%", "percent")
_BLANKS = re.compile(r"[\s_'\u2019]")  # blanks of every width, and marks that some put between thousands
_NUMBER = re.compile(r"\+?(?P<sign>-?)(?P<digits>[0-9][0-9.,]*|[.,][0-9]+)(?P<unit>%|[^\W\d_]{0,12})")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+")
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

    >>> type_fix("float_type", "0,5"), type_fix("string_type", True), type_fix("list_type", "a")
    ('write 0.5 with a point before decimals', 'write it in quotes: "true"', 'give that instead')
    """
    if kind in ("int_type", "float_type") and isinstance(given, str):
        return number_fix(given, whole=kind == "int_type")
    if kind == "string_type" and given is not None and not isinstance(given, dict | list):
        return f'write it in quotes: "{str(given).lower()[:20]}"'
    return "give that instead"


def number_fix(given: str, whole: bool = False) -> str:
    """Return how the number that a text most likely means is written; `whole` where no fraction is taken.

    >>> number_fix("1.000,5"), number_fix("50%"), number_fix("six")
    ('write 1000.5 with a point before decimals', 'write 0.5, as a share of 1', 'write digits only')
    >>> number_fix("1,000"), number_fix("1 000 months")
    ('write 1000, or 1.000 if the comma stands before decimals', 'write 1000 without the unit')
    """
    found = _NUMBER.fullmatch(_BLANKS.sub("", given).replace("\u2212", "-"))
    plain = _plain(found["digits"], whole) if found and len(given) <= LONGEST_NUMBER else ""
    if found is None or not plain:
        return "write digits only"
    sign, unit = found["sign"], found["unit"]
    if whole and ("." in plain or unit in PERCENT):
        return "write a whole number"
    if unit in PERCENT:
        return f"write {sign}{Decimal(plain) / 100:f}, as a share of 1"
    return f"write {sign}{plain}{_why(given, found['digits'], plain, unit, whole)}"


def _plain(digits: str, whole: bool) -> str:
    """Return digits without marks between thousands and with a point before decimals, "" if they are neither.

    The last point or comma stands before decimals, unless every mark of its kind has three digits behind it:
    several of them stand between thousands, and so does one comma that follows no zero, or one such mark at
    all in a whole number.
    """
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    if _GROUPS.fullmatch(digits) and (digits.count(digits[last]) > 1 or digits[last] == "," or whole):
        return digits.replace(digits[last], "")
    before, after = digits[:last], digits[last + 1 :]
    if before.isdigit() or not before:
        return f"{before or 0}.{after or 0}"
    other = "," if digits[last] == "." else "."
    return f"{before.replace(other, '')}.{after}" if other in before and _GROUPS.fullmatch(before) else ""


def _why(given: str, digits: str, plain: str, unit: str, whole: bool) -> str:
    """Return what is amiss with a number as it was given, as the end of a sentence."""
    if unit:
        return " without the unit"
    if not whole and re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits) and plain == digits.replace(",", ""):
        return f", or {digits.replace(',', '.')} if the comma stands before decimals"
    if "." in plain and digits.rfind(",") > digits.rfind("."):
        return " with a point before decimals"
    marked = _BLANKS.search(given.strip()) or sum(map(digits.count, ".,")) > plain.count(".")
    return " without marks" if marked else " without quotes"


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
