"""How often what was given a chance came about: predicted against observed, one panel for each question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.faces.page.figures import svg
from detente.faces.page.figures.multiples import LegendItem, Panel, flow
from detente.faces.page.figures.scale import Scale

_BODY_HEIGHT = 262.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 284.0, 8.0, 218.0  # edges of the plot area, px
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_ACROSS, _UP = Scale(0.0, 1.0, _LEFT, _RIGHT), Scale(0.0, 1.0, _BOTTOM, _TOP)
_RADIUS = 4.0
MOST_SERIES = 2


@dataclass(frozen=True)
class CalibrationPoint:
    """Cases that were given about the same chance; all numbers are shares from 0 to 1.

    predicted  mean chance that they were given
    observed   share of them in which it came about, with its interval `low` to `high`
    cases      how many they are

    Raises:
        ValueError: a number is no share, or the interval does not hold what was observed.
    """

    predicted: float
    observed: float
    low: float
    high: float
    cases: int

    def __post_init__(self) -> None:
        shares = np.array([self.predicted, self.observed, self.low, self.high])
        if not np.all(np.isfinite(shares)) or shares.min() < 0 or shares.max() > 1:
            raise ValueError(f"a calibration point needs shares from 0 to 1, got {shares.tolist()}")
        if not self.low <= self.observed <= self.high:
            raise ValueError(f"{self.observed} lies outside its interval {self.low} to {self.high}")


@dataclass(frozen=True)
class CalibrationPanel:
    """One question: who answered it, and the points of each. The first are dots, the second diamonds."""

    name: str
    caption: str
    series: tuple[tuple[str, tuple[CalibrationPoint, ...]], ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"{self.name!r}: a panel shows one or two series, got {len(self.series)}")


def calibration_panels(
    panels: Sequence[CalibrationPanel], *, identifier: str, title: str, across: str, up: str
) -> tuple[str, ...]:
    """Return a key and one picture a panel, for a page that lets them flow.

    across, up  what the two axes show, in words

    Raises:
        ValueError: there are no panels.
    """
    if not panels:
        raise ValueError("a calibration figure needs at least one panel")
    drawn = [Panel(one.name, one.caption, _said(one), _body(one, across)) for one in panels]
    names = max((one.series for one in panels), key=len)
    legend = [
        LegendItem(f'<path class="edge50 {colour}" d="M13 -1v16"/>' + _mark(index, 13, 7), name)
        for index, ((name, _), colour) in enumerate(zip(names, ("w1", "w0"), strict=False))
    ]
    legend += [
        LegendItem('<path class="act" d="M0 14L26 0"/>', "as often as predicted"),
        LegendItem("", f"upwards: {up}, with its 95% interval"),
    ]
    return flow(drawn, legend, identifier, title, _BODY_HEIGHT)


def _body(panel: CalibrationPanel, across: str) -> str:
    grid, words = [], []
    for mark in _QUARTERS:
        x, y = _ACROSS.at(mark), _UP.at(mark)
        grid.append(f"M{svg.number(_LEFT)} {svg.number(y)}H{svg.number(_RIGHT)}")
        words.append(svg.text(_LEFT - 6, y + 4, svg.percent(mark), "m e"))
        words.append(svg.text(x, _BOTTOM + 17, svg.percent(mark), "m c"))
    words.append(svg.text((_LEFT + _RIGHT) / 2, _BOTTOM + 34, across, "m c"))
    diagonal = svg.line(_LEFT, _BOTTOM, _RIGHT, _TOP, "act")
    points = [_points(index, points) for index, (_, points) in enumerate(panel.series)]
    return f'<path class="grid" d="{"".join(grid)}"/>' + diagonal + "".join(reversed(points)) + "".join(words)


def _points(index: int, points: Sequence[CalibrationPoint]) -> str:
    colour = ("w1", "w0")[index]
    places = [(_ACROSS.at(p.predicted), _UP.at(p.observed), _UP.at(p.low), _UP.at(p.high)) for p in points]
    lines = "".join(f"M{svg.number(x)} {svg.number(low)}V{svg.number(high)}" for x, _, low, high in places)
    marks = "".join(_mark(index, x, y) for x, y, _, _ in places)
    return (f'<path class="edge50 {colour}" d="{lines}"/>' if lines else "") + marks


def _mark(index: int, x: float, y: float) -> str:
    if index == 0:
        return f'<circle class="head w1" cx="{svg.number(x)}" cy="{svg.number(y)}" r="{_RADIUS:g}"/>'
    size = svg.number(_RADIUS + 1)
    start = f"M{svg.number(x)} {svg.number(y - _RADIUS - 1)}"
    return f'<path class="head w0" d="{start}l{size} {size}-{size} {size}-{size}-{size}z"/>'


def _said(panel: CalibrationPanel) -> str:
    told = [
        f"{name}: predicted {svg.percent(p.predicted)}, came about in {svg.percent(p.observed)} of {p.cases}"
        for name, points in panel.series
        for p in points
    ]
    return "; ".join(told) + "."
