"""A theory whose numbers are known gives back what arithmetic says; steps and tosses agree within error."""

import numpy as np
import pytest

from detente.mechanisms.baseline import Baseline
from detente.pipeline.model import Model
from detente.pipeline.step import ENDING_PATHS
from detente.theories import all_theories
from detente.vocabulary import Fixed, Theory, title
from detente.vocabulary.do import Force, World
from tests.behaviour.laboratory import Laboratory
from tools.behaviour_table import PARTIES

THEORIES = all_theories()
RATES = {"settlement": 0.03, "ceasefire": 0.02, "collapse": 0.015, "fade_out": 0.04}
HAZARDS = dict(zip(ENDING_PATHS, (0.03, 0.02, 0.015, 0.015, 0.04), strict=True))
KNOWN = Theory(
    name="known",
    claim="Wars end at rates that are known.",
    sources=(),
    causes=(Baseline,),
    priors={f"baseline.{name}": Fixed(rate) for name, rate in RATES.items()}
    | {"baseline.frailty": Fixed(1.0)},
)
ASIDE = (Force("B.deep-strike", 2),)  # nothing in this theory heeds it
SMALLER = {"draws": 2048, "months": 24, "watch": ("talks",)}
LEADERS = THEORIES["leaders"]  # its causes jump, drift and walk at random


def test_constant_hazards_are_recovered(laboratory):
    lived, total = laboratory.live(KNOWN, ASIDE), sum(HAZARDS.values())
    months = np.arange(lived.records["survival"].shape[0])
    expected = np.exp(-total * months)
    for world in (0, 1):
        np.testing.assert_allclose(lived.records["survival"][:, 0, world, 0], expected, atol=1e-4)
        for i, hazard in enumerate(HAZARDS.values()):
            incidence = hazard / total * (1 - expected)
            np.testing.assert_allclose(lived.records["ended"][:, i, world, 0], incidence, atol=1e-4)


def test_probabilities_add_up_to_one(laboratory):
    records = laboratory.live(THEORIES["everything"]).records
    np.testing.assert_allclose(records["survival"][:, 0] + records["ended"].sum(1), 1.0, atol=1e-4)
    np.testing.assert_allclose(records["share"].sum(1), records["ended"].sum(1), atol=1e-4)


@pytest.fixture(scope="module")
def integrated(laboratory):
    return laboratory.live(LEADERS, draws=2048)


@pytest.fixture(scope="module")
def small():
    """A model of the causes of one theory alone: luck and parameters are the same, and it compiles sooner."""
    return Laboratory(Model(tuple(sorted(LEADERS.causes, key=title)), PARTIES))


def agree(one, other, allowed):
    """Compare the means of two arrays with one entry a draw, which share parameters but not luck."""
    difference = one - other
    error = difference.std() / np.sqrt(len(difference))
    assert abs(difference.mean()) < 4 * error + allowed


def test_halving_the_step_moves_no_settlement_beyond_error(small, integrated):
    finer = small.ask(LEADERS, [World("as it is")], steps_a_month=8, **SMALLER)
    for month in (12, 24):
        agree(*(x.records["ended"][month, 0, 0] for x in (integrated, finer)), allowed=0.002)
        agree(*(x.records["survival"][month, 0, 0] for x in (integrated, finer)), allowed=0.002)


def test_tossed_endings_agree_with_integrated_ones(small, integrated):
    tossed = small.ask(LEADERS, [World("as it is")], tossed=True, **SMALLER)
    assert set(np.unique(tossed.records["survival"])) <= {0.0, 0.5, 1.0}
    for month in (12, 24):
        for i in range(len(ENDING_PATHS)):
            agree(*(x.records["ended"][month, i, 0] for x in (integrated, tossed)), allowed=0.0)
        agree(*(x.records["share"][month, 0, 0] for x in (integrated, tossed)), allowed=0.0)
