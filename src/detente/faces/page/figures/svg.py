"""Small words of SVG: numbers, safe text, compact paths, measured labels, the outer element."""

import re
from collections.abc import Sequence
from html import escape as _escape_markup

import numpy as np
from numpy.typing import NDArray

# Characters that XML forbids, and the invisible ones that reorder the text around them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*")
# Advance widths in em, on the wide side (DejaVu, Verdana): boxes fit whatever font the reader has.
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW%@")


def clean(words: str) -> str:
    """`words` with control characters and direction overrides made visible as U+FFFD."""
    return _UNSAFE.sub("\ufffd", words)


def escape(words: str) -> str:
    """`words` as text that is safe inside an element or a quoted attribute."""
    return _escape_markup(clean(words), quote=True)


def checked_identifier(identifier: str) -> str:
    """`identifier` itself, if it can prefix the ids of a figure.

    Raises:
        ValueError: it is not lower-case letters, digits and hyphens, starting with a letter.
    """
    if not _IDENTIFIER.fullmatch(identifier):
        raise ValueError(
            f"identifier {identifier!r}: use lower-case letters, digits and hyphens, e.g. 'effect'"
        )
    return identifier


def number(value: float, decimals: int = 1) -> str:
    """The shortest text of a coordinate: 3.0 -> "3", -0.04 -> "0"."""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def signed(value: float, decimals: int = 1) -> str:
    """A number for readers, with a true minus sign: "+1.8", "\u22123.2", "0.0"."""
    text = f"{abs(value):.{decimals}f}"
    if float(text) == 0:
        return text
    return ("+" if value > 0 else "\u2212") + text


def percent(share: float) -> str:
    """A share as whole per cent, never rounding a possible thing to 0 or 100%."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{100 * share:.0f}%"


def text(x: float, y: float, words: str, classes: str = "") -> str:
    """A text element; the classes (b bold, m muted, e end, c centred) are those of figures.css."""
    marked = f' class="{classes}"' if classes else ""
    return f'<text x="{number(x)}" y="{number(y)}"{marked}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> str:
    """A straight line as a path, which costs fewer bytes than a line element."""
    return f'<path class="{classes}" d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"/>'


def rectangle(x: float, y: float, width: float, height: float, classes: str, rest: str = "") -> str:
    """A rectangle; `rest` is further attributes, already escaped."""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect class="{classes}" x="{number(x)}" y="{number(y)}" {size}{rest}/>'


def polyline(xs: NDArray[np.float64], ys: NDArray[np.float64]) -> str:
    """Path data through the points: relative steps of one decimal, without drift."""
    return _moves(np.column_stack([xs, ys]))


def band(xs: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> str:
    """Path data of the area between two curves."""
    there = np.column_stack([xs, high])
    back = np.column_stack([xs, low])[::-1]
    return _moves(np.concatenate([there, back])) + "z"


def curves(pieces: Sequence[Sequence[tuple[float, float]]]) -> str:
    """Path data of cubic pieces that follow one another; a piece straight down or up is a vertical step."""
    rounded = np.rint(np.asarray(pieces) * 10).astype(int)
    data = f"M{_joined(rounded[0, 0])}"
    for piece in rounded:
        steps = (piece[1:] - piece[0]).ravel()
        straight = not steps[0::2].any()
        data += f"v{_joined(steps[-1:])}" if straight else f"c{_joined(steps)}"
    return data


def _moves(points: NDArray[np.float64]) -> str:
    # Steps are taken between rounded points: rounding the steps themselves would add up to a drift.
    tenths = np.rint(points * 10).astype(int)
    steps = np.diff(tenths, axis=0)
    first = _joined(tenths[0])
    return f"M{first}l{_joined(steps.ravel())}"


def _joined(tenths: Sequence[int] | NDArray[np.int64]) -> str:
    pieces: list[str] = []
    for value in tenths:
        piece = _tenth(int(value))
        glued = piece.startswith("-") or (piece.startswith(".") and bool(pieces) and "." in pieces[-1])
        pieces.append(piece if glued or not pieces else " " + piece)
    return "".join(pieces)


def _tenth(value: int) -> str:
    whole, rest = divmod(abs(value), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return "-" + digits if value < 0 else digits


def text_width(words: str, size: float, bold: bool = False) -> float:
    """An upper estimate of the width of `words`, px."""
    ems = sum(_advance(letter) for letter in words)
    return ems * size * (1.1 if bold else 1.0)


def _advance(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if letter in _WIDE:
        return 0.97
    if ord(letter) > 0x2E80:  # ideographs are square
        return 1.05
    return 0.7 if letter.isupper() else 0.62


def shortened(words: str, size: float, width: float, bold: bool = False) -> str:
    """`words`, cut with an ellipsis where they would run wider than `width` px."""
    if text_width(words, size, bold) <= width:
        return words
    kept = words
    while kept and text_width(kept + "\u2026", size, bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "\u2026"


def wrapped(words: str, size: float, width: float, lines: int, bold: bool = False) -> tuple[str, ...]:
    """`words` on at most `lines` lines of `width` px; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    for word in words.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and (text_width(longer, size, bold) <= width or len(rows) == lines):
            rows[-1] = longer
        else:
            rows.append(word)
    return tuple(shortened(row, size, width, bold) for row in rows) or ("",)


def lines(words: str, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
    """`words` on as many lines of `width` px as they take; a word that is wider is broken, nothing is cut."""
    rows: list[str] = []
    for word in words.split():
        if rows and text_width(f"{rows[-1]} {word}", size, bold) <= width:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.extend(_broken(word, size, width, bold))
    return tuple(rows) or ("",)


def _broken(word: str, size: float, width: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def document(
    identifier: str, width: float, height: float, title: str, description: str, body: str, classes: str = ""
) -> str:
    """The whole svg element, named and described for those who do not see it."""
    key = checked_identifier(identifier)
    size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{("fig " + classes).strip()}" role="img" {size} '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
        f"{body}</svg>"
    )
