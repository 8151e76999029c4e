"""How far an audit is: its stages, and what share of its time each has taken until it ends."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from detente.pipeline.trial.watch import CHANNELS, CLAIMS, COMPILING, FLIPS, RECORD, WHOLE, WRITING, Watch

PREPARING = "reading the argument"
# Shares of the time of a usual audit until a stage begins, in order. Audits differ: they only place a bar.
BEGINS: Mapping[str, float] = {
    PREPARING: 0.0,
    COMPILING: 0.02,
    CLAIMS: 0.2,
    CHANNELS: 0.5,
    FLIPS: 0.6,
    WHOLE: 0.75,
    RECORD: 0.9,
    WRITING: 0.96,
}
ENDS = dict(pairwise([*BEGINS, ""]))  # the stage after each
OFTEN = 0.15  # seconds between two reports of steps


@dataclass(frozen=True)
class _At:
    """Where an audit is: `go` counts the times that the stage began anew, `told` is when it last said so."""

    stage: str
    go: int = 0
    done: int = 0
    total: int = 0
    told: float = 0.0


def told_to(report: Callable[[float, str], None], cancelled: Callable[[], bool]) -> Watch:
    """Return a watch that says with each stage, and now and then within it, how far an audit is.

    A stage that lives its worlds in several goes does not know how many: each go is given half of what is
    left.
    """
    at = [_At(PREPARING)]  # the last one; steps come from the threads that compute

    def stage(name: str) -> None:
        at[:] = [_At(name)]
        report(BEGINS.get(name, 0.0), name)

    def step(done: int, total: int) -> None:
        was = at[0]
        begins = not was.go or done <= was.done or total != was.total
        now, go = time.monotonic(), was.go + begins
        often = now - was.told < OFTEN
        at[:] = [_At(was.stage, go, done, total, was.told if often else now)]
        if not often:
            words = f"{was.stage}, go {go}" if go > 1 else was.stage
            report(_share(was.stage, go, done / max(total, 1)), f"{words}: {done} of {total}")

    return Watch(stage, step, cancelled)


def passed(words: str) -> list[tuple[str, str]]:
    """Return every stage with how it stands, "done", "now" or "later", by what a job says of itself.

    >>> [how for _, how in passed("what would flip the claims: 3 of 9")][3:6]
    ['done', 'now', 'later']
    """
    names = list(BEGINS)
    now = next((place for place, name in enumerate(names) if words.startswith(name)), -1)
    return [
        (name, "done" if place < now else "now" if place == now else "later")
        for place, name in enumerate(names)
    ]


def _share(stage: str, go: int, done: float) -> float:
    """Return the share of the whole that is done.

    >>> _share(CLAIMS, 1, 0.0), _share(CLAIMS, 2, 0.0)
    (0.2, 0.35)
    """
    begins = BEGINS.get(stage, 0.0)
    ends = BEGINS.get(ENDS.get(stage, ""), 1.0)
    left = 0.5 ** (go - 1)
    return round(begins + (ends - begins) * (1 - left + 0.5 * left * done), 4)
