"""R01-R04, R18 and R19 once more, through the mechanisms themselves and not only the formulas they use.

The mechanism's own `effect` gives the rates; an independent solver integrates them, and the closed form
of the same law says where they must lead.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from detente.formulas.lanchester import linear_law_invariant, square_law_duration, square_law_survivors
from detente.mechanisms.action_reaction import ActionReaction
from detente.mechanisms.attrition_general import AttritionGeneral
from detente.mechanisms.attrition_linear import AttritionLinear
from detente.mechanisms.attrition_square import AttritionSquare
from detente.mechanisms.retaliation import Retaliation
from detente.vocabulary import Event, Shared, Side, View, theirs

SHARED = Shared(army_size=1000.0)


def rates(card, name, mine, foes, **fixed):
    """Return d(stock)/dt of two sides of which all but one stock is fixed."""
    one, two = (Side(**{name: x}, firepower=1.0, **fixed) for x in (mine, foes))
    one, two = replace(one, hostility=one.hostility or 1.0), replace(two, hostility=two.hostility or 1.0)
    here = card.effect(View(me=one, foe=two, shared=SHARED)).per_month
    there = card.effect(View(me=two, foe=one, shared=SHARED)).per_month
    return [getattr(here, name), getattr(there, name)]


def solved(card, name, start, until, **options):
    return solve_ivp(
        lambda _, x: rates(card, name, float(x[0]), float(x[1])),
        [0, until],
        start,
        rtol=1e-10,
        atol=1e-8,
        **options,
    )


def test_r01_square_law_through_attrition_square():
    def beaten(_, x):
        return x[1]

    beaten.terminal = True
    found = solved(AttritionSquare(lethality=0.01), "force", [1000.0, 800.0], 1000.0, events=beaten)
    assert found.y[0, -1] == pytest.approx(square_law_survivors(1000.0, 800.0, 0.01, 0.01), abs=1e-3)
    assert found.t[-1] == pytest.approx(square_law_duration(1000.0, 800.0, 0.01, 0.01), abs=1e-4)


def test_r02_linear_law_through_attrition_linear():
    found = solved(AttritionLinear(lethality=0.01), "force", [1000.0, 800.0], 40.0)
    rate = 0.01 / 1000.0
    before, after = (linear_law_invariant(*found.y[:, i], rate, rate) for i in (0, -1))
    assert after == pytest.approx(before, abs=1e-7)


@pytest.mark.parametrize(("foe", "own"), [(1, 0), (1, 1), (0.8, 1.0), (1.0, 0.4), (1.3, -0.4)])
def test_r02_general_law_through_attrition_general(foe, own):
    card = AttritionGeneral(lethality=0.01, foe_exponent=float(foe), own_exponent=float(own), thinnest=1e-4)
    found = solved(card, "force", [1000.0, 900.0], 30.0)
    n = foe - own + 1
    kept = [x[0] ** n - x[1] ** n for x in (found.y[:, 0], found.y[:, -1])]
    assert kept[1] == pytest.approx(kept[0], abs=1e-6 * 1000.0**n)


def test_the_rival_laws_agree_for_equal_armies_of_the_stated_size():
    cards = [
        AttritionSquare(lethality=0.03),
        AttritionLinear(lethality=0.03),
        AttritionGeneral(lethality=0.03),
    ]
    said = [rates(card, "force", 1000.0, 1000.0)[0] for card in cards]
    assert said == pytest.approx([-30.0] * 3)


def test_r18_richardson_through_action_reaction():
    card = ActionReaction()
    found = solved(card, "hostility", [2.0, 0.5], 2000.0)
    assert found.y[:, -1] == pytest.approx([1.0, 1.0], abs=1e-5)  # equal sides come to rest at the reference
    step = 1e-6
    at = np.array(rates(card, "hostility", 1.0, 1.0))
    own = (np.array(rates(card, "hostility", 1.0 + step, 1.0)) - at) / step
    assert own[0] < 0 < own[1]  # fatigue holds back one's own, reaction follows the other's
    assert abs(own[0]) > abs(own[1])  # and the race is stable


def test_r19_hawkes_through_retaliation():
    card = Retaliation()
    quiet = View(me=Side(), foe=Side(), shared=SHARED)
    jump = card.effect(quiet).on[theirs(Event.DEEP_STRIKE)].excitation
    fading = card.effect(replace(quiet, me=Side(excitation=1.0))).per_month.excitation
    # one strike triggers, over all time, as many as the branching ratio says
    assert jump / -fading == pytest.approx(card.branching, rel=1e-6)
