"""Trust: when cooperation is worth the risk, what an attack does to it, and when spoiling pays.

`trust` is the probability that the other side's leadership means peace; `strength` the probability that
it is able to suppress its own extremists; `suppression` how surely a willing and able one does.
"""

from math import erf, pi, sqrt

from detente.vocabulary.maths import Number, logistic, ratio


def minimum_trust(
    mutual_cooperation: Number, exploiting: Number, mutual_defection: Number, exploited: Number
) -> Number:
    """Return the trust above which a side that wants security cooperates.

        cost      = mutual_defection - exploited
        threshold = cost / (mutual_cooperation - exploiting + cost)

    mutual_cooperation, exploiting, mutual_defection, exploited    payoffs, one common unit

    Valid for an assurance game: mutual_cooperation > exploiting >= mutual_defection > exploited.
    Source: kydd2000 (claims read; threshold derived here).

    >>> round(minimum_trust(1.0, exploiting=0.6, mutual_defection=0.2, exploited=-0.5), 5)
    0.63636
    """
    cost = mutual_defection - exploited
    return cost / (mutual_cooperation - exploiting + cost)


def acceptable_risk(mutual_cooperation: Number, mutual_defection: Number, exploited: Number) -> Number:
    """Return the largest risk of being exploited that cooperation is worth.

        risk = (mutual_cooperation - mutual_defection) / (mutual_cooperation - exploited)

    Payoffs as in `minimum_trust`. Valid for mutual_cooperation > mutual_defection > exploited.
    It rises with the worth of mutual cooperation: the trustworthy run more risk for it.
    Source: kydd2000 (claims read); reduced form, derived here.

    >>> acceptable_risk(mutual_cooperation=1.0, mutual_defection=0.25, exploited=-0.5)
    0.5
    """
    return (mutual_cooperation - mutual_defection) / (mutual_cooperation - exploited)


def trust_after_attack(trust: Number, strength: Number, suppression: Number) -> Number:
    """Return trust in the other side's moderates after their extremists attacked.

        trust after = trust * (1 - strength * suppression) / (1 - trust * strength * suppression)

    trust, strength, suppression    probabilities, 0..1

    Valid for trust * strength * suppression < 1. Moderates thought strong are blamed more; moderates
    thought powerless (strength 0) are not blamed at all.
    Source: kyddwalter2002 for the propositions; reduced form, derived here.

    >>> round(trust_after_attack(trust=0.5, strength=1.0, suppression=0.5), 6)
    0.333333
    """
    restraint = strength * suppression
    return trust * (1 - restraint) / (1 - trust * restraint)


def trust_after_calm(trust: Number, strength: Number, suppression: Number, attack_chance: Number) -> Number:
    """Return trust after a period in which no attack came.

        trust after = trust * (1 - attack_chance * (1 - strength * suppression))
                      / (1 - attack_chance * (1 - trust * strength * suppression))

    trust, strength, suppression    probabilities, 0..1
    attack_chance                   probability of an attack in the period if nobody suppresses it, below 1

    With `trust_after_attack` it leaves trust unchanged on average.
    Source: kyddwalter2002 for the propositions; reduced form, derived here.

    >>> round(trust_after_calm(trust=0.5, strength=1.0, suppression=1.0, attack_chance=0.5), 6)
    0.666667
    """
    restraint = strength * suppression
    return trust * (1 - attack_chance * (1 - restraint)) / (1 - attack_chance * (1 - trust * restraint))


def trust_slope_in_strength(trust: Number, strength: Number, suppression: Number) -> Number:
    """Return how fast trust after an attack falls as the moderates are thought stronger.

        slope = - suppression * trust * (1 - trust) / (1 - trust * strength * suppression)**2

    Symbols, domain and source as in `trust_after_attack`, of which this is the derivative.

    >>> trust_slope_in_strength(trust=0.5, strength=0.0, suppression=1.0)
    -0.25
    """
    remaining = 1 - trust * strength * suppression
    return -suppression * trust * (1 - trust) / (remaining * remaining)


def critical_strength(trust: Number, threshold: Number, suppression: Number) -> Number:
    """Return the strength above which an attack takes trust below the threshold.

        strength = (trust - threshold) / (suppression * trust * (1 - threshold))

    trust          before the attack, 0..1
    threshold      least trust at which talks go on, below 1
    suppression    0..1, positive

    Valid for trust >= threshold; a value above 1 says that no attack can derail the talks.
    Source: kyddwalter2002 for the propositions; reduced form, derived here.

    >>> round(critical_strength(trust=0.6, threshold=0.5, suppression=1.0), 6)
    0.333333
    """
    return (trust - threshold) / (suppression * trust * (1 - threshold))


def critical_trust(threshold: Number, strength: Number, suppression: Number) -> Number:
    """Return the trust below which an attack derails talks that are still above the threshold.

        trust = threshold / (1 - strength * suppression * (1 - threshold))

    Symbols and source as in `critical_strength`, of which this is the same equation solved for trust.

    >>> round(critical_trust(threshold=0.5, strength=0.7, suppression=0.9), 3)
    0.73
    """
    return threshold / (1 - strength * suppression * (1 - threshold))


def averse_after_act(
    averse: Number, order_if_averse: Number, order_if_willing: Number, attribution: Number
) -> Number:
    """Return the probability that a leadership is averse to peace after an act ascribed to it.

        if ordered = averse * order_if_averse / (averse * order_if_averse + (1 - averse) * order_if_willing)
        averse after = attribution * if ordered + (1 - attribution) * averse

    averse              probability that it is averse to peace, before the act
    order_if_averse     probability that such a leadership orders the act
    order_if_willing    probability that one willing to make peace orders it all the same
    attribution         probability that this leadership ordered it, 0..1

    Valid for probabilities, with order_if_averse > 0. Certainty needs attribution 1 and
    order_if_willing 0; attribution 0 leaves the belief as it was.
    Source: reduced form, derived here (Jeffrey's rule on Bayes' rule).

    >>> round(averse_after_act(0.3, order_if_averse=0.4, order_if_willing=0.2, attribution=0.6), 5)
    0.39692
    """
    by_averse = averse * order_if_averse
    if_ordered = ratio(by_averse, by_averse + (1 - averse) * order_if_willing)
    return attribution * if_ordered + (1 - attribution) * averse


def derail_probability(threshold: float, critical: float, mean_trust: float, spread: float) -> float:
    """Return the chance that an attack derails talks, over observers with normal trust. Analysis only.

        probability = Phi((critical - mean_trust) / spread) - Phi((threshold - mean_trust) / spread)

    threshold     least trust at which talks go on
    critical      from `critical_trust`: above it an attack does not matter
    mean_trust    mean trust over observers
    spread        standard deviation of trust over observers, positive

    Hump-shaped in mean_trust: nil when talks are hopeless or secure, highest just above the threshold.
    Sources: kyddwalter2002, stedman1997 (not opened) for the logic; reduced form, derived here.

    >>> round(derail_probability(threshold=0.5, critical=0.7, mean_trust=0.6, spread=0.1), 4)
    0.6827
    """

    def normal(trust: float) -> float:
        return (1 + erf((trust - mean_trust) / spread / sqrt(2))) / 2

    return normal(critical) - normal(threshold)


def derail_probability_logistic(
    threshold: Number, critical: Number, mean_trust: Number, spread: Number
) -> Number:
    """Return `derail_probability` with logistic instead of normal observers, for a compiled step.

        scale       = spread * sqrt(3) / pi
        probability = logistic((critical - mean_trust) / scale) - logistic((threshold - mean_trust) / scale)

    Symbols, domain and source as there; the scale gives both laws the same standard deviation.

    >>> round(derail_probability_logistic(threshold=0.5, critical=0.7, mean_trust=0.6, spread=0.1), 4)
    0.7196
    """
    scale = spread * (sqrt(3) / pi)
    return logistic((critical - mean_trust) / scale) - logistic((threshold - mean_trust) / scale)


def spoiling_gain(derail_chance: Number, war_value: Number, peace_value: Number, cost: Number) -> Number:
    """Return what spoilers gain by attacking now; they attack when it is positive.

        gain = derail_chance * (war_value - peace_value) - cost

    derail_chance             from one of the two functions above, 0..1
    war_value, peace_value    what spoilers get if the war goes on, and under the peace on offer
    cost                      of the attack, same unit

    Attacks cluster around progress, so "attack, then setback" is no evidence by itself.
    Sources: stedman1997 (not opened), buenodemesquita2005 (claims read); reduced form, derived here.

    >>> round(spoiling_gain(derail_chance=0.5, war_value=1.0, peace_value=0.4, cost=0.1), 2)
    0.2
    """
    return derail_chance * (war_value - peace_value) - cost
