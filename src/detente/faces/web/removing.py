"""Deleting a run: stopped first if it is under way, then its rows, then its files."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

from detente.faces.runs import PAGE, RESULTS, TABLE
from detente.faces.web.asking import Known
from detente.faces.web.parts import FOLDER
from detente.shelf import jobs
from detente.shelf.folders import run_folder
from detente.shelf.notes import forget_note
from detente.shelf.registry import forget_run

STOPPING = 0.8  # seconds after which a worker that was told to stop has let go of a run's folder


def remove(found: Known) -> None:
    """Delete a run: nothing of it is left but what others put into its folder."""
    if found.job is not None and found.job.open:
        jobs.cancel(found.identifier)
        if found.job.status == "running":
            time.sleep(STOPPING)
    jobs.forget_job(found.identifier)
    forget_run(found.identifier)
    forget_note(found.identifier)
    own = run_folder(found.identifier)
    shutil.rmtree(own, ignore_errors=True)
    if found.folder is not None and found.folder != own:
        _clear(found.folder)


def _clear(folder: Path) -> None:
    """Remove what detente wrote into a folder that a user named, and it if nothing else is there."""
    for name in (RESULTS, FOLDER):
        shutil.rmtree(folder / name, ignore_errors=True)
    with suppress(OSError):
        for name in (PAGE, TABLE):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
