"""The value of knowing one parameter: planted cases with known answers."""

import numpy as np
import pytest

from detente.pipeline.judging.information import most_worth_knowing, worth_of_knowing

PARAMETERS = 50
NAMES = tuple(f"p{i}" for i in range(PARAMETERS))


def drawn(draws, seed=1):
    luck = np.random.default_rng(seed)
    return luck.normal(size=(PARAMETERS, draws)), luck.random(draws)


@pytest.mark.parametrize("threshold", [0.0, 0.6744898, -1.2815516])
def test_one_parameter_settles_all(threshold):
    z, _ = drawn(1000)
    holds = z[7] > threshold
    to_gain = 100 * min(holds.mean(), 1 - holds.mean())
    name, worth = most_worth_knowing(NAMES, z, holds)
    assert name == "p7"
    assert worth == pytest.approx(to_gain, abs=2.5)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("chance", [0.5, 0.8])
def test_nothing_settles_anything(seed, chance):
    z, luck = drawn(1000, seed + 10)
    assert most_worth_knowing(NAMES, z, luck < chance, seed) == ("", 0.0)


def test_partial_knowledge_has_the_known_worth():
    """P(holds | x) rises evenly from 0 to 1 with x's rank: right calls rise from 1/2 to 3/4."""
    z, luck = drawn(4000)
    share = np.argsort(np.argsort(z[3])) / 4000
    name, worth = most_worth_knowing(NAMES, z, luck < share)
    assert name == "p3"
    assert worth == pytest.approx(25, abs=2.5)


def test_knowledge_that_changes_no_call_is_worth_nothing():
    """p3 moves the share between 75% and 95%: one calls "holds" either way."""
    z, luck = drawn(2000)
    holds = luck < np.where(z[3] > 0, 0.95, 0.75)
    assert worth_of_knowing(z, holds)[3] == pytest.approx(0, abs=0.3)
    assert most_worth_knowing(NAMES, z, holds) == ("", 0.0)


def test_the_middle_counts_as_much_as_an_end():
    """No straight line would see that a claim holds between two values."""
    z, _ = drawn(1000)
    name, worth = most_worth_knowing(NAMES, z, np.abs(z[9]) < 0.6744898)
    assert name == "p9"
    assert worth == pytest.approx(50, abs=4)


def test_no_question_no_worth():
    z, _ = drawn(100)
    for answer in (True, False):
        assert most_worth_knowing(NAMES, z, np.full(100, answer)) == ("", 0.0)
        assert (worth_of_knowing(z, np.full(100, answer)) == 0).all()
    assert (worth_of_knowing(z[:, :0], np.zeros(0, dtype=bool)) == 0).all()
