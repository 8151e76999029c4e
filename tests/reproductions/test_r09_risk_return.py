"""R09 The risk-return trade-off (one final offer to a foe whose costs are unknown) and screening.

Class A (against a search over all demands) and P (neutrality: odds do not change the risk of war).
Through bargaining.ultimatum_demand, ultimatum_war_probability, spread_war_probability,
screening_gain, screening_threshold.
"""

import numpy as np
import pytest

from detente.formulas.bargaining import (
    screening_gain,
    screening_threshold,
    spread_war_probability,
    ultimatum_demand,
    ultimatum_war_probability,
)


def best_demand(odds, own_cost, lowest, highest):
    demand = np.linspace(odds + lowest, odds + highest, 400_001)
    accepted = np.clip((highest - (demand - odds)) / (highest - lowest), 0, 1)
    worth = demand * accepted + (odds - own_cost) * (1 - accepted)
    best = worth.argmax()
    return demand[best], 1 - accepted[best]


@pytest.mark.parametrize(
    ("odds", "own_cost", "lowest", "highest"),
    [(0.5, 0.1, 0.0, 0.4), (0.7, 0.1, 0.0, 0.4), (0.3, 0.05, 0.05, 0.3)],
)
def test_best_offer(odds, own_cost, lowest, highest):
    demand, war = best_demand(odds, own_cost, lowest, highest)
    assert ultimatum_demand(odds, own_cost, lowest, highest) == pytest.approx(demand, abs=2e-6)
    assert ultimatum_war_probability(own_cost, lowest, highest) == pytest.approx(war, abs=1e-5)


def test_recorded_values():
    assert ultimatum_demand(0.5, 0.1, 0.0, 0.4) == pytest.approx(0.65, abs=1e-12)
    assert ultimatum_war_probability(0.1, 0.0, 0.4) == pytest.approx(0.375, abs=1e-12)


def test_neutrality():
    """The search over demands finds the same risk of war at any odds; the formula does not ask for them."""
    risks = [best_demand(odds, 0.1, 0.0, 0.4)[1] for odds in (0.3, 0.5, 0.7)]
    assert risks == pytest.approx([ultimatum_war_probability(0.1, 0.0, 0.4)] * 3, abs=1e-5)


@pytest.mark.parametrize(("spread", "recorded"), [(0.05, 0.0), (0.08, 0.125), (0.12, 1 / 3), (0.15, 5 / 12)])
def test_uncertainty_raises_the_risk(spread, recorded):
    war = spread_war_probability(0.05, 0.15, spread)
    assert war == pytest.approx(recorded, abs=1e-9)
    assert war == pytest.approx(max(0.0, 0.75 - (0.15 + 0.05) / (4 * spread)), abs=1e-12)
    assert war == pytest.approx(best_demand(0.5, 0.05, 0.15 - spread, 0.15 + spread)[1], abs=1e-5)


def test_screening_threshold():
    odds_if_strong, odds_if_weak, own_cost, foe_cost = 0.35, 0.6, 0.08, 0.1
    terms = (odds_if_weak, odds_if_strong, own_cost, foe_cost)

    def gain(belief):
        """What the gamble pays, written out from the two demands."""
        gamble = belief * (odds_if_weak + foe_cost) + (1 - belief) * (odds_if_strong - own_cost)
        return gamble - (odds_if_strong + foe_cost)

    threshold = screening_threshold(*terms)
    assert gain(threshold) == pytest.approx(0.0, abs=1e-12)
    assert screening_gain(threshold, *terms) == pytest.approx(0.0, abs=1e-12)
    assert screening_gain(threshold + 0.01, *terms) > 0 > screening_gain(threshold - 0.01, *terms)
