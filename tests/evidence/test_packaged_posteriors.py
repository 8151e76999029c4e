"""The posteriors that come with detente are those of the theories as they are now."""

import math
from pathlib import Path

import pytest

from detente.evidence.posteriors import NUMBERS
from detente.evidence.reference_classes import CLASSES, DEFAULT
from detente.faces import library
from detente.faces.beliefs import believed, posterior, theory_digest
from detente.shelf import posteriors as shelf
from detente.vocabulary.posterior import ROWS

RECORDS = tuple(sorted(name for name in CLASSES if name in shelf.records(Path("nowhere"))))
THEORIES = library.theories()


@pytest.fixture(autouse=True)
def nothing_of_the_users(tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))


def says(record, theory):
    (one,) = shelf.found(record, theory)
    assert one.packaged
    return one.says


def test_there_are_posteriors_for_the_default_class():
    assert DEFAULT in RECORDS
    assert shelf.records() == RECORDS


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("theory", THEORIES)
def test_a_posterior_belongs_to_the_theory_as_it_is(record, theory):
    """If this fails, a cause or a theory has changed: run `detente calibrate` for both classes again."""
    assert says(record, theory)["theory_sha256"] == theory_digest(THEORIES[theory])
    found = posterior(THEORIES[theory], record)
    assert found is not None
    assert found.trusted
    assert {f"baseline.{name}" for name in NUMBERS} <= set(found.scores)
    assert all(math.isfinite(x) for name in NUMBERS for x in found.scores[f"baseline.{name}"])


@pytest.mark.parametrize("record", RECORDS)
def test_a_posterior_says_what_it_is_made_of(record):
    for theory in THEORIES:
        told = says(record, theory)
        assert told["class"] == record
        assert set(told["record"]["sources"]) == set(CLASSES[record].cite)
        assert {"ucdp-conflict", "ucdp-termination"} <= {one["name"] for one in told["record"]["files"]}
        assert all("UCDP" in one["attribution"] for one in told["record"]["files"])
        assert len(told["rows"]) == ROWS
        assert told["fit"]["different_laws"] >= 200


@pytest.mark.parametrize("record", RECORDS)
def test_weights_are_of_all_theories(record):
    told = believed(THEORIES.values(), record)
    assert told.without == ()
    assert set(told.weights) == set(THEORIES)
    assert sum(told.weights.values()) == pytest.approx(1.0, abs=0.01)
