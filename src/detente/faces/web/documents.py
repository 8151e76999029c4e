"""The documents of the JSON interface: what programs send, and what they are told."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from detente.shelf.read_text import LARGEST

MOST_NAMES, LONGEST_WORDS = 100, 2_000  # of a list, and of a text in it

MINIMAL = (
    "name: my-war\ntitle: A war\nsays: Two sides fight.\nmonths: 24\n"
    "sides: {A: side A, B: side B}\nstart: {}\n"
)

Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
Names = Annotated[list[Words], Field(max_length=MOST_NAMES)]


class Reply(BaseModel):
    """What a program is told: nothing in it changes, and no number in it is infinite."""

    model_config = ConfigDict(frozen=True)


class Sent(BaseModel):
    """What a program sends: only what is known may stand in it, and nothing is converted by guess."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ErrorTold(Reply):
    """One thing that is wrong: where, what, why, and the likely fix."""

    file: str = Field(description="The file, option or field that is meant")
    line: int = Field(description="Line in a file, from 1; 0 where the whole is meant")
    column: int = Field(description="Column in that line, from 1; 0 where the whole is meant")
    what: str
    why: str
    fix: str


class Errors(Reply):
    """Why something was not done: all that is wrong, at once."""

    errors: list[ErrorTold]


class Health(Reply):
    """The workbench is there."""

    status: Literal["ok"]
    version: str


class ScenarioLine(Reply):
    """A scenario in a list."""

    name: str
    title: str
    says: str
    own: bool = Field(description="Whether the user saved it; the others come with detente")


class Scenarios(Reply):
    """The scenarios that can be run by name."""

    scenarios: list[ScenarioLine]


class Happens(Reply):
    """Something that is scheduled."""

    event: str
    month: float
    act: bool = Field(description="Whether it is the act in question")
    says: str


class WorldTold(Reply):
    """One of the worlds that a scenario compares; the first is the one that others are compared with."""

    name: str
    says: str
    do: list[str]


class Start(Reply):
    """A starting value: what is believed of it, and on whose word."""

    stock: str
    median: float
    low90: float
    high90: float
    unit: str
    source: str
    also: list[str]
    as_of: str
    note: str


class ScenarioTold(Reply):
    """A scenario as a document."""

    name: str
    title: str
    says: str
    begins: str
    months: int
    labels: dict[str, str]
    happens: list[Happens]
    worlds: list[WorldTold]
    start: list[Start]


class ScenarioText(Sent):
    """The text of a scenario file."""

    text: str = Field(
        max_length=LARGEST,
        description="YAML 1.2, as `detente schema` describes it",
        examples=[MINIMAL],
    )


class Checked(Reply):
    """What came of checking a scenario file."""

    valid: bool
    errors: list[ErrorTold] = Field(description="All that is wrong, by place; empty where it is valid")
    scenario: ScenarioTold | None


class TheoryLine(Reply):
    """A theory in a list."""

    name: str
    claim: str
    causes: int


class Theories(Reply):
    """The rival theories."""

    theories: list[TheoryLine]


class Stake(Reply):
    """A sign that a theory stakes its name on."""

    cause: str
    effect: str
    sign: Literal["+", "-", "0", "?"]


class TheoryTold(Reply):
    """A theory."""

    name: str
    claim: str
    entry: str
    causes: list[str]
    expects: list[Stake]
    sources: list[str]


class CauseLine(Reply):
    """A cause in a list."""

    name: str
    says: str
    answers: str
    parameters: int
    assumed: int


class Causes(Reply):
    """The causes, with how many numbers they have and how many of these are assumed."""

    parameters: int
    assumed: int
    causes: list[CauseLine]


class Parameter(Reply):
    """A number of a cause: its prior, and on whose word."""

    name: str
    meaning: str
    unit: str
    median: float
    low90: float
    high90: float
    prior: str
    source: str
    note: str


class CauseTold(Reply):
    """A cause."""

    name: str
    entry: str
    answers: str
    rivals: list[str]
    theories: list[str]
    parameters: list[Parameter]


class VariableTold(Reply):
    """A stock or an event. An event has no unit and no bounds; a bound that is not there is null."""

    name: str
    kind: Literal["side", "shared", "party", "tie", "event"]
    meaning: str
    unit: str | None
    low: float | None
    high: float | None
    typical: float | None
    trait: bool = Field(description="Whether no cause moves it")
    moved_by: list[str]
    read_by: list[str]


class Variables(Reply):
    """What a war is made of."""

    variables: list[VariableTold]


class SourceTold(Reply):
    """A work of the bibliography. `held` says how it was seen."""

    key: str
    citation: str
    authors: list[str]
    year: str
    title: str
    where: str
    held: str
    supports: str
    note: str
    used_by: list[str]


class Sources(Reply):
    """The bibliography."""

    sources: list[SourceTold]
