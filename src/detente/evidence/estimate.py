"""A number from a record, with its interval."""

from dataclasses import dataclass

from scipy.special import ndtri

TWO_SIDED_95 = float(ndtri(0.975))


@dataclass(frozen=True)
class Estimate:
    """A number with its 95% interval; `low` or `high` is infinite where the record sets no bound."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return `0.72 (0.61 to 0.83)`, each with three significant digits."""
        return f"{self.value:.3g} ({self.low:.3g} to {self.high:.3g})"

    def __contains__(self, number: float) -> bool:
        """Say whether the number lies in the interval."""
        return self.low <= number <= self.high


def normal_estimate(value: float, error: float) -> Estimate:
    """Return an estimate with value ± 1.96 standard errors.

    >>> print(normal_estimate(1.0, error=0.5))
    1 (0.02 to 1.98)
    """
    return Estimate(value, value - TWO_SIDED_95 * error, value + TWO_SIDED_95 * error)
