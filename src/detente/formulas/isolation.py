"""Isolation and adaptation: what a side loses for good when it is cut off but finds substitutes."""

from detente.vocabulary.maths import Number, ratio


def steady_loss(decay_rate: Number, adaptation_rate: Number) -> Number:
    """Return the share of capacity lost in the long run.

        loss = decay_rate / (decay_rate + adaptation_rate)

    decay_rate         at which isolation wears capacity down, per unit of time
    adaptation_rate    at which substitution restores it, per unit of time

    Valid for constant rates. Scores of how often isolation succeeds range from 5 to 40 in 115 cases by
    definition: pape1997 (claims read).
    Source: reduced form, derived here.

    >>> steady_loss(decay_rate=1.0, adaptation_rate=3.0)
    0.25
    """
    return ratio(decay_rate, decay_rate + adaptation_rate)
