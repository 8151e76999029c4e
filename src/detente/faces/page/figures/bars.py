"""How wars end: stacked shares, told apart by pattern as well as by colour."""

from collections.abc import Sequence

from detente.faces.page.figures import svg
from detente.faces.page.figures.data import ShareRow
from detente.faces.page.figures.multiples import LegendItem, legend_rows

_BAR, _ROW = 24.0, 38.0
_LEAST_LABEL = 36.0  # px; a narrower piece carries no number (the table beside the figure does)
# Class of the ground, and the marks over it: dashed lines (a broad one makes stripes, three thin ones make
# dots), cut to each piece. Browsers print such lines sharp and small, but SVG patterns as large pixels.
_STRIPES = f'd="M-30 {_BAR / 2:g}H980"'
_PATTERNS = (
    ("p0", ""),
    ("p1", f'<path class="fig-stripes" {_STRIPES} transform="skewX(-45)"/>'),
    ("p2", ""),
    ("p3", f'<path class="fig-stripes" {_STRIPES} transform="skewX(45)"/>'),
    ("p4", '<path class="fig-dots" d="M4 4H980M8 12H980M4 20H980"/>'),
    ("p5", f'<path class="fig-stripes" {_STRIPES}/>'),
)


def bars_figure(
    rows: Sequence[ShareRow],
    categories: Sequence[str],
    *,
    identifier: str,
    title: str,
    rest_words: str = "",
    compact: bool = False,
) -> str:
    """One stacked bar a theory; what the shares leave to 1 stays an open outline, named by `rest_words`.

    Raises:
        ValueError: there are no rows, more than six categories, or a row with another number of shares.
    """
    if not rows or not 1 <= len(categories) <= len(_PATTERNS):
        raise ValueError(f"bars need rows and 1 to {len(_PATTERNS)} categories, got {len(categories)}")
    odd = next((row for row in rows if len(row.shares) != len(categories)), None)
    if odd is not None:
        raise ValueError(f"{odd.name!r} has {len(odd.shares)} shares for {len(categories)} categories")
    width = 350.0 if compact else 920.0
    left = 0.0 if compact else 24 + min(240.0, max(svg.text_width(row.name, 14, bold=True) for row in rows))
    step = _ROW + 18 if compact else _ROW
    key, top = legend_rows(_legend(categories, rest_words, identifier), width)
    parts = [_definitions(categories, identifier), key]
    for index, row in enumerate(rows):
        y = top + step * index + (18 if compact else 0)
        parts.append(_named(row, left, y, compact, width))
        parts.append(_stack(row, left, width - left - 1, y, identifier))
    bottom = top + step * len(rows)
    parts.append(_axis(left, width - left - 1, bottom))
    said = " ".join(f"{row.name}: {_said(row, categories)}." for row in rows)
    return svg.document(identifier, width, bottom + 20, title, said, "".join(parts))


def _definitions(categories: Sequence[str], identifier: str) -> str:
    marks = [
        f'<g id="{identifier}-{name}" class="fig-{name}">{drawn}</g>'
        for name, drawn in _PATTERNS[: len(categories)]
        if drawn
    ]
    return f"<defs>{''.join(marks)}</defs>"


def _piece(index: int, x: float, y: float, width: float, height: float, identifier: str) -> str:
    name, marks = _PATTERNS[index]
    ground = svg.rectangle(x, y, width, height, f"piece {name}")
    if not marks:
        return ground
    place = (
        f'x="{svg.number(x)}" y="{svg.number(y)}" width="{svg.number(width)}" height="{svg.number(height)}"'
    )
    return f'{ground}<svg {place}><use href="#{identifier}-{name}"/></svg>'


def _legend(categories: Sequence[str], rest_words: str, identifier: str) -> list[LegendItem]:
    items = [
        LegendItem(_piece(index, 0, 0, 26, 14, identifier), words) for index, words in enumerate(categories)
    ]
    return [*items, LegendItem(svg.rectangle(0.5, 0.5, 25, 13, "open"), rest_words)] if rest_words else items


def _named(row: ShareRow, left: float, y: float, compact: bool, width: float) -> str:
    if compact:
        return svg.text(0, y - 5, svg.shortened(row.name, 14, width, bold=True), "b n")
    return svg.text(left - 14, y + 17, svg.shortened(row.name, 14, left - 14, bold=True), "b n e")


def _stack(row: ShareRow, left: float, width: float, y: float, identifier: str) -> str:
    parts = [svg.rectangle(left, y, width, _BAR, "open")]
    x = left
    for index, share in enumerate(row.shares):
        size = share * width
        if share > 0:
            parts.append(_piece(index, x, y, size, _BAR, identifier))
        if size >= _LEAST_LABEL:
            middle = x + size / 2
            parts.append(svg.rectangle(middle - 16, y + 4, 32, _BAR - 8, "plate", ' rx="3"'))
            parts.append(svg.text(middle, y + 16.5, svg.percent(share), "c"))
        x += size
    return "".join(parts)


def _axis(left: float, width: float, bottom: float) -> str:
    return "".join(
        svg.text(left + width * share, bottom + 8, svg.percent(share), "m " + anchor)
        for share, anchor in ((0.0, ""), (0.25, "c"), (0.5, "c"), (0.75, "c"), (1.0, "e"))
    )


def _said(row: ShareRow, categories: Sequence[str]) -> str:
    return ", ".join(
        f"{name} {svg.percent(share)}" for name, share in zip(categories, row.shares, strict=True)
    )
