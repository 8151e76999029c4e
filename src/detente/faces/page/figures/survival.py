"""The probability that the war still goes on, world beside world, one panel a theory."""

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
from detente.faces.page.figures.data import MONTHS, SurvivalPanel, TimeAxis
from detente.faces.page.figures.multiples import PANEL_WIDTH, LegendItem, Panel, act_key, flow, grid
from detente.faces.page.figures.scale import Scale

_BODY_HEIGHT = 200.0
_PLOT = (40.0, 8.0, 158.0)  # left, top and bottom of the plot area, px
_LABEL = (44.0, 84.0)  # px at the right: least and most that the names of the worlds take
_LINES = 2  # most that a name takes there; where one takes more, names stand in the legend alone
_COLOURS = ("w0", "w1", "w2")
# Samples of the legend: class, 90% and 50%.
_FILLED = ("band", "M0 0h26v14h-26z", "M0 4h26v6h-26z")
_OUTLINED = ("edge", "M0 1h26M0 13h26", "M0 4h26M0 10h26")
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def survival_figure(
    panels: Sequence[SurvivalPanel],
    *,
    identifier: str,
    title: str,
    axis: TimeAxis = MONTHS,
    columns: int = 3,
) -> str:
    """Survival curves with 50% and 90% bands as one picture, `columns` panels abreast.

    Raises:
        ValueError: there are no panels.
    """
    drawn, legend = _panels(panels, axis)
    return grid(drawn, legend, identifier, title, columns, _BODY_HEIGHT)


def survival_panels(
    panels: Sequence[SurvivalPanel],
    *,
    identifier: str,
    title: str,
    axis: TimeAxis = MONTHS,
) -> tuple[str, ...]:
    """The same as `survival_figure`, as a key and one picture a panel, for a page that lets them flow.

    Raises:
        ValueError: there are no panels.
    """
    drawn, legend = _panels(panels, axis)
    return flow(drawn, legend, identifier, title, _BODY_HEIGHT)


def _panels(panels: Sequence[SurvivalPanel], axis: TimeAxis) -> tuple[list[Panel], list[LegendItem]]:
    if not panels:
        raise ValueError("a survival figure needs at least one panel")
    names = _names({world.name for panel in panels for world in panel.worlds})
    widest = max((svg.text_width(words, LABEL_SIZE) for rows in names.values() for words in rows), default=0)
    right = PANEL_WIDTH - max(widest, _LABEL[0]) - 7
    drawn = [_drawn(panel, right, axis, names) for panel in panels]
    return drawn, _legend(panels, axis)


def _names(worlds: set[str]) -> dict[str, tuple[str, ...]]:
    """Each world's name in lines that fit at the right of a panel; none of any where one does not fit."""
    most = _LABEL[1]
    if any(svg.text_width(word, LABEL_SIZE) > most for name in worlds for word in name.split()):
        return {}
    names = {name: svg.lines(name, LABEL_SIZE, most) for name in worlds}
    return names if all(len(rows) <= _LINES for rows in names.values()) else {}


def _drawn(panel: SurvivalPanel, right: float, axis: TimeAxis, names: dict[str, tuple[str, ...]]) -> Panel:
    left, top, bottom = _PLOT
    months, _ = panel.worlds[0].fan.arrays
    chart = Chart(Scale(months[0], months[-1], left, right), Scale(0.0, 1.0, bottom, top))
    fans = [(_COLOURS[index], world.fan.thinned(axis.points)) for index, world in enumerate(panel.worlds)]
    parts = [axes(chart, _QUARTERS, [svg.percent(mark) for mark in _QUARTERS], axis.label)]
    parts += [bands(chart, fan, colour, filled=index == 0) for index, (colour, fan) in enumerate(fans)]
    parts.append(act_line(chart, axis))
    parts += [median_line(chart, fan, colour, halo=index > 0) for index, (colour, fan) in enumerate(fans)]
    labels = [
        EndLabel(value, svg.percent(value), _COLOURS[index], names.get(name, ()))
        for index, (name, value) in enumerate(_ends(panel))
    ]
    parts.append(end_labels(chart, labels))
    said = ", ".join(f"{svg.percent(value)} {name}" for name, value in _ends(panel))
    description = f"after {months[-1]:g} months the war still goes on with median probability {said}."
    return Panel(panel.name, panel.caption, description, "".join(parts))


def _ends(panel: SurvivalPanel) -> list[tuple[str, float]]:
    return [(world.name, float(world.fan.arrays[1][2, -1])) for world in panel.worlds]


def _legend(panels: Sequence[SurvivalPanel], axis: TimeAxis) -> list[LegendItem]:
    most = max(panels, key=lambda panel: len(panel.worlds))
    items = []
    for index, world in enumerate(most.worlds):
        colour = _COLOURS[index]
        style, outer, inner = _FILLED if index == 0 else _OUTLINED
        back = "".join(
            f'<path class="{style}{share} {colour}" d="{data}"/>'
            for share, data in ((90, outer), (50, inner))
        )
        items.append(LegendItem(back + f'<path class="median {colour}" d="M0 7h26"/>', world.name))
    items += act_key(axis)
    items.append(LegendItem("", "line: median; bands: 50% and 90% of draws"))
    return items
