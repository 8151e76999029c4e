"""The packaged argument: every claim is tried or says why not, and no sentence of the document is in it."""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from detente.mechanisms import catalogue
from detente.pipeline.argument import Argument, Claim
from detente.pipeline.argument_file import parse_argument
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
from detente.shelf.packaged import packaged_argument, packaged_scenario, source_keys

FILE = Path(__file__).parents[2] / "src/detente/arguments/op-ed-2026-02.yaml"
DOCUMENTS = Path(__file__).parents[3] / "shared/documents"
RUN = 6  # consecutive words that would be a quotation
MANY_WORLDS = 36  # each is lived under every theory, and once more mirrored
needs_text = pytest.mark.skipif(
    not (DOCUMENTS / "op-ed.txt").exists(), reason="the document itself is not here: it is the user's own"
)

FORMS = {
    "C56": Compare,
    "C77": Interaction,
    "C69": Dose,
    "C79": Dose,
    "C36": Tradeoff,
    "C78": Substitution,
    "C28": Recovery,
    "C20": Inference,
    "C22": Inference,
    "C48": Level,
    "C81": Share,
    "C88": Null,
}


@cache
def argument() -> Argument:
    document = packaged_argument("op-ed-2026-02")
    return parse_argument(
        document.table, document.positions, document.file, catalogue().values(), source_keys()
    )


def claims() -> dict[str, Claim]:
    return {claim.name: claim for claim in argument().claims}


def all_forms() -> list[Form]:
    hidden = [premise.test.form for premise in argument().hidden if premise.test is not None]
    return [test.form for claim in argument().claims for test in claim.tests] + hidden


@cache
def catalogue_of_claims() -> dict[str, Any]:
    return YAML(typ="safe").load((DOCUMENTS / "op-ed.claims.yaml").read_text(encoding="utf-8"))


@cache
def text() -> str:
    return (DOCUMENTS / "op-ed.txt").read_text(encoding="utf-8")


def words(given: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", given.lower().replace("\u2019", "'"))


def runs(given: str, length: int) -> set[tuple[str, ...]]:
    found = words(given)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def names_in(given: str) -> set[str]:
    """Return words written with a capital within a sentence, and never without one: names."""
    inside = set(re.findall(r"(?<=[a-z,] )[A-Z][\w]+", given))
    return {name for name in inside if name.lower() not in given.split()}


def test_there_are_ninety_claims_seven_hidden_premises_and_seven_tensions():
    assert sorted(claims()) == [f"C{n:02}" for n in range(1, 91)]
    assert [premise.name for premise in argument().hidden] == [f"H{n}" for n in range(1, 8)]
    assert [tension.name for tension in argument().tensions] == [f"T{n}" for n in range(1, 8)]


def test_every_claim_is_tried_or_says_why_not():
    tried = [claim for claim in argument().claims if claim.tests]
    assert len(tried) >= 55
    for claim in argument().claims:
        assert bool(claim.tests) != bool(claim.untested), claim.name
        assert claim.tests or len(claim.reason.split()) >= 3, claim.name


def test_what_only_prescribes_is_never_tried():
    assert not [c.name for c in argument().claims if c.type == "prescriptive" and c.tests]


@pytest.mark.parametrize(("name", "form"), FORMS.items())
def test_claims_that_say_more_than_a_sign_have_a_form_of_their_own(name, form):
    assert isinstance(claims()[name].tests[0].form, form)


def test_setbacks_said_to_be_for_good_are_tried_as_irreversible():
    form = claims()["C28"].tests[0].form
    assert isinstance(form, Recovery)
    assert form.irreversible


def named(role: str) -> list[Claim]:
    return [claim for claim in argument().claims if claim.role == role]


def test_every_premise_can_be_tried_and_every_conclusion_that_is_no_prescription():
    assert named("premise")
    assert all(claim.tests for claim in named("premise"))
    assert [claim.name for claim in named("conclusion") if not claim.tests] == ["C87"]
    assert claims()["C87"].type == "prescriptive"


# Each row stands side by side in one list of the text: to keep some of it and leave others would be choosing.
LISTS = (
    "C10 C11 C12 C13",
    "C28 C29",
    "C39 C40 C41",
    "C42 C43 C44 C45",
    "C54 C55",
    "C88 C89",
)


@pytest.mark.parametrize("together", LISTS)
def test_what_stands_in_one_list_has_one_role(together):
    roles = {claims()[name].role for name in together.split()}
    assert len(roles) == 1
    assert roles != {"aside"}


def test_every_unstated_premise_is_needed_by_the_argument():
    carried = {claim.name for claim in argument().claims if claim.role != "aside"}
    for premise in argument().hidden:
        assert carried & set(premise.needed_by), premise.name


def test_no_unstated_premise_is_a_stated_one_at_another_size():
    stated = {test.form.worlds for test in claims()["C60"].tests}
    unstated = {one.name: one.test.form for one in argument().hidden if one.test is not None}["H7"]
    assert unstated.worlds not in stated


def test_claims_are_asked_at_every_month_and_of_every_side_that_they_name():
    def asked(name: str) -> list[tuple[str, float]]:
        return [(pick.what, pick.by) for test in claims()[name].tests for pick in test.form.picks]

    assert [by for what, by in asked("C28") if what == "settlement"] == [1, 3, 12]
    assert {what for what, _ in asked("C39")} == {"A.stance", "B.stance"}
    assert {what for what, _ in asked("C41")} == {"A.compromise", "B.compromise"}
    assert {what for what, _ in asked("C42")} == {"A.trust", "B.trust"}
    assert {what for what, _ in asked("C46")} == {"B.odds_of_winning", "B.ground"}
    assert claims()["C60"].tests[0].when is not None


def test_every_hidden_premise_can_be_granted_or_dropped():
    for premise in argument().hidden:
        assert bool(premise.when) != (premise.test is not None), premise.name


def test_tensions_pull_on_claims_that_can_be_tried_unless_they_say_why_not():
    for tension in argument().tensions:
        tried = [name for name in tension.claims if claims()[name].tests]
        assert tension.untested or len(tried) == len(tension.claims) >= 2, tension.name


def test_few_worlds_are_lived_and_not_for_long():
    worlds = {world for form in all_forms() for world in form.worlds}
    assert len(worlds) <= MANY_WORLDS
    assert max(pick.by for form in all_forms() for pick in form.picks) <= 24


def test_the_third_parties_are_those_of_the_scenario():
    scenario = packaged_scenario("ukraine-2026").table
    assert set(argument().roles) == {"A", "B", *scenario["parties"]}


def test_the_record_is_of_what_came_after():
    begins = str(packaged_scenario("ukraine-2026").table["begins"])
    assert argument().record
    assert all(evidence.date > begins for evidence in argument().record)


def test_coverage_cannot_both_stay_as_it_is_and_turn():
    stays, turns = claims()["C25"].tests[0].form, claims()["C84"].tests[0].form
    assert isinstance(stays, Null)
    assert isinstance(turns, Sign)
    assert (stays.worlds, stays.picks) == (turns.worlds, turns.picks)
    seen = np.stack([np.zeros(9), np.linspace(-0.1, 0.1, 9)])[None]
    both = (stays.margin(seen) > 0) & (turns.margin(seen) > 0)
    either = (stays.margin(seen) > 0) | (turns.margin(seen) > 0)
    assert not both.any()
    assert either.all()


@needs_text
def test_no_sentence_of_the_document_is_in_the_file():
    shared = runs(text(), RUN) & runs(FILE.read_text(encoding="utf-8"), RUN)
    assert not shared


@needs_text
def test_no_clause_of_the_document_is_in_the_file():
    held = " ".join(words(FILE.read_text(encoding="utf-8")))
    clauses = {claim["id"]: words(claim["clause"]) for claim in catalogue_of_claims()["claims"]}
    assert not [name for name, clause in clauses.items() if len(clause) > 2 and " ".join(clause) in held]


@needs_text
def test_no_name_of_the_document_is_in_the_file():
    names = names_in(text()) - {"February"}
    assert len(names) > 10  # the document is full of them
    assert not names & set(re.findall(r"\w+", FILE.read_text(encoding="utf-8")))


@needs_text
def test_the_fingerprint_and_the_places_are_those_of_the_document():
    document = argument().document
    assert hashlib.sha256((DOCUMENTS / "op-ed.txt").read_bytes()).hexdigest() == document.sha256
    assert len(text()) == document.characters
    given = {claim["id"]: tuple(claim["clause_span"]) for claim in catalogue_of_claims()["claims"]}
    assert {name: claim.span for name, claim in claims().items()} == given


@needs_text
def test_claims_keep_the_type_they_were_catalogued_with():
    given = {claim["id"]: claim["type"] for claim in catalogue_of_claims()["claims"]}
    assert {name: claim.type for name, claim in claims().items()} == given


@needs_text
def test_hidden_premises_are_needed_by_the_claims_catalogued():
    given = {one["id"]: tuple(one["needed_by"]) for one in catalogue_of_claims()["hidden_premises"]}
    assert {one.name: one.needed_by for one in argument().hidden} == given
