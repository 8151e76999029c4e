"""Action and reaction in discrete time: a vector autoregression of acts. Analysis only.

    acts(t) = coefficients @ acts(t - 1) + shock(t)

Row i of `coefficients` says how party i answers: positive is reciprocity, negative inverse response.
Sources: goldsteinpevehouse1997, haushofer2010 (claims read); the algebra is standard.
"""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def impulse_response(coefficients: Matrix, horizon: int) -> Matrix:
    """Return who does how much, `horizon` periods after a unit act: entry (i, j) answers an act of j.

        response = coefficients**horizon        (matrix power)

    coefficients    parties x parties, per period
    horizon         periods, 0 or more

    >>> impulse_response(np.array([[0.5, 0.0], [0.25, 0.5]]), 2).tolist()
    [[0.25, 0.0], [0.25, 0.25]]
    """
    return np.linalg.matrix_power(coefficients, horizon)


def long_run_multiplier(coefficients: Matrix) -> Matrix:
    """Return all acts that follow a unit act, the act included: entry (i, j) sums i's answers to j.

        multiplier = inverse(identity - coefficients)

    Valid where `persistence` is below 1.

    >>> long_run_multiplier(np.array([[0.5, 0.0], [0.25, 0.5]])).tolist()
    [[2.0, 0.0], [1.0, 2.0]]
    """
    return np.linalg.inv(np.eye(len(coefficients)) - coefficients)


def persistence(coefficients: Matrix) -> float:
    """Return the share of a shock that survives each period in the long run; stable below 1.

        persistence = largest size of an eigenvalue of coefficients

    >>> persistence(np.array([[0.5, 0.0], [0.25, 0.25]]))
    0.5
    """
    return float(np.max(np.abs(np.linalg.eigvals(coefficients))))


def fit_coefficients(acts: Matrix) -> Matrix:
    """Return the coefficients that fit a record of acts best (least squares, no intercept).

    acts    periods x parties, time first, each party measured from its own mean

    Valid for many more periods than parties. Common causes look like answers: a fit is not an effect.

    >>> fit_coefficients(np.array([[8.0], [4.0], [2.0], [1.0]])).round(6).tolist()
    [[0.5]]
    """
    return np.linalg.lstsq(acts[:-1], acts[1:], rcond=None)[0].T
