"""The plain data that figures are drawn from. Every number is checked here: no drawing meets a NaN."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

NodeKind = Literal["event", "stock", "outcome"]
Sign = Literal["+", "-", "?"]


@dataclass(frozen=True)
class EffectRow:
    """One theory's paired difference, in the unit that the figure prints.

    `share` is the share of draws (0..1) that `share_words` speaks of: 0.96 and "lowers it in 96% of draws".

    Raises:
        ValueError: a number is not finite, or the quantiles are out of order.
    """

    name: str
    caption: str
    median: float
    low50: float
    high50: float
    low90: float
    high90: float
    share: float
    share_words: str

    def __post_init__(self) -> None:
        ordered = (self.low90, self.low50, self.median, self.high50, self.high90)
        _check_finite(self.name, ordered)
        if any(a > b for a, b in pairwise(ordered)):
            raise ValueError(f"{self.name!r}: quantiles must rise from low90 to high90, got {ordered}")
        if not 0 <= self.share <= 1:
            raise ValueError(f"{self.name!r}: share is a fraction of draws from 0 to 1, got {self.share}")


@dataclass(frozen=True, eq=False)
class Fan:
    """Five quantiles over time: `months` of shape (n,), `values` of shape (5, n).

    The rows of `values` are the 5, 25, 50, 75 and 95% quantiles over draws.

    Raises:
        ValueError: the shapes disagree, there are fewer than two months, or a number is not finite.
    """

    months: ArrayLike
    values: ArrayLike

    def __post_init__(self) -> None:
        months, values = self.arrays
        if months.ndim != 1 or len(months) < 2 or values.shape != (5, len(months)):
            raise ValueError(
                f"a fan needs months of shape (n,) with n >= 2 and values of shape (5, n), "
                f"got {months.shape} and {values.shape}"
            )
        _check_finite("fan", (*months, *values.ravel()))
        if np.any(np.diff(months) <= 0):
            raise ValueError("the months of a fan must increase")

    @property
    def arrays(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Months (n,) and quantiles (5, n) as float64."""
        return np.asarray(self.months, dtype=np.float64), np.asarray(self.values, dtype=np.float64)

    def thinned(self, points: int) -> "Fan":
        """At most `points` of the months, evenly spread, the first and the last among them."""
        months, values = self.arrays
        if len(months) <= points:
            return self
        keep = np.unique(np.linspace(0, len(months) - 1, points).round().astype(int))
        return Fan(months[keep], values[:, keep])


@dataclass(frozen=True)
class TimeAxis:
    """How months are shown: the act's month and words, the axis' label, and how many points a curve keeps."""

    act_month: float | None = None
    act_words: str = "the act"
    label: str = "months from the start"
    points: int = 61


MONTHS = TimeAxis()


@dataclass(frozen=True, eq=False)
class WorldFan:
    """One world's curve with its bands; values are shares from 0 to 1."""

    name: str
    fan: Fan


@dataclass(frozen=True, eq=False)
class SurvivalPanel:
    """One theory's survival curves. The first world is drawn solid, the second dashed, the third dotted."""

    name: str
    worlds: tuple[WorldFan, ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.worlds) <= 3:
            raise ValueError(f"{self.name!r}: a panel shows one to three worlds, got {len(self.worlds)}")


@dataclass(frozen=True, eq=False)
class FanPanel:
    """One theory's paired difference over months, in the unit that the figure prints."""

    name: str
    fan: Fan
    caption: str = ""


@dataclass(frozen=True)
class ShareRow:
    """Shares (0..1, adding up to at most 1) of each category for one theory."""

    name: str
    shares: tuple[float, ...]
    caption: str = ""

    def __post_init__(self) -> None:
        _check_finite(self.name, self.shares)
        if min(self.shares, default=0) < 0 or sum(self.shares) > 1.001:
            raise ValueError(f"{self.name!r}: shares lie in 0..1 and add up to at most 1, got {self.shares}")


@dataclass(frozen=True)
class Node:
    """A word of the causal graph; `x` and `y` are authored positions in 0..1, from the top left."""

    key: str
    label: str
    kind: NodeKind = "stock"
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class Edge:
    """`source` moves `target` the same way ("+"), the other way ("-"), or either way ("?")."""

    source: str
    target: str
    sign: Sign


def _check_finite(name: str, values: tuple[float, ...]) -> None:
    if not np.all(np.isfinite(np.asarray(values, dtype=np.float64))):
        raise ValueError(
            f"{name!r}: every number of a figure must be finite; leave the row out if it has none"
        )
