"""The documents of the JSON interface to audits: asked for, followed, read, and judged anew."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from detente.faces.ask import LARGEST_SEED
from detente.faces.web.documents import Names, Reply, Sent, Words
from detente.faces.web.documents_runs import Identifier, Status
from detente.pipeline.causal_graph import Sign
from detente.pipeline.judging.verdict import Word
from detente.pipeline.trial.trying import MOST
from detente.shelf.read_text import LARGEST

FileName = Literal[
    "audit.html",
    "claims.csv",
    "audit.json",
    "record.csv",
    "annotations.jsonld",
    "causes.graphml",
    "held.npz",
]


class AuditWishesSent(Sent):
    """What an audit is asked for, apart from its texts. Ranges are checked together with names."""

    theories: Names = Field([], description="Names; all theories where none is given")
    seed: int = Field(7, description="Of its luck", json_schema_extra={"minimum": 0, "maximum": LARGEST_SEED})
    draws: int = Field(
        0,
        description="Draws of every test; 0: as many as it takes",
        json_schema_extra={"minimum": 0, "maximum": MOST},
    )
    record: Words = Field(
        "", description="Class of wars whose posteriors theories speak by; `prior` for their priors"
    )


EXAMPLE: dict[str, Any] = {
    "argument": "op-ed-2026-02",
    "scenario": "ukraine-2026",
    "wishes": {"theories": ["commitment", "spoiler"], "draws": 64},
}


class AuditSent(Sent):
    """An argument and a scenario, each by its name or by its text (one of them), and what is asked."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    argument: Words = Field("", description="Name of an argument of GET /api/arguments")
    argument_text: str = Field("", max_length=LARGEST, description="An argument file, YAML 1.2")
    scenario: Words = Field("", description="Name of a scenario of GET /api/scenarios")
    scenario_text: str = Field("", max_length=LARGEST, description="A scenario file, YAML 1.2")
    document_text: str = Field(
        "",
        max_length=LARGEST,
        description="Text of the document, kept here to mark claims in it; empty to do without",
    )
    kept_text: bool = Field(False, description="Whether to use the text that is kept of the document, if any")
    wishes: AuditWishesSent = Field(AuditWishesSent(), description="What is asked of it")


class AuditShort(Reply):
    """What is said of every audit."""

    identifier: Identifier
    title: str = Field(description="What a reader calls it")
    argument: str = Field(description="Name of its argument")
    scenario: str = Field(description="What its scenario is called")
    status: Status = Field(description="How it stands")
    share: float = Field(ge=0, le=1, description="How much of it is done")
    at: str = Field(description="When it was made, or else asked for; UTC, ISO 8601")
    address: str = Field(description="Where a person reads it")
    self: str = Field(description="Where a program asks for it")


class AuditLine(AuditShort):
    """An audit in a list."""


class Audits(Reply):
    """All audits, those of the command line too, the newest first."""

    audits: list[AuditLine] = Field(description="Asked for, made, stopped or failed")


class StageTold(Reply):
    """A stage of an audit."""

    name: str = Field(description="What is done in it")
    how: Literal["done", "now", "later"] = Field(description="How it stands")


class ClaimWord(Reply):
    """The word of one claim over all theories."""

    claim: str = Field(description="Name of the claim", examples=["C1"])
    word: Word = Field(description="What is said of it")


class FileTold(Reply):
    """A file that an audit has left."""

    name: FileName = Field(description="By which it is asked for")
    media: str = Field(description="Its media type")
    says: str = Field(description="What it holds")
    address: str = Field(description="Where it is to be had")


class AuditTold(AuditShort):
    """An audit: how it stands, what came of it, and where more is to be had."""

    words: str = Field(description="What is being done; empty where nothing is")
    stages: list[StageTold] = Field(description="All stages; none where it is not under way")
    said: list[str] = Field(description="Why it failed, one line a problem")
    sentences: list[str] = Field(description="The judgement in plain sentences; none before it is done")
    verdicts: list[ClaimWord] = Field(description="The word of every claim; none before it is done")
    files: list[FileTold] = Field(description="Its exports; none before it is done")
    laid_out: bool = Field(
        description="Whether claims, judged and graph can be asked for: not where another version made it"
    )
    events: str = Field(description="Where its progress is told")


class JudgedSent(Sent):
    """The premises that are granted, stated and unstated, and the conclusions that are asked."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"granted": ["C1", "H1"]}]})

    granted: Names | None = Field(None, description="Names; every premise that is tried where it is left out")
    conclusions: Names | None = Field(None, description="Names; every conclusion where it is left out")


class FractionTold(Reply):
    """A share of draws; null where there was no draw, or nothing to ask of them."""

    share: float | None = Field(description="The share")
    error: float | None = Field(description="Its Monte Carlo error")
    of: int = Field(description="Draws that were counted")


class JudgedTheory(Reply):
    """The argument under one theory."""

    theory: str = Field(description="Name of the theory")
    weight: float = Field(description="Its weight among the theories")
    validity: FractionTold = Field(
        description="Draws in which every conclusion follows, of those that meet the granted premises"
    )
    soundness: FractionTold = Field(description="Draws that meet the granted premises")
    asked: int = Field(description="Granted premises that it can express")
    few: bool = Field(description="Whether too few draws meet them for the shares to be relied on")
    clash: list[str] = Field(
        description="Where no draw meets them: the two that most often exclude each other"
    )


class JudgedTold(Reply):
    """Validity and soundness of an argument with some premises granted, counted from its draws."""

    identifier: Identifier
    granted: list[str] = Field(description="Premises that are granted")
    conclusions: list[str] = Field(description="Conclusions that are asked")
    premises: list[str] = Field(description="All premises that can be granted")
    validity: FractionTold = Field(description="Weighted over theories")
    soundness: FractionTold = Field(description="Weighted over theories")
    theories: list[JudgedTheory] = Field(description="The same theory by theory")
    said: str = Field(description="What has moved against all premises granted, in a sentence")
    warnings: list[str] = Field(description="What keeps the numbers from being relied on")


class LinkTold(Reply):
    """An influence of a cause, from what it reads to what it moves."""

    cause: str = Field(description="Name of the cause")
    source: str = Field(description="Path of what it reads")
    target: str = Field(description="Path of what it moves")
    sign: Sign = Field(description="Which way: + raises, - lowers, ? either way")


class GraphTold(Reply):
    """The causal graph of an audit, or the part of it that lies on the ways of a claim."""

    identifier: Identifier
    claim: str = Field(description="The claim whose ways are shown; empty: the whole graph")
    theories: list[str] = Field(description="The theories whose causes are shown")
    nodes: list[str] = Field(description="Paths, in alphabetical order")
    links: list[LinkTold] = Field(description="Each influence between them")
