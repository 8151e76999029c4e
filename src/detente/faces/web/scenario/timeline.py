"""The timeline of what is scheduled: where each mark and label goes, for a wide and for a narrow screen."""

import math
from dataclasses import dataclass, replace

from detente.faces.web.scenario.typed import Typed, plain
from detente.pipeline.scenario_form import LONGEST_WAR

WIDE, NARROW = 880, 350  # units of the drawing, about pixels
EDGE, LANE, LETTER = 16, 24, 6.9  # units: beside the axis, between lines of labels, of one letter
STEPS = (1, 2, 3, 6, 12, 24, 48)  # months between two ticks
MOST_TICKS = {WIDE: 20, NARROW: 7}


@dataclass(frozen=True)
class Mark:
    """One event: its place, its label and on which side of the mark the label stands."""

    x: float
    y: float
    label: str
    anchor: str
    act: bool


@dataclass(frozen=True)
class Timeline:
    """A drawing of the months with what is scheduled in them."""

    width: int
    height: int
    axis: int
    ticks: tuple[tuple[float, int], ...]
    marks: tuple[Mark, ...]


def timelines(typed: Typed) -> tuple[Timeline, Timeline]:
    """Return the timeline for a wide and for a narrow screen; what cannot be placed is left out."""
    months = months_of(typed)
    events = _placed(typed, months)
    return _drawn(WIDE, months, events), _drawn(NARROW, months, events)


def months_of(typed: Typed) -> int:
    """Return how many months the scenario looks ahead, or the most where that cannot be read."""
    text = typed["months"].strip()
    known = text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= LONGEST_WAR
    return int(text) if known else LONGEST_WAR


def _placed(typed: Typed, months: int) -> list[tuple[float, str, bool]]:
    """Return month, event and whether it is the act, in the order of months."""
    found = []
    for row in typed.filled("happens"):
        try:
            month = float(typed[f"{row}.month"])
        except ValueError:
            continue
        if math.isfinite(month) and 0 <= month <= months:
            found.append((month, typed[f"{row}.event"][:60] or "?", bool(typed[f"{row}.act"])))
    return sorted(found)


def _drawn(width: int, months: int, events: list[tuple[float, str, bool]]) -> Timeline:
    scale = (width - 2 * EDGE) / months
    ends: list[float] = []  # where the last label of each lane ends
    laid: list[tuple[int, Mark]] = []
    for month, event, act in events:
        x, label = EDGE + month * scale, f"{event}, month {plain(str(month))}"
        long = LETTER * len(label) + 12
        left = x + long > width  # no room on the right
        begin = x - long if left else x - 8
        lane = next((i for i, end in enumerate(ends) if end <= begin), len(ends))
        ends[lane : lane + 1] = [x + 8 if left else x + long]
        laid.append((lane, Mark(round(x, 1), 0.0, label, "end" if left else "start", act)))
    axis = LANE * max(len(ends), 1) + 10
    marks = tuple(replace(mark, y=axis - LANE * (lane + 0.75)) for lane, mark in laid)
    return Timeline(width, axis + 30, axis, _ticks(width, months, scale), marks)


def _ticks(width: int, months: int, scale: float) -> tuple[tuple[float, int], ...]:
    step = next((step for step in STEPS if months / step <= MOST_TICKS[width]), STEPS[-1])
    return tuple((round(EDGE + month * scale, 1), month) for month in range(0, months + 1, step))
