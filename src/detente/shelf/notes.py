"""Notes: what is kept of a run or an audit beside it: the name its user gave it, its pace while it is lived.

They lie in the registry of runs in a table of their own, so that asking the same question again, which
writes the rows anew, loses no name.
"""

import sqlite3
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from detente.shelf.folders import data_folder
from detente.shelf.registry import PATIENCE

_COLUMNS = "identifier, name, paced_at, paced_share"
_TABLE = f"CREATE TABLE IF NOT EXISTS notes ({_COLUMNS}, PRIMARY KEY (identifier))"


@dataclass(frozen=True)
class Note:
    """What is noted of one run or audit.

    name         its user's own; "" where there is none
    paced_at     when its first blocks had come, in seconds since 1970; 0 before
    paced_share  how much of it was done then, 0 to 1
    """

    name: str = ""
    paced_at: float = 0.0
    paced_share: float = 0.0


def get_note(identifier: str, home: Path | None = None) -> Note:
    """Return what is noted of a run or an audit; an empty note where nothing is."""
    return list_notes(home).get(identifier, Note())


def list_notes(home: Path | None = None) -> dict[str, Note]:
    """Return all notes by the identifier of their run or audit."""
    with _notes(home) as base:
        return {row[0]: Note(*row[1:]) for row in base.execute(f"SELECT {_COLUMNS} FROM notes")}


def give_name(identifier: str, name: str, home: Path | None = None) -> None:
    """Give a run or an audit a name of its user's own; "" takes it away."""
    with _notes(home) as base:
        base.execute(
            "INSERT INTO notes VALUES (?, ?, 0, 0) "
            "ON CONFLICT (identifier) DO UPDATE SET name = excluded.name",
            (identifier, name),
        )


def note_pace(identifier: str, share: float, home: Path | None = None) -> None:
    """Note from where on the pace of a run is measured: this share, now. A share of 0: not yet."""
    with _notes(home) as base:
        base.execute(
            "INSERT INTO notes VALUES (?, '', ?, ?) ON CONFLICT (identifier) DO UPDATE SET "
            "paced_at = excluded.paced_at, paced_share = excluded.paced_share",
            (identifier, time.time() if share > 0 else 0.0, share),
        )


def forget_note(identifier: str, home: Path | None = None) -> None:
    """Strike what is noted of a run or an audit."""
    with _notes(home) as base:
        base.execute("DELETE FROM notes WHERE identifier = ?", (identifier,))


@contextmanager
def _notes(home: Path | None) -> Generator[sqlite3.Connection]:
    folder = home or data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "runs.sqlite", timeout=PATIENCE)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute(_TABLE)
        with base:
            yield base
