"""The documents of the JSON interface to what theories say: theories, causes, stocks and events, works."""

from typing import Literal

from pydantic import Field

from detente.faces.web.documents import Reply


class TheoryLine(Reply):
    """A theory in a list."""

    name: str = Field(description="By which it is asked for", examples=["commitment"])
    claim: str = Field(description="What it claims, in a sentence")
    causes: int = Field(description="How many causes it holds")


class Theories(Reply):
    """The rival theories."""

    theories: list[TheoryLine] = Field(description="All of them, in the order in which results list them")


class Stake(Reply):
    """A sign that a theory stakes its name on."""

    cause: str = Field(description="Path of what is moved")
    effect: str = Field(description="Path of what is looked at")
    sign: Literal["+", "-", "0", "?"] = Field(description="Which way the latter goes with the former")


class TheoryTold(Reply):
    """A theory."""

    name: str = Field(description="By which it is asked for")
    claim: str = Field(description="What it claims, in a sentence")
    entry: str = Field(description="Its entry: scope, rivals, sources; plain text")
    causes: list[str] = Field(description="Names of the causes that it holds")
    expects: list[Stake] = Field(description="Signs that it stakes its name on")
    sources: list[str] = Field(description="Keys of the works that it rests on")


class CauseLine(Reply):
    """A cause in a list."""

    name: str = Field(description="By which it is asked for", examples=["guarantee"])
    says: str = Field(description="What it says, in a sentence")
    answers: str = Field(description="Name of the question that it answers; empty where it has no rivals")
    parameters: int = Field(description="How many numbers it has")
    assumed: int = Field(description="How many of them no source stands for")


class Causes(Reply):
    """The causes, with how many numbers they have and how many of these are assumed."""

    parameters: int = Field(description="Numbers of all causes together")
    assumed: int = Field(description="How many of them no source stands for")
    causes: list[CauseLine] = Field(description="All of them, by name")


class Parameter(Reply):
    """A number of a cause: its prior, and on whose word."""

    name: str = Field(description="Its name within the cause")
    meaning: str = Field(description="What it is")
    unit: str = Field(description="Its unit; 1 where it has none")
    median: float = Field(description="Median of its prior")
    low90: float = Field(description="Low end of the middle 90% of its prior")
    high90: float = Field(description="High end of the middle 90% of its prior")
    prior: str = Field(description="The prior, as the code writes it")
    source: str = Field(description="Key of a work, or `assumed`")
    note: str = Field(description="What the source says of it, or why it is assumed")


class CauseTold(Reply):
    """A cause."""

    name: str = Field(description="By which it is asked for")
    entry: str = Field(description="Its entry: scope, rivals, sources; plain text")
    answers: str = Field(description="Name of the question that it answers; empty where it has no rivals")
    rivals: list[str] = Field(description="Causes that answer the same question otherwise")
    theories: list[str] = Field(description="Theories that hold it")
    parameters: list[Parameter] = Field(description="Its numbers")


class VariableTold(Reply):
    """A stock or an event. An event has no unit and no bounds; a bound that is not there is null."""

    name: str = Field(description="As paths and worlds write it", examples=["trust"])
    kind: Literal["side", "shared", "party", "tie", "event"] = Field(
        description="Whose it is: a side's, both sides', a third party's, of a tie between two; or an event"
    )
    meaning: str = Field(description="What it is")
    unit: str | None = Field(description="Its unit; 1 where it has none, null for an event")
    low: float | None = Field(description="The least that it can be")
    high: float | None = Field(description="The most that it can be")
    typical: float | None = Field(description="A usual size of it")
    trait: bool = Field(description="Whether no cause moves it")
    moved_by: list[str] = Field(description="Causes that move it")
    read_by: list[str] = Field(description="Causes that look at it")


class Variables(Reply):
    """What a war is made of."""

    variables: list[VariableTold] = Field(description="Stocks by whose they are, then events")


class SourceTold(Reply):
    """A work of the bibliography."""

    key: str = Field(description="By which causes and scenarios name it", examples=["walter1997"])
    citation: str = Field(description="The work in one line")
    authors: list[str] = Field(description="Who wrote it")
    year: str = Field(description="When it came out")
    title: str = Field(description="What it is called")
    where: str = Field(description="Journal, publisher or address")
    held: str = Field(
        description="How it was seen: read, secondary, computed, derived, memory (never quoted)"
    )
    supports: str = Field(description="What detente uses it for")
    note: str = Field(description="What is to be known of it besides")
    used_by: list[str] = Field(description="What names it")


class Sources(Reply):
    """The bibliography."""

    sources: list[SourceTold] = Field(description="All works, by key")
