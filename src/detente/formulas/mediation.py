"""Mediation: which mediator is believed when it counsels restraint, and how long a mediated peace pays."""

from detente.vocabulary.maths import Number, exp, maximum, minimum, where

NO_LIMIT = float("inf")


def belief_after_weak_report(belief_weak: Number, accuracy: Number) -> Number:
    """Return the belief that the foe is weak after an honest signal says so.

        belief = belief_weak * accuracy / (belief_weak * accuracy + (1 - belief_weak) * (1 - accuracy))

    belief_weak    before the signal, 0..1
    accuracy       probability that the signal is right, strictly between 0 and 1

    Source: Bayes' rule.

    >>> round(belief_after_weak_report(belief_weak=0.5, accuracy=0.8), 6)
    0.8
    """
    right = belief_weak * accuracy
    return right / (right + (1 - belief_weak) * (1 - accuracy))


def belief_after_strong_report(belief_weak: Number, accuracy: Number) -> Number:
    """Return the belief that the foe is weak after an honest signal says it is strong.

        belief = belief_weak * (1 - accuracy) / (belief_weak * (1 - accuracy) + (1 - belief_weak) * accuracy)

    Symbols, domain and source as in `belief_after_weak_report`.

    >>> round(belief_after_strong_report(belief_weak=0.5, accuracy=0.8), 6)
    0.2
    """
    return belief_after_weak_report(belief_weak, 1 - accuracy)


def honest_bias_limit(belief_weak: Number, gain_of_demanding: Number) -> Number:
    """Return the bias at which a mediator is indifferent between the two reports.

        limit = (1 - belief_weak) / gain_of_demanding        without limit where the gain is not positive

    belief_weak          the mediator's own belief after its signal that the foe is weak, 0..1
    gain_of_demanding    what the listening side gains by the high demand at that belief, share of the
                         stake (the screening gain of bargaining)

    The mediator values peace at 1 and the listening side's payoff at `bias`. It reports "weak" honestly
    when its bias is above the limit at its belief after a weak signal, and "strong" honestly when its
    bias is below the limit at its belief after a strong signal. Between the two limits it is believed;
    an unbiased mediator never is, because it always counsels restraint.
    Source: kydd2003 for the proposition (claims read); reduced form, derived here. Rival: kydd2006,
    where bias does not help a mediator to build trust.

    >>> round(honest_bias_limit(belief_weak=0.8, gain_of_demanding=0.4), 6)
    0.5
    >>> honest_bias_limit(belief_weak=0.2, gain_of_demanding=-0.1)
    inf
    """
    gains = gain_of_demanding > 0
    return where(gains, (1 - belief_weak) / where(gains, gain_of_demanding, 1.0), NO_LIMIT)


def mediated_survival(
    time: Number, early_hazard: Number, late_hazard: Number, leverage_time: Number
) -> Number:
    """Return the probability that a mediated peace still holds at `time`.

        survival = exp(-early_hazard * min(time, leverage_time) - late_hazard * max(time - leverage_time, 0))

    time             since the agreement
    early_hazard     of breakdown while the mediator's leverage lasts, per unit of time
    late_hazard      of breakdown afterwards
    leverage_time    how long the leverage lasts

    Valid for time >= 0 and constant hazards in each phase.
    Source: beardsley2008 for the claim (claims read); reduced form, derived here.

    >>> round(mediated_survival(3.0, early_hazard=0.1, late_hazard=0.2, leverage_time=2.0), 4)
    0.6703
    """
    early = minimum(time, leverage_time)
    late = maximum(time - leverage_time, 0.0)
    return exp(-early_hazard * early - late_hazard * late)


def crossing_time(
    unmediated_hazard: Number, early_hazard: Number, late_hazard: Number, leverage_time: Number
) -> Number:
    """Return when a mediated peace becomes less likely to have held than an unmediated one.

        time = leverage_time * (late_hazard - early_hazard) / (late_hazard - unmediated_hazard)

    unmediated_hazard    of breakdown without mediation, per unit of time
    the rest             as in `mediated_survival`

    Valid for early_hazard < unmediated_hazard < late_hazard. Source as in `mediated_survival`.

    >>> round(crossing_time(0.10, early_hazard=0.04, late_hazard=0.16, leverage_time=2.0), 6)
    4.0
    """
    return leverage_time * (late_hazard - early_hazard) / (late_hazard - unmediated_hazard)
