"""R23 The emission-standards table (buenodemesquita1994, as used by scholz2011).

Class P (second-hand published mean) and A (values written out by hand). Round-by-round medians of the
paper are not held: its boundaries are in figures only.
Through expected_utility.mean_position, median_position, power_at_most, prevail_probability,
challenge_value, net_support.
"""

import numpy as np
import pytest

from detente.formulas.expected_utility import (
    challenge_value,
    mean_position,
    median_position,
    net_support,
    power_at_most,
    prevail_probability,
)

CAPABILITY = np.array([0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08])
POSITION = np.array([4.0, 7.0, 4.0, 4.0, 10.0, 10.0, 10.0, 7.0, 4.0, 7.0])
SALIENCE = np.array([80, 40, 20, 80, 60, 60, 90, 10, 100, 70]) / 100
POWER = CAPABILITY * SALIENCE
STRICT, LAX = 3, 6  # the players compared: one at 4 years, one at 10


def test_mean_position():
    assert mean_position(POSITION, POWER) == pytest.approx(50_030 / 6_770, abs=1e-12)
    assert round(mean_position(POSITION, POWER), 1) == 7.4


def test_median_position_is_a_knife_edge():
    assert median_position(POSITION, POWER) == 7.0
    assert power_at_most(POSITION, POWER, 7.0) == pytest.approx(3_410 / 6_770, abs=1e-12)


def test_median_beats_both_rivals():
    assert net_support(POSITION, POWER, 7.0, 10.0) > 0
    assert net_support(POSITION, POWER, 7.0, 4.0) > 0
    assert net_support(POSITION, POWER, 10.0, 7.0) == -net_support(POSITION, POWER, 7.0, 10.0)


def test_prevail_probability():
    chance = prevail_probability(POSITION, POWER, LAX, STRICT)
    assert chance == pytest.approx(3_360 / 5_840, abs=1e-12)
    assert chance + prevail_probability(POSITION, POWER, STRICT, LAX) == pytest.approx(1.0, abs=1e-12)


def test_challenge_value():
    chance = 3_360 / 5_840
    lax = 0.8 * (2 * chance - 2 * (1 - chance)) + 0.2 * 2
    strict = 0.9 * (2 * (1 - chance) - 2 * chance) + 0.1 * 2
    assert challenge_value(POSITION, POWER, SALIENCE, LAX, STRICT) == pytest.approx(lax, abs=1e-12)
    assert challenge_value(POSITION, POWER, SALIENCE, STRICT, LAX) == pytest.approx(strict, abs=1e-12)
    assert (lax, strict) == pytest.approx((0.64110, -0.07123), abs=5e-6)
