"""Conditions on draws: what they mean, where they hold, and what is said of wrong ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.pipeline.conditions import RELATIONS, Comparison, Condition, parse_condition
from detente.pipeline.do_language import known_names
from detente.pipeline.forms.form import Pick, mirrored_text
from detente.pipeline.outcomes_known import known_outcomes
from detente.vocabulary.errors import InvalidInput

KNOWN = known_names(["backer", "mediator"], [], months=60)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("talks > 0.5 at 1", [Comparison("talks", ">", 0.5, 1.0)]),
        ("talks > 0.5", [Comparison("talks", ">", 0.5, 0.0)]),
        ("A.attribution>=.5 at 2.0", [Comparison("A.attribution", ">=", 0.5, 2.0)]),
        ("A.ground_pace < -1e-3", [Comparison("A.ground_pace", "<", -0.001)]),
        ("backer.B.aid <= 0 at 60", [Comparison("backer.B.aid", "<=", 0.0, 60.0)]),
        ("optimism > 0 at 3", [Comparison("optimism", ">", 0.0, 3.0)]),
        ("B.odds_of_winning < 0.4", [Comparison("B.odds_of_winning", "<", 0.4)]),
        ("any-ending < 0.5 at 12", [Comparison("any-ending", "<", 0.5, 12.0)]),
        ("A.collapse < 0.1 at 12", [Comparison("A.collapse", "<", 0.1, 12.0)]),
        ("talks-open >= 1 at 12", [Comparison("talks-open", ">=", 1.0, 12.0)]),
        (
            " A.trust < 0.5 at 1  and B.trust >= 0.25 and  talks > 0 at 2 ",
            [
                Comparison("A.trust", "<", 0.5, 1.0),
                Comparison("B.trust", ">=", 0.25, 0.0),
                Comparison("talks", ">", 0.0, 2.0),
            ],
        ),
    ],
)
def test_words_and_what_they_mean(text, parts):
    condition = parse_condition(text, KNOWN)
    assert condition == Condition(tuple(parts))
    assert condition.picks == tuple(Pick(part.what, part.month) for part in parts)


@pytest.mark.parametrize(
    ("text", "column", "what", "fix"),
    [
        ("", 1, "a condition is missing", "write"),
        ("   ", 4, "a condition is missing", "write"),
        ("A.trust < 0.5 and", 18, "a condition is missing", "write"),
        ("and A.trust < 0.5", 1, "a condition is missing", "write"),
        ("A.trusst < 0.5", 1, "nothing called 'A.trusst'", "did you mean 'A.trust'?"),
        ("A.trust", 8, "a comparison is missing", "<="),
        ("A.trust = 0.5", 9, "'=' is not a comparison", "<="),
        ("A.trust != 0.5", 9, "'!=' is not a comparison", "<="),
        ("A.trust below 0.5", 9, "'below' is not a comparison", "<="),
        ("A.trust <", 10, "a number is missing", "0.5"),
        ("A.trust < half", 11, "'half' is not a number", "0.5"),
        ("A.trust < nan", 11, "'nan' is not a number", "0.5"),
        ("A.trust < 1e999", 11, "'1e999' is not a number", "0.5"),
        ("A.trust < 1.5", 11, "A.trust < 1.5 can hold in no draw", "change"),
        ("A.trust > 1", 11, "A.trust > 1 can hold in no draw", "change"),
        ("A.trust < 0", 11, "A.trust < 0 can hold in no draw", "change"),
        ("settlement > 1 at 6", 14, "settlement > 1 can hold in no draw", "change"),
        ("A.trust < 0.5 at", 17, "the month is missing", "0.5"),
        ("A.trust < 0.5 at soon", 18, "'soon' is not the month", "0.5"),
        ("A.trust < 0.5 at -1", 18, "the month is -1", "change"),
        ("A.trust < 0.5 at 61", 18, "the month is 61", "change"),
        ("A.trust < 0.5 at 2.25", 18, "the month is 2.25", "write 3, the end of the month"),
        ("A.trust < 0.5 at 60.5", 18, "the month is 60.5", "change"),
        ("A.trust < 0.5 by 6", 15, "'by' comes too late", "take it out"),
        ("A.trust < 0.5 at 1 or", 20, "'or' comes too late", "take it out"),
        ("A.trust < 0.5 & B.trust < 0.5", 15, "'&' comes too late", "take it out"),
    ],
)
def test_a_wrong_word_has_its_place_and_a_likely_fix(text, column, what, fix):
    with pytest.raises(InvalidInput) as caught:
        parse_condition(text, KNOWN)
    assert [p for p in caught.value.problems if p.column == column and what in p.what and fix in p.fix], str(
        caught.value
    )


def test_all_problems_are_told_at_once_and_where_the_text_stands():
    with pytest.raises(InvalidInput) as caught:
        parse_condition("A.trusst < 0.5 and talks ~ 1 and B.trust > x at y", KNOWN, "op.yaml", 7, 11)
    problems = caught.value.problems
    assert [(p.file, p.line, p.column) for p in problems] == [
        ("op.yaml", 7, 11),
        ("op.yaml", 7, 36),
        ("op.yaml", 7, 54),
        ("op.yaml", 7, 59),
    ]


def test_a_very_long_word_is_shown_in_part():
    with pytest.raises(InvalidInput) as caught:
        parse_condition("x" * 10_000 + " < 1", KNOWN)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("relation", "held"),
    [
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        (">", [False, False, True]),
        (">=", [False, True, True]),
    ],
)
def test_each_comparison_below_at_and_above_the_number(relation, held):
    condition = Condition((Comparison("A.trust", relation, 0.5),))
    assert condition.holds(np.array([[0.25, 0.5, 0.75]])).tolist() == held


def test_all_parts_must_hold_and_what_cannot_be_seen_does_not():
    condition = parse_condition("A.trust < 0.5 and talks > 0.5", KNOWN)
    held = condition.holds(np.array([[0.1, 0.1, 0.9, np.nan], [1.0, 0.0, 1.0, 1.0]]))
    assert held.dtype == bool
    assert held.tolist() == [True, False, False, False]


def test_values_for_another_condition_are_refused():
    with pytest.raises(ValueError):
        parse_condition("A.trust < 0.5 and talks > 0.5", KNOWN).holds(np.ones((1, 4)))


@given(
    st.sampled_from(["A.ground_pace", "optimism"]),
    st.sampled_from(sorted(RELATIONS)),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1),
)
def test_what_is_written_is_what_is_compared(what, relation, number, levels):
    condition = parse_condition(f"{what} {relation} {number!r}", KNOWN)
    expected = [eval(f"level {relation} number", {"level": x, "number": number}) for x in levels]
    assert condition.holds(np.array([levels])).tolist() == expected


def test_the_mirror_of_a_condition_asks_of_the_other_side():
    text = "A.trust < 0.5 at 1 and backer.B.aid > 0"
    mirror = parse_condition(mirrored_text(text), KNOWN)
    assert [pick.what for pick in mirror.picks] == ["B.trust", "backer.A.aid"]


def test_a_condition_reads_as_a_clause():
    condition = parse_condition("A.trust < 0.5 at 1 and settlement >= 0.25 at 12", KNOWN)
    assert condition.sentence({"A.trust": "the North's trust", "settlement": "a settlement"}) == (
        "the North's trust at month 1 is below 0.5 and the chance of a settlement by month 12 "
        "is at least 0.25"
    )


@pytest.mark.parametrize("what", sorted(known_outcomes(KNOWN.parties)))
def test_whatever_can_be_looked_at_can_be_compared(what):
    low = KNOWN.stocks[what].low if what in KNOWN.stocks else 0.0
    number = max(low, -1.0) + 0.25
    condition = parse_condition(f"{what} > {number}", KNOWN)
    assert condition.comparisons == (Comparison(what, ">", number),)
