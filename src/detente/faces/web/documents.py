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
    what: str = Field(description="What is wrong")
    why: str = Field(description="Why it cannot be so")
    fix: str = Field(description="What would likely mend it")


class Errors(Reply):
    """Why something was not done: all that is wrong, at once."""

    errors: list[ErrorTold] = Field(description="In the order of the file, or of the fields that were sent")


class Health(Reply):
    """The workbench is there."""

    status: Literal["ok"] = Field(description="It answers, so it is well")
    version: str = Field(description="Version of detente", examples=["0.1.0"])


class ScenarioLine(Reply):
    """A scenario in a list."""

    name: str = Field(description="By which it is asked for", examples=["mirror-sides"])
    title: str = Field(description="What a reader calls it")
    says: str = Field(description="What happens in it, in a sentence or two")
    own: bool = Field(description="Whether the user saved it; the others come with detente")


class Scenarios(Reply):
    """The scenarios that can be run by name."""

    scenarios: list[ScenarioLine] = Field(description="Those that come with detente, then the user's own")


class Happens(Reply):
    """Something that is scheduled."""

    event: str = Field(description="Path of the event", examples=["B.deep-strike"])
    month: float = Field(description="Months after the scenario begins")
    act: bool = Field(description="Whether it is the act in question")
    says: str = Field(description="What it is, in a sentence")


class WorldTold(Reply):
    """One of the worlds that a scenario compares; the first is the one that others are compared with."""

    name: str = Field(description="By which results name it", examples=["as it was"])
    says: str = Field(description="What is otherwise in it")
    do: list[str] = Field(description="Deeds in the language of `--do`; none: the scenario as it is")


class Start(Reply):
    """A starting value: what is believed of it, and on whose word."""

    stock: str = Field(description="Path of the stock", examples=["A.trust"])
    median: float = Field(description="Median of what is believed")
    low90: float = Field(description="Low end of the middle 90%")
    high90: float = Field(description="High end of the middle 90%")
    unit: str = Field(description="Unit of the stock; 1 where it has none")
    source: str = Field(description="Key of a work, or `assumed`")
    also: list[str] = Field(description="Keys of further works")
    as_of: str = Field(description="The date that the source speaks of; empty where none is given")
    note: str = Field(description="How the value was taken from the source, or why it is assumed")


class ScenarioTold(Reply):
    """A scenario as a document."""

    name: str = Field(description="By which it is asked for")
    title: str = Field(description="What a reader calls it")
    says: str = Field(description="What happens in it, in a sentence or two")
    begins: str = Field(description="Date of month 0; empty where it has none")
    months: int = Field(description="Months ahead that a run looks at unless it is asked otherwise")
    labels: dict[str, str] = Field(description="What its sides and third parties are called, by role")
    happens: list[Happens] = Field(description="What is scheduled, by month")
    worlds: list[WorldTold] = Field(description="Worlds that it compares")
    start: list[Start] = Field(description="Values at month 0 that it sets itself")


class ScenarioText(Sent):
    """The text of a scenario file."""

    text: str = Field(
        max_length=LARGEST,
        description="YAML 1.2, as `detente schema` describes it",
        examples=[MINIMAL],
    )


class Checked(Reply):
    """What came of checking a scenario file."""

    valid: bool = Field(description="Whether it can be run")
    errors: list[ErrorTold] = Field(description="All that is wrong, by place; empty where it is valid")
    scenario: ScenarioTold | None = Field(description="What it holds; null where it is not valid")
