"""The small pictures in a claim's table: a share on a line, an effect with its interval, a bar of channels.

They hold no words: the words stand beside them, so that a reader who sees no picture misses nothing.
"""

from collections.abc import Sequence

from detente.faces.page.figures.svg import number

WIDTH, BAR = 120.0, 320.0  # px, as in the style sheet
TONES = ("b0", "b1", "b2")
_EDGE = 6.0  # px kept free at either end, so that dots are not cut


def share_dot(share: float, error: float) -> str:
    """A dot on a line from 0 to 1 with ticks at 0.1 and 0.9, and a bar of two Monte Carlo errors each way.

    >>> share_dot(0.5, 0.0).count("<circle")
    1
    """
    low, high = (_at(min(1.0, max(0.0, share + way * 2 * error)), (0.0, 1.0)) for way in (-1, 1))
    ticks = "".join(f"M{number(_at(x, (0.0, 1.0)))} 2v10" for x in (0.1, 0.9))
    line = f"M{number(_EDGE)} 7H{number(WIDTH - _EDGE)}{ticks}"
    return _interval(line, low, _at(share, (0.0, 1.0)), high)


def effect_strip(low: float, middle: float, high: float, scale: tuple[float, float]) -> str:
    """A 90% interval with its median, and an upright line at 0, on a scale that holds 0.

    >>> effect_strip(-1.0, 2.0, 4.0, (-1.0, 4.0)).count("<path")
    2
    """
    places = (_at(x, scale) for x in (low, middle, high))
    return _interval(f"M{number(_at(0.0, scale))} 0v14", *places)


def channel_bar(parts: Sequence[float], scale: tuple[float, float], narrows: bool = False) -> str:
    """Parts from 0 outwards in order, adding to the right and taking away to the left, on a scale with 0.

    `narrows` lets it shrink where room is short, at a cost in bytes that a page of hundreds does not bear.

    >>> channel_bar((2.0, -1.0, 0.5), (-1.0, 2.5)).count("class")
    4
    """
    ends = {True: 0.0, False: 0.0}
    pieces = []
    for index, part in enumerate(parts):
        start = ends[part > 0]
        ends[part > 0] = start + part
        x, y = sorted((_at(start, scale, BAR), _at(start + part, scale, BAR)))
        # A gap parts neighbours, so that pieces are told apart without colour.
        width = max(0.0, y - x - 1.5)
        pieces.append(f'<path class="{TONES[index % len(TONES)]}" d="M{number(x)} 7h{number(width)}"/>')
    zero = f'<path d="M{number(_at(0.0, scale, BAR))} 0v14"/>'
    frame = f' viewBox="0 0 {number(BAR)} 14" preserveAspectRatio="none"' if narrows else ""
    return f'<svg class="bar"{frame} aria-hidden="true">{"".join(pieces)}{zero}</svg>'


def _interval(line: str, low: float, middle: float, high: float) -> str:
    bar = f'<path d="M{number(low)} 7H{number(high)}"/>'
    return _drawn(f'<path d="{line}"/>{bar}<circle cx="{number(middle)}" cy="7" r="4"/>')


def _at(value: float, scale: tuple[float, float], width: float = WIDTH) -> float:
    low, high = scale
    share = (value - low) / (high - low) if high > low else 0.5
    return _EDGE + min(1.0, max(0.0, share)) * (width - 2 * _EDGE)


def _drawn(body: str) -> str:
    # Size and strokes are the style sheet's: a page has thousands of these, and must stay small.
    return f'<svg aria-hidden="true">{body}</svg>'
