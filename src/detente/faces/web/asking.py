"""From what a page was asked to a job and its address; where the answer is there, to that."""

from dataclasses import dataclass
from pathlib import Path

from detente.faces.ask import Loaded, Wishes, origin, question
from detente.faces.web.tasks import plain
from detente.pipeline.provenance import provenance
from detente.shelf import jobs
from detente.shelf.jobs import Job
from detente.shelf.notes import Note, get_note, list_notes
from detente.shelf.registry import Run, find_run, list_runs, run_identifier
from detente.vocabulary.errors import UnknownName

LETTERS = frozenset("0123456789abcdef")
LENGTH = 12


@dataclass(frozen=True)
class Known:
    """What is known under an identifier: a job, a run that is done, or both, and a name of its user's own."""

    identifier: str
    job: Job | None
    run: Run | None
    name: str = ""

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.name or self.usual

    @property
    def usual(self) -> str:
        """Return what it is called where its user has given it no name."""
        return self.run.title if self.run else self.job.title if self.job else self.identifier

    @property
    def folder(self) -> Path | None:
        """Return where the answer is, if it is there."""
        return Path(self.run.path) if self.run else None

    @property
    def waiting(self) -> Job | None:
        """Return the job as long as there is no answer, or its pages are not written."""
        return self.job if self.job is not None and (self.job.open or self.run is None) else None


def ask_run(loaded: Loaded, wishes: Wishes) -> str:
    """Queue a run, unless it was answered before, and return its identifier.

    Raises:
        InvalidInput: with every problem in the wishes.
    """
    asked = question(loaded, wishes)
    identifier = run_identifier(provenance(asked, origin(asked, loaded)))
    if find_run(identifier) is None:
        earlier = jobs.get_job(identifier)
        if earlier is not None and earlier.status == "done":  # its answer was deleted
            jobs.forget_job(identifier)
        jobs.ask(Job(identifier, "run", loaded.scenario.title, plain(loaded, wishes)))
    return identifier


def known(identifier: str) -> Known:
    """Return what is known under an identifier.

    Raises:
        UnknownName: nothing is.
    """
    job = jobs.get_job(identifier) if is_identifier(identifier) else None
    job = job if job is not None and job.kind == "run" else None  # audits and channels are other things
    run = find_run(identifier) if is_identifier(identifier) else None
    if job is None and run is None:
        raise UnknownName(f"There is no run {identifier[:40]!r} here. It may have been deleted.")
    return Known(identifier, job, run, get_note(identifier).name)


def everything() -> list[Known]:
    """Return all that was asked or answered, the newest first."""
    waiting = {job.identifier: job for job in jobs.list_jobs() if job.kind == "run"}
    done = {run.identifier: run for run in list_runs() if run.status == "done" and Path(run.path).is_dir()}
    names = dict.fromkeys([name for name, job in waiting.items() if job.open] + [*done, *waiting])
    notes, nothing = list_notes(), Note()
    return [Known(x, waiting.get(x), done.get(x), notes.get(x, nothing).name) for x in names]


def is_identifier(text: str) -> bool:
    """Say whether this may be an identifier: whatever else is asked for is not looked up anywhere.

    >>> is_identifier("464d2fc69783"), is_identifier("../../etc")
    (True, False)
    """
    return len(text) == LENGTH and set(text) <= LETTERS
