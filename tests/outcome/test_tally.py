"""A tally gives plain means and quantiles, and the same to the last bit however its blocks come."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.pipeline.tally import (
    QUANTILES,
    Summary,
    Tally,
    digest,
    horizons,
    pairwise_total,
    quantiles_of,
)
from tests.outcome import made_up

DRAWS = 203


@pytest.fixture(scope="module")
def whole() -> dict:
    return made_up.records(DRAWS)


def tallied(blocks: list, draws: int = DRAWS, quantile_draws: int = 100, chunk: int = 64) -> tuple:
    handed: dict[int, dict] = {}
    tally = Tally(draws, handed.__setitem__, quantile_draws, chunk)
    for block in blocks:
        tally.add(digest(block, quantile_draws))
    return tally.summary(), handed


def assert_same(one: Summary, two: Summary) -> None:
    for name, moments in one.moments.items():
        np.testing.assert_array_equal(moments.mean, two.moments[name].mean, err_msg=name)
        np.testing.assert_array_equal(moments.error, two.moments[name].error, err_msg=name)
        np.testing.assert_array_equal(one.quantiles[name], two.quantiles[name], err_msg=name)


def test_means_errors_and_quantiles_are_those_of_plain_numpy(whole: dict):
    summary, _ = tallied(made_up.cut(whole, [100, 103]))
    for name in ("survival", "ended", "share", "count"):
        moved = whole[name] - whole[name][:, :, :1]
        for label, values in ((name, whole[name]), (f"{name}_effect", moved)):
            x = values.astype(np.float64)
            np.testing.assert_allclose(summary.moments[label].mean, x.mean(-1), rtol=1e-12, atol=1e-12)
            error = x.std(-1, ddof=1) / math.sqrt(DRAWS)
            np.testing.assert_allclose(summary.moments[label].error, error, rtol=1e-7, atol=1e-9)
            plain = np.moveaxis(np.quantile(x[..., :100], QUANTILES, axis=-1), 0, -1)
            np.testing.assert_allclose(summary.quantiles[label], plain, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", ["level", "effect"])
def test_a_war_that_is_over_has_no_level(whole: dict, name: str):
    summary, _ = tallied(made_up.cut(whole, [DRAWS]))
    going = whole["survival"] > 0
    going = going & going[:, :, :1] if name == "effect" else going
    assert not going.all()
    values = np.where(going, whole[name].astype(np.float64), np.nan)
    np.testing.assert_allclose(summary.moments[name].mean, np.nanmean(values, -1), rtol=1e-12)
    plain = np.moveaxis(np.nanquantile(values[..., :100], QUANTILES, axis=-1), 0, -1)
    np.testing.assert_allclose(summary.quantiles[name], plain, rtol=1e-6)


def test_blocks_in_any_order_give_the_same_to_the_last_bit(whole: dict):
    blocks = made_up.cut(whole, [7] * 29)
    first, handed = tallied(blocks)
    random.Random(3).shuffle(blocks)
    again, handed_again = tallied(blocks)
    assert_same(first, again)
    assert {k: v["ended_by"].tobytes() for k, v in handed.items()} == {
        k: v["ended_by"].tobytes() for k, v in handed_again.items()
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(1, 300))
def test_blocks_of_any_size_give_the_same_to_the_last_bit(sizes: list[int], chunk: int):
    draws = sum(sizes)
    whole = made_up.records(draws, months=3, worlds=2, events=1)
    one, handed_at_once = tallied(made_up.cut(whole, [draws]), draws, 50, 1000)
    two, handed = tallied(made_up.cut(whole, sizes), draws, 50, chunk)
    assert_same(one, two)
    for name, values in handed_at_once[0].items():
        joined = np.concatenate([handed[first][name] for first in sorted(handed)], axis=-1)
        np.testing.assert_array_equal(values, joined, err_msg=name)


def test_a_plain_sum_would_depend_on_the_blocks(whole: dict):
    # otherwise the tests above could not fail
    x = np.square(whole["level"].astype(np.float64))
    assert np.any(x.sum(-1) != x[..., :100].sum(-1) + x[..., 100:].sum(-1))
    assert pairwise_total(np.float32([1, 2, 3, 4])) == 10.0


def test_numbers_of_every_draw_are_those_of_the_records(whole: dict):
    _, handed = tallied(made_up.cut(whole, [DRAWS]), chunk=1000)
    rows, at = handed[0], list(horizons(12))
    assert at == [3, 6, 12]
    np.testing.assert_array_equal(rows["going_by"][1, 2], whole["survival"][12, 0, 1])
    np.testing.assert_array_equal(rows["ended_by"][2, 0, 4], whole["ended"][3, 4, 2])
    np.testing.assert_array_equal(rows["final_share"][0, 1], whole["share"][12, 1, 0])
    np.testing.assert_array_equal(rows["events"][0, 3], whole["count"][12, 3, 0])
    area = np.trapezoid(whole["survival"][:, 0].astype(np.float64), axis=0)
    np.testing.assert_allclose(rows["months_of_war"], area, rtol=1e-6)
    assert all(x.dtype == np.float32 for x in rows.values())


def test_a_block_counts_once_and_none_may_be_missing(whole: dict):
    blocks = made_up.cut(whole, [100, 103])
    tally = Tally(DRAWS, lambda *_: None)
    tally.add(digest(blocks[1]))
    with pytest.raises(ValueError, match="100 of 203 draws are missing"):
        tally.summary()
    with pytest.raises(ValueError, match="counted before"):
        tally.add(digest(blocks[1]))


def test_what_a_tally_holds_does_not_grow_with_draws():
    small = made_up.records(16, months=3, worlds=2, events=1)
    tally = Tally(16 * 512, lambda *_: None, quantile_draws=16, chunk=64)
    for number in range(512):
        block = made_up.cut(small, [16])[0]
        tally.add(digest(type(block)(16 * number, block.records), 16))
        assert len(tally._nodes) <= 10
        assert len(tally._chunks) <= 1


def test_quantiles_leave_out_what_is_not_a_number():
    assert quantiles_of(np.array([np.nan, 1.0, 3.0]))[2] == 2.0
    assert np.isnan(quantiles_of(np.array([np.nan]))).all()
