"""Planted truth: claims whose holding probability is known get the right share, word and standing."""

import numpy as np
import pytest

from detente.pipeline.judging.under import (
    draws_needed,
    draws_to_run,
    enough,
    interval,
    share_error,
    under,
)
from detente.pipeline.judging.verdict import Under
from detente.pipeline.judging.words import (
    claim_word,
    complement,
    share_within,
    unsettled,
    word_of,
    word_of_shares,
)

CLAIMS, THEORIES, DRAWS = 200, 5, 1000
KINDS = ("follows", "fails", "depends on the theory", "fragile", "cannot be expressed")
HIGH, MIDDLE, LOW = (0.93, 1.0), (0.2, 0.8), (0.0, 0.07)


def planted(kind: str, luck: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The true share under every theory, and which theories can express the claim."""
    bands = {"follows": [HIGH], "fails": [LOW], "depends on the theory": [HIGH, LOW, MIDDLE]}
    band = bands.get(kind, [MIDDLE, HIGH])
    truth = np.array([luck.uniform(*band[number % len(band)]) for number in range(THEORIES)])
    able = np.zeros(THEORIES, bool) if kind == "cannot be expressed" else luck.uniform(size=THEORIES) < 0.8
    if kind != "cannot be expressed":
        able[: len(band)] = True
    return truth, able


def claim_with(truth: float, luck: np.random.Generator) -> np.ndarray:
    """A margin that is above 0 with probability `truth`, and otherwise not, or not to be said."""
    holds = luck.uniform(size=DRAWS) < truth
    size = luck.gamma(2.0, 0.1, DRAWS)
    return np.where(holds, size, np.where(luck.uniform(size=DRAWS) < 0.1, np.nan, -size))


def trial(kind: str, luck: np.random.Generator) -> tuple[str, list[bool]]:
    """The word of one planted claim, and whether each share is within Monte Carlo error of the truth."""
    truth, able = planted(kind, luck)
    margins = [claim_with(share, luck) for share in truth]
    found = [under("t", m, m, expressible=bool(a)) for m, a in zip(margins, able, strict=True)]
    ends = [interval(one.share, one.draws) for one in found]
    within = [low <= share <= high for share, (low, high) in zip(truth, ends, strict=True)]
    return word_of(found), [inside for inside, can in zip(within, able, strict=True) if can]


def test_200_planted_claims_get_the_right_word_and_share():
    """The words of 200 claims; shares of ten times as many, for two errors promise little more than 95%."""
    luck = np.random.default_rng(7)
    kinds = [KINDS[number % len(KINDS)] for number in range(10 * CLAIMS)]
    found = [trial(kind, luck) for kind in kinds]
    right = [word == kind for (word, _), kind in zip(found, kinds, strict=True)]
    assert np.mean(right[:CLAIMS]) >= 0.99 and np.mean(right) >= 0.99
    assert np.mean([inside for _, shares in found for inside in shares]) >= 0.95


def test_the_stated_error_of_a_share_is_its_standard_deviation():
    luck = np.random.default_rng(1)
    for truth in (0.5, 0.9, 0.02):
        shares = luck.binomial(400, truth, 4000) / 400
        assert share_error(truth, 400) == pytest.approx(shares.std(), rel=0.06)


def test_the_stated_error_of_a_mean_is_its_standard_deviation():
    luck = np.random.default_rng(2)
    found = [under("t", e, e) for e in luck.normal(0.3, 2.0, (1000, 200))]
    assert np.mean([one.error for one in found]) == pytest.approx(np.std([o.mean for o in found]), rel=0.06)
    inside = [abs(one.mean - 0.3) <= 2 * one.error for one in found]
    assert np.mean(inside) >= 0.93


def test_numbers_by_hand():
    effect = np.array([1.0, 2.0, 3.0, 4.0, np.nan, 100.0])
    margin = np.array([-1.0, 0.0, 1.0, 2.0, np.nan, 98.0])
    meets = np.array([True, True, True, True, True, False])
    found = under("t", effect, margin, meets, causes=("a", "b"), assumed_inputs=3)
    assert (found.share, found.draws, found.mean, found.median) == (0.4, 5, 2.5, 2.5)  # NaN does not hold
    assert found.error == pytest.approx(np.sqrt(5 / 3) / 2)
    assert (found.low90, found.high90) == pytest.approx((1.15, 3.85))
    assert (found.causes, found.assumed_inputs, found.standing) == (("a", "b"), 3, None)


def test_100_percent_of_standings_right_on_arrays_built_to_be_each():
    luck = np.random.default_rng(3)
    got = {"assumed": [], "structural": [], "contingent": []}
    for _ in range(200):
        above, mixed = luck.gamma(2, 1, 500) + 1e-9, luck.normal(1.5, 1, 500)
        nothing, centred = np.zeros(500), luck.normal(-0.3, 1, 500)
        got["assumed"] += [
            under("t", above, above, margin_without=nothing).standing,  # no other path: the effect is nought
            under("t", mixed, mixed, margin_without=centred).standing,  # another path, of no clear sign
            under("t", above, above, margin_without=-above).standing,  # another path, of the other sign
        ]
        got["structural"] += [
            under("t", above, above).standing,  # nothing direct to cut
            under("t", above, above, margin_without=above / 2).standing,
        ]
        got["contingent"] += [
            under("t", mixed, mixed).standing,
            under("t", above, above, margin_without=mixed).standing,
            under("t", mixed, mixed, margin_without=mixed).standing,
        ]
    assert {name: set(found) for name, found in got.items()} == {name: {name} for name in got}


def test_a_fall_within_monte_carlo_error_is_not_put_down_to_the_cut():
    effect = np.where(np.arange(100) < 52, 1.0, -1.0)
    without = np.where(np.arange(100) < 48, 1.0, -1.0)
    assert under("t", effect, effect, margin_without=without).standing == "contingent"
    assert under("t", effect, effect, margin_without=without).share_without == 0.48


def test_a_condition_met_only_through_the_direct_contribution_dies_with_it():
    effect = np.ones(50)
    never = np.zeros(50, bool)
    assert under("t", effect, effect, margin_without=effect, meets_without=never).standing == "assumed"


def test_a_few_draws_do_not_show_that_something_always_holds():
    assert under("t", np.ones(29), np.ones(29)).standing == "contingent"
    assert under("t", np.ones(30), np.ones(30)).standing == "structural"


def test_a_condition_that_never_occurs_leaves_nothing_to_say():
    found = under("t", np.ones(9), np.ones(9), np.zeros(9, bool))
    assert (found.draws, found.standing) == (0, None) and np.isnan([found.share, found.mean]).all()
    assert word_of([found]) == "cannot be expressed"


@pytest.mark.parametrize(
    ("shares", "word"),
    [
        ([0.9], "follows"),
        ([0.1], "fails"),
        ([0.899], "fragile"),
        ([0.101], "fragile"),
        ([0.9, 0.1], "depends on the theory"),
        ([0.9, 0.5, 0.1], "depends on the theory"),
        ([0.95, 0.5], "fragile"),
        ([0.05, 0.5], "fragile"),
        ([0.9, 1.0], "follows"),
        ([0.0, 0.1], "fails"),
        ([], "cannot be expressed"),
    ],
)
def test_words_on_their_thresholds(shares, word):
    assert word_of_shares(shares) == word
    exactly = [round(share * 1000) / 1000 for share in shares]
    assert word_of_shares([1 - share for share in exactly]) == complement(word)


def test_a_claim_without_a_test_is_not_testable():
    assert claim_word([]) == "not a testable claim"


def test_shares_of_draws_meet_the_thresholds_exactly():
    for draws in (10, 30, 1000, 4090):
        margin = np.where(np.arange(draws) < draws * 9 // 10, 1.0, -1.0)
        assert word_of([under("t", margin, margin)]) == "follows"
        assert word_of([under("t", -margin, -margin)]) == "fails"


def test_the_opposite_claim_gets_the_complementary_word():
    luck = np.random.default_rng(5)
    seen = set()
    for _ in range(300):
        centres = luck.choice([-3.0, 0.0, 3.0], 3)
        effects = [luck.normal(centre, 1, 300) for centre in centres]
        small = 0.9 * min(np.abs(effect).min() for effect in effects)
        word = word_of([under("t", e, e - small) for e in effects])
        opposite = word_of([under("t", e, -e - small) for e in effects])
        assert all(share_within(effect, small) == 0 for effect in effects)
        assert opposite == complement(word)
        seen.add(word)
    assert seen == {"follows", "fails", "depends on the theory", "fragile"}


def test_effects_within_the_smallest_of_interest_count_for_neither_side():
    effect = np.concatenate([np.full(60, 0.5), np.full(30, 0.0), np.full(10, -0.5), [np.nan]])
    claim, opposite = under("t", effect, effect - 0.1), under("t", effect, -effect - 0.1)
    within = share_within(effect, 0.1)
    assert claim.share + opposite.share + within == pytest.approx(1)
    null = np.zeros(100)
    assert word_of([under("t", null, null - 0.1)]) == word_of([under("t", null, -null - 0.1)]) == "fails"


def test_draws_grow_until_the_error_is_small_enough():
    for share in (0.0, 0.1, 0.5, 0.97, 1.0):
        for bound in (0.002, 0.01, 0.1):
            needed = draws_needed(share, bound)
            assert share_error(share, needed) <= bound * (1 + 1e-9)
            assert needed == 1 or share_error(share, needed - 1) > bound
    margin = np.where(np.arange(400) % 2, 1.0, -1.0)
    tenth = np.arange(400) < 40
    found = [under("t", margin, margin, tenth), under("u", margin, margin, expressible=False)]
    assert not enough(found, 0.05) and enough(found, 0.08)
    assert draws_to_run(found, 0.05, 400) == draws_needed(0.5, 0.05) * 10
    assert draws_to_run(found, 0.08, 400) == 400
    with pytest.raises(ValueError, match="above 0"):
        draws_needed(0.5, 0.0)


def test_words_within_error_of_a_threshold_are_named():
    near, far = np.where(np.arange(100) < 91, 1.0, -1.0), np.where(np.arange(100) < 50, 1.0, -1.0)
    assert unsettled([under("near", near, near), under("far", far, far)]) == ("near",)


def test_a_theory_that_cannot_express_the_claim_has_no_say():
    margin = np.ones(100)
    mute = under("mute", margin, margin, expressible=False, direct=("a",))
    assert isinstance(mute, Under) and not mute.expressible and np.isnan(mute.share)
    assert word_of([under("t", margin, margin), mute]) == "follows"
