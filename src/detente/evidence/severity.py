"""How deadly wars are: the tail of their battle deaths."""

from dataclasses import dataclass

import pandas as pd

from detente.formulas.severity import tail_exponent, tail_exponent_error


@dataclass(frozen=True)
class Tail:
    """A power-law tail of battle deaths.

    exponent    of the density; below 2 the mean is not finite
    error       its standard error
    wars        in the tail
    least       battle deaths at which the tail begins, persons
    """

    exponent: float
    error: float
    wars: int
    least: float


def severity_tail(deaths: pd.Series, least: float) -> Tail:
    """Return the exponent of the tail of battle deaths by maximum likelihood (clauset2018).

    deaths    of each war, persons; wars where they are not known are left out
    least     where the tail begins, persons; given, not searched for, so its choice is in no error

    Raises:
        ValueError: fewer than two wars in the tail, or `least` is not positive.
    """
    known = deaths.dropna().to_numpy(dtype=float)
    wars = int((known >= least).sum())
    if least <= 0 or wars < 2 or known.max() == least:
        raise ValueError(f"{wars} wars had {least:,.0f} deaths or more: too few for a tail")
    exponent = tail_exponent(known, least)
    return Tail(exponent, tail_exponent_error(exponent, wars), wars, least)
