"""What the editor asks for: the fields of each part of an argument, from the same forms that files have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from detente.pipeline.argument_form import ClaimForm, EvidenceForm, HappenedForm, HiddenForm, TensionForm
from detente.pipeline.do_test_form import TESTS, GoodForm

PARTS = ("claims", "hidden", "tensions", "record")
ONE = {"claims": "claim", "hidden": "hidden premise", "tensions": "tension", "record": "piece of evidence"}
LETTER = {"claims": "C", "hidden": "H", "tensions": "T"}


@dataclass(frozen=True)
class Field:
    """One thing to fill in.

    kind     a key of `editor_kinds.KINDS`: how it is typed, kept and written
    label    what the page calls it; `name` is what a file calls it
    options  (value, words) to choose from
    pool     whose names can be searched: "outcome", "stock", "source"
    inner    what a row or a group is made of
    """

    name: str
    kind: str
    label: str = ""
    help: str = ""
    needed: bool = False
    options: tuple[tuple[str, str], ...] = ()
    pool: str = ""
    inner: tuple["Field", ...] = ()


LABELS: Mapping[str, str] = {
    "id": "Short name",
    "span": "Passage",
    "paraphrase": "In other words",
    "speaker": "Who says it",
    "type": "Type",
    "modality": "How it is said",
    "role": "Role in the argument",
    "loaded": "Loaded words",
    "tests": "Do-tests",
    "untested": "Why it cannot be tried",
    "reason": "That reason in a sentence",
    "needed_by": "Claims that rest on it",
    "claims": "Claims",
    "when": "Only where",
    "test": "Do-test",
    "date": "Date",
    "says": "What it says",
    "source": "Source",
    "bears": "It bears",
    "happened": "What happened",
    "foretold": "What was foretold",
    "what": "In the model's words",
    "by": "By month",
    "until": "Until month",
    "came": "Did it come about?",
    "document": "The document says that it",
    "form": "Question",
    "do": "What is done",
    "than": "Than what other act",
    "first": "First act",
    "second": "Second act",
    "against": "Compared with a world in which",
    "weaker": "What makes it worse",
    "makes_up": "What makes up for it",
    "choices": "Choices",
    "doses": "Doses",
    "moves": "What it moves",
    "parts": "Parts of the cost",
    "sign": "Direction",
    "smallest": "Smallest effect of interest",
    "left": "Share that must be left",
    "irreversible": "Is it claimed to last?",
    "prior": "Belief before",
    "posterior": "Belief after",
    "at_least": "At least",
    "likelihood_ratio": "Likelihood ratio",
    "attribution": "Attribution",
    "below": "Below",
    "above": "Above",
    "good": "Better if there is",
}
HELP: Mapping[str, str] = {
    "irreversible": "Yes: it is claimed to last; no: it is claimed to pass",
    "do": "Deeds of one world; all of them are done",
    "than": "The act it is compared with",
    "against": "Deeds in the world compared with; without any, things are left as they are",
    "when": "Only in draws where this holds in the world compared with",
    "loaded": "Described and not quoted, one a line",
    "tests": "The first decides the verdict; as premise or conclusion a claim holds where all do",
    "speaker": "The author, or whom the author quotes",
    "paraphrase": "Not the document's words; sides and parties by role",
    "type": "",
    "modality": "",
    "role": "",
    "sign": "",
    "good": "",
    "bears": "",
    "smallest": "In the unit of what it moves; 0 where left out",
    "by": "A whole month, at whose end it is looked at",
    "moves": "What is looked at: search by name or meaning",
    "makes_up": "With {dose} in the place of a number",
    "doses": "Rising numbers, with blanks or commas between them",
    "reason": "Why no do-test can say anything of it",
}
ORDER = (
    *("form", "do", "first", "second", "choices", "weaker", "makes_up", "than", "against", "doses"),
    *("prior", "posterior", "moves", "parts", "sign", "smallest", "by", "until"),
)
SIGNS = {"+": "+ more", "-": "− less", "0": "0 neither"}
KIND: Mapping[str, str] = {
    **dict.fromkeys(("paraphrase", "reason", "says", "foretold"), "text"),
    **dict.fromkeys(("do", "than", "first", "second", "against", "weaker", "makes_up"), "deeds"),
    **dict.fromkeys(("needed_by", "claims"), "names"),
    **dict.fromkeys(("moves", "what", "source", "prior", "posterior"), "word"),
    **{"span": "span", "loaded": "lines", "tests": "tests", "test": "test", "when": "conditions"},
    **{"doses": "numbers", "parts": "words", "choices": "pairs", "happened": "group"},
}
POOL = {"source": "source", "prior": "stock"}
FORMS = tuple((name, str(card.model_fields["form"].description)) for name, card in TESTS.items())
FORM = Field("form", "choice", LABELS["form"], needed=True, options=FORMS)


@cache
def fields(part: str) -> tuple[Field, ...]:
    """Return the fields of one item of a part of an argument."""
    return {"head": HEAD, **_OF_PARTS}[part]


@cache
def fields_of_test(form: str) -> tuple[Field, ...]:
    """Return the fields of a do-test of a form; only its form where there is none of that name."""
    found = {one.name: one for one in _of(TESTS[form])} if form in TESTS else {}
    if form == "tradeoff":
        moves = found["moves"]
        inner = tuple(
            replace(one, label="Outcome", help="") if one.name == "what" else one for one in _of(GoodForm)
        )
        found["moves"] = Field("moves", "rows", moves.label, moves.help, True, inner=inner)
    rest = [name for name in found if name not in ORDER and name != "when"]
    names = [name for name in (*ORDER, *rest, "when") if name in found and name != "form"]
    return (FORM, *(found[name] for name in names))


def _of(form: type[BaseModel]) -> tuple[Field, ...]:
    return tuple(_field(name, about, form) for name, about in form.model_fields.items())


def _field(name: str, about: FieldInfo, form: type[BaseModel]) -> Field:
    kind = KIND.get(name) or _kind(about.annotation)
    if name == "untested":
        kind = "untested" if form is ClaimForm else "text"
    words = {**SIGNS, **({"+": "+ raises", "-": "− lowers"} if name == "sign" else {})}
    options = tuple((one, words.get(one, one)) for one in get_args(about.annotation) if kind == "choice")
    pool = POOL.get(name, "outcome") if kind in ("word", "words") else ""
    inner: tuple[Field, ...] = {
        "happened": lambda: _of(HappenedForm),
        "choices": lambda: (Field("do", "deeds", "What is done"),),
    }.get(name, lambda: ())()
    if name == "when" and form is HiddenForm:
        return Field(name, kind, "It holds where", "In the scenario as it is")
    plain = (about.description or "").replace("`", "")
    help_text = plain if form is HappenedForm else HELP.get(name, plain)
    return Field(name, kind, LABELS.get(name, name), help_text, about.is_required(), options, pool, inner)


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return "choice"
    kinds = _plain(annotation)
    return "flag" if bool in kinds else "number" if float in kinds else "line"


def _plain(annotation: Any) -> set[Any]:
    """Return the plain types in an annotation, whatever is said of them."""
    parts = get_args(annotation)
    if not parts or get_origin(annotation) is Literal:
        return {annotation}
    of_all = parts[:1] if get_origin(annotation) is Annotated else parts
    return {one for part in of_all for one in _plain(part)}


_OF_PARTS = {
    "claims": _of(ClaimForm),
    "hidden": _of(HiddenForm),
    "tensions": _of(TensionForm),
    "record": _of(EvidenceForm),
}
HEAD = (
    Field("name", "line", "Short name", "Small letters, digits and hyphens; the argument's address", True),
    Field(
        "document",
        "part",
        "Document",
        inner=(
            Field("title", "line", "Title", "", True),
            Field("date", "line", "When it appeared", "2026-02-09, or 2026-02", True),
            Field("standpoint", "text", "Where its author stands", "A sentence, by role", True),
        ),
    ),
    Field("language", "own", "Language of the text", "A code such as en, de or pt-BR"),
    Field(
        "roles",
        "pairs",
        "Who is who",
        "The sides A and B, and third parties as the scenario names them; each by role",
        True,
        inner=(Field("who", "line", "Who it is, by role"),),
    ),
)
