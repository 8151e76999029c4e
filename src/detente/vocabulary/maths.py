"""Elementary functions that serve plain numbers, NumPy arrays and JAX tracers alike.

An equation written with these words can be checked by hand on floats, run under NumPy for a
small answer, and compiled by JAX for a large one. Plain numbers in give plain numbers out, so
that a doctest reads like a textbook.
"""

import sys
from typing import Any

import numpy as np

Number = Any  # float | numpy array | JAX array; the same equation serves all three

_PLAIN = (bool, int, float)
_NUMPY = (*_PLAIN, np.ndarray, np.generic)


def _call(name: str, *arguments: Number) -> Number:
    if all(isinstance(x, _NUMPY) for x in arguments):
        with np.errstate(all="ignore"):
            value = getattr(np, name)(*arguments)
        return value.item() if all(isinstance(x, _PLAIN) for x in arguments) else value
    return getattr(sys.modules["jax.numpy"], name)(*arguments)


def exp(x: Number) -> Number:
    """Return e to the power `x`."""
    return _call("exp", x)


def expm1(x: Number) -> Number:
    """Return exp(x) - 1, exact near zero."""
    return _call("expm1", x)


def log(x: Number) -> Number:
    """Return the natural logarithm."""
    return _call("log", x)


def log1p(x: Number) -> Number:
    """Return log(1 + x), exact near zero."""
    return _call("log1p", x)


def log10(x: Number) -> Number:
    """Return the logarithm to base ten."""
    return _call("log10", x)


def sqrt(x: Number) -> Number:
    """Return the square root."""
    return _call("sqrt", x)


def tanh(x: Number) -> Number:
    """Return the hyperbolic tangent."""
    return _call("tanh", x)


def absolute(x: Number) -> Number:
    """Return the size of `x` without its sign."""
    return _call("abs", x)


def power(base: Number, exponent: Number) -> Number:
    """Return `base` to the power `exponent`; `base` must not be negative."""
    return _call("power", base, exponent)


def maximum(x: Number, y: Number) -> Number:
    """Return the larger of two, element by element."""
    return _call("maximum", x, y)


def minimum(x: Number, y: Number) -> Number:
    """Return the smaller of two, element by element."""
    return _call("minimum", x, y)


def where(condition: Number, yes: Number, no: Number) -> Number:
    """Return `yes` where the condition holds and `no` elsewhere."""
    return _call("where", condition, yes, no)


def clip(x: Number, low: Number, high: Number) -> Number:
    """Return `x` held between `low` and `high`."""
    return minimum(maximum(x, low), high)


def logistic(x: Number) -> Number:
    """Return 1 / (1 + exp(-x)): log odds to probability.

    >>> logistic(0.0)
    0.5
    """
    return 0.5 + 0.5 * tanh(0.5 * x)


def logit(p: Number) -> Number:
    """Return log(p / (1 - p)): probability to log odds.

    >>> round(logit(0.75), 4)
    1.0986
    """
    return log(p) - log1p(-p)


def ratio(part: Number, whole: Number) -> Number:
    """Return part / whole, and 0 where there is nothing to share (whole = 0).

    >>> ratio(1.0, 4.0), ratio(0.0, 0.0)
    (0.25, 0.0)
    """
    return part / where(whole == 0, 1.0, whole) * where(whole == 0, 0.0, 1.0)
