"""Attrition with replenishment: the saddle between two supplied armies, and what an aid cut does to it.

    d own / dt = - foe_rate * foe + own_inflow
    d foe / dt = - own_rate * own + foe_inflow

Elementary results derived here from the square law (lanchester1916, engel1954).
"""

from detente.vocabulary.maths import Number, exp, log, sqrt, where

NEVER = float("inf")  # supplies that grow never run out


def _cosh(x: Number) -> Number:
    return (exp(x) + exp(-x)) / 2


def _sinh(x: Number) -> Number:
    return (exp(x) - exp(-x)) / 2


def saddle_point(
    own_rate: Number, foe_rate: Number, own_inflow: Number, foe_inflow: Number
) -> tuple[Number, Number]:
    """Return the strengths (own, foe) at which attrition and inflow balance on both sides.

        own = foe_inflow / own_rate
        foe = own_inflow / foe_rate

    own_rate, foe_rate        soldiers killed per soldier of that side per unit of time
    own_inflow, foe_inflow    soldiers added per unit of time

    Valid for positive rates. The balance is a saddle: the smallest lead grows at `saddle_rate`, so
    a stalemate needs feedback that this equation does not hold.
    Source: reduced form, derived here.

    >>> saddle_point(own_rate=0.004, foe_rate=0.002, own_inflow=1.0, foe_inflow=1.6)
    (400.0, 500.0)
    """
    return foe_inflow / own_rate, own_inflow / foe_rate


def saddle_rate(own_rate: Number, foe_rate: Number) -> Number:
    """Return how fast a lead grows away from the balance, per unit of time.

        rate = sqrt(own_rate * foe_rate)

    own_rate, foe_rate    soldiers killed per soldier of that side per unit of time

    Valid for positive rates. Source: reduced form, derived here.

    >>> round(saddle_rate(own_rate=0.004, foe_rate=0.001), 6)
    0.002
    """
    return sqrt(own_rate * foe_rate)


def strengths_after(
    own: Number,
    foe: Number,
    own_rate: Number,
    foe_rate: Number,
    own_inflow: Number,
    foe_inflow: Number,
    time: Number,
) -> tuple[Number, Number]:
    """Return both strengths after `time` of square-law fighting with constant inflows.

        lead(t) = lead * cosh(w t) - sqrt(foe_rate / own_rate) * foe_lead * sinh(w t)
        own(t)  = saddle own + lead(t)        w = saddle_rate; the foe by the same equation

    own, foe                  strengths at the start, soldiers; a lead is measured from `saddle_point`
    own_rate, foe_rate        soldiers killed per soldier of that side per unit of time
    own_inflow, foe_inflow    soldiers added per unit of time
    time                      same unit of time

    Valid until one strength reaches zero: the result is not held above zero, so a negative strength
    says that this side broke before `time`.
    Source: engel1954 (equations read), closed form derived here.

    >>> own, foe = strengths_after(5.0, 4.0, 1.0, 1.0, 0.0, 0.0, time=1.0986122886681098)
    >>> round(own, 6), abs(round(foe, 6))
    (3.0, 0.0)
    """
    own_balance, foe_balance = saddle_point(own_rate, foe_rate, own_inflow, foe_inflow)
    own_lead, foe_lead = own - own_balance, foe - foe_balance
    edge = sqrt(foe_rate / own_rate)
    phase = saddle_rate(own_rate, foe_rate) * time
    return (
        own_balance + own_lead * _cosh(phase) - edge * foe_lead * _sinh(phase),
        foe_balance + foe_lead * _cosh(phase) - own_lead / edge * _sinh(phase),
    )


def collapse_time(own: Number, cut: Number, own_rate: Number, foe_rate: Number) -> Number:
    """Return the time until a side in balance breaks after part of its inflow is cut.

        w    = sqrt(own_rate * foe_rate)
        time = asinh(w * own / cut) / w

    own                   strength at the balance, soldiers
    cut                   inflow lost from time zero on, soldiers per unit of time
    own_rate, foe_rate    soldiers killed per soldier of that side per unit of time

    Valid from the balance of `saddle_point`, for cut > 0, while nobody adapts: a lower bound on
    endurance for a side that can mobilise.
    Source: reduced form, derived here.

    >>> round(collapse_time(own=400.0, cut=0.3, own_rate=0.004, foe_rate=0.002), 2)
    720.43
    """
    pace = saddle_rate(own_rate, foe_rate)
    need = pace * own / cut
    return log(need + sqrt(need * need + 1)) / pace


def days_of_supply(stock: Number, use: Number, own_production: Number) -> Number:
    """Return how long a stock lasts when no aid comes; infinite if production covers use.

        days = stock / (use - own_production)

    stock             arms or ammunition held, any unit
    use               that unit per day
    own_production    that unit per day

    Valid for constant use and production (any unit of time may stand for the day).
    Source: accounting identity.

    >>> days_of_supply(stock=60.0, use=7.0, own_production=2.0)
    12.0
    >>> days_of_supply(stock=60.0, use=2.0, own_production=2.0)
    inf
    """
    gap = use - own_production
    return where(gap > 0, stock / where(gap > 0, gap, 1.0), NEVER)
