"""The list of runs: what each was asked, when, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from detente.faces.runs import RESULTS
from detente.faces.web.asking import Known, everything
from detente.faces.web.progress import HEADINGS
from detente.faces.web.tasks import WISHES
from detente.shelf.manifest import NAME, read_manifest
from detente.vocabulary.errors import BrokenStore

KEPT = 512  # manifests whose few words are kept in memory


@dataclass(frozen=True)
class Row:
    """One line of the list. `asked` says what was asked; `at` when, in UTC; `about` is what is searched."""

    run: Known
    asked: str
    at: datetime
    status: str
    about: str

    @property
    def when(self) -> str:
        """Return when it was asked, for a reader."""
        return in_words(self.at)


def in_words(at: datetime) -> str:
    """Return a time for a reader.

    >>> in_words(datetime(2026, 3, 1, 9, 5, tzinfo=UTC))
    '1 Mar 2026, 09:05 UTC'
    """
    return f"{at:%d %b %Y, %H:%M} UTC".lstrip("0")


def rows(searched: str = "") -> list[Row]:
    """Return all runs that hold every word searched for, the newest first."""
    words = searched.lower().split()
    found = [row for row in map(_row, everything()) if all(word in row.about for word in words)]
    return sorted(found, key=lambda row: (row.at, row.run.identifier), reverse=True)


def asked_of(found: Known) -> tuple[str, tuple[str, ...]]:
    """Return what a run was asked in a few words, and the theories it was asked of (none: all of them)."""
    if found.run is not None:
        manifest = Path(found.run.path) / RESULTS / NAME
        if manifest.is_file():
            return _stored(manifest.parent, manifest.stat().st_mtime_ns)
    if found.job is None:
        return "its results cannot be read", ()
    wishes = found.job.asked[WISHES]
    return _words(len(wishes["theories"]), wishes["draws"], wishes["months"]), tuple(wishes["theories"])


def asked_at(found: Known) -> datetime:
    """Return when a run was answered, or else asked, in UTC."""
    if found.run is not None:
        return datetime.fromisoformat(found.run.created)
    return datetime.fromtimestamp(found.job.asked_at if found.job else 0.0, UTC)


@lru_cache(maxsize=KEPT)
def _stored(folder: Path, _: int) -> tuple[str, tuple[str, ...]]:
    try:
        told = read_manifest(folder).provenance
    except BrokenStore:
        return "its results cannot be read", ()
    return _words(len(told["theories"]), told["draws"], told["months"]), tuple(told["theories"])


def _words(theories: int, draws: int, months: int) -> str:
    """Say what was asked.

    >>> _words(1, 1000, 60), _words(0, 64, 0)
    ('1 theory, 1,000 draws, 60 months', 'all theories, 64 draws, months of the scenario')
    """
    of = f"{theories} {'theory' if theories == 1 else 'theories'}" if theories else "all theories"
    long = f"{months} month{'' if months == 1 else 's'}" if months else "months of the scenario"
    return f"{of}, {draws:,} draw{'' if draws == 1 else 's'}, {long}"


def _row(found: Known) -> Row:
    asked, theories = asked_of(found)
    waiting = found.waiting
    status = HEADINGS[waiting.status if waiting else "done"].lower()
    at = asked_at(found)
    words: Iterable[str] = (found.title, found.usual, found.identifier, asked, status, *theories)
    return Row(found, asked, at, status, " ".join(words).lower())
