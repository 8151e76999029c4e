"""Base rates with their sampling error. Analysis only."""

from scipy.special import betaincinv


def clopper_pearson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact interval for a share seen as `successes` in `trials`.

        low  = Beta quantile of (1 - confidence) / 2      with (successes, trials - successes + 1)
        high = Beta quantile of (1 + confidence) / 2      with (successes + 1, trials - successes)

    successes, trials    counts, 0 <= successes <= trials, trials > 0
    confidence           coverage, at least this much; 0..1

    Valid for independent cases of one kind, which wars hardly are: the interval is a lower bound on doubt.
    Source: clopperpearson1934 (not opened; checked here).

    >>> low, high = clopper_pearson(8, 17)
    >>> round(low, 2), round(high, 2)
    (0.23, 0.72)
    """
    tail = (1 - confidence) / 2
    low = float(betaincinv(successes, trials - successes + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, trials - successes, 1 - tail)) if successes < trials else 1.0
    return low, high
