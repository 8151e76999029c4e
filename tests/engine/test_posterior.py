"""A posterior puts its own draws in the place of the prior's and leaves all else as it was."""

from dataclasses import replace

import numpy as np
import pytest

from detente.pipeline.ensemble import plain_machine, program_of, table_dict
from detente.pipeline.opening import Opening
from detente.pipeline.provenance import theory_hash
from detente.pipeline.question import Question, tables
from detente.theories import all_theories
from detente.vocabulary import Posterior
from detente.vocabulary.do import World
from detente.vocabulary.posterior import ROWS
from tools.behaviour_table import PARTIES, REFERENCE_WAR

DRAWS, QUESTION = 32, "How do weapons destroy soldiers?"
EVERYTHING = all_theories()["everything"]
SAID = Posterior(
    "made up",
    {"baseline.settlement": np.linspace(-1, 1, ROWS), "attrition_square.lethality": np.zeros(ROWS)},
    {QUESTION: np.full(ROWS, 0.99)},
    frozenset({"baseline.settlement"}),
    "digest",
)


@pytest.fixture(scope="module")
def model():
    from detente.faces import library

    return library.model(PARTIES)


def opened(model, theory, seed=7, first=0):
    question = Question(model, REFERENCE_WAR, (theory,), (World("as it is"),), DRAWS, 1, 12, seed, ())
    program = replace(program_of(question), draws=DRAWS)
    given = table_dict(tables(question, theory, program.wait_streams, program.noise_streams))
    return Opening(program, plain_machine(), given, np.uint32(first), np.uint32(0))


def scores(model, theory, **where):
    opening = opened(model, theory, **where)
    return dict(zip(model.params, np.asarray(opening.normals), strict=True))


def test_each_draw_takes_the_next_row_from_a_place_that_the_seed_gives(model):
    believed = replace(EVERYTHING, posterior=SAID)
    found = scores(model, believed)["baseline.settlement"]
    rows = np.searchsorted(SAID.scores["baseline.settlement"], found - 1e-4)
    assert (np.diff(rows) % ROWS == 1).all()
    np.testing.assert_allclose(found, SAID.scores["baseline.settlement"][rows], atol=1e-6)
    assert not np.array_equal(found, scores(model, believed, seed=8)["baseline.settlement"])
    later = scores(model, believed, first=16)["baseline.settlement"]
    np.testing.assert_array_equal(later[:16], found[16:])
    again = scores(model, believed, first=ROWS)["baseline.settlement"]
    np.testing.assert_array_equal(again, found)  # after the last row comes the first


def test_what_the_posterior_does_not_speak_of_is_drawn_from_priors(model):
    prior, believed = (scores(model, t) for t in (EVERYTHING, replace(EVERYTHING, posterior=SAID)))
    for name in model.params:
        if name not in SAID.scores:
            np.testing.assert_array_equal(believed[name], prior[name], err_msg=name)


def test_a_search_moves_what_the_posterior_says(model):
    believed = replace(EVERYTHING, posterior=SAID)
    moved = replace(believed, moved={"baseline.settlement": 0.5})
    one, other = (scores(model, t)["baseline.settlement"] for t in (believed, moved))
    np.testing.assert_allclose(other - one, 0.5, atol=1e-6)


def test_rival_causes_are_chosen_as_the_posterior_has_it(model):
    opening = opened(model, replace(EVERYTHING, posterior=SAID))
    rivals = [n for n, cause in enumerate(model.causes) if cause.answers == QUESTION]
    spoken = np.array([np.broadcast_to(opening.voice(n)[1], (1, DRAWS))[0] for n in rivals])
    assert len(rivals) == 3
    np.testing.assert_array_equal(spoken, np.repeat([[0.0], [0.0], [1.0]], DRAWS, axis=1))


def test_a_posterior_is_part_of_what_a_theory_says():
    believed = replace(EVERYTHING, posterior=SAID)
    assert theory_hash(believed, {}) != theory_hash(EVERYTHING, {})
    assert SAID.centre("baseline.settlement") == pytest.approx(0.0, abs=1e-9)
    assert SAID.centre("collapse.beaten") == 0.0


def test_a_posterior_has_as_many_draws_as_the_program_has_room_for():
    with pytest.raises(ValueError, match=r"1024 draws .* baseline.settlement"):
        Posterior("made up", {"baseline.settlement": np.zeros(7)})
