"""Deleting runs and audits, stopped first if they are under way, and arguments of the user's own."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

from detente.faces.channels import FILE
from detente.faces.runs import PAGE, RESULTS, TABLE
from detente.faces.web.asking import Known
from detente.faces.web.audit_asking import Shelved, shelf
from detente.faces.web.audit_known import KnownAudit
from detente.faces.web.channel_task import job_of
from detente.faces.web.parts import FOLDER
from detente.shelf import jobs
from detente.shelf.folders import audit_folder, run_folder
from detente.shelf.notes import forget_note
from detente.shelf.papers import forget_paper
from detente.shelf.registry import forget_run

LONGEST = 3.0  # seconds in which a worker that was told to stop lets go of a folder, on a busy machine too
LOOK = 0.02  # seconds between two looks at whether it has


def remove(found: Known) -> None:
    """Delete a run: nothing of it is left but what others put into its folder."""
    for job in (found.identifier, job_of(found.identifier)):
        _stop(job)
        jobs.forget_job(job)
    forget_run(found.identifier)
    forget_note(found.identifier)
    own = run_folder(found.identifier)
    shutil.rmtree(own, ignore_errors=True)
    if found.folder is not None and found.folder != own:
        _clear(found.folder)


def remove_audit(found: KnownAudit) -> None:
    """Delete an audit. The text of its document stays, for it belongs to the argument."""
    _stop(found.identifier)
    jobs.forget_job(found.identifier)
    forget_note(found.identifier)
    shutil.rmtree(audit_folder(found.identifier), ignore_errors=True)


def take_off_the_shelf(found: Shelved) -> None:
    """Delete an argument of the user's own, and its document's text unless another speaks of the same.

    One that comes with detente stays where it is.
    """
    if not found.own:
        return
    forget_paper("argument", found.argument.name)
    text = found.argument.document.sha256
    if text not in {other.argument.document.sha256 for other in shelf()}:
        forget_paper("document", text)


def _stop(identifier: str) -> None:
    """Stop a job if it is under way, and wait until the worker writes no more of it."""
    jobs.cancel(identifier)
    over = time.monotonic() + LONGEST
    while not jobs.let_go(identifier) and time.monotonic() < over:
        time.sleep(LOOK)


def _clear(folder: Path) -> None:
    """Remove what detente wrote into a folder that a user named, and it if nothing else is there."""
    for name in (RESULTS, FOLDER):
        shutil.rmtree(folder / name, ignore_errors=True)
    with suppress(OSError):
        for name in (PAGE, TABLE, FILE):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
