"""`detente run`: what it prints, what it leaves on disk, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.small_run import ASKED, detente, small

WORLDS = ["without the strike", "with the strike", "undo B.deep-strike; hold backer.B.aid 0 from 6"]
NUMBERS = ("mean", "median", "low50", "high50", "low90", "high90", "share_below", "share_above")


def test_json_is_one_document_of_the_documented_form():
    document = small().document
    assert document["schema"] == "detente/run-1"
    keys = {"schema", "run", "worlds", "theories", "effects", "weights", "synthesis", "files"}
    assert set(document) == keys
    assert [world["name"] for world in document["worlds"]] == WORLDS
    assert [world["reference"] for world in document["worlds"]] == [True, False, False]
    assert document["run"]["draws"] == 32
    assert document["run"]["months"] == 14
    assert {one["quantity"] for one in document["effects"]} == {"settlement", "end", "months"}
    assert len(document["effects"]) == 2 * 2 * 3  # worlds that are compared, theories, quantities
    for one in document["effects"]:
        assert all(isinstance(one[name], float) for name in NUMBERS)
        assert one["low90"] <= one["low50"] <= one["median"] <= one["high50"] <= one["high90"]
        assert 0 <= one["share_below"] + one["share_above"] <= 1
        assert one["monte_carlo_error"] >= 0


def test_the_theory_that_nothing_matters_lets_no_act_change_anything():
    effects = [one for one in small().document["effects"] if one["theory"] == "nothing-matters"]
    strike = [one for one in effects if one["world"] == "with the strike"]
    assert [one["mean"] for one in strike] == [0, 0, 0]


def test_the_files_are_there_and_nothing_half_written():
    files = small().document["files"]
    assert all(Path(place).exists() for place in files.values())
    assert sorted(path.name for path in small().folder.iterdir()) == ["brief.html", "effects.csv", "results"]
    assert len(Path(files["effects"]).read_text(encoding="utf-8").splitlines()) == 1 + 12


def test_nothing_else_is_said_where_there_is_no_terminal():
    assert small().ran.err == ""


def test_the_same_question_finds_its_old_answer_at_once():
    begun = time.perf_counter()
    again = detente(*ASKED, "--json", home=small().home)
    assert time.perf_counter() - begun < 15  # nothing is compiled
    document = json.loads(again.out)
    assert document["run"]["found"]
    assert document["run"]["id"] == small().document["run"]["id"]
    assert document["effects"] == small().document["effects"]


def test_the_table_says_all_that_a_reader_needs():
    ran = detente("runs", "show", small().document["run"]["id"][:6], home=small().home)
    assert ran.status == 0
    for words in ("Chance of a settlement within 12 months", "Expected months of war within 14 months"):
        assert words in ran.out
    for words in ("spoiler", "nothing-matters", "90% of draws", "Error", "Brief ", "Results "):
        assert words in ran.out
    assert "“with the strike” set against “without the strike”" in ran.out
    assert max(len(line) for line in ran.out.splitlines() if "/" not in line) <= 100
    assert "\x1b" not in ran.out  # no colours where there is no terminal


def test_a_run_is_listed_and_shown_by_its_folder():
    listed = json.loads(detente("runs", "list", "--json", home=small().home).out)
    assert small().document["run"]["id"] in [run["identifier"] for run in listed["runs"]]
    shown = json.loads(detente("runs", "show", str(small().folder), "--json", home=small().home).out)
    assert shown["effects"] == small().document["effects"]
    assert shown["run"]["command"] == small().document["run"]["command"]


def test_every_problem_is_listed_at_once_and_nothing_is_written(tmp_path: Path):
    wrong = (
        "--do",
        "undo B.deep-strik",
        "--do",
        "hold nowhere 3",
        "--theory",
        "comitment",
        "--add",
        "trust_updat",
    )
    wrong += ("--watch", "trst", "--draws", "0", "--seed", "-1")
    ran = detente("run", "mirror-sides", *wrong, "--out", str(tmp_path / "out"), home=tmp_path)
    assert ran.status == 2
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert len(lines) == 7
    assert [line.split(":")[0] for line in lines] == [
        "--add",
        "--do",
        "--do",
        "--draws",
        "--seed",
        "--theory",
        "--watch",
    ]
    assert "did you mean 'B.deep-strike'?" in ran.err
    assert "did you mean 'commitment'?" in ran.err
    assert "did you mean 'trust_update'?" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path):
    file = tmp_path / "taken"
    file.write_text("mine", encoding="utf-8")
    ran = detente("run", "mirror-sides", "--out", str(file), home=tmp_path)
    assert ran.status == 2
    assert "taken is a file" in ran.err
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
def test_an_interrupt_ends_the_run_cleanly(tmp_path: Path):
    given = os.environ | {"DETENTE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "detente", "run", "mirror-sides", "--draws", "200000"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=given)
    deadline = time.monotonic() + 60
    while not list(tmp_path.rglob("*.partial")) and time.monotonic() < deadline:
        time.sleep(0.05)  # until it is at work
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert "stopped" in err
    left = [path for path in tmp_path.rglob("*") if path.name in ("manifest.json", "zarr.json")]
    assert left == []
