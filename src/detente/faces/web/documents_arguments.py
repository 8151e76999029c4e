"""The documents of the JSON interface to arguments: what one holds, and what comes of checking one."""

from typing import Annotated, Literal

from pydantic import Field

from detente.faces.web.documents import ErrorTold, Reply, Sent
from detente.pipeline.argument import ClaimType, Modality, Role
from detente.shelf.read_text import LARGEST

Span = Annotated[
    list[int],
    Field(
        min_length=2,
        max_length=2,
        description="Its first character in the document's text and the one after its last",
    ),
]


class ArgumentLine(Reply):
    """An argument in a list."""

    name: str = Field(description="By which it is asked for", examples=["op-ed-2026-02"])
    title: str = Field(description="Title of its document")
    own: bool = Field(description="Whether the user brought it; the others come with detente")


class Arguments(Reply):
    """The arguments that can be tried."""

    arguments: list[ArgumentLine] = Field(description="Those that come with detente, then the user's own")


class DocumentTold(Reply):
    """The document that was read. Its text is the user's own; only its fingerprint is told."""

    title: str = Field(description="What it is called")
    date: str = Field(description="When it came out")
    sha256: str = Field(description="Fingerprint of its text in UTF-8")
    characters: int = Field(description="Length of its text")
    standpoint: str = Field(description="Where its author stands, in a sentence")


class TestSaid(Reply):
    """A do-test of a claim."""

    __test__ = False  # a do-test, not one of ours

    sentence: str = Field(description="What is tried, in a plain sentence; sides and third parties by role")
    when: str = Field(description="The condition on a draw under which it is tried; empty where it has none")


class ClaimRead(Reply):
    """What a claim says, where it stands in the document, and what the argument has it for."""

    name: str = Field(description="By which it is asked for, and verdicts name it", examples=["C1"])
    span: Span
    paraphrase: str = Field(description="What it says, in other words and by role")
    speaker: str = Field(description="Who says it")
    type: ClaimType = Field(description="What kind of claim it is")
    modality: Modality = Field(description="How it is said")
    role: Role = Field(description="What the argument has it for")


class ClaimSaid(ClaimRead):
    """A claim of the document, and how it can be tried."""

    loaded: list[str] = Field(description="Loaded words, described and not quoted")
    tests: list[TestSaid] = Field(description="Do-tests; none where it cannot be tried")
    untested: str = Field(description="Why it cannot be tried, in a word; empty where it can")
    reason: str = Field(description="The same in a sentence")


class HiddenSaid(Reply):
    """What the argument needs and does not say."""

    name: str = Field(description="By which verdicts name it", examples=["H1"])
    paraphrase: str = Field(description="What it says")
    needed_by: list[str] = Field(description="Claims that rest on it")
    when: str = Field(description="The condition under which it holds in a draw; empty where a test says so")
    test: TestSaid | None = Field(description="The test that says when it holds; null where there is none")
    untested: str = Field(description="Why it cannot be tried, in a word; empty where it can")


class TensionSaid(Reply):
    """Claims that may not be able to hold together."""

    name: str = Field(description="By which verdicts name it", examples=["T1"])
    paraphrase: str = Field(description="Why they may not")
    claims: list[str] = Field(description="Names of the claims")
    untested: str = Field(description="Why it cannot be tried, in a word; empty where it can")


class HappenedSaid(Reply):
    """What was foretold, and whether it came about."""

    foretold: str = Field(description="What was foretold, in other words")
    what: str = Field(description="The same as a simulated war can answer it")
    by: float = Field(description="Months from the beginning of the scenario")
    came: bool = Field(description="Whether it came about")
    will: bool = Field(description="Whether the document says that it will; false: that it will not")
    do: list[str] = Field(description="Deeds in the world in which it was seen")


class EvidenceSaid(Reply):
    """Dated public evidence from after the document."""

    claims: list[str] = Field(description="Claims that it bears on")
    date: str = Field(description="Of what happened")
    says: str = Field(description="What happened, in a sentence or two")
    source: str = Field(description="Key of a work of GET /api/sources")
    bears: Literal["for", "against", "open"] = Field(description="How it bears on the claims")
    happened: HappenedSaid | None = Field(description="What it settles; null where it settles no prediction")


class ArgumentTold(Reply):
    """An argument, checked. Claims stand in the order of the document."""

    name: str = Field(description="By which it is asked for", examples=["op-ed-2026-02"])
    own: bool = Field(description="Whether the user brought it")
    document: DocumentTold = Field(description="The document that was read")
    roles: dict[str, str] = Field(description="Who the sides and third parties are in it, by role")
    claims: list[ClaimSaid] = Field(description="What it claims")
    hidden: list[HiddenSaid] = Field(description="What it needs and does not say")
    tensions: list[TensionSaid] = Field(description="What may not be able to hold together")
    record: list[EvidenceSaid] = Field(description="What is known to have happened since")


EXAMPLE = (
    "schema: detente/argument-1\nname: my-argument\n"
    "document: {title: A note, date: 2026-02-09, sha256: "
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, characters: 40, "
    "standpoint: Takes the part of nobody.}\nroles: {A: the stronger state, B: the weaker state}\n"
    "claims:\n- {id: C1, span: [0, 40], paraphrase: A raid lowers progress in talks., type: causal, "
    "modality: asserted, role: conclusion, tests: [{form: sign, do: force B.deep-strike at 1, "
    'moves: talks_progress, sign: "-", by: 3, smallest: 0.005}]}\n'
)


class ArgumentText(Sent):
    """The text of an argument file."""

    text: str = Field(
        max_length=LARGEST,
        description="YAML 1.2, as `detente schema argument` describes it",
        examples=[EXAMPLE],
    )


class CheckedArgument(Reply):
    """What came of checking an argument file."""

    valid: bool = Field(description="Whether it can be tried")
    errors: list[ErrorTold] = Field(description="All that is wrong, by place; empty where it is valid")
    argument: ArgumentTold | None = Field(description="What it holds; null where it is not valid")


class Suits(Reply):
    """A scenario, and whether an argument can be tried on it."""

    scenario: str = Field(description="Its name", examples=["mirror-sides"])
    title: str = Field(description="What a reader calls it")
    why_not: str = Field(description="What keeps the argument from it; empty where nothing does")


class SuitsTold(Reply):
    """The scenarios on which an argument can be tried, and what keeps it from the others."""

    name: str = Field(description="Name of the argument")
    scenarios: list[Suits] = Field(description="Those that suit it first")
