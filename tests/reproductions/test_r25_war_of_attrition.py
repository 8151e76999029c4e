"""R25 The war of attrition: quitting hazards that leave nobody a reason to wait longer or less.

Class A: against simulated waiting. The model with audience costs is another one and is not held.
Through attrition_war.quitting_hazard, expected_duration, waiting_value.
"""

import numpy as np
import pytest

from detente.formulas.attrition_war import expected_duration, quitting_hazard, waiting_value

COUNT = 400_000


def test_symmetric_war_lasts_and_wastes_the_prize():
    luck = np.random.default_rng(9)
    prize, cost = 1.0, 0.2
    hazard = quitting_hazard(cost, prize)
    own, foe = luck.exponential(1 / hazard, (2, COUNT))
    length = np.minimum(own, foe)
    assert expected_duration(hazard, hazard) == pytest.approx(length.mean(), abs=0.01)
    assert expected_duration(hazard, hazard) == pytest.approx(2.5, abs=1e-12)
    assert np.mean(np.where(foe < own, prize, 0) - cost * length) == pytest.approx(0.0, abs=0.005)


@pytest.mark.parametrize("patience", [1.0, 3.0, 8.0])
def test_every_patience_is_worth_the_same(patience):
    prize, cost = 1.0, 0.2
    hazard = quitting_hazard(cost, prize)
    assert waiting_value(patience, cost, prize, hazard) == pytest.approx(0.0, abs=1e-12)
    foe = np.random.default_rng(91).exponential(1 / hazard, COUNT)
    simulated = np.mean(np.where(foe < patience, prize, 0) - cost * np.minimum(foe, patience))
    assert simulated == pytest.approx(0.0, abs=0.006)


@pytest.mark.parametrize("patience", [2.0, 6.0])
@pytest.mark.parametrize(("cost", "prize"), [(0.2, 1.0), (0.1, 2.0)])
def test_unequal_sides_are_indifferent_too(patience, cost, prize):
    """Each side quits at the rate that keeps the *other* indifferent."""
    foe_hazard = quitting_hazard(cost, prize)
    foe = np.random.default_rng(92).exponential(1 / foe_hazard, COUNT)
    simulated = np.mean(np.where(foe < patience, prize, 0) - cost * np.minimum(foe, patience))
    assert waiting_value(patience, cost, prize, foe_hazard) == pytest.approx(simulated, abs=0.008)


def test_out_of_equilibrium_waiting_pays_or_costs():
    foe = np.random.default_rng(93).exponential(1 / 0.5, COUNT)
    simulated = np.mean(np.where(foe < 2.0, 1.0, 0) - 0.2 * np.minimum(foe, 2.0))
    assert waiting_value(2.0, 0.2, 1.0, 0.5) == pytest.approx(simulated, abs=0.006)
    assert simulated > 0.3
