"""The documents of the JSON interface to channels: through which causes the effects of a run pass."""

from typing import Literal

from pydantic import Field

from detente.faces.web.documents import Reply
from detente.faces.web.documents_runs import Identifier


class ChannelTold(Reply):
    """How much of a mean effect passes through one cause; the channels of an effect add up to it."""

    cause: str = Field(description="Name of a cause, or “all else”", examples=["talks_process"])
    part: float = Field(description="In the unit of the outcome")
    error: float = Field(description="Its Monte Carlo error")


class PassedTold(Reply):
    """One world's mean effect on one outcome under one theory, taken apart."""

    theory: str = Field(description="Name of the theory")
    world: str = Field(description="Which world, against the first")
    what: str = Field(description="The outcome: an ending, `any-ending`, or `months-of-war`")
    by: float = Field(description="Month by which it is looked at")
    mean: float = Field(description="The whole effect, in the unit of the outcome")
    error: float = Field(description="Its Monte Carlo error")
    draws: int = Field(description="On how many draws it rests")
    channels: list[ChannelTold] = Field(description="The largest first, “all else” last; empty: no effect")


class ChannelsTold(Reply):
    """The channels of a run, or how far they are."""

    identifier: Identifier
    status: Literal["not asked", "queued", "running", "done", "failed", "cancelled"] = Field(
        description="How the finding stands"
    )
    share: float = Field(ge=0, le=1, description="How much of it is done")
    words: str = Field(description="What is being done")
    said: list[str] = Field(description="Why it failed, one line a problem")
    address: str = Field(description="Where a person reads them")
    effects: list[PassedTold] = Field(description="Empty until it is done")
