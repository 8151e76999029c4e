"""R01 Square law (lanchester1916): survivors and duration; a worked example of johnsonmackay2011.

Class A (closed form against the differential equations) and P (published example).
Through lanchester.square_law_survivors, square_law_duration, square_law_losses.
"""

import pytest
from scipy.integrate import solve_ivp

from detente.formulas.lanchester import (
    losses,
    square_law_duration,
    square_law_invariant,
    square_law_losses,
    square_law_survivors,
)


def fight_to_the_finish(winner, loser, winner_rate, loser_rate):
    def annihilated(_, strengths):
        return strengths[1]

    annihilated.terminal = True
    annihilated.direction = -1

    def change(_, strengths):
        own, foe = strengths
        return [-square_law_losses(foe, loser_rate), -square_law_losses(own, winner_rate)]

    path = solve_ivp(change, [0, 1e4], [winner, loser], rtol=1e-11, atol=1e-9, events=annihilated)
    return path.y[0, -1], path.t[-1]


def test_survivors_and_duration_match_the_differential_equations():
    survivors, time = fight_to_the_finish(1000.0, 800.0, 0.01, 0.012)
    assert square_law_survivors(1000.0, 800.0, 0.01, 0.012) == pytest.approx(survivors, abs=1e-4)
    assert square_law_duration(1000.0, 800.0, 0.01, 0.012) == pytest.approx(time, abs=1e-6)


def test_recorded_values():
    assert square_law_survivors(1000.0, 800.0, 0.01, 0.012) == pytest.approx(481.664, abs=5e-4)
    assert square_law_duration(1000.0, 800.0, 0.01, 0.012) == pytest.approx(124.136, abs=5e-4)


def test_published_example_two_to_one_against_triple_effectiveness():
    """Twice the numbers beat three times the effectiveness; as many survive as the loser began with."""
    survivors, _ = fight_to_the_finish(2.0, 1.0, 0.1, 0.3)
    assert survivors == pytest.approx(1.0, abs=1e-7)
    assert square_law_survivors(2.0, 1.0, 0.1, 0.3) == pytest.approx(1.0, abs=1e-12)


def test_numbers_count_squared():
    assert square_law_invariant(2.0, 1.0, 1.0, 4.0) == 0.0
    assert losses(1000.0, 800.0, 0.01, 1.0, 0.0) == pytest.approx(square_law_losses(800.0, 0.01), rel=1e-12)
