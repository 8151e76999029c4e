"""Ripeness: both sides seek a way out when neither fighting harder nor holding out beats talking."""

from detente.vocabulary.maths import Number, maximum


def ripeness_margin(talks_value: Number, holding_value: Number, escalating_value: Number) -> Number:
    """Return by how much talking beats the better way of fighting on, for one side.

        margin = talks_value - max(holding_value, escalating_value)

    talks_value, holding_value, escalating_value    what the side expects from each, share of the stake

    A moment is ripe when the margin is positive for both sides and both see a way out.
    Source: zartman2000 for the claim (claims read); reduced form, derived here.

    >>> round(ripeness_margin(talks_value=0.4, holding_value=0.3, escalating_value=0.1), 2)
    0.1
    """
    return talks_value - maximum(holding_value, escalating_value)
