"""Contest success: from relative strength to the odds of winning."""

from detente.vocabulary.maths import Number, power, where


def contest_odds(own: Number, foe: Number, decisiveness: Number) -> Number:
    """Return the probability that own wins, from the ratio of strengths.

        odds = own**decisiveness / (own**decisiveness + foe**decisiveness)        1/2 if both are zero

    own, foe        strengths in one common unit, not negative
    decisiveness    how far a lead in strength decides, positive (1 is proportional)

    Only the ratio of strengths matters. Source: hirshleifer1989 (ratio form; not opened).

    >>> contest_odds(own=3.0, foe=1.0, decisiveness=1.0)
    0.75
    >>> contest_odds(own=3.0, foe=1.0, decisiveness=2.0)
    0.9
    """
    both = own + foe
    nobody = both == 0
    total = where(nobody, 1.0, both)
    own_weight = power(own / total, decisiveness)  # shares first: large armies raised to a power overflow
    foe_weight = power(foe / total, decisiveness)
    return where(nobody, 0.5, own_weight / where(nobody, 1.0, own_weight + foe_weight))
