"""The record on the page, in the terminal, in JSON and in CSV; and nothing of it where there is none."""

import csv
import io
import json
import math
from dataclasses import replace

import jsonschema
import pytest

from detente.faces.cli.audit_screen import audit_page
from detente.faces.cli.screen import WIDEST, show
from detente.faces.page.audit_render import render_audit
from detente.pipeline import audit_exports as exports
from detente.pipeline.audit_brief import audit_brief
from detente.pipeline.audit_schema import audit_schema
from detente.pipeline.judging.record import NOT_ASKED, STATED
from tests.audit.made_up import HOSTILE, SENTENCES, an_argument, an_audit, materials, with_scores
from tests.audit.test_audit_brief import NUMBER, SECTIONS, Page, read, without_origin


@pytest.fixture(scope="module")
def page() -> Page:
    audit, argument = with_scores()
    return read(render_audit(audit_brief(replace(materials(), audit=audit, argument=argument))))


def test_the_section_stands_between_the_argument_and_the_document(page):
    assert page.sections == [*SECTIONS[:5], "record", *SECTIONS[5:]]
    assert "What happened since" in page.words_in("record")


def test_it_says_what_was_foretold_what_happened_and_who_gave_it_which_chance(page):
    said = page.words_in("record")
    assert "2 predictions can be scored: 2 events of one war, without a control." in said
    assert "no skill can be told from so few" in said
    assert "Foretold: The public turns away. The document says that it will (said with may" in said
    assert "The document says that it will not (said to be coming)." in said
    assert "Happened: It did not come about. 2026-02-17 to 2026-02-18: It was seen" in said
    assert "A.war_support < 0.3 by month 0.4, looked at by month 0.5, of wars that go on by then" in said
    assert "any-ending by month 6, of all wars, in the scenario as it is." in said
    assert "where this is done: cut rally ." in said
    assert "70.0%, assumed" in said and "1.0%, assumed" in said
    assert "12.5% ± 1.1" in said and "none: no war goes on by then" in said
    assert "0% ± 1.1; nothing in its lives moves it" in said
    assert "0.016" in said and "0.134" in said, "of the theory that gave 12.5%: Brier and log"


def test_what_is_not_scored_is_shown_without_scores_and_why(page):
    said = page.words_in("record")
    start = said.index("(not scored)")
    assert "Not scored. It states a cause: one war does not show" in said[start:]
    assert "Nothing moves it, so that it stays as it was at the start: Nothing matters ." in said[start:]
    assert said.count("Brier score Log score") == 2, "one table for each that is scored, and none more"
    rest = said[said.rindex("Not scored") :]
    assert "2026-03-02: Talks were held 2 weeks later." in rest and "2026-02-20: One round" in rest


def test_every_number_leads_to_its_origin(page):
    inside = [words for words, around in page.said if any(a.get("id") == "record" for _, a in around)]
    assert len([words for words in inside if NUMBER.search(words)]) > 30
    assert without_origin(page) == []
    targets = {address[1:] for address in page.addresses if address.startswith("#")}
    assert targets - set(page.ids) == set() and len(page.ids) == len(set(page.ids))
    for modality, chance in STATED.items():
        assert f"{modality.capitalize()}" in page.words_in("from-record")
        assert f"{chance:.2f}" in page.words_in("from-record")


def test_hostile_text_stays_text(page):
    assert not {"script", "b"} & {tag for tag, _ in page.elements}
    assert HOSTILE.replace("\u202e", "\ufffd") in page.words_in("record")


def test_without_a_record_nothing_changes():
    bare = an_audit()
    assert bare.scores is None
    whole = render_audit(audit_brief(replace(materials(), audit=bare)))
    assert 'id="record"' not in whole and "from-record" not in whole
    assert "scores" not in exports.document(bare, an_argument(), SENTENCES)
    assert "What happened since" not in " ".join(map(str, audit_page(bare, an_argument(), SENTENCES)))


def test_the_document_meets_its_schema_and_holds_every_chance():
    audit, argument = with_scores()
    made = exports.document(audit, argument, SENTENCES)
    jsonschema.validate(made, audit_schema())
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert made["scores"]["events"] == made["scores"]["assumed"] == 2
    first, second, third, *others = made["scores"]["observations"]
    assert [one["forecaster"] for one in first["forecasts"][:3]] == ["document", "coin", "weighted"]
    assert first["forecasts"][0]["chance"] == pytest.approx(0.01)
    assert second["read_at"] == 0.5 and third["reason"].startswith("It states a cause")
    assert {one["brier"] for one in third["forecasts"]} == {None}
    assert second["forecasts"][5]["chance"] is None
    assert {one["reason"] for one in others} == {third["reason"]} and NOT_ASKED not in third["reason"]
    assert made["record"][1]["happened"]["what"] == "A.war_support < 0.3"
    assert made["record"][-1]["happened"] is None
    jsonschema.validate(exports.document(an_audit(), an_argument(), SENTENCES), audit_schema())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made["scores"].update(more=1),
        lambda made: made["scores"]["observations"][0].pop("reason"),
        lambda made: made["scores"]["observations"][0]["forecasts"][0].update(chance="much"),
        lambda made: made["scores"]["means"][0].update(brier="x"),
        lambda made: made["record"][0]["happened"].update(by="soon"),
    ],
)
def test_the_schema_refuses_what_no_record_says(spoil):
    made = exports.document(*with_scores(), SENTENCES)
    spoil(made)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, audit_schema())


def test_the_table_reads_back():
    audit, argument = with_scores()
    told = exports.record_table(audit.scores, argument)
    made = list(csv.DictReader(io.StringIO(told, newline="")))
    assert tuple(made[0]) == exports.RECORD_COLUMNS
    assert len(made) == sum(max(1, len(one.forecasts)) for one in audit.scores.observations)
    row = next(r for r in made if (r["claim"], r["forecaster"]) == ("C5", "information"))
    assert (float(row["chance"]), float(row["brier"])) == (0.125, 0.125**2)
    assert float(row["log"]) == -math.log(0.875)
    assert (row["came"], row["document_says"], row["do"], row["read_at"]) == (
        "false",
        "will",
        "cut rally",
        "0.5",
    )
    assert "nan" not in {cell.lower() for r in made for cell in r.values()}
    assert [r["not_scored"][:6] for r in made if r["claim"] == "C4"] == ["It sta"]


def test_the_terminal_says_it_in_short(capsys):
    audit, argument = with_scores()
    show(*audit_page(audit, argument, SENTENCES))
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= WIDEST
    flat = " ".join(out.split())
    assert "What happened since: 2 predictions can be scored: 2 events of one war, without a control." in flat
    assert (
        "Brier score (0 is best, 1 is worst): the document 0.25, its words taken for a chance of 1% or 70%"
        in flat
    )
    show(*audit_page(replace(audit, scores=replace(audit.scores, events=0)), argument, SENTENCES))
    assert "What happened since" not in capsys.readouterr().out
