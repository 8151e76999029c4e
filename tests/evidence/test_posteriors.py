"""What is written of a fit gives back the draws it was made of, and what is fitted is what runs."""

import json
from dataclasses import replace

import numpy as np
import pytest

from detente.evidence.courses import Living, courses
from detente.evidence.fitting import Fit
from detente.evidence.forecast import forecast
from detente.evidence.posteriors import document_of, posterior_of, told
from detente.evidence.situations import PARTIES, Places, Situation
from detente.faces import library
from detente.pipeline.ensemble import blocks
from detente.pipeline.question import Question
from detente.shelf import posteriors as shelf
from detente.vocabulary.do import World
from detente.vocabulary.errors import BrokenStore
from detente.vocabulary.posterior import ROWS

HELPED = Situation(support_b=True)
LIVING = Living(library.model(PARTIES), draws=128, lives=16, months=24, seed=11)
SPOILER = library.theories()["spoiler"]
MADE = {"class": "made up", "theory_sha256": "t", "record": {"wars": 7}, "fit": {"trusted": True}}


@pytest.fixture(scope="module")
def lived():
    return courses(replace(SPOILER, moved={"spoiler.drive": 0.5}), (HELPED,), LIVING)


@pytest.fixture(scope="module")
def found(lived):
    luck = np.random.default_rng(3)
    law = np.sort(luck.integers(0, lived.draws, ROWS))
    intercept = np.array([0.5, -0.3, 0.2, 0.0]) + 0.1 * luck.normal(size=(ROWS, 4))
    evenness, power = np.exp(-1 + 0.2 * luck.normal(size=ROWS)), 0.2 + 0.2 * luck.random(ROWS)
    first_month = np.exp(1 + 0.3 * luck.normal(size=ROWS))
    return Fit(law, intercept, evenness, power, first_month, 0.1, 900.0, -50.0, np.zeros(lived.draws))


@pytest.fixture(scope="module")
def posterior(lived, found):
    written = json.loads(json.dumps(document_of(SPOILER, lived, found, 7, MADE)))
    return posterior_of(written, SPOILER, "digest")


def test_the_draws_of_laws_are_found_again_from_the_seed(lived, posterior):
    drawn = lived.normal[lived.names.index("spoiler.drive")] if "spoiler.drive" in lived.names else None
    for name in lived.names:
        row = lived.normal[lived.names.index(name)]
        nearest = np.abs(posterior.scores[name][:, None] - row[None, :]).min(axis=1)
        assert nearest.max() < 1e-6, name
    assert drawn is None or drawn.mean() > 0.2


def test_numbers_are_read_back_as_they_were(found, posterior):
    baseline = library.causes()["baseline"]
    for at, name in enumerate(("settlement", "ceasefire", "collapse", "fade_out")):
        prior = library.parameters(baseline)[name].prior
        values = np.sort(prior.at(posterior.scores[f"baseline.{name}"]))
        np.testing.assert_allclose(values, np.sort(prior.median * np.exp(found.intercept[:, at])), rtol=1e-4)
    power = library.parameters(baseline)["power"].prior.at(posterior.scores["baseline.power"])
    np.testing.assert_allclose(np.sort(power), np.sort(found.power), rtol=1e-4)


def test_rows_of_one_draw_stay_together(lived, found, posterior):
    """A class's numbers are fitted to a draw's own pull: they may not be dealt out anew."""
    name = lived.names[0]
    baseline = library.parameters(library.causes()["baseline"])
    pairs = {
        (round(float(lived.normal[0, law]), 3), round(float(e), 3))
        for law, e in zip(found.law, found.evenness, strict=True)
    }
    evenness = baseline["evenness"].prior.at(posterior.scores["baseline.evenness"])
    read = {
        (round(float(z), 3), round(float(e), 3))
        for z, e in zip(posterior.scores[name], evenness, strict=True)
    }
    assert len(read - pairs) < 0.05 * ROWS  # rounding at the last digit


def test_what_is_fitted_is_what_runs(lived, found, posterior):
    """Survival and endings of the engine under the posterior are those that the fit foretells."""
    theory = replace(SPOILER, posterior=posterior)
    scenario = HELPED.scenario(24)
    asked = Question(LIVING.model, scenario, (theory,), (World("as it is"),), ROWS, 4, 24, 5, ())
    records = [block.records for block in blocks(asked, theory)]
    going = np.concatenate([r["survival"][:, 0, 0] for r in records], axis=-1)
    ended = np.concatenate([r["ended"][:, :, 0] for r in records], axis=-1)
    said = forecast(lived, found, Places((HELPED,), np.ones((1, 1))))
    np.testing.assert_allclose(going.mean(axis=-1), said.going[0], atol=0.012)
    np.testing.assert_allclose(ended.mean(axis=-1).T, said.ended[0], atol=0.012)


def test_a_law_is_told_where_the_record_moved_it(lived, found):
    assert "spoiler.drive" not in lived.names or "spoiler.drive" in told(lived, found)
    law = np.argsort(lived.normal[1])[-20:]
    narrow = replace(found, law=np.tile(law, ROWS // len(law) + 1)[:ROWS])
    assert lived.names[1] in told(lived, narrow)
    plain = courses(SPOILER, (HELPED,), replace(LIVING, lives=1, months=1))
    assert len(told(plain, found)) < 0.05 * len(plain.names)


def test_a_file_of_another_kind_is_refused(lived, found):
    written = document_of(SPOILER, lived, found, 7, MADE)
    for wrong in ({}, {**written, "rows": written["rows"][:9]}, {**written, "schema": "detente/other-1"}):
        with pytest.raises(BrokenStore, match="detente calibrate"):
            posterior_of(wrong, SPOILER)


def test_files_are_found_the_users_own_first_and_broken_ones_are_passed_over(tmp_path):
    folder = shelf.own_folder("made-up", tmp_path)
    assert list(shelf.found("made-up", "spoiler", tmp_path)) == []
    shelf.write(folder, "spoiler", {"schema": "x", "rows": [[1, 2.0], [3, 4.0]]})
    (one,) = shelf.found("made-up", "spoiler", tmp_path)
    assert one.says["rows"] == [[1, 2.0], [3, 4.0]]
    assert not one.packaged
    assert len(one.digest) == 64
    assert "made-up" in shelf.records(tmp_path)
    (folder / "spoiler.json").write_text('{"schema": "x", "rows": [[1', encoding="utf-8")
    assert list(shelf.found("made-up", "spoiler", tmp_path)) == []
    assert shelf.read(folder, "spoiler") is None
