"""R02 Linear law, mixed law (deitchman1962), generalised law (bracken1995, fricker1998): invariants hold.

Class A: invariants against numerical solutions whose loss rates are the product's own.
Through lanchester.losses, linear_law_losses, mixed_law_losses and the four invariants.
"""

import pytest
from scipy.integrate import solve_ivp

from detente.formulas.lanchester import (
    general_invariant,
    linear_law_invariant,
    linear_law_losses,
    losses,
    mixed_law_invariant,
    mixed_law_losses,
)


def solve(change, start, time):
    path = solve_ivp(lambda _, y: [-x for x in change(*y)], [0, time], start, rtol=1e-11, atol=1e-9)
    return path.y[:, -1]


def test_linear_law():
    own_rate, foe_rate = 1e-5, 2e-5
    end = solve(
        lambda own, foe: (linear_law_losses(own, foe, foe_rate), linear_law_losses(foe, own, own_rate)),
        [1000.0, 800.0],
        400.0,
    )
    assert end[0] < 500.0  # the fight did change the strengths
    before = linear_law_invariant(1000.0, 800.0, own_rate, foe_rate)
    assert linear_law_invariant(*end, own_rate, foe_rate) == pytest.approx(before, abs=1e-8)


def test_mixed_law():
    end = solve(lambda own, foe: mixed_law_losses(own, foe, 1e-5, 0.02), [1000.0, 300.0], 60.0)
    assert end[1] < 200.0
    before = mixed_law_invariant(1000.0, 300.0, 1e-5, 0.02)
    assert mixed_law_invariant(*end, 1e-5, 0.02) == pytest.approx(before, abs=1e-7)


@pytest.mark.parametrize(
    ("foe_exponent", "own_exponent"),
    [(1.0, 0.0), (1.0, 1.0), (0.8, 1.0), (1.0, 0.4), (1.3, -0.4), (0.0, 0.0)],
)
def test_generalised_law(foe_exponent, own_exponent):
    scale = 1000.0 ** (foe_exponent + own_exponent - 1)  # keeps the fights comparable in length
    own_rate, foe_rate = 8e-3 / scale, 1e-2 / scale
    exponents = (foe_exponent, own_exponent)
    end = solve(
        lambda own, foe: (
            losses(own, foe, foe_rate, *exponents),
            losses(foe, own, own_rate, *exponents),
        ),
        [1000.0, 900.0],
        30.0,
    )
    assert end[0] < 1000.0
    before = general_invariant(1000.0, 900.0, own_rate, foe_rate, *exponents)
    size = abs(general_invariant(1000.0, 0.0, own_rate, foe_rate, *exponents))
    assert general_invariant(*end, own_rate, foe_rate, *exponents) == pytest.approx(before, abs=1e-7 * size)
