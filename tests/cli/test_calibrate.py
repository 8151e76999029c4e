"""`detente calibrate`: from files of wars to posteriors that runs draw from; stopped, it goes on."""

import json
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from detente.evidence import calibration
from detente.faces import beliefs, calibration_files, library
from detente.faces.ask import Wishes, load, question
from detente.faces.calibrations import CalibrationWishes, answer_calibration, asked_calibration
from detente.faces.cli import main
from detente.pipeline.trial.watch import Watch
from detente.shelf import posteriors as shelf
from detente.vocabulary import Fixed
from detente.vocabulary.errors import Cancelled, InvalidInput
from detente.vocabulary.posterior import ROWS
from tests.evidence.made_up_wars import record

THEORIES = ("nothing-matters", "spoiler")
ASKED = ("calibrate", "--class", "interstate-cow", *(w for t in THEORIES for w in ("--theory", t)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """Posteriors of two theories, fitted to few wars by few draws."""
    folder = tmp_path_factory.mktemp("calibration")
    data = folder / "wars.csv"
    record().to_csv(data, index=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calibration, "DRAWS", 32)
        patch.setenv("DETENTE_HOME", str(folder / "home"))
        said = folder / "said.txt"
        with said.open("w", encoding="utf-8") as stream:
            patch.setattr(sys, "stdout", stream)
            with pytest.raises(SystemExit) as end:
                main([*ASKED, "--data", str(data)])
        assert not end.value.code
        home = folder / "home"
        yield SimpleNamespace(text=said.read_text(encoding="utf-8"), home=home, data=data, patch=patch)


def test_it_says_how_fits_went_and_where_they_are(made):
    assert "interstate-cow" in made.text
    assert "24 wars. Fitted now: 2; still good from before: 0." in made.text
    for theory in THEORIES:
        assert theory in made.text
    assert str(made.home / "posteriors" / "interstate-cow") in made.text


def test_a_file_holds_as_many_draws_as_the_engine_takes_and_what_they_were_made_of(made):
    says = shelf.read(shelf.own_folder("interstate-cow", made.home), "spoiler")
    assert says is not None
    assert len(says["rows"]) == ROWS
    assert says["record"]["wars"] == 24
    assert says["record"]["files"][0]["name"] == "war-episodes"
    assert len(says["record"]["sha256"]) == len(says["theory_sha256"]) == 64
    assert set(says["foretold"]) == {"war", "lasted", "told"}


def test_weights_add_up_to_one(made):
    says = shelf.read(shelf.own_folder("interstate-cow", made.home), shelf.WEIGHTS)
    assert says is not None
    assert sum(row["weight"] for row in says["weights"].values()) == pytest.approx(1.0, abs=1e-3)
    assert all(0 <= row["low"] <= row["high"] <= 1 for row in says["weights"].values())


def test_runs_speak_by_it_and_by_priors_when_asked(made):
    wishes = Wishes(theories=THEORIES, record="interstate-cow")
    theories = question(load("mirror-sides"), wishes).theories
    assert {theory.posterior.record for theory in theories} == {"interstate-cow"}
    assert {theory.posterior.wars for theory in theories} == {24}
    assert set(beliefs.weights_of(theories)) == set(THEORIES)
    plain = question(load("mirror-sides"), replace(wishes, record=beliefs.PRIOR)).theories
    assert {theory.posterior for theory in plain} == {None}
    assert beliefs.weights_of(plain) == {}


def test_a_theory_that_has_changed_speaks_by_its_prior_and_that_is_said(made):
    spoiler = library.theories()["spoiler"]
    other = replace(spoiler, priors={**spoiler.priors, "talks_process.open": Fixed(0.3)})
    told = beliefs.believed([other, library.theories()["nothing-matters"]], "interstate-cow")
    assert told.without == ("spoiler",)
    assert told.weights["spoiler"] == 0.0


def test_what_is_there_and_still_good_is_kept(made):
    folder = shelf.own_folder("interstate-cow", made.home)
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.json")}
    asked = asked_calibration(CalibrationWishes(("interstate-cow",), (made.data,), THEORIES))
    (done,) = answer_calibration(asked, None).classes
    assert done.fresh == ()
    after = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.json")}
    assert {name for name in before if before[name] != after[name]} == {"weights.json"}


def test_stopped_it_keeps_what_was_fitted_and_goes_on_from_there(made, tmp_path):
    asked = asked_calibration(CalibrationWishes(("interstate-cow",), (made.data,), THEORIES))
    with pytest.raises(Cancelled, match="goes on from there"):
        answer_calibration(asked, tmp_path, watch=Watch(cancelled=lambda: True))
    kept = sorted(path.name for path in (tmp_path / "interstate-cow").iterdir())
    assert kept == ["nothing-matters.json"]
    (done,) = answer_calibration(asked, tmp_path).classes
    assert done.fresh == ("spoiler",)
    again = json.loads((tmp_path / "interstate-cow" / "spoiler.json").read_text(encoding="utf-8"))
    first = shelf.read(shelf.own_folder("interstate-cow", made.home), "spoiler")
    assert first is not None
    assert again["rows"] == first["rows"]  # the same seed gives the same numbers


def test_other_wars_another_seed_or_another_method_are_other_fits(made, monkeypatch):
    asked = asked_calibration(CalibrationWishes(("interstate-cow",), (made.data,), THEORIES))
    (one,) = asked.classes
    folder, theory = shelf.own_folder("interstate-cow", made.home), asked.theories[0]

    def good(there, seed):
        return calibration_files.still_good(folder, theory, calibration_files.made_of(there, theory, seed))

    assert good(one, 7) is not None
    assert good(one, 8) is None
    assert good(replace(one, wars=one.wars.iloc[1:]), 7) is None
    monkeypatch.setattr(calibration_files, "METHOD", calibration_files.METHOD + 1)
    assert good(one, 7) is None


def test_weights_are_of_all_theories_that_are_there_whichever_were_asked_for(made):
    folder = shelf.own_folder("interstate-cow", made.home)
    before = (folder / "weights.json").read_bytes()
    asked = asked_calibration(CalibrationWishes(("interstate-cow",), (made.data,), THEORIES[:1]))
    (done,) = answer_calibration(asked, None).classes
    assert set(done.weights) == set(THEORIES)
    assert (folder / "weights.json").read_bytes() == before


def test_how_they_did_on_later_wars_is_kept_with_the_weights(made):
    says = shelf.read(shelf.own_folder("interstate-cow", made.home), shelf.WEIGHTS)
    assert says is not None
    tested = says["backtest"]
    assert tested["learned_from"] + tested["tested_on"] == 24
    assert set(tested["ratio_to_kaplan_meier"]) == {*THEORIES, "weighted synthesis"}
    assert set(tested["losing"]) <= set(THEORIES)
    assert not tested["shows_skill"]  # too few wars


def test_everything_wrong_is_said_at_once(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as end:
        main(["calibrate", "--class", "interstat", "--theory", "spoilers", "--seed", "-1", "--threads", "0"])
    assert end.value.code == 2
    said = capsys.readouterr().err
    for words in ("'interstat'", "interstate", "'spoilers'", "--seed", "--threads"):
        assert words in said


def test_a_class_without_its_dataset_says_where_to_get_it(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as end:
        main(["calibrate"])
    assert end.value.code == 2
    assert "detente data add" in capsys.readouterr().err


def test_priors_and_a_class_are_not_both_asked_for(capsys):
    with pytest.raises(SystemExit) as end:
        main(["run", "mirror-sides", "--prior", "--class", "interstate"])
    assert end.value.code == 2
    assert "leave one of them out" in capsys.readouterr().err


def test_a_class_without_posteriors_is_named_with_those_that_have_some():
    with pytest.raises(InvalidInput, match="interstate"):
        question(load("mirror-sides"), Wishes(record="interstat"))
