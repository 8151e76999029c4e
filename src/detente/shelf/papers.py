"""Papers: scenarios, arguments, documents and drafts that a user made in the browser, kept as text by name.

They lie in the registry of runs, not as files: no name that somebody sends becomes a path.
"""

import sqlite3
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from detente.shelf.folders import data_folder
from detente.shelf.registry import PATIENCE
from detente.vocabulary.errors import unknown

type PaperKind = Literal["scenario", "argument", "document", "draft", "draft-before", "draft-text"]

_COLUMNS = "kind, name, title, text, changed_at"
_TABLE = f"CREATE TABLE IF NOT EXISTS papers ({_COLUMNS}, PRIMARY KEY (kind, name))"


@dataclass(frozen=True)
class Paper:
    """One text of a user's own. `changed_at` counts seconds since 1970."""

    kind: PaperKind
    name: str
    title: str
    text: str
    changed_at: float = 0.0


def keep_paper(paper: Paper, home: Path | None = None) -> None:
    """Keep a paper; one of the same kind and name is replaced."""
    with _papers(home) as base:
        values = (paper.kind, paper.name, paper.title, paper.text, time.time())
        base.execute(f"INSERT OR REPLACE INTO papers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", values)


def get_paper(kind: PaperKind, name: str, home: Path | None = None) -> Paper:
    """Return a paper. Raises UnknownName with the closest known one."""
    papers = {one.name: one for one in list_papers(kind, home)}
    if name not in papers:
        raise unknown(kind, name[:60], papers)
    return papers[name]


def list_papers(kind: PaperKind, home: Path | None = None) -> list[Paper]:
    """Return all papers of a kind, the latest first."""
    with _papers(home) as base:
        rows = base.execute(
            f"SELECT {_COLUMNS} FROM papers WHERE kind = ? ORDER BY changed_at DESC, name", (kind,)
        ).fetchall()
    return [Paper(*row) for row in rows]


def forget_paper(kind: PaperKind, name: str, home: Path | None = None) -> None:
    """Strike a paper."""
    with _papers(home) as base:
        base.execute("DELETE FROM papers WHERE kind = ? AND name = ?", (kind, name))


@contextmanager
def _papers(home: Path | None) -> Generator[sqlite3.Connection]:
    folder = home or data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "runs.sqlite", timeout=PATIENCE)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute(_TABLE)
        with base:
            yield base
