"""Moments move a posterior as their densities say, and what the engine counts is what the formulas take."""

import numpy as np
import pytest
from scipy.stats import norm

from detente.evidence.courses import COUNTED, TALKED, Living, courses, opened
from detente.evidence.estimate import Estimate
from detente.evidence.fitting import Fit
from detente.evidence.moments.beside import ISOLATED, beside
from detente.evidence.moments.catalogue import kinds
from detente.evidence.moments.checks import checked
from detente.evidence.moments.moment import Moment
from detente.evidence.moments.terms import moment_terms, resampled, reweighted
from detente.evidence.situations import PARTIES, Situation
from detente.faces import library

DRAWS = 8000


def moment(low, high, shoulder=0.05, kind="talks-that-fail", name="made"):
    return Moment(
        kinds()[kind], name, name, "1", Estimate(np.nan, low, high), (), lambda told: None, shoulder
    )


def spread(values):
    """Return a fit whose draws are told apart by their number."""
    number = np.arange(len(values))
    intercept = np.tile(number[:, None] / len(number), (1, 4))
    return Fit(number, intercept, values, values, values, 0.2, 500.0, -10.0, np.zeros(len(values)))


def test_an_interval_leaves_draws_within_it_alone_exactly():
    within = np.array([0.2, 0.3, 0.35])
    assert moment(0.2, 0.35).log_density(within).tolist() == [0.0, 0.0, 0.0]
    found = spread(np.linspace(0.21, 0.34, 50))
    same = reweighted(found, moment_terms([moment(0.2, 0.35)], {"made": found.power}, 50), kept=50)
    for name in ("law", "intercept", "evenness", "power", "first_month"):
        np.testing.assert_array_equal(getattr(same, name), getattr(found, name))
    assert (same.tail, same.evidence) == (found.tail, found.evidence)
    assert same.effective == pytest.approx(found.effective)


def test_outside_the_density_falls_as_a_normal_s_from_the_edge():
    one = moment(0.2, 0.4, shoulder=0.1)
    values = np.array([0.2, 0.15, 0.1, 0.4, 0.5, 0.7, np.nan])
    np.testing.assert_allclose(one.log_density(values), [0, -0.125, -0.5, 0, -0.5, -4.5, 0], atol=1e-12)
    bound = moment(0.0, np.inf, shoulder=0.02)
    np.testing.assert_allclose(bound.log_density(np.array([-0.04, 0.0, 50.0])), [-2.0, 0.0, 0.0])


def test_only_moments_with_a_term_enter_and_terms_add_up():
    told = {"one": np.array([0.1, 0.3]), "two": np.array([0.5, 0.9]), "seen": np.array([9.0, 9.0])}
    moments = [moment(0.2, 0.4, 0.1, name="one"), moment(0.6, 1.0, 0.1, name="two")]
    seen = moment(0.0, 1.0, np.nan, kind="survival", name="seen")
    np.testing.assert_allclose(moment_terms([*moments, seen], told, 2), [-1.0, 0.0])
    assert moment_terms([seen], told, 2).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("low, high", [(0.5, 1.5), (1.0, np.inf), (-np.inf, -0.5)])
def test_a_narrow_shoulder_cuts_a_posterior_to_its_interval(low, high):
    values = norm.ppf((np.arange(DRAWS) + 0.5) / DRAWS)
    found = reweighted(spread(values), moment(low, high, 1e-4).log_density(values), kept=2000)
    mass = norm.cdf(high) - norm.cdf(low)
    assert found.power.mean() == pytest.approx((norm.pdf(low) - norm.pdf(high)) / mass, abs=0.01)
    assert found.power.min() > low - 1e-3
    assert found.power.max() < high + 1e-3
    assert found.evidence == pytest.approx(-10.0 + np.log(mass), abs=0.01)
    assert found.effective == pytest.approx(500.0 * mass, rel=0.05)


def test_a_wide_shoulder_moves_a_posterior_as_two_normals_multiplied():
    values = norm.ppf((np.arange(DRAWS) + 0.5) / DRAWS)
    found = reweighted(spread(values), moment(2.0, 2.0, 0.5).log_density(np.minimum(values, 2.0)), kept=2000)
    cut = values < 2.0
    weight = np.where(cut, np.exp(-2 * (values - 2) ** 2), 1.0)
    assert found.power.mean() == pytest.approx((weight * values).sum() / weight.sum(), abs=0.02)
    assert 1.2 < found.power.mean() < 2.0
    assert found.trusted


def test_the_heavier_tail_goes_with_the_fit():
    values = np.linspace(0, 1, 400)
    doubtful = spread(values)
    doubtful = Fit(doubtful.law, doubtful.intercept, *doubtful.shape, 0.9, 5.0, 0.0, values)
    assert not reweighted(doubtful, moment(0.4, 0.6).log_density(values)).trusted


def test_draws_that_stand_in_twice_are_not_worth_more():
    found = spread(np.linspace(0, 1, 100))
    five_times = (np.repeat(x, 5, axis=0) for x in (found.law, found.intercept, *found.shape))
    twice = Fit(*five_times, 0.2, 500.0, -10.0, found.by_law)
    worth = [
        reweighted(one, moment(0.0, 0.5, 1e-4).log_density(one.power)).effective for one in (found, twice)
    ]
    assert worth[0] == pytest.approx(250.0)
    assert worth[1] == pytest.approx(worth[0])


def test_places_are_chosen_in_proportion():
    chosen = np.bincount(resampled(np.array([0.5, 0.0, 0.2, 0.3]), 100, seed=4), minlength=4)
    assert chosen.tolist() == [50, 0, 20, 30]


def test_the_table_says_what_is_inside():
    moments = [moment(0.2, 0.4, name="in"), moment(0.6, 0.8, name="out")]
    told = {"in": np.linspace(0.1, 0.5, 401), "out": np.full(401, 0.5)}
    table = checked(moments, told, before={name: x + 1 for name, x in told.items()})
    assert table["inside"].to_dict() == {"in": True, "out": False}
    assert table.loc["in", "share_inside"] == pytest.approx(0.5, abs=0.01)
    assert table.loc["in", ["mean", "least", "most"]].tolist() == pytest.approx([0.3, 0.12, 0.48])
    assert table.loc["out", "prior_mean"] == 1.5
    assert "prior_mean" not in checked(moments, told)


@pytest.fixture(scope="module")
def lived():
    theory = library.theories()["escalation"].add(library.causes()["coercion"])
    living = Living(library.model(PARTIES), draws=96, lives=12, months=24)
    one = courses(theory, (Situation(),), living)
    return theory, living, one, beside(theory, one, living)


def test_what_happens_is_counted_by_path(lived):
    counts, events = lived[2].counts, lived[2].events
    assert events == (*COUNTED, TALKED)
    assert counts.shape == (1, 96, len(events), 25)
    assert not counts[..., 0].any()
    assert (np.diff(counts, axis=-1) >= 0).all()
    talks, talked = counts[:, :, :4].sum(axis=2), counts[:, :, -1]
    assert (talked <= np.minimum(talks, 1.0) + 1e-3).all()  # a war may just have ended, thin as rates are
    assert talked[..., -1].mean() > 0.5
    pace = dict(zip(lived[1].model.params, np.asarray(opened(*lived[:2]).normals), strict=True))
    strikes = counts[0, :, events.index("A.deep-strike"), -1]
    assert np.corrcoef(pace["covert_action.pace"], strikes)[0, 1] > 0.7


def test_laws_are_lived_again_by_seed_and_moves(lived):
    theory, living, one, _ = lived
    again = dict(zip(living.model.params, np.asarray(opened(theory, living).normals), strict=True))
    np.testing.assert_array_equal(one.normal, [again[name] for name in one.names])
    assert (one.seed, one.moved) == (living.seed, {})


def test_the_share_of_answers_is_the_one_that_the_engine_comes_to(lived):
    theory, living, one, more = lived
    last = one.counts[0, ..., -1]
    reprisals, strikes = (
        last[:, [one.events.index(f"{side}.{word}") for side in "AB"]].sum(axis=1)
        for word in ("reprisal", "deep-strike")
    )
    opening = opened(theory, living)
    open_share = np.zeros(one.draws)
    for number, cause in enumerate(living.model.causes):
        if cause.__name__ in ("Retaliation", "UnilateralRetaliation"):
            name = {"Retaliation": "retaliation"}.get(cause.__name__, "unilateral_retaliation")
            open_share += np.asarray(opening.voice(number)[1])[0] * opening.parameter(f"{name}.open")
    answers = reprisals / open_share
    # all acts, answers among them; a fifth or so of the answers to the last acts are still due
    share = answers.sum() / (reprisals + strikes).sum()
    weighted = (more.answered * (reprisals + strikes)).sum() / (reprisals + strikes).sum()
    assert share == pytest.approx(weighted, rel=0.12)
    assert (more.memory > 0.25).all()


def test_a_pair_of_worlds_differs_by_what_is_done_only(lived):
    _, _, one, more = lived
    assert more.pressed.pull.shape == (2, *one.pull.shape[1:])
    as_it_is, isolated = more.pressed.pull
    np.testing.assert_allclose(as_it_is, one.pull[0], rtol=1e-3, atol=1e-3)
    assert ISOLATED.do[0].amount == 0.5
    siege = one.normal[one.names.index("coercion.siege")]
    rise = np.log(isolated[..., 0, -1].mean(axis=1) / as_it_is[..., 0, -1].mean(axis=1))
    assert np.corrcoef(siege, rise)[0, 1] > 0.9
    # siege is .6 times its score, isolation rises by .5, and of a war the mean of what both sides say counts
    assert np.polyfit(0.6 * siege * 0.5 / 2, rise, 1)[0] == pytest.approx(1.0, abs=0.15)


def test_a_theory_without_such_causes_is_lived_once():
    theory = library.theories()["nothing-matters"]
    living = Living(library.model(PARTIES), draws=32, lives=2, months=24)
    more = beside(theory, courses(theory, (Situation(),), living), living)
    assert more.pressed is None
    assert more.answered.size == more.memory.size == 0
