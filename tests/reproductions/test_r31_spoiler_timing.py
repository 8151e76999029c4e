"""R31 When spoiling pays: the chance to derail talks is hump-shaped in trust.

Class O: reduced form, derived here, against simulated observers.
Through trust.critical_trust, trust_after_attack, derail_probability, derail_probability_logistic,
spoiling_gain.
"""

import numpy as np
import pytest

from detente.formulas.trust import (
    critical_trust,
    derail_probability,
    derail_probability_logistic,
    spoiling_gain,
    trust_after_attack,
)

THRESHOLD, STRENGTH, SUPPRESSION, SPREAD = 0.5, 0.7, 0.9, 0.12


@pytest.fixture
def critical():
    return critical_trust(THRESHOLD, STRENGTH, SUPPRESSION)


def test_critical_trust_falls_exactly_to_the_threshold(critical):
    assert trust_after_attack(critical, STRENGTH, SUPPRESSION) == pytest.approx(THRESHOLD, abs=1e-12)
    assert critical == pytest.approx(0.730, abs=5e-4)


def test_derail_probability_matches_simulated_observers(critical):
    trust = np.clip(np.random.default_rng(11).normal(0.6, SPREAD, 2_000_000), 0, 1)
    derailed = (trust >= THRESHOLD) & (trust_after_attack(trust, STRENGTH, SUPPRESSION) < THRESHOLD)
    assert derail_probability(THRESHOLD, critical, 0.6, SPREAD) == pytest.approx(derailed.mean(), abs=0.002)


def test_compiled_form_matches_its_own_observers(critical):
    scale = SPREAD * np.sqrt(3) / np.pi
    trust = np.random.default_rng(12).logistic(0.6, scale, 2_000_000)
    derailed = (trust >= THRESHOLD) & (trust < critical)
    found = derail_probability_logistic(THRESHOLD, critical, 0.6, SPREAD)
    assert found == pytest.approx(derailed.mean(), abs=0.002)


@pytest.mark.parametrize("chance", [derail_probability, derail_probability_logistic])
def test_hump(chance, critical):
    hopeless, below, near, secure = (
        chance(THRESHOLD, critical, mean, SPREAD) for mean in (0.15, 0.45, 0.62, 0.98)
    )
    assert hopeless < 0.01
    assert near > below
    assert secure < 0.2 * near


def test_spoilers_attack_near_success_only(critical):
    def gain(mean_trust):
        chance = derail_probability(THRESHOLD, critical, mean_trust, SPREAD)
        return spoiling_gain(chance, war_value=1.0, peace_value=0.4, cost=0.1)

    assert gain(0.15) < 0 < gain(0.62)
    assert gain(0.98) < 0
