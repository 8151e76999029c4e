"""An argument, checked: what a document claims, by whom, where, and how each claim can be tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente.pipeline.forms.form import Form, World

ClaimType = Literal["factual", "causal", "predictive", "prescriptive", "evaluative"]
Modality = Literal["asserted", "hedged", "attributed", "predicted"]
Role = Literal["premise", "conclusion", "aside"]


@dataclass(frozen=True)
class Document:
    """The document that was read. Its text is the user's own; only its fingerprint is kept.

    characters   length of the text, decoded as UTF-8
    standpoint   where its author stands, in a sentence
    """

    title: str
    date: str
    sha256: str
    characters: int
    standpoint: str


@dataclass(frozen=True)
class Test:
    """One do-test, and its mirror image: the same with the sides exchanged.

    when     a condition on a draw, in the words of `conditions.py`; "" where there is none
    """

    __test__ = False  # a do-test, not one of ours

    form: Form
    mirror: Form
    when: str = ""


@dataclass(frozen=True)
class Claim:
    """One claim of a document.

    span       first character and the one after the last, in the document's text
    paraphrase what it says, in our words and by role
    speaker    who says it: the author, or whom the author quotes
    loaded     loaded words, described and not quoted
    tests      the do-tests, or none
    untested   why it cannot be tried, "" where it can: "fact", "motive", "evaluation", "prescription",
               "definition", or "repeats C20"
    reason     the same in a sentence
    """

    name: str
    span: tuple[int, int]
    paraphrase: str
    speaker: str
    type: ClaimType
    modality: Modality
    role: Role
    loaded: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    untested: str = ""
    reason: str = ""


@dataclass(frozen=True)
class HiddenPremise:
    """What the argument needs and does not say.

    needed_by   claims that rest on it
    test        when it holds in a draw: a do-test or a condition (`when` of a test without form)
    """

    name: str
    paraphrase: str
    needed_by: tuple[str, ...]
    when: str = ""
    test: Test | None = None
    untested: str = ""


@dataclass(frozen=True)
class Tension:
    """Claims that may not be able to hold together."""

    name: str
    paraphrase: str
    claims: tuple[str, ...]
    untested: str = ""


@dataclass(frozen=True)
class Happened:
    """What was foretold, in terms that a simulated war can answer, and whether it came about.

    foretold   what was foretold, in our words
    what       an event or an ending (`talks-close`), or a condition on stocks and derived quantities in the
               words of `conditions.py`, without a month (`talks < 0.5`)
    by         months from the scenario's beginning: by then the event or ending, then the state
    came       whether it came about
    will       whether the document says that it will come about; False: that it will not
    do         deeds in the world in which it was seen; () is the scenario as it is
    """

    foretold: str
    what: str
    by: float
    came: bool
    will: bool = True
    do: World = ()


@dataclass(frozen=True)
class Evidence:
    """Dated public evidence from after the document, for the claims it bears on.

    bears      "for", "against" or "open"
    happened   where it settles a prediction: what was foretold, and whether it came about
    """

    claims: tuple[str, ...]
    date: str
    says: str
    source: str
    bears: Literal["for", "against", "open"]
    happened: Happened | None = None


@dataclass(frozen=True)
class Argument:
    """A checked argument: claims in the order of the document."""

    name: str
    document: Document
    roles: Mapping[str, str]  # `A`, `B` and third parties -> who they are in the document, by role
    claims: tuple[Claim, ...]
    hidden: tuple[HiddenPremise, ...]
    tensions: tuple[Tension, ...]
    record: tuple[Evidence, ...]
