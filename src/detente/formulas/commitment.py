"""Commitment problems: why a side fights today over what the other could take tomorrow.

Each period is worth 1 and lasts for ever after; `discount` is the worth today of one unit next period.
"""

from detente.vocabulary.maths import Number


def declining_side_margin(odds_now: Number, odds_later: Number, own_cost: Number, discount: Number) -> Number:
    """Return how much a declining side gains by fighting now; war follows when it is positive.

        margin = odds_now - discount * odds_later - (1 - discount) * (1 + (1 - discount) * own_cost)

    odds_now, odds_later    the declining side's probability of winning before and after the shift
    own_cost                its cost of war, in periods' worth of the stake
    discount                worth today of one unit next period, 0..1

    Valid for one shift that stays, when the rising side makes every later offer. Peace may give the
    declining side the whole of this period's stake, and even that can be too little.
    Source: powell2006 (claims read; inequality derived here).

    >>> round(declining_side_margin(odds_now=0.8, odds_later=0.3, own_cost=0.2, discount=0.9), 3)
    0.428
    """
    loss_of_waiting = odds_now - discount * odds_later
    most_peace_can_give = (1 - discount) * (1 + (1 - discount) * own_cost)
    return loss_of_waiting - most_peace_can_give


def power_shift_margin(
    rising_odds_now: Number, rising_odds_later: Number, declining_cost: Number, discount: Number
) -> Number:
    """Return the same margin written with the rising side's odds; war follows when it is positive.

        margin = discount * rising_odds_later - rising_odds_now - declining_cost * (1 - discount)**2

    rising_odds_now, rising_odds_later    the rising side's probability of winning
    declining_cost                        the declining side's cost of war, in periods' worth of the stake
    discount                              worth today of one unit next period, 0..1

    Equal to `declining_side_margin` with odds 1 - rising odds, for every value. Valid as there.
    Source: fearon1995 (published form not opened; this inequality is derived here).

    >>> round(power_shift_margin(0.2, 0.7, declining_cost=0.2, discount=0.9), 3)
    0.428
    """
    patience_gap = 1 - discount
    return discount * rising_odds_later - rising_odds_now - declining_cost * patience_gap * patience_gap


def least_acceptable_share(war_value: Number, commitment_gap: Number, guarantee: Number) -> Number:
    """Return the smallest share for which a side signs, given how well a deal is guaranteed.

        share = war_value + commitment_gap * (1 - guarantee)

    war_value         what fighting on is worth, share of the stake
    commitment_gap    what the other side would gain by reneging, share of the stake
    guarantee         how far third parties make reneging impossible, 0..1

    Valid for a guarantee that scales the gain from reneging down in proportion.
    Source: walter1997 for the claim (claims read); reduced form, derived here.

    >>> round(least_acceptable_share(war_value=0.4, commitment_gap=0.3, guarantee=0.5), 2)
    0.55
    """
    return war_value + commitment_gap * (1 - guarantee)
