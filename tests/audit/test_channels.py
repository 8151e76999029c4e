"""Channels against games whose Shapley values are known by hand."""

import numpy as np
import pytest

from detente.pipeline.judging.channels import ALL_ELSE, cut_sets, key_players, shapley, shuffles

DRAWS = 400
LUCK = np.random.default_rng(7)


def effects(players, orders=24, seed=0, rest=0.3):
    """Each player has a part of its own; the first two work only together; something is left over."""
    own = {p: LUCK.normal(i + 1, 0.5, DRAWS) for i, p in enumerate(players)}
    jointly = LUCK.normal(2, 0.1, DRAWS)
    value = {}
    for cut in cut_sets(players, orders, seed):
        alone = sum(own[p] for p in players if p not in cut)
        together = jointly if not cut & set(players[:2]) else 0.0
        value[cut] = np.full(DRAWS, rest) + alone + together
    truth = {p: own[p].mean() + (jointly.mean() / 2 if p in players[:2] else 0) for p in players}
    return value, truth


@pytest.mark.parametrize("count", [0, 1, 3, 6])
def test_exact_parts_are_the_known_ones_and_add_up(count):
    players = tuple("abcdef"[:count])
    value, truth = effects(("a", "b", *players[2:]), rest=0.3) if count > 1 else (None, {})
    if count <= 1:
        value = {cut: np.full(DRAWS, 1.0 - 0.75 * len(cut)) for cut in cut_sets(players)}
        truth = {"a": 0.75} if count else {}
    channels = shapley(players, value)
    assert len(value) == 2**count
    assert channels[-1].cause == ALL_ELSE
    assert {c.cause: c.part for c in channels[:-1]} == pytest.approx(truth, abs=1e-12)
    assert sum(c.part for c in channels) == pytest.approx(value[frozenset()].mean(), abs=1e-12)


def test_sampled_parts_add_up_and_lie_within_their_error():
    players = tuple("abcdefghij")
    value, truth = effects(players, orders=30, seed=5)
    assert len(value) < 31 * 9 + 2
    channels = shapley(players, value, orders=30, seed=5)
    assert sum(c.part for c in channels) == pytest.approx(value[frozenset()].mean(), abs=1e-9)
    for c in channels[:-1]:
        assert abs(c.part - truth[c.cause]) < 4 * c.error
        assert c.error < 0.3
    sizes = [abs(c.part) for c in channels[:-1]]
    assert sizes == sorted(sizes, reverse=True)


def test_an_order_with_its_reverse_gets_pairs_exactly():
    """In a game of pairs a player's part is linear in its place, so one antithetic pair is exact."""
    players = tuple("abcdefgh")
    worth = np.triu(LUCK.normal(size=(8, 8)), 1)

    def effect(cut):
        inside = np.array([p not in cut for p in players], dtype=float)
        return np.full(3, inside @ worth @ inside)

    value = {cut: effect(cut) for cut in cut_sets(players, 4, 1)}
    channels = {c.cause: c for c in shapley(players, value, 4, 1)}
    for i, p in enumerate(players):
        assert channels[p].part == pytest.approx((worth[i].sum() + worth[:, i].sum()) / 2, abs=1e-9)
        assert channels[p].error == pytest.approx(0, abs=1e-9)


def test_undefined_draws_are_left_out_and_the_rest_still_adds_up():
    players = ("a", "b")
    value, _ = effects(players)
    value[frozenset()][:50] = np.nan
    value[frozenset("a")][30:90] = np.nan
    value[frozenset("b")][:] = np.nan
    channels = shapley(players, value)
    assert sum(c.part for c in channels) == pytest.approx(np.nanmean(value[frozenset()]), abs=1e-12)
    assert shapley(players, {cut: np.full(4, np.nan) for cut in value}) == ()


def test_a_missing_cut_set_is_an_error():
    value, _ = effects(("a", "b"))
    del value[frozenset("a")]
    with pytest.raises(KeyError):
        shapley(("a", "b"), value)


def test_the_strongest_causes_become_players():
    full = LUCK.normal(size=DRAWS)
    one_cut = {
        "none": full,
        "weak": full - 0.1,
        "swings": full + LUCK.choice([-2, 2], DRAWS),
        "strong": full + 1,
    }
    assert key_players(full, one_cut, 9) == ("swings", "strong", "weak")
    assert key_players(full, one_cut, 1) == ("swings",)


def test_orders_are_permutations_and_depend_on_the_seed():
    found = shuffles(3, "any", 50, 12)
    assert (np.sort(found, axis=1) == np.arange(12)).all()
    assert len(np.unique(found, axis=0)) == 50
    assert (found == shuffles(3, "any", 50, 12)).all()
    assert (found != shuffles(4, "any", 50, 12)).any()
