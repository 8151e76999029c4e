"""The registry of runs: one row a run, so that the same question finds its old answer."""

import hashlib
import json
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from detente.shelf.folders import data_folder
from detente.vocabulary.errors import unknown

Status = Literal["running", "done", "cancelled", "failed"]
ASKED = (
    *("detente_version", "scenario_sha256", "theories", "theories_sha256", "worlds", "worlds_do", "draws"),
    *("lives", "months", "steps_a_month", "endings", "luck_exchanged", "seed"),
)
SHORTEST = 3  # letters of an identifier that are taken for a run
PATIENCE = 30.0  # seconds to wait for another process to finish its row


@dataclass(frozen=True)
class Run:
    """One row: a run that was asked for, and where its answer is. `created` is in UTC, to the second."""

    identifier: str
    title: str
    created: str
    status: Status
    path: str


def run_identifier(provenance: Mapping[str, Any]) -> str:
    """Return 12 hexadecimal digits that stand for the question and the code that answers it.

    `provenance` is what `pipeline.provenance.provenance` returns; the order of theories counts, since
    it is the order of the result.
    """
    asked = json.dumps([provenance[name] for name in ASKED])
    return hashlib.sha256(asked.encode()).hexdigest()[:12]


def keep_run(identifier: str, title: str, status: Status, path: Path, home: Path | None = None) -> Run:
    """Write or overwrite the row of a run and return it; a run keeps the time at which it was first asked."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with _registry(home) as base:
        base.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, ?) ON CONFLICT (identifier) DO UPDATE SET "
            "title = excluded.title, status = excluded.status, path = excluded.path",
            (identifier, title, now, status, str(path)),
        )
    return get_run(identifier, home)


def list_runs(home: Path | None = None) -> list[Run]:
    """Return all runs, the newest first."""
    with _registry(home) as base:
        rows = base.execute(f"SELECT {_COLUMNS} FROM runs ORDER BY created DESC, identifier").fetchall()
    return [Run(*row) for row in rows]


def find_run(identifier: str, home: Path | None = None) -> Run | None:
    """Return the run with this whole identifier whose answer is still there, if there is one."""
    found = [run for run in list_runs(home) if run.identifier == identifier and run.status == "done"]
    return next((run for run in found if Path(run.path).is_dir()), None)


def get_run(prefix: str, home: Path | None = None) -> Run:
    """Return the run whose identifier begins with `prefix`.

    Raises:
        UnknownName: none does, or more than one.
    """
    runs = list_runs(home)
    found = [run for run in runs if len(prefix) >= SHORTEST and run.identifier.startswith(prefix.lower())]
    if len(found) != 1:
        raise unknown("run", prefix, [run.identifier for run in found or runs])
    return found[0]


def forget_run(identifier: str, home: Path | None = None) -> None:
    """Strike the row of a run; its files stay."""
    with _registry(home) as base:
        base.execute("DELETE FROM runs WHERE identifier = ?", (identifier,))


_COLUMNS = ", ".join(f.name for f in fields(Run))


@contextmanager
def _registry(home: Path | None) -> Generator[sqlite3.Connection]:
    folder = home or data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "runs.sqlite", timeout=PATIENCE)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute(
            "CREATE TABLE IF NOT EXISTS runs "
            "(identifier TEXT PRIMARY KEY, title TEXT, created TEXT, status TEXT, path TEXT)"
        )
        with base:
            yield base
