"""R30 A mediated peace holds better at first and worse later (beardsley2008).

Class O (reduced form, derived here) and P (sign of the claim).
Through mediation.crossing_time, mediated_survival, competing_risks.war_survival.
"""

import pytest
from scipy.optimize import brentq

from detente.formulas.competing_risks import war_survival
from detente.formulas.mediation import crossing_time, mediated_survival

UNMEDIATED, EARLY, LATE, LEVERAGE = 0.10, 0.04, 0.16, 2.0


def gap(time):
    return mediated_survival(time, EARLY, LATE, LEVERAGE) - war_survival(UNMEDIATED, time)


def test_curves_cross_once():
    crossing = crossing_time(UNMEDIATED, EARLY, LATE, LEVERAGE)
    assert crossing == pytest.approx(4.0, abs=1e-12)
    assert gap(crossing) == pytest.approx(0.0, abs=1e-12)
    assert crossing == pytest.approx(brentq(gap, 1.0, 20.0), abs=1e-9)


def test_better_before_worse_after():
    assert gap(1.0) > 0 > gap(8.0)
