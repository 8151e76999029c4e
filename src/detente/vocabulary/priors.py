"""What we believe about a number before looking at this war.

Each prior is a function of one standard normal number z, so that one stream of luck serves any
prior: two theories that disagree about a number still share its luck, and draw i is the same
wherever and with whatever neighbours it is computed.
"""

import abc
import math
from dataclasses import dataclass

from detente.vocabulary import maths
from detente.vocabulary.maths import Number


@dataclass(frozen=True)
class Prior(abc.ABC):
    """A belief about one number."""

    @abc.abstractmethod
    def at(self, z: Number) -> Number:
        """Return the value at standard normal position `z` (0 is the median)."""

    @property
    @abc.abstractmethod
    def row(self) -> tuple[float, float, float]:
        """Return (family code, first number, second number) for the compiled table."""

    @property
    def median(self) -> float:
        """Return the central value."""
        return float(self.at(0.0))


@dataclass(frozen=True)
class Fixed(Prior):
    """Known, or a convention: one value.

    >>> Fixed(3.0).at(1.5)
    3.0
    """

    value: float

    def at(self, z: Number) -> Number:
        return self.value + 0.0 * z

    @property
    def row(self) -> tuple[float, float, float]:
        return (0.0, self.value, 0.0)


@dataclass(frozen=True)
class Normal(Prior):
    """Any sign; two draws in three lie within `sd` of the median.

    >>> Normal(1.0, 2.0).at(1.0)
    3.0
    """

    center: float
    sd: float

    def at(self, z: Number) -> Number:
        return self.center + self.sd * z

    @property
    def row(self) -> tuple[float, float, float]:
        return (1.0, self.center, self.sd)


@dataclass(frozen=True)
class LogNormal(Prior):
    """Positive; two draws in three lie within a factor `spread` of the median.

    >>> round(LogNormal(10.0, 2.0).at(-1.0), 6)
    5.0
    """

    center: float
    spread: float

    def at(self, z: Number) -> Number:
        return maths.exp(math.log(self.center) + math.log(self.spread) * z)

    @property
    def row(self) -> tuple[float, float, float]:
        return (2.0, math.log(self.center), math.log(self.spread))


@dataclass(frozen=True)
class Share(Prior):
    """Between 0 and 1; two draws in three have odds within a factor `spread` of the median's.

    >>> Share(0.5, 3.0).at(1.0)
    0.75
    """

    center: float
    spread: float

    def at(self, z: Number) -> Number:
        return maths.logistic(math.log(self.center / (1 - self.center)) + math.log(self.spread) * z)

    @property
    def row(self) -> tuple[float, float, float]:
        return (3.0, math.log(self.center / (1 - self.center)), math.log(self.spread))


@dataclass(frozen=True)
class Uniform(Prior):
    """Anywhere between `low` and `high`, all alike.

    >>> Uniform(2.0, 4.0).at(0.0)
    3.0
    """

    low: float
    high: float

    def at(self, z: Number) -> Number:
        return self.low + (self.high - self.low) * normal_share(z)

    @property
    def row(self) -> tuple[float, float, float]:
        return (4.0, self.low, self.high - self.low)


@dataclass(frozen=True)
class Exponential(Prior):
    """Positive, mean `mean`, many small and few large: gamma frailty of variance mean squared.

    >>> round(Exponential(1.0).at(0.0), 6)
    0.693147
    """

    mean: float

    def at(self, z: Number) -> Number:
        return -self.mean * maths.log(1.0 - normal_share(z))

    @property
    def row(self) -> tuple[float, float, float]:
        return (5.0, self.mean, 0.0)


def normal_share(z: Number) -> Number:
    """Return the share of a standard normal below `z`, within 3e-7 and never 0 or 1.

    The complementary error function by Abramowitz and Stegun 7.1.28 (1964): only sums, products
    and powers, so that NumPy and the compiled engine agree.

    >>> round(normal_share(0.0), 6), round(normal_share(1.959964), 4)
    (0.5, 0.975)
    """
    x = maths.absolute(z) / math.sqrt(2.0)
    series = 1.0 + x * (
        0.0705230784
        + x * (0.0422820123 + x * (0.0092705272 + x * (0.0001520143 + x * (0.0002765672 + x * 0.0000430638))))
    )
    squared = series * series
    fourth = squared * squared
    tail = 0.5 / (fourth * fourth * fourth * fourth)
    tail = maths.maximum(tail, 1e-7)
    return maths.where(z > 0, 1.0 - tail, tail)


def draw_all(family: Number, first: Number, second: Number, z: Number) -> Number:
    """Return the value at `z` of priors given as table rows: every family in one formula.

    Shapes: the three columns broadcast against `z`. Same values as `Prior.at`, row by row.
    """
    line = first + second * z
    value = maths.where(family == 0.0, first, line)
    # 2: exponentials of large unused rows would overflow; the clip touches only rows not selected
    value = maths.where(family == 2.0, maths.exp(maths.clip(line, -80.0, 80.0)), value)
    value = maths.where(family == 3.0, maths.logistic(line), value)
    share = normal_share(z)
    value = maths.where(family == 4.0, first + second * share, value)
    return maths.where(family == 5.0, -first * maths.log(1.0 - share), value)
