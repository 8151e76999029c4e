"""R24 More players who must agree, less to agree on (putnam1988, cunningham2006).

Class A: against simulated thresholds and numerical integration.
Through veto.agreement_probability, expected_range.
"""

import numpy as np
import pytest
from scipy.integrate import dblquad

from detente.formulas.veto import agreement_probability, expected_range

COUNT = 400_000


@pytest.mark.parametrize(
    ("lower", "upper", "recorded"),
    [(1, 1, 1 / 2), (2, 1, 1 / 3), (2, 2, 1 / 6), (3, 1, 1 / 4), (3, 2, 1 / 10)],
)
def test_agreement_probability(lower, upper, recorded):
    luck = np.random.default_rng(8)
    least = luck.random((COUNT, lower)).max(1)
    most = luck.random((COUNT, upper)).min(1)
    assert agreement_probability(lower, upper) == pytest.approx(recorded, abs=1e-12)
    assert agreement_probability(lower, upper) == pytest.approx((least <= most).mean(), abs=0.003)
    assert expected_range(lower, upper) == pytest.approx(np.maximum(most - least, 0).mean(), abs=0.002)


def test_expected_range_by_integration():
    lower, upper = 2, 1
    width, _ = dblquad(
        lambda b, a: (b - a) * lower * a ** (lower - 1) * upper * (1 - b) ** (upper - 1),
        0,
        1,
        lambda a: a,
        lambda a: 1,
    )
    assert expected_range(lower, upper) == pytest.approx(width, abs=1e-9)
