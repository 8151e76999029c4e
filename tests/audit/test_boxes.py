"""Where a claim fails: planted boxes, and none where there is nothing to find."""

import numpy as np
import pytest

from detente.pipeline.judging.boxes import Box, failing_box

PARAMETERS = 20
NAMES = tuple(f"p{i}" for i in range(PARAMETERS))
UNITS = dict.fromkeys(NAMES, "1/month")


def values(draws, seed):
    z = np.random.default_rng(seed).normal(size=(PARAMETERS, draws))
    return np.exp(0.5 * z)  # priors are rarely symmetric


def planted(x):
    return (x[3] > 1.1) & (x[7] < 1.4)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_planted_box_is_found(seed):
    x = values(1000, seed)
    by_chance = np.random.default_rng(seed).random(1000) < 0.04
    fails = planted(x) ^ by_chance
    box = failing_box(NAMES, x, fails, UNITS)
    assert box.coverage > 0.75
    assert box.density > 0.75
    assert [bound.parameter for bound in box.bounds] == ["p3", "p7"]
    first, second = box.bounds
    assert (first.low, first.high) == (pytest.approx(1.1, abs=0.1), np.inf)
    assert (second.low, second.high) == (-np.inf, pytest.approx(1.4, abs=0.15))
    assert first.unit == "1/month"
    inside = (x[3] >= first.low) & (x[7] <= second.high)
    assert (box.coverage, box.density) == (inside[fails].mean(), fails[inside].mean())


def test_a_rare_failure_is_found_too():
    x = values(2000, 3)
    fails = (x[0] > 1.9) & (x[1] > 1.1)
    assert 0.02 < fails.mean() < 0.06
    box = failing_box(NAMES, x, fails, UNITS)
    assert box.coverage > 0.75
    assert box.density > 0.75
    assert {bound.parameter for bound in box.bounds} == {"p0", "p1"}


def test_a_claim_that_fails_nowhere_or_everywhere_has_no_box():
    x = values(300, 4)
    assert failing_box(NAMES, x, np.zeros(300, dtype=bool), UNITS) == Box()
    assert failing_box(NAMES, x, np.ones(300, dtype=bool), UNITS) == Box()
    assert failing_box(NAMES, x, np.arange(300) < 5, UNITS) == Box()


@pytest.mark.parametrize("seed", range(4))
def test_a_claim_that_fails_by_chance_has_no_box(seed):
    fails = np.random.default_rng(seed + 50).random(400) < 0.3
    assert failing_box(NAMES, values(400, seed), fails, UNITS) == Box()
