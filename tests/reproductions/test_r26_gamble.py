"""R26 Gambling for resurrection (goemans2000, debsgoemans2010).

Class O (reduced form, derived here) and P (sign: those punished anyway fight on at longer odds).
Through leaders.gamble_threshold, gamble_gain.
"""

import pytest

from detente.formulas.leaders import gamble_gain, gamble_threshold

VICTORY, DISASTER, COST = 1.0, 2.0, 0.1


@pytest.mark.parametrize("modest", [0.0, 1.0, 2.0])
def test_threshold_is_the_point_of_indifference(modest):
    odds = gamble_threshold(VICTORY, DISASTER, modest, COST)
    fighting_on = odds * VICTORY - (1 - odds) * DISASTER - COST
    assert fighting_on == pytest.approx(-modest, abs=1e-12)
    assert gamble_gain(odds, VICTORY, DISASTER, modest, COST) == pytest.approx(0.0, abs=1e-12)
    assert gamble_gain(odds + 0.01, VICTORY, DISASTER, modest, COST) > 0


def test_leaders_punished_anyway_gamble_at_longer_odds():
    punished_alike, between, spared = (
        gamble_threshold(VICTORY, DISASTER, modest, COST) for modest in (DISASTER, 1.0, 0.0)
    )
    assert punished_alike == pytest.approx(COST / (VICTORY + DISASTER), abs=1e-12)
    assert punished_alike < between < spared
