"""Every form other than a sign, lived on the engine: known effects, and claims that are true and false."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from detente.pipeline.forms.catalogue import FORMS
from detente.pipeline.forms.compare import Compare
from detente.pipeline.forms.dose import Dose
from detente.pipeline.forms.form import Form
from detente.pipeline.forms.inference import Inference
from detente.pipeline.forms.interaction import Interaction
from detente.pipeline.forms.level import Level
from detente.pipeline.forms.null import Null
from detente.pipeline.forms.recovery import Recovery
from detente.pipeline.forms.share import Share
from detente.pipeline.forms.sign import Sign
from detente.pipeline.forms.substitution import Substitution
from detente.pipeline.forms.tradeoff import Tradeoff
from detente.pipeline.judging.verdict import FAILS, FOLLOWS, Under
from detente.pipeline.judging.words import word_of
from detente.pipeline.model import Model
from detente.pipeline.trial.audit import Auditor
from detente.pipeline.trial.plan import MIRROR, Planned
from detente.pipeline.trial.trying import Trying
from detente.vocabulary import (
    Change,
    Effect,
    Event,
    Mechanism,
    Normal,
    Number,
    Theory,
    View,
    mine,
    param,
    theirs,
)
from tests.audit.planted import ONCE, argument, claim, scenario

DRAWS = 64
MONTHS = 6  # a rate of so much a month comes to six times that at month 6
# nothing moves these but a deed: they start at 0.2 and at 0.3
X, Y = "A.isolation", "A.preconditions"
X0, Y0 = 0.2, 0.3
# of what fades at 0.5 a month: a strike at month 2 is felt for 15 quarters of a month
LEFT = (1 - 0.125) ** 15


def size() -> Number:
    return param("Size, of which 1 is the whole", Normal(1.0, 0.1), unit="1", source="assumed")


class Drift(Mechanism):
    """Discord grows by itself."""

    pace: Number = size()

    def effect(self, war: View) -> Effect:
        return Effect(per_month=Change(discord=0.02 * self.pace))


class Fading(Mechanism):
    """Nationalism wears off."""

    def effect(self, war: View) -> Effect:
        return Effect(per_month=Change(nationalism=-0.5 * war.me.nationalism))


class Levers(Mechanism):
    """Two levers: stocks rise with one, fall with it, have their best in between, or need both."""

    pace: Number = size()

    def effect(self, war: View) -> Effect:
        x, y = war.me.isolation, war.me.preconditions
        rates = Change(
            industry=0.05 * self.pace * x,
            supplies=-0.1 * self.pace * x,
            legitimacy=0.16 * self.pace * x * (1 - x),
            compromise=0.05 * self.pace * x * y,
            elite_cohesion=0.02 * self.pace * (x + y),
        )
        return Effect(per_month=rates)


class Strike(Mechanism):
    """A strike moves what the struck side has, and costs the striker a third of the casualties."""

    struck: Number = size()
    striking: Number = size()

    def effect(self, war: View) -> Effect:
        borne = Change(
            casualties=300.0 * self.struck,
            foe_averse=0.3 * self.struck,
            nationalism=0.2 * self.struck,
            war_support=-0.1 * self.struck,
        )
        return Effect(
            on={
                theirs(Event.DEEP_STRIKE): borne,
                mine(Event.DEEP_STRIKE): Change(casualties=100.0 * self.striking),
            }
        )


CAUSES = (Drift, Fading, Levers, Strike)
KNOWN = Theory("known", "-", (), CAUSES)
BARE = Theory("bare", "-", (), (Drift,))


@dataclass(frozen=True)
class Case:
    """A do-test, whether it holds, and the effect where every size is 1."""

    form: Form
    true: bool
    effect: float


def hold(path: str, value: object) -> str:
    return f"hold {path} {value}"


def level(moves: str, **bounds: float) -> Level:
    return Level(moves=moves, by=MONTHS, **bounds)


def dose(moves: str, sign: int) -> Dose:
    doses = (0.0, 0.5, 1.0)
    return Dose(do=(hold(X, "{dose}"),), doses=doses, moves=moves, by=MONTHS, sign=sign, smallest=0.05)


def trade(*moves: tuple[str, int]) -> Tradeoff:
    choices = (("more", (hold(X, 0.9),)), ("less", (hold(X, 0.1),)))
    return Tradeoff(choices=choices, moves=moves, by=MONTHS, smallest=0.05)


def make_up(*doses: float) -> Substitution:
    return Substitution(
        weaker=(hold(X, 0),),
        makes_up=(hold(Y, "{dose}"),),
        doses=doses,
        moves="A.elite_cohesion",
        by=MONTHS,
        sign=+1,
        smallest=0.01,
    )


def infer(at_least: float, **telling: float) -> Inference:
    belief = "A.foe_averse"
    return Inference(do=ONCE, prior=belief, posterior=belief, by=MONTHS, at_least=at_least, **telling)


def recover(moves: str, irreversible: bool) -> Recovery:
    return Recovery(
        do=ONCE, moves=moves, by=3, until=MONTHS, sign=+1, smallest=0.05, irreversible=irreversible
    )


def share(first: str, second: str, at_least: float) -> Share:
    parts = (f"{first}.casualties", f"{second}.casualties")
    return Share(do=ONCE, parts=parts, by=MONTHS, at_least=at_least, sign=+1)


def compare(sign: int, smallest: float) -> Compare:
    more, less = (hold(X, 0.9),), (hold(X, 0.5),)
    return Compare(do=more, than=less, moves="A.industry", by=MONTHS, sign=sign, smallest=smallest)


def interact(moves: str, sign: int) -> Interaction:
    both = {"first": (hold(X, 0.6),), "second": (hold(Y, 0.9),)}
    return Interaction(**both, moves=moves, by=MONTHS, sign=sign, smallest=0.04)


def null(sign: int, smallest: float) -> Null:
    return Null(do=ONCE, moves="A.war_support", by=MONTHS, sign=sign, smallest=smallest)


BEST = MONTHS * 0.16 * 0.25  # of legitimacy, at a dose of one half; none at either end
BOTH = MONTHS * 0.05 * (0.6 - X0) * (0.9 - Y0)
BAYES = 0.3 * 4 / (0.3 * 4 + 0.7)
CASES = {
    "a level without deed": Case(level("A.discord", above=0.28), True, 0.32),
    "a level between": Case(level("A.discord", above=0.28, below=0.36), True, 0.32),
    "a level not reached": Case(level("A.discord", above=0.36), False, 0.32),
    "a best dose between": Case(dose("A.legitimacy", +1), True, BEST),
    "a best dose at the end": Case(dose("A.industry", +1), False, -MONTHS * 0.05 * 0.5),
    "no worst dose between": Case(dose("A.legitimacy", -1), False, -BEST),
    "a trade-off": Case(trade(("A.industry", 1), ("A.supplies", 1)), True, MONTHS * 0.05 * 0.8),
    "a choice that is best": Case(trade(("A.industry", 1), ("A.supplies", -1)), False, 0.0),
    "enough to make up": Case(make_up(0.4, 0.6), True, MONTHS * 0.02 * 0.3),
    "too little to make up": Case(make_up(0.3, 0.35), False, MONTHS * 0.02 * 0.05),
    "a belief that grows": Case(infer(0.5), True, 0.3),
    "a belief that grows too little": Case(infer(0.75), False, 0.3),
    "a telling act": Case(infer(0.5, likelihood_ratio=4.0, attribution=1.0), True, BAYES - 0.3),
    "an act that says little": Case(
        infer(0.5, likelihood_ratio=4.0, attribution=0.2), False, 0.2 * (BAYES - 0.3)
    ),
    "what wears off": Case(recover("A.nationalism", False), True, 0.2 * LEFT),
    "what does not last": Case(recover("A.nationalism", True), False, 0.2 * LEFT),
    "what lasts": Case(recover("A.foe_averse", True), True, 0.3),
    "what does not wear off": Case(recover("A.foe_averse", False), False, 0.3),
    "the larger part": Case(share("A", "B", 0.5), True, 0.75),
    "not nearly all": Case(share("A", "B", 0.9), False, 0.75),
    "the smaller part": Case(share("B", "A", 0.5), False, 0.25),
    "more than the other": Case(compare(+1, 0.05), True, MONTHS * 0.05 * 0.4),
    "not so much more": Case(compare(+1, 0.2), False, MONTHS * 0.05 * 0.4),
    "not less than the other": Case(compare(-1, 0.0), False, MONTHS * 0.05 * 0.4),
    "each needs the other": Case(interact("A.compromise", +1), True, BOTH),
    "they do not hinder each other": Case(interact("A.compromise", -1), False, BOTH),
    "they only add up": Case(interact("A.elite_cohesion", +1), False, 0.0),
    "next to nothing": Case(null(0, 0.2), True, -0.1),
    "not nothing": Case(null(0, 0.05), False, -0.1),
    "nothing upwards": Case(null(+1, 0.01), True, -0.1),
    "something downwards": Case(null(-1, 0.05), False, -0.1),
}


@pytest.fixture(scope="module")
def tried() -> Trying:
    """All cases, lived in one laboratory."""
    asked = argument(*(claim(f"C{n}", case.form) for n, case in enumerate(CASES.values(), 1)))
    model = Model(CAUSES, ("backer",))
    made = Auditor(asked, scenario(), model, (KNOWN, BARE), lives=1, focus=KNOWN.name, threads=2)
    made.lab.prepare()
    found = Trying(made.plan, made.lab, made.theories, made.trying.ways, first=DRAWS, most=DRAWS)
    found.run()
    return found


@pytest.fixture(scope="module")
def verdicts(tried: Trying) -> dict[str, Under]:
    return {name: tried.verdict(KNOWN, test) for name, test in zip(CASES, straight(tried), strict=True)}


def straight(tried: Trying) -> list[Planned]:
    return [test for test in tried.plan.tests if not test.key.endswith(MIRROR)]


def of(form: type[Form]) -> Iterator[Case]:
    return (case for case in CASES.values() if isinstance(case.form, form))


@pytest.mark.parametrize("name", CASES)
def test_what_is_true_follows_and_what_is_false_fails(name: str, verdicts: dict[str, Under]):
    found, case = verdicts[name], CASES[name]
    assert found.expressible and found.draws == DRAWS
    assert found.share > FOLLOWS if case.true else found.share < FAILS
    assert word_of([found]) == ("follows" if case.true else "fails")


@pytest.mark.parametrize("name", CASES)
def test_the_effect_is_the_one_planted(name: str, verdicts: dict[str, Under]):
    found, case = verdicts[name], CASES[name]
    assert found.mean == pytest.approx(case.effect, rel=0.01, abs=3 * found.error + 1e-5)


def test_every_form_but_the_sign_has_true_and_false_claims():
    for form in FORMS.values():
        if form is not Sign:
            assert {case.true for case in of(form)} == {True, False}, form


def test_a_theory_without_the_causes_can_only_look_at_what_there_is(tried: Trying):
    """The words are the causes' doing: without them the very same deeds lead nowhere."""
    for test in straight(tried):
        alone = all(cause == effect for cause, effect in test.form.causes_and_effects)
        assert tried.verdict(BARE, test).expressible == alone, test.form
