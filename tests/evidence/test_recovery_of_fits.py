"""Fits are right about made-up wars: the truth lies anywhere among their draws, as luck would have it."""

from dataclasses import replace

import numpy as np
import pytest

from detente.evidence.courses import KINDS, Courses, Living
from detente.evidence.likelihood import KIND_OF_RATE, Wars, terms_of, war_chances
from detente.evidence.recovery import (
    SITUATIONS,
    Design,
    Truth,
    pool,
    recovered,
    telling,
    tossed,
    truth_of,
)
from detente.evidence.situations import PARTIES
from detente.evidence.uniformity import inside, inside_all, p_value, spread
from detente.faces import library

SMALL = Design(wars=24, laws=64, lives=8)
REPLICATIONS = 100
MONTHS = 36
TRUTH = Truth(0, np.array([0.5, -0.3, 0.2, -1.0]), 0.6, 0.4, 3.0)


@pytest.fixture
def luck():
    return np.random.default_rng(11)


def uneven(lives=1):
    """Courses of one law under which pulls change from month to month and differ between situations."""
    months = np.arange(61.0)
    monthly = np.array([0.05, 0.03, 0.02, 0.04, 0.03])[:, None] * (1.0 + 0.8 * np.sin(months[1:] / 5.0))
    pull = np.concatenate([np.zeros((5, 1)), np.cumsum(monthly, axis=1)], axis=1)
    apart = np.array([1.0, 1.6, 0.7, 1.1])[:, None, None, None, None]
    every = (apart * pull * np.ones((4, 1, lives, 1, 1))).astype(np.float32)
    return Courses("uneven", SITUATIONS, every, np.zeros((0, 1)), (), np.zeros(1))


def chance_of_going(lived, months, weight):
    still = Wars(months, np.full(len(months), -1), np.zeros(len(months), bool), weight)
    shape = (TRUTH.evenness, TRUTH.power, TRUTH.first_month)
    return np.asarray(war_chances(terms_of(lived, still), TRUTH.intercept[None], *shape))


def test_a_test_of_uniform_ranks_is_as_strict_as_it_says(luck):
    uniform = np.array([p_value(luck.random(60)) for _ in range(200)])
    assert 0.01 < (uniform <= 0.05).mean() < 0.1
    assert 0.4 < (uniform <= 0.5).mean() < 0.6
    assert p_value(luck.beta(1.0, 1.6, 500)) < 0.001  # all too low
    assert p_value(luck.beta(0.6, 0.6, 500)) < 0.001  # too sure of itself
    assert p_value(luck.beta(1.8, 1.8, 500)) < 0.001  # not sure enough


def test_how_often_intervals_hold_the_truth(luck):
    ranks = (np.arange(200) + 0.5) / 200
    assert inside(ranks).mean() == pytest.approx(0.9)
    found = spread(ranks)
    assert 0.9 in found.inside
    assert found.inside.low == pytest.approx(0.850, abs=0.002)
    both = inside_all({"one": ranks, "other": np.full(200, 0.5)})
    assert both.value == pytest.approx(0.95)
    assert 0.95 in both
    assert both.high - both.low < 0.08


def test_wars_last_as_long_as_the_likelihood_says():
    lived, design = uneven(), Design(wars=3000, lives=1, early=0.0, vague=0.0, untold=0.0)
    wars = tossed(lived, TRUTH, design, 1)
    chance = chance_of_going(lived, wars.months, wars.weight)[:, 0]
    ended = wars.ended
    least = chance_of_going(lived, np.full(4, 60.0), np.eye(4))[:, 0]
    at_most = wars.weight @ least
    assert abs((~ended).mean() - at_most.mean()) < 0.03
    # the chance of still going falls evenly from 1 to what is left after the last month
    assert p_value(((chance - at_most) / (1.0 - at_most))[ended]) > 0.001


def test_wars_end_as_often_in_each_way_as_the_likelihood_says():
    lived, design = uneven(), Design(wars=3000, lives=1, early=0.0, vague=0.0, untold=0.0)
    wars = tossed(lived, TRUTH, design, 2)
    expected = np.array([0.05, 0.03, 0.02, 0.04, 0.03]) * np.exp(TRUTH.intercept)[KIND_OF_RATE]
    counts = np.bincount(wars.kind[wars.ended], minlength=len(KINDS))
    shares = expected / expected.sum()
    off = counts - counts.sum() * shares
    assert np.all(np.abs(off) < 4 * np.sqrt(counts.sum() * shares * (1 - shares)))


def test_much_is_not_seen_of_wars():
    design = Design(wars=4000, lives=1, early=0.2, vague=0.25, untold=0.15)
    wars = tossed(uneven(), TRUTH, design, 3)
    assert (wars.weight.max(axis=1) == 0.5).mean() == pytest.approx(0.25, abs=0.03)
    np.testing.assert_allclose(wars.weight.sum(axis=1), 1.0)
    # what is left open is whether B had support, and nothing else
    vague = wars.weight[wars.weight.max(axis=1) == 0.5]
    assert {tuple(row) for row in vague} == {(0.5, 0.5, 0.0, 0.0), (0.0, 0.0, 0.5, 0.5)}
    assert (wars.kind[wars.ended] < 0).mean() == pytest.approx(0.15, abs=0.03)
    assert np.all(wars.kind[~wars.ended] == -1)
    assert np.all(wars.months[~wars.ended] <= 60.0)
    assert (wars.months[~wars.ended] < 60.0).any()


def test_a_war_with_a_life_of_its_own_does_not_use_the_lives_that_fits_average_over():
    lived = uneven(lives=7)
    lived.pull[:, :, 2:] *= 40.0
    two_and_five = {"wars": 5, "lives": 2, "early": 0.0}
    long, short = (tossed(lived, TRUTH, Design(**two_and_five, own=own), 4).months for own in (False, True))
    assert np.median(long) > 5 * np.median(short)


def test_truths_are_drawn_from_the_priors():
    truths = [truth_of(uneven(), number) for number in range(1500)]
    intercept = np.array([truth.intercept for truth in truths])
    assert np.all(np.abs(intercept.std(axis=0) - 1.5) < 0.1)
    logs = np.log([[truth.evenness, truth.power / (1 - truth.power), truth.first_month] for truth in truths])
    np.testing.assert_allclose(logs.mean(axis=0), [0.0, -1.0, 0.0], atol=0.1)
    np.testing.assert_allclose(logs.std(axis=0), [1.0, 1.0, 1.0], atol=0.07)


@pytest.mark.parametrize(("name", "own"), [("nothing-matters", False), ("patrons", False), ("patrons", True)])
def test_the_truth_lies_anywhere_among_the_draws_of_a_fit(name, own):
    living = Living(library.model(PARTIES), draws=REPLICATIONS, months=MONTHS)
    design = replace(SMALL, own=own)
    lived = pool(library.theories()[name], living, design)
    which = telling(lived)
    assert bool(which.laws) == (name == "patrons")
    every = [recovered(lived, which, design, number) for number in range(REPLICATIONS)]
    ranks = {what: np.array([one.ranks[what] for one in every]) for what in every[0].ranks}
    assert {"evenness", "power", "first_month", "likelihood", "going 12, alone"} <= set(ranks)
    p = {what: p_value(values) for what, values in ranks.items()}
    assert min(p.values()) * len(p) > 0.01, p
    assert 0.86 < inside_all(ranks).value < 0.94
