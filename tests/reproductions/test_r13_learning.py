"""R13 Learning from battles whether the foe is weak (filsonwerner2002, slantchev2003).

Class A: batch against one battle at a time, and the drift against simulation.
Through learning.belief_weak_after, log_odds_step, log_odds_drift.
"""

import numpy as np
import pytest

from detente.formulas.learning import belief_weak_after, log_odds_drift, log_odds_step

PRIOR, IF_WEAK, IF_STRONG = 0.6, 0.7, 0.45


def test_battle_by_battle_equals_all_at_once():
    belief = PRIOR
    for won in (1, 0, 0, 1, 0):
        like_weak, like_strong = (IF_WEAK, IF_STRONG) if won else (1 - IF_WEAK, 1 - IF_STRONG)
        belief = belief * like_weak / (belief * like_weak + (1 - belief) * like_strong)
    assert belief_weak_after(PRIOR, IF_WEAK, IF_STRONG, 2.0, 5.0) == pytest.approx(belief, abs=1e-12)


def test_one_loss():
    expected = 0.6 * 0.3 / (0.6 * 0.3 + 0.4 * 0.55)
    assert belief_weak_after(PRIOR, IF_WEAK, IF_STRONG, 0.0, 1.0) == pytest.approx(expected, abs=1e-12)
    assert expected == pytest.approx(0.45)


def test_drift_is_minus_the_information_in_a_battle():
    wins = np.random.default_rng(3).binomial(200, IF_STRONG, 40_000)
    belief = belief_weak_after(PRIOR, IF_WEAK, IF_STRONG, wins, 200)
    moved = np.mean(np.log(belief / (1 - belief))) - np.log(PRIOR / (1 - PRIOR))
    drift = log_odds_drift(IF_WEAK, IF_STRONG)
    assert drift == pytest.approx(moved / 200, abs=2e-3)
    assert drift == pytest.approx(-0.13455, abs=5e-6)
    mixed = IF_STRONG * log_odds_step(1.0, IF_WEAK, IF_STRONG) + (1 - IF_STRONG) * log_odds_step(
        0.0, IF_WEAK, IF_STRONG
    )
    assert drift == pytest.approx(mixed, abs=1e-15)
