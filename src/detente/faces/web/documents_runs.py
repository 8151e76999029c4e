"""The documents of the JSON interface to runs, and to what a user saved."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from detente.faces.ask import LARGEST_SEED, MOST_DRAWS, MOST_LIVES
from detente.faces.web.documents import Names, Reply, Sent, Words
from detente.pipeline.scenario_form import LONGEST_WAR
from detente.shelf.read_text import LARGEST

PATTERN = "^[0-9a-f]{12}$"

Identifier = Annotated[str, Field(pattern=PATTERN, description="12 digits", examples=["464d2fc69783"])]
Status = Literal["queued", "running", "done", "failed", "cancelled"]


class WishesSent(Sent):
    """What a run is asked for, apart from its scenario. Ranges are checked together with names."""

    do: Names = Field([], description="One text for each further world, in the language of `--do`")
    theories: Names = Field([], description="Names; all theories where none is given")
    add: Names = Field([], description="Causes that every theory gets besides its own")
    draws: int = Field(
        1000, description="Draws for each theory", json_schema_extra={"minimum": 1, "maximum": MOST_DRAWS}
    )
    lives: int = Field(
        4, description="Lives for each draw", json_schema_extra={"minimum": 1, "maximum": MOST_LIVES}
    )
    months: int = Field(
        0,
        description="Months ahead; 0 as the scenario says",
        json_schema_extra={"minimum": 0, "maximum": LONGEST_WAR},
    )
    seed: int = Field(7, description="Of its luck", json_schema_extra={"minimum": 0, "maximum": LARGEST_SEED})
    watch: Names = Field([], description="Stocks whose course is recorded besides the usual ones")
    tossed: bool = Field(False, description="Whether ends are tossed rather than integrated out")
    record: Words = Field(
        "", description="Class of wars whose posteriors theories speak by; `prior` for their priors"
    )


EXAMPLE: dict[str, Any] = {
    "scenario": "mirror-sides",
    "wishes": {"theories": ["skeleton", "commitment"], "draws": 64, "lives": 2, "months": 24},
}


class RunSent(Sent):
    """A question: a scenario by its name or by its text (one of them), and what is asked of it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    scenario: Words = Field("", description="Name of a scenario of GET /api/scenarios")
    text: str = Field("", max_length=LARGEST, description="A scenario file, YAML 1.2")
    wishes: WishesSent = Field(WishesSent(), description="What is asked of it")


class RunTold(Reply):
    """A run: how it stands, and where more is to be had."""

    identifier: Identifier
    title: str = Field(description="Its name, or else its scenario's")
    status: Status = Field(description="How it stands")
    share: float = Field(ge=0, le=1, description="How much of it is done")
    words: str = Field(description="What is being done")
    said: list[str] = Field(description="Why it failed, one line a problem")
    address: str = Field(description="Where a person reads it")
    self: str = Field(description="Where a program asks for it")
    events: str = Field(description="Where its progress is told")
    effects: str = Field(description="Where its effects are, once it is done")
    stocks: str = Field(description="Where its stocks over time are, once it is done")
    downloads: str = Field(description="Where its downloads are listed, once it is done")


class Runs(Reply):
    """All runs, the newest first."""

    runs: list[RunTold] = Field(description="Queued, running, done, failed and cancelled ones")


class EffectTold(Reply):
    """One theory's paired difference from the reference world, over all draws; null where there is none."""

    theory: str = Field(description="Name of the theory")
    world: str = Field(description="The world that is compared with the first")
    what: str = Field(description="The outcome", examples=["settlement"])
    by: int = Field(description="Months since the scenario begins")
    unit: str = Field(description="Unit of the difference; 1 where it has none")
    mean: float | None = Field(description="Mean over draws")
    error: float | None = Field(description="Monte Carlo error of the mean")
    median: float | None = Field(description="Median over draws")
    low50: float | None = Field(description="Low end of the middle 50% of draws")
    high50: float | None = Field(description="High end of the middle 50% of draws")
    low90: float | None = Field(description="Low end of the middle 90% of draws")
    high90: float | None = Field(description="High end of the middle 90% of draws")
    below: float | None = Field(description="Share of draws below 0")
    above: float | None = Field(description="Share of draws above 0")
    clearly_below: float | None = Field(
        description="Share of draws below 0 by more than the smallest effect of interest"
    )
    clearly_above: float | None = Field(
        description="Share of draws above 0 by more than the smallest effect of interest"
    )
    draws: int = Field(description="Draws it rests on")


class Effects(Reply):
    """What the worlds of a run change."""

    identifier: Identifier
    effects: list[EffectTold] = Field(description="By world, outcome and theory")


class PaperTold(Reply):
    """A text that a user saved."""

    kind: Literal["scenario", "argument", "document"] = Field(description="What it is")
    name: str = Field(description="By which it is asked for; of a document, its fingerprint")
    title: str = Field(description="What a reader calls it")
    changed_at: float = Field(description="When it was saved, in seconds since 1970")


class Papers(Reply):
    """What a user saved: scenarios, arguments and documents."""

    papers: list[PaperTold] = Field(description="By kind, the latest first")
