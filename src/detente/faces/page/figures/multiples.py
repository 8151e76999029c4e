"""Small multiples: the same panels as one picture (a grid) or as several that the page lets flow."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from detente.faces.page.figures import svg
from detente.faces.page.figures.data import TimeAxis

PAGE_WIDTH = 920.0
PANEL_WIDTH = 300.0
_HEAD = 24.0  # a panel's heading
_CAPTION = 15.0  # its caption
_LEGEND_ROW = 22.0
_LEGEND_SAMPLE = 34.0
_LINE = 15.0  # between two lines of the same words
_STROKE = 2.0  # room for the outline of a sample: what sticks out would be printed on the page before


@dataclass(frozen=True)
class Panel:
    """One drawn panel: its words, and a body that starts below the heading at (0, 0)."""

    name: str
    caption: str
    description: str
    body: str


@dataclass(frozen=True)
class LegendItem:
    """A sample of a mark and its words; `marks` is drawn in a box of 26 by 14 px."""

    marks: str
    words: str


def grid(
    panels: Sequence[Panel],
    legend: Sequence[LegendItem],
    identifier: str,
    title: str,
    columns: int,
    height: float,
) -> str:
    """All panels in one svg element, `columns` abreast; `height` is that of a panel's body, px."""
    columns = max(1, min(columns, len(panels)))
    head = _head(panels)
    gap = (PAGE_WIDTH - 3 * PANEL_WIDTH) / 2
    width = columns * PANEL_WIDTH + (columns - 1) * gap
    key, key_height = legend_rows(legend, width)
    parts = [key]
    for index, panel in enumerate(panels):
        row, column = divmod(index, columns)
        x, y = column * (PANEL_WIDTH + gap), key_height + row * (head + height + 12)
        parts.append(f'<g transform="translate({svg.number(x)} {svg.number(y)})">{_drawn(panel, head)}</g>')
    rows = math.ceil(len(panels) / columns)
    total = key_height + rows * (head + height + 12) - 12
    description = " ".join(f"{panel.name}: {panel.description}" for panel in panels)
    return svg.document(identifier, width, total, title, description, "".join(parts))


def flow(
    panels: Sequence[Panel], legend: Sequence[LegendItem], identifier: str, title: str, height: float
) -> tuple[str, ...]:
    """A legend and then one svg element a panel, for a page that sets one to three abreast."""
    head = _head(panels)
    key, key_height = legend_rows(legend, PANEL_WIDTH + 20)
    wide, wide_height = legend_rows(legend, PAGE_WIDTH)
    words = "; ".join(item.words for item in legend)
    return (
        svg.document(f"{identifier}-key", PAGE_WIDTH, wide_height, f"Key: {title}", words, wide, "key wide"),
        svg.document(
            f"{identifier}-slim", PANEL_WIDTH + 20, key_height, f"Key: {title}", words, key, "key slim"
        ),
        *(
            svg.document(
                f"{identifier}-{index}",
                PANEL_WIDTH,
                head + height,
                f"{title}: {panel.name}",
                panel.description,
                _drawn(panel, head),
            )
            for index, panel in enumerate(panels)
        ),
    )


def legend_rows(items: Sequence[LegendItem], width: float) -> tuple[str, float]:
    """The legend wrapped to `width` px, and its height, px."""
    parts: list[str] = []
    x, y, tall = 0.0, _STROKE, _LEGEND_ROW
    for item in items:
        indent = _LEGEND_SAMPLE if item.marks else 0.0
        rows = svg.lines(item.words, 12, width - indent)
        size = indent + max(svg.text_width(words, 12) for words in rows) + 14
        if x and x + size > width:
            x, y, tall = 0.0, y + tall, _LEGEND_ROW
        words = "".join(svg.text(indent, 11 + _LINE * number, line) for number, line in enumerate(rows))
        parts.append(f'<g transform="translate({svg.number(x)} {svg.number(y)})">{item.marks}{words}</g>')
        x, tall = x + size, max(tall, _LEGEND_ROW + _LINE * (len(rows) - 1))
    return "".join(parts), (y + tall + 8 if items else 0.0)


def act_key(axis: TimeAxis) -> list[LegendItem]:
    """The legend's entry for the act's line, if there is an act."""
    if axis.act_month is None:
        return []
    return [LegendItem('<path class="act" d="M13 0v14"/>', f"{axis.act_words}, month {axis.act_month:g}")]


def _head(panels: Sequence[Panel]) -> float:
    return _HEAD + (_CAPTION if any(panel.caption for panel in panels) else 0.0)


def _drawn(panel: Panel, head: float) -> str:
    name = svg.shortened(panel.name, 14, PANEL_WIDTH, bold=True)
    caption = svg.shortened(panel.caption, 12, PANEL_WIDTH)
    words = svg.text(0, 14, name, "b n") + (svg.text(0, 30, caption, "m") if caption else "")
    return f'{words}<g transform="translate(0 {svg.number(head)})">{panel.body}</g>'
