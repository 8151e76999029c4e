"""What every chart over months shares: frame, axes, bands, lines, the act's month, the words at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.faces.page.figures import svg
from detente.faces.page.figures.data import Fan, TimeAxis
from detente.faces.page.figures.scale import Scale, month_ticks, spread

LABEL_SIZE = 12
_LINE_GAP = 14


@dataclass(frozen=True)
class Chart:
    """A plot area with its two scales."""

    months: Scale
    values: Scale

    @property
    def left(self) -> float:
        """Left edge of the plot area, px."""
        return self.months.start

    @property
    def right(self) -> float:
        """Right edge of the plot area, px."""
        return self.months.end

    @property
    def bottom(self) -> float:
        """Lower edge of the plot area, px."""
        return self.values.start

    @property
    def top(self) -> float:
        """Upper edge of the plot area, px."""
        return self.values.end


@dataclass(frozen=True)
class EndLabel:
    """What is written where a curve ends, in that curve's colour class: its value and, below, its name.

    name  the lines of the name; none where the legend alone has it
    """

    value: float
    words: str
    classes: str
    name: tuple[str, ...] = ()


def axes(chart: Chart, marks: Sequence[float], labels: Sequence[str], month_label: str) -> str:
    """Grid lines with their values at the left and months below."""
    grid, words = [], []
    for mark, label in zip(marks, labels, strict=True):
        y = chart.values.at(mark)
        grid.append(f"M{svg.number(chart.left)} {svg.number(y)}H{svg.number(chart.right)}")
        words.append(svg.text(chart.left - 6, y + 4, label, "m e"))
    for month in month_ticks(chart.months.low, chart.months.high):
        words.append(svg.text(chart.months.at(month), chart.bottom + 17, f"{month:g}", "m c"))
    words.append(svg.text((chart.left + chart.right) / 2, chart.bottom + 33, month_label, "m c"))
    return f'<path class="grid" d="{"".join(grid)}"/>' + "".join(words)


def bands(chart: Chart, fan: Fan, colour: str, filled: bool = True) -> str:
    """The 90% and the 50% band; an unfilled one is drawn by its edges, to lie over a filled one."""
    months, values = fan.arrays
    xs, ys = chart.months.over(months), [chart.values.over(row) for row in values]
    parts = []
    for name, low, high in (("90", ys[0], ys[4]), ("50", ys[1], ys[3])):
        if filled:
            parts.append(f'<path class="band{name} {colour}" d="{svg.band(xs, low, high)}"/>')
        else:
            edges = svg.polyline(xs, low) + svg.polyline(xs, high)
            parts.append(f'<path class="edge{name} {colour}" d="{edges}"/>')
    return "".join(parts)


def median_line(chart: Chart, fan: Fan, colour: str, halo: bool = False) -> str:
    """The median over draws; a halo keeps a dashed line visible on top of a solid one."""
    months, values = fan.arrays
    data = svg.polyline(chart.months.over(months), chart.values.over(values[2]))
    under = f'<path class="halo" d="{data}"/>' if halo else ""
    return f'{under}<path class="median {colour}" d="{data}"/>'


def act_line(chart: Chart, axis: TimeAxis) -> str:
    """The vertical dashed line at the act's month, if there is one within the horizon."""
    if axis.act_month is None or not chart.months.low <= axis.act_month <= chart.months.high:
        return ""
    x = chart.months.at(axis.act_month)
    return svg.line(x, chart.top, x, chart.bottom, "act")


def end_labels(chart: Chart, labels: Sequence[EndLabel]) -> str:
    """Each curve's last value and name at the right edge, moved apart where they would overlap."""
    lines = 1 + max((len(label.name) for label in labels), default=0)
    wished = [chart.values.at(label.value) + 4 - (lines - 1) * _LINE_GAP / 2 for label in labels]
    lowest = chart.bottom + 4 - (lines - 1) * _LINE_GAP
    places = spread(wished, lines * _LINE_GAP + 2, chart.top + 6, lowest)
    parts = []
    for label, y in zip(labels, places, strict=True):
        parts.append(svg.text(chart.right + 7, y, label.words, f"b {label.classes}"))
        for number, words in enumerate(label.name, 1):
            parts.append(svg.text(chart.right + 7, y + number * _LINE_GAP, words, label.classes))
    return "".join(parts)
