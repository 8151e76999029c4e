"""Opinion under influence: who ends up believing what, and whose framing leaves a trace."""

import numpy as np
from numpy.typing import NDArray

from detente.vocabulary.maths import Number

Matrix = NDArray[np.float64]


def pull(opinion: Number, source: Number, weight: Number) -> Number:
    """Return the change of an opinion that listens to one source.

        change = weight * (source - opinion)

    opinion, source    on one common scale
    weight             attention paid to the source per period, 0..1

    Source: degroot1974 (not opened; one row of its averaging).

    >>> pull(opinion=0.25, source=0.75, weight=0.5)
    0.25
    """
    return weight * (source - opinion)


def consensus_weights(weights: Matrix) -> Matrix:
    """Return how much each party's first opinion counts in the final consensus. Analysis only.

        share @ weights = share,   sum(share) = 1        (left Perron vector)

    weights    parties x parties; row i is the attention i pays to each, not negative, rows sum to 1

    Valid for a strongly connected, aperiodic network. Source: degroot1974 (not opened; checked here).

    >>> consensus_weights(np.array([[0.5, 0.5], [0.25, 0.75]])).round(6).tolist()
    [0.333333, 0.666667]
    """
    values, vectors = np.linalg.eig(weights.T)
    leading = np.real(vectors[:, np.argmax(np.real(values))])
    return leading / leading.sum()


def consensus(weights: Matrix, opinions: Matrix) -> float:
    """Return the opinion all parties end up with if all keep listening. Analysis only.

        consensus = consensus_weights(weights) @ opinions

    weights     as in `consensus_weights`
    opinions    first opinions, one for each party

    Domain and source as there.

    >>> round(consensus(np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([0.0, 1.0])), 6)
    0.666667
    """
    return float(consensus_weights(weights) @ opinions)


def shock_memory(weights: Matrix) -> float:
    """Return the share of a one-off framing shock that is left after each period. Analysis only.

        memory = second largest size of an eigenvalue of weights

    weights    as in `consensus_weights`. Source: degroot1974 (not opened; standard).

    >>> round(shock_memory(np.array([[0.5, 0.5], [0.25, 0.75]])), 6)
    0.25
    """
    return float(np.sort(np.abs(np.linalg.eigvals(weights)))[-2])


def stubborn_opinions(weights: Matrix, openness: Matrix, opinions: Matrix) -> Matrix:
    """Return where opinions settle when parties stay partly true to their first one. Analysis only.

        settled = inverse(identity - openness * weights) @ ((1 - openness) * opinions)

    weights     as in `consensus_weights`
    openness    0..1 for each party; 0 never moves (a stubborn outlet), 1 only averages
    opinions    first opinions, one for each party

    Valid where at least one party that everybody hears, directly or not, has openness below 1.
    Source: friedkinjohnsen1990 (not opened; checked here).

    >>> weights = np.array([[0.5, 0.5], [0.0, 1.0]])
    >>> stubborn_opinions(weights, np.array([1.0, 0.0]), np.array([0.0, 1.0])).tolist()
    [1.0, 1.0]
    """
    system = np.eye(len(weights)) - openness[:, None] * weights
    return np.linalg.solve(system, (1 - openness) * opinions)
