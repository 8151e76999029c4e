"""The documents of the JSON interface to runs, and to what a user saved."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from detente.faces.ask import LARGEST_SEED, MOST_DRAWS, MOST_LIVES
from detente.faces.web.documents import Names, Reply, Sent, Words
from detente.pipeline.scenario_form import LONGEST_WAR
from detente.shelf.read_text import LARGEST

PATTERN = "^[0-9a-f]{12}$"

type Status = Literal["queued", "running", "done", "failed", "cancelled"]


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
    seed: int = Field(7, json_schema_extra={"minimum": 0, "maximum": LARGEST_SEED})
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
    wishes: WishesSent = WishesSent()


class RunTold(Reply):
    """A run: how it stands, and where more is to be had."""

    identifier: str = Field(pattern=PATTERN)
    title: str
    status: Status
    share: float = Field(ge=0, le=1, description="How much of it is done")
    words: str = Field(description="What is being done")
    said: list[str] = Field(description="Why it failed, one line a problem")
    address: str = Field(description="Where a person reads it")
    self: str
    events: str
    effects: str


class Runs(Reply):
    """All runs, the newest first."""

    runs: list[RunTold]


class EffectTold(Reply):
    """One theory's paired difference from the reference world, over all draws; null where there is none."""

    theory: str
    world: str
    what: str
    by: int
    unit: str
    mean: float | None
    error: float | None
    median: float | None
    low50: float | None
    high50: float | None
    low90: float | None
    high90: float | None
    below: float | None
    above: float | None
    clearly_below: float | None
    clearly_above: float | None
    draws: int


class Effects(Reply):
    """What the worlds of a run change."""

    identifier: str = Field(pattern=PATTERN)
    effects: list[EffectTold]


class PaperTold(Reply):
    """A text that a user saved. `changed_at` counts seconds since 1970."""

    kind: str
    name: str
    title: str
    changed_at: float


class Papers(Reply):
    """What a user saved: scenarios, arguments and documents."""

    papers: list[PaperTold]
