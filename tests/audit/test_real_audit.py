"""A real audit, of the op-ed on its scenario with few draws: every number of its page leads to its origin."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import jsonschema
import pytest

from detente.faces import audits
from detente.faces.audits import AuditAnswer, AuditWishes, answer_audit, asked_audit
from detente.faces.page.audit_render import render_audit
from detente.faces.settings import version
from detente.pipeline.audit_brief import AuditMaterials, audit_brief
from detente.pipeline.audit_brief_tree import AuditBrief
from detente.pipeline.audit_brief_words import identifier
from detente.pipeline.audit_schema import audit_schema
from detente.pipeline.document import check_text
from detente.pipeline.trial import audit as trial
from detente.shelf.folders import HOME
from detente.shelf.read_text import read_text
from detente.vocabulary import about, title
from tests.audit.test_audit_brief import NUMBER, Page, read, without_origin

TEXT = Path(__file__).parents[3] / "shared/documents/op-ed.txt"
THEORIES = ("everything", "spoiler")
DRAWS = 64


@dataclass(frozen=True)
class Real:
    """A real audit, and what its page was made of."""

    answer: AuditAnswer
    materials: AuditMaterials
    page: Page


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    made: list[AuditMaterials] = []

    def watched(materials: AuditMaterials) -> AuditBrief:
        made.append(materials)
        return audit_brief(materials)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(tmp_path_factory.mktemp("home")))
        patch.setattr(trial, "Trying", partial(trial.Trying, first=DRAWS, most=DRAWS))
        patch.setattr(audits, "Auditor", partial(trial.Auditor, focus="spoiler"))  # it has few causes
        patch.setattr(audits, "audit_brief", watched)
        asked = asked_audit("op-ed-2026-02", "ukraine-2026", AuditWishes(theories=THEORIES))
        answer = answer_audit(asked, None, 2)
    return Real(answer, made[0], read(answer.page))


def rows(page: Page) -> dict[str, set[str]]:
    """By address, the addresses that what stands there leads on to."""
    found: dict[str, set[str]] = {}
    for _, around in page.said:
        links = {about["href"][1:] for tag, about in around if tag == "a"}
        for _, element in around:
            found.setdefault(element.get("id", ""), set()).update(links)
    return found


def test_every_number_of_a_real_audit_leads_to_its_origin(real: Real):
    numbers = [words for words, _ in real.page.said if NUMBER.search(words)]
    assert len(numbers) > 1500, "the walk found too few numbers: it is broken"
    assert without_origin(real.page) == []
    links = {address[1:] for address in real.page.addresses if address.startswith("#")}
    links |= {about["data-origin"] for _, about in real.page.elements if about.get("data-origin")}
    assert links - set(real.page.ids) == set()
    assert len(real.page.ids) == len(set(real.page.ids))


def test_from_a_number_the_way_leads_to_theory_cause_parameter_prior_source_seed_and_version(real: Real):
    page, ids, beyond = real.page, set(real.page.ids), rows(real.page)
    for theory in THEORIES:
        theirs = beyond[identifier("theory", theory)]
        assert "from-run" in theirs and any(one.startswith("c-") for one in theirs)
    for theory in real.materials.grounds.theories:
        for cause in theory.causes:
            parameters = {identifier("number", f"{title(cause)}.{key}") for key in about(cause)}
            assert parameters <= ids and parameters <= beyond[identifier("cause", title(cause))]
            for key, entry in about(cause).items():
                number = identifier("number", f"{title(cause)}.{key}")
                assert identifier("source", entry.source) in beyond[number] & ids
    for start in real.materials.grounds.starts:
        assert identifier("source", start.source) in beyond[identifier("number", start.name)] & ids
    told = page.words_in("from-run")
    assert "Seed 7" in told and version() in told
    assert real.answer.audit.provenance["theories_sha256"][0][:16] in told  # type: ignore[index]


def test_every_source_of_a_real_audit_is_in_the_bibliography(real: Real):
    sources = [one for one in real.page.ids if one.startswith("s-")]
    assert len(sources) > 20
    assert not [one for one in sources if "not in the bibliography" in real.page.words_in(one)]
    assert "that was not given to this page" not in real.page.words_in("origins")


def test_the_numbers_of_a_real_audit_fit_their_schema(real: Real):
    jsonschema.validate(json.loads(json.dumps(real.answer.document, allow_nan=False)), audit_schema())
    assert real.answer.document["theories"] == list(THEORIES)
    assert len(real.answer.document["claims"]) == len(real.answer.argument.claims) == 90
    for _, file in real.answer.files:
        assert Path(file).stat().st_size > 1000


def test_the_five_sentences_of_the_page_are_those_of_the_document(real: Real):
    said = real.page.words_in("judgement")
    assert len(real.answer.sentences) == 5
    assert all(sentence in said for sentence in real.answer.sentences)


def test_the_record_of_a_real_audit_scores_its_one_prediction(real: Real):
    scores = real.answer.audit.scores
    assert scores is not None and scores.events == scores.assumed == 1
    (scored,) = (one for one in scores.observations if not one.reason)
    assert scored.claim == "C32"
    names = [one.forecaster for one in scored.forecasts]
    assert names == ["document", "coin", "weighted", *THEORIES]
    for one in scored.forecasts:
        assert one.brier == one.chance**2, "the talks went on"
    assert scored.forecasts[0].chance == 0.99
    chances = [one.chance for one in scored.forecasts[3:]]
    assert all(0.02 < chance < 0.6 for chance in chances), "talks that are under way may stall"
    asked = {one.claim for one in scores.observations if one.forecasts}
    assert asked == {"C32", "C44"}, "C44 says what acts do: shown, not scored"
    listed = {claim for one in real.answer.argument.record for claim in one.claims}
    assert {one.claim for one in scores.observations} == listed
    assert "1 prediction can be scored" in real.page.words_in("record")
    assert ("Record", str(real.answer.folder / "record.csv")) in real.answer.files


def quoted(page: Page) -> str:
    """The document's words on the page, without the signs that end a mark."""
    inside = [
        words
        for words, around in page.said
        if ("div", {"class": "text", "data-origin": "from-argument"}) in around
        and not any(about.get("class", "").startswith("end ") for _, about in around)
    ]
    return "".join("".join(inside).split())


def tags_in_text(page: str) -> set[str]:
    begin = page.index('<div class="text"')
    return set(re.findall(r"<(\w+)", page[begin : page.index("</div>", begin)]))


@pytest.mark.skipif(not TEXT.is_file(), reason="the text of the op-ed is not beside this checkout")
def test_the_text_is_quoted_whole_on_the_page_of_a_real_audit(real: Real):
    text = check_text(read_text(TEXT), real.answer.argument, str(TEXT))
    page = render_audit(audit_brief(replace(real.materials, text=text)))
    assert quoted(read(page)) == "".join(text.split())
    assert tags_in_text(page) <= {"div", "mark", "a"}
    assert without_origin(read(page)) == []
    assert str(TEXT.parent) not in page


def test_markup_in_the_text_stays_text_on_the_page_of_a_real_audit(real: Real):
    length = real.answer.argument.document.characters
    text = ("<script>alert(1)</script> & <b onclick='x'>y</b> " * length)[:length]
    page = render_audit(audit_brief(replace(real.materials, text=text)))
    assert quoted(read(page)) == "".join(text.split())
    assert tags_in_text(page) <= {"div", "mark", "a"}
    assert "<script" not in page
