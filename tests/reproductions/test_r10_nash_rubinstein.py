"""R10 Division of the surplus: Nash bargaining and Rubinstein's alternating offers.

Class P (known values) and A (against numerical maximisation and backward induction).
Through bargaining.nash_split, rubinstein_share, rubinstein_limit.
"""

import math

import pytest
from scipy.optimize import minimize_scalar

from detente.formulas.bargaining import nash_split, rubinstein_limit, rubinstein_share

ODDS, OWN_COST, FOE_COST = 0.58, 0.12, 0.05


@pytest.mark.parametrize(("weight", "recorded"), [(0.5, 0.545), (0.3, 0.511), (0.8, 0.596)])
def test_nash_split_maximises_the_nash_product(weight, recorded):
    low, high = ODDS - OWN_COST, ODDS + FOE_COST
    best = minimize_scalar(
        lambda x: -(weight * math.log(x - low) + (1 - weight) * math.log(high - x)),
        bounds=(low + 1e-9, high - 1e-9),
        method="bounded",
        options={"xatol": 1e-12},
    )
    assert nash_split(ODDS, OWN_COST, FOE_COST, weight) == pytest.approx(best.x, abs=1e-6)
    assert nash_split(ODDS, OWN_COST, FOE_COST, weight) == pytest.approx(recorded, abs=1e-12)


@pytest.mark.parametrize(
    ("own_discount", "foe_discount", "recorded"),
    [(0.9, 0.9, 0.526316), (0.95, 0.8, 0.833333), (0.6, 0.99, 0.0246305)],
)
def test_rubinstein_share_is_the_limit_of_backward_induction(own_discount, foe_discount, recorded):
    own_share = 1.0
    for _ in range(4000):
        foe_share = 1 - own_discount * own_share
        own_share = 1 - foe_discount * foe_share
    assert rubinstein_share(own_discount, foe_discount) == pytest.approx(own_share, abs=1e-10)
    assert rubinstein_share(own_discount, foe_discount) == pytest.approx(recorded, abs=1e-6)


def test_short_rounds_tend_to_the_nash_weight():
    own_impatience, foe_impatience, round_length = 0.03, 0.07, 1e-5
    share = rubinstein_share(
        math.exp(-own_impatience * round_length), math.exp(-foe_impatience * round_length)
    )
    assert rubinstein_limit(own_impatience, foe_impatience) == pytest.approx(0.7, abs=1e-12)
    assert share == pytest.approx(0.7, abs=1e-5)
