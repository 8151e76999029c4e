"""The JSON Schema of the document `detente/audit-1`, read off the frozen data it is made of."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from detente.pipeline.argument import Claim, Document, Evidence, HiddenPremise, Tension
from detente.pipeline.audit_exports import SCHEMA
from detente.pipeline.judging.verdict import Audit, Judgement, Scores, TestVerdict, Word
from detente.pipeline.scenario_form import DIALECT

_KINDS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": ["number", "null"], "description": "null where it is not finite"},
    type(None): {"type": "null"},
}


def audit_schema() -> dict[str, Any]:
    """Return the JSON Schema of `detente/audit-1`."""
    words = {"type": "string"}
    parts: dict[str, Any] = {
        "schema": {"const": SCHEMA},
        "argument": words,
        "scenario": words,
        "document": shape(Document),
        "roles": {"type": "object", "additionalProperties": words},
        "theories": {"type": "array", "items": words},
        "sentences": {"type": "array", "items": words},
        "claims": {"type": "array", "items": _claims()},
        "judgement": shape(Judgement),
        "sensitivity": shape(get_type_hints(Audit)["sensitivity"]),
        "hidden": {"type": "array", "items": _some(HiddenPremise, without=("test",))},
        "tensions": {"type": "array", "items": shape(Tension)},
        "record": {"type": "array", "items": shape(Evidence)},
        "scores": shape(Scores),
        "provenance": shape(get_type_hints(Audit)["provenance"]),
    }
    named = {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':')}", "title": SCHEMA}
    needed = [key for key in parts if key != "scores"]  # there are none where there is no record
    return named | _object(parts) | {"required": needed}


def shape(kind: Any) -> dict[str, Any]:
    """Return the schema of a type as `audit_exports.plain` writes it.

    Raises:
        TypeError: the type is of a kind that no audit holds.

    >>> shape(tuple[str, ...])
    {'type': 'array', 'items': {'type': 'string'}}
    """
    if kind in _KINDS:
        return dict(_KINDS[kind])
    if is_dataclass(kind) and isinstance(kind, type):
        return _some(kind)
    start, inside = get_origin(kind), get_args(kind)
    if start is Literal:
        return {"enum": list(inside)}
    if start in (Union, types.UnionType):
        return {"anyOf": [shape(one) for one in inside]}
    if start in (dict, Mapping):
        return {"type": "object", "additionalProperties": shape(inside[1])}
    if start in (tuple, list):
        return _array(inside)
    raise TypeError(f"no JSON for {kind!r}")


def _array(inside: tuple[Any, ...]) -> dict[str, Any]:
    if len(inside) == 1 or inside[-1] is Ellipsis:
        return {"type": "array", "items": shape(inside[0])}
    size = len(inside)
    items = [shape(one) for one in inside]
    return {"type": "array", "prefixItems": items, "minItems": size, "maxItems": size}


def _some(kind: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    hints = get_type_hints(kind)
    kept = [entry.name for entry in fields(kind) if entry.name not in without]
    return _object({name: shape(hints[name]) for name in kept}, (kind.__doc__ or "").split("\n")[0])


def _claims() -> dict[str, Any]:
    about = _some(Claim, without=("tests",))["properties"]
    test = {"sentence": {"type": "string", "description": "What is asked"}} | _some(TestVerdict)["properties"]
    says = (TestVerdict.__doc__ or "").split("\n")[0]
    more = {"word": shape(Word), "tests": {"type": "array", "items": _object(test, says)}}
    return _object(about | more, "One claim, and what came of it.")


def _object(parts: dict[str, Any], says: str = "") -> dict[str, Any]:
    made = {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}
    return {"description": says, **made} if says else made
