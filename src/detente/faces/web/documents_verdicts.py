"""The documents of the JSON interface to what an audit says of one claim."""

from typing import Annotated

from pydantic import Field

from detente.faces.web.documents import Reply
from detente.faces.web.documents_arguments import ClaimRead
from detente.pipeline.judging.verdict import Standing, Word

Number = float | None  # null where it is not finite
Interval = Annotated[Number, Field(description="An end of the middle 90% of the effect over draws")]


class WordsTold(Reply):
    """The word of a claim, and that of the same claim with the sides exchanged."""

    straight: Word = Field(description="What is said of the claim")
    mirror: Word = Field(description="What is said of it with the sides exchanged")


class ClaimLine(ClaimRead):
    """A claim with its word, as it is looked at."""

    word: Word = Field(description="Its word, as it is looked at: by theory, sides exchanged or not")


class Claims(Reply):
    """The claims of an audit that are looked at, in the order of the document."""

    identifier: str = Field(description="Of the audit")
    claims: list[ClaimLine] = Field(description="Those that every filter lets through")


class UnderTold(Reply):
    """One claim under one theory. Effects are in the unit of the test."""

    theory: str = Field(description="Name of the theory")
    expressible: bool = Field(description="Whether the theory can express it")
    share: Number = Field(description="Share of draws in which it holds")
    share_error: Number = Field(description="Monte Carlo error of the share")
    mean: Number = Field(description="Mean of the effect over draws")
    error: Number = Field(description="Monte Carlo error of the mean")
    median: Number = Field(description="Median of the effect over draws")
    low90: Interval
    high90: Interval
    draws: int = Field(description="Draws it rests on: those that meet the condition")
    standing: Standing | None = Field(description="On what it rests; null where it holds in few draws")
    share_without: Number = Field(description="The share with every direct contribution cut")
    direct: list[str] = Field(description="Causes that contribute directly")
    causes: list[str] = Field(description="Causes on the way")
    assumed_inputs: int = Field(description="Numbers without a source among those of the causes on the way")


class ChannelTold(Reply):
    """How much of a mean effect passes through one cause."""

    cause: str = Field(description="Name of the cause")
    part: Number = Field(description="Its part; the parts of a claim add up to its effect")
    error: Number = Field(description="Monte Carlo error of the part")


class MoveTold(Reply):
    """One number's part in the smallest move that reverses a sign."""

    parameter: str = Field(description="Cause and number")
    move: Number = Field(description="By how many standard deviations of its prior")
    to: Number = Field(description="The value it is moved to")
    unit: str = Field(description="Unit of the value")


class BoundTold(Reply):
    """One side of a box in which a claim fails."""

    parameter: str = Field(description="Cause and number")
    low: Number = Field(description="From this value")
    high: Number = Field(description="To this value")
    unit: str = Field(description="Unit of both")


class FlipTold(Reply):
    """What would flip a claim under one theory."""

    theory: str = Field(description="Name of the theory")
    distance: Number = Field(
        description="Length of the smallest move, in standard deviations; null: none found"
    )
    moves: list[MoveTold] = Field(description="The move, number by number")
    checked: Number = Field(description="The effect when that move is made, in a run of its own")
    box: list[BoundTold] = Field(description="Where the claim fails")
    coverage: Number = Field(description="Share of the failing draws that lie in the box")
    density: Number = Field(description="Share of the draws in the box that fail")
    unknown: str = Field(description="The number that would settle most; empty where there is none")
    worth: Number = Field(description="By how many percentage points knowing it helps")


class TestTold(Reply):
    """One do-test and what the theories say."""

    __test__ = False  # a do-test, not one of ours

    test: str = Field(description="Name of the test")
    sentence: str = Field(description="What was tried, in a sentence")
    unit: str = Field(description="Unit of what is looked at; 1 where it has none")
    word: Word = Field(description="What is said of it over all theories")
    mirror_word: Word = Field(description="The same with the sides exchanged")
    under: list[UnderTold] = Field(description="By theory")
    mirror: list[UnderTold] = Field(description="The same with the sides exchanged, in the same order")
    channels: dict[str, list[ChannelTold]] = Field(description="By theory, through which causes it passes")
    flips: list[FlipTold] = Field(description="By theory, what would flip it")


class ClaimTold(ClaimRead):
    """A claim with all that its card shows."""

    quote: str = Field(description="Its words in the document, shortened; empty where the text is not here")
    loaded: list[str] = Field(description="Loaded words, described and not quoted")
    untested: str = Field(description="Why it cannot be tried, in a word; empty where it can")
    reason: str = Field(description="The same in a sentence")
    word: Word = Field(description="Its word over all theories: that of its first test")
    words: dict[str, WordsTold] = Field(description="Its words by theory; empty where it is not tried")
    tests: list[TestTold] = Field(description="Its do-tests, the leading one first")
