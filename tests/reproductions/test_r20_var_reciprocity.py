"""R20 Action and reaction among three parties (form of goldsteinpevehouse1997, haushofer2010).

Class A: recovery of known coefficients, and the long-run multiplier against the summed responses.
Through reciprocity.fit_coefficients, impulse_response, long_run_multiplier, persistence.
"""

import numpy as np
import pytest

from detente.formulas.reciprocity import (
    fit_coefficients,
    impulse_response,
    long_run_multiplier,
    persistence,
)

TRUTH = np.array([[0.30, 0.20, 0.0], [0.25, 0.35, -0.15], [0.10, 0.20, 0.40]])


@pytest.fixture(scope="module")
def fitted():
    shocks = np.random.default_rng(6).normal(size=(120_000, 3))
    acts = np.zeros_like(shocks)
    for t in range(1, len(acts)):
        acts[t] = TRUTH @ acts[t - 1] + shocks[t]
    return fit_coefficients(acts)


def test_coefficients_are_recovered(fitted):
    assert fitted == pytest.approx(TRUTH, abs=0.012)
    assert fitted[1, 2] < -0.1 and fitted[1, 0] > 0.2  # inverse response and reciprocity keep their signs


def test_response_after_three_periods(fitted):
    response = impulse_response(TRUTH, 3)[1, 0]
    assert impulse_response(fitted, 3)[1, 0] == pytest.approx(response, abs=0.01)
    acts = np.array([1.0, 0.0, 0.0])
    for _ in range(3):
        acts = TRUTH @ acts
    assert response == pytest.approx(acts[1], abs=1e-12)
    assert response == pytest.approx(0.0686, abs=5e-5)


def test_long_run_multiplier_sums_all_responses():
    summed = sum(impulse_response(TRUTH, horizon)[0, 1] for horizon in range(200))
    assert long_run_multiplier(TRUTH)[0, 1] == pytest.approx(summed, abs=1e-10)
    assert long_run_multiplier(TRUTH)[0, 1] == pytest.approx(0.4494, abs=5e-5)
    assert persistence(TRUTH) < 1
