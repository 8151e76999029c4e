"""What a do-test may hold in a file: one form of it for each form of question, told apart by `form`."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from detente.pipeline.scenario_form import LONGEST_WAR, Form, Label, Text


def deeds_of(given: Any) -> Any:
    """Return the deeds of one world, written as one text with `;` between them or as a list of such texts.

    >>> deeds_of("force B.deep-strike  at 2; cut rally")
    ['force B.deep-strike at 2', 'cut rally']
    """
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return given
    return [" ".join(part.split()) for text in texts for part in text.split(";")]


def _as_text(given: Any) -> Any:
    # `sign: 0` is what people write, and YAML reads it as a number
    return "0" if type(given) is int and given == 0 else given


def _shape(fewest: int) -> WithJsonSchema:
    deed = {"type": "string", "maxLength": 400}
    choices = [deed | {"minLength": fewest}, {"type": "array", "items": deed, "minItems": fewest}]
    return WithJsonSchema({"anyOf": choices})


Deed = Annotated[str, Field(max_length=400)]
AnyDeeds = Annotated[list[Deed], BeforeValidator(deeds_of), Field(max_length=20), _shape(0)]
Deeds = Annotated[list[Deed], BeforeValidator(deeds_of), Field(min_length=1, max_length=20), _shape(1)]
Month = Annotated[float, Field(gt=0, le=LONGEST_WAR)]
Share = Annotated[float, Field(ge=0, le=1)]
PartShare = Annotated[float, Field(ge=0, lt=1)]
Way = Literal["+", "-"]
Path = Annotated[str, Field(min_length=1, max_length=200)]

# keys that mean the same in every test that has them
Act = Annotated[
    Deeds,
    Field(description="What is done, in the words of the `do` language; `;` between deeds of one world"),
]
Outcome = Annotated[
    Path, Field(description="What is looked at: a stock, derived quantity, ending, event, or special word")
]
By = Annotated[Month, Field(description="Month by which it is looked at")]
Sign = Annotated[Way, Field(description="The claimed direction: '+' or '-'")]
Smallest = Annotated[
    float, Field(ge=0, description="Smallest effect of interest, in the unit of what is looked at")
]
Doses = Annotated[list[float], Field(max_length=20, description="Rising doses")]


class DoTest(Form):
    """What every do-test may have."""

    when: Text | None = Field(None, description="Only in draws where this holds: `talks > 0.5 at 1`")


class Compared(DoTest):
    """A do-test of a difference between worlds."""

    against: AnyDeeds = Field([], description="What is done in the world compared with; left out: nothing")


class SignTest(Compared):
    """The act moves the outcome in the claimed direction."""

    form: Literal["sign"] = Field(description="One effect has a sign")
    do: Act
    moves: Outcome
    by: By
    sign: Sign
    smallest: Smallest = 0.0


class NullTest(Compared):
    """The act moves the outcome by at most the smallest effect of interest."""

    form: Literal["null"] = Field(description="No effect that matters")
    do: Act
    moves: Outcome
    by: By
    sign: Annotated[
        Literal["+", "-", "0"],
        BeforeValidator(_as_text),
        WithJsonSchema({"enum": ["+", "-", "0", 0]}),
    ] = Field(description="'+': does not raise; '-': does not lower; '0': does neither")
    smallest: Annotated[float, Field(gt=0)] = Field(description="Up to which size an effect counts as none")


class CompareTest(Compared):
    """One act moves the outcome more than another."""

    form: Literal["compare"] = Field(description="Two effects compared")
    do: Act
    than: Deeds = Field(description="The act it is compared with")
    moves: Outcome
    by: By
    sign: Sign
    smallest: Smallest = 0.0


class InteractionTest(Compared):
    """Two acts together do more, or less, than the sum of each alone."""

    form: Literal["interaction"] = Field(description="Two by two")
    first: Deeds = Field(description="One act")
    second: Deeds = Field(description="The other act")
    moves: Outcome
    by: By
    sign: Sign
    smallest: Smallest = 0.0


class DoseTest(Compared):
    """An inner dose does better than the least and the greatest."""

    form: Literal["dose"] = Field(description="Dose and response with an interior best")
    do: Deeds = Field(description="Deeds with {dose} in the place of a number")
    doses: Annotated[Doses, Field(min_length=3)]
    moves: Outcome
    by: By
    sign: Sign
    smallest: Smallest = 0.0


class GoodForm(Form):
    """One outcome of a trade-off, and which direction of it is good."""

    what: Outcome
    good: Way = Field(description="'+' if more of it is better, '-' if less")


class TradeoffTest(Compared):
    """No choice is best in every respect."""

    form: Literal["tradeoff"] = Field(description="A choice without a dominating option")
    choices: Annotated[dict[Label, AnyDeeds], Field(min_length=2, max_length=8)] = Field(
        description="What can be done, by a name for each choice"
    )
    moves: Annotated[list[GoodForm], Field(min_length=2, max_length=8)] = Field(
        description="The outcomes that are traded"
    )
    by: By
    smallest: Smallest = 0.0


class SubstitutionTest(Compared):
    """Enough of one thing makes up for less of another."""

    form: Literal["substitution"] = Field(description="Substitution along an isoquant")
    weaker: Deeds = Field(description="What makes the outcome worse")
    makes_up: Deeds = Field(description="What is to make up for it, with {dose} in the place of a number")
    doses: Annotated[Doses, Field(min_length=1)]
    moves: Outcome
    by: By
    sign: Way = Field(description="'+' if more of the outcome is better, '-' if less")
    smallest: Smallest = 0.0


class RecoveryTest(Compared):
    """An effect lasts, or passes, within the horizon."""

    form: Literal["recovery"] = Field(description="Irreversible, or recovered from")
    do: Act
    moves: Outcome
    by: Month = Field(description="Month by which the effect is there")
    until: Month = Field(description="Month by which it is asked what is left of it")
    sign: Sign
    smallest: Smallest = 0.0
    left: Share = Field(0.5, description="Share of the effect that must be left to call it lasting")
    irreversible: bool = Field(description="true: it is claimed to last; false: it is claimed to pass")


class InferenceTest(Compared):
    """What an observer learns about a type from an act."""

    form: Literal["inference"] = Field(description="Inference about a type from an act")
    do: Act
    prior: Path = Field(description="The stock that holds the observer's belief before the act")
    posterior: Path = Field(description="The belief after it, looked at by the month")
    by: By
    at_least: PartShare = Field(description="How sure the observer is claimed to be")
    likelihood_ratio: Annotated[float, Field(gt=0, allow_inf_nan=True)] | None = Field(
        None, description="How many times likelier the act is from that type; .inf: only that type would"
    )
    attribution: Share | None = Field(None, description="Probability that the leadership ordered the act")


class LevelTest(DoTest):
    """An outcome is below, or above, a number."""

    form: Literal["level"] = Field(description="A level, not an effect")
    do: AnyDeeds = Field([], description="What is done; left out: nothing")
    moves: Outcome
    by: By
    below: float | None = Field(None, description="It is less than this")
    above: float | None = Field(None, description="It is more than this")


class ShareTest(Compared):
    """Of a total cost, one bears at least a share."""

    form: Literal["share"] = Field(description="A share of a cost")
    do: Act
    parts: Annotated[list[Path], Field(min_length=2, max_length=20)] = Field(
        description="What the cost is made of; the first is the one whose share is claimed"
    )
    by: By
    at_least: PartShare = Field(description="The claimed share of the total")
    sign: Way = Field(description="'+' if a rise is the cost, '-' if a fall is")


AnyTest = Annotated[
    SignTest
    | NullTest
    | CompareTest
    | InteractionTest
    | DoseTest
    | TradeoffTest
    | SubstitutionTest
    | RecoveryTest
    | InferenceTest
    | LevelTest
    | ShareTest,
    Field(discriminator="form"),
]
TESTS: dict[str, type[DoTest]] = {
    get_args(card.model_fields["form"].annotation)[0]: card for card in get_args(get_args(AnyTest)[0])
}
