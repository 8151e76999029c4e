"""Work that an interrupt ends at once, also while a compiler is busy."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait

from detente.faces.cli.ending import STOPPED
from detente.vocabulary.errors import Cancelled

PATIENCE = 2.0  # seconds that stopped work gets to tidy up: a compiler at work cannot be interrupted
NOTHING_KEPT = "stopped; nothing was kept"


def interruptible[T](work: Callable[[], T], stop: threading.Event, tidy: Callable[[], None]) -> T:
    """Return what the work, done in a thread, comes to; an interrupt sets `stop`.

    Work that does not heed it in time is left, once `tidy` has cleared away what it had half written: the
    process then ends here. Work that was finished all the same is returned.

    Raises:
        Cancelled: the work was stopped.
        Exception: whatever the work itself raises.
    """
    found: Future[T] = Future()
    threading.Thread(target=_boxed, args=(work, found), daemon=True).start()
    try:
        while not found.done():  # a thread whose join is interrupted would pass for one that has ended
            wait([found], 0.1)
    except KeyboardInterrupt:
        stop.set()
        wait([found], PATIENCE)
        if not found.done():
            tidy()
            print(NOTHING_KEPT, file=sys.stderr, flush=True)
            os._exit(STOPPED)  # a thread inside the compiler would hold an ordinary exit up
        if found.exception() is not None:
            raise Cancelled(NOTHING_KEPT) from None
    return found.result()


def _boxed[T](work: Callable[[], T], found: Future[T]) -> None:
    try:
        found.set_result(work())
    except BaseException as error:  # handed to the thread that waits
        found.set_exception(error)
