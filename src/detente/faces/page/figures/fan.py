"""One quantity over time: median, 50% and 90% of draws."""

import math

import numpy as np
from numpy.typing import NDArray

from detente.faces.page.figures import svg
from detente.faces.page.figures.chart import Chart, act_line, axes, bands, median_line
from detente.faces.page.figures.data import MONTHS, Fan, TimeAxis
from detente.faces.page.figures.scale import Scale, domain_ticks, spread

_HEIGHT = 290.0
_PLOT = (28.0, 246.0)  # top and bottom of the plot area, px
_END_NAMES = ("5%", "25%", "median", "75%", "95%")


def fan_figure(
    fan: Fan,
    *,
    identifier: str,
    title: str,
    unit_label: str,
    axis: TimeAxis = MONTHS,
    from_zero: bool = False,
    width: float = 620.0,
) -> str:
    """A stock over time with its quantiles named at the right; `from_zero` makes the axis start at zero."""
    months, values = fan.arrays
    low = min(0.0, float(values.min())) if from_zero else float(values.min())
    marks = domain_ticks(low, float(values.max()), 5)
    fine = max(0, -math.floor(math.log10(marks[1] - marks[0]) + 1e-9))
    labels = [_amount(mark, fine) for mark in marks]
    left = 12 + max(svg.text_width(label, 12) for label in labels)
    chart = Chart(
        Scale(months[0], months[-1], left, width - 118), Scale(marks[0], marks[-1], _PLOT[1], _PLOT[0])
    )
    thin = fan.thinned(axis.points)
    body = (
        axes(chart, marks, labels, axis.label)
        + bands(chart, thin, "w1")
        + act_line(chart, axis)
        + median_line(chart, thin, "w1 whole")
        + _act_words(chart, axis)
        + _ends(chart, fan)
        + svg.text(0, 10, unit_label, "m")
    )
    last, places = values[:, -1].tolist(), _places(values[:, -1])
    ends = ", ".join(f"{name} {_amount(value, places)}" for name, value in zip(_END_NAMES, last, strict=True))
    description = f"{unit_label}; after {months[-1]:g} months: {ends}."
    return svg.document(identifier, width, _HEIGHT, title, description, body)


def _act_words(chart: Chart, axis: TimeAxis) -> str:
    if not act_line(chart, axis) or axis.act_month is None:
        return ""
    x = chart.months.at(axis.act_month)
    before, after = x - chart.left - 6, chart.right - x - 6
    ahead = svg.text_width(axis.act_words, 12) > after and before > after
    kind = "m e halo-text" if ahead else "m halo-text"
    rows = svg.lines(axis.act_words, 12, before if ahead else after)
    return "".join(
        svg.text(x - 5 if ahead else x + 5, chart.top + 10 + 14 * number, words, kind)
        for number, words in enumerate(rows)
    )


def _ends(chart: Chart, fan: Fan) -> str:
    last = fan.arrays[1][:, -1]
    wished = [chart.values.at(float(value)) + 4 for value in last]
    # The quantiles rise while the places fall: equal values keep their order by being listed from the top.
    heights = spread(wished[::-1], 15, chart.top, chart.bottom + 4)[::-1]
    places = _places(last)
    return "".join(
        svg.text(chart.right + 8, y, f"{_amount(value, places)}  {name}", "b w1" if name == "median" else "m")
        for value, name, y in zip(last.tolist(), _END_NAMES, heights, strict=True)
    )


def _places(values: NDArray[np.float64]) -> int:
    """Return the decimals that show at least two digits of the largest of these."""
    largest = float(np.abs(values).max())
    if largest >= 100:
        return 0
    if largest >= 10:
        return 1
    return 2 if largest >= 0.1 or largest == 0 else 1 - math.floor(math.log10(largest))


def _amount(value: float, places: int) -> str:
    """A number for readers: so many decimals, and thousands set apart by a thin space."""
    digits = f"{abs(value):,.{places}f}".replace(",", "\u2009")
    return digits if value > 0 or not float(digits.replace("\u2009", "")) else "\u2212" + digits
