"""R32 A leader's hazard of losing office (signs: marinov2005 +, licht2015 about nil).

Class A: odds ratio, survival and tenure against their definitions.
Through leaders.exit_hazard, odds_ratio, tenure_survival, expected_tenure.
"""

import math

import numpy as np
import pytest

from detente.formulas.leaders import exit_hazard, expected_tenure, odds_ratio, tenure_survival

BASE = 0.01


def odds(probability):
    return probability / (1 - probability)


def test_a_shift_multiplies_the_odds():
    shift = math.log(1.3)
    assert odds(exit_hazard(BASE, shift)) / odds(exit_hazard(BASE, 0.0)) == pytest.approx(1.3, abs=1e-12)
    assert odds_ratio(shift) == pytest.approx(1.3, abs=1e-12)
    assert exit_hazard(BASE, 0.0) == pytest.approx(BASE, abs=1e-12)


def test_twelve_months():
    month_by_month = np.prod([1 - exit_hazard(BASE, 0.0)] * 12)
    assert tenure_survival(BASE, 12.0) == pytest.approx(month_by_month, abs=1e-12)


def test_expected_tenure():
    assert expected_tenure(exit_hazard(BASE, 0.0)) == pytest.approx(100.0, abs=1e-9)
    months = np.arange(1, 5000)
    by_definition = np.sum(months * BASE * tenure_survival(BASE, months - 1.0))
    assert expected_tenure(BASE) == pytest.approx(by_definition, abs=1e-9)
