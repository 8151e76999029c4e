"""What was typed into the form of a scenario: read from a request, filled from a file, changed row by row."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from detente.faces.ask import Wishes
from detente.faces.web.scenario.stocks import cells
from detente.pipeline.scenario_form import PARTY_NAME, ScenarioForm, StartForm

MOST = {"happens": 201, "worlds": 17, "parties": 9}  # one more than may be: the form says that it is too many
LISTS = ("party", "wish.theories", "wish.watch")
SIMPLE = ("name", "title", "says", "begins", "reference_class", "months", "sides.A", "sides.B")
WHOLE = ("draws", "lives", "months", "seed")
LONGEST_NAME = 120  # characters of the name of a field
_ROW = re.compile(r"(happens|worlds)\.([0-9]{1,4})\.([a-z]+)")


@dataclass(frozen=True)
class Typed:
    """The texts of all fields by name, and the choices of those with several.

    A row of a list is numbered from 0 without gaps: `happens.0.event`. What is not there reads as "".
    """

    fields: Mapping[str, str]
    parties: tuple[str, ...] = ()
    theories: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        """Return the text of a field."""
        return self.fields.get(name, "")

    def rows(self, kind: str) -> tuple[str, ...]:
        """Return the prefixes of the rows of a list: `happens.0`, `happens.1`."""
        found = {
            match.group(2) for name in self.fields if (match := _ROW.fullmatch(name)) and match[1] == kind
        }
        return tuple(f"{kind}.{number}" for number in sorted(found, key=int))

    def filled(self, kind: str) -> tuple[str, ...]:
        """Return the prefixes of the rows of a list into which something was written."""
        return tuple(row for row in self.rows(kind) if any(text.strip() for text in self.under(row).values()))

    def under(self, prefix: str) -> dict[str, str]:
        """Return the texts whose names begin with a prefix, by the rest of their names."""
        start = prefix + "."
        return {
            name.removeprefix(start): text for name, text in self.fields.items() if name.startswith(start)
        }

    def put(self, changes: Mapping[str, str]) -> "Typed":
        """Return the same with some texts changed."""
        return replace(self, fields={**self.fields, **changes})


@dataclass(frozen=True)
class _Gathered:
    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in LISTS})


def read(posted: Iterable[tuple[str, Any]]) -> Typed:
    """Return what was typed from the names and values of a posted form. Files are passed over."""
    found = _Gathered()
    for name, value in posted:
        if not isinstance(value, str) or len(name) > LONGEST_NAME:
            continue
        if name in LISTS:
            found.lists[name].append(value)
        else:
            found.fields[name] = value.replace("\r\n", "\n")
    named = [name for name in found.lists["party"] if re.fullmatch(PARTY_NAME, name) and len(name) <= 30]
    typed = Typed(
        fields=found.fields,
        parties=tuple(dict.fromkeys(named))[: MOST["parties"]],
        theories=tuple(found.lists["wish.theories"]),
        watch=tuple(found.lists["wish.watch"]),
    )
    return _numbered(_numbered(typed, "happens"), "worlds")


def filled(form: ScenarioForm, wishes: Wishes, theories: Iterable[str]) -> Typed:
    """Return the form of a scenario as it is shown at first: with what its file says."""
    fields = {"name": form.name, "title": form.title, "says": form.says, "begins": form.begins or ""}
    fields |= {"reference_class": form.reference_class, "months": str(form.months)}
    fields |= {"sides.A": form.sides.A, "sides.B": form.sides.B}
    for name, party in form.parties.items():
        fields |= {f"parties.{name}.label": party.label, f"parties.{name}.says": party.says or ""}
    parties = tuple(form.parties)
    for prefix, _ in cells(parties):
        given = _given(form, prefix)
        fields |= {} if given is None else start_fields(prefix, given)
    fields |= _scheduled(form) | _worlds(form)
    fields |= {f"wish.{name}": str(getattr(wishes, name) or "") for name in ("draws", "lives", "months")}
    fields |= {"wish.seed": str(wishes.seed), "wish.record": wishes.record}
    return Typed(fields, parties, tuple(wishes.theories or theories), wishes.watch)


def start_fields(prefix: str, given: StartForm) -> dict[str, str]:
    """Return the fields of one starting value; `was` says what it was before anybody typed."""
    way, one, two = _numbers(given)
    texts = {"way": way, "one": one, "two": two, "source": given.source, "also": ", ".join(given.also)}
    texts |= {"as_of": given.as_of or "", "note": given.note or ""}
    texts["was"] = f"{in_words(way, one, two)} | {given.source}"
    return {f"{prefix}.{name}": text for name, text in texts.items()}


def in_words(way: str, one: str, two: str) -> str:
    """Return how large a starting value is, so that two that are the same have the same words.

    >>> in_words("value", "1.0", "7"), in_words("range", "0.4", "0.60"), in_words("median", "2", "1.5")
    ('1', '0.4 to 0.6', '2 with a spread of 1.5')
    """
    first, second = plain(one), plain(two)
    if not first and not second:
        return ""
    if way == "range":
        return f"{first} to {second}"
    return f"{first} with a spread of {second}" if way == "median" else first


def plain(text: str) -> str:
    """Return a number in its shortest form; what is none as it is.

    >>> plain("1.0"), plain(" 1e3"), plain("many")
    ('1', '1000', 'many')
    """
    try:
        return written(float(text))
    except (ValueError, OverflowError):
        return text.strip()


def written(number: float) -> str:
    """Return a number so that reading it gives the same number.

    >>> written(150000.0), written(0.1)
    ('150000', '0.1')
    """
    return repr(float(number)).removesuffix(".0")


def without_row(typed: Typed, row: str) -> Typed:
    """Return the same without a row of a list, or without a third party and all that is said of it."""
    kind, _, name = row.partition(".")
    if kind == "parties":
        gone = (f"parties.{name}.", f"start.{name}.")
        left = {key: text for key, text in typed.fields.items() if not key.startswith(gone)}
        return replace(typed, fields=left, parties=tuple(one for one in typed.parties if one != name))
    left = {key: text for key, text in typed.fields.items() if not key.startswith(row + ".")}
    return _numbered(replace(typed, fields=left), kind)


def _given(form: ScenarioForm, prefix: str) -> StartForm | None:
    found: Any = form
    for word in prefix.split("."):
        found = None if found is None else getattr(found, word, None)
    return found


def _numbers(given: StartForm) -> tuple[str, str, str]:
    if given.range is not None:
        low, high = given.range
        return "range", written(low), written(high)
    if given.median is not None:
        return "median", written(given.median), written(given.spread or 0.0)
    return "value", written(given.value or 0.0), ""


def _scheduled(form: ScenarioForm) -> dict[str, str]:
    fields = {}
    for i, one in enumerate(form.happens):
        texts = {"event": one.event, "month": written(one.month), "says": one.says or ""}
        fields |= {f"happens.{i}.{name}": text for name, text in texts.items()}
        fields |= {f"happens.{i}.act": "1"} if one.act else {}
    return fields


def _worlds(form: ScenarioForm) -> dict[str, str]:
    fields = {}
    for i, one in enumerate(form.worlds or ()):
        deeds = "\n".join(" ".join(deed.split()) for deed in one.do)
        fields |= {f"worlds.{i}.name": one.name, f"worlds.{i}.says": one.says or "", f"worlds.{i}.do": deeds}
    return fields


def _numbered(typed: Typed, kind: str) -> Typed:
    """Return the same with the rows of a list numbered without gaps."""
    places = {row: f"{kind}.{i}" for i, row in enumerate(typed.rows(kind)[: MOST[kind]])}
    fields = {}
    for name, text in typed.fields.items():
        match = _ROW.fullmatch(name)
        if match is None or match[1] != kind:
            fields[name] = text
        elif (row := f"{kind}.{match[2]}") in places:
            fields[f"{places[row]}.{match[3]}"] = text
    return replace(typed, fields=fields)
