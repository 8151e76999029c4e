"""Win-sets: the more players must agree, the less there is to agree on. Analysis only.

`lower` players accept shares above their own threshold, `upper` players shares below theirs; all
thresholds are independent and uniform on 0..1.
"""

from math import comb


def agreement_probability(lower: int, upper: int) -> float:
    """Return the probability that some share is acceptable to every player.

        probability = 1 / C(lower + upper, upper)

    lower, upper    numbers of players on each side of the question, 1 or more

    Valid for independent uniform thresholds: an illustration of the claim, not a measurement.
    Sources: putnam1988 (second-hand), cunningham2006 (claims read); reduced form, derived here.

    >>> agreement_probability(1, 1), agreement_probability(3, 1)
    (0.5, 0.25)
    """
    return 1 / comb(lower + upper, upper)


def expected_range(lower: int, upper: int) -> float:
    """Return the mean width of the set of shares acceptable to all, empty sets counted as zero.

        width = 1 / ((lower + upper + 1) * C(lower + upper, upper))

    Symbols, domain and source as in `agreement_probability`.

    >>> round(expected_range(1, 1), 6)
    0.166667
    """
    return agreement_probability(lower, upper) / (lower + upper + 1)
