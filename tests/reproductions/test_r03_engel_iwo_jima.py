"""R03 Iwo Jima (engel1954): square law with landings.

Class P/A. Coefficients second-hand, landings and the historical strength of 52,735 from memory: the
historical number is therefore held only to 800. The numerics are held to the differential equations.
Through replenishment.strengths_after.
"""

import pytest
from scipy.integrate import solve_ivp

from detente.formulas.replenishment import strengths_after

ATTACKER_RATE, DEFENDER_RATE = 0.0106, 0.0544  # killed per soldier and day
DEFENDERS = 21_500.0
PHASES = [(0, 1, 54_000.0), (1, 2, 0.0), (2, 3, 6_000.0), (3, 5, 0.0), (5, 6, 13_000.0), (6, 36, 0.0)]


@pytest.fixture(scope="module")
def last_day():
    attackers, defenders = 0.0, DEFENDERS
    for begin, end, landing in PHASES:
        attackers, defenders = strengths_after(
            attackers, defenders, ATTACKER_RATE, DEFENDER_RATE, landing, 0.0, time=float(end - begin)
        )
    return attackers, defenders


def test_strength_on_the_last_day(last_day):
    attackers, defenders = last_day
    assert attackers == pytest.approx(52_735.0, abs=800.0)
    assert abs(defenders) < 0.01 * DEFENDERS + 200.0
    assert attackers == pytest.approx(51_985.0, abs=1.0)
    assert defenders == pytest.approx(217.0, abs=1.0)


def test_closed_form_matches_the_differential_equations(last_day):
    state = [0.0, DEFENDERS]
    for begin, end, landing in PHASES:
        path = solve_ivp(
            lambda _, y, landing=landing: [landing - DEFENDER_RATE * y[1], -ATTACKER_RATE * y[0]],
            [begin, end],
            state,
            rtol=1e-11,
            atol=1e-8,
        )
        state = path.y[:, -1]
    assert last_day == pytest.approx(tuple(state), abs=1e-3)


def test_small_steps_agree(last_day):
    attackers, defenders, step = 0.0, DEFENDERS, 1e-3
    for begin, end, landing in PHASES:
        for _ in range(round((end - begin) / step)):
            attackers, defenders = (
                attackers + step * (landing - DEFENDER_RATE * defenders),
                defenders - step * ATTACKER_RATE * attackers,
            )
    assert last_day == pytest.approx((attackers, defenders), abs=15.0)
