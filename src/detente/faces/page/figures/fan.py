"""One quantity over time: median, 50% and 90% of draws."""

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
    labels = [_amount(mark) for mark in marks]
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
    ends = ", ".join(
        f"{name} {_amount(value)}" for name, value in zip(_END_NAMES, values[:, -1].tolist(), strict=True)
    )
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
    places = spread(wished[::-1], 15, chart.top, chart.bottom + 4)[::-1]
    return "".join(
        svg.text(chart.right + 8, y, f"{_amount(float(value))}  {name}", "b w1" if name == "median" else "m")
        for value, name, y in zip(last, _END_NAMES, places, strict=True)
    )


def _amount(value: float) -> str:
    """A number for readers: few decimals, and thousands set apart by a thin space."""
    if value == 0:
        return "0"
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    digits = f"{size:,.{decimals}f}".replace(",", "\u2009")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return digits if value > 0 or digits == "0" else "\u2212" + digits
