"""What the act changes: the paired difference of each theory as a dot with a 50% and a 90% bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.faces.page.figures import svg
from detente.faces.page.figures.data import EffectRow
from detente.faces.page.figures.scale import Scale, domain_ticks, tick_words

_NAME_SIZE, _NOTE_SIZE = 14, 12


@dataclass(frozen=True)
class _Form:
    """Where things lie in one of the two shapes of the figure, px."""

    width: float
    plot: tuple[float, float]  # left and right of the plot
    top: float  # of the first row
    row: float  # height of a row
    bar: float  # the bar's place below the top of its row
    ticks: int


_WIDE = _Form(width=920, plot=(270, 640), top=34, row=46, bar=20, ticks=8)
_COMPACT = _Form(width=350, plot=(14, 336), top=34, row=70, bar=50, ticks=5)


def effect_figure(
    rows: Sequence[EffectRow],
    *,
    identifier: str,
    title: str,
    left_words: str,
    right_words: str,
    unit_label: str,
    unit_short: str,
    decimals: int = 1,
    compact: bool = False,
) -> str:
    """The paired difference of each theory: median, 50% and 90% of draws, and the share with that sign.

    `left_words` and `right_words` say what a negative and a positive difference mean ("delays the end").
    `compact` stacks each row for a telephone's width (350 px instead of 920).

    Raises:
        ValueError: there are no rows.
    """
    if not rows:
        raise ValueError("an effect figure needs at least one row")
    form = _COMPACT if compact else _WIDE
    marks = _marks(rows, form)
    scale = Scale(marks[0], marks[-1], *form.plot)
    bottom = form.top + form.row * len(rows)
    sides = (f"\u2190 {left_words}", f"{right_words} \u2192")
    beside = _fits(scale, form, *sides)
    body = [
        _frame(scale, marks, bottom, form, form.top - (24 if beside else 4)),
        _sides(scale, form, *sides, beside),
        svg.text((scale.start + scale.end) / 2, bottom + 36, unit_label, "m c"),
    ]
    for index, row in enumerate(rows):
        top = form.top + form.row * index
        body.append(_bar(row, scale, top + form.bar))
        write = _stacked_words if compact else _side_words
        body.append(write(row, top, form, f"{svg.signed(row.median, decimals)} {unit_short}"))
    description = _description(rows, unit_short, decimals, left_words, right_words)
    return svg.document(identifier, form.width, bottom + 42, title, description, "".join(body))


def _marks(rows: Sequence[EffectRow], form: _Form) -> tuple[float, ...]:
    low, high = min(0.0, *(row.low90 for row in rows)), max(0.0, *(row.high90 for row in rows))
    # A fifth of the range stays free on the empty side: the words that name that side need the place.
    room = 0.2 * (high - low) or 1.0
    return domain_ticks(min(low, -room), max(high, room), form.ticks)


def _frame(scale: Scale, marks: Sequence[float], bottom: float, form: _Form, top: float) -> str:
    grid = "".join(
        f"M{svg.number(scale.at(mark))} {form.top:g}V{svg.number(bottom)}" for mark in marks if mark
    )
    labels = zip(marks, tick_words(marks), strict=True)
    zero = svg.line(scale.at(0), top, scale.at(0), bottom, "zero")
    numbers = "".join(svg.text(scale.at(mark), bottom + 18, label, "m c") for mark, label in labels)
    return f'<path class="grid" d="{grid}"/>{zero}{numbers}'


def _fits(scale: Scale, form: _Form, before: str, after: str) -> bool:
    """Say whether the words for either sign have room on their own side of zero."""
    zero = scale.at(0)
    left, right = (svg.text_width(words, _NOTE_SIZE) for words in (before, after))
    return left <= zero - 8 and right <= form.width - zero - 8


def _sides(scale: Scale, form: _Form, before: str, after: str, beside: bool) -> str:
    """The words for either sign: each on its side of zero, or at the edges in two lines."""
    if beside:
        left = svg.text(scale.at(0) - 8, form.top - 12, before, "m e")
        return left + svg.text(scale.at(0) + 8, form.top - 12, after, "m")
    before, after = (svg.shortened(words, _NOTE_SIZE, form.width) for words in (before, after))
    return svg.text(0, form.top - 24, before, "m") + svg.text(form.width, form.top - 9, after, "m e")


def _bar(row: EffectRow, scale: Scale, y: float) -> str:
    middle = svg.number(scale.at(row.median))
    return (
        svg.line(scale.at(row.low90), y, scale.at(row.high90), y, "bar90")
        + svg.line(scale.at(row.low50), y, scale.at(row.high50), y, "bar50")
        + f'<circle class="dot" cx="{middle}" cy="{svg.number(y)}" r="5.5"/>'
    )


def _side_words(row: EffectRow, top: float, form: _Form, value: str) -> str:
    left, right = form.plot[0] - 22, form.plot[1] + 22
    room = form.width - right
    return (
        svg.text(left, top + 18, svg.shortened(row.name, _NAME_SIZE, left, bold=True), "b n e")
        + svg.text(left, top + 34, svg.shortened(row.caption, _NOTE_SIZE, left), "m e")
        + svg.text(right, top + 18, value, "b n")
        + svg.text(right, top + 34, svg.shortened(row.share_words, _NOTE_SIZE, room), "m")
    )


def _stacked_words(row: EffectRow, top: float, form: _Form, value: str) -> str:
    left, right = 4.0, form.width - 4
    room = right - left - svg.text_width(value, _NAME_SIZE, bold=True) - 12
    said = f"{row.caption}: {row.share_words}" if row.caption else row.share_words
    parts = [
        svg.rectangle(0, top + 2, form.width, 36, "paper"),
        svg.text(left, top + 18, svg.shortened(row.name, _NAME_SIZE, room, bold=True), "b n"),
        svg.text(right, top + 18, value, "b n e"),
        svg.text(left, top + 34, svg.shortened(said, _NOTE_SIZE, right - left), "m"),
    ]
    return "".join(parts)


def _description(rows: Sequence[EffectRow], unit: str, decimals: int, left: str, right: str) -> str:
    def said(row: EffectRow) -> str:
        values = (row.median, row.low50, row.high50, row.low90, row.high90)
        middle, a, b, c, d = (svg.signed(value, decimals) for value in values)
        bars = f"50% from {a} to {b}, 90% from {c} to {d}"
        return f"{row.name}: median {middle} {unit}, {bars}; {row.share_words}."

    return f"Below zero: {left}. Above zero: {right}. " + " ".join(said(row) for row in rows)
