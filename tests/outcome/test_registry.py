"""The same question finds its old answer; another question never does."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from detente.shelf import folders, registry
from detente.vocabulary.errors import UnknownName
from tests.outcome import made_up


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(folders.HOME, str(tmp_path / "home"))
    return tmp_path / "home"


def provenance(**other) -> dict:
    return dict(made_up.manifest().provenance) | other


def test_folders_follow_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch):
    assert folders.data_folder() == home
    assert folders.run_folder("abc") == home / "runs" / "abc"
    assert folders.cache_folder() == home / "cache"
    monkeypatch.delenv(folders.HOME)
    assert "detente" in str(folders.data_folder()) and folders.data_folder().is_absolute()


def test_an_identifier_stands_for_the_question():
    one = registry.run_identifier(provenance())
    assert len(one) == 12 and int(one, 16) >= 0
    assert registry.run_identifier(provenance()) == one
    others = [
        {"seed": 8},
        {"draws": 5},
        {"lives": 5},
        {"months": 5},
        {"scenario_sha256": "x"},
        {"theories_sha256": ["x"]},
        {"worlds_do": ["x"]},
        {"detente_version": "2"},
        {"endings": "tossed"},
    ]
    assert len({registry.run_identifier(provenance(**other)) for other in others} | {one}) == 10


def test_a_run_is_kept_found_and_listed(home: Path):
    folder = home / "runs" / "abc"
    folder.mkdir(parents=True)
    first = registry.keep_run("abc123abc123", "A war", "running", folder)
    assert registry.find_run("abc123abc123") is None  # not done
    done = registry.keep_run("abc123abc123", "A war", "done", folder)
    assert done.created == first.created and done.status == "done"
    assert registry.find_run("abc123abc123") == done
    registry.keep_run("def123abc123", "Another", "failed", folder)
    assert {run.title for run in registry.list_runs()} == {"A war", "Another"}
    assert registry.get_run("abc") == done
    folder.rmdir()
    assert registry.find_run("abc123abc123") is None  # its answer is gone
    registry.forget_run("abc123abc123")
    assert [run.title for run in registry.list_runs()] == ["Another"]


@pytest.mark.parametrize("prefix", ["ab", "abc", "zzz", ""])
def test_a_prefix_must_name_one_run(home: Path, prefix: str):
    for identifier in ("abc100000000", "abc200000000"):
        registry.keep_run(identifier, "A war", "done", home)
    with pytest.raises(UnknownName, match="abc1"):
        registry.get_run(prefix)
    assert registry.get_run("abc1").identifier == "abc100000000"


def test_processes_may_write_at_the_same_time(home: Path):
    code = (
        "import sys; from pathlib import Path; from detente.shelf.registry import keep_run\n"
        "for i in range(20): keep_run(f'{sys.argv[1]}{i:011d}', 'A war', 'done', Path('x'))"
    )
    paths = {"PYTHONPATH": str(Path(detente.__file__).parents[1]), folders.HOME: str(home)}
    children = [subprocess.Popen([sys.executable, "-c", code, letter], env=paths) for letter in "ab"]
    assert [child.wait() for child in children] == [0, 0]
    assert len(registry.list_runs()) == 40
    with sqlite3.connect(home / "runs.sqlite") as base:
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    base.close()
