"""Competing ends of a war, and talks that switch on and off."""

from detente.vocabulary.maths import Number, exp, ratio, sqrt


def ending_share(hazard: Number, total_hazard: Number) -> Number:
    """Return the probability that the war ends in this way rather than another.

        share = hazard / total_hazard        0 where nothing can end the war

    hazard          of this ending, per unit of time
    total_hazard    of all endings together, this one included

    Valid for constant hazards. Aid that lowers the hazards of settlement and of own defeat prolongs the
    war *and* raises own share of victories: both effects are possible at once.
    Source: balchlindsay2008 for the set-up (claims read); standard competing risks.

    >>> ending_share(hazard=0.02, total_hazard=0.08)
    0.25
    """
    return ratio(hazard, total_hazard)


def mean_duration(total_hazard: Number) -> Number:
    """Return the mean time until the war ends in any way.

        duration = 1 / total_hazard

    total_hazard    of all endings together, per unit of time, positive, constant. Source: standard.

    >>> mean_duration(0.05)
    20.0
    """
    return 1 / total_hazard


def war_survival(total_hazard: Number, time: Number) -> Number:
    """Return the probability that the war still goes on after `time`.

        survival = exp(-total_hazard * time)

    total_hazard    of all endings together, per unit of time, constant over `time`. Source: standard.

    >>> war_survival(total_hazard=0.05, time=0.0)
    1.0
    """
    return exp(-total_hazard * time)


def talks_share(opening_rate: Number, closing_rate: Number) -> Number:
    """Return the long-run share of time in which talks are on.

        share = opening_rate / (opening_rate + closing_rate)

    opening_rate, closing_rate    per unit of time

    Valid for constant rates. Source: standard two-state chain.

    >>> talks_share(opening_rate=1.0, closing_rate=3.0)
    0.25
    """
    return ratio(opening_rate, opening_rate + closing_rate)


def talks_limited_hazard(opening_rate: Number, closing_rate: Number, settlement_hazard: Number) -> Number:
    """Return the long-run hazard of a settlement that is possible only while talks are on.

        all    = opening_rate + closing_rate + settlement_hazard
        hazard = (all - sqrt(all**2 - 4 * opening_rate * settlement_hazard)) / 2

    opening_rate, closing_rate    of talks, per unit of time
    settlement_hazard             while talks are on, per unit of time

    When talks switch fast it tends to talks_share * settlement_hazard; when they open rarely, to the
    opening rate. Valid for positive rates. Source: reduced form, derived here.

    >>> round(talks_limited_hazard(opening_rate=5.0, closing_rate=5.0, settlement_hazard=0.02), 4)
    0.01
    """
    total = opening_rate + closing_rate + settlement_hazard
    product = opening_rate * settlement_hazard
    # the larger root in the denominator: subtracting nearly equal numbers would lose the digits
    return 2 * product / (total + sqrt(total * total - 4 * product))
