"""An argument's table as a YAML file that reads back to the same table."""

import json
import re
from typing import Any

from detente.shelf.read_yaml import scalar

# what need not be quoted: nothing that YAML could read as anything but words
_BARE = re.compile(r"[A-Za-z][\w.,;()/’…–-]*(?: [\w.,;()/’…–<>=+*-]+)*", re.ASCII)
_TRUTHY = frozenset({"y", "n", "yes", "no", "on", "off"})  # what older readers take for true or false
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def yaml_of(table: dict[str, Any]) -> str:
    """Return a table as YAML 1.2.

    >>> print(yaml_of({"id": "C1", "span": [0, 27], "tests": [{"sign": "-", "do": ["cut rally"]}]}), end="")
    id: C1
    span: [0, 27]
    tests:
    - sign: "-"
      do: [cut rally]
    """
    return "".join(line + "\n" for line in _lines(table))


def _lines(table: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for key, value in table.items():
        name = _scalar(key)
        if isinstance(value, dict) and value:
            found += [f"{name}:", *(f"  {line}" for line in _lines(value))]
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            found += [f"{name}:", *(line for one in value for line in _item(one))]
        else:
            found.append(f"{name}: {_flow(value)}")
    return found


def _item(value: Any) -> list[str]:
    if not isinstance(value, dict) or not value:
        return [f"- {_flow(value)}"]
    first, *rest = _lines(value)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return f"[{', '.join(_scalar(one, flow=True) for one in value)}]"
    return _scalar(value)


def _scalar(value: Any, flow: bool = False) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, float):
        return repr(value).replace("inf", ".inf").replace("nan", ".nan")
    if not isinstance(value, str):
        return str(value)
    bare = _BARE.fullmatch(value) and scalar(value) == value and not (flow and re.search("[,;]", value))
    if bare and value.lower() not in _TRUTHY:
        return value
    # DEL, C1 controls and line separators cannot stand in a file as they are
    return _UNPRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
