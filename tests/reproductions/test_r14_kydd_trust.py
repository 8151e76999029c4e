"""R14 The trust that cooperation needs (kydd2000).

Class A: the threshold is where the expected payoffs of both choices are equal.
Through trust.minimum_trust, acceptable_risk.
"""

import pytest

from detente.formulas.trust import acceptable_risk, minimum_trust

REWARD, TEMPTATION, PUNISHMENT, SUCKER = 1.0, 0.6, 0.2, -0.5


def gain_from_cooperating(trust):
    cooperate = trust * REWARD + (1 - trust) * SUCKER
    defect = trust * TEMPTATION + (1 - trust) * PUNISHMENT
    return cooperate - defect


def test_threshold_is_the_point_of_indifference():
    threshold = minimum_trust(REWARD, TEMPTATION, PUNISHMENT, SUCKER)
    assert gain_from_cooperating(threshold) == pytest.approx(0.0, abs=1e-12)
    assert threshold == pytest.approx(0.7 / 1.1, abs=1e-12)
    assert gain_from_cooperating(threshold + 0.01) > 0 > gain_from_cooperating(threshold - 0.01)


def test_those_who_value_peace_more_run_more_risk():
    risk = acceptable_risk(REWARD, PUNISHMENT, SUCKER)
    assert (1 - risk) * REWARD + risk * SUCKER == pytest.approx(PUNISHMENT, abs=1e-12)
    assert acceptable_risk(1.2, PUNISHMENT, SUCKER) > risk
