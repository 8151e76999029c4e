"""The worker: takes what was asked for, one job at a time, and leaves answer and pages on the disk.

    python -m detente.faces.web.work

A job may be stopped at any moment: where the engine cannot listen (a compiler at work), the process ends, for
nothing it writes is seen before it is whole, and the keeper starts the next.
"""

import os
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

from detente.faces.settings import machine_settings
from detente.faces.web.keeper import somebody_serves
from detente.faces.web.tasks import TASKS
from detente.shelf import jobs
from detente.shelf.folders import data_folder
from detente.shelf.installed import code_changes, just_copied
from detente.shelf.jobs import Job
from detente.shelf.store import clear_leftovers
from detente.vocabulary.errors import Cancelled, DetenteError

NICE = 10  # pages come before computing
IDLE = 0.1  # seconds between two looks at an empty queue
LISTEN = 0.08  # seconds between two looks at whether a job is still wanted
GRACE = 0.25  # seconds that the engine has to stop by itself
STOPPED = 75  # exit status of a worker that ended in order to stop a job
OUR_FAULT = (
    "detente failed in a way that it should not: {what}. The file worker.log in the data folder says more."
)


def main() -> None:
    """Work until there is nothing to do and nobody serves, or other code is installed than this."""
    if just_copied():  # what this process has read may be half old, half new: the keeper begins the next
        while just_copied():
            time.sleep(IDLE)
        return
    changed = code_changes()
    machine_settings()
    with suppress(OSError, AttributeError):
        os.nice(NICE)
    with jobs.taking_work() as mine:
        if mine:
            _tidy()
            jobs.requeue_lost()
            _work(changed)


def _work(changed: Callable[[bool], bool]) -> None:
    warming = threading.Thread(target=_warm, daemon=True)
    warming.start()
    while True:
        waiting = jobs.is_waiting()
        if somebody_serves():  # and so would begin a worker of the new code
            if changed(waiting):
                return
        elif not waiting:
            return
        job = jobs.take() if waiting else None
        if job is None:
            time.sleep(IDLE)
        else:
            _do(job, warming, changed)


def _do(job: Job, warming: threading.Thread, changed: Callable[[bool], bool]) -> None:
    stop, over = threading.Event(), threading.Event()
    threading.Thread(target=_listen, args=(job.identifier, stop, over), daemon=True).start()
    try:
        warming.join()  # two threads that load one package at once may each find it half there, and fail
        TASKS[job.kind](job, stop.is_set)
        jobs.end(job.identifier, "done")
    except Cancelled:
        jobs.end(job.identifier, "cancelled")
    except Exception as error:  # a fault of ours must not take the queue along
        if somebody_serves() and changed(True):
            return  # files were exchanged under it: the next worker finds the job running, and takes it up
        jobs.end(job.identifier, "failed", _said(error))
    finally:
        over.set()


def _said(error: Exception) -> str:
    if isinstance(error, DetenteError):
        return str(error)
    traceback.print_exception(error)
    return OUR_FAULT.format(what=f"{type(error).__name__}: {error}")


def _listen(identifier: str, stop: threading.Event, over: threading.Event) -> None:
    """Tell the engine to stop where nobody wants the job any more, and end the process if it does not."""
    while not over.wait(LISTEN):
        job = jobs.get_job(identifier)
        if job is None or job.cancel:
            stop.set()
            if not over.wait(GRACE):
                os._exit(STOPPED)
            return


def _warm() -> None:
    """Load what every job needs, so that the first is not kept waiting."""
    with suppress(Exception):
        import jax.numpy as jnp

        from detente.faces import library
        from detente.faces.page import publish

        _ = (publish, library.causes(), library.theories(), jnp.zeros(1))


def _tidy() -> None:
    """Clear away what workers that are no more have half written."""
    for place in (data_folder() / "runs").glob("*"):
        clear_leftovers(place / "results")


if __name__ == "__main__":
    main()
