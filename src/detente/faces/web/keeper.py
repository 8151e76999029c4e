"""The keeper: sees to it that a worker is there while the workbench is served.

The worker is a process of its own that outlives this one: a page server that is stopped, or killed, leaves a
run under way. So the keeper starts one only where none holds the lock, and says every moment that somebody is
serving; a worker that has nothing to do and hears that no more goes home.
"""

import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from detente.shelf.folders import data_folder
from detente.shelf.jobs import taking_work

SERVING, LOG = "serving", "worker.log"
PULSE = 0.25  # seconds between two looks
SILENCE = 15.0  # seconds after which nobody is serving any more
LARGEST_LOG = 2**20  # bytes


@dataclass(eq=False)
class Keeper:
    """Keeps a worker; `start` and `stop` begin and end that, and the worker goes on with what it has."""

    process: subprocess.Popen[bytes] | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin to keep a worker."""
        threading.Thread(target=self._keep, name="keeper", daemon=True).start()

    def stop(self) -> None:
        """Keep none any more."""
        self._over.set()

    def _keep(self) -> None:
        while not self._over.is_set():
            with suppress(OSError):  # a full disk: the next look may find room
                say_serving()
                if self._needed():
                    self.process = begin_worker()
            self._over.wait(PULSE)

    def _needed(self) -> bool:
        if self.process is not None and self.process.poll() is None:
            return False
        with taking_work() as free:
            return free


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


def _sign() -> Path:
    return data_folder() / SERVING
