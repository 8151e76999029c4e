"""R06 A rally and its decay, on published survey shares (57, 67, 69, 61 per cent trust in a leader).

Class P (arithmetic on published shares, second-hand). The base of 57 is assumed.
Through public_support.rally, rally_decay_time, half_life, survey_change_z.
"""

import pytest

from detente.formulas.public_support import half_life, rally, rally_decay_time, survey_change_z


def test_implied_decay_time():
    decay_time = rally_decay_time(jump=69.0 - 57.0, jump_left=61.0 - 57.0, elapsed=260.0)
    assert decay_time == pytest.approx(236.66, abs=0.01)
    assert half_life(decay_time) == pytest.approx(164.04, abs=0.01)
    assert rally(57.0, 12.0, 260.0, decay_time) == pytest.approx(61.0, abs=1e-9)
    assert rally(57.0, 12.0, half_life(decay_time), decay_time) == pytest.approx(63.0, abs=1e-9)


def test_the_rise_is_more_than_sampling_error():
    z = survey_change_z(0.57, 1000.0, 0.67, 1029.0, design_effect=1.3)
    assert z > 3
    assert z == pytest.approx(4.09, abs=0.01)
