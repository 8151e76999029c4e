"""How far a job is, in words that are true: nothing is said of the time left before there is a pace."""

import time

from detente.faces.web.page import templates
from detente.faces.web.tasks import PREPARING, WRITING
from detente.shelf import jobs
from detente.shelf.jobs import Job
from detente.shelf.notes import get_note

HEADINGS = {
    "queued": "Queued",
    "running": "Running",
    "cancelled": "Cancelled",
    "failed": "Failed",
    "done": "Done",
}
SOON = 1.5  # seconds of a measured pace before anything is said of the time that is left
FEW = 10  # seconds below which they are not counted


def how_far(job: Job) -> dict[str, object]:
    """Return what is told of a job: heading, whole per cent where there is any, words, and the time left."""
    measured = job.status == "running" and job.share > 0
    words = _waits(job) if job.status == "queued" else job.words or PREPARING
    return {
        "status": job.status,
        "heading": HEADINGS[job.status],
        "measured": measured,
        "share": int(100 * job.share),
        "words": f"{words[:1].upper()}{words[1:]}",
        "left": _left(job) if measured else "",
        "said": job.said.splitlines(),
    }


def progress_line(job: Job) -> str:
    """Return how far a job is as one line of HTML, as an event carries it."""
    text = templates().get_template("progress.html.j2").render(now=how_far(job))
    return " ".join(text.split("\n"))


def seconds_left(share: float, paced_share: float, elapsed: float) -> float | None:
    """Return how many seconds are left at the pace since `paced_share` was reached, `elapsed` seconds ago.

    None where that is too short a time to tell, or nothing was done in it.

    >>> seconds_left(0.5, 0.25, 10.0), seconds_left(0.5, 0.5, 10.0), seconds_left(0.5, 0.25, 0.1)
    (20.0, None, None)
    """
    gained = share - paced_share
    return elapsed * (1 - share) / gained if gained > 0 and elapsed >= SOON else None


def _waits(job: Job) -> str:
    before = jobs.ahead_of(job)
    return f"waits for {before} other{'s' if before > 1 else ''}" if before else "begins in a moment"


def _left(job: Job) -> str:
    pace = get_note(job.identifier)
    if job.words == WRITING or not pace.paced_at:
        return ""
    seconds = seconds_left(job.share, pace.paced_share, time.time() - pace.paced_at)
    if seconds is None:
        return ""
    if seconds < FEW:
        return "a few seconds left"
    return f"about {round(seconds, -1):.0f} s left" if seconds < 90 else f"about {seconds / 60:.0f} min left"
