"""What a fitted theory makes of its moments: the numbers, and a table of which it reproduces."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.evidence.courses import Courses
from detente.evidence.density import COUNT, prior_draws
from detente.evidence.fitting import KEPT, Fit
from detente.evidence.moments.beside import Beside
from detente.evidence.moments.moment import Moment
from detente.evidence.moments.outlook import Outlook
from detente.evidence.moments.terms import resampled
from detente.evidence.numbers import normals

RANGE = (0.05, 0.95)

Predicted = Mapping[str, NDArray[np.floating]]


def predicted(lived: Courses, found: Fit, moments: Sequence[Moment], beside: Beside) -> Predicted:
    """Return what a fitted theory makes of each moment, by its name, (kept,) each.

    Each is an expectation over endless wars: draws differ by what is uncertain about laws and numbers.
    """
    told = Outlook(lived, found, beside)
    return {one.name: one.expected(told) for one in moments}


def unfitted(lived: Courses, seed: int = 0, kept: int = KEPT) -> Fit:
    """Return draws from the prior of laws and numbers, as if no war had been seen."""
    weight = np.exp(lived.log_weight - lived.log_weight.max())
    intercept, shape = prior_draws(normals(seed, "prior", kept, COUNT))
    return Fit(
        resampled(weight / weight.sum(), kept, seed),
        intercept,
        *shape,
        tail=-math.inf,
        effective=float(kept),
        evidence=0.0,
        by_law=np.zeros(lived.draws),
    )


def checked(moments: Sequence[Moment], told: Predicted, before: Predicted | None = None) -> pd.DataFrame:
    """Return a table of what a theory reproduces, one row a moment, indexed by its name.

    title, unit, basis, role, cite   what the moment is
    value, low, high      the record's or the sources' number and interval
    mean, least, most     what the fitted theory makes of it: mean over draws and the middle 90% of them
    inside                whether that mean lies in the interval
    share_inside          of draws
    prior_mean, prior_least, prior_most   the same before any war was seen, where `before` is given
    """
    rows = [_row(one, told[one.name], None if before is None else before[one.name]) for one in moments]
    return pd.DataFrame(rows).set_index("moment")


def _row(one: Moment, values: NDArray[np.floating], before: NDArray[np.floating] | None) -> dict[str, Any]:
    row: dict[str, Any] = {"moment": one.name, "title": one.title, "unit": one.unit}
    row |= {"basis": one.kind.basis, "role": one.kind.role, "cite": ", ".join(one.cite)}
    row |= {"value": one.recorded.value, "low": one.recorded.low, "high": one.recorded.high}
    row |= _spread(values, ("mean", "least", "most"))
    row |= {"inside": row["mean"] in one.recorded, "share_inside": float(one.within(values).mean())}
    return row if before is None else row | _spread(before, ("prior_mean", "prior_least", "prior_most"))


def _spread(values: NDArray[np.floating], names: Sequence[str]) -> dict[str, float]:
    return dict(zip(names, map(float, (values.mean(), *np.quantile(values, RANGE))), strict=True))
