"""A scenario's table as the text of its file: what is read back is the same table."""

import json
import re
from typing import Any

from detente.shelf.read_yaml import scalar

WIDEST = 108  # characters of a line that holds a whole starting value
# a text that needs no quotes: it begins with a letter and holds nothing that YAML could read as more
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_./*+-]*(?: [A-Za-z0-9_./*+-]+)*")
_UNPRINTABLE = re.compile("[^\t\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def as_yaml(table: dict[str, Any]) -> str:
    """Return a table of tables, lists, texts, numbers and True as YAML 1.2."""
    return "\n".join(_lines(table, 0)) + "\n"


def _lines(table: dict[str, Any], depth: int) -> list[str]:
    lines: list[str] = []
    indent = "  " * depth
    for key, value in table.items():
        flat = f"{indent}{key}: {_flat(value)}"
        if not isinstance(value, dict | list) or _fits(value, flat):
            lines.append(flat)
        elif isinstance(value, dict):
            lines += [f"{indent}{key}:", *_lines(value, depth + 1)]
        else:
            lines += [f"{indent}{key}:", *(line for one in value for line in _item(one, indent))]
    return lines


def _item(value: Any, indent: str) -> list[str]:
    if not isinstance(value, dict) or not value:
        return [f"{indent}- {_flat(value)}"]
    first, *rest = _lines(value, len(indent) // 2 + 1)
    return [f"{indent}- {first.lstrip()}", *rest]


def _fits(value: Any, flat: str) -> bool:
    """Say whether a table or list is written on one line: it is short, or empty, and holds no other table."""
    inside = value.values() if isinstance(value, dict) else value
    return not value or (not any(isinstance(one, dict) for one in inside) and len(flat) <= WIDEST)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flat(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flat(one) for one in value) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    if _BARE.fullmatch(text) and isinstance(scalar(text), str):
        return text
    return _UNPRINTABLE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
