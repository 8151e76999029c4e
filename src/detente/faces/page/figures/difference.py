"""The paired difference over months: a fan around zero, one panel a theory, on one scale."""

from collections.abc import Sequence

from detente.faces.page.figures import svg
from detente.faces.page.figures.chart import (
    LABEL_SIZE,
    Chart,
    EndLabel,
    act_line,
    axes,
    bands,
    end_labels,
    median_line,
)
from detente.faces.page.figures.data import MONTHS, FanPanel, TimeAxis
from detente.faces.page.figures.multiples import PANEL_WIDTH, LegendItem, Panel, act_key, flow, grid
from detente.faces.page.figures.scale import Scale, domain_ticks, tick_words

type _Unit = tuple[str, int]  # its short name, and the decimals shown

_BODY_HEIGHT = 190.0
_PLOT = (44.0, 8.0, 148.0)  # left, top and bottom of the plot area, px


def difference_figure(
    panels: Sequence[FanPanel],
    *,
    identifier: str,
    title: str,
    unit_short: str,
    axis: TimeAxis = MONTHS,
    decimals: int = 1,
    columns: int = 3,
) -> str:
    """Median, 50% and 90% of the paired difference over months as one picture; all panels share one scale.

    Raises:
        ValueError: there are no panels.
    """
    drawn, legend = _panels(panels, (unit_short, decimals), axis)
    return grid(drawn, legend, identifier, title, columns, _BODY_HEIGHT)


def difference_panels(
    panels: Sequence[FanPanel],
    *,
    identifier: str,
    title: str,
    unit_short: str,
    axis: TimeAxis = MONTHS,
    decimals: int = 1,
) -> tuple[str, ...]:
    """The same as `difference_figure`, as a key and one picture a panel, for a page that lets them flow.

    Raises:
        ValueError: there are no panels.
    """
    drawn, legend = _panels(panels, (unit_short, decimals), axis)
    return flow(drawn, legend, identifier, title, _BODY_HEIGHT)


def _panels(panels: Sequence[FanPanel], unit: _Unit, axis: TimeAxis) -> tuple[list[Panel], list[LegendItem]]:
    if not panels:
        raise ValueError("a difference figure needs at least one panel")
    values = [panel.fan.arrays[1] for panel in panels]
    low, high = min(0.0, *(float(v.min()) for v in values)), max(0.0, *(float(v.max()) for v in values))
    marks = domain_ticks(low, high, 5)
    widest = max(svg.text_width(_end_words(panel, unit), LABEL_SIZE, bold=True) for panel in panels)
    right = PANEL_WIDTH - widest - 7
    return [_drawn(panel, marks, right, unit, axis) for panel in panels], _legend(axis)


def _drawn(panel: FanPanel, marks: Sequence[float], right: float, unit: _Unit, axis: TimeAxis) -> Panel:
    left, top, bottom = _PLOT
    months, values = panel.fan.arrays
    chart = Chart(Scale(months[0], months[-1], left, right), Scale(marks[0], marks[-1], bottom, top))
    zero = chart.values.at(0)
    fan = panel.fan.thinned(axis.points)
    words = _end_words(panel, unit)
    body = (
        axes(chart, marks, tick_words(marks), axis.label)
        + bands(chart, fan, "w1")
        + svg.line(left, zero, right, zero, "zero")
        + act_line(chart, axis)
        + median_line(chart, fan, "w1 whole")
        + end_labels(chart, [EndLabel(float(values[2, -1]), words, "w1")])
    )
    low, high = (svg.signed(float(values[row, -1]), unit[1]) for row in (0, 4))
    description = f"median {words} after {months[-1]:g} months, 90% of draws from {low} to {high}."
    return Panel(panel.name, panel.caption, description, body)


def _end_words(panel: FanPanel, unit: _Unit) -> str:
    words, decimals = unit
    return f"{svg.signed(float(panel.fan.arrays[1][2, -1]), decimals)} {words}"


def _legend(axis: TimeAxis) -> list[LegendItem]:
    return [
        LegendItem('<path class="median w1 whole" d="M0 7h26"/>', "median of draws"),
        LegendItem('<path class="band50 w1" d="M0 1h26v12h-26z"/>', "50%"),
        LegendItem('<path class="band90 w1" d="M0 1h26v12h-26z"/>', "90%"),
        LegendItem('<path class="zero" d="M0 7h26"/>', "no difference"),
        *act_key(axis),
    ]
