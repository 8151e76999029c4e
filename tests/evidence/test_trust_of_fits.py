"""A fit is arranged for speed, yet has the likelihood as stated, and tells what its weights are worth."""

import numpy as np
import pytest
from scipy.stats import chisquare

from detente.evidence.courses import KINDS, Courses
from detente.evidence.density import density, held, log_prior, some_of
from detente.evidence.fitting import fit, offsets
from detente.evidence.likelihood import Wars, log_likelihood, terms_of
from detente.evidence.situations import Situation

MONTHS = 60
PLACES = (Situation(), Situation(support_b=True))


@pytest.fixture
def luck():
    return np.random.default_rng(3)


def lived(luck, draws, spread):
    """Courses whose laws differ in how hard they pull towards each end where B has help."""
    normal = luck.normal(size=(len(KINDS), draws))
    monthly = np.broadcast_to(
        0.04 * np.exp(0.2 * luck.normal(size=(2, draws, 3, len(KINDS)))), (2, draws, 3, 5)
    )
    monthly = monthly * np.stack([np.ones((draws, 1, 5)), np.exp(spread * normal.T)[:, None, :]])
    pull = monthly[..., None] * np.arange(MONTHS + 1.0)
    names = tuple(f"made.{kind}" for kind in KINDS)
    return Courses("made", PLACES, pull.astype(np.float32), normal, names, 0.1 * luck.normal(size=draws))


def wars(luck, count):
    kind = luck.integers(-1, len(KINDS), count)
    ended = (kind >= 0) | (luck.random(count) < 0.3)
    place = np.eye(2)[luck.integers(0, 2, count)]
    place[: count // 4] = [0.3, 0.7]
    return Wars(luck.uniform(0.1, MONTHS, count), kind, ended, place)


def test_the_fast_density_is_the_likelihood_as_it_is_stated(luck):
    courses, record = lived(luck, 30, 0.7), wars(luck, 25)
    offset, terms = offsets(courses), terms_of(courses, record)
    joint = held(terms, offset, courses.log_weight)
    for _ in range(20):
        point = (0.8 * luck.normal(size=7)).astype(np.float32)
        intercepts = point[None, :4] - offset
        numbers = (np.exp(point[4]), 1 / (1 + np.exp(-point[5])), np.exp(point[6]))
        stated = log_likelihood(terms, intercepts, *numbers) + log_prior(intercepts, *point[4:])
        fast = np.asarray(density(joint, point[None]))
        np.testing.assert_allclose(fast, np.asarray(stated) + courses.log_weight, rtol=1e-5, atol=1e-3)
        own = np.asarray(density(joint, np.tile(point, (30, 1))))  # numbers of its own for each draw
        np.testing.assert_allclose(own, fast, rtol=1e-6)
        some = np.asarray(density(some_of(joint, slice(1, None, 4)), point[None]))
        np.testing.assert_allclose(some, fast[1::4], rtol=1e-6)


def test_a_fit_of_which_few_draws_are_worth_anything_says_so(luck):
    courses = lived(luck, 256, 2.5)
    helped = np.tile([0.0, 1.0], (300, 1))
    helped[::2] = [1.0, 0.0]
    months = np.where(helped[:, 1] > 0, 0.3, 5.0) * luck.exponential(size=300)
    record = Wars(months, luck.integers(0, 2, 300), np.ones(300, bool), helped)
    found = fit(courses, record)
    share = np.exp(found.by_law - found.by_law.max())
    assert share.sum() ** 2 / (share**2).sum() < 10
    assert found.effective < 10
    assert not found.trusted


def test_laws_that_say_nothing_cost_nothing(luck):
    courses = lived(luck, 256, 0.0)
    alike = Courses(*(courses.theory, courses.situations, np.repeat(courses.pull[:, :1], 256, axis=1)),
                    *(courses.normal, courses.names, np.zeros(256)))  # fmt: skip
    found = fit(alike, wars(luck, 40))
    assert found.trusted
    assert found.effective > 200
    assert len(np.unique(found.evenness)) > 800
    counts = np.bincount(found.law, minlength=256)
    # by chance alone the most frequent of 256 laws counts 12 times in one such test in five
    assert chisquare(counts).pvalue > 0.001
