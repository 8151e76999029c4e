"""The keeper: sees to it that a worker is there while the workbench is served.

The worker is a process of its own that outlives this one: a page server that is stopped, or killed, leaves a
run under way. So one is started only where none holds the lock, and every moment it is left on the disk that
somebody is serving; a worker that has nothing to do and hears that no more goes home.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from detente.shelf.folders import data_folder
from detente.shelf.jobs import taking_work

SERVING, LOG = "serving", "worker.log"
PULSE = 0.25  # seconds between two looks
SILENCE = 15.0  # seconds after which nobody is serving any more
LARGEST_LOG = 2**20  # bytes


@contextmanager
def a_worker_kept() -> Generator[None]:
    """Keep a worker for as long as the block lasts; after it the worker goes on with what it has."""
    over = threading.Event()
    threading.Thread(target=_keep, args=(over,), name="keeper", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def begin_worker() -> subprocess.Popen[bytes]:
    """Start a worker that does not end with this process; what it says goes to a file."""
    log = data_folder() / LOG
    if log.is_file() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".old"))
    with log.open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "detente.faces.web.work"],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )


def say_serving() -> None:
    """Leave word that somebody is serving."""
    _sign().parent.mkdir(parents=True, exist_ok=True)
    _sign().touch()


def somebody_serves() -> bool:
    """Say whether somebody was serving a moment ago."""
    try:
        return time.time() - _sign().stat().st_mtime < SILENCE
    except FileNotFoundError:
        return False


def _keep(over: threading.Event) -> None:
    worker = None
    while not over.is_set():
        with suppress(OSError):  # a full disk: the next look may find room
            say_serving()
            if (worker is None or worker.poll() is not None) and _nobody_works():
                worker = begin_worker()
        over.wait(PULSE)


def _nobody_works() -> bool:
    with taking_work() as free:
        return free


def _sign() -> Path:
    return data_folder() / SERVING
