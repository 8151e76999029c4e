"""What must not stand in any file of the project, whatever its kind."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "tests", "tools", "docs", "changelog.d", "examples", ".ci")
SKIPPED = {"_build", "__pycache__"}

# Written in pieces, so that this file does not hold what it forbids.
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|NotImpl" + r"ementedError)\b")
MACHINE = re.compile(r"/(?:ro" + r"ot|wo" + r"rk|fa" + r"rm|ho" + r"me/\w+|Us" + r"ers/\w+)/")
REGISTRY = re.compile(r"(?:index|find)-(?:url|links)|files\.python" + r"hosted|pypi" + r"\.org/simple")


def texts() -> list[Path]:
    """Every text file of the project: what stands at the root, and the folders written by hand."""
    paths = [path for path in ROOT.iterdir() if path.is_file()]
    paths += [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    kept = (path for path in paths if not SKIPPED & set(path.parts) and path.name not in {"uv.lock", ".git"})
    return sorted(path for path in kept if b"\0" not in path.read_bytes()[:4096])


@pytest.mark.parametrize(
    "pattern", [UNFINISHED, MACHINE, REGISTRY], ids=["unfinished", "machine", "registry"]
)
def test_no_file_holds(pattern: re.Pattern[str]):
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_the_patterns_can_fail():
    assert UNFINISHED.search("x = 1  # TO" + "DO: more")
    assert MACHINE.search("see /ro" + "ot/data")
    assert REGISTRY.search("--extra-index-" + "url https://example.org")


def test_the_resolver_state_with_its_addresses_is_not_tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert [path for path in listed.stdout.splitlines() if path.endswith("uv" + ".lock")] == []
