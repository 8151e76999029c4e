"""The change writes its own history."""

import re

import pytest

from tools import changelog


@pytest.mark.parametrize("path", changelog.fragments(), ids=lambda path: path.name)
def test_a_fragment_says_its_type_and_something(path):
    assert re.fullmatch(r"[a-z0-9-]+\.[a-z]+\.md", path.name)
    assert changelog.kind(path) in changelog.HEADINGS
    assert len(path.read_text(encoding="utf-8").split()) >= 5


def test_the_readme_lists_every_type():
    text = (changelog.ROOT / "changelog.d" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(changelog.HEADINGS)


def test_a_release_gathers_the_fragments_above_the_older_ones(tmp_path):
    (tmp_path / "changelog.d").mkdir()
    (tmp_path / "changelog.d" / "README.md").write_text("stays")
    (tmp_path / "changelog.d" / "b.fixed.md").write_text("A bound was wrong.\n")
    (tmp_path / "changelog.d" / "a.results.md").write_text("Settlement moved\nby a point.\n")
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\nIntro.\n\n## 0.1.0 (2026-01-01)\n\n### Added\n\n* All.\n"
    )
    changelog.release("0.2.0", "2026-02-02", tmp_path)
    assert (tmp_path / "CHANGELOG.md").read_text() == (
        "# Changelog\n\nIntro.\n\n## 0.2.0 (2026-02-02)\n\n### Numbers that moved\n\n"
        "* Settlement moved\n  by a point.\n\n### Fixed\n\n* A bound was wrong.\n\n"
        "## 0.1.0 (2026-01-01)\n\n### Added\n\n* All.\n"
    )
    assert [path.name for path in (tmp_path / "changelog.d").iterdir()] == ["README.md"]
