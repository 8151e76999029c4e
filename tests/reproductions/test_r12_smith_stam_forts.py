"""R12 War as a walk over forts (smithstam2004): odds, length, and convergence of beliefs.

Class A: closed forms against the absorbing chain's matrix and against simulation.
Through forts.win_probability, expected_battles, believed_odds, believed_win_probability.
"""

import jax
import numpy as np
import pytest

from detente.formulas.forts import believed_odds, believed_win_probability, expected_battles, win_probability


def absorbing_chain(battle_odds, forts):
    """Return win probability and expected battles for 1 .. forts - 1 held, from the fundamental matrix."""
    inner = forts - 1
    moves = np.diag([battle_odds] * (inner - 1), 1) + np.diag([1 - battle_odds] * (inner - 1), -1)
    fundamental = np.linalg.inv(np.eye(inner) - moves)
    return battle_odds * fundamental[:, -1], fundamental.sum(1)


@pytest.mark.parametrize(
    ("battle_odds", "held", "forts", "win", "battles"),
    [(0.5, 6, 20, 0.3, 84.0), (0.45, 12, 20, 0.18611, 82.778), (0.6, 3, 10, 0.71612, 20.806)],
)
def test_absorption(battle_odds, held, forts, win, battles):
    wins, lengths = absorbing_chain(battle_odds, forts)
    arguments = (battle_odds, float(held), float(forts))
    assert win_probability(*arguments) == pytest.approx(wins[held - 1], abs=1e-10)
    assert expected_battles(*arguments) == pytest.approx(lengths[held - 1], abs=1e-8)
    assert win_probability(*arguments) == pytest.approx(win, abs=5e-6)
    assert expected_battles(*arguments) == pytest.approx(battles, abs=5e-4)


def test_near_even_odds_and_long_walks_stay_finite():
    assert win_probability(0.5 + 1e-9, 6.0, 20.0) == pytest.approx(0.3, abs=1e-6)
    assert expected_battles(0.5 + 1e-5, 6.0, 20.0) == pytest.approx(84.0, abs=0.1)
    assert win_probability(0.01, 500.0, 1000.0) == pytest.approx(0.0, abs=1e-300)
    assert win_probability(0.99, 500.0, 1000.0) == pytest.approx(1.0, abs=1e-12)


def test_slope_at_even_odds():
    """The slope a compiled step sees at exactly even odds is the one around them."""
    step = 1e-4
    around = (win_probability(0.5 + step, 6.0, 20.0) - win_probability(0.5 - step, 6.0, 20.0)) / (2 * step)
    slope = jax.grad(lambda odds: win_probability(odds, 6.0, 20.0))(0.5)
    assert float(slope) == pytest.approx(around, rel=1e-3)


def test_win_probability_averaged_over_belief():
    odds = np.random.default_rng(2).beta(4, 6, 200_000)
    simulated = np.mean(win_probability(odds, 8.0, 16.0))
    assert believed_win_probability(4.0, 6.0, 8.0, 16.0) == pytest.approx(simulated, abs=4e-3)


def test_beliefs_converge():
    def gap(wins, battles):
        return believed_odds(8.0, 2.0, wins, battles) - believed_odds(2.0, 8.0, wins, battles)

    assert gap(0.0, 0.0) == pytest.approx(0.6, abs=1e-12)
    assert gap(176.0, 400.0) == pytest.approx(6 / 410, abs=1e-12)
