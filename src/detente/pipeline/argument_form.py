"""What an argument file may hold: the form that YAML, editors and the command line share."""

from typing import Annotated, Any, Literal

from pydantic import Field

from detente.pipeline.argument import ClaimType, Modality, Role
from detente.pipeline.do_test_form import AnyDeeds, AnyTest, Month, Path
from detente.pipeline.scenario_form import SLUG, Form, Label, Text, When, published_schema

SCHEMA = "detente/argument-1"
LONGEST_TEXT = 1_000_000  # characters of a document
MOST_CLAIMS = 1_000

NAME = r"^[A-Za-z][A-Za-z0-9_.-]*$"
UNTESTED = r"^(fact|motive|evaluation|prescription|definition|repeats [A-Za-z][A-Za-z0-9_.-]*)$"
DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"
SHA256 = r"^[0-9a-f]{64}$"


Name = Annotated[str, Field(pattern=NAME, max_length=20)]
Names = Annotated[list[Name], Field(min_length=1, max_length=200)]


class DocumentForm(Form):
    """The document that was read; its text is not kept here."""

    title: Annotated[str, Field(min_length=1, max_length=400)] = Field(description="Its title")
    date: Annotated[str, Field(pattern=DAY)] = Field(description="When it appeared: 2026-02-09, or 2026-02")
    sha256: Annotated[str, Field(pattern=SHA256)] = Field(
        description="SHA-256 of its text in UTF-8: 64 hexadecimal digits in small letters"
    )
    characters: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = Field(
        description="Length of its text in characters (code points)"
    )
    standpoint: Text = Field(description="Where its author stands, in a sentence")


class ClaimForm(Form):
    """One claim of the document."""

    id: Name = Field(description="A short name, such as C28")
    span: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)] = Field(
        description="First character, and the one after the last, counted from 0"
    )
    paraphrase: Text = Field(description="What it says, in our words and by role")
    speaker: Label = Field("author", description="Who says it: the author, or whom the author quotes")
    type: ClaimType = Field(description="factual, causal, predictive, prescriptive or evaluative")
    modality: Modality = Field(description="asserted, hedged, attributed or predicted")
    role: Role = Field(description="premise, conclusion or aside")
    loaded: Annotated[list[Text], Field(max_length=20)] = Field(
        [], description="Loaded words, described and not quoted"
    )
    tests: Annotated[list[AnyTest], Field(min_length=1, max_length=10)] | None = Field(
        None, description="Do-tests; the first decides the verdict"
    )
    untested: Annotated[str, Field(pattern=UNTESTED)] | None = Field(
        None,
        description="Why it cannot be tried: fact, motive, evaluation, prescription, definition, repeats C20",
    )
    reason: Text | None = Field(None, description="The same in a sentence")


class HiddenForm(Form):
    """What the argument needs and does not say: exactly one of when, test and untested."""

    id: Name = Field(description="A short name, such as H1")
    paraphrase: Text = Field(description="What it says, in our words and by role")
    needed_by: Names = Field(description="Claims that rest on it")
    when: Text | None = Field(None, description="It holds in draws where this does: `talks > 0.5 at 1`")
    test: AnyTest | None = Field(None, description="It holds in draws where this test does")
    untested: Text | None = Field(None, description="Why it cannot be tried")


class TensionForm(Form):
    """Claims that may not be able to hold together."""

    id: Name = Field(description="A short name, such as T1")
    paraphrase: Text = Field(description="What pulls against what, in our words and by role")
    claims: Names = Field(description="The claims")
    untested: Text | None = Field(None, description="Why it cannot be tried")


class HappenedForm(Form):
    """What was foretold, in terms that a simulated war can answer, and whether it came about."""

    foretold: Text = Field(description="What was foretold, in our words and by role")
    what: Path = Field(
        description="The same in the model's words: an event or ending (`talks-close`), "
        "or a condition without a month (`talks < 0.5`)"
    )
    by: Month = Field(description="By when, in months from the scenario's beginning: 12 days are 0.4")
    came: bool = Field(description="true: it came about; false: it did not")
    document: Literal["will", "will not"] = Field(
        "will", description="Whether the document says that it will come about, or that it will not"
    )
    do: AnyDeeds = Field([], description="What is done where it was seen; left out: the scenario as it is")


class EvidenceForm(Form):
    """Dated public evidence from after the document."""

    claims: Names = Field(description="The claims it bears on")
    date: When = Field(description="The date or span it is for: 2026, 2026-02, 2026-02-06, A/B")
    says: Text = Field(description="What it says")
    source: str = Field(description="A key of sources.bib")
    bears: Literal["for", "against", "open"] = Field(description="for, against, or open")
    happened: HappenedForm | None = Field(
        None, description="Where it settles a prediction: what was foretold, and whether it came about"
    )


class ArgumentForm(Form):
    """An argument: a document, who is who in it, its claims, and how each can be tried."""

    format: Literal["detente/argument-1"] = Field(alias="schema", description="detente/argument-1")
    name: Annotated[str, Field(pattern=SLUG, max_length=60)] = Field(
        description="Short name: small letters, digits and hyphens"
    )
    document: DocumentForm = Field(description="The document that was read")
    roles: Annotated[dict[str, Label], Field(min_length=2, max_length=10)] = Field(
        description="Who the sides A and B and the third parties are in the document, by role"
    )
    claims: Annotated[list[ClaimForm], Field(min_length=1, max_length=MOST_CLAIMS)] = Field(
        description="The claims, in the order of the document"
    )
    hidden: Annotated[list[HiddenForm], Field(max_length=100)] = Field([], description="Hidden premises")
    tensions: Annotated[list[TensionForm], Field(max_length=100)] = Field(
        [], description="Claims that may not be able to hold together"
    )
    record: Annotated[list[EvidenceForm], Field(max_length=1_000)] = Field(
        [], description="Public evidence from after the document"
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an argument file, for editors and other programs."""
    return published_schema(ArgumentForm, "detente argument")
