"""`detente backtest`: from files of wars to a page, a table and a card; and everything wrong said at once."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import numpy as np
import pandas as pd
import psutil
import pytest

from detente.evidence.backtest.baselines import BASELINES
from detente.evidence.backtest.document import COLUMNS, SCHEMA, json_schema
from detente.evidence.backtest.tested import SYNTHESIS
from detente.evidence.episodes_cow import war_episodes
from detente.faces import backtests, class_records
from detente.faces.backtests import backtested, weights_of
from detente.faces.cli import main
from detente.faces.cli.rows_of_progress import Rows
from detente.pipeline.trial.watch import Watch
from detente.vocabulary.errors import Cancelled
from tests.evidence.made_up_wars import record
from tests.evidence.official_files import FOLDER

CLASSES = ("--class", "civil-cow", "--class", "interstate-cow")
THEORIES = ("--theory", "nothing-matters", "--theory", "spoiler")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, and few draws."""
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))
    _few(monkeypatch)
    return tmp_path / "home"


def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtests, "DRAWS", 32)
    monkeypatch.setattr(backtests, "LIVES", 4)
    monkeypatch.setattr(backtests, "program_folder", lambda: None)  # compiled once in this process


def written(folder: Path, table: pd.DataFrame) -> Path:
    path = folder / "wars.csv"
    table.to_csv(path, index=False)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        main(["backtest", *map(str, arguments)])
    captured = capsys.readouterr()
    return int(end.value.code or 0), captured.out, captured.err


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """One small backtest that the tests look at."""
    folder = tmp_path_factory.mktemp("backtest")
    data = written(folder, record())
    with pytest.MonkeyPatch.context() as patch:
        _few(patch)
        patch.setenv("DETENTE_HOME", str(folder / "home"))
        printed = folder / "printed.txt"
        with printed.open("w", encoding="utf-8") as stream:
            patch.setattr(sys, "stdout", stream)
            with pytest.raises(SystemExit) as end:
                main(["backtest", *CLASSES, *THEORIES, "--data", str(data), "--out", str(folder / "out")])
    text = printed.read_text(encoding="utf-8")
    return SimpleNamespace(status=end.value.code, text=text, out=folder / "out", folder=folder, data=data)


@pytest.fixture(scope="module")
def card(made) -> dict:
    return json.loads((made.out / "card.json").read_text(encoding="utf-8"))


def predictor(card: dict, class_name: str, name: str) -> dict:
    (one,) = [c for c in card["classes"] if c["name"] == class_name]
    (found,) = [p for p in one["predictors"] if p["name"] == name]
    return found


# what it leaves


def test_it_ends_well_and_leaves_three_files_and_no_copy_of_the_data(made):
    assert made.status in (0, None)
    assert sorted(path.name for path in made.out.iterdir()) == ["backtest.html", "card.json", "scores.csv"]
    assert not list((made.folder / "home").rglob("*war-episodes*"))


def test_the_terminal_says_what_may_be_said_and_names_its_files(made):
    flat = " ".join(made.text.split())
    assert max(map(len, made.text.splitlines())) <= 100
    assert "civil-cow: civil wars (COW, 1,000 battle deaths a war)" in flat
    assert (
        "Learned from 45 wars begun before 1960, as they were known then; tested on 45 begun from 1960"
        in flat
    )
    assert "No skill can be shown: 12 wars are too few" in flat
    assert re.search(r"The weighted synthesis against Kaplan-Meier: Brier score \d\.\d{3} \(", flat)
    assert re.search(r"The weighted synthesis against Cox: Brier score \d\.\d{3} \(", flat)
    assert "Worse than Kaplan-Meier: persistence." in flat
    for name in (*BASELINES, "nothing-matters", "spoiler", SYNTHESIS):
        assert re.search(rf"^{name} ", made.text, re.MULTILINE), name
    for name in ("backtest.html", "scores.csv", "card.json"):
        assert str(made.out / name) in made.text


def test_the_card_is_a_document_of_its_schema(card):
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(card, schema)
    assert card["schema"] == SCHEMA == schema["title"]
    spoiled = json.loads(json.dumps(card))
    del spoiled["classes"][0]["predictors"][0]["scores"][0]["ratio"]
    assert not jsonschema.Draft202012Validator(schema).is_valid(spoiled)
    assert card["provenance"]["command"] == (
        "detente backtest --class civil-cow --class interstate-cow --data wars.csv "
        "--theory nothing-matters --theory spoiler --seed 7"
    )


def test_the_schema_is_printed_on_demand(capsys):
    with pytest.raises(SystemExit) as end:
        main(["schema", "backtest"])
    assert not end.value.code
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_every_number_of_the_table_is_one_of_the_card(made, card):
    text = (made.out / "scores.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert tuple(rows[0]) == COLUMNS and text.count("\r\n") == len(rows) + 1
    in_card = [
        (c["name"], p["name"], p["kind"], s)
        for c in card["classes"]
        for p in c["predictors"]
        for s in p["scores"]
    ]
    assert len(rows) == len(in_card) == 2 * (len(BASELINES) + 3) * 5 * 6
    for row, (class_name, name, kind, score) in zip(rows, in_card, strict=True):
        assert (row["class"], row["prediction"], row["kind"], row["score"]) == (
            *(class_name, name, kind, score["score"]),
        )
        for key in ("lasted", "value", "ratio", "ratio_low", "ratio_high", "wars"):
            assert row[key] == ("" if score[key] is None else str(score[key]))


def test_the_synthesis_is_the_mixture_with_the_weights_that_are_told(card):
    for one in card["classes"]:
        theories = [p for p in one["predictors"] if p["kind"] == "theory"]
        weights = [p["weight"]["weight"] for p in theories]
        assert sum(weights) == pytest.approx(1) and min(weights) > 0
        assert all(p["weight"]["low"] <= p["weight"]["weight"] + 0.1 for p in theories)
        (mixed,) = [p for p in one["predictors"] if p["kind"] == "synthesis"]
        # a mean over wars is linear, too: that of the mixture is the weighted mean of those of theories
        means = [_mean_chance(p, lasted=0) for p in theories]
        assert means[0] != means[1]
        mean = sum(weight * of for weight, of in zip(weights, means, strict=True))
        assert _mean_chance(mixed, lasted=0) == pytest.approx(mean, abs=1e-6)


def _mean_chance(told: dict, lasted: int) -> float:
    bins = [b for b in told["calibration"] if b["lasted"] == lasted]
    return sum(b["wars"] * b["predicted"] for b in bins) / sum(b["wars"] for b in bins)


def test_no_skill_is_claimed_where_few_wars_were_tested(card):
    many, few = card["classes"]
    assert (many["test"], many["shows_skill"]) == (45, True)
    assert (few["test"], few["shows_skill"], few["better"]) == (12, False, [])
    assert "persistence" in many["losing"]
    assert predictor(card, "civil-cow", "persistence")["verdict"] == "loses"
    assert any(said.startswith("persistence loses to the base rate") for said in many["sentences"])
    assert any(said.startswith("The weighted synthesis against Cox") for said in many["sentences"])


def test_the_page_is_whole_and_shows_the_numbers_of_the_card(made, card):
    page = (made.out / "backtest.html").read_text(encoding="utf-8")
    assert "<script" not in page and 'http-equiv="Content-Security-Policy"' in page
    assert not re.search(r'(?:src|href)="(?!#|https?://)', page)
    for one in card["classes"]:
        assert f'id="class-{one["name"]}"' in page
        pictures = re.findall(rf'<svg[^>]*aria-labelledby="calibration-{one["name"]}-\d', page)
        assert len(pictures) == sum(counted["scored"] > 0 for counted in one["counted"])
    score = predictor(card, "civil-cow", "spoiler")["scores"][0]
    interval = f"({score['ratio_low']:.3f}–{score['ratio_high']:.3f})"
    assert f"{score['ratio']:.3f} <em>{interval}</em>" in page
    assert "12 wars are too few to show skill." in page
    assert str(made.folder) not in page


def test_the_same_again_gives_the_same_bytes(made, tmp_path, capsys):
    status, out, _ = said(
        *(capsys, *CLASSES, *THEORIES, "--data", made.data, "--out", tmp_path / "again", "--json"),
        *("--threads", 1),
    )
    assert status == 0
    assert json.loads(out) == json.loads((made.out / "card.json").read_text(encoding="utf-8"))
    assert (tmp_path / "again" / "backtest.html").read_bytes() == (made.out / "backtest.html").read_bytes()


# from Python


def test_a_class_is_tested_from_python_and_watched(made):
    episodes = war_episodes(record().assign(cinc_share_A=np.nan))
    steps: list[tuple[int, int]] = []
    watch = Watch(step=lambda done, total: steps.append((done, total)))
    found = backtested("civil-cow", episodes, ["nothing-matters"], threads=1, watch=watch)
    assert weights_of(found)["weight"].to_dict() == {"nothing-matters": 1.0}
    assert weights_of(found).index.name == "theory"
    assert list(weights_of(found).columns) == ["weight", "low", "high"]
    assert steps == [(0, 1), (1, 1)]
    # alone in the mixture, the theory is the mixture
    scores = found.card.overall["value"]
    assert scores[SYNTHESIS].to_numpy() == pytest.approx(scores["nothing-matters"].to_numpy(), abs=1e-6)
    assert "No covariate was known of enough earlier wars: Cox is Kaplan-Meier here." in found.sentences
    assert found.against.loc["Cox"].equals(found.against.loc["Kaplan-Meier"])
    with pytest.raises(Cancelled):
        backtested("civil-cow", episodes, ["nothing-matters"], watch=Watch(cancelled=lambda: True))


# what is refused


def test_all_that_is_wrong_with_the_wishes_is_said_at_once(tmp_path, capsys):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    status, out, err = said(
        *(capsys, "--class", "civil", "--theory", "spoilers", "--train-before", 1500, "--until", 9999),
        *("--seed", -1, "--threads", 0, "--out", tmp_path / "out", "--data", tmp_path / "absent.csv"),
    )
    assert (status, out) == (2, "")
    assert "--class: there is no reference class called 'civil'" in err
    assert "did you mean 'civil-cow'?" in err
    assert "--theory: there is no theory called 'spoilers'" in err and "did you mean 'spoiler'?" in err
    assert "--train-before: 1500 is out of range" in err and "give 1800 to 2100" in err
    assert "--until: 9999 is out of range" in err
    assert "--seed: -1 is out of range" in err
    assert "--threads: 0 is too small" in err
    assert "--out: " in err and "is a file" in err
    assert "absent.csv: there is no such file" in err
    assert len(err.strip().splitlines()) == 8 and "Traceback" not in err


def test_data_that_were_not_added_are_named_with_where_to_get_them(capsys):
    status, out, err = said(capsys, "--class", "all")
    assert (status, out) == (2, "")
    for name in ("ucdp-conflict", "ucdp-termination", "war-episodes"):
        assert f"the dataset {name!r} was not added" in err
    assert "then run 'detente data add ucdp-term-acd-3-2021.csv', or name the file with --data" in err
    assert len(err.strip().splitlines()) == 3


def test_files_that_are_not_those_of_the_class_are_said_to_be_missing(made, capsys):
    status, _, err = said(capsys, "--data", made.data)
    assert status == 2
    assert "--data: the dataset 'ucdp-conflict' is not among the files" in err
    assert "the wars of interstate are made from it" in err


@pytest.mark.parametrize("spoil", ["cut", "column", "empty", "value"])
def test_a_wrong_file_is_refused_as_when_it_is_added(spoil, made, tmp_path, capsys):
    text = made.data.read_text(encoding="utf-8")
    spoiled = {
        "cut": text[: len(text) // 2],
        "column": text.replace("war_type", "wartype", 1),
        "empty": "",
        "value": text.replace(",negotiated,", ",settled,", 1),
    }
    path = tmp_path / "wars.csv"
    path.write_text(spoiled[spoil], encoding="utf-8")
    status, out, err = said(capsys, "--class", "civil-cow", "--data", path)
    assert (status, out) == (2, "")
    assert all(line.startswith(str(path)) for line in err.strip().splitlines())
    assert not list(tmp_path.rglob("card.json"))


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (("--train-before", 1850), "0 wars began before 1850 and 90 from then on"),
        (("--train-before", 2005), "90 wars began before 2005 and 0 from then on"),
        (("--train-before", 1960, "--until", 1950), "the years are the wrong way round"),
        (
            ("--train-before", 1920, "--until", 1921),
            "0 wars began before 1920 and 2 from then on before 1921",
        ),
        (("--train-before", 1921), "ended after different times"),
    ],
)
def test_years_that_leave_no_wars_on_one_side_are_refused(years, words, made, capsys):
    status, out, err = said(capsys, "--class", "civil-cow", "--data", made.data, *years)
    assert (status, out) == (2, "")
    assert words in err and "--class civil-cow: " in err and "--train-before" in err
    assert len(err.strip().splitlines()) == 1


def test_a_planted_covariate_that_knows_the_future_is_caught_on_the_way(tmp_path, capsys):
    """Capability shares filled with how long the wars lasted, in a file that is right in every other way."""
    table = record()
    planted = table.assign(cinc_share_A=(table["duration_days"].rank(pct=True) * 0.98 + 0.01).round(3))
    path = written(tmp_path, planted)
    status, out, err = said(capsys, *CLASSES, *THEORIES, "--data", path, "--out", tmp_path / "out")
    assert (status, out) == (2, "")
    assert "--class civil-cow: the leakage guard refuses the wars of war-episodes" in err
    assert "share_a (100%): puts more than 85% of pairs of wars in the order of how long they lasted" in err
    assert "look at where the column comes from and leave it out" in err
    assert not (tmp_path / "out").exists()


def test_a_class_chosen_by_what_happened_later_is_caught_on_the_way(made, monkeypatch, capsys):
    """The choice of wars goes through the guard, too: whoever leaves out long wars is found out."""
    chosen = class_records.CLASSES["civil-cow"]
    short = SimpleNamespace(
        **{name: getattr(chosen, name) for name in ("name", "title", "dataset", "split", "until", "cite")},
        wars=lambda table: chosen.wars(table[(table["days"] < 900) | (table["begins"].dt.year < 1960)]),
    )
    monkeypatch.setitem(class_records.CLASSES, "civil-cow", short)
    status, _, err = said(capsys, "--class", "civil-cow", "--data", made.data)
    assert status == 2
    assert "changed when the fates of later wars were exchanged" in err


# stopping, and how far it is


def test_an_interrupt_ends_it_within_two_seconds_and_leaves_nothing(made, tmp_path):
    given = os.environ | {"DETENTE_HOME": str(tmp_path / "home"), "PYTHONPATH": os.pathsep.join(sys.path)}
    words = ["backtest", "--class", "civil-cow", "--data", str(made.data), "--out", str(tmp_path / "out")]
    running = subprocess.Popen(
        [sys.executable, "-m", "detente", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=given,
    )
    begun, at_work = time.monotonic(), False
    while not at_work:  # the compiler is loaded by the work itself, after all that is asked has been checked
        assert running.poll() is None
        assert time.monotonic() - begun < 120
        at_work = any("jaxlib" in one.path for one in psutil.Process(running.pid).memory_maps())
        time.sleep(0.2)
    sent = time.monotonic()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert time.monotonic() - sent < 10  # two on an idle machine
    assert running.returncode == 130
    assert out == "" and "Traceback" not in err
    assert not (tmp_path / "out").exists()
    assert not list((tmp_path / "home").rglob("*.html"))


def test_a_class_has_a_line_that_counts_theories():
    told = []
    bar = SimpleNamespace(
        add_task=lambda name, total: told.append(name) or len(told) - 1,
        stop_task=lambda row: told.append(("stopped", row)),
        update=lambda row, completed, total: told.append((row, completed, total)),
    )
    rows = Rows(bar)
    rows.stage("one")
    rows.step(3, 11)
    rows.stage("two")
    assert told == ["one", (0, 3, 11), ("stopped", 0), "two"]


# the public record


def test_the_public_record_is_tested_by_one_theory(tmp_path, capsys):
    if not FOLDER.exists():
        pytest.skip("the official files are not at hand: they may not be distributed")
    status, out, err = said(
        *(capsys, "--class", "interstate-cow", "--data", FOLDER / "cow" / "episodes.csv"),
        *("--theory", "nothing-matters", "--json", "--out", tmp_path / "out"),
    )
    assert (status, err) == (0, "")
    (one,) = json.loads(out)["classes"]
    assert (one["train"], one["test"], one["shows_skill"]) == (57, 38, False)
    assert [record["name"] for record in one["records"]] == ["war-episodes"]
    scores = predictor({"classes": [one]}, "interstate-cow", "Kaplan-Meier")["scores"]
    brier = {s["lasted"]: s["value"] for s in scores if s["score"] == "brier"}
    assert [brier[lasted] for lasted in (0, 6, 12)] == pytest.approx([0.202, 0.227, 0.253], abs=6e-4)
    assert np.isfinite(predictor({"classes": [one]}, "interstate-cow", SYNTHESIS)["scores"][0]["ratio"])
