"""Validity, soundness, loads, strains and clashes on truth tables worked by hand; steering on known odds."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from detente.pipeline.judging.judgement import (
    Held,
    Logic,
    clash,
    effective,
    fraction,
    judge,
    relax,
    steer,
    too_few,
    undo,
    weighted,
)
from detente.pipeline.judging.under import FEW, share_error
from detente.pipeline.judging.verdict import Fraction


def table(rows: dict[str, str], mute: tuple[str, ...] = ()) -> Held:
    """A truth table: by name a line of 1 and 0, one a draw."""
    holds = np.array([[mark == "1" for mark in line] for line in rows.values()])
    return Held(tuple(rows), holds, np.array([name not in mute for name in rows]))


ONE = table(
    {
        "P1": "11110000",
        "P2": "11101110",
        "H1": "11010011",
        "H2": "11111101",
        "Q": "11000101",
        "R": "10111111",
    }
)
# P1 P2 H1 H2 hold together in draws 0 and 1; Q in both; R in the first.


def test_validity_and_soundness_by_hand():
    found = judge({"one": ONE}, Logic(("P1", "P2"), ("Q",), ("H1", "H2")))
    assert found.validity["one"] == Fraction(1.0, share_error(1.0, 2), 2)
    assert found.soundness["one"] == Fraction(0.25, share_error(0.25, 8), 8)
    both = judge({"one": ONE}, Logic(("P1", "P2"), ("Q", "R"), ("H1", "H2")))
    assert both.validity["one"].share == 0.5  # every conclusion, not some
    stated = judge({"one": ONE}, Logic(("P1", "P2"), ("Q",)))
    assert (stated.validity["one"].share, stated.validity["one"].of) == (2 / 3, 3)
    assert too_few(found) == ("one",)
    assert found.search == {"one": "plain"} and found.clash == {}


def test_loads_by_hand():
    found = judge({"one": ONE}, Logic(("P1", "P2"), ("Q",), ("H1", "H2")))
    by_name = {load.premise: load for load in found.loads}
    # Without H1: draws 0 1 2 meet the rest, Q in two of them. Without H2: draws 0 1, Q in both.
    assert by_name["H1"].validity_without.share == pytest.approx(2 / 3)
    assert by_name["H1"].fall == pytest.approx(1 / 3)
    assert by_name["H1"].validity_without.of == 3
    assert by_name["H2"].fall == 0


def test_a_planted_hidden_premise_carries_exactly_what_was_planted():
    luck = np.random.default_rng(4)
    premise, carries, idle = luck.uniform(size=(3, 40_000)) < np.array([[0.6], [0.5], [0.5]])
    conclusion = np.where(carries, luck.uniform(size=40_000) < 0.9, luck.uniform(size=40_000) < 0.2)
    names = ("P", "H1", "H2", "Q")
    held = Held(names, np.array([premise, carries, idle, conclusion]), np.ones(4, bool))
    found = judge({"t": held}, Logic(("P",), ("Q",), ("H1", "H2")))
    loads = {load.premise: load for load in found.loads}
    assert abs(found.weighted_validity.share - 0.9) < 3 * found.weighted_validity.error
    assert abs(found.weighted_soundness.share - 0.15) < 3 * found.weighted_soundness.error
    assert loads["H1"].fall == pytest.approx(0.35, abs=0.02)
    assert loads["H2"].fall == pytest.approx(0.0, abs=0.02)


def test_dropping_an_unstated_premise_changes_what_depends_on_it_and_nothing_else():
    full = judge({"one": ONE}, Logic(("P1", "P2"), ("Q",), ("H1", "H2"), {"T": ("P1", "Q")}))
    less = judge({"one": ONE}, Logic(("P1", "P2"), ("Q",), ("H2",), {"T": ("P1", "Q")}))
    assert less.validity["one"] == full.loads[0].validity_without
    assert less.strains == full.strains and [load.premise for load in less.loads] == ["H2"]


def test_a_premise_that_cannot_be_expressed_is_listed_and_left_out():
    mute = table({"P1": "1111", "P2": "0000", "Q": "1100"}, mute=("P2",))
    found = judge({"mute": mute}, Logic(("P1", "P2", "P3"), ("Q", "Q2")))
    assert found.premises == {"mute": ("P1",)}
    assert found.left_out == {"mute": ("P2", "P3", "Q2")}
    assert (found.validity["mute"].share, found.soundness["mute"].share) == (0.5, 1.0)
    assert found.clash == {}


def test_a_theory_that_can_express_no_conclusion_has_no_validity_and_no_vote():
    mute = table({"P1": "1100", "Q": "1111"}, mute=("Q",))
    able = table({"P1": "1111", "Q": "1110"})
    found = judge({"mute": mute, "able": able}, Logic(("P1",), ("Q",)))
    assert math.isnan(found.validity["mute"].share) and found.validity["mute"].of == 2
    assert found.weighted_validity.share == 0.75
    assert found.weighted_soundness.share == 0.75  # (1/2 + 1) / 2


def test_contradictory_premises_are_said_to_be_so_with_the_pair():
    rows = {"P1": "11110", "P2": "11101", "P3": "11000", "P4": "00111", "Q": "11111"}
    found = judge({"t": table(rows)}, Logic(("P1", "P2", "P3", "P4"), ("Q",)))
    assert found.clash == {"t": ("P3", "P4")}
    assert found.validity["t"].of == 0 and math.isnan(found.validity["t"].share)
    assert found.soundness["t"].share == 0 and found.soundness["t"].error > 0
    assert math.isnan(found.weighted_validity.share) and found.weighted_validity.of == 0


def test_a_clash_is_between_those_that_could_hold_often_or_of_one_that_never_holds():
    often = table({"A": "1110000", "B": "0001111", "C": "1000000", "D": "0100000"})
    assert clash(often, ("A", "B", "C", "D")) == ("A", "B")
    assert clash(table({"A": "111", "B": "000"}), ("A", "B")) == ("B", "B")
    three = table({"A": "110", "B": "011", "C": "101"})  # no draw has all, and no pair is without a draw
    first, second = clash(three, ("A", "B", "C"))
    assert three.share((first, second)).share == pytest.approx(1 / 3)


def test_relaxing_sets_aside_the_premise_that_stands_in_the_way():
    luck = np.random.default_rng(0)
    rows = np.vstack([luck.uniform(size=(3, 400)) < 0.8, luck.uniform(size=(1, 400)) < 0.02])
    held = Held(("A", "B", "C", "rare"), rows, np.ones(4, bool))
    assert relax(held, held.names) == ("rare",)
    assert relax(held, ("A", "B", "C")) == ()
    assert held.all_of(("A", "B", "C")).sum() >= FEW


def test_weights_of_theories():
    one, two = table({"P": "1111", "Q": "1111"}), table({"P": "1100", "Q": "0000"})
    logic = Logic(("P",), ("Q",))
    equal = judge({"one": one, "two": two}, logic)
    assert equal.weights == {"one": 0.5, "two": 0.5}
    assert (equal.weighted_validity.share, equal.weighted_soundness.share) == (0.5, 0.75)
    uneven = judge({"one": one, "two": two}, logic, {"one": 3.0, "two": 1.0})
    assert uneven.weights == {"one": 0.75, "two": 0.25}
    assert (uneven.weighted_validity.share, uneven.weighted_soundness.share) == (0.75, 0.875)
    errors = [uneven.validity[name].error for name in ("one", "two")]
    assert uneven.weighted_validity.error == pytest.approx(math.hypot(0.75 * errors[0], 0.25 * errors[1]))
    for bad in ({"one": -1.0, "two": 2.0}, {"one": 0.0, "two": 0.0}):
        with pytest.raises(ValueError, match="at least 0"):
            judge({"one": one, "two": two}, logic, bad)


def test_a_theory_without_such_draws_has_no_vote_on_validity():
    empty, full = table({"P": "0000", "Q": "1111"}), table({"P": "1111", "Q": "1110"})
    found = judge({"empty": empty, "full": full}, Logic(("P",), ("Q",)))
    assert found.weighted_validity.share == 0.75 and found.weighted_soundness.share == 0.5
    assert found.clash == {"empty": ("P", "P")}


def test_strains_by_hand():
    one = table({"A": "1100", "B": "0011", "C": "1111"})
    two = table({"A": "1111", "B": "1100", "C": "1111"}, mute=("C",))
    logic = Logic((), ("C",), (), {"T1": ("A", "B"), "T2": ("A", "C"), "T3": ("A", "X")})
    found = {strain.tension: strain for strain in judge({"one": one, "two": two}, logic).strains}
    assert set(found) == {"T1", "T2"}  # T3 has one claim that can be tried
    assert [found["T1"].together[key].share for key in ("one", "two", "weighted")] == [0.0, 0.5, 0.25]
    assert found["T1"].alone == {"A": 0.75, "B": 0.5}
    assert set(found["T2"].together) == {"one", "weighted"}


def test_the_documents_own_theory_is_kept_apart():
    own = table({"P": "1111", "Q": "1110"})
    other = table({"P": "1111", "Q": "0001"})
    apart = judge({"other": other}, Logic(("P",), ("Q", "R")), document=own)
    alone = judge({"other": other}, Logic(("P",), ("Q", "R")))
    assert apart.as_the_document_says == {"Q": 0.75} and alone.as_the_document_says == {}
    assert (apart.validity, apart.weights) == (alone.validity, alone.weights)


def test_validity_is_within_monte_carlo_error_of_the_truth_in_95_percent():
    luck = np.random.default_rng(11)
    inside = []
    for _ in range(200):
        premise, given, otherwise = luck.uniform(0.2, 0.9, 3)
        holds = luck.uniform(size=1000) < premise
        said = luck.uniform(size=1000) < np.where(holds, given, otherwise)
        found = judge(
            {"t": Held(("P", "Q"), np.array([holds, said]), np.ones(2, bool))}, Logic(("P",), ("Q",))
        )
        inside += [abs(found.validity["t"].share - given) <= 2 * found.validity["t"].error]
        inside += [abs(found.soundness["t"].share - premise) <= 2 * found.soundness["t"].error]
    assert np.mean(inside) >= 0.94


def world(z: np.ndarray) -> np.ndarray:
    """Four premises that each hold in 12% of draws, and a conclusion that leans on the first."""
    return np.vstack([z[:4] > 1.2, [z[0] + 0.2 * z[5] > 1.6]])


def test_steering_finds_draws_that_meet_all_premises_and_the_weights_undo_it():
    luck = np.random.default_rng(8)
    names, logic = ("P1", "P2", "P3", "P4", "Q"), Logic(("P1", "P2", "P3", "P4"), ("Q",))
    pool, shifts, sizes = [luck.standard_normal((30, 4000))], [np.zeros(30)], [4000]
    plain = judge({"t": Held(names, world(pool[0]), np.ones(5, bool))}, logic)
    assert too_few(plain) == ("t",)
    for _ in range(3):
        z = np.hstack(pool)
        found = steer(z, world(z)[:4], undo(z, np.array(shifts), sizes))
        shifts.append(found.shift)
        sizes.append(4000)
        pool.append(luck.standard_normal((30, 4000)) + found.shift[:, None])
    assert found.level == 4 and found.elite >= FEW
    assert (found.shift[:4] > 1.2).all()
    assert not found.shift[4:].any()  # parameters without a part in the premises stay where they are
    z = np.hstack(pool)
    weight = undo(z, np.array(shifts), sizes)
    steered = judge({"t": Held(names, world(z), np.ones(5, bool), weight, "steered")}, logic)
    assert steered.search == {"t": "steered"} and steered.validity["t"].of > 100  # plain: 3 of 16,000
    # By hand: P(z > 1.2)^4; and P(z0 + .2 z5 > 1.6 | z0 > 1.2) by quadrature.
    grid = np.linspace(1.2, 8, 20_001)
    density = norm.pdf(grid) / norm.pdf(grid).sum()
    truth = float((density * norm.sf((1.6 - grid) / 0.2)).sum())
    assert abs(steered.validity["t"].share - truth) < 3 * steered.validity["t"].error < 0.15
    sound = steered.soundness["t"]
    assert abs(sound.share - norm.sf(1.2) ** 4) < 3 * sound.error < 0.5 * sound.share


def test_weights_of_a_mixture_are_bounded_by_its_plain_part_and_average_one():
    luck = np.random.default_rng(9)
    shift = np.array([2.0, 0.0, -1.5])
    z = np.hstack([luck.standard_normal((3, 5000)), luck.standard_normal((3, 5000)) + shift[:, None]])
    weight = undo(z, np.array([np.zeros(3), shift]), [5000, 5000])
    assert weight.max() <= 2 and weight.mean() == pytest.approx(1, abs=0.02)
    assert np.average(z, axis=1, weights=weight) == pytest.approx([0, 0, 0], abs=0.06)
    only = undo(z[:, 5000:], shift[None], [5000])
    assert only == pytest.approx(np.exp(-shift @ z[:, 5000:] + shift @ shift / 2))


def test_weighted_shares():
    weight = np.array([3.0, 1.0, 1.0, 1.0])
    found = fraction(np.array([True, False, False, True]), None, weight)
    assert found.share == pytest.approx(4 / 6) and found.of == 3  # 36 / 12
    assert found.error == pytest.approx(math.sqrt(9 / 9 + 1 * 4 / 9 * 2 + 1 / 9) / 6)
    assert effective(np.ones(7)) == pytest.approx(7) and effective(np.zeros(3)) == 0
    assert math.isnan(fraction(np.ones(3, bool), np.zeros(3, bool), np.ones(3)).share)
    alike = fraction(np.array([True, False]), None, np.array([5.0, 5.0]))
    assert alike.share == 0.5 and alike.of == 2
    assert math.isnan(weighted({}, {}).share)
