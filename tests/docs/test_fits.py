"""The page of fits says what the packaged posteriors say."""

import pytest

from detente.evidence.moments.moment import BASES
from tools import fits_table as table


def test_the_page_of_fits_says_what_the_posteriors_say(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    written = (table.ROOT / "docs" / "reference" / "fits.md").read_text(encoding="utf-8")
    assert written.split() == table.page().split()
    assert all(f"| {basis} |" in written for basis in BASES if basis != "published")
