"""Richardson's arms race: each side answers the other's arms, tires of its own, and bears a grievance."""

from detente.vocabulary.maths import Number, sqrt


def arms_change(own: Number, foe: Number, reaction: Number, fatigue: Number, grievance: Number) -> Number:
    """Return the change of own arms per unit of time.

        change = reaction * foe - fatigue * own + grievance

    own, foe     arms (or hostility), one common unit
    reaction     per unit of time
    fatigue      per unit of time
    grievance    that unit per unit of time

    Source: richardson1960 (equations read).

    >>> arms_change(own=10.0, foe=20.0, reaction=0.5, fatigue=0.25, grievance=1.0)
    8.5
    """
    return reaction * foe - fatigue * own + grievance


def stability_margin(
    own_reaction: Number, foe_reaction: Number, own_fatigue: Number, foe_fatigue: Number
) -> Number:
    """Return the margin by which fatigue beats reaction: the race settles if positive, else runs away.

        margin = own_fatigue * foe_fatigue - own_reaction * foe_reaction

    Symbols and units as in `arms_change`, one for each side. Valid for positive fatigue.
    Source: richardson1960 (claims read; derived here).

    >>> round(stability_margin(own_reaction=0.3, foe_reaction=0.35, own_fatigue=0.5, foe_fatigue=0.4), 3)
    0.095
    """
    return own_fatigue * foe_fatigue - own_reaction * foe_reaction


def equilibrium(
    own_reaction: Number,
    foe_reaction: Number,
    own_fatigue: Number,
    foe_fatigue: Number,
    own_grievance: Number,
    foe_grievance: Number,
) -> tuple[Number, Number]:
    """Return the arms (own, foe) at which both sides stand still.

        own = (foe_fatigue * own_grievance + own_reaction * foe_grievance) / stability_margin
        foe = (own_fatigue * foe_grievance + foe_reaction * own_grievance) / stability_margin

    Symbols and units as in `arms_change`, one for each side. Valid where `stability_margin` is not
    zero; reached only where it is positive. Source: richardson1960 (claims read; derived here).

    >>> equilibrium(0.5, 0.5, 1.0, 1.0, own_grievance=3.0, foe_grievance=3.0)
    (6.0, 6.0)
    """
    margin = stability_margin(own_reaction, foe_reaction, own_fatigue, foe_fatigue)
    return (
        (foe_fatigue * own_grievance + own_reaction * foe_grievance) / margin,
        (own_fatigue * foe_grievance + foe_reaction * own_grievance) / margin,
    )


def growth_rate(
    own_reaction: Number, foe_reaction: Number, own_fatigue: Number, foe_fatigue: Number
) -> Number:
    """Return the rate at which the slowest departure from equilibrium grows (negative: dies out).

        rate = (-(own_fatigue + foe_fatigue)
                + sqrt((own_fatigue - foe_fatigue)**2 + 4 * own_reaction * foe_reaction)) / 2

    Symbols and units as in `arms_change`, one for each side. Valid for reactions of the same sign.
    Source: richardson1960 (derived here).

    >>> growth_rate(own_reaction=0.25, foe_reaction=0.25, own_fatigue=1.0, foe_fatigue=1.0)
    -0.75
    """
    gap = own_fatigue - foe_fatigue
    return (-(own_fatigue + foe_fatigue) + sqrt(gap * gap + 4 * own_reaction * foe_reaction)) / 2
