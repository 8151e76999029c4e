"""R16 From an act to the intent of a leadership, when it is uncertain who ordered it.

Class O: reduced form, derived here, against counting cases.
Through trust.averse_after_act.
"""

import numpy as np
import pytest

from detente.formulas.trust import averse_after_act


def test_limits():
    assert averse_after_act(0.3, 0.4, 0.0, 1.0) == pytest.approx(1.0, abs=1e-12)
    assert averse_after_act(0.3, 0.4, 0.1, 0.0) == pytest.approx(0.3, abs=1e-12)
    assert averse_after_act(0.3, 0.4, 0.4, 1.0) == pytest.approx(0.3, abs=1e-12)


def test_recorded_value():
    by_hand = 0.6 * (0.12 / (0.12 + 0.14)) + 0.4 * 0.3
    assert averse_after_act(0.3, 0.4, 0.2, 0.6) == pytest.approx(by_hand, abs=1e-12)
    assert by_hand == pytest.approx(0.39692, abs=5e-6)


def test_certain_attribution_is_counting():
    luck = np.random.default_rng(16)
    averse = luck.random(1_000_000) < 0.3
    ordered = luck.random(1_000_000) < np.where(averse, 0.4, 0.2)
    assert averse_after_act(0.3, 0.4, 0.2, 1.0) == pytest.approx(averse[ordered].mean(), abs=3e-3)


def test_surer_attribution_and_sharper_types_say_more():
    assert (
        averse_after_act(0.3, 0.4, 0.1, 0.9)
        > averse_after_act(0.3, 0.4, 0.1, 0.5)
        > averse_after_act(0.3, 0.4, 0.3, 0.5)
    )
