"""What can be looked up, checked and asked for help, without running anything."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from detente.faces import library
from detente.faces.cli import main
from detente.shelf.packaged import scenario_names, sources
from tests.cli.small_run import detente

HEAVY = {"jax", "pandas", "xarray", "scipy", "zarr", "pydantic", "ruamel", "pybtex"}


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    captured = capsys.readouterr()
    return int(end.value.code or 0), captured.out, captured.err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    status, out, _ = said(capsys, *arguments, "--json")
    assert status == 0
    return json.loads(out)


def test_help_is_quick_and_loads_nothing_heavy():
    code = (
        "import sys, time\nfrom detente.faces.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), time.process_time())"
    )
    given = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=given, check=True)
    loaded, seconds = done.stdout.splitlines()[-1].rsplit(" ", 1)
    assert loaded == "[]"
    assert float(seconds) < 1.0


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    status, out, _ = said(capsys, "--help")
    assert status == 0
    commands = re.findall(r"^  ([a-z]+)  ", out.split("Commands:")[1], re.MULTILINE)
    assert commands == [
        "run",
        "audit",
        "backtest",
        "calibrate",
        "serve",
        "validate",
        "schema",
        "theories",
        "causes",
        "scenarios",
        "sources",
        "data",
        "runs",
    ]


def test_every_option_of_run_is_on_the_help_page_and_in_the_reference(capsys: pytest.CaptureFixture[str]):
    _, out, _ = said(capsys, "run", "--help")
    options = set(re.findall(r"^  (--[a-z]+)", out, re.MULTILINE))
    assert options == {
        *(
            "--do",
            "--theory",
            "--add",
            "--draws",
            "--lives",
            "--months",
            "--seed",
            "--json",
            "--out",
            "--threads",
        ),
        *("--watch", "--tossed", "--prior", "--class"),
    }
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "command_line.md"
    assert {option for option in options if f"`{option}" not in page.read_text(encoding="utf-8")} == set()


def test_version(capsys: pytest.CaptureFixture[str]):
    status, out, _ = said(capsys, "--version")
    assert status == 0
    assert re.fullmatch(r"detente \S+\n", out)


@pytest.mark.parametrize("kind", ["theories", "causes", "scenarios", "sources"])
def test_lists_fit_the_page(kind: str, capsys: pytest.CaptureFixture[str]):
    status, out, _ = said(capsys, kind, "list")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 100
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_causes_are_counted_with_what_is_assumed(capsys: pytest.CaptureFixture[str]):
    listed = document(capsys, "causes", "list")
    assert [cause["name"] for cause in listed["causes"]] == list(library.causes())
    assert listed["parameters"] == sum(len(library.parameters(c)) for c in library.causes().values())
    assert listed["assumed"] == sum(cause["assumed"] for cause in listed["causes"])
    _, out, _ = said(capsys, "causes", "list")
    assert f"{listed['assumed']} assumed" in out


@pytest.mark.parametrize("name", ["trust_update", "attrition_square", "baseline"])
def test_a_cause_shows_its_entry_numbers_rivals_and_theories(name: str, capsys: pytest.CaptureFixture[str]):
    status, out, _ = said(capsys, "causes", "show", name)
    assert status == 0
    about = document(capsys, "causes", "show", name)
    assert about["entry"].splitlines()[0] in out
    assert {p["name"] for p in about["parameters"]} == set(library.parameters(library.causes()[name]))
    assert all(p["low90"] <= p["median"] <= p["high90"] for p in about["parameters"])
    assert "everything" in about["theories"]
    assert "Rivals" in out
    assert max(map(len, out.splitlines())) <= 100


def test_rivals_point_both_ways(capsys: pytest.CaptureFixture[str]):
    rivals = {name: set(library.rivals(cause)) for name, cause in library.causes().items()}
    assert "attrition_linear" in rivals["attrition_square"]
    assert all(name in rivals[rival] for name, named in rivals.items() for rival in named)


def test_every_theory_scenario_and_source_can_be_shown(capsys: pytest.CaptureFixture[str]):
    for name in library.theories():
        assert document(capsys, "theories", "show", name)["name"] == name
    for name in scenario_names():
        assert document(capsys, "scenarios", "show", name)["name"] == name
    for key in list(sources())[:10]:
        assert document(capsys, "sources", "show", key)["key"] == key


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("causes", "show", "trust_updat"), "did you mean 'trust_update'?"),
        (("theories", "show", "comitment"), "did you mean 'commitment'?"),
        (("sources", "show", "powel2006"), "did you mean 'powell2006'?"),
        (("scenarios", "show", "mirror-side"), "did you mean 'mirror-sides'?"),
        (("run", "mirror-side"), "did you mean 'mirror-sides'?"),
    ],
)
def test_an_unknown_name_is_bad_input_with_a_hint(
    arguments: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
):
    status, out, err = said(capsys, *arguments)
    assert (status, out) == (2, "")
    assert hint in err


def test_an_unknown_option_or_command_is_bad_input(capsys: pytest.CaptureFixture[str]):
    assert said(capsys, "run", "mirror-sides", "--drawss", "3")[0] == 2
    assert said(capsys, "frobnicate")[0] == 2


def test_validate_lists_every_problem_of_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.yaml"
    bad.write_text("name: bad\ntitel: x\n", encoding="utf-8")
    worse.write_bytes(b"\x00\x01")
    status, out, err = said(capsys, "validate", "mirror-sides", str(bad), str(worse))
    assert status == 2
    assert out == "mirror-sides: fine\n"
    assert f"{bad}:2:1: there is no key 'titel' here" in err
    assert str(worse) in err
    assert said(capsys, "validate", "mirror-sides")[0] == 0


def test_the_schema_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    _, out, _ = said(capsys, "schema")
    printed = json.loads(out)
    assert printed["title"] == "detente scenario"
    said(capsys, "schema", "--out", str(tmp_path / "a" / "scenario.json"))
    assert json.loads((tmp_path / "a" / "scenario.json").read_text(encoding="utf-8")) == printed


def test_something_unforeseen_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken() -> None:
        raise OSError("the disk is full\nand more")

    monkeypatch.setattr(library, "causes", broken)
    status, out, err = said(capsys, "causes", "list")
    assert (status, out) == (1, "")
    assert err == "error: the disk is full (OSError)\n"


def test_the_module_is_the_command(tmp_path: Path):
    assert detente("--version", home=tmp_path).out.startswith("detente ")
