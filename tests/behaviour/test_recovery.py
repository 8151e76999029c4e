"""A theory whose numbers are known gives back what arithmetic says; steps and tosses agree within error."""

from dataclasses import replace

import numpy as np
import pytest

from detente.mechanisms.baseline import Baseline
from detente.pipeline.model import Model
from detente.pipeline.step import ENDING_PATHS
from detente.theories import all_theories
from detente.vocabulary import Fixed, Theory, title
from detente.vocabulary.do import Force, World
from tests.behaviour.laboratory import Laboratory, war_from
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
    | {f"baseline.{name}": Fixed(x) for name, x in (("evenness", 1e6), ("power", 0.5), ("first_month", 1.0))},
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


@pytest.mark.parametrize("age", [0.0, 0.5, 20.0])
@pytest.mark.parametrize("first", [1.0, 6.0])
def test_wars_that_differ_in_proneness_end_as_the_formula_says(laboratory, age, first):
    """Half of these wars end in the first weeks, within a few steps; a war that has lasted is less prone."""
    evenness, power, total = 0.1, 0.33, 20 * sum(HAZARDS.values())
    rates = {f"baseline.{name}": Fixed(20 * rate) for name, rate in RATES.items()}
    frail = {"baseline.evenness": Fixed(evenness), "baseline.power": Fixed(power)}
    frail["baseline.first_month"] = Fixed(first)
    theory = replace(KNOWN, priors=rates | frail)
    lived = laboratory.live(theory, war=war_from(age=age, age_at_start=age))

    def going(months):
        counted = months + (first - 1) * np.minimum(months, 1.0)
        return np.exp(-evenness / power * ((1 + total * counted / evenness) ** power - 1))

    months = age + np.arange(lived.records["survival"].shape[0])
    np.testing.assert_allclose(
        lived.records["survival"][:, 0, 0, 0], going(months) / going(age), atol=1e-6, rtol=1e-5
    )
    shares = lived.records["ended"][-1, :, 0, 0] / lived.records["ended"][-1, :, 0, 0].sum()
    np.testing.assert_allclose(shares, np.array(list(HAZARDS.values())) / sum(HAZARDS.values()), rtol=1e-4)


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
