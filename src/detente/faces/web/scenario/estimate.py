"""How long a run will take, by the last one on this machine; no word where there is none to go by."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from detente.faces import library
from detente.faces.ask import Wishes
from detente.faces.web.tasks import TEXT, WISHES
from detente.pipeline.brief_words import count
from detente.shelf import jobs
from detente.shelf.jobs import Job
from detente.shelf.read_yaml import parsed
from detente.shelf.registry import find_run
from detente.vocabulary.errors import InvalidInput

LOOKED_AT = 5  # jobs among which the last that was lived here is looked for
SHORTEST = 1.0  # seconds: a run ends on a whole second, so shorter ones tell nothing


@dataclass(frozen=True)
class Size:
    """How much a run is: draws, lives, months, worlds and theories."""

    draws: int
    lives: int
    months: int
    worlds: int
    theories: int

    @property
    def work(self) -> int:
        """Return the months that are lived in all."""
        return self.draws * self.lives * self.months * self.worlds * self.theories

    @property
    def said(self) -> str:
        """Return the same in words.

        >>> Size(200, 1, 36, 3, 1).said
        '200 draws of 1 life, 36 months, 3 worlds, 1 theory'
        """
        lives = count(self.lives, "life", "lives")
        rest = (
            count(self.months, "month"),
            count(self.worlds, "world"),
            count(self.theories, "theory", "theories"),
        )
        return ", ".join([f"{count(self.draws, 'draw')} of {lives}", *rest])


def estimate(size: Size) -> str:
    """Return a sentence on how long a run of this size takes."""
    for seconds, earlier in _earlier():
        # what does not grow with a run, such as reading the program, counts as if it did: so it is a bound
        most = seconds * max(1.0, size.work / max(earlier.work, 1))
        return (
            f"At most about {in_words(most)}, by the last run on this machine: {seconds:.0f} s for "
            f"{earlier.said}, if it is no busier than then. Where the program has to be prepared for new "
            "theories, months or third parties first, some seconds more."
        )
    return "How long it takes is not known yet: the first run on this machine will tell."


def in_words(seconds: float) -> str:
    """Return a duration as somebody says it, rounded up: it is a bound.

    >>> in_words(4), in_words(25), in_words(47), in_words(400), in_words(9000)
    ('5 s', '30 s', '50 s', '7 min', '2.5 h')
    """
    if seconds <= 90:
        step = 5 if seconds <= 20 else 10
        return f"{math.ceil(seconds / step) * step} s"
    return f"{math.ceil(seconds / 60)} min" if seconds < 5400 else f"{math.ceil(seconds / 360) / 10} h"


def size_of(table: dict[str, Any], wishes: Wishes) -> Size:
    """Return the size of a run of a scenario's table; what is not plain there counts as one."""
    months, worlds = table.get("months"), table.get("worlds")
    return Size(
        draws=wishes.draws,
        lives=wishes.lives,
        months=wishes.months or (months if type(months) is int else 1),
        worlds=max(2, len(worlds)) if isinstance(worlds, list) else 1,
        theories=len(wishes.theories) or len(library.theories()),
    )


def _earlier() -> Iterator[tuple[float, Size]]:
    """Yield how long earlier runs took, the latest first."""
    done = [job for job in jobs.list_jobs() if job.kind == "run" and job.status == "done"]
    for job in done[:LOOKED_AT]:
        run = find_run(job.identifier)
        took = datetime.fromisoformat(run.created).timestamp() - job.begun_at if run else 0.0
        size = _size(job)
        if took >= SHORTEST and size is not None:
            yield took, size


def _size(job: Job) -> Size | None:
    told: dict[str, Any] = {
        name: tuple(x) if isinstance(x, list) else x for name, x in job.asked[WISHES].items()
    }
    try:
        return size_of(parsed(job.asked[TEXT], "").table, Wishes(**told))
    except (InvalidInput, TypeError):  # asked by another version
        return None
