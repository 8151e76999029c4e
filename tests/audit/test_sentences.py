"""The five sentences: generated from numbers and words alone, with plurals, zeros and errors right."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from detente.pipeline.judging import verdict
from detente.pipeline.judging.judgement import Held, Logic, judge
from detente.pipeline.judging.sentences import in_draws, sentences, share_text
from detente.pipeline.judging.verdict import ClaimVerdict, Fraction, Under

NO_STRAIN = "no tension between claims can be tried"


def under(standing: str | None, theory: str = "t") -> Under:
    return Under(theory, True, 0.9, 0.01, 0, 0, 0, 0, 0, 100, standing)


def claim(name: str, word: str, *standings: str | None, reason: str = "") -> ClaimVerdict:
    found = tuple(under(standing) for standing in standings or (None,))
    test = verdict.TestVerdict(f"{name}.1", "1", word, found, (), "fragile", {})
    return ClaimVerdict(name, word, (test,), reason)


def untested(name: str, reason: str = "An evaluation.") -> ClaimVerdict:
    return ClaimVerdict(name, "not a testable claim", (), reason)


def world(
    premise: float, other: float, hidden: float, given: float, seed: int = 0, draws: int = 2000
) -> Held:
    """Premises P1 and P2, unstated H1 that carries the conclusion Q, and H2 that does not."""
    luck = np.random.default_rng(seed)
    p1, p2, h1, h2, toss = luck.uniform(size=(5, draws))
    rows = np.array(
        [p1 < premise, p2 < other, h1 < hidden, h2 < 0.5, toss < np.where(h1 < hidden, given, 0.1)]
    )
    return Held(("P1", "P2", "H1", "H2", "Q"), rows, np.ones(5, bool))


LOGIC = Logic(("P1", "P2"), ("Q",), ("H1", "H2"), {"T1": ("P1", "Q")})
CLAIMS = (
    claim("C1", "follows", "assumed", "assumed"),
    claim("C2", "fails"),
    claim("C3", "fails"),
    claim("C4", "fragile", "assumed", "contingent"),
    claim("C5", "depends on the theory", "structural", None),
    untested("C6"),
    untested("C7"),
)


def test_an_argument_in_five_sentences():
    found = sentences(
        CLAIMS, judge({"a": world(0.8, 0.9, 0.5, 0.9), "b": world(0.8, 0.9, 0.5, 0.5, 1)}, LOGIC)
    )
    assert found[0] == (
        "Of 7 claims, 5 can be tried: 1 follows, 2 fail, 1 depends on the theory and 1 is fragile; "
        "the other 2 cannot be tested."
    )
    assert found[1].startswith(
        "If every premise is granted, as far as the theories can express it (4 premises a theory), "
        "the conclusion holds in "
    )
    assert re.search(r"in [67]\d\.\d ± 1\.\d% of draws, every theory counting the same \(from ", found[1])
    assert re.search(r"\(from [45]\d% under b to [89]\d% under a\)\.$", found[1])
    assert found[2].startswith("The premises hold together in ") and found[2].endswith(").")
    assert found[3].startswith("Of 2 unstated premises, H1 carries most: when it is not granted, ")
    assert found[4] == (
        "Of 3 claims that hold in most draws of a theory, 1 is assumed wherever it holds, and not derived "
        "(C1); in 1 tension tried, no claims hold alone but almost never together."
    )


def test_the_numbers_in_the_sentences_are_those_of_the_judgement():
    judged = judge({"a": world(0.8, 0.9, 0.5, 0.9), "b": world(0.8, 0.9, 0.5, 0.5, 1)}, LOGIC)
    found = sentences(CLAIMS, judged)
    assert f"in {share_text(judged.weighted_validity)} of draws" in found[1]
    assert f"in {share_text(judged.weighted_soundness)} of draws" in found[2]
    assert f"to {share_text(judged.loads[0].validity_without)} of draws" in found[3]


def test_changing_the_wording_of_the_document_changes_nothing():
    judged = judge({"a": world(0.8, 0.9, 0.5, 0.9)}, LOGIC)
    reworded = tuple(replace(one, reason="Said in quite other words.") for one in CLAIMS)
    assert sentences(reworded, judged) == sentences(CLAIMS, judged)


def test_every_sentence_ends_and_none_shows_a_number_that_is_none():
    empty = judge({}, Logic((), ()))
    mute = Held(("P1", "Q"), np.zeros((2, 5), bool), np.zeros(2, bool))
    none = judge({"a": mute}, Logic(("P1",), ("Q",), ("H1",), {"T": ("P1", "Q")}))
    never = judge({"a": world(0.0, 0.5, 0.5, 0.5)}, LOGIC)
    tiny = judge({"a": world(0.5, 0.5, 0.5, 0.5, draws=3), "b": world(1.0, 1.0, 1.0, 1.0)}, LOGIC)
    for judged in (empty, none, never, tiny):
        for claims in ((), CLAIMS, CLAIMS[:1], CLAIMS[5:6]):
            said = sentences(claims, judged)
            assert all(one.endswith(".") and one[0].isupper() for one in said)
            assert not any(word in " ".join(said) for word in ("nan", "inf ", "  ", "None", "()"))


def test_no_draw_satisfies_all_premises_under_three_of_ten_theories():
    held = {f"t{number}": world(0.8, 0.9, 0.5, 0.9, number) for number in range(7)}
    rows = np.array([[True, False], [False, True], [True, True], [True, True], [True, True]])
    clashing = Held(("P1", "P2", "H1", "H2", "Q"), rows, np.ones(5, bool))
    never = replace(clashing, holds=np.array([[False, False], *rows[1:]]))
    found = sentences(CLAIMS, judge({**held, "x": clashing, "y": clashing, "z": never}, LOGIC))
    assert "; no draw satisfies all premises under 3 of 10 theories." in found[1]
    assert "; P1 and P2 exclude each other most often under 2 of the 3 theories where no draw" in found[2]
    everywhere = sentences(CLAIMS, judge({"x": clashing}, LOGIC))
    assert (
        "nothing can be said of the conclusion; no draw satisfies all premises under 1 of 1 theory."
        in (everywhere[1])
    )
    assert everywhere[2] == (
        "The premises hold together in none of 2 draws; P1 and P2 exclude each other most often under the "
        "one theory where no draw satisfies all."
    )
    assert everywhere[3].startswith("Which unstated premise carries the conclusion cannot be said")
    assert "; P1 holds in no draw under the one theory" in sentences(CLAIMS, judge({"z": never}, LOGIC))[2]


def test_too_few_draws_and_a_search_are_said():
    held = {"a": world(0.3, 0.3, 0.3, 0.9, draws=400), "b": world(0.8, 0.9, 0.5, 0.9)}
    searched = replace(held["b"], weight=np.ones(2000), search="steered")
    said = sentences(CLAIMS, judge({**held, "b": searched}, LOGIC))[1]
    assert (
        "; fewer than 30 draws satisfy them under a; draws that satisfy them were searched for under b."
        in said
    )


def test_premises_that_some_theories_cannot_express_are_counted():
    held = {"a": world(0.8, 0.9, 0.5, 0.9), "b": world(0.8, 0.9, 0.5, 0.9)}
    held["b"] = replace(held["b"], expressible=np.array([True, False, True, True, False]))
    logic = replace(LOGIC, premises=("P1", "P2", "P3"), conclusions=("Q", "R"))
    said = sentences(CLAIMS, judge(held, logic))[1]
    assert "(3 to 4 premises a theory; 2 more, conclusions included, cannot be tried under any)" in said
    assert said.endswith("; no conclusion can be expressed under b.")


def test_weights_are_named():
    held = {"a": world(0.8, 0.9, 0.5, 0.9), "b": world(0.8, 0.9, 0.5, 0.5)}
    assert ", theories weighted" in sentences((), judge(held, LOGIC, {"a": 2.0, "b": 1.0}))[1]
    assert "weighted" not in sentences((), judge({"a": held["a"]}, LOGIC))[1]


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ((), "Of 0 claims, none can be tried on the theories."),
        ((untested("C1"),), "Of 1 claim, none can be tried on the theories."),
        ((claim("C1", "follows"),), "The only claim can be tried: 1 follows."),
        (
            (claim("C1", "fails"), untested("C2")),
            "Of 2 claims, 1 can be tried: 1 fails; the other one cannot be",
        ),
        (
            (claim("C1", "fragile"), claim("C2", "cannot be expressed"), claim("C3", "fragile")),
            "Of 3 claims, all can be tried: 2 are fragile and 1 cannot be expressed by any theory.",
        ),
    ],
)
def test_counts_of_claims(claims, said):
    assert sentences(claims, judge({"a": world(0.8, 0.9, 0.5, 0.9)}, LOGIC))[0].startswith(said)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ((claim("C1", "fails"),), "No claim holds in most draws of any theory; "),
        (
            (claim("C1", "follows", "structural"),),
            "Of 1 claim that holds in most draws of a theory, none is merely",
        ),
        (
            (claim("C1", "follows", "assumed"),),
            "Of 1 claim that holds in most draws of a theory, 1 is assumed ",
        ),
        (
            (claim("C1", "follows", "assumed"), claim("C2", "follows", "assumed")),
            "Of 2 claims that hold in most draws of a theory, 2 are assumed wherever they hold, and not "
            "derived (C1 and C2); ",
        ),
    ],
)
def test_counts_of_what_is_assumed(claims, said):
    found = sentences(claims, judge({"a": world(0.8, 0.9, 0.5, 0.9)}, Logic(("P1",), ("Q",))))
    assert found[4].startswith(said) and found[4].endswith(f"; {NO_STRAIN}.")
    assert found[3] == "No unstated premise can be granted or dropped."


def test_claims_that_pull_against_each_other():
    rows = np.array([np.arange(100) < 60, np.arange(100) >= 58, np.arange(100) < 4])
    held = {"a": Held(("A", "B", "C"), rows, np.ones(3, bool))}
    logic = Logic((), ("A",), (), {"T1": ("A", "B"), "T2": ("A", "C")})  # C is rare by itself: no tension
    said = sentences((), judge(held, logic))
    assert said[4].endswith(
        "; these claims hold alone but almost never together: A and B (2.0 ± 1.5% of draws)."
    )
    assert said[2] == "No theory can express a premise, so how often the premises hold cannot be said."
    apart = replace(held["a"], holds=np.array([rows[0], ~rows[0], rows[2]]))
    assert "A and B (never)" in sentences((), judge({"a": apart}, logic))[4]


def test_an_unstated_premise_that_carries_nothing_is_not_named_as_carrying():
    held = {"a": world(0.8, 0.9, 0.5, 0.1)}  # the conclusion does not lean on either
    said = sentences((), judge(held, LOGIC))[3]
    assert said == (
        "Of 2 unstated premises, none carries the conclusion: without it validity falls by no more than "
        "Monte Carlo error."
    )
    one = sentences((), judge(held, replace(LOGIC, hidden=("H1",))))[3]
    assert one.startswith("Of the unstated premises the only one that can be tried, H1, does not carry")
    carried = sentences((), judge({"a": world(0.8, 0.9, 0.5, 0.9)}, replace(LOGIC, hidden=("H1",))))[3]
    assert carried.startswith("Of the unstated premises H1 alone can be tried: when it is not granted, ")


def test_what_never_holds_can_carry_nothing_away():
    rows = np.ones((4, 100), bool)
    rows[-1] = False  # the conclusion
    held = Held(("P1", "P2", "H1", "Q"), rows, np.ones(4, bool))
    said = sentences((), judge({"a": held}, Logic(("P1", "P2"), ("Q",), ("H1",))))[3]
    assert said == (
        "Which unstated premise carries the conclusion cannot be said: the conclusion holds in none of the "
        "draws that satisfy all premises."
    )


@pytest.mark.parametrize("share", [0.0, 0.0004, 0.004, 0.0312, 0.5, 0.9996, 1.0])
@pytest.mark.parametrize("of", [1, 12, 1000, 100_000])
def test_no_digit_is_shown_that_the_error_does_not_leave(share, of):
    text = in_draws(Fraction(share, math.sqrt(max(share * (1 - share), 0.25 / of) / of), of))
    if "±" in text:
        value, error = text.split("in ")[1].split("%")[0].split(" ± ")
        assert len(value.partition(".")[2]) == len(error.partition(".")[2])
        assert len(error.replace(".", "").strip("0")) <= 2
    else:
        assert any(word in text for word in ("none", "all", "only draw", "%"))
