"""Lanchester attrition: how two forces wear each other down, and what stays constant while they do.

Names: `own` loses soldiers to `foe`. A rate is always the rate at which its owner kills.
"""

from detente.vocabulary.maths import Number, exp, log, log1p, power, sqrt


def losses(own: Number, foe: Number, rate: Number, foe_exponent: Number, own_exponent: Number) -> Number:
    """Return the soldiers `own` loses per unit of time under the generalised law.

        losses = rate * foe**foe_exponent * own**own_exponent

    own, foe        strengths, soldiers
    rate            foe's effectiveness, soldiers**(1 - foe_exponent - own_exponent) per unit of time
    foe_exponent    1 in the square law and the linear law
    own_exponent    0 in the square law, 1 in the linear law

    Valid for own > 0 and foe > 0 (at zero strength a negative exponent has no value). Published
    exponents disagree between studies: treat them as uncertain.
    Sources: bracken1995, fricker1998 (not opened).

    >>> round(losses(own=1000.0, foe=800.0, rate=0.01, foe_exponent=1.0, own_exponent=0.0), 9)
    8.0
    >>> round(losses(own=1000.0, foe=800.0, rate=0.00001, foe_exponent=1.0, own_exponent=1.0), 9)
    8.0
    """
    # one exponential of a sum is half as dear as two powers, and this runs billions of times
    return rate * exp(foe_exponent * log(foe) + own_exponent * log(own))


def square_law_losses(foe: Number, rate: Number) -> Number:
    """Return the soldiers lost per unit of time to aimed fire (square law).

        losses = rate * foe

    foe     strength of the side that fires, soldiers
    rate    soldiers killed per firing soldier per unit of time

    Valid while every soldier of the foe can see and reach a target.
    Source: lanchester1916 (form read in johnsonmackay2011).

    >>> square_law_losses(foe=800.0, rate=0.01)
    8.0
    """
    return rate * foe


def linear_law_losses(own: Number, foe: Number, rate: Number) -> Number:
    """Return the soldiers lost per unit of time to area fire (linear law).

        losses = rate * own * foe

    own     strength of the side that is hit, soldiers
    foe     strength of the side that fires, soldiers
    rate    share of the side that is hit killed per firing soldier per unit of time

    Valid when fire falls on an area in which the targets are spread.
    Source: lanchester1916 (not opened for this form).

    >>> linear_law_losses(own=1000.0, foe=800.0, rate=0.00001)
    8.0
    """
    return rate * own * foe


def mixed_law_losses(
    regular: Number, guerrilla: Number, regular_rate: Number, guerrilla_rate: Number
) -> tuple[Number, Number]:
    """Return the losses of a regular force and of a hidden force per unit of time.

        regular losses   = guerrilla_rate * guerrilla            aimed fire from hiding
        guerrilla losses = regular_rate * regular * guerrilla    area fire at hidden targets

    regular, guerrilla    strengths, soldiers
    regular_rate          share of the hidden force killed per regular soldier per unit of time
    guerrilla_rate        soldiers killed per hidden soldier per unit of time

    Valid while the hidden force stays hidden and the regular force stays exposed.
    Source: deitchman1962 (not opened).

    >>> mixed_law_losses(regular=1000.0, guerrilla=300.0, regular_rate=0.00001, guerrilla_rate=0.02)
    (6.0, 3.0)
    """
    return (
        square_law_losses(guerrilla, guerrilla_rate),
        linear_law_losses(guerrilla, regular, regular_rate),
    )


def square_law_invariant(own: Number, foe: Number, own_rate: Number, foe_rate: Number) -> Number:
    """Return what the square law keeps constant; positive when `own` wins a fight to the finish.

        invariant = own_rate * own**2 - foe_rate * foe**2

    own, foe              strengths, soldiers
    own_rate, foe_rate    soldiers killed per soldier of that side per unit of time

    Valid without replenishment. Source: lanchester1916 (form read in johnsonmackay2011).

    >>> square_law_invariant(own=3.0, foe=2.0, own_rate=1.0, foe_rate=2.0)
    1.0
    """
    return own_rate * own * own - foe_rate * foe * foe


def square_law_survivors(winner: Number, loser: Number, winner_rate: Number, loser_rate: Number) -> Number:
    """Return the winner's soldiers left when the loser is annihilated under the square law.

        survivors = sqrt(winner**2 - loser_rate / winner_rate * loser**2)

    winner, loser              strengths at the start, soldiers
    winner_rate, loser_rate    soldiers killed per soldier of that side per unit of time

    Valid where winner_rate * winner**2 >= loser_rate * loser**2; not a number otherwise.
    Source: lanchester1916 (form read in johnsonmackay2011).

    >>> square_law_survivors(winner=5.0, loser=4.0, winner_rate=1.0, loser_rate=1.0)
    3.0
    """
    return sqrt(winner * winner - loser_rate / winner_rate * loser * loser)


def square_law_duration(winner: Number, loser: Number, winner_rate: Number, loser_rate: Number) -> Number:
    """Return the time until the loser is annihilated under the square law.

        time = atanh(sqrt(loser_rate / winner_rate) * loser / winner) / sqrt(winner_rate * loser_rate)

    winner, loser              strengths at the start, soldiers
    winner_rate, loser_rate    soldiers killed per soldier of that side per unit of time

    Valid where winner_rate * winner**2 > loser_rate * loser**2; infinite at equality.
    Source: lanchester1916; the closed form is checked here against the differential equations.

    >>> round(square_law_duration(winner=5.0, loser=4.0, winner_rate=1.0, loser_rate=1.0), 4)
    1.0986
    """
    balance = sqrt(loser_rate / winner_rate) * loser / winner
    atanh_balance = (log1p(balance) - log1p(-balance)) / 2
    return atanh_balance / sqrt(winner_rate * loser_rate)


def linear_law_invariant(own: Number, foe: Number, own_rate: Number, foe_rate: Number) -> Number:
    """Return what the linear law keeps constant.

        invariant = own_rate * own - foe_rate * foe

    own, foe              strengths, soldiers
    own_rate, foe_rate    share of the other side killed per soldier per unit of time

    Valid without replenishment. Source: lanchester1916 (not opened for this form; checked here).

    >>> linear_law_invariant(own=1000.0, foe=800.0, own_rate=0.5, foe_rate=0.25)
    300.0
    """
    return own_rate * own - foe_rate * foe


def mixed_law_invariant(
    regular: Number, guerrilla: Number, regular_rate: Number, guerrilla_rate: Number
) -> Number:
    """Return what the mixed law keeps constant; positive when the regular force wins.

        invariant = regular_rate * regular**2 / 2 - guerrilla_rate * guerrilla

    Symbols and units as in `mixed_law_losses`. Valid without replenishment.
    Source: deitchman1962 (not opened; the invariant is derived and checked here).

    >>> mixed_law_invariant(regular=4.0, guerrilla=3.0, regular_rate=1.0, guerrilla_rate=2.0)
    2.0
    """
    return regular_rate * regular * regular / 2 - guerrilla_rate * guerrilla


def general_invariant(
    own: Number,
    foe: Number,
    own_rate: Number,
    foe_rate: Number,
    foe_exponent: Number,
    own_exponent: Number,
) -> Number:
    """Return what the generalised law keeps constant when both sides follow it.

        order     = foe_exponent - own_exponent + 1
        invariant = own_rate * own**order - foe_rate * foe**order

    Symbols and units as in `losses`; own_rate and foe_rate belong to the side that kills.
    Valid for order != 0 (order 2 is the square law, order 1 the linear law), without replenishment.
    Sources: bracken1995, fricker1998 (not opened; the invariant is derived and checked here).

    >>> general_invariant(3.0, 2.0, own_rate=1.0, foe_rate=2.0, foe_exponent=1.0, own_exponent=0.0)
    1.0
    """
    order = foe_exponent - own_exponent + 1
    return own_rate * power(own, order) - foe_rate * power(foe, order)
