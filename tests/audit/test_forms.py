"""The forms of do-tests: planted effects are found, boundaries are not passed, mirrors are mirrors."""

import re
from dataclasses import is_dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.pipeline.do_language import known_names, parse_do
from detente.pipeline.forms.catalogue import FORMS, mirrored
from detente.pipeline.forms.compare import Compare
from detente.pipeline.forms.deeds import distinct_deeds
from detente.pipeline.forms.dose import Dose
from detente.pipeline.forms.form import Pick
from detente.pipeline.forms.inference import Inference
from detente.pipeline.forms.interaction import Interaction
from detente.pipeline.forms.level import Level
from detente.pipeline.forms.null import Null
from detente.pipeline.forms.recovery import Recovery
from detente.pipeline.forms.share import Share
from detente.pipeline.forms.sign import Sign
from detente.pipeline.forms.substitution import Substitution
from detente.pipeline.forms.tradeoff import Tradeoff
from detente.pipeline.forms.words import doing, outcome
from detente.pipeline.phrases import names_in_sentences

NAN = np.nan
STRIKE = ("force B.deep-strike at 2",)
NO_STRIKE = ("undo B.deep-strike from 2 to 2.25",)
REFUSAL = ("shift A.compromise -0.25 from 2", "undo A.reprisal")
TALKS = {"moves": "talks_progress", "by": 6}
COMMON = TALKS | {"smallest": 0.25}  # powers of two: boundaries are exact

# name: (a form, values of each pick in each world where it holds, fails, lies at the boundary; the effects)
PLANTED = {
    "sign up": (Sign(do=STRIKE, sign=+1, **COMMON), [[0, 0.5]], [[0, -0.5]], [[0, 0.25]], (0.5, -0.5, 0.25)),
    "sign down": (
        Sign(do=STRIKE, against=NO_STRIKE, sign=-1, **COMMON),
        *([[1, 0.5]], [[1, 1]], [[1, 0.75]]),
        (-0.5, 0, -0.25),
    ),
    "null up": (Null(do=STRIKE, sign=+1, **COMMON), [[0, -9]], [[0, 0.5]], [[0, 0.25]], (-9, 0.5, 0.25)),
    "null down": (Null(do=STRIKE, sign=-1, **COMMON), [[0, 9]], [[0, -0.5]], [[0, -0.25]], (9, -0.5, -0.25)),
    "null both": (Null(do=STRIKE, sign=0, **COMMON), [[1, 1.125]], [[1, 0]], [[1, 1.25]], (0.125, -1, 0.25)),
    "compare up": (
        Compare(do=STRIKE, than=REFUSAL, sign=+1, **COMMON),
        *([[5, 1, 0.5]], [[0, 1, 2]], [[0, 1, 0.75]]),
        (0.5, -1, 0.25),
    ),
    "compare down": (
        Compare(do=STRIKE, than=REFUSAL, sign=-1, **COMMON),
        *([[0, -2, -1]], [[0, -1, -2]], [[0, -1, -0.75]]),
        (-1, 1, -0.25),
    ),
    "interaction more": (
        Interaction(first=STRIKE, second=REFUSAL, sign=+1, **COMMON),
        *([[1, 2, 3, 5]], [[1, 2, 3, 4]], [[1, 2, 3, 4.25]]),
        (1, 0, 0.25),
    ),
    "interaction less": (
        Interaction(first=STRIKE, second=REFUSAL, sign=-1, **COMMON),
        *([[1, 2, 3, 3]], [[1, 2, 3, 5]], [[1, 2, 3, 3.75]]),
        (-1, 1, -0.25),
    ),
    "dose hump": (
        Dose(do=("scale *.B.aid {dose}",), doses=(0, 0.5, 1, 2), sign=+1, **COMMON),
        *([[3, 1, 2, 4, 3]], [[3, 1, 2, 3, 4]], [[3, 1, 2, 3.25, 3]]),
        (1, -1, 0.25),
    ),
    "dose trough": (
        Dose(do=("scale *.B.aid {dose}",), doses=(0, 0.5, 1), sign=-1, **COMMON),
        *([[3, 2, 1, 3]], [[3, 1, 2, 1]], [[3, 2, 1.75, 9]]),
        (1, -1, 0.25),
    ),
    "tradeoff": (
        Tradeoff(
            choices=(("condemn", STRIKE), ("play down", REFUSAL), ("wait", ())),
            moves=(("A.trust", +1), ("escalation", -1)),
            **({"by": 6, "smallest": 0.25}),
        ),
        [[0, 2, 1, 0], [0, 2, 1, 0]],  # trust up, escalation up: each gain has its price
        [[0, 2, 1, 0], [0, -2, 1, 0]],  # the first is best for both
        [[0, 2, 1, 0], [0, 0.25, 1, 0]],  # the first gives up exactly what matters
        (1, 0, 0.25),
    ),
    "substitution": (
        Substitution(
            weaker=("scale B.force 0.5",),
            makes_up=("scale B.firepower {dose}",),
            doses=(2, 3),
            sign=+1,
            **COMMON,
        ),
        *([[2, 1, 1.5, 1.875]], [[2, 1, 1.25, 1.5]], [[2, 1, 1, 1.75]]),
        (0.875, 0.5, 0.75),
    ),
    "substitution of a bad thing": (
        Substitution(
            weaker=("scale B.force 0.5",),
            makes_up=("scale B.firepower {dose}",),
            doses=(2,),
            sign=-1,
            **COMMON,
        ),
        *([[1, 2, 0]], [[1, 1, 0]], [[1, 1.25, 1]]),  # beyond; nothing lost; exactly what matters lost
        (2, 1, 0.25),
    ),
    "lasts": (
        Recovery(do=STRIKE, until=24, sign=-1, left=0.5, irreversible=True, **COMMON),
        [[3, 2], [3, 2.25]],
        [[3, 2], [3, 2.75]],
        [[3, 2], [3, 2.5]],
        (-0.75, -0.25, -0.5),
    ),
    "wears off": (
        Recovery(do=STRIKE, until=24, sign=-1, left=0.5, irreversible=False, **COMMON),
        [[3, 2], [3, 2.75]],
        [[3, 2], [3, 2.25]],
        [[3, 2], [3, 2.5]],
        (-0.25, -0.75, -0.5),
    ),
    "inference, of the theory": (
        Inference(do=STRIKE, prior="A.foe_averse", posterior="A.suspects_spoiling", by=6, at_least=0.5),
        [[0.25, 0], [0, 0.75]],
        [[0.25, 9], [9, 0.25]],
        [[0.25, 0], [0, 0.5]],
        (0.5, 0, 0.25),
    ),
    "inference, of the claim": (  # Bayes' rule: odds 1 to 3 become 1 to 1
        Inference(
            do=STRIKE,
            **{"prior": "A.foe_averse", "posterior": "A.foe_averse", "by": 6, "at_least": 0.5},
            **{"likelihood_ratio": 3.0, "attribution": 1.0},
        ),
        [[0.5, 0], [0, 0]],
        [[0.1, 0], [0, 0]],
        [[0.25, 0], [0, 0]],
        (0.25, 0.15, 0.25),
    ),
    "level below": (Level(moves="talks", by=1, below=0.5), [[0.25]], [[0.75]], [[0.5]], (0.25, 0.75, 0.5)),
    "level above": (
        Level(do=STRIKE, moves="talks", by=1, above=0.5),
        *([[0, 0.75]], [[9, 0.25]], [[9, 0.5]]),
        (0.75, 0.25, 0.5),
    ),
    "level between": (
        Level(moves="talks", by=1, above=0.25, below=0.5),
        *([[0.375]], [[0.75]], [[0.25]]),
        (0.375, 0.75, 0.25),
    ),
    "share": (
        Share(do=STRIKE, parts=("B.casualties", "A.casualties"), by=6, at_least=0.5, sign=+1),
        [[1, 4], [1, 2]],
        [[1, 2], [1, 4]],
        [[1, 2], [1, 2]],
        (0.75, 0.25, 0.5),
    ),
    "share of a fall": (
        Share(do=STRIKE, parts=("B.trust", "A.trust", "talks"), by=6, at_least=0.5, sign=-1),
        [[4, 1], [4, 3], [4, 9]],  # what gains has no cost
        [[4, 3], [4, 1], [4, 4]],
        [[4, 3], [4, 3], [4, 5]],
        (0.75, 0.25, 0.5),
    ),
}
CASES = pytest.mark.parametrize("name", PLANTED)
FORM_OF = {name: row[0] for name, row in PLANTED.items()}


def seen_in(name: str) -> np.ndarray:
    """The three planted draws of a case, (pick, world, draw)."""
    return np.stack([np.array(part, dtype=np.float64) for part in PLANTED[name][1:4]], axis=-1)


def test_every_form_is_found_and_planted():
    assert len(FORMS) == 11
    assert {type(form) for form in FORM_OF.values()} == set(FORMS.values())
    assert all(is_dataclass(form) and form.__dataclass_params__.frozen for form in FORMS.values())


@CASES
def test_planted_effects_are_found_and_the_claim_holds_only_where_it_was_planted(name):
    form, seen = FORM_OF[name], seen_in(name)
    assert seen.shape[:2] == (len(form.picks), len(form.worlds))
    np.testing.assert_allclose(form.effect(seen), PLANTED[name][4], atol=1e-12)
    assert (form.margin(seen) > 0).tolist() == [True, False, False]
    assert form.margin(seen)[2] == pytest.approx(0.0, abs=1e-12)


@CASES
def test_what_cannot_be_seen_has_no_margin_and_leaves_the_other_draws_alone(name):
    form, seen = FORM_OF[name], seen_in(name)
    seen[:, :, 1] = NAN
    assert np.isnan(form.effect(seen)).tolist() == [False, True, False]
    assert np.isnan(form.margin(seen)).tolist() == [False, True, False]
    assert form.margin(seen)[0] > 0


@CASES
def test_each_number_that_is_read_matters_when_it_cannot_be_seen(name):
    form, read = FORM_OF[name], seen_in(name)
    unread = set()
    for place in np.ndindex(read.shape[:2]):
        seen = read.copy()
        seen[place] = NAN
        unread |= set() if np.isnan(form.margin(seen)).all() else {place}
    expected = {  # a level reads one world; an inference the belief before in one world, after in the other
        "level above": {(0, 0)},
        "inference, of the theory": {(0, 0), (0, 1), (1, 0)},
        "inference, of the claim": {(0, 1), (1, 0), (1, 1)},
    }
    assert unread == expected.get(name, set())


@CASES
def test_asking_changes_nothing_that_was_seen(name):
    seen = seen_in(name)
    seen.flags.writeable = False
    FORM_OF[name].margin(seen)
    FORM_OF[name].effect(seen)[:] = 0.0
    assert np.array_equal(seen, seen_in(name))


@CASES
def test_mirroring_twice_gives_the_form_back_and_once_another_that_judges_alike(name):
    form = FORM_OF[name]
    mirror = mirrored(form)
    assert type(mirror) is type(form)
    assert mirrored(mirror) == form
    assert "B." not in repr(form) + repr(form.worlds) or mirror != form
    exchanged = str.maketrans("AB", "BA")
    assert [p.what for p in mirror.picks] == [p.what.translate(exchanged) for p in form.picks]
    assert [[d.translate(exchanged) for d in w] for w in form.worlds] == [list(w) for w in mirror.worlds]
    np.testing.assert_array_equal(mirror.margin(seen_in(name)), form.margin(seen_in(name)))


@CASES
def test_worlds_are_told_in_words_of_the_do_language(name):
    known = known_names(["backer"], [])
    assert all(parse_do(deed, known) for world in FORM_OF[name].worlds for deed in world)


@CASES
def test_a_path_leads_from_what_is_done_to_what_is_looked_at(name):
    pairs = FORM_OF[name].causes_and_effects
    assert pairs
    done_to = {deed.split()[1] for deed in distinct_deeds(FORM_OF[name].worlds)}
    looked_at = {pick.what for pick in FORM_OF[name].picks}
    assert {y for _, y in pairs} <= looked_at
    assert {x for x, _ in pairs} <= done_to or all(x == y for x, y in pairs)


CALLED = {
    "B.deep-strike": "a deep strike by the South",
    "A.compromise": "the North's willingness to concede",
    "A.reprisal": "a reprisal by the North",
    "*.B.aid": "all aid to the South",
    "B.force": "the South's army",
    "B.firepower": "the South's weapons",
    "talks_progress": "progress in talks",
    "talks": "the talks",
    "A.trust": "the North's trust",
    "B.trust": "the South's trust",
    "A.foe_averse": "the North's belief that the South prefers war",
    "A.suspects_spoiling": "the North's suspicion of spoiling",
    "A.casualties": "the North's casualties",
    "B.casualties": "the South's casualties",
    "condemn": "to condemn it",
}


@CASES
def test_a_sentence_is_plain_english_with_no_path_left(name):
    sentence = FORM_OF[name].sentence(CALLED)
    assert re.fullmatch(r"[A-Z].*[a-z0-9)%]\.", sentence), sentence
    assert re.search(r"\b[AB]\.|_|\{|\*|  |,,|\.\.", sentence) is None, sentence


def test_sentences_say_what_is_asked():
    said = {name: FORM_OF[name].sentence(CALLED) for name in PLANTED}
    assert said["sign down"] == (
        "A deep strike by the South at month 2, rather than none from month 2 to month 2.25, lowers "
        "progress in talks at month 6 by more than 0.25."
    )
    assert said["null both"] == (
        "A deep strike by the South at month 2 does not change progress in talks at month 6 by 0.25 or more."
    )
    assert said["dose hump"] == (
        "Keeping all aid to the South at a value between 0 and 2 times what it would be makes progress in "
        "talks at month 6 higher than either end, 0 or 2, would by more than 0.25."
    )
    assert said["lasts"].endswith("by more than 0.25, and more than 50% of that is left at month 24.")
    assert said["level between"] == "At month 1 the talks is above 0.25 and below 0.5."


def test_words_for_deeds_and_outcomes():
    assert doing((), {}) == "leaving things as they are"
    assert doing(("shift A.trust -0.2 from 3",), {"A.trust": "trust"}) == (
        "keeping trust 0.2 below what it would be from month 3"
    )
    assert doing(("cut trust_update", "set rally.size 0.5"), {"rally.size": "the rally"}) == (
        "silencing trust update and setting the rally to 0.5"
    )
    assert doing(("likelier talks-open x2",), {}) == (
        "keeping the hazard of talks-open at 2 times what it would be"
    )
    assert doing(STRIKE, {STRIKE[0]: "the attack"}, NO_STRIKE).startswith("the attack, rather than no")
    assert doing(("force B.deep-strike at {dose}",), CALLED, doses=(1, 6)) == (
        "a deep strike by the South at a month between 1 and 6"
    )
    assert doing(("shift A.trust {dose}",), {"A.trust": "trust"}, doses=(-0.2, 0.2)) == (
        "shifting trust by a value between −0.2 and 0.2"
    )
    assert doing(("scale A.trust {dose}",), {"A.trust": "trust"}, doses=(2,)) == (
        "keeping trust at 2 times what it would be"
    )
    assert outcome("any-ending", 12, {}) == "the chance that the war is over by month 12"
    assert outcome("talks-open", 12, {"talks-open": "openings of talks"}) == (
        "the expected number of openings of talks by month 12"
    )


NAMED = names_in_sentences(("p", "q"), {"A": "North", "B": "South", "p": "states led by Rome", "q": "Oslo"})
RATHER = (
    (
        ("force B.deep-strike at 2",),
        ("undo B.deep-strike",),
        "a deep strike by South at month 2, rather than none,",
    ),
    (
        ("force B.deep-strike at 2",),
        ("force B.deep-strike at 6",),
        "a deep strike by South at month 2, rather than a deep strike by South at month 6,",
    ),
    (
        ("undo B.deep-strike from 0 to 3",),
        ("undo B.deep-strike from 3",),
        "keeping a deep strike by South from happening from month 0 to month 3, "
        "rather than keeping a deep strike by South from happening from month 3,",
    ),
    (
        ("likelier B.deep-strike x2",),
        ("undo B.deep-strike",),
        "keeping the hazard of deep strikes by South at 2 times what it would be, "
        "rather than no deep strike by South,",
    ),
    (
        ("scale A.trust 2",),
        ("hold A.trust 1",),
        "keeping {trust} at 2 times what it would be, rather than keeping it at 1,",
    ),
    (
        ("force p.B.condemnation at 1", "force q.B.condemnation at 1"),
        ("undo *.B.condemnation",),
        "a condemnation of South by the states led by Rome and by Oslo at month 1, "
        "rather than no condemnation of South by any third party,",
    ),
    (
        ("force p.B.aid-cut at 1", "force q.B.aid-cut at 1"),
        ("force *.B.aid-raise at 1",),
        "a cut of aid to South by the states led by Rome and by Oslo at month 1, "
        "rather than a rise of aid to South by every third party at month 1,",
    ),
    (
        ("force B.reprisal at 1", "force B.reprisal at 4", "scale A.trust 2"),
        (),
        "a series of reprisals by South at months 1 and 4 and keeping {trust} at 2 times what it would be",
    ),
)


@pytest.mark.parametrize(("world", "against", "said"), RATHER)
def test_what_is_done_is_said_with_what_it_is_compared_with(world, against, said):
    assert doing(world, NAMED, against) == said.format(trust=NAMED["A.trust"])


def test_what_has_no_name_is_said_by_its_path():
    world = ("force p.B.condemnation at 1", "force q.B.condemnation at 1")
    assert doing(world, {}, ("undo *.B.condemnation",)) == (
        "p.B.condemnation and q.B.condemnation at month 1, rather than no *.B.condemnation,"
    )
    with pytest.raises(IndexError):  # the editor says nothing of what is not complete
        doing(("force B.reprisal", "force B.reprisal"), NAMED)


UNITS = st.floats(-1e3, 1e3, allow_nan=False)
EFFECTS = st.lists(st.tuples(UNITS, UNITS), min_size=1, max_size=8)


def two_worlds(pairs):
    return np.array(pairs, dtype=np.float64).T[None]


@given(EFFECTS, st.floats(0, 10))
def test_the_opposite_sign_has_the_opposite_margin_but_for_the_smallest_effect(pairs, smallest):
    up, down = (Sign(do=STRIKE, sign=sign, smallest=smallest, **TALKS) for sign in (+1, -1))
    seen = two_worlds(pairs)
    np.testing.assert_allclose(up.margin(seen) + down.margin(seen), -2 * smallest, atol=1e-9)
    assert not ((up.margin(seen) > 0) & (down.margin(seen) > 0)).any()


@given(EFFECTS, st.sampled_from([-1, 1]), st.floats(0, 10))
def test_exchanging_the_two_worlds_is_exchanging_the_sign(pairs, sign, smallest):
    one = Sign(do=STRIKE, against=NO_STRIKE, sign=sign, smallest=smallest, **TALKS)
    other = Sign(do=NO_STRIKE, against=STRIKE, sign=-sign, smallest=smallest, **TALKS)
    seen = two_worlds(pairs)
    np.testing.assert_array_equal(one.margin(seen), other.margin(seen[:, ::-1]))


@given(EFFECTS, st.sampled_from([-1, 1]), st.floats(1e-3, 10))
def test_no_effect_in_a_direction_is_the_complement_of_an_effect(pairs, sign, smallest):
    seen = two_worlds(pairs)
    effect = Sign(do=STRIKE, sign=sign, smallest=smallest, **TALKS).margin(seen)
    none = Null(do=STRIKE, sign=sign, smallest=smallest, **TALKS).margin(seen)
    np.testing.assert_array_equal(none, -effect)


@given(st.integers(2, 4), st.integers(2, 3), st.floats(0, 5), st.data())
def test_a_trade_off_holds_just_where_every_choice_gives_something_up(choices, outcomes, smallest, data):
    row = st.lists(st.integers(-8, 8), min_size=choices, max_size=choices)
    values = np.array(data.draw(st.lists(row, min_size=outcomes, max_size=outcomes)), dtype=float)
    form = Tradeoff(
        choices=tuple((str(i), (f"shift A.trust {i} from 1",)) for i in range(choices)),
        moves=tuple((f"what {i}", +1) for i in range(outcomes)),
        by=6,
        smallest=smallest,
    )
    seen = np.concatenate([np.zeros((outcomes, 1)), values], axis=1)[:, :, None]
    gives_up = [
        any(values[k, d] - values[k, c] > smallest for k in range(outcomes) for d in range(choices))
        for c in range(choices)
    ]
    assert bool(form.margin(seen)[0] > 0) == all(gives_up)


def test_choices_that_come_to_the_same_are_no_trade_off():
    assert FORM_OF["tradeoff"].margin(np.ones((2, 4, 1))) == -0.25


def test_attribution_and_ratio_together_make_certain():
    """R16 of the reproductions, through the form."""
    asked = {"do": STRIKE, "prior": "A.foe_averse", "posterior": "A.foe_averse", "by": 6, "at_least": 0.99}
    seen = np.full((2, 2, 1), 0.3)
    partly = Inference(**asked, likelihood_ratio=2.0, attribution=0.6)
    assert partly.effect(seen) + 0.3 == pytest.approx(0.39692, abs=1e-5)
    sure = Inference(**asked, likelihood_ratio=np.inf, attribution=1.0)
    assert sure.effect(seen) + 0.3 == pytest.approx(1.0)
    assert sure.margin(seen) > 0
    assert Inference(**asked, likelihood_ratio=np.inf, attribution=0.0).effect(seen) == pytest.approx(0.0)
    assert Inference(**asked, likelihood_ratio=0.5, attribution=1.0).effect(seen) + 0.3 == pytest.approx(
        0.15 / 0.85
    )


@pytest.mark.parametrize(
    ("do", "against", "month"),
    [
        (STRIKE, (), 2.0),
        ((), NO_STRIKE, 2.0),
        ((), ("undo B.deep-strike",), 0.0),
        (("hold talks 0 from 5", *STRIKE), (), 2.0),
        (("hold talks 0", *STRIKE), ("hold talks 0",), 2.0),  # what both worlds do is not the act
    ],
)
def test_the_prior_is_the_belief_at_the_month_of_the_act(do, against, month):
    form = Inference(do=do, against=against, prior="A.trust", posterior="A.attribution", by=6, at_least=0.5)
    assert form.picks == (Pick("A.trust", month), Pick("A.attribution", 6))


def test_what_nobody_bears_has_no_share():
    seen = np.array([[[1.0, 1.0], [1.0, 2.0]], [[1.0, 1.0], [0.0, 0.0]]])
    form = FORM_OF["share"]
    np.testing.assert_array_equal(form.effect(seen), [NAN, 1.0])
    assert (form.margin(seen) > 0).tolist() == [False, True]


def test_doses_are_written_into_worlds_and_both_acts_are_done_together():
    assert FORM_OF["dose hump"].worlds[1:3] == (("scale *.B.aid 0",), ("scale *.B.aid 0.5",))
    assert FORM_OF["substitution"].worlds[2] == ("scale B.force 0.5", "scale B.firepower 2")
    both = Interaction(first=STRIKE + REFUSAL, second=REFUSAL, sign=1, **COMMON).worlds[3]
    assert both == STRIKE + REFUSAL


def test_deeds_that_every_world_does_are_no_cause():
    form = Sign(do=REFUSAL + STRIKE, against=REFUSAL, sign=1, **COMMON)
    assert form.causes_and_effects == (("B.deep-strike", "talks_progress"),)


AMISS = [
    (lambda: Sign(do=STRIKE, sign=0, **COMMON), "the sign is 0"),
    (lambda: Sign(do=STRIKE, sign=1, smallest=-1.0, **TALKS), "smallest effect of interest is -1.0"),
    (lambda: Sign(do=STRIKE, sign=1, smallest=NAN, **TALKS), "smallest effect of interest is nan"),
    (lambda: Null(do=STRIKE, sign=0, smallest=0.0, **TALKS), "above 0"),
    (lambda: Dose(do=("scale *.B.aid {dose}",), doses=(0, 1), sign=1, **COMMON), "at least 3"),
    (lambda: Dose(do=("scale *.B.aid {dose}",), doses=(0, 2, 1), sign=1, **COMMON), "above the one before"),
    (lambda: Dose(do=STRIKE, doses=(0, 1, 2), sign=1, **COMMON), "every dose would be the same"),
    (
        lambda: Substitution(weaker=STRIKE, makes_up=STRIKE, doses=(0,), sign=1, **COMMON),
        "every dose would be the same",
    ),
    (
        lambda: Tradeoff(choices=(("only", ()),), moves=(("talks", 1), ("A.trust", 1)), by=6),
        "at least two choices",
    ),
    (
        lambda: Recovery(do=STRIKE, until=6, sign=1, left=0.5, irreversible=True, **COMMON),
        "must be after month 6",
    ),
    (lambda: Recovery(do=STRIKE, until=9, sign=1, left=2, irreversible=True, **COMMON), "from 0 to 1"),
    (lambda: Inference(do=STRIKE, prior="A.trust", posterior="A.trust", by=6, at_least=1), "below 1"),
    (
        lambda: Inference(
            do=STRIKE, prior="A.trust", posterior="A.trust", by=6, at_least=0.5, likelihood_ratio=2.0
        ),
        "together or not at all",
    ),
    (lambda: Level(moves="talks", by=1), "needs a number"),
    (lambda: Level(moves="talks", by=1, above=0.5, below=0.5), "nothing is both"),
    (lambda: Share(do=STRIKE, parts=("talks",), by=6, at_least=0.5, sign=1), "at least two parts"),
    (lambda: Share(do=STRIKE, parts=("talks", "talks"), by=6, at_least=0.5, sign=1), "all different"),
]


@pytest.mark.parametrize(("make", "says"), AMISS, ids=[says for _, says in AMISS])
def test_a_test_that_asks_nothing_is_refused(make, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        make()
