"""Jobs: what was asked for and is not done yet, kept so that neither page nor worker can lose it.

    queued  ->  running  ->  done | failed | cancelled

One table in the registry of runs. Whoever asks writes a row; one worker takes the oldest, says how far it is,
and ends it. A worker that begins finds no other at work (`taking_work`), so what still counts as running was
left by one that died: it is queued again, and after MOST_TRIES given up with the reason. Rows say what was
asked in the asker's own words; they name no file.
"""

import json
import os
import sqlite3
import time
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from detente.shelf.folders import data_folder
from detente.shelf.registry import PATIENCE

type JobStatus = Literal["queued", "running", "done", "failed", "cancelled"]

MOST_TRIES = 3
LOST = "the program that computed it ended {tries} times before it was done"
LOCK = "worker.lock"
_COLUMNS = "identifier, kind, title, asked, status, share, words, said, tries, cancel, asked_at, begun_at"
_TABLE = f"CREATE TABLE IF NOT EXISTS jobs ({_COLUMNS}, PRIMARY KEY (identifier))"


@dataclass(frozen=True)
class Job:
    """One thing that was asked for.

    identifier  of the run or audit that answers it, and of its page
    kind        what kind of thing is asked: "run", "audit", "channels"
    asked       what was asked, as plain data
    share       how much of it is done, 0 to 1
    words       what is being done
    said        why it failed, one line a problem
    tries       how often it was begun
    cancel      whether somebody wants it stopped, and whoever works on it has not let go of it
    asked_at    seconds since 1970;  begun_at  0 before it began
    """

    identifier: str
    kind: str
    title: str
    asked: Mapping[str, Any]
    status: JobStatus = "queued"
    share: float = 0.0
    words: str = ""
    said: str = ""
    tries: int = 0
    cancel: bool = False
    asked_at: float = 0.0
    begun_at: float = 0.0

    @property
    def open(self) -> bool:
        """Return whether it may still be done."""
        return self.status in ("queued", "running")


def ask(job: Job, home: Path | None = None) -> Job:
    """Queue a job and return its row. One that is open already, or done, stays as it is."""
    with _jobs(home) as base:
        row = _one(base, job.identifier)
        if row is None or row.status in ("failed", "cancelled"):
            values = (job.identifier, job.kind, job.title, json.dumps(job.asked), "queued")
            base.execute(
                f"INSERT OR REPLACE INTO jobs ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, 0, '', '', 0, 0, ?, 0)",
                (*values, time.time()),
            )
        return _one(base, job.identifier) or job


def is_waiting(home: Path | None = None) -> bool:
    """Say whether a job is queued."""
    with _jobs(home) as base:
        return base.execute("SELECT 1 FROM jobs WHERE status = 'queued' LIMIT 1").fetchone() is not None


def take(home: Path | None = None) -> Job | None:
    """Return the oldest queued job, which counts as running from now on; none where the queue is empty."""
    with _jobs(home) as base:
        base.execute("BEGIN IMMEDIATE")
        found = base.execute(
            "SELECT identifier FROM jobs WHERE status = 'queued' ORDER BY asked_at, identifier LIMIT 1"
        ).fetchone()
        if found is None:
            return None
        base.execute(
            "UPDATE jobs SET status = 'running', share = 0, words = '', tries = tries + 1, begun_at = ? "
            "WHERE identifier = ?",
            (time.time(), *found),
        )
        return _one(base, found[0])


def report(identifier: str, share: float, words: str, home: Path | None = None) -> None:
    """Say how far a running job is."""
    with _jobs(home) as base:
        base.execute(
            "UPDATE jobs SET share = ?, words = ? WHERE identifier = ? AND status = 'running'",
            (share, words, identifier),
        )


def end(identifier: str, status: JobStatus, said: str = "", home: Path | None = None) -> None:
    """Say how a running job ended, and that nobody works on it any more; what was cancelled stays so."""
    with _jobs(home) as base:
        base.execute("UPDATE jobs SET cancel = 0 WHERE identifier = ?", (identifier,))
        base.execute(
            "UPDATE jobs SET status = ?, said = ?, share = CASE ? WHEN 'done' THEN 1 ELSE share END "
            "WHERE identifier = ? AND status = 'running'",
            (status, said, status, identifier),
        )


def cancel(identifier: str, home: Path | None = None) -> Job | None:
    """Stop a job: from now on it counts as cancelled, and whoever works on it is told by `cancel`."""
    with _jobs(home) as base:
        base.execute(
            "UPDATE jobs SET status = 'cancelled', cancel = (status = 'running') "
            "WHERE identifier = ? AND status IN ('queued', 'running')",
            (identifier,),
        )
        return _one(base, identifier)


def let_go(identifier: str, home: Path | None = None) -> bool:
    """Say whether nobody works any more on a cancelled job: the worker has said so, or is no more."""
    job = get_job(identifier, home)
    if job is None or not job.cancel:
        return True
    with taking_work(home) as nobody:
        return nobody


def requeue_lost(home: Path | None = None) -> list[str]:
    """Queue again what counts as running, and return it; give up what was begun MOST_TRIES times.

    To be called by a worker that holds the lock, before it takes work: nobody else is at work then.
    """
    with _jobs(home) as base:
        base.execute("BEGIN IMMEDIATE")
        base.execute("UPDATE jobs SET cancel = 0")  # whoever worked on what was cancelled is no more
        rows = base.execute("SELECT identifier, tries FROM jobs WHERE status = 'running'").fetchall()
        for identifier, tries in rows:
            status, said = ("failed", LOST.format(tries=tries)) if tries >= MOST_TRIES else ("queued", "")
            base.execute(
                "UPDATE jobs SET status = ?, said = ? WHERE identifier = ?", (status, said, identifier)
            )
        return [identifier for identifier, _ in rows]


def get_job(identifier: str, home: Path | None = None) -> Job | None:
    """Return the job with this whole identifier, if there is one."""
    with _jobs(home) as base:
        return _one(base, identifier)


def list_jobs(home: Path | None = None) -> list[Job]:
    """Return all jobs, the newest first."""
    with _jobs(home) as base:
        rows = base.execute(f"SELECT {_COLUMNS} FROM jobs ORDER BY asked_at DESC, identifier").fetchall()
    return [_job(row) for row in rows]


def ahead_of(job: Job, home: Path | None = None) -> int:
    """Return how many open jobs will be done before this one."""
    return sum(
        other.open and (other.status == "running" or other.asked_at < job.asked_at)
        for other in list_jobs(home)
        if other.identifier != job.identifier
    )


def forget_job(identifier: str, home: Path | None = None) -> None:
    """Strike the row of a job."""
    with _jobs(home) as base:
        base.execute("DELETE FROM jobs WHERE identifier = ?", (identifier,))


@contextmanager
def taking_work(home: Path | None = None) -> Generator[bool]:
    """Say whether this process is the one that may take work, until the block ends or the process dies."""
    import fcntl

    folder = home or data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)


def _one(base: sqlite3.Connection, identifier: str) -> Job | None:
    row = base.execute(f"SELECT {_COLUMNS} FROM jobs WHERE identifier = ?", (identifier,)).fetchone()
    return None if row is None else _job(row)


def _job(row: tuple[Any, ...]) -> Job:
    identifier, kind, title, asked, status, share, words, said, tries, stop, asked_at, begun_at = row
    told = json.loads(asked)
    return Job(
        identifier, kind, title, told, status, share, words, said, tries, bool(stop), asked_at, begun_at
    )


@contextmanager
def _jobs(home: Path | None) -> Generator[sqlite3.Connection]:
    folder = home or data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "runs.sqlite", timeout=PATIENCE)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute(_TABLE)
        with base:
            yield base
