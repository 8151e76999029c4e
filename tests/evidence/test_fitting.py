"""Fitting finds what wars were made of, says how surely, and forecasts by it."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chisquare

from detente.evidence.courses import KINDS, Courses, Living, courses
from detente.evidence.density import log_prior
from detente.evidence.fitting import fit, offsets, smoothed
from detente.evidence.forecast import forecast
from detente.evidence.likelihood import KIND_OF_RATE, RATES, Wars, terms_of, war_chances, wars_of
from detente.evidence.situations import EQUAL, PARTIES, Places, Situation, places_of
from detente.faces import library
from detente.formulas.severity import DAYS_PER_MONTH

MONTHS, LIVES = 120, 2
CENTRE = np.array([0.04, 0.04, 0.03, 0.03, 0.05])  # monthly, by kind
TRUTH = (np.array([0.4, -0.5, 0.0, -1.0]), 0.8, 0.3, 4.0)
PEACEFUL, HELPED = Situation(), Situation(support_b=True)


def made(draws=1, effect=None):
    """Return courses in which help for side B multiplies the pull towards settlement, by draw."""
    effect = np.zeros(draws) if effect is None else effect
    months = np.arange(MONTHS + 1.0)
    pull = np.broadcast_to(CENTRE[:, None] * months, (2, draws, LIVES, len(KINDS), MONTHS + 1)).copy()
    pull[1, :, :, 0] *= np.exp(effect)[:, None, None]
    shape = ("made", (PEACEFUL, HELPED), pull.astype(np.float32), effect[None], ("made.effect",))
    return Courses(*shape, np.zeros(draws))


def going(total, evenness, power):
    return np.exp(-evenness / power * ((1 + total / evenness) ** power - 1))


def wars_made_of(lived, luck, count, intercept, evenness, power, first_month, law=0):
    """Toss for wars by inverting the chance of still going, month by month."""
    place = luck.integers(0, 2, count)
    rate = np.exp(intercept)[[0, 1, 2, 2, 3]]
    pull = lived.pull[:, law, 0].astype(float) * rate[None, :, None]
    pull[..., 1:] += (first_month - 1) * pull[..., 1:2]
    left = going(pull.sum(axis=1), evenness, power)  # (situation, month + 1)
    at = luck.random(count)
    months = np.array(
        [np.interp(-u, -left[p], np.arange(MONTHS + 1)) for u, p in zip(at, place, strict=True)]
    )
    ended = months < MONTHS
    shares = np.diff(pull, axis=2)[:, :, 0]
    kind = np.array([luck.choice(len(KINDS), p=shares[p] / shares[p].sum()) for p in place])
    return Wars(months, np.where(ended, kind, -1), ended, np.eye(2)[place])


@pytest.fixture
def luck():
    return np.random.default_rng(5)


def test_chances_of_all_ends_and_of_none_add_up_to_one():
    lived, (intercept, *shape) = made(), TRUTH
    at = np.arange(MONTHS) + np.random.default_rng(1).random(MONTHS)  # some day of each month
    total = 0.0
    for kind in range(len(KINDS)):
        wars = Wars(at, np.full(at.size, kind), np.ones(at.size, bool), np.tile([1.0, 0.0], (at.size, 1)))
        total += float(np.asarray(war_chances(terms_of(lived, wars), intercept[None], *shape)).sum())
    assert total + still_going(lived, 120.0) == pytest.approx(1.0, abs=1e-5)


def still_going(lived, months):
    last = Wars(np.array([months]), np.array([-1]), np.zeros(1, bool), np.array([[1.0, 0.0]]))
    return float(war_chances(terms_of(lived, last), TRUTH[0][None], *TRUTH[1:])[0, 0])


@pytest.mark.parametrize("months", [0.3, 1.0, 7.6, 120.0])
def test_the_first_month_counts_as_often_as_it_says(months):
    intercept, evenness, power, first = TRUTH
    pull = (CENTRE * np.exp(intercept)[[0, 1, 2, 2, 3]]).sum() * (months + (first - 1) * min(months, 1.0))
    assert still_going(made(), months) == pytest.approx(going(pull, evenness, power), rel=1e-4)


def test_an_unknown_way_of_ending_is_the_sum_of_all_ways():
    lived, one, place = made(), np.ones(1, bool), np.array([[0.0, 1.0]])
    chances = []
    for kind in (-1, *range(len(KINDS))):
        terms = terms_of(lived, Wars(np.array([7.3]), np.array([kind]), one, place))
        chances.append(float(war_chances(terms, TRUTH[0][None], 1.0, 0.2, 3.0)[0, 0]))
    assert chances[0] == pytest.approx(sum(chances[1:]), rel=1e-5)


def test_what_wars_were_made_of_is_found(luck):
    wars = wars_made_of(made(), luck, 600, *TRUTH)
    found = fit(made(), wars)
    for values, truth in zip((found.intercept, *found.shape), TRUTH, strict=True):
        assert np.all(np.abs(values.mean(axis=0) - truth) < 3 * values.std(axis=0))
    assert found.intercept.std(axis=0).max() < 0.7
    assert found.trusted


def test_a_law_is_learnt_from_wars_in_two_situations(luck):
    effects = np.linspace(-2, 2, 41)
    lived = made(41, effects)
    wars = wars_made_of(lived, luck, 800, *TRUTH, law=32)  # 1.2
    found = fit(lived, wars)
    learnt = effects[found.law]
    assert abs(learnt.mean() - 1.2) < 3 * learnt.std() < 1.5
    assert learnt.std() < effects.std() / 3


def test_ranks_of_the_truth_are_uniform(luck):
    ranks = []
    for number in range(60):
        logit = -1 + luck.normal()
        first = np.exp(luck.normal())
        truth = (1.5 * luck.normal(size=4), np.exp(luck.normal()), 1 / (1 + np.exp(-logit)), first)
        found = fit(made(), wars_made_of(made(), luck, 40, *truth), seed=number, kept=99)
        kept = (*found.intercept.T, *found.shape)
        ranks.append([(x < t).mean() for x, t in zip(kept, (*truth[0], *truth[1:]), strict=True)])
    ranks = np.array(ranks)
    for column in ranks.T:
        counts = np.histogram(column, bins=5, range=(0, 1 + 1e-9))[0]
        assert chisquare(counts).pvalue > 0.002  # one of seven at one in a hundred
    inside = ((ranks > 0.05) & (ranks < 0.95)).mean()
    assert 0.85 < inside < 0.95  # of 420 intervals of nine in ten


def test_the_prior_is_a_density():
    grid = np.linspace(-12, 12, 2401)
    alone = np.exp(np.asarray(log_prior(np.array([[0.0, 0, 0, 0]]), 0.0, grid, 0.0)))
    rest = 1 / (np.sqrt(2 * np.pi) * 1.5) ** 4 / (2 * np.pi)
    assert alone.sum() * 0.01 == pytest.approx(rest, rel=1e-3)


def test_weights_with_a_heavy_tail_are_not_trusted(luck):
    assert smoothed(np.log(luck.random(2000)))[1] < 0.5
    weight, tail = smoothed(np.log(luck.pareto(0.8, 2000) + 1))
    assert tail > 0.7
    assert weight.sum() == pytest.approx(1)


def test_what_is_not_known_is_spread_as_among_the_wars_fitted_to():
    some, none = (pd.array([first, False, False, False], dtype="boolean") for first in (True, False))
    known = pd.DataFrame({"share_a": [np.nan] * 4, "support_a": some, "support_b": none})
    fresh = known.head(1).assign(support_a=pd.array([None], dtype="boolean"))
    places = places_of(fresh, like=known)
    assert {one.support_a: w for one, w in zip(places.situations, places.weight[0], strict=True)} == {
        False: 0.75,
        True: 0.25,
    }
    assert all(one.share_a == EQUAL and not one.support_b for one in places.situations)


def test_the_engine_lives_the_plain_theory_as_the_formula_has_it():
    theory = library.theories()["nothing-matters"]
    lived = courses(theory, (PEACEFUL, HELPED), Living(library.model(PARTIES), draws=32, lives=2, months=24))
    own = library.parameters(library.causes()["baseline"])
    rates = np.array([own[name].prior.median for name in RATES])[KIND_OF_RATE]
    assert lived.pull.shape == (2, 32, 2, 5, 25)
    np.testing.assert_allclose(
        lived.pull, np.broadcast_to(rates[:, None] * np.arange(25), lived.pull.shape), rtol=2e-3
    )
    np.testing.assert_allclose(offsets(lived), 0.0, atol=1e-3)


def test_a_theory_of_help_pulls_otherwise_where_there_is_help():
    theory = library.theories()["patrons"]
    living = Living(library.model(PARTIES), draws=64, lives=2, months=24)
    alone, helped = courses(theory, (PEACEFUL, HELPED), living).pull[..., 24].mean(axis=(1, 2))
    assert not np.allclose(alone, helped, rtol=0.02)
    again = courses(theory, (HELPED,), living).pull[0, ..., 24].mean(axis=(0, 1))
    np.testing.assert_array_equal(again, helped)


def test_forecasts_take_account_of_what_has_lasted(luck):
    lived = made()
    found = fit(lived, wars_made_of(lived, luck, 400, *TRUTH))
    told = forecast(lived, found, Places((PEACEFUL, HELPED), np.eye(2)))
    assert np.all(np.diff(told.going, axis=1) <= 0)
    np.testing.assert_allclose(told.going + told.ended.sum(axis=1), 1.0, atol=1e-6)
    soon, late = (1 - told.going[:, m + 12] / told.going[:, m] for m in (0, 24))
    assert np.all(soon > late)  # the frail have gone
    assert soon[0] == pytest.approx(1 - still_going(lived, 12.0), abs=0.08)


def test_wars_of_a_table_are_in_months_and_stop_at_the_last_that_was_lived():
    frame = pd.DataFrame({"days": [1, 100, 9000, 300], "censored": [False, False, False, True],
                          "ending": ["victory_a", "transformed", "agreement", ""]})  # fmt: skip
    wars = wars_of(frame, Places((PEACEFUL,), np.ones((4, 1))), 120)
    np.testing.assert_allclose(
        wars.months, [0.5 / DAYS_PER_MONTH, 99.5 / DAYS_PER_MONTH, 120, 299.5 / DAYS_PER_MONTH]
    )
    assert wars.kind.tolist() == [3, -1, -1, -1]
    assert wars.ended.tolist() == [True, True, False, False]
    assert len(RATES) == 4
