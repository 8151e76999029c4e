"""What of detente is installed, and whether it has changed since a process began."""

import os
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

LOOK = 2.0  # seconds between two looks of whoever has nothing else to do; and until files count as copied
MADE = "__pycache__"  # folders of what Python makes of the files


def code_stamp(place: Path | None = None) -> str:
    """Return a stamp of every file of detente: it changes when one is changed, added or taken away."""
    return _stamp(_files(place))


def just_copied(place: Path | None = None) -> bool:
    """Say whether a file of detente came a moment ago, so that others may be on their way."""
    newest = max((about.st_ctime for _, about in _files(place)), default=0.0)
    return 0 <= time.time() - newest < LOOK


def code_changes(place: Path | None = None) -> Callable[[bool], bool]:
    """Return what says whether other code is installed than when this was called.

    Looking takes some milliseconds. Asked with False, it looks again only if the last look is LOOK ago.
    """
    stamp, last = code_stamp(place), [(time.monotonic(), False)]

    def changed(now: bool) -> bool:
        at, found = last[0]
        if not now and time.monotonic() - at < LOOK:
            return found
        last[:] = [(time.monotonic(), code_stamp(place) != stamp)]
        return last[0][1]

    return changed


def _stamp(files: Iterator[tuple[str, os.stat_result]]) -> str:
    told = sha256()
    for path, about in sorted(files):
        told.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def _files(place: Path | None) -> Iterator[tuple[str, os.stat_result]]:
    for folder, inner, names in os.walk(place or Path(__file__).parents[1]):
        inner[:] = [name for name in inner if name != MADE]
        for name in names:
            path = Path(folder, name)
            try:
                yield str(path), path.lstat()
            except OSError:  # it went away while it was looked at: the stamp without it is another
                continue
