"""R29 Competing ends of a war (set-up of balchlindsay2008), and settlement only while talks are on.

Class A: against simulation and against the eigenvalue of the two-state chain.
Through competing_risks.ending_share, mean_duration, war_survival, talks_share, talks_limited_hazard.
"""

import numpy as np
import pytest

from detente.formulas.competing_risks import (
    ending_share,
    mean_duration,
    talks_limited_hazard,
    talks_share,
    war_survival,
)

HAZARDS = np.array([0.02, 0.015, 0.01])  # settlement, victory of the aided side, victory of its foe


def test_shares_and_duration():
    times = np.random.default_rng(10).exponential(1 / HAZARDS, (400_000, 3))
    length, total = times.min(1), float(HAZARDS.sum())
    assert ending_share(0.02, total) == pytest.approx((times.argmin(1) == 0).mean(), abs=0.003)
    assert ending_share(0.02, total) == pytest.approx(0.4444, abs=5e-5)
    assert mean_duration(total) == pytest.approx(length.mean(), abs=0.15)
    assert mean_duration(total) == pytest.approx(22.2, abs=0.05)
    assert war_survival(total, 12.0) == pytest.approx((length > 12.0).mean(), abs=0.003)


def test_aid_can_prolong_the_war_and_raise_own_victories():
    aided = HAZARDS * np.array([0.5, 1.0, 0.4])
    assert mean_duration(aided.sum()) > mean_duration(HAZARDS.sum())
    assert ending_share(aided[1], aided.sum()) > ending_share(HAZARDS[1], HAZARDS.sum())


@pytest.mark.parametrize(("opening", "closing"), [(5.0, 5.0), (0.1, 0.3), (0.01, 2.0)])
def test_settlement_only_while_talks_are_on(opening, closing):
    hazard = 0.02
    chain = [[-(closing + hazard), closing], [opening, -opening]]
    slowest = -np.linalg.eigvals(chain).real.max()
    assert talks_limited_hazard(opening, closing, hazard) == pytest.approx(slowest, abs=1e-12)


def test_fast_switching_limit():
    limit = talks_share(5.0, 5.0) * 0.02
    assert talks_limited_hazard(5.0, 5.0, 0.02) == pytest.approx(limit, abs=2e-5)
    assert limit == pytest.approx(0.01, abs=1e-12)
