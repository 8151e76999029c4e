"""Sentences name everything that may be done to or looked at, and say whose it is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from detente.pipeline.forms.form import mirrored_text
from detente.pipeline.outcomes_known import ANY_ENDING, MONTHS_OF_WAR, known_outcomes
from detente.pipeline.phrases import ACT, ACTOR, EACH, HAPPENINGS, SEVERAL, THINGS, names_in_sentences
from detente.vocabulary import Event

LABELS = {"A": "North", "B": "South", "backer": "a great power"}
NAMES = names_in_sentences(("backer",), LABELS)
BESIDE = tuple(key.format("") for key in (SEVERAL, EACH, ACT, ACTOR))
SINGULAR = {path: words for path, words in NAMES.items() if not path.startswith(BESIDE)}
WHOLE = {ANY_ENDING, MONTHS_OF_WAR}  # forms of tests have their own words for these


def test_everything_that_may_be_looked_at_has_a_phrase_and_no_phrase_is_of_nothing():
    paths = set(known_outcomes(("backer", "*")))
    assert paths - set(NAMES) == WHOLE
    assert set(SINGULAR) == paths - WHOLE
    several = {name.removeprefix(SEVERAL.format("")) for name in NAMES if name.startswith(SEVERAL.format(""))}
    words = {event.word for event in Event}
    assert several == {path for path in paths if path.rpartition(".")[2] in words}
    names = {path.rpartition(".")[2] for path in paths - WHOLE}
    assert names == set(THINGS) | {event.word for event in HAPPENINGS}
    assert set(HAPPENINGS) == set(Event)


def test_a_phrase_says_whose_it_is_in_words():
    apart = tuple(key.format("") for key in (ACT, ACTOR))
    for path, words in NAMES.items():
        *holders, _ = path.rpartition(" ")[2].split(".")
        for holder in () if path.startswith(apart) else holders:
            assert LABELS.get(holder, "third party") in words, (path, words)
        assert not re.search(r"[_{}*.]|  ", words), words
        assert words[0].islower() and not words.endswith((",", " ")), words


def test_an_act_and_whoever_does_it_together_are_the_event():
    acts = [path for path in SINGULAR if ACT.format(path) in NAMES]
    assert len(acts) == 2 * len(("deep-strike", "reprisal", "leader-exit", "collapse")) + 2 * 4
    for path in acts:
        assert f"{NAMES[ACT.format(path)]} {NAMES[ACTOR.format(path)]}" == NAMES[path]


def test_no_two_things_have_one_phrase():
    assert len(set(SINGULAR.values())) == len(SINGULAR)


@given(st.sampled_from(sorted(NAMES)))
def test_exchanging_the_sides_exchanges_their_names(path: str):
    swapped = NAMES[path].replace("North", "\0").replace("South", "North").replace("\0", "South")
    assert NAMES[mirrored_text(path)] == swapped


def test_a_third_party_without_a_label_is_called_by_its_role():
    names = names_in_sentences(
        ("main_backer", "others"), {"others": "Other backers", "main_backer": "main one"}
    )
    assert names["main_backer.A.aid"] == "the aid from the main one to side A"
    assert names["others.B.aid"] == "the aid from Other backers to side B"
    few = {" ": "the backer", "A great power": "a great power", "some members": "some members"}
    for label, said in few.items():
        names = names_in_sentences(("backer",), {"backer": label})
        assert names["backer.exposure"] == f"the cost of involvement for {said}"
