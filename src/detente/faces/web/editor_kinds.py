"""How each kind of field is typed, kept and written: from a posted form, from a file, and to a file.

What is kept of a draft is what was typed, so that nothing is lost or read otherwise than it was meant; the
argument is made from it when it is looked at.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.faces.web.editor_deeds import (
    CONDITION,
    DEED,
    condition_rows,
    condition_text,
    deed_row,
    deed_text,
)
from detente.faces.web.editor_spec import Field, fields_of_test
from detente.faces.web.editor_typed import Writing, filled, number, rows_of
from detente.pipeline.do_test_form import deeds_of

Typed = Any  # a text, a list of texts, or rows of them: what `typed` returns


@dataclass(frozen=True)
class Kind:
    """A kind of field.

    typed    from a piece of a posted form to what is kept
    told     from what a file holds to what is kept; raises TypeError where a form cannot hold it
    written  from what is kept to what a file holds; None where nothing was given
    """

    typed: Callable[[Field, Any], Typed]
    told: Callable[[Field, Any], Typed]
    written: Callable[[Field, Typed, Writing], Any]


def typed(fields: Iterable[Field], tree: Any) -> dict[str, Typed]:
    """Return what is kept of a posted form."""
    tree = tree if isinstance(tree, dict) else {}
    return {one.name: KINDS[one.kind].typed(one, tree.get(one.name)) for one in fields}


def told(fields: Iterable[Field], table: Any) -> dict[str, Typed]:
    """Return what is kept of a table from a file. Raises TypeError where the form cannot hold it."""
    if not isinstance(table, dict):
        raise TypeError("no table")
    return {one.name: KINDS[one.kind].told(one, table.get(one.name)) for one in fields}


def written(fields: Iterable[Field], kept: Mapping[str, Typed], place: Writing) -> dict[str, Any]:
    """Return the table that a file holds; what was left empty is left out."""
    found = {
        one.name: KINDS[one.kind].written(one, kept[one.name], place.into(one.name, one.name))
        for one in fields
        if one.name in kept
    }
    return {name: value for name, value in found.items() if value is not None}


def _one(_: Field, raw: Any) -> str:
    return raw[-1].replace("\r\n", "\n") if isinstance(raw, list) and raw else ""


def _text(_: Field, value: Any) -> str:
    if isinstance(value, dict | list):
        raise TypeError("no text")
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    return str(value)


def _given(_: Field, kept: str, __: Writing) -> str | None:
    return kept.strip() or None


def _pieces(names: tuple[str, ...], raw: Any) -> list[dict[str, str]]:
    blank = Field("", "")
    rows = [row if isinstance(row, dict) else {} for row in rows_of(raw)]
    return [{name: _one(blank, row.get(name)) for name in names} for row in rows]


def _deeds_told(_: Field, value: Any) -> list[dict[str, str]]:
    found = deeds_of(value) if value is not None else []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise TypeError("no deeds")
    return [deed_row(one) for one in found]


def _deeds_written(one: Field, kept: list[dict[str, str]], place: Writing) -> list[str] | None:
    texts = [(i, text) for i, row in enumerate(kept) if (text := deed_text(row))]
    for n, (i, _) in enumerate(texts):
        place.into(n, i)
    return [text for _, text in texts] or None


def _conditions_told(_: Field, value: Any) -> list[dict[str, str]]:
    return condition_rows(_text(_, value)) if value is not None else []


def _names_told(_: Field, value: Any) -> list[str]:
    if value is not None and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        raise TypeError("no names")
    return value or []


def _span_typed(_: Field, raw: Any) -> list[str]:
    tree = raw if isinstance(raw, dict) else {}
    return [_one(_, tree.get(end)) for end in ("0", "1")]


def _list_told(one: Field, value: Any) -> list[str]:
    if value is not None and not isinstance(value, list):
        raise TypeError("no list")
    return [_text(one, part) for part in value or []]


def _span_told(one: Field, value: Any) -> list[str]:
    if isinstance(found := _list_told(one, value), list) and len(found) not in (0, 2):
        raise TypeError("no span")
    return found or ["", ""]


def _span_written(_: Field, kept: list[str], place: Writing) -> list[Any] | None:
    return [number(end) for end in kept] if all(end.strip() for end in kept) else None


def _numbers_written(_: Field, kept: str, place: Writing) -> list[Any] | None:
    return [number(word) for word in kept.replace(",", " ").split()] or None


def _lines_told(one: Field, value: Any) -> str:
    return "\n".join(" ".join(line.split()) for line in _list_told(one, value))


def _lines_written(_: Field, kept: str, place: Writing) -> list[str] | None:
    return [line.strip() for line in kept.splitlines() if line.strip()] or None


def _words_typed(one: Field, raw: Any) -> list[str]:
    return [_one(one, row) for row in rows_of(raw)]


def _words_written(one: Field, kept: list[str], place: Writing) -> list[str] | None:
    words = [(i, word.strip()) for i, word in enumerate(kept) if word.strip()]
    for n, (i, _) in enumerate(words):
        place.into(n, i)
    return [word for _, word in words] or None


def _untested_typed(_: Field, raw: Any) -> dict[str, str]:
    tree = raw if isinstance(raw, dict) else {}
    return {name: _one(_, tree.get(name)) for name in ("why", "of")}


def _untested_told(one: Field, value: Any) -> dict[str, str]:
    why, _, name = _text(one, value).partition(" ")
    return {"why": why, "of": name}


def _untested_written(_: Field, kept: dict[str, str], place: Writing) -> str | None:
    why, name = kept["why"].strip(), kept["of"].strip()
    return f"{why} {name}".strip() if why == "repeats" else why or None


def _inner(one: Field, row: Any) -> tuple[Field, ...]:
    """Return the fields of a row; those of a do-test depend on its form, typed or told."""
    if one.kind not in ("test", "tests"):
        return one.inner
    form = row.get("form") if isinstance(row, dict) else None
    return fields_of_test(form if isinstance(form, str) else _one(one, form) or "sign")


def _list_typed(one: Field, raw: Any) -> list[Typed]:
    return [typed(_inner(one, row), row) for row in rows_of(raw)]


def _rows_told(one: Field, value: Any) -> list[Typed]:
    if value is not None and not isinstance(value, list):
        raise TypeError("no list")
    return [told(_inner(one, row), row) for row in value or []]


def _rows_written(one: Field, kept: list[Typed], place: Writing) -> list[Any] | None:
    found = [(i, row) for i, row in enumerate(kept) if one.kind == "tests" or filled(row)]
    tables = [written(_inner(one, row), row, place.into(n, i)) for n, (i, row) in enumerate(found)]
    return tables or None


def _group_typed(one: Field, raw: Any) -> Typed:
    return typed(_inner(one, raw), raw) if isinstance(raw, dict) else None


def _group_told(one: Field, value: Any) -> Typed:
    return None if value is None else told(_inner(one, value), value)


def _group_written(one: Field, kept: Typed, place: Writing) -> Any:
    return None if kept is None else written(_inner(one, kept), kept, place)


def _part_written(one: Field, kept: Typed, place: Writing) -> Any:
    return written(one.inner, kept, place)


def _pairs_typed(one: Field, raw: Any) -> list[Typed]:
    name = Field("name", "line")
    return [typed((name, *one.inner), row) for row in rows_of(raw)]


def _pairs_told(one: Field, value: Any) -> list[Typed]:
    if value is not None and not isinstance(value, dict):
        raise TypeError("no table")
    (held,) = one.inner
    return [{"name": key, held.name: KINDS[held.kind].told(held, v)} for key, v in (value or {}).items()]


def _pairs_written(one: Field, kept: list[Typed], place: Writing) -> dict[str, Any] | None:
    """Return rows as a table; a name given twice is told apart, so that no row is lost."""
    (held,) = one.inner
    table: dict[str, Any] = {}
    for i, row in enumerate(kept):
        if not filled(row):
            continue
        name = row["name"].strip()
        key = name if name not in table else f"{name} ({i + 1})"
        there = place.into(key, i)
        at = Writing(there.path, f"{there.at}.{held.name}", place.places)
        value = KINDS[held.kind].written(held, row[held.name], at)
        table[key] = ([] if held.kind == "deeds" else "") if value is None else value
    return table or None


_plain = Kind(_one, _text, _given)
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("line", "text", "choice", "word"), _plain),
    "own": Kind(_one, _text, lambda *_: None),
    "number": Kind(_one, _text, lambda _, kept, __: number(kept)),
    "flag": Kind(_one, _text, lambda _, kept, __: {"true": True, "false": False}.get(kept)),
    "names": Kind(
        lambda _, raw: [one for one in raw if one] if isinstance(raw, list) else [],
        _names_told,
        lambda _, kept, __: kept or None,
    ),
    "lines": Kind(_one, _lines_told, _lines_written),
    "numbers": Kind(_one, lambda one, value: ", ".join(_list_told(one, value)), _numbers_written),
    "words": Kind(_words_typed, _list_told, _words_written),
    "span": Kind(_span_typed, _span_told, _span_written),
    "untested": Kind(_untested_typed, _untested_told, _untested_written),
    "deeds": Kind(lambda _, raw: _pieces(DEED, raw), _deeds_told, _deeds_written),
    "conditions": Kind(
        lambda _, raw: _pieces(CONDITION, raw),
        _conditions_told,
        lambda _, kept, __: condition_text(kept) or None,
    ),
    "rows": Kind(_list_typed, _rows_told, _rows_written),
    "tests": Kind(_list_typed, _rows_told, _rows_written),
    "group": Kind(_group_typed, _group_told, _group_written),
    "test": Kind(_group_typed, _group_told, _group_written),
    "part": Kind(lambda one, raw: typed(one.inner, raw), _group_told, _part_written),
    "pairs": Kind(_pairs_typed, _pairs_told, _pairs_written),
}
