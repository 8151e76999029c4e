"""R15 What an attack by extremists does to trust in moderates (kyddwalter2002).

Class O (reduced form, derived here, against simulation) and P (signs of the paper's propositions).
Through trust.trust_after_attack, trust_after_calm, trust_slope_in_strength, critical_strength.
"""

import numpy as np
import pytest

from detente.formulas.trust import (
    critical_strength,
    trust_after_attack,
    trust_after_calm,
    trust_slope_in_strength,
)

TRUST, STRENGTH, SUPPRESSION, ATTACK = 0.7, 0.8, 0.9, 0.4


def test_beliefs_match_simulation():
    luck = np.random.default_rng(4)
    count = 2_000_000
    trusty, strong = luck.random(count) < TRUST, luck.random(count) < STRENGTH
    attacked = luck.random(count) < np.where(trusty & strong, ATTACK * (1 - SUPPRESSION), ATTACK)
    after_attack = trust_after_attack(TRUST, STRENGTH, SUPPRESSION)
    after_calm = trust_after_calm(TRUST, STRENGTH, SUPPRESSION, ATTACK)
    assert after_attack == pytest.approx(trusty[attacked].mean(), abs=2e-3)
    assert after_calm == pytest.approx(trusty[~attacked].mean(), abs=2e-3)
    share = attacked.mean()
    assert share * after_attack + (1 - share) * after_calm == pytest.approx(TRUST, abs=2e-3)


def test_recorded_values():
    assert trust_after_attack(TRUST, STRENGTH, SUPPRESSION) == pytest.approx(0.39516, abs=5e-6)
    assert trust_after_calm(TRUST, STRENGTH, SUPPRESSION, ATTACK) == pytest.approx(0.77545, abs=5e-6)
    assert trust_slope_in_strength(TRUST, STRENGTH, SUPPRESSION) == pytest.approx(-0.76824, abs=5e-6)


def test_slope_is_the_derivative():
    step = 1e-30  # complex step: the derivative without subtraction
    derivative = trust_after_attack(TRUST, STRENGTH + 1j * step, SUPPRESSION).imag / step
    assert trust_slope_in_strength(TRUST, STRENGTH, SUPPRESSION) == pytest.approx(derivative, abs=1e-12)
    assert derivative < 0  # the proposition: attacks hurt more when moderates are thought strong


def test_weak_moderates_are_not_blamed():
    assert trust_after_attack(TRUST, 0.0, SUPPRESSION) == pytest.approx(TRUST, abs=1e-15)
    assert trust_after_attack(TRUST, STRENGTH, 0.0) == pytest.approx(TRUST, abs=1e-15)


def test_only_strong_moderates_can_be_derailed():
    threshold = 0.5
    critical = critical_strength(TRUST, threshold, SUPPRESSION)
    assert trust_after_attack(TRUST, critical, SUPPRESSION) == pytest.approx(threshold, abs=1e-12)
    assert trust_after_attack(TRUST, 0.95, SUPPRESSION) < threshold <= TRUST
    assert trust_after_attack(TRUST, 0.2, SUPPRESSION) >= threshold
    assert 0.2 < critical < 0.95
