"""From numbers to places: linear scales, round ticks, labels that keep apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.faces.page.figures.svg import signed

MONTHS_A_YEAR = 12
_LENIENT = 0.85  # a few ticks more than asked for are better than half as many


@dataclass(frozen=True)
class Scale:
    """A linear map of [low, high] onto [start, end] px (end < start for an upward axis)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of one value, px."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def over(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The places of many values, px; values outside the domain stay at its edge."""
        share = (np.clip(values, self.low, self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def domain_ticks(low: float, high: float, about: int = 6) -> tuple[float, ...]:
    """Round numbers that hold `low` and `high`: the first and the last are the ends of the axis."""
    if high - low < 1e-9:
        low, high = low - 1.0, high + 1.0
    step = _round_step((high - low) / about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 10) for index in range(first, last + 1))


def month_ticks(low: float, high: float, about: int = 5) -> tuple[float, ...]:
    """Whole years where the horizon is long enough, quarters or months where it is not."""
    for step in (1, 3, 6, MONTHS_A_YEAR, 2 * MONTHS_A_YEAR, 5 * MONTHS_A_YEAR):
        if (high - low) / step <= about:
            break
    else:
        return domain_ticks(low, high, about)[1:-1]
    return tuple(float(step * index) for index in range(math.ceil(low / step), math.floor(high / step) + 1))


def decimals_of(values: Sequence[float]) -> int:
    """The fewest decimals (at most 2) that tell all of `values` apart."""
    return next((d for d in (0, 1) if all(abs(v - round(v, d)) < 1e-9 for v in values)), 2)


def spread(places: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """`places` moved as little as needed to lie `gap` apart within [low, high], in their own order."""
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    offsets = [gap * rank for rank in range(len(order))]
    free = isotonic([places[index] - offset for index, offset in zip(order, offsets, strict=True)])
    top = max(low, high - (offsets[-1] if offsets else 0.0))
    moved = [min(max(place, low), top) + offset for place, offset in zip(free, offsets, strict=True)]
    return tuple(moved[order.index(index)] for index in range(len(places)))


def isotonic(values: Sequence[float]) -> list[float]:
    """The non-decreasing sequence nearest to `values` in least squares (pool adjacent violators)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, size = float(value), 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        blocks.append((mean, size))
    return [mean for mean, size in blocks for _ in range(size)]


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(rough, 1e-9)))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= _LENIENT * rough)


def tick_words(marks: Sequence[float]) -> list[str]:
    """Signed labels of ticks, with as few decimals as tell them apart."""
    places = decimals_of(marks)
    return [signed(mark, places) if mark else "0" for mark in marks]
