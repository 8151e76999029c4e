"""War of attrition: two sides wait for the other to give in, and waiting costs both.

Cost is per unit of time, the prize in the same unit of value.
"""

from detente.vocabulary.maths import Number, expm1


def quitting_hazard(foe_cost: Number, foe_prize: Number) -> Number:
    """Return the rate at which own gives in, which is what keeps the *foe* indifferent.

        hazard = foe_cost / foe_prize

    foe_cost     the foe's cost of waiting, value per unit of time
    foe_prize    what the foe wins if own gives in, value

    Valid for the mixed equilibrium with complete information and no discounting.
    Source: standard war of attrition, checked here. The model with rising audience costs (fearon1994)
    is another one and is not held.

    >>> quitting_hazard(foe_cost=0.25, foe_prize=1.0)
    0.25
    """
    return foe_cost / foe_prize


def expected_duration(own_hazard: Number, foe_hazard: Number) -> Number:
    """Return the mean time until one side gives in.

        duration = 1 / (own_hazard + foe_hazard)        prize / (2 * cost) when both are alike

    own_hazard, foe_hazard    from `quitting_hazard`, per unit of time

    Domain and source as there.

    >>> expected_duration(0.25, 0.25)
    2.0
    """
    return 1 / (own_hazard + foe_hazard)


def waiting_value(patience: Number, cost: Number, prize: Number, foe_hazard: Number) -> Number:
    """Return what a side expects that will wait for `patience` and then give in.

        value = (prize - cost / foe_hazard) * (1 - exp(-foe_hazard * patience))

    patience      time it is ready to wait
    cost          of waiting, value per unit of time
    prize         value of the foe's giving in
    foe_hazard    rate at which the foe gives in, positive

    Zero for every patience when foe_hazard = cost / prize: the war eats up the whole prize.
    Domain and source as in `quitting_hazard`.

    >>> waiting_value(patience=3.0, cost=0.25, prize=1.0, foe_hazard=0.25)
    0.0
    """
    return (prize - cost / foe_hazard) * -expm1(-foe_hazard * patience)
