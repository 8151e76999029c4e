"""Bargaining in the shadow of war: what both sides prefer to fighting, what is asked, who gets what.

The stake is 1. `odds` is the probability that `own` wins if the war is fought out; costs are shares of
the stake. A share is what `own` gets.
"""

from detente.vocabulary.maths import Number, clip, maximum, power


def bargaining_range(odds: Number, own_cost: Number, foe_cost: Number) -> tuple[Number, Number]:
    """Return the lowest and the highest share that both sides prefer to war.

        lowest  = odds - own_cost
        highest = odds + foe_cost

    odds                  probability that own wins, 0..1
    own_cost, foe_cost    cost of war, share of the stake

    Valid for risk-neutral sides that know all three numbers; not held inside 0..1.
    Source: fearon1995 (range read in two open summaries with the proof).

    >>> low, high = bargaining_range(odds=0.62, own_cost=0.10, foe_cost=0.07)
    >>> round(low, 2), round(high, 2)
    (0.52, 0.69)
    """
    return odds - own_cost, odds + foe_cost


def risk_averse_range(
    odds: Number, own_cost: Number, foe_cost: Number, curvature: Number
) -> tuple[Number, Number]:
    """Return the lowest and the highest share preferred to war when both value a share z as z**curvature.

        lowest  = (odds - own_cost)**(1 / curvature)
        highest = 1 - (1 - odds - foe_cost)**(1 / curvature)

    odds                  probability that own wins, 0..1
    own_cost, foe_cost    cost of war in utility, where the whole stake is worth 1
    curvature             1 is risk neutral, below 1 risk averse

    Valid for 0 < curvature <= 1; war values below zero count as zero. Risk aversion widens the range.
    Source: fearon1995 (statement read; this utility is chosen here).

    >>> low, high = risk_averse_range(odds=0.35, own_cost=0.10, foe_cost=0.15, curvature=0.5)
    >>> round(low, 4), round(high, 4)
    (0.0625, 0.75)
    """
    own_war_value = maximum(odds - own_cost, 0.0)
    foe_war_value = maximum(1 - odds - foe_cost, 0.0)
    return power(own_war_value, 1 / curvature), 1 - power(foe_war_value, 1 / curvature)


def first_strike_range(
    odds_striking: Number, odds_struck: Number, own_cost: Number, foe_cost: Number
) -> tuple[Number, Number]:
    """Return the lowest and highest share that stop both sides from striking first.

        lowest  = odds_striking - own_cost
        highest = odds_struck + foe_cost

    odds_striking         probability that own wins if own strikes first
    odds_struck           probability that own wins if the foe strikes first
    own_cost, foe_cost    cost of war, share of the stake

    No peaceful share exists where lowest > highest: odds_striking - odds_struck > own_cost + foe_cost.
    Source: fearon1995 (not opened for this form).

    >>> low, high = first_strike_range(odds_striking=0.70, odds_struck=0.55, own_cost=0.10, foe_cost=0.07)
    >>> round(low, 2), round(high, 2)
    (0.6, 0.62)
    """
    return odds_striking - own_cost, odds_struck + foe_cost


def ultimatum_demand(odds: Number, own_cost: Number, lowest_cost: Number, highest_cost: Number) -> Number:
    """Return the share demanded in one offer when the foe's cost of war is known only as a range.

        demand = odds + clip((highest_cost - own_cost) / 2, lowest_cost, highest_cost)

    odds                         probability that own wins, 0..1
    own_cost                     own cost of war, share of the stake
    lowest_cost, highest_cost    the foe's cost is uniform between them, share of the stake

    Valid for a risk-neutral side that makes one final offer. Asking more gains if accepted and risks
    war if not.
    Sources: fearon1995 for the logic; reduced form, derived here.

    >>> round(ultimatum_demand(odds=0.5, own_cost=0.1, lowest_cost=0.0, highest_cost=0.4), 2)
    0.65
    """
    return odds + clip((highest_cost - own_cost) / 2, lowest_cost, highest_cost)


def ultimatum_war_probability(own_cost: Number, lowest_cost: Number, highest_cost: Number) -> Number:
    """Return the probability that the foe rejects the demand of `ultimatum_demand`.

        probability = ((highest_cost - own_cost) / 2 - lowest_cost) / (highest_cost - lowest_cost)

    Symbols and units as there; held inside 0..1; valid for highest_cost > lowest_cost. The odds of
    winning do not enter: war comes from what is unknown, not from who is stronger.
    Sources: benson_meirowitz_ramsay for the neutrality (claims read); reduced form, derived here.

    >>> round(ultimatum_war_probability(own_cost=0.1, lowest_cost=0.0, highest_cost=0.4), 3)
    0.375
    """
    excess = (highest_cost - own_cost) / 2 - lowest_cost
    return clip(excess / (highest_cost - lowest_cost), 0.0, 1.0)


def spread_war_probability(own_cost: Number, mean_cost: Number, spread: Number) -> Number:
    """Return the probability of rejection when the foe's cost is mean_cost plus or minus spread.

        probability = max(0, 3/4 - (mean_cost + own_cost) / (4 * spread))

    own_cost     own cost of war, share of the stake
    mean_cost    middle of what the foe's cost may be, share of the stake
    spread       half the width of that range, share of the stake

    Valid for spread > 0. A wider spread with the same mean raises the probability: uncertainty about
    support prolongs war.
    Sources: sawyer2017 for the claim; reduced form, derived here.

    >>> round(spread_war_probability(own_cost=0.05, mean_cost=0.15, spread=0.15), 4)
    0.4167
    """
    return ultimatum_war_probability(own_cost, mean_cost - spread, mean_cost + spread)


def screening_gain(
    belief_weak: Number, odds_if_weak: Number, odds_if_strong: Number, own_cost: Number, foe_cost: Number
) -> Number:
    """Return what own gains by demanding the high share that only a weak foe accepts.

        high demand = odds_if_weak + foe_cost       accepted by a weak foe, refused by a strong one
        low demand  = odds_if_strong + foe_cost     accepted by both
        gain = belief_weak * high demand + (1 - belief_weak) * (odds_if_strong - own_cost) - low demand

    belief_weak                     probability that the foe is weak, 0..1
    odds_if_weak, odds_if_strong    probability that own wins against each type, 0..1
    own_cost, foe_cost              cost of war, share of the stake

    Valid for odds_if_weak > odds_if_strong. Positive: own screens and risks war; negative: own pools.
    Sources: fearon1995, filsonwerner2002 (not opened); reduced form, derived here.

    >>> round(screening_gain(0.5, odds_if_weak=0.6, odds_if_strong=0.4, own_cost=0.1, foe_cost=0.1), 4)
    0.0
    """
    screened = belief_weak * (odds_if_weak + foe_cost) + (1 - belief_weak) * (odds_if_strong - own_cost)
    return screened - (odds_if_strong + foe_cost)


def screening_threshold(
    odds_if_weak: Number, odds_if_strong: Number, own_cost: Number, foe_cost: Number
) -> Number:
    """Return the belief that the foe is weak above which own screens.

        threshold = (own_cost + foe_cost) / (odds_if_weak - odds_if_strong + own_cost + foe_cost)

    Symbols, units, domain and sources as in `screening_gain`, of which this is the root.

    >>> round(screening_threshold(odds_if_weak=0.6, odds_if_strong=0.4, own_cost=0.1, foe_cost=0.1), 4)
    0.5
    """
    surplus = own_cost + foe_cost
    return surplus / (odds_if_weak - odds_if_strong + surplus)


def nash_split(odds: Number, own_cost: Number, foe_cost: Number, weight: Number) -> Number:
    """Return own's share under Nash bargaining with war as the fallback.

        share = odds - own_cost + weight * (own_cost + foe_cost)

    odds                  probability that own wins, 0..1
    own_cost, foe_cost    cost of war, share of the stake
    weight                own's bargaining power, 0..1 (one half is the symmetric solution)

    Valid for risk-neutral sides. Source: nash1950 (not opened).

    >>> round(nash_split(odds=0.58, own_cost=0.12, foe_cost=0.05, weight=0.5), 3)
    0.545
    """
    return odds - own_cost + weight * (own_cost + foe_cost)


def rubinstein_share(own_discount: Number, foe_discount: Number) -> Number:
    """Return the share of the surplus that the first proposer gets when offers alternate without end.

        share = (1 - foe_discount) / (1 - own_discount * foe_discount)

    own_discount, foe_discount    worth today of one unit next round, 0..1; own proposes first

    Valid below 1 for at least one side. Source: rubinstein1982 (not opened).

    >>> round(rubinstein_share(own_discount=0.9, foe_discount=0.9), 6)
    0.526316
    """
    return (1 - foe_discount) / (1 - own_discount * foe_discount)


def rubinstein_limit(own_impatience: Number, foe_impatience: Number) -> Number:
    """Return own's share of the surplus when rounds become short: the more patient side gets more.

        share = foe_impatience / (own_impatience + foe_impatience)

    own_impatience, foe_impatience    discount rates per unit of time

    Valid for positive rates. Source: rubinstein1982 (not opened).

    >>> round(rubinstein_limit(own_impatience=0.03, foe_impatience=0.07), 4)
    0.7
    """
    return foe_impatience / (own_impatience + foe_impatience)
