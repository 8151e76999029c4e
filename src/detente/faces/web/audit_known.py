"""Audits that are known: asked for here, or made at the command line, by their identifiers."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

from detente.faces.audit_parts import Page, read_page
from detente.faces.audits import JSON
from detente.faces.web.asking import is_identifier
from detente.faces.web.listing import in_words
from detente.pipeline.audit_brief_words import DRAWS, SEED
from detente.pipeline.audit_exports import SCHEMA
from detente.shelf import jobs
from detente.shelf.folders import audits_folder
from detente.shelf.jobs import Job
from detente.shelf.notes import Note, get_note, list_notes
from detente.vocabulary.errors import UnknownName

REMEMBERED = 64  # audits whose few words stay in memory


@dataclass(frozen=True)
class Kept:
    """What the numbers of an audit say of it where its page is not written here: names and sentences."""

    title: str
    argument: str
    scenario: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class KnownAudit:
    """What is known under an identifier: a job, an audit that is done, or both.

    page   what its page is made of; None before it is done, or where it is not laid out (by this version)
    kept   what its numbers say of it; None before it is done, or where it has a page
    name   its user's own; "" where there is none
    """

    identifier: str
    job: Job | None
    folder: Path | None
    page: Page | None
    kept: Kept | None = None
    name: str = ""

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.name or self.usual

    @property
    def usual(self) -> str:
        """Return what it is called where its user has given it no name."""
        made = self.page or self.kept
        return made.title if made else self.job.title if self.job else self.identifier

    @property
    def argument(self) -> str:
        """Return the name of its argument."""
        made = self.page or self.kept
        return made.argument if made else str(self.job.asked["argument"]) if self.job else ""

    @property
    def scenario(self) -> str:
        """Return what its scenario is called, or its name where no more is known."""
        made = self.page or self.kept
        return made.scenario if made else str(self.job.asked["scenario"]) if self.job else ""

    @property
    def made_of(self) -> str:
        """Return how many theories and draws it was made of, and its seed; "" where its page is not here."""
        if self.page is None:
            return ""
        told, theories = dict(self.page.meta), len(self.page.theories)
        said = [f"{theories} {'theory' if theories == 1 else 'theories'}"]
        said += [f"{told[DRAWS]} draws"] if DRAWS in told else []
        return ", ".join(said + ([f"seed {told[SEED]}"] if SEED in told else []))

    @property
    def waiting(self) -> Job | None:
        """Return the job as long as there is nothing to read."""
        if self.job is None or self.job.open:
            return self.job
        readable = self.page is not None or (self.kept is not None and self.job.status == "done")
        return None if readable else self.job

    @property
    def at(self) -> datetime:
        """Return when it was made, or else asked for, in UTC."""
        return _made_at(self.job, self.folder)

    @property
    def when(self) -> str:
        """Return the same for a reader."""
        return in_words(self.at)


def known(identifier: str) -> KnownAudit:
    """Return what is known under an identifier.

    Raises:
        UnknownName: nothing is.
    """
    job = jobs.get_job(identifier) if is_identifier(identifier) else None
    job = job if job is not None and job.kind == "audit" else None
    found = _known(identifier, job, get_note(identifier))
    if found.job is None and found.folder is None:
        raise UnknownName(f"There is no audit {identifier[:40]!r} here. It may have been deleted.")
    return found


def known_folder(identifier: str) -> Path | None:
    """Return where an audit with its pages lies, if it is there; no identifier becomes a path."""
    folder = _folders().get(identifier)
    return folder if folder is not None and read_page(folder) is not None else None


def audits_of(argument: str = "") -> list[KnownAudit]:
    """Return all audits that were asked or made, of one argument where it is named, the newest first."""
    rows = {job.identifier: job for job in jobs.list_jobs() if job.kind == "audit"}
    notes, nothing = list_notes(), Note()
    names = dict.fromkeys([*rows, *_folders()])
    every = [_known(name, rows.get(name), notes.get(name, nothing)) for name in names]
    found = [one for one in every if argument in ("", one.argument) and (one.job or one.folder)]
    return sorted(found, key=lambda one: (one.at, one.identifier), reverse=True)


def newest_audits(most: int) -> list[KnownAudit]:
    """Return the newest of all audits, at most so many; the others are not opened."""
    rows = {job.identifier: job for job in jobs.list_jobs() if job.kind == "audit"}
    folders = _folders()
    times = {name: _made_at(rows.get(name), folders.get(name)) for name in (*rows, *folders)}
    names = sorted(times, key=lambda name: (times[name], name), reverse=True)
    notes, nothing = list_notes(), Note()
    every = (_known(name, rows.get(name), notes.get(name, nothing)) for name in names)
    return list(islice((one for one in every if one.job or one.folder), most))


def _made_at(job: Job | None, folder: Path | None) -> datetime:
    """Return when an audit was made, or else asked for, in UTC."""
    seconds = job.asked_at if job else 0.0
    if folder is not None and (folder / JSON).is_file():
        seconds = (folder / JSON).stat().st_mtime
    return datetime.fromtimestamp(seconds, UTC)


def _known(identifier: str, job: Job | None, note: Note) -> KnownAudit:
    folder = _folders().get(identifier)
    page = read_page(folder) if folder else None
    kept = _kept(folder) if folder and page is None else None
    return KnownAudit(identifier, job, folder if page or kept else None, page, kept, note.name)


def _folders() -> dict[str, Path]:
    return {path.name: path for path in audits_folder().glob("*") if is_identifier(path.name)}


def _kept(folder: Path) -> Kept | None:
    path = folder / JSON
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):  # cut short, or written by something else
        return None


@lru_cache(REMEMBERED)
def _read(path: Path, _: int) -> Kept | None:
    told = json.loads(path.read_text(encoding="utf-8"))
    if told["schema"] != SCHEMA:
        return None
    title = f"“{told['document']['title']}”, audited"
    return Kept(title, str(told["argument"]), str(told["scenario"]), tuple(map(str, told["sentences"])))
