"""The words of a `do`: what they mean, that they can be written back, and what is said of wrong ones."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.mechanisms import catalogue
from detente.pipeline.do_language import known_names, parse_do, write_do
from detente.pipeline.model import Model
from detente.vocabulary.do import Cut, Force, Hold, Likelier, Scale, SetParameter, Shift, Undo
from detente.vocabulary.errors import InvalidInput

CAUSES = tuple(catalogue().values())
KNOWN = known_names(["backer", "mediator"], CAUSES, months=60)
EVER = math.inf


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("force B.deep-strike at 2", [Force("B.deep-strike", 2.0)]),
        ("undo B.deep-strike", [Undo("B.deep-strike", 0.0, EVER)]),
        ("undo B.deep-strike from 0 to 12", [Undo("B.deep-strike", 0.0, 12.0)]),
        ("likelier B.deep-strike x2 from 3 to 12", [Likelier("B.deep-strike", 2.0, 3.0, 12.0)]),
        ("hold backer.B.aid 0", [Hold("backer.B.aid", 0.0, 0.0, EVER)]),
        ("hold backer.B.aid 0 from 6", [Hold("backer.B.aid", 0.0, 6.0, EVER)]),
        ("hold backer.B.aid 0 from 6 to 12", [Hold("backer.B.aid", 0.0, 6.0, 12.0)]),
        ("shift A.trust -0.2 from 3 to 4", [Shift("A.trust", -0.2, 3.0, 4.0)]),
        (
            "scale *.B.aid 0.5 from 6",
            [Scale(f"{party}.B.aid", 0.5, 6.0, EVER) for party in ("backer", "mediator")],
        ),
        ("undo *.B.aid-cut", [Undo(f"{party}.B.aid-cut", 0.0, EVER) for party in ("backer", "mediator")]),
        ("set trust_update.weight 0.5", [SetParameter("trust_update.weight", 0.5)]),
        ("cut rally", [Cut("rally")]),
        ("  cut   rally ", [Cut("rally")]),
    ],
)
def test_words_and_what_they_mean(text, deeds):
    assert parse_do(text, KNOWN) == tuple(deeds)


@pytest.mark.parametrize(
    ("text", "column", "what", "fix"),
    [
        ("", 1, "what to do is missing", "add"),
        ("fource B.deep-strike at 2", 1, "'fource' is not something to do", "did you mean 'force'?"),
        ("force B.deepstrike at 2", 7, "no event called 'B.deepstrike'", "did you mean 'B.deep-strike'?"),
        ("force B.deep-strike", 20, "`at`, then a month is missing", "add"),
        ("force B.deep-strike on 2", 21, "'on' stands where `at` should", "write `at 2`"),
        ("force B.deep-strike at 60", 24, "the month is 60", "change"),
        ("force B.deep-strike at -1", 24, "the month is -1", "change"),
        ("force B.deep-strike at soon", 24, "'soon' is not the month", "write something like"),
        ("likelier B.deep-strike 2", 24, "'2' is not a factor", "x0.5"),
        ("likelier B.deep-strike x0", 24, "a factor is x0", "change"),
        ("likelier B.deep-strike x1e999", 24, "a factor is x1e999", "change"),
        ("hold A.trust 1.5", 14, "a value is 1.5", "change"),
        ("hold A.trust nan", 14, "'nan' is not a value", "write something like"),
        ("hold A.trust 1_0", 14, "'1_0' is not a value", "write something like"),
        ("hold A.trusst 1", 6, "no stock called 'A.trusst'", "did you mean 'A.trust'?"),
        ("scale *.B.ade 1", 7, "no stock called '*.B.ade'", "did you mean '*.B.aid'?"),
        ("scale A.trust -1", 15, "a factor is -1", "change"),
        ("undo B.deep-strike from 5 to 5", 30, "the last month is 5", "change"),
        ("undo B.deep-strike from", 24, "the first month is missing", "add"),
        ("undo B.deep-strike to 5", 20, "'to' comes too late", "take it out"),
        ("set trust_update.wait 1", 5, "no parameter called 'trust_update.wait'", "did you mean"),
        ("set trust_update.weight", 24, "a value is missing", "add"),
        ("cut ralley", 5, "no cause called 'ralley'", "did you mean 'rally'?"),
        ("cut rally now", 11, "'now' comes too late", "take it out"),
    ],
)
def test_a_wrong_word_has_its_place_and_a_likely_fix(text, column, what, fix):
    with pytest.raises(InvalidInput) as caught:
        parse_do(text, KNOWN)
    assert [p for p in caught.value.problems if p.column == column and what in p.what and fix in p.fix], str(
        caught.value
    )


def test_a_place_counts_from_where_the_text_stands():
    with pytest.raises(InvalidInput) as caught:
        parse_do("cut ralley", KNOWN, "my.yaml", 28, 37)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("my.yaml", 28, 41)


def test_every_error_of_one_sentence_is_reported():
    with pytest.raises(InvalidInput) as caught:
        parse_do("hold A.trusst much from 99 to 3", KNOWN)
    assert [p.column for p in caught.value.problems] == [6, 15, 25, 31]


def test_a_star_needs_a_third_party():
    with pytest.raises(InvalidInput, match="no stock called"):
        parse_do("scale *.B.aid 0.5", known_names([], CAUSES))


def test_the_names_are_those_of_the_model():
    model = Model(causes=CAUSES, parties=("backer", "mediator"))
    assert KNOWN.events == model.events
    assert KNOWN.stocks == model.stocks
    assert KNOWN.parameters == model.params


EVENTS, STOCKS = st.sampled_from(KNOWN.events), st.sampled_from(sorted(KNOWN.stocks))
MONTHS = st.floats(0, 59.9)
WINDOWS = st.tuples(MONTHS, st.floats(0.01, 500)).map(lambda w: (w[0], w[0] + w[1])) | st.tuples(
    MONTHS, st.just(EVER)
)
REAL = st.floats(allow_nan=False, allow_infinity=False)


def inside(entry) -> st.SearchStrategy[float]:
    low = None if math.isinf(entry.low) else entry.low
    high = None if math.isinf(entry.high) else entry.high
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


DEEDS = st.one_of(
    st.builds(Force, EVENTS, MONTHS),
    st.builds(lambda event, window: Undo(event, *window), EVENTS, WINDOWS),
    st.builds(lambda e, x, w: Likelier(e, x, *w), EVENTS, st.floats(1e-300, 1e300), WINDOWS),
    STOCKS.flatmap(lambda s: st.builds(lambda v, w: Hold(s, v, *w), inside(KNOWN.stocks[s]), WINDOWS)),
    st.builds(lambda s, x, w: Shift(s, x, *w), STOCKS, REAL, WINDOWS),
    st.builds(lambda s, x, w: Scale(s, x, *w), STOCKS, st.floats(0, 1e300), WINDOWS),
    st.sampled_from(sorted(KNOWN.parameters)).flatmap(
        lambda p: st.builds(SetParameter, st.just(p), inside(KNOWN.parameters[p]))
    ),
    st.builds(Cut, st.sampled_from(KNOWN.causes)),
)


@settings(max_examples=400, deadline=None)
@given(DEEDS)
def test_what_is_written_back_reads_the_same(do):
    assert parse_do(write_do(do), KNOWN) == (do,)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("force undo hold set x2 from to at B.deep-strike * 1".split())).map(" ".join)
)
def test_no_text_fails_otherwise(text):
    try:
        assert parse_do(text, KNOWN)
    except InvalidInput as error:
        assert error.problems
