"""Exchanging the sides of a scenario, and their luck, exchanges the results to the last bit."""

import numpy as np
import pytest

from detente.pipeline.ensemble import blocks
from detente.pipeline.question import Question
from detente.pipeline.step import ENDING_PATHS
from tests.engine.questions import EVERYTHING, exchanged, lopsided, mirrored, question


def records(asked: Question) -> dict[str, np.ndarray]:
    found = list(blocks(asked, EVERYTHING))
    return {name: np.concatenate([b.records[name] for b in found], axis=-1) for name in found[0].records}


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    plain, mirror = question(lopsided()), question(mirrored(lopsided()), luck_exchanged=True)
    return records(plain), records(mirror)


def order(paths: tuple[str, ...]) -> list[int]:
    return [paths.index(exchanged(path)) for path in paths]


@pytest.mark.parametrize("name", ["survival", "ended", "share", "count", "level", "effect", "faults"])
def test_exchanging_the_sides_exchanges_the_results(both, name):
    plain, mirror = both
    asked = question(lopsided())
    events = tuple(path for path in asked.model.events if path not in ENDING_PATHS)
    orders = {"ended": order(ENDING_PATHS), "share": [1, 0], "count": order(events)}
    orders |= dict.fromkeys(("level", "effect"), order(asked.watch))
    here, there = plain[name], mirror[name]
    if name in orders:
        there = there[:, orders[name]]
    np.testing.assert_array_equal(here, there)


def test_the_sides_are_not_alike_in_this_war(both):
    plain, _ = both
    first, second = (plain["ended"][-1, ENDING_PATHS.index(f"{side}.collapse")] for side in "AB")
    assert np.mean(first != second) > 0.99
    assert np.abs(plain["effect"]).max() > 0


def test_without_exchanging_luck_the_results_differ(both):
    plain, _ = both
    other_luck = records(question(mirrored(lopsided())))
    assert not np.array_equal(plain["survival"], other_luck["survival"])
