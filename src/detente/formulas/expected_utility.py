"""Expected utility in a one-issue contest: who would challenge whom. Analysis only.

Players stand at `positions` on one issue with `power` (capability times salience).
Sources: buenodemesquita1994, scholz2011 (equations second-hand, from open code).
"""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def mean_position(positions: Vector, power: Vector) -> float:
    """Return the power-weighted mean position.

        mean = sum(power * positions) / sum(power)

    positions    on the issue's scale; power    not negative, one for each player

    >>> mean_position(np.array([0.0, 10.0]), np.array([1.0, 3.0]))
    7.5
    """
    return float(np.sum(power * positions) / np.sum(power))


def median_position(positions: Vector, power: Vector) -> float:
    """Return the first position at which half of all power is reached.

        median = smallest x with  sum(power where positions <= x) >= sum(power) / 2

    Symbols as in `mean_position`. A share near one half is a knife-edge: `power_at_most` shows it.

    >>> median_position(np.array([0.0, 5.0, 10.0]), np.array([1.0, 3.0, 1.0]))
    5.0
    """
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(power[order]) / np.sum(power)
    return float(positions[order][np.searchsorted(reached, 1 / 2)])


def power_at_most(positions: Vector, power: Vector, position: float) -> float:
    """Return the share of power that stands at or below a position.

        share = sum(power where positions <= position) / sum(power)

    >>> power_at_most(np.array([0.0, 5.0, 10.0]), np.array([1.0, 3.0, 1.0]), 5.0)
    0.8
    """
    return float(np.sum(power[positions <= position]) / np.sum(power))


def net_support(positions: Vector, power: Vector, proposal: float, rival: float) -> float:
    """Return the balance of support between two proposals; positive if the first one wins.

        balance = sum(power * (|positions - rival| - |positions - proposal|))

    proposal, rival    on the issue's scale

    >>> net_support(np.array([0.0, 10.0]), np.array([1.0, 3.0]), proposal=10.0, rival=0.0)
    20.0
    """
    nearer = np.abs(positions - rival) - np.abs(positions - proposal)
    return float(np.sum(power * nearer))


def prevail_probability(positions: Vector, power: Vector, challenger: int, target: int) -> float:
    """Return the chance that a challenger's position beats a target's when all others take sides.

        support     = power * (|positions - positions[target]| - |positions - positions[challenger]|)
        probability = sum of positive support / sum of |support|

    challenger, target    places in `positions`; their positions must differ

    >>> prevail_probability(np.array([0.0, 10.0]), np.array([1.0, 3.0]), challenger=1, target=0)
    0.75
    """
    nearer = np.abs(positions - positions[target]) - np.abs(positions - positions[challenger])
    support = power * nearer
    return float(np.sum(support[support > 0]) / np.sum(np.abs(support)))


def challenge_value(
    positions: Vector, power: Vector, salience: Vector, challenger: int, target: int, risk: float = 1.0
) -> float:
    """Return what a challenger expects from challenging a target; it challenges if positive.

        distance = |positions[challenger] - positions[target]| / range of positions
        win      = 2 - 4 * ((1 - distance) / 2)**risk
        lose     = 2 - 4 * ((1 + distance) / 2)**risk
        stay     = 2 - 4 * (1 / 2)**risk
        value    = salience[target] * (P * win + (1 - P) * lose) + (1 - salience[target]) * win - stay

    salience    0..1 for each player: a target that cares little gives way
    risk        1 is risk neutral
    P           from `prevail_probability`

    >>> positions, power = np.array([0.0, 10.0]), np.array([1.0, 3.0])
    >>> challenge_value(positions, power, np.array([1.0, 1.0]), challenger=1, target=0)
    1.0
    """
    distance = abs(positions[challenger] - positions[target]) / np.ptp(positions)
    chance = prevail_probability(positions, power, challenger, target)
    win, lose, stay = (2 - 4 * ((1 + shift) / 2) ** risk for shift in (-distance, distance, 0.0))
    resisted = chance * win + (1 - chance) * lose
    return float(salience[target] * resisted + (1 - salience[target]) * win - stay)
