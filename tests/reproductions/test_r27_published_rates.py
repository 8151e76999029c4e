"""R27 Published base rates and their sampling error (walter1997, pape1997 and others).

Class P (arithmetic on published counts).
Through rates.clopper_pearson.
"""

import pytest
from scipy.stats import binom

from detente.formulas.rates import clopper_pearson

COUNTS = {
    "civil-war talks that settle": (8, 17, 0.47, 0.002, 0.230, 0.722),
    "sanctions called a success, wide definition": (40, 115, 0.348, 0.001, 0.262, 0.442),
    "sanctions called a success, strict definition": (5, 115, 0.0435, 0.001, 0.014, 0.099),
    "coups that succeed": (227, 457, 0.497, 0.001, 0.450, 0.544),
    "attempts on leaders that kill": (59, 298, 0.198, 0.001, 0.154, 0.248),
}


@pytest.mark.parametrize("counts", COUNTS.values(), ids=COUNTS.keys())
def test_share_and_interval(counts):
    successes, trials, share, tolerance, low, high = counts
    assert successes / trials == pytest.approx(share, abs=tolerance)
    assert clopper_pearson(successes, trials) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(("successes", "trials"), [(8, 17), (5, 115), (227, 457)])
def test_ends_of_the_interval_are_where_the_count_becomes_surprising(successes, trials):
    low, high = clopper_pearson(successes, trials)
    assert binom.sf(successes - 1, trials, low) == pytest.approx(0.025, abs=1e-9)
    assert binom.cdf(successes, trials, high) == pytest.approx(0.025, abs=1e-9)


def test_none_and_all():
    assert clopper_pearson(0, 10)[0] == 0.0
    assert clopper_pearson(10, 10)[1] == 1.0
    assert clopper_pearson(0, 10)[1] == pytest.approx(1 - 0.025**0.1, abs=1e-12)


def test_other_published_shares_are_consistent():
    low, high = clopper_pearson(17, 41)
    assert low < 0.415 < high and 17 / 41 == pytest.approx(0.415, abs=0.001)
    low, high = clopper_pearson(101, 150)
    assert low < 0.673 < high and 101 / 150 == pytest.approx(0.673, abs=0.001)
    assert abs(227 / 450 - 0.497) > 0.005  # the other count in circulation does not give the share
