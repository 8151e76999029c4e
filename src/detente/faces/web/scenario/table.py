"""From what was typed to the table of a scenario file, and from a place in that table back to a field."""

from typing import Any

from detente.faces.web.scenario.stocks import cells
from detente.faces.web.scenario.typed import Typed, in_words
from detente.pipeline.scenario_check import KeyPath
from detente.shelf.read_yaml import scalar
from detente.vocabulary.record import ASSUMED, AboutStock

NUMBER_FIELDS = {"value": "one", "median": "one", "range": "one", "spread": "two", "unit": "one"}
LATER = ("source", "also", "as_of", "note")
BARE = ("event", "as_of")  # texts in which spaces at the ends mean nothing
DOWN = 3  # words of a path before the keys of a starting value: start, A, force


def table_of(typed: Typed) -> dict[str, Any]:
    """Return the table of the scenario file that says what was typed; what was left empty is left out."""
    about = {"name": typed["name"].strip(), "title": typed["title"], "says": typed["says"]}
    about |= {name: typed[name].strip() for name in ("begins", "reference_class")}
    table: dict[str, Any] = _given(about)
    table |= _number("months", typed["months"])
    table["sides"] = _given({side: typed[f"sides.{side}"] for side in ("A", "B")})
    if typed.parties:
        table["parties"] = {name: _texts(typed, f"parties.{name}", "label", "says") for name in typed.parties}
    table["start"] = _start(typed)
    if happens := [_happening(typed, row) for row in typed.filled("happens")]:
        table["happens"] = happens
    if worlds := [_world(typed, row) for row in typed.filled("worlds")]:
        table["worlds"] = worlds
    return table


def field_of(path: KeyPath, typed: Typed) -> str:
    """Return the name of the field that holds what stands at `path` of the table; "" where there is none."""
    words = [str(part) for part in path]
    if words[:1] == ["parties"] and len(words) > 1:
        return f"parties.{words[1]}.{(*words, '', 'label')[2] or 'label'}"
    if words[:1] == ["start"]:
        return _start_field(words, typed)
    if words[0:1] in (["happens"], ["worlds"]) and len(words) > 1:
        rows = typed.filled(words[0])
        row = rows[int(words[1])] if int(words[1]) < len(rows) else words[0]
        first = "event" if words[0] == "happens" else "name"
        return f"{row}.{words[2] if len(words) > 2 else first}"
    return ".".join(words)


def _start_field(words: list[str], typed: Typed) -> str:
    deep = DOWN + (len(words) > DOWN and words[1] in typed.parties and words[2] in ("A", "B"))
    prefix, keys = ".".join(words[:deep]), words[deep:]
    if keys[:1] and keys[0] in LATER:
        return f"{prefix}.{keys[0]}"
    if keys[:2] == ["range", "1"]:
        return f"{prefix}.two"
    return f"{prefix}.{NUMBER_FIELDS.get(keys[0], 'one') if keys else 'one'}"


def _start(typed: Typed) -> dict[str, Any]:
    start: dict[str, Any] = {}
    for prefix, entry in cells(typed.parties):
        if in_words(*(typed[f"{prefix}.{name}"] for name in ("way", "one", "two"))):
            _, *words, name = prefix.split(".")
            here = start
            for word in words:
                here = here.setdefault(word, {})
            here[name] = _stock(typed, prefix, entry)
    return start


def _stock(typed: Typed, prefix: str, entry: AboutStock) -> dict[str, Any]:
    way, one, two = (typed[f"{prefix}.{name}"] for name in ("way", "one", "two"))
    if way == "range":
        found: dict[str, Any] = {"range": [scalar(end.strip()) for end in (one, two) if end.strip()]}
    elif way == "median":
        found = _number("median", one) | _number("spread", two)
    else:
        found = _number("value", one)
    unit = int(entry.unit) if entry.unit.isdigit() else entry.unit  # `unit: 1`, as files have it
    found |= {"unit": unit, "source": typed[f"{prefix}.source"].strip() or ASSUMED}
    also = [key for key in typed[f"{prefix}.also"].replace(",", " ").split() if key]
    found |= {"also": also} if also else {}
    return found | _texts(typed, prefix, "as_of", "note")


def _happening(typed: Typed, row: str) -> dict[str, Any]:
    found: dict[str, Any] = _texts(typed, row, "event") | _number("month", typed[f"{row}.month"])
    return found | ({"act": True} if typed[f"{row}.act"] else {}) | _texts(typed, row, "says")


def _world(typed: Typed, row: str) -> dict[str, Any]:
    deeds = [line.strip() for line in typed[f"{row}.do"].split("\n") if line.strip()]
    return _texts(typed, row, "name", "says") | ({"do": deeds} if deeds else {})


def _texts(typed: Typed, prefix: str, *names: str) -> dict[str, Any]:
    texts = {name: typed[f"{prefix}.{name}"] for name in names}
    return _given({name: text.strip() if name in BARE else text for name, text in texts.items()})


def _given(texts: dict[str, str]) -> dict[str, Any]:
    return {name: text for name, text in texts.items() if text.strip()}


def _number(name: str, text: str) -> dict[str, Any]:
    bare = text.strip()
    return {name: scalar(bare)} if bare else {}
