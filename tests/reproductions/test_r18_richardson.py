"""R18 Richardson's arms race (richardson1960): equilibrium and stability.

Class P (known values) and A (against the differential equations and the eigenvalues).
Through richardson.arms_change, equilibrium, stability_margin, growth_rate.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from detente.formulas.richardson import arms_change, equilibrium, growth_rate, stability_margin

OWN_REACTION, FOE_REACTION, OWN_FATIGUE, FOE_FATIGUE = 0.3, 0.35, 0.5, 0.4
OWN_GRIEVANCE, FOE_GRIEVANCE = 2.0, 1.0
RATES = (OWN_REACTION, FOE_REACTION, OWN_FATIGUE, FOE_FATIGUE)


def largest_eigenvalue(own_reaction, foe_reaction, own_fatigue, foe_fatigue):
    return np.linalg.eigvals([[-own_fatigue, own_reaction], [foe_reaction, -foe_fatigue]]).real.max()


def test_equilibrium_is_where_the_race_settles():
    def change(_, arms):
        own, foe = arms
        return [
            arms_change(own, foe, OWN_REACTION, OWN_FATIGUE, OWN_GRIEVANCE),
            arms_change(foe, own, FOE_REACTION, FOE_FATIGUE, FOE_GRIEVANCE),
        ]

    path = solve_ivp(change, [0, 400], [0, 0], rtol=1e-10, atol=1e-12)
    settled = equilibrium(*RATES, OWN_GRIEVANCE, FOE_GRIEVANCE)
    assert settled == pytest.approx(tuple(path.y[:, -1]), abs=1e-6)
    assert settled == pytest.approx((11.5789, 12.6316), abs=5e-5)


def test_growth_rate_is_the_largest_eigenvalue():
    assert growth_rate(*RATES) == pytest.approx(largest_eigenvalue(*RATES), abs=1e-12)
    assert growth_rate(*RATES) == pytest.approx(-0.12213, abs=5e-6)


@pytest.mark.parametrize("rates", [RATES, (0.5, 0.5, 0.3, 0.3), (0.2, 0.9, 0.3, 0.7)])
def test_the_race_runs_away_when_reaction_beats_fatigue(rates):
    assert (stability_margin(*rates) > 0) == (largest_eigenvalue(*rates) < 0)
    assert (stability_margin(*rates) > 0) == (growth_rate(*rates) < 0)
