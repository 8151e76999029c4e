"""Attrition without feedback is a saddle, with it two armies can hold each other; stocks stay in bounds."""

import numpy as np
import pytest

from detente.theories import all_theories
from detente.vocabulary.do import Cut
from detente.vocabulary.war import STOCKS
from tests.behaviour.laboratory import WATCH, war_from

THEORIES = all_theories()
UNEVEN = war_from(A__force=165_000.0, B__force=135_000.0)
AT_FIRST = np.log(165 / 135)


@pytest.fixture(scope="module")
def uneven(laboratory):
    """World 1 has no mobilisation that answers losses."""
    return laboratory.endless(THEORIES["attrition"], (Cut("mobilisation_feedback"),), war=UNEVEN)


def lead(lived, world):
    force = [np.maximum(lived.level(path, 36, world), 1.0) for path in ("A.force", "B.force")]
    return np.log(force[0] / force[1])


def test_without_feedback_a_small_lead_runs_away(uneven):
    assert np.median(lead(uneven, 1)) > 2 * AT_FIRST
    assert np.mean(lead(uneven, 1) > AT_FIRST) > 0.7


def test_with_feedback_attrition_can_stalemate(uneven):
    assert 0 < np.median(lead(uneven, 0)) < 1.25 * AT_FIRST
    assert np.median(lead(uneven, 1)) > 2 * np.median(lead(uneven, 0))
    assert np.median(uneven.level("B.force", 36, 0)) > 100_000


@pytest.mark.parametrize("name", THEORIES)
def test_stocks_stay_in_bounds_and_are_not_driven_to_them(laboratory, name):
    lived = laboratory.endless(THEORIES[name])
    assert lived.records["faults"].sum() == 0
    for path in WATCH:
        entry, level = STOCKS[path.rsplit(".", 1)[-1]], lived.level(path, 36)
        assert np.isfinite(level).all()
        assert (level >= entry.low - 1e-4).all() and (level <= entry.high * 1.0001).all()
        if path != "talks" and entry.high < float("inf"):
            at_a_bound = (level <= entry.low + 1e-6) | (level >= entry.high - 1e-6)
            assert at_a_bound.mean() < 0.1 or np.ptp(level) == 0, path
