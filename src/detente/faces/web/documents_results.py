"""The documents of the JSON interface to results: stocks over time, downloads, two runs compared."""

from typing import Annotated, Literal

from pydantic import Field

from detente.faces.web.documents import Reply, Sent, Words
from detente.faces.web.documents_runs import Identifier, RunTold

Quantile = Annotated[list[float], Field(description="A quantile over draws, at each of the months")]
Edge = Annotated[float, Field(description="A quantile over draws")]
Which = Literal["first", "second"]


class NameSent(Sent):
    """A name for a run or an audit."""

    name: Words = Field(
        description="At most 120 characters on one line; empty: its usual name again",
        examples=["Without the raid"],
    )


class StockLine(Reply):
    """A stock that a run has watched."""

    path: str = Field(description="By which its course is asked for", examples=["A.trust"])
    words: str = Field(description="What a reader calls it")


class Stocks(Reply):
    """What courses can be asked for."""

    identifier: Identifier
    stocks: list[StockLine] = Field(description="Stocks of sides, of third parties, and of both sides")
    theories: list[str] = Field(description="Names of the theories")
    worlds: list[str] = Field(description="Worlds; others are compared with the first")


class Quantiles(Reply):
    """A quantity over months: median, 50% and 90% of draws."""

    months: list[float] = Field(description="Months since the scenario begins")
    low90: Quantile
    low50: Quantile
    median: Quantile
    high50: Quantile
    high90: Quantile


class Course(Quantiles):
    """A stock over the months in which there is a war to have it; lists are empty where there are none."""

    identifier: Identifier
    what: str = Field(description="Path of the stock")
    theory: str = Field(description="Under which theory")
    world: str = Field(description="In which world")
    difference: bool = Field(description="Whether it is what that world changes against the first")
    title: str = Field(description="What a reader calls it")
    unit: str = Field(description="Its unit; empty where it has none")
    meaning: str = Field(description="What the stock is")
    weight: str = Field(description="What averages over lives are weighted by")
    mean: list[float] = Field(description="Mean over draws, at each of the months")
    error: list[float | None] = Field(description="Monte Carlo error of the mean; null where there is none")


class DownloadLine(Reply):
    """Something of a run that can be taken along."""

    name: str = Field(description="Its name", examples=["results.parquet"])
    media: str = Field(description="Its media type")
    says: str = Field(description="What it holds")
    address: str = Field(description="Where it is to be had")


class Downloads(Reply):
    """What can be taken along of a run: made when it is asked for."""

    identifier: Identifier
    files: list[DownloadLine] = Field(description="Numbers, scenario and brief")
    figures: list[DownloadLine] = Field(description="Pictures that stand alone")


class EffectBeside(Reply):
    """What an act changes under one theory in one of two runs, in the unit of the question."""

    theory: str = Field(description="Name of the theory")
    run: Which = Field(description="In which of the two")
    median: Edge
    low50: Edge
    high50: Edge
    low90: Edge
    high90: Edge
    below: float = Field(description="Share of draws in which it is less")
    above: float = Field(description="Share of draws in which it is more")


class QuestionBeside(Reply):
    """One question, answered by both runs on one scale."""

    key: str = Field(description="Which question", examples=["settlement"])
    title: str = Field(description="The question, for a reader")
    unit: str = Field(description="Unit of the differences: pp are percentage points")
    by: list[int] = Field(description="Months that each run looks at, the first run's first")
    effects: list[EffectBeside] = Field(description="Theory by theory")


class CourseBeside(Quantiles):
    """The chance that the war still goes on under one theory in one of two runs."""

    theory: str = Field(description="Name of the theory")
    run: Which = Field(description="In which of the two")
    world: str = Field(description="In which of its worlds")


class Differs(Reply):
    """Something in which two questions differ."""

    what: str = Field(description="What it is")
    first: str = Field(description="As the first run has it")
    second: str = Field(description="As the second run has it")


class Comparison(Reply):
    """Two runs side by side. All that is not listed as different is the same in both."""

    one: RunTold = Field(description="The first run")
    two: RunTold = Field(description="The second run")
    effects: list[QuestionBeside] = Field(description="What the act changes; none where a run has one world")
    survival: list[CourseBeside] = Field(description="Theories that both have; by month")
    asked: list[Differs] = Field(description="In what they were asked differently")
    fields: list[Differs] = Field(description="Fields in which their scenarios differ")
