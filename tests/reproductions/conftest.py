"""Where public records lie when they are at hand; they are never part of the project."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def read_record() -> Callable[[str], Rows]:
    """Return a reader of one public record, which skips the test where the record is absent."""
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "data"

    def read(name: str) -> Rows:
        path = folder / name
        if not path.exists():
            pytest.skip(f"the public record {name} is not at hand: it may not be distributed")
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read
