"""R11 War from a shift of power (fearon1995, powell2006): the inequality in two forms.

Class A: 4,000 random cases each against a search over every first-period offer. The published form
itself was not opened; the inequality is derived here.
Through commitment.declining_side_margin, power_shift_margin.
"""

import numpy as np
import pytest

from detente.formulas.commitment import declining_side_margin, power_shift_margin

CASES = 4000
OFFERS = np.linspace(0, 1, 1001)


def fights(odds_now, odds_later, discount, own_cost):
    """Whether war now beats the best that any first offer followed by the later war value can give."""
    war_now = odds_now / (1 - discount) - own_cost
    war_later = odds_later / (1 - discount) - own_cost
    return war_now > (OFFERS + discount * war_later).max() + 1e-12


def random_cases(seed):
    luck = np.random.default_rng(seed)
    odds_now, odds_later = luck.uniform(0, 1, (2, CASES))
    return zip(odds_now, odds_later, luck.uniform(0.5, 0.98, CASES), luck.uniform(0, 1.5, CASES), strict=True)


def test_declining_side_form():
    found = [
        (declining_side_margin(now, later, cost, discount) > 0, fights(now, later, discount, cost))
        for now, later, discount, cost in random_cases(1)
    ]
    assert sum(rule != search for rule, search in found) == 0
    assert 0 < sum(rule for rule, _ in found) < CASES


def test_rising_side_form():
    found = [
        (power_shift_margin(now, later, cost, discount) > 0, fights(1 - now, 1 - later, discount, cost))
        for now, later, discount, cost in random_cases(2)
    ]
    assert sum(rule != search for rule, search in found) == 0
    assert 0 < sum(rule for rule, _ in found) < CASES


def test_the_two_forms_are_one_inequality():
    for now, later, discount, cost in random_cases(3):
        mirrored = declining_side_margin(1 - now, 1 - later, cost, discount)
        assert power_shift_margin(now, later, cost, discount) == pytest.approx(mirrored, abs=1e-12)


def test_no_shift_no_war():
    for odds in (0.1, 0.5, 0.9):
        for discount in (0.6, 0.9, 0.97):
            assert declining_side_margin(odds, odds, 0.05, discount) < 0


def test_a_small_shift_is_fought_over_only_by_the_patient():
    assert declining_side_margin(0.8, 0.78, 0.2, 0.8) < 0 < declining_side_margin(0.8, 0.78, 0.2, 0.95)
