"""R05 Support and the logarithm of casualties (mueller1971, gartnersegura1998).

Class A: properties of the form, and recovery of known slopes from noisy data the product made.
The slope of 15 points is from memory and serves as an input only.
Through public_support.mueller_support, mueller_marginal_effect, gartner_segura_support.
"""

import numpy as np
import pytest

from detente.formulas.public_support import (
    gartner_segura_support,
    mueller_marginal_effect,
    mueller_support,
)

LEVEL, SLOPE = 90.0, 15.0


def support(casualties):
    return mueller_support(LEVEL, SLOPE, casualties)


def test_equal_proportions_cost_equal_points():
    assert support(1e5) - support(1e4) == pytest.approx(-15.0, abs=1e-12)
    assert support(1e5) - support(5e4) == pytest.approx(-15.0 * np.log10(2), abs=1e-12)
    assert support(1e5) - support(5e4) == pytest.approx(-4.515, abs=1e-3)


def test_marginal_effect_is_the_slope_of_the_curve():
    around = (support(2e4 + 1) - support(2e4 - 1)) / 2
    assert mueller_marginal_effect(SLOPE, 2e4) == pytest.approx(around, abs=1e-9)


def test_known_slopes_are_recovered():
    luck = np.random.default_rng(0)
    casualties = np.cumsum(luck.gamma(2, 500, 60))
    recent = np.diff(np.r_[0, casualties])
    observed = gartner_segura_support(90.0, 12.0, 3.0, casualties, recent) + luck.normal(0, 0.5, 60)
    design = np.c_[np.ones(60), np.log10(casualties), np.log10(recent)]
    slopes = np.linalg.lstsq(design, observed, rcond=None)[0][1:]
    assert slopes == pytest.approx([-12.0, -3.0], abs=0.8)
