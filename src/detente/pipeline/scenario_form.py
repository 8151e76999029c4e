"""What a scenario file may hold: the form that YAML, editors and the command line share."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from detente.vocabulary.others import Party, Shared, Tie
from detente.vocabulary.record import AboutStock, Record, about
from detente.vocabulary.side import Side

LONGEST_WAR = 240  # months ahead

_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
DATE_OR_SPAN = f"{_DATE}(/{_DATE[1:]})?$"
SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
PARTY_NAME = r"^[a-z][a-z0-9_]*$"

# the ways to say how large a starting value is
WAYS = (("value",), ("range",), ("median", "spread"))

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _bare_number(given: Any) -> Any:
    # `unit: 1` and `as_of: 2026` are what people write, and YAML reads them as numbers
    return str(given) if type(given) is int else given


Text = Annotated[str, Field(min_length=1, max_length=4_000)]
Label = Annotated[str, Field(min_length=1, max_length=80)]
Unit = Annotated[
    str, BeforeValidator(_bare_number), WithJsonSchema({"anyOf": [{"type": "string"}, {"const": 1}]})
]
When = Annotated[
    str,
    BeforeValidator(_bare_number),
    Field(pattern=DATE_OR_SPAN),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": DATE_OR_SPAN}, {"type": "integer"}]}),
]


class Form(BaseModel):
    """A table of known keys: nothing else may stand in it, and nothing is converted by guess."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class StartForm(Form):
    """One starting value: exactly one of value, range, or median with spread."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": list(way)} for way in WAYS]})

    value: float | None = Field(None, description="The number, taken as known")
    range: Annotated[list[float], Field(min_length=2, max_length=2)] | None = Field(
        None, description="Low and high end: anywhere between them, all alike"
    )
    median: float | None = Field(None, description="The central value of a number we are unsure about")
    spread: float | None = Field(
        None,
        description="How unsure: two draws in three lie within this factor of the median (of its odds for a"
        " share; within this distance for a stock without bounds)",
    )
    unit: Unit = Field(description="The unit the number is in, which must be the stock's own")
    source: str = Field(description="A key of sources.bib, or the word assumed")
    also: list[str] = Field([], max_length=20, description="Further keys of sources.bib")
    as_of: When | None = Field(
        None, description="The date or span the number is for: 2026, 2026-02, 2026-02-06, A/B"
    )
    note: Text | None = Field(None, description="How the number comes from its source")


class SidesForm(Form):
    """What the two sides are called for a reader."""

    A: Label = Field(description="Label of side A")
    B: Label = Field(description="Label of side B")


class PartyForm(Form):
    """A third party: backer, mediator, or both."""

    label: Label = Field(description="What a reader calls it")
    says: Text | None = Field(None, description="One sentence on its role")


class HappeningForm(Form):
    """An event that is scheduled to happen in every world that does not undo it."""

    event: str = Field(description="The path of an event: talks-open, B.deep-strike, backer.B.aid-cut")
    month: float = Field(description="When, in months from the beginning of the scenario")
    act: bool = Field(False, description="Whether this is the act in question")
    says: Text | None = Field(None, description="One sentence on it")


class WorldForm(Form):
    """A world: the scenario with a `do`."""

    name: Label = Field(description="What tables and figures call it")
    says: Text | None = Field(None, description="One sentence on it")
    do: list[Annotated[str, Field(max_length=400)]] = Field(
        [],
        max_length=100,
        description="What it does differently: `undo B.deep-strike`, `hold backer.B.aid 0 from 6`",
    )


def _stock_field(name: str, entry: AboutStock) -> tuple[Any, Any]:
    low = {} if entry.low == -float("inf") else {"minimum": entry.low}
    limits: dict[str, Any] = low | ({} if entry.high == float("inf") else {"maximum": entry.high})
    extra: dict[str, Any] = {
        "unit": entry.unit,
        "typical": entry.typical,
        "properties": {
            "value": {"type": "number", **limits},
            "range": {"type": "array", "items": {"type": "number", **limits}},
            "unit": {"examples": [entry.unit]},
        },
    }
    shown = Field(
        None,
        title=name.replace("_", " ").capitalize(),
        description=f"{entry.meaning} [{entry.unit}]",
        json_schema_extra=extra,
    )
    return StartForm | None, shown


def _stocks(card: type[Record]) -> dict[str, Any]:
    return {name: _stock_field(name, entry) for name, entry in about(card).items()}


def _card(form: str, says: str, fields: dict[str, Any]) -> type[BaseModel]:
    return create_model(form, __base__=Form, __doc__=says, **fields)


SideStart = _card(
    "SideStart",
    "Starting values of one side; what is left out starts as in the reference war.",
    _stocks(Side),
)
SharedStart = _card("SharedStart", "Starting values of what the sides share.", _stocks(Shared))
TieStart = _card("TieStart", "Starting values of what ties a third party to one side.", _stocks(Tie))
PartyStart = _card(
    "PartyStart",
    "Starting values of one third party, and of its tie to each side.",
    _stocks(Party)
    | {side: (TieStart | None, Field(None, description=f"Its tie to side {side}")) for side in ("A", "B")},
)


class StartsForm(Form):
    """Where the war stands on the first day; further keys are the names of third parties."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, PartyStart]  # ty: ignore

    A: SideStart | None = Field(None, description="Side A")  # ty: ignore[invalid-type-form]
    B: SideStart | None = Field(None, description="Side B")  # ty: ignore[invalid-type-form]
    shared: SharedStart | None = Field(None, description="What the sides share")  # ty: ignore[invalid-type-form]


class ScenarioForm(Form):
    """A scenario: who fights, who stands by, where they start, what happens, and which worlds to compare."""

    name: Annotated[str, Field(pattern=SLUG, max_length=60)] = Field(
        description="Short name: small letters and hyphens"
    )
    title: Label = Field(description="Title of tables and of the brief")
    says: Text = Field(description="A few sentences on the war and the question")
    begins: Annotated[str, Field(pattern=f"{_DATE}$")] | None = Field(
        None, description="The date of month 0, where the war has one: 2026-02-06"
    )
    reference_class: Annotated[str, Field(pattern=SLUG, max_length=60)] = Field(
        "interstate", description="The class of wars among which this one is counted, such as interstate"
    )
    months: Annotated[int, Field(ge=1, le=LONGEST_WAR)] = Field(description="How many months to look ahead")
    sides: SidesForm = Field(description="What the two sides are called")
    parties: dict[str, PartyForm] = Field({}, max_length=8, description="Third parties by name, at most 8")
    start: StartsForm = Field(description="Starting values, by side, shared, and by third party")
    happens: list[HappeningForm] = Field([], max_length=200, description="What is scheduled to happen")
    worlds: list[WorldForm] | None = Field(
        None,
        min_length=1,
        max_length=16,
        description="The worlds to compare, the reference world first. Left out: the scenario as it is",
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a scenario file, for editors and other programs."""
    return published_schema(ScenarioForm, "detente scenario")


def published_schema(form: type[BaseModel], title: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of this form, under a title of its own."""
    schema = _plain(form.model_json_schema())
    return {"$schema": DIALECT, "title": title} | {k: v for k, v in schema.items() if k != "title"}


def _plain(schema: Any) -> Any:
    """Return `schema` without the nulls by which pydantic writes `may be left out`."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _plain(value) for key, value in schema.items() if not (key == "default" and value is None)}
    choices = kept.get("anyOf", [])
    if {"type": "null"} in choices:
        left = [choice for choice in choices if choice != {"type": "null"}]
        return _joined({key: value for key, value in kept.items() if key != "anyOf"}, left)
    return kept


def _joined(kept: dict[str, Any], left: list[Any]) -> dict[str, Any]:
    return left[0] | kept if len(left) == 1 else kept | {"anyOf": left}
