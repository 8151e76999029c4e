"""The files around the code say the same as the code: citation, licence, locks, make targets."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
ENTRY = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def locked(name: str) -> set[tuple[str, str, str]]:
    """Every (package, version, marker) of a lock file."""
    return {(entry[1], entry[2], entry[3] or "") for entry in ENTRY.finditer(text(name))}


def packages(requirements: list[str]) -> set[str]:
    """The bare names of requirements, as a lock writes them."""
    return {
        re.split(r"[\[<>=~! ]", line)[0].lower().replace(".", "-").replace("_", "-") for line in requirements
    }


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_a_pinned_package_with_hashes_or_a_comment(name):
    rest = ENTRY.sub("", text(name))
    assert [line for line in rest.splitlines() if not re.fullmatch(r"    # .*", line)] == []
    assert len(locked(name)) > 20


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_path(name):
    assert re.findall(r"\S*(?:://|file:|--index|--find|-e )\S*", text(name)) == []


def test_the_core_lock_holds_what_detente_needs_and_no_tools():
    names = {name for name, _, _ in locked("requirements.lock")}
    assert packages(PROJECT["project"]["dependencies"]) - names == set()
    assert packages(PROJECT["dependency-groups"]["dev"]) & names == set()


def test_the_other_lock_holds_the_tools_and_every_extra():
    names = {name for name, _, _ in locked("requirements-dev.lock")}
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["dependency-groups"]["dev"], *(line for extra in extras for line in extra)]
    assert packages(wanted) - names == set()


def test_both_locks_agree_on_every_version():
    core, dev = ({(name, version) for name, version, _ in locked(lock)} for lock in LOCKS)
    assert core - dev == set()


def test_the_citation_agrees_with_the_project():
    citation = YAML(typ="safe").load(text("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["version"] == PROJECT["project"]["version"] == metadata.version("detente")
    assert citation["license"] == PROJECT["project"]["license"] == "Apache-2.0"


def test_the_licence_is_the_one_that_is_named():
    assert "Apache License\n                           Version 2.0" in text("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text("LICENSE")


def test_the_pinned_python_is_one_that_the_project_allows():
    pinned = tuple(int(part) for part in text(".python-version").strip().split("."))
    oldest = tuple(int(part) for part in PROJECT["project"]["requires-python"].removeprefix(">=").split("."))
    assert pinned[:2] >= oldest


def test_every_make_target_explains_itself_and_every_one_named_in_a_page_exists():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## \S", text("Makefile"), re.MULTILINE))
    assert targets == explained
    pages = "\n".join(text(name) for name in ("README.md", "CONTRIBUTING.md"))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|\n)", pages)) - targets == set()
    assert {"demo", "test", "check", "bench", "docs"} <= targets
