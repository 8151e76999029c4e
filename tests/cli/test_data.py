"""`detente data`: what can be added, adding it whole or not at all, and showing it."""

import json
import zipfile
from pathlib import Path

import pytest

from detente.evidence.datasets.catalogue import datasets
from detente.faces import datasets as added
from detente.faces.cli import main
from detente.shelf import datasets as shelf
from detente.vocabulary.errors import BrokenStore, UnknownName
from tests.evidence.official_files import FILES, FOLDER, made_up

NAMES = sorted(FILES)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two datasets, one of them deeper down under another name, and what is none."""
    folder = tmp_path / "official"
    (folder / "deeper").mkdir(parents=True)
    (folder / "deeper" / "my copy.txt").write_text(made_up("leader-attempts"), encoding="utf-8")
    (folder / "Inter-StateWarData_v4.0.csv").write_text(made_up("cow-interstate"), encoding="utf-8")
    (folder / "rain.csv").write_text("month,rain\n1,2\n", encoding="utf-8")
    (folder / "codebook.pdf").write_bytes(b"%PDF-1.4")
    (folder / ".hidden.csv").write_text(made_up("icb-crises"), encoding="utf-8")
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        main(["data", *map(str, arguments)])
    captured = capsys.readouterr()
    return int(end.value.code or 0), captured.out, captured.err


def document(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    status, out, err = said(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def kept_names() -> list[str]:
    return [name for name in NAMES if shelf.kept(name) is not None]


def test_all_datasets_are_listed_with_what_was_added(folder, capsys):
    before = document(capsys, "list")
    assert before["schema"] == "detente/datasets-1"
    assert [entry["name"] for entry in before["datasets"]] == NAMES
    assert all(entry["added"] is None for entry in before["datasets"])
    said(capsys, "add", folder)
    after = {entry["name"]: entry["added"] for entry in document(capsys, "list")["datasets"]}
    assert [name for name, copy in after.items() if copy] == ["cow-interstate", "leader-attempts"]
    status, out, _ = said(capsys, "list")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 100
    assert set(NAMES) <= set(out.split())


def test_a_folder_adds_every_dataset_in_it_and_says_which_files_are_none(folder, home, capsys):
    status, out, err = said(capsys, "add", folder)
    assert (status, err) == (0, "")
    assert "Not recognised: 2" in out
    assert str(folder / "rain.csv") in out and str(folder / "codebook.pdf") in out
    assert kept_names() == ["cow-interstate", "leader-attempts"]
    kept = shelf.kept("leader-attempts")
    data = made_up("leader-attempts").encode()
    assert kept is not None
    assert (kept.file, kept.size, kept.added[:2]) == ("my copy.txt", len(data), "20")
    assert shelf.kept_bytes(kept) == data
    assert not [path for path in home.rglob("*") if path.suffix == ".part"]


def test_added_files_are_one_json_document(folder, capsys):
    told = document(capsys, "add", folder)
    assert told["schema"] == "detente/datasets-added-1"
    assert [(a["name"], a["rows"], a["added"]["version"]) for a in told["added"]] == [
        ("cow-interstate", 337, "4.0"),
        ("leader-attempts", 250, ""),
    ]
    assert told["not_recognised"] == [str(folder / "codebook.pdf"), str(folder / "rain.csv")]


def test_where_one_file_is_wrong_all_problems_are_listed_and_nothing_is_kept(folder, capsys):
    cut = made_up("icb-crises")
    (folder / "icb1v14.csv").write_text(cut[: len(cut) // 2], encoding="utf-8")
    (folder / "twice.csv").write_text(made_up("leader-attempts"), encoding="utf-8")
    status, out, err = said(capsys, "add", folder, folder / "absent.csv", folder / "rain.csv")
    assert (status, out) == (2, "")
    assert "the file was cut" in err
    assert "only one file of a dataset is kept" in err
    assert f"{folder / 'absent.csv'}: there is no such file" in err
    assert f"{folder / 'rain.csv'}:1:1: no dataset that detente reads has these columns" in err
    assert "Traceback" not in err
    assert kept_names() == []


def test_adding_again_replaces_the_copy_and_a_wrong_file_leaves_it(folder, home, capsys):
    said(capsys, "add", folder)
    first = shelf.kept("leader-attempts")
    longer = folder / "deeper" / "my copy.txt"
    longer.write_text(made_up("leader-attempts") + "1800,x,y,1,1,1,0,0,0,0,z\n", encoding="utf-8")
    assert said(capsys, "add", longer)[0] == 0
    second = shelf.kept("leader-attempts")
    assert first is not None and second is not None and second.size > first.size
    assert sorted(path.name for path in (home / "datasets" / "leader-attempts").iterdir()) == sorted(
        [second.sha256, "about.json"]
    )
    longer.write_text(made_up("leader-attempts")[:-300], encoding="utf-8")
    assert said(capsys, "add", longer)[0] == 2
    assert shelf.kept("leader-attempts") == second


def test_a_disk_that_fails_leaves_the_old_copy_whole(folder, monkeypatch, capsys):
    said(capsys, "add", folder)
    first = shelf.kept("leader-attempts")
    longer = folder / "deeper" / "my copy.txt"
    longer.write_text(made_up("leader-attempts") + "1800,x,y,1,1,1,0,0,0,0,z\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(shelf.os, "fsync", full)
    status, _, err = said(capsys, "add", longer)
    assert (status, "the disk is full" in err) == (1, True)
    assert first is not None and shelf.kept("leader-attempts") == first
    assert shelf.kept_bytes(first) == made_up("leader-attempts").encode()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\xff\xfem\0", "UTF-16"),
        ("a.csv", b"month,\0", "a zero byte"),
        ("a.csv.gz", b"\x1f\x8b\x08", "packed with gzip"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_what_to_do(name, data, says, tmp_path, capsys):
    (tmp_path / name).write_bytes(data)
    status, out, err = said(capsys, "add", tmp_path / name)
    assert (status, out) == (2, "")
    assert says in err


def test_a_spreadsheet_a_large_file_and_an_empty_folder_are_refused(tmp_path, monkeypatch, capsys):
    with zipfile.ZipFile(tmp_path / "term.xlsx", "w") as archive:
        archive.writestr("sheet", "x")
    assert "save the sheet as CSV" in said(capsys, "add", tmp_path / "term.xlsx")[2]
    (tmp_path / "empty").mkdir()
    assert "none of 0 files" in said(capsys, "add", tmp_path / "empty")[2]
    (tmp_path / "large.csv").write_text(made_up("leader-attempts"), encoding="utf-8")
    monkeypatch.setattr(shelf.read_bytes, "__defaults__", (1000,))
    status, _, err = said(capsys, "add", tmp_path / "large.csv")
    assert (status, "at most 1,000 are read" in err) == (2, True)


def test_an_old_encoding_is_read_and_said(tmp_path, capsys):
    text = made_up("leader-attempts").replace("word 3,", "Señor,", 1)
    (tmp_path / "leaders.csv").write_bytes(text.encode("cp1252"))
    status, out, _ = said(capsys, "add", tmp_path / "leaders.csv")
    assert (status, "not UTF-8 (line 5)" in " ".join(out.split())) == (0, True)
    assert "Señor" in set(added.table("leader-attempts")["country"])


def test_a_newer_version_is_added_with_a_note_and_an_older_one_is_not(tmp_path, capsys):
    head, *lines = made_up("ucdp-battle-deaths").strip().split("\n")
    for version in ("25.1", "23.1"):
        rows = [line.rsplit(",", 1)[0] + f",{version}" for line in lines]
        (tmp_path / f"{version}.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    status, out, _ = said(capsys, "add", tmp_path / "25.1.csv")
    assert (status, "25.1 is newer than 24.1" in " ".join(out.split())) == (0, True)
    status, _, err = said(capsys, "add", tmp_path / "23.1.csv")
    assert (status, "wrong version: this is 23.1" in err) == (2, True)
    kept = shelf.kept("ucdp-battle-deaths")
    assert kept is not None and kept.version == "25.1"


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_is_shown_before_it_is_added(name, capsys):
    told = document(capsys, "show", name)
    dataset = datasets()[name]
    assert told["schema"] == "detente/dataset-1"
    assert (told["licence"], told["published_at"]) == (dataset.licence, dataset.published_at)
    assert [column["name"] for column in told["columns"]] == list(dataset.column_names())
    assert (told["added"], told["rows"], told["episodes"]) == (None, None, None)
    status, out, _ = said(capsys, "show", name)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 100
    assert dataset.published_at in out and "Not added" in out
    assert all(column.name in out for column in dataset.columns)


def test_ucdp_is_attributed_as_its_licence_asks(capsys):
    shown = " ".join(said(capsys, "show", "ucdp-conflict")[1].split())
    assert "CC BY 4.0" in shown and "Uppsala Conflict Data Program" in shown
    assert "Modified by detente" in shown and "Davies, Shawn" in shown


def test_a_dataset_shows_rows_and_episodes_when_it_was_added(folder, capsys):
    said(capsys, "add", folder)
    told = document(capsys, "show", "leader-attempts")
    assert (told["rows"], told["added"]["file"], told["episodes"]) == (250, "my copy.txt", None)
    assert "Rows      250" in said(capsys, "show", "leader-attempts")[1]


def test_episodes_that_need_another_dataset_say_which(tmp_path, capsys):
    (tmp_path / "acd.csv").write_text(made_up("ucdp-conflict"), encoding="utf-8")
    said(capsys, "add", tmp_path / "acd.csv")
    told = document(capsys, "show", "ucdp-conflict")
    assert "'ucdp-termination' was not added" in told["episodes"]["missing"]
    assert "detente data add ucdp-term-acd-3-2021.csv" in told["episodes"]["missing"]


def test_the_official_files_are_added_and_make_episodes(capsys):
    if not FOLDER.exists():
        pytest.skip("the official files are not at hand: they may not be distributed")
    told = document(capsys, "add", FOLDER)
    assert sorted(entry["name"] for entry in told["added"]) == NAMES
    ucdp, cow = (document(capsys, "show", name)["episodes"] for name in ("ucdp-conflict", "cow-interstate"))
    assert (ucdp["episodes"], sum(kind["censored"] for kind in ucdp["kinds"])) == (393, 30)
    assert cow["kinds"] == [{"kind": "interstate", "episodes": 95, "censored": 0, "median_days": 163.0}]
    assert cow["endings"]["victory_a"] == 51
    assert "393" not in said(capsys, "show", "cow-interstate")[1]
    assert len(added.spells("ucdp-conflict")) == 1655


def test_an_unknown_name_and_a_dataset_that_was_not_added_are_said_with_a_hint(capsys):
    status, out, err = said(capsys, "show", "ucdp-conflicts")
    assert (status, out) == (2, "")
    assert "did you mean 'ucdp-conflict'?" in err
    with pytest.raises(UnknownName, match=r"detente data add icb1v14\.csv"):
        added.table("icb-crises")
    with pytest.raises(UnknownName, match="these do: cow-interstate, ucdp-conflict, war-episodes"):
        added.episodes("icb-crises")


@pytest.mark.parametrize("spoil", ["copy", "gone", "about"])
def test_a_damaged_copy_is_said_and_not_used(spoil, folder, home, capsys):
    said(capsys, "add", folder)
    kept = shelf.kept("leader-attempts")
    assert kept is not None
    copy = home / "datasets" / "leader-attempts" / kept.sha256
    about = copy.parent / "about.json"
    match spoil:
        case "copy":
            copy.write_bytes(copy.read_bytes() + b"x")
        case "gone":
            copy.unlink()
        case "about":
            about.write_text('{"name": "leader-attempts"}', encoding="utf-8")
    with pytest.raises(BrokenStore, match="again"):
        added.table("leader-attempts")
    status, _, err = said(capsys, "show", "leader-attempts")
    assert (status, "again" in err) == (1, True)
