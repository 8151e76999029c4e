"""What of detente is installed, and whether it has changed since a process began."""

import os
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

LOOK = 2.0  # seconds between two looks
MADE = "__pycache__"  # folders of what Python makes of the files


def code_stamp(place: Path | None = None) -> str:
    """Return a stamp of every file of detente: it changes when one is changed, added or taken away."""
    told = sha256()
    for path in sorted(_files(place or Path(__file__).parents[1])):
        about = path.stat()
        told.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def code_changes(place: Path | None = None) -> Callable[[], bool]:
    """Return what says whether other code is installed than when this was called; half copied is other, too.

    Looking takes some milliseconds, so it is done every two seconds at most.
    """
    stamp, looked = code_stamp(place), [time.monotonic()]

    def changed() -> bool:
        if time.monotonic() - looked[-1] < LOOK:
            return False
        try:
            found = code_stamp(place)
        except OSError:  # a file went away while it was looked at
            return True
        looked[:] = [time.monotonic()]
        return found != stamp

    return changed


def _files(place: Path) -> Iterator[Path]:
    for folder, inner, names in os.walk(place):
        inner[:] = [name for name in inner if name != MADE]
        yield from (Path(folder, name) for name in names)
