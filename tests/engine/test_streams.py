"""Streams of luck: the cipher is the published one, and its numbers are uniform and unrelated."""

import numpy as np
import pytest
from scipy import stats

from detente.pipeline.luck import address, normal, stream_keys, threefry, uniform, waiting

KNOWN = [  # key, counter, answer: the 13-round Threefry-2x32 vectors published with the Random123 library
    ((0x00000000, 0x00000000), (0x00000000, 0x00000000), (0x9D1C5EC6, 0x8BD50731)),
    ((0xFFFFFFFF, 0xFFFFFFFF), (0xFFFFFFFF, 0xFFFFFFFF), (0xFD36D048, 0x2D17272C)),
    ((0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3), (0xBA3E4725, 0xF27D669E)),
]
DRAWS = np.arange(200_000, dtype=np.uint32)


def words(name: str, step: int = 0, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    (first, second), *_ = stream_keys(seed, (name,))
    with np.errstate(all="ignore"):
        return threefry((np.uint32(first), np.uint32(second)), (DRAWS, np.full_like(DRAWS, step)))


@pytest.mark.parametrize(("key", "counter", "answer"), KNOWN)
def test_known_answers(key, counter, answer):
    as_words = [tuple(np.array([word], dtype=np.uint32) for word in pair) for pair in (key, counter)]
    with np.errstate(all="ignore"):
        said = threefry(*as_words)
    assert tuple(int(word[0]) for word in said) == answer


@pytest.mark.parametrize("step", [0, 1, 65_535])
def test_numbers_are_uniform(step):
    for word in words("event:deep-strike", step):
        assert stats.kstest(uniform(word), "uniform").pvalue > 1e-4
        assert stats.kstest(normal(word), "norm").pvalue > 1e-4
        assert stats.kstest(waiting(word), "expon").pvalue > 1e-4


def test_neighbouring_streams_steps_sides_and_draws_are_unrelated():
    one, two = (uniform(word) for word in words("event:deep-strike"))
    others = [
        two,
        uniform(words("event:deep-strike", 1)[0]),
        uniform(words("event:leader-exit")[0]),
        uniform(words("event:deep-strike", seed=8)[0]),
        np.roll(one, 1),
    ]
    bound = 4.5 / np.sqrt(len(DRAWS))
    for other in others:
        assert abs(np.corrcoef(one, other)[0, 1]) < bound
        assert abs(np.corrcoef((one - 0.5) ** 2, (other - 0.5) ** 2)[0, 1]) < bound


def test_pairs_fill_the_square_evenly():
    one, two = (uniform(word) for word in words("noise:trust"))
    counts, *_ = np.histogram2d(one, two, bins=32, range=[[0, 1], [0, 1]])
    assert stats.chisquare(counts.ravel()).pvalue > 1e-4


@pytest.mark.parametrize("word", [0, 1, 2**31, 2**32 - 1])
def test_every_word_gives_a_number_that_can_be(word):
    at = np.array([word], dtype=np.uint32)
    assert 0.0 < uniform(at)[0] < 1.0
    assert np.isfinite(normal(at)[0])
    assert 0.0 < waiting(at)[0] < np.inf


def test_lives_and_steps_have_addresses_of_their_own():
    lives, steps = np.meshgrid(np.arange(64, dtype=np.uint32), np.arange(960, dtype=np.uint32))
    found = address(lives, steps)
    assert len(np.unique(found)) == found.size
