"""detente from Python: five lines that do what the command line does."""

import re
from pathlib import Path

import pytest

import detente as dt
from detente.faces.ask import Wishes, load, question
from detente.faces.settings import COMPILER_FLAGS, machine_settings
from detente.vocabulary.do import Hold, Undo
from detente.vocabulary.errors import InvalidInput, UnknownName
from tests.cli.small_run import small


def test_there_are_at_most_twenty_public_names_and_each_is_there():
    assert len(dir(dt)) <= 20
    assert all(getattr(dt, name).__doc__ for name in dir(dt))
    with pytest.raises(AttributeError):
        dt.nothing  # noqa: B018


def test_a_run_that_was_kept_is_opened_with_its_effects_and_brief(tmp_path: Path):
    run = dt.open_run(small().folder)
    effect = run.effect("settlement", by=12)
    assert [line.theory for line in effect] == ["spoiler", "nothing-matters"]
    told = {e["theory"]: e for e in small().document["effects"] if e["quantity"] == "settlement"}
    assert effect.frame.loc["spoiler", "world"] == "with the strike"
    assert set(told) == set(effect.frame.index)
    page = run.brief(tmp_path / "new" / "brief.html")
    assert page.read_text(encoding="utf-8") == (small().folder / "brief.html").read_text(encoding="utf-8")
    assert run.results["spoiler"]["survival"].dims == ("world", "month", "statistic")
    assert run.worlds[0] == "without the strike"


def test_a_run_shows_itself(capsys: pytest.CaptureFixture[str]):
    run = dt.open_run(small().folder)
    assert "Chance of a settlement" in repr(run)
    html = run._repr_html_()
    assert html.count("<svg") >= 2  # one figure for each world that is compared
    assert "<script" not in html
    assert "spoiler" in repr(run.effect())
    assert "<table>" in run.effect("months-of-war")._repr_html_()


def test_unknown_worlds_outcomes_and_horizons_are_named():
    run = dt.open_run(small().folder)
    with pytest.raises(UnknownName, match="with the strike"):
        run.effect(world="with a strike")
    with pytest.raises(UnknownName, match="settlement"):
        run.effect("setlement")
    with pytest.raises(UnknownName, match=r"no horizon called .13."):
        run.effect(by=13)


def test_cards_show_themselves():
    theory, cause = dt.theory("commitment"), dt.cause("trust_update")
    assert theory.claim in repr(theory)
    assert "power_shift" in theory.causes
    assert theory.claim in theory._repr_html_()
    assert cause.entry.splitlines()[0] in repr(cause)
    assert set(cause.parameters.columns) >= {"meaning", "median", "low90", "high90", "unit", "source"}
    assert "Two sides" in repr(dt.scenario("mirror-sides"))
    assert "<table>" in dt.scenario("mirror-sides")._repr_html_()
    assert "Powell" in repr(dt.source("powell2006"))
    assert "commitment" in dt.all_theories()
    assert "mirror-sides" in dt.all_scenarios()
    assert "trust_update" in dt.all_causes()


def test_unknown_names_teach():
    with pytest.raises(UnknownName, match="did you mean 'commitment'"):
        dt.theory("comitment")
    with pytest.raises(InvalidInput, match="did you mean 'mirror-sides'"):
        dt.scenario("mirror-side")
    with pytest.raises(InvalidInput, match=r"did you mean 'B\.deep-strike'"):
        dt.run("mirror-sides", do="undo B.deep-strik", draws=16)


def test_words_become_worlds():
    both = dt.do("undo B.deep-strike", "hold backer.B.aid 0 from 6")
    asked = question(load("mirror-sides"), Wishes(do=(both,)))
    assert asked.worlds[-1].do == (Undo("B.deep-strike"), Hold("backer.B.aid", 0.0, 6.0))
    assert asked.worlds[-1].name == both


def test_an_added_cause_is_in_every_theory():
    asked = question(load("mirror-sides"), Wishes(theories=("nothing-matters",), add=("trust_update",)))
    assert "trust_update" in asked.theories[0].names


def test_settings_of_the_user_stay(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=true --xla_dump_to=x")
    machine_settings()
    machine_settings()
    import os

    flags = os.environ["XLA_FLAGS"].split()
    assert flags[:2] == ["--xla_cpu_multi_thread_eigen=true", "--xla_dump_to=x"]
    names = [re.sub("=.*", "", flag) for flag in flags]
    assert len(names) == len(set(names)) == 1 + len(COMPILER_FLAGS)
