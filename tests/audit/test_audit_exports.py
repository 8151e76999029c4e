"""Exports of an audit: read back by the tools of others, complete, and safe in a spreadsheet."""

import base64
import csv
import io
import json
import math
from dataclasses import replace
from hashlib import sha256
from xml.etree import ElementTree

import jsonschema
import pytest

from detente.pipeline import audit_exports as exports
from detente.pipeline.audit_schema import audit_schema
from detente.pipeline.causal_graph import Link
from tests.audit.made_up import HOSTILE, SENTENCES, TEXT, THEORIES, an_argument, an_audit

GIVEN = (an_audit(), an_argument(), SENTENCES)
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def the_document():
    return exports.document(*GIVEN)


def test_annotations_point_at_their_claims():
    made = exports.annotations(an_audit(), an_argument(), TEXT)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = made["first"]["items"]
    assert made["total"] == len(items) == len(an_argument().claims)
    for item, claim in zip(items, an_argument().claims, strict=True):
        place, quote = item["target"]["selector"]
        assert (place["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert TEXT[place["start"] : place["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in TEXT
        assert claim.paraphrase in [body["value"] for body in item["body"]]
    assert len({item["id"] for item in items}) == len(items)
    assert json.loads(json.dumps(made)) == made


def test_without_the_text_nothing_of_it_is_quoted():
    made = exports.annotations(an_audit(), an_argument())
    kinds = {s["type"] for item in made["first"]["items"] for s in item["target"]["selector"]}
    assert kinds == {"TextPositionSelector"}
    assert "Raids make talks harder" not in json.dumps(made)


def test_the_source_is_the_hash_of_the_text():
    made = exports.annotations(an_audit(), an_argument())
    source = made["first"]["items"][0]["target"]["source"]
    digest = source.removeprefix("ni:///sha-256;")
    assert base64.urlsafe_b64decode(digest + "=") == sha256(TEXT.encode()).digest()


def test_the_table_reads_back_and_has_every_verdict():
    made = list(csv.DictReader(io.StringIO(exports.table(an_audit(), an_argument()), newline="")))
    expected = sum(max(1, sum(len(t.under) for t in verdict.tests)) for verdict in an_audit().claims)
    assert len(made) == expected
    assert tuple(made[0]) == exports.COLUMNS
    row = next(r for r in made if r["claim"] == "C4" and r["theory"] == "information")
    under = an_audit().claims[3].tests[0].under[1]
    assert float(row["share"]) == under.share
    assert float(row["mean"]) == under.mean
    assert row["word"] == "depends on the theory"
    assert row["paraphrase"].endswith(f"{HOSTILE}.")
    untold = next(r for r in made if r["claim"] == "C2")
    assert (untold["theory"], untold["share"], untold["untested"]) == ("", "", "motive")
    assert "nan" not in {cell.lower() for r in made for cell in r.values()}


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_text_never_runs_as_a_formula(start):
    claims = an_argument().claims
    hostile = replace(claims[0], paraphrase=f'{start}HYPERLINK("http://example.org")')
    argument = replace(an_argument(), claims=(hostile, *claims[1:]))
    made = list(csv.DictReader(io.StringIO(exports.table(an_audit(), argument), newline="")))
    assert made[0]["paraphrase"] == f'\'{start}HYPERLINK("http://example.org")'
    assert any(float(row["mean"]) < 0 for row in made if row["mean"]), "numbers keep their sign"


def test_the_graph_reads_back():
    links = (
        Link("trust_update", "A.trust", "talks-open", "+"),
        Link("spoiler", "B.deep-strike", "A.trust", "-"),
        Link("a & <b>", "A.trust", "talks-open", "?"),
    )
    root = ElementTree.fromstring(exports.graph(links))
    assert root.tag == f"{GRAPHML}graphml"
    nodes = [node.get("id") for node in root.iter(f"{GRAPHML}node")]
    assert nodes == ["A.trust", "B.deep-strike", "talks-open"]
    read = [
        Link(
            **{data.get("key"): data.text for data in edge},
            source=edge.get("source"),
            target=edge.get("target"),
        )
        for edge in root.iter(f"{GRAPHML}edge")
    ]
    assert tuple(read) == links
    declared = {key.get("id") for key in root.iter(f"{GRAPHML}key")}
    assert declared == {"cause", "sign"}


def test_the_document_meets_its_schema_and_holds_every_number():
    made = the_document()
    jsonschema.Draft202012Validator.check_schema(audit_schema())
    jsonschema.validate(made, audit_schema())
    assert made["schema"] == "detente/audit-1"
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    for told, verdict in zip(made["claims"], an_audit().claims, strict=True):
        assert (told["name"], told["word"]) == (verdict.claim, verdict.word)
        for test, kept in zip(verdict.tests, told["tests"], strict=True):
            shares = [None if math.isnan(one.share) else one.share for one in test.under]
            assert [one["share"] for one in kept["under"]] == shares
    assert made["sensitivity"]["of"][0] == {"number": "learning.news", "first": 0.414, "pawn": 0.311}
    assert made["judgement"]["weights"] == an_audit().judgement.weights
    assert made["theories"] == list(THEORIES)


def test_every_test_has_its_plain_sentence():
    called = {"talks-open": "talks opened anywhere"}
    for made, names in ((the_document(), {}), (exports.document(*GIVEN, called), called)):
        for told, claim in zip(made["claims"], an_argument().claims, strict=True):
            sentences = [test["sentence"] for test in told["tests"]]
            assert sentences == [test.form.sentence(names) for test in claim.tests]
    assert "talks opened anywhere" in sentences_of(exports.document(*GIVEN, called))
    assert "talks opened anywhere" not in sentences_of(the_document())


def sentences_of(made):
    return " ".join(test["sentence"] for claim in made["claims"] for test in claim["tests"])


def test_an_audit_without_a_headline_meets_the_schema():
    made = exports.document(replace(an_audit(), sensitivity=None), an_argument(), SENTENCES)
    jsonschema.validate(made, audit_schema())
    assert made["sensitivity"] is None


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda made: made["claims"][0].update(word="true"), "word"),
        (lambda made: made["claims"][0].pop("span"), "span"),
        (lambda made: made.update(more=1), "more"),
        (lambda made: made["claims"][0]["tests"][0]["under"][0].update(share="much"), "much"),
        (lambda made: made["sensitivity"].update(asked=3.5), "3.5"),
        (lambda made: made["sensitivity"]["of"][0].update(cause="x"), "cause"),
        (lambda made: made["claims"][0]["tests"][0].update(sentence=7), "7"),
        (lambda made: made["judgement"]["weights"].update(attrition="x"), "x"),
    ],
)
def test_the_schema_refuses_what_no_audit_says(spoil, where):
    made = the_document()
    spoil(made)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, audit_schema())
    assert where in json.dumps(made) or where == "span"
