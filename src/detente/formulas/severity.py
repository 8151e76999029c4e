"""How deadly and how long wars are: summaries of a given record. Analysis only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12


@dataclass(frozen=True)
class Durations:
    """How long wars last: median and mean in days, and the share that outlast each number of days."""

    median: float
    mean: float
    share_beyond: tuple[float, ...]


def tail_exponent(severities: Vector, smallest: float) -> float:
    """Return the exponent of a power-law tail by maximum likelihood.

        exponent = 1 + n / sum(log(severities / smallest))        over the n severities >= smallest

    severities    battle deaths of each war, persons
    smallest      where the tail begins, persons

    Valid for a continuous power law above `smallest`, which is itself contested for wars.
    Source: clauset2018 (estimate reproduced here from cow_interstate_v4).

    >>> round(tail_exponent(np.array([1.0, np.e, np.e]), smallest=1.0), 6)
    2.5
    """
    tail = severities[severities >= smallest]
    return float(1 + len(tail) / np.sum(np.log(tail / smallest)))


def tail_exponent_error(exponent: float, count: int) -> float:
    """Return the standard error of `tail_exponent`.

        error = (exponent - 1) / sqrt(count)

    count    wars in the tail. Valid for large counts. Source: clauset2018 (reproduced here).

    >>> tail_exponent_error(exponent=1.5, count=25)
    0.1
    """
    return (exponent - 1) / count**0.5


def duration_summary(days: Vector, limits: tuple[float, ...]) -> Durations:
    """Return median, mean and the shares of wars longer than each limit.

    days      duration of each war, first to last day
    limits    days

    Source: cow_interstate_v4 where the record is that one; plain counting.

    >>> duration_summary(np.array([100.0, 200.0, 600.0]), limits=(365.0,))
    Durations(median=200.0, mean=300.0, share_beyond=(0.3333333333333333,))
    """
    beyond = tuple(float(np.mean(days > limit)) for limit in limits)
    return Durations(float(np.median(days)), float(np.mean(days)), beyond)


def years_between_onsets(onset_days: Vector) -> float:
    """Return the mean time between the beginnings of successive wars, in years.

        years = (last onset - first onset) / (wars - 1) / 365.25

    onset_days    day number of each onset, in any order

    Valid for two wars or more. Source: plain counting.

    >>> round(years_between_onsets(np.array([0.0, 730.5, 1461.0])), 6)
    2.0
    """
    return float(np.ptp(onset_days) / DAYS_PER_YEAR / (len(onset_days) - 1))


def onset_dispersion(counts: Vector) -> float:
    """Return variance over mean of the numbers of onsets in equal periods (1 if Poisson).

        dispersion = sample variance / mean

    counts    onsets in each period, periods without any included

    Valid for two periods or more. Source: plain counting.

    >>> onset_dispersion(np.array([0.0, 2.0]))
    2.0
    """
    return float(np.var(counts, ddof=1) / np.mean(counts))


def deaths_per_month(severities: Vector, days: Vector) -> float:
    """Return battle deaths per month of war, all wars pooled (the largest wars dominate).

        rate = sum(severities) / (sum(days) / days per month)

    severities    battle deaths of each war, persons
    days          duration of each war, first to last day

    Valid for one war or more. Source: plain counting.

    >>> round(deaths_per_month(np.array([3000.0]), np.array([30.4375])), 6)
    3000.0
    """
    return float(np.sum(severities) / (np.sum(days) / DAYS_PER_MONTH))
