"""What is believed of one number: the density of its prior, and over it what records of wars leave of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from detente.faces.page.figures import svg
from detente.faces.page.figures.scale import Scale
from detente.vocabulary import Fixed, LogNormal, Prior
from detente.vocabulary.maths import Number

WIDTH, HEIGHT = 264.0, 92.0
_LEFT, _RIGHT, _TOP, _BASE = 6.0, 258.0, 6.0, 66.0
_REACH = 2.6  # standard normal scores to either side: 99% of a belief
_POINTS = 41
_TAIL = NormalDist().inv_cdf(0.95)
_GAP = 4.0  # px between numbers below the axis


@dataclass(frozen=True)
class _Axis:
    """The axis of values; `log` where a number is positive and may be of any size."""

    scale: Scale
    log: bool

    def of(self, values: Number) -> NDArray[np.float64]:
        """The places of values, px."""
        return self.scale.over(_line(np.asarray(values, dtype=np.float64), self.log))


def belief_figure(
    prior: Prior, after: Sequence[NDArray[np.float64]], *, identifier: str, title: str, words: Sequence[str]
) -> str:
    """The density of a prior as an area, and as lines what other beliefs make of it.

    `after` holds draws (any number of each) of those beliefs; `words` are the values written below: at the
    5% point, the median and the 95% point of the prior. On an axis of ratios (for positive numbers of any
    size) densities are those of the logarithm. A number that is fixed is one upright line.
    """
    if isinstance(prior, Fixed):
        body = _fixed(words)
        return svg.document(identifier, WIDTH, HEIGHT, title, f"Fixed at {words[1]}.", body, "belief")
    axis = _axis(prior, after)
    scores = np.linspace(-_REACH, _REACH, _POINTS)
    places = axis.of(prior.at(scores))
    shape = np.exp(-0.5 * scores**2) / np.maximum(np.abs(np.gradient(places)), 1e-3)
    lines = [_density(axis.of(draws)) for draws in after]
    mass = float(np.trapezoid(shape, places))
    top = max(float((shape / mass).max()), *(float(line.max()) for _, line in lines), 1e-9)
    height = Scale(0.0, top, _BASE, _TOP)
    area = svg.band(places, np.full(_POINTS, _BASE), height.over(shape / mass))
    drawn = "".join(
        f'<path class="median whole w0" d="{svg.polyline(xs, height.over(line))}"/>' for xs, line in lines
    )
    marks = [float(axis.of(prior.at(z))) for z in (-_TAIL, 0.0, _TAIL)]
    body = f'<path class="band50 w1" d="{area}"/>' + drawn + _below(marks, words)
    return svg.document(identifier, WIDTH, HEIGHT, title, _said(words, len(after)), body, "belief")


def _said(words: Sequence[str], lines: int) -> str:
    low, middle, high = words
    more = f" {lines} line{'s' if lines > 1 else ''} over it: after the record of wars." if lines else ""
    return f"Prior: median {middle}, nine in ten between {low} and {high}.{more}"


def _axis(prior: Prior, after: Sequence[NDArray[np.float64]]) -> _Axis:
    log = isinstance(prior, LogNormal)
    ends = _line(np.asarray(prior.at(np.array([-_REACH, _REACH]))), log)
    reach = [np.quantile(_line(draws, log), (0.005, 0.995)) for draws in after]
    low, high = (float(x) for x in (np.min([ends, *reach]), np.max([ends, *reach])))
    return _Axis(Scale(low, high if high > low else low + 1.0, _LEFT, _RIGHT), log)


def _line(values: NDArray[np.float64], log: bool) -> NDArray[np.float64]:
    return np.log(np.maximum(values, 1e-300)) if log else values


def _density(places: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A smooth density of draws over the width of the axis, by a normal kernel of Silverman's width."""
    low, high = np.quantile(places, (0.25, 0.75))
    spread = min(float(places.std()), float(high - low) / 1.34) or float(places.std())
    width = max(0.9 * spread * len(places) ** -0.2, 1.0)
    edge = 4 * width
    xs = np.linspace(max(_LEFT, float(places.min()) - edge), min(_RIGHT, float(places.max()) + edge), _POINTS)
    kernel = np.exp(-0.5 * ((xs[:, None] - places[None, :]) / width) ** 2)
    return xs, kernel.mean(axis=1) / (width * math.sqrt(2 * math.pi))


def _below(marks: Sequence[float], words: Sequence[str]) -> str:
    """The axis, the 90% of belief and the median on it, and their values below, kept apart."""
    low, middle, high = marks
    axis = svg.line(_LEFT, _BASE, _RIGHT, _BASE, "zero") + svg.line(low, _BASE, high, _BASE, "bar90 plain")
    tick = svg.line(middle, _BASE - 5, middle, _BASE + 5, "bar90 plain")
    halves = [
        svg.text_width(said, 12, bold) / 2 for said, bold in zip(words, (False, True, False), strict=True)
    ]
    outer = (
        min(low, middle - halves[0] - halves[1] - _GAP),
        max(high, middle + halves[1] + halves[2] + _GAP),
    )
    texts = [svg.text(middle, _BASE + 19, words[1], "b c")]
    for x, half, said in zip(outer, halves[::2], words[::2], strict=True):
        if x - half >= 0 and x + half <= WIDTH:  # one that has no room is said beside the figure
            texts.append(svg.text(x, _BASE + 19, said, "m c"))
    return axis + tick + "".join(texts)


def _fixed(words: Sequence[str]) -> str:
    middle = (_LEFT + _RIGHT) / 2
    line = svg.line(middle, _TOP, middle, _BASE, "median whole w1")
    return (
        svg.line(_LEFT, _BASE, _RIGHT, _BASE, "zero") + line + svg.text(middle, _BASE + 19, words[1], "b c")
    )
