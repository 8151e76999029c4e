"""Deletion: without one source, cause or premise exactly what depends on it changes or is marked."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from detente.faces.page.audit_render import render_audit
from detente.faces.page.publish import works
from detente.pipeline.argument import Argument, HiddenPremise
from detente.pipeline.argument_file import parse_argument
from detente.pipeline.audit_brief import AuditMaterials, audit_brief
from detente.pipeline.audit_brief_origins import Grounds
from detente.pipeline.audit_brief_words import identifier
from detente.pipeline.brief_beliefs import causes_of, parameters, starts
from detente.pipeline.forms.sign import Sign
from detente.pipeline.judging.sentences import sentences
from detente.pipeline.judging.verdict import Audit, ClaimVerdict
from detente.pipeline.model import Model
from detente.pipeline.scenario_file import parse
from detente.pipeline.trial.audit import Auditor
from detente.pipeline.trial.trying import Trying
from detente.shelf.packaged import packaged_argument, packaged_scenario, source_keys
from detente.vocabulary import (
    ASSUMED,
    Change,
    Effect,
    Event,
    LogNormal,
    Mechanism,
    Normal,
    Number,
    Theory,
    View,
    param,
    theirs,
)
from detente.vocabulary.errors import InvalidInput, Problem
from tests.audit import planted
from tests.audit.planted import ONCE, argument, claim
from tests.audit.test_audit_brief import Page, read, without_origin

DRAWS = 64
CITED, OTHER = "fearon1995", "powell2006"  # two works of the bibliography


def causes(source: str) -> tuple[type[Mechanism], ...]:
    """Return made-up causes, one of whose numbers rests on the source."""

    class Anger(Mechanism):
        """A strike stirs nationalism, and nationalism slows the front."""

        stir: Number = param("Nationalism stirred", LogNormal(0.05, 1.3), unit="1", source=source)
        drag: Number = param("Pace lost a month", LogNormal(0.1, 1.5), unit="1/month", source=OTHER)

        def effect(self, war: View) -> Effect:
            struck = Change(nationalism=self.stir)
            slowed = Change(ground_pace=-self.drag * war.me.nationalism)
            return Effect(on={theirs(Event.DEEP_STRIKE): struck}, per_month=slowed)

    class Hunger(Mechanism):
        """A strike costs supplies."""

        loss: Number = param("Supplies lost", Normal(0.2, 0.1), unit="euro_bn", source=OTHER)

        def effect(self, war: View) -> Effect:
            return Effect(on={theirs(Event.DEEP_STRIKE): Change(supplies=-self.loss)})

    class Retreat(Mechanism):
        """Who is low on supplies yields ground, and concedes."""

        yields: Number = param("Pace lost a month", LogNormal(0.01, 1.5), unit="1/month", source=ASSUMED)
        bends: Number = param("Willingness gained", LogNormal(0.02, 1.5), unit="1/month", source=ASSUMED)

        def effect(self, war: View) -> Effect:
            short = 4.0 - war.me.supplies
            rates = Change(ground_pace=-self.yields * short, compromise=self.bends * short)
            return Effect(per_month=rates)

    class Talk(Mechanism):
        """A strike costs trust."""

        doubt: Number = param("Trust lost", Normal(0.05, 0.05), unit="1", source=ASSUMED)

        def effect(self, war: View) -> Effect:
            return Effect(on={theirs(Event.DEEP_STRIKE): Change(trust=-self.doubt)})

    return Anger, Hunger, Retreat, Talk


EVERY = causes(CITED)
BY_NAME = {cause.__name__.lower(): cause for cause in EVERY}
CLAIMS = {
    "C1": Sign(do=ONCE, moves="A.trust", by=6, sign=-1, smallest=0.02),
    "C2": Sign(do=ONCE, moves="A.nationalism", by=6, sign=+1, smallest=0.045),
    "C3": Sign(do=ONCE, moves="A.supplies", by=6, sign=-1, smallest=0.1),
    "C4": Sign(do=ONCE, moves="A.compromise", by=6, sign=+1, smallest=0.01),
    "C5": Sign(do=ONCE, moves="A.ground_pace", by=6, sign=-1, smallest=0.02),
}
ON_THE_WAY = {
    "anger": {"C2", "C5"},
    "hunger": {"C3", "C4", "C5"},
    "retreat": {"C4", "C5"},
    "talk": {"C1"},
}


def asked() -> Argument:
    """Return five claims and two unstated premises: the last claim is the conclusion."""
    claims = [claim(name, form, role="premise") for name, form in CLAIMS.items()]
    hidden = (
        HiddenPremise("H1", "There is trust.", ("C5",), when="A.trust > 0.4 at 1"),
        HiddenPremise("H2", "The struck lose trust.", ("C5",), test=claim("H2", CLAIMS["C1"]).tests[0]),
    )
    return argument(*claims[:-1], replace(claims[-1], role="conclusion"), hidden=hidden)


def theories(*held: type[Mechanism]) -> tuple[Theory, Theory]:
    """Return a theory of these causes, and one that never loses any."""
    steady = tuple(cause for cause in held if cause.__name__ in ("Hunger", "Retreat"))
    return Theory("whole", "-", (), held), Theory("steady", "-", (), steady)


def auditor(argued: Argument, two: tuple[Theory, ...], model: tuple[type[Mechanism], ...] = EVERY) -> Auditor:
    made = Auditor(
        argued, planted.scenario(), Model(model, ("backer",)), two, lives=1, focus="whole", threads=2
    )
    few = Trying(made.plan, made.lab, two, made.trying.ways, first=DRAWS, most=DRAWS)
    made.__dict__["trying"] = few  # few draws do: what is compared here is the same to the last bit
    return made


@cache
def full() -> Audit:
    return auditor(asked(), theories(*EVERY)).audit({})


def by_name(audit: Audit) -> dict[str, ClaimVerdict]:
    return {one.claim: one for one in audit.claims}


def changed(one: Audit, other: Audit) -> set[str]:
    """The claims of which anything at all differs."""
    pairs = zip(one.claims, other.claims, strict=True)
    return {a.claim for a, b in pairs if repr(a) != repr(b)}


@pytest.mark.parametrize("name", ON_THE_WAY)
def test_without_a_cause_the_claims_on_whose_way_it_lies_change_and_no_others(name: str):
    whole, steady = theories(*EVERY)
    less = auditor(asked(), (whole.drop(BY_NAME[name]), steady)).audit({})
    named = {one.claim for one in full().claims if name in one.tests[0].under[0].causes}
    assert changed(full(), less) == named == ON_THE_WAY[name]
    for before, after in zip(full().claims, less.claims, strict=True):
        assert repr(before.tests[0].under[1]) == repr(after.tests[0].under[1]), (
            "the other theory has it still"
        )
        assert name not in after.tests[0].under[0].causes
    for table in ("validity", "soundness", "premises"):
        old, new = getattr(full().judgement, table), getattr(less.judgement, table)
        assert repr(old["steady"]) == repr(new["steady"])


@pytest.mark.parametrize("name", ["H1", "H2"])
def test_without_an_unstated_premise_only_the_judgement_changes(name: str):
    kept = tuple(one for one in asked().hidden if one.name != name)
    less = auditor(replace(asked(), hidden=kept), theories(*EVERY)).audit({})
    assert changed(full(), less) == set()
    before, after = full().judgement, less.judgement
    assert {load.premise for load in before.loads} - {load.premise for load in after.loads} == {name}
    assert after.premises["whole"] == tuple(one for one in before.premises["whole"] if one != name)
    if name == "H1":  # H2 says what a premise says already: without it the same draws meet all
        assert after.soundness["whole"].share > before.soundness["whole"].share
        assert after.validity["whole"].of > before.validity["whole"].of


@pytest.mark.parametrize("name", ["C1", "C2", "C3", "C4"])
def test_a_claim_that_is_premise_no_more_keeps_its_verdict(name: str):
    claims = tuple(replace(c, role="aside") if c.name == name else c for c in asked().claims)
    made = auditor(replace(asked(), claims=claims), theories(*EVERY))
    less = made.audit({})
    assert changed(full(), less) == set()
    before, after = full().judgement, less.judgement
    assert after.premises["whole"] == tuple(one for one in before.premises["whole"] if one != name)
    held = made.held(made.theories[0])
    stricter = held.all_of(held.able(before.premises["whole"]))
    meets = held.all_of(held.able(after.premises["whole"]))
    if after.search["whole"] == "plain" == before.search["whole"]:
        assert before.soundness["whole"].share == stricter.mean()
        assert after.soundness["whole"].share == meets.mean()


def assumed_inputs(audit: Audit) -> Mapping[str, int]:
    return {one.claim: one.tests[0].under[0].assumed_inputs for one in audit.claims}


def without_count(verdict: ClaimVerdict) -> str:
    return re.sub(r"assumed_inputs=\d+", "", repr(verdict))


def test_without_a_source_a_number_is_assumed_and_nothing_but_the_count_of_such_changes():
    other = causes(ASSUMED)
    less = auditor(asked(), theories(*other), other).audit({})
    for before, after in zip(full().claims, less.claims, strict=True):
        assert without_count(before) == without_count(after)
    grown = {name: n - assumed_inputs(full())[name] for name, n in assumed_inputs(less).items()}
    assert grown == {name: int(name in ON_THE_WAY["anger"]) for name in CLAIMS}
    assert repr(full().judgement) == repr(less.judgement)


def page(known: Mapping[str, object]) -> Page:
    """Return the page of the audit, made with these works alone."""
    said = tuple(sentences(full().claims, full().judgement))
    grounds = Grounds(theories(*EVERY), tuple(starts(planted.scenario())), known, "0", "detente audit")
    return read(render_audit(audit_brief(AuditMaterials(full(), asked(), said, grounds))))


def marked(found: Page) -> set[str]:
    """The numbers of a page whose source is said to be missing."""
    lost = {
        one for one in found.ids if "not in the bibliography" in found.words_in(one) and one.startswith("s-")
    }
    rows = [one for one in found.ids if one.startswith("n-")]
    return {one for one in rows if lost & beyond(found, one)}


def beyond(found: Page, address: str) -> set[str]:
    inside = [around for _, around in found.said if any(a.get("id") == address for _, a in around)]
    return {about["href"][1:] for around in inside for tag, about in around if tag == "a"}


def test_a_page_marks_exactly_the_numbers_whose_source_is_gone():
    assert marked(page(works())) == set()
    for gone in (CITED, OTHER):
        found = page({key: work for key, work in works().items() if key != gone})
        citing = [one.name for one in parameters(causes_of(theories(*EVERY))) if one.source == gone]
        assert citing and marked(found) == {identifier("number", name) for name in citing}
        assert without_origin(found) == [], "every number still leads to an origin, the missing one included"


def refused(work: object, *given: object) -> list[Problem]:
    with pytest.raises(InvalidInput) as caught:
        work(*given)  # type: ignore[operator]
    return list(caught.value.problems)


def test_a_scenario_is_refused_at_exactly_the_numbers_that_cite_what_is_gone():
    file = packaged_scenario("ukraine-2026")
    lines = file.text.splitlines()
    found = re.findall(r"source: *(\w+)", file.text)
    gone = max(set(found) - {ASSUMED}, key=found.count)
    problems = refused(parse, file.table, file.positions, file.file, (), source_keys() - {gone})
    said = {one.line for one in problems if gone in one.what}
    assert said == {n for n, line in enumerate(lines, 1) if re.search(rf"(source|also): .*\b{gone}\b", line)}


def test_an_argument_is_refused_at_exactly_the_evidence_that_cites_what_is_gone():
    file = packaged_argument("op-ed-2026-02")
    found = re.findall(r"source: *(\w+)", file.text)
    gone = max(set(found), key=found.count)
    problems = refused(parse_argument, file.table, file.positions, file.file, (), source_keys() - {gone})
    assert len([one for one in problems if gone in one.what]) == found.count(gone) > 0
