"""R04 Replenished square law: the balance is a saddle, and an aid cut ends it in a known time.

Class O (own reduced form) and A (against the differential equations).
Through replenishment.saddle_point, saddle_rate, collapse_time, strengths_after, days_of_supply.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from detente.formulas.replenishment import (
    collapse_time,
    days_of_supply,
    saddle_point,
    saddle_rate,
    strengths_after,
)

OWN_RATE, FOE_RATE, OWN_INFLOW, FOE_INFLOW = 0.004, 0.002, 1.0, 1.6


def change(own, foe, cut=0.0):
    return [-FOE_RATE * foe + OWN_INFLOW - cut, -OWN_RATE * own + FOE_INFLOW]


def test_nothing_moves_at_the_saddle_point():
    own, foe = saddle_point(OWN_RATE, FOE_RATE, OWN_INFLOW, FOE_INFLOW)
    assert change(own, foe) == pytest.approx([0.0, 0.0], abs=1e-12)
    stay = strengths_after(own, foe, OWN_RATE, FOE_RATE, OWN_INFLOW, FOE_INFLOW, 500.0)
    assert stay == pytest.approx((own, foe))


def test_a_lead_grows_at_the_positive_eigenvalue():
    eigenvalues = np.linalg.eigvals([[0.0, -FOE_RATE], [-OWN_RATE, 0.0]])
    assert saddle_rate(OWN_RATE, FOE_RATE) == pytest.approx(eigenvalues.max(), abs=1e-12)
    assert eigenvalues.min() < 0 < eigenvalues.max()


@pytest.mark.parametrize(("cut", "recorded"), [(0.3, 720.43), (0.6, 491.89), (1.0, 343.40)])
def test_collapse_after_a_cut(cut, recorded):
    def broken(_, strengths):
        return strengths[0]

    broken.terminal = True
    own, foe = saddle_point(OWN_RATE, FOE_RATE, OWN_INFLOW, FOE_INFLOW)
    path = solve_ivp(
        lambda _, y: change(*y, cut=cut), [0, 1e5], [own, foe], events=broken, rtol=1e-11, atol=1e-10
    )
    time = collapse_time(own, cut, OWN_RATE, FOE_RATE)
    assert time == pytest.approx(path.t[-1], abs=1e-5)
    assert time == pytest.approx(recorded, abs=0.005)
    left, _ = strengths_after(own, foe, OWN_RATE, FOE_RATE, OWN_INFLOW - cut, FOE_INFLOW, time)
    assert left == pytest.approx(0.0, abs=1e-8)


def test_strength_delays_and_dependence_hastens_collapse():
    times = [collapse_time(own, cut, OWN_RATE, FOE_RATE) for own, cut in [(500, 0.3), (400, 0.3), (400, 0.6)]]
    assert times == sorted(times, reverse=True)


def test_days_of_supply():
    assert days_of_supply(60.0, 7.0, 2.0) == pytest.approx(12.0)
    assert days_of_supply(60.0, 2.0, 7.0) == float("inf")
