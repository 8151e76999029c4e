"""R08 The bargaining range (fearon1995): its ends, risk aversion, and the first-strike variant.

Class P (range as published) and A (against a search over all divisions and against root finding).
Through bargaining.bargaining_range, risk_averse_range, first_strike_range.
"""

import numpy as np
import pytest
from scipy.optimize import brentq

from detente.formulas.bargaining import bargaining_range, first_strike_range, risk_averse_range

ODDS, OWN_COST, FOE_COST = 0.62, 0.10, 0.07


def test_range_is_every_division_both_prefer_to_war():
    share = np.linspace(0, 1, 2_000_001)
    peaceful = share[(share >= ODDS - OWN_COST) & (1 - share >= 1 - ODDS - FOE_COST)]
    low, high = bargaining_range(ODDS, OWN_COST, FOE_COST)
    assert (low, high) == pytest.approx((0.52, 0.69), abs=1e-12)
    assert (low, high) == pytest.approx((peaceful.min(), peaceful.max()), abs=1e-6)
    assert high - low == pytest.approx(OWN_COST + FOE_COST, abs=1e-12)


@pytest.mark.parametrize("curvature", [1.0, 0.7, 0.4])
def test_risk_aversion_widens_the_range(curvature):
    low, high = risk_averse_range(ODDS, OWN_COST, FOE_COST, curvature)
    assert low == pytest.approx(brentq(lambda z: z**curvature - (ODDS - OWN_COST), 0, 1), abs=1e-9)
    assert 1 - high == pytest.approx(brentq(lambda z: z**curvature - (1 - ODDS - FOE_COST), 0, 1), abs=1e-9)
    neutral_low, neutral_high = bargaining_range(ODDS, OWN_COST, FOE_COST)
    assert low <= neutral_low + 1e-9
    assert high >= neutral_high - 1e-9


@pytest.mark.parametrize("odds_struck", [0.40, 0.52, 0.54, 0.55, 0.70])
def test_first_strike_advantage_can_empty_the_range(odds_struck):
    low, high = first_strike_range(0.70, odds_struck, OWN_COST, FOE_COST)
    advantage = 0.70 - odds_struck
    assert high - low == pytest.approx(OWN_COST + FOE_COST - advantage, abs=1e-12)
    share = np.linspace(0, 1, 100_001)
    stable = (share >= 0.70 - OWN_COST) & (1 - share >= 1 - odds_struck - FOE_COST)
    assert (high >= low) == bool(stable.any())
