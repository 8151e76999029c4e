"""Where the questions of two runs differ: what was asked, and the fields of their scenarios."""

from collections.abc import Iterator, Mapping
from typing import Any

from detente.pipeline.brief_words import heading
from detente.shelf.read_yaml import parsed

type Row = tuple[str, str, str]  # what, in the first, in the second

ABSENT = "not there"
ASKED = {
    "scenario": "Scenario",
    "theories": "Theories",
    "draws": "Draws",
    "lives": "Lives a draw",
    "months": "Months",
    "seed": "Seed",
    "endings": "Endings",
    "steps_a_month": "Steps a month",
    "luck_exchanged": "Luck of the sides exchanged",
    "detente_version": "Version of detente",
}


def question_that_differs(one: Mapping[str, Any], two: Mapping[str, Any]) -> list[Row]:
    """Return what two runs were asked differently; `one` and `two` are what their manifests say."""
    rows = [(words, _text(one.get(key)), _text(two.get(key))) for key, words in ASKED.items()]
    first, second = (dict(zip(told["worlds"], told["worlds_do"], strict=True)) for told in (one, two))
    rows += [
        (f"World “{name}”", _done(first.get(name)), _done(second.get(name)))
        for name in dict.fromkeys([*first, *second])
    ]
    return [row for row in [*rows, *_theories(one, two)] if row[1] != row[2]]


def fields_that_differ(one: str, two: str) -> list[Row]:
    r"""Return the fields in which two scenarios differ, as they are written.

    >>> fields_that_differ("months: 60\nsides: [A, B]", "months: 24\nsides: [A, B]")
    [('months', '60', '24')]
    """
    if one == two:
        return []
    here, there = (dict(_leaves(parsed(text, "scenario.yaml").table)) for text in (one, two))
    names = dict.fromkeys([*here, *there])
    rows = ((name, here.get(name, ABSENT), there.get(name, ABSENT)) for name in names)
    return [row for row in rows if row[1] != row[2]]


def _theories(one: Mapping[str, Any], two: Mapping[str, Any]) -> Iterator[Row]:
    """Yield for each theory of both what it speaks by, and whether it says the same."""
    first, second = (
        dict(zip(x["theories"], zip(x["theories_sha256"], x["believed"], strict=True), strict=True))
        for x in (one, two)
    )
    for theory in first:
        if theory in second and first[theory] != second[theory]:
            yield heading(theory), _says(*first[theory]), _says(*second[theory])


def _says(digest: str, record: str) -> str:
    return f"speaks by {record}; says {digest[:8]}"


def _done(deeds: str | None) -> str:
    return ABSENT if deeds is None else deeds or "as the scenario"


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value of a document with the path that leads to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        for number, inner in enumerate(value, 1):
            yield from _leaves(inner, f"{path}[{number}]")
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value).strip()
