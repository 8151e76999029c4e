"""A laboratory sees what a run sees, however its worlds and draws are cut up."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from detente.pipeline.ensemble import blocks
from detente.pipeline.forms.form import Form, Pick
from detente.pipeline.question import Question
from detente.pipeline.trial.laboratory import Laboratory, Wanted, pairs
from detente.pipeline.trial.ways import Ways, deed_object
from detente.theories import all_theories
from detente.vocabulary.do import Undo, World
from tests.engine import questions

PICKS = (
    *(Pick("settlement", 12), Pick("any-ending", 6), Pick("months-of-war", 12), Pick("A.share", 12)),
    *(Pick("A.trust", 6), Pick("talks-open", 9), Pick("B.odds_of_winning", 3), Pick("escalation", 12)),
)
ACT, NONE = (), ("undo B.deep-strike from 1 to 1.25",)
SPOILER, PATRONS = all_theories()["spoiler"], all_theories()["patrons"]


@dataclass(frozen=True)
class Looked(Form):
    """Looks at everything in some worlds."""

    asked: tuple[tuple[str, ...], ...]

    @property
    def worlds(self):
        return self.asked

    @property
    def picks(self):
        return PICKS

    def effect(self, seen):
        return seen[0, 1] - seen[0, 0]

    def margin(self, seen):
        return self.effect(seen)

    def sentence(self, called):
        return "Looked at."

    @property
    def causes_and_effects(self):
        return (("B.deep-strike", "settlement"),)


def asked() -> Question:
    """Return a question whose scenario has the act as it is."""
    scenario = replace(questions.lopsided(), worlds=(World("as it is"),))
    return questions.question(scenario, theories=(SPOILER, PATRONS), lives=2)


def seen(form: Form, draws: int, *steps: int, cut: frozenset[str] = frozenset()) -> np.ndarray:
    """Return what a fresh laboratory sees, its draws lived in steps."""
    lab = Laboratory(asked(), PICKS)
    for step in (*steps, draws):
        lab.live([Wanted(SPOILER, pair, 12) for pair in pairs(form, cut)], step)
    return lab.see(SPOILER, form, draws, cut)


@pytest.fixture(scope="module")
def two() -> np.ndarray:
    """Return what is seen in two worlds."""
    return seen(Looked((NONE, ACT)), 128)


def test_a_laboratory_sees_what_a_run_sees(two: np.ndarray):
    plain = replace(
        asked(),
        theories=(SPOILER,),
        worlds=(World("without", (Undo("B.deep-strike", 1.0, 1.25),)), World("with")),
        draws=128,
    )
    run = [b.records for b in blocks(plain, SPOILER)]
    ended = np.concatenate([r["ended"][12, 0] for r in run], axis=-1)
    assert_allclose(two[0], ended, rtol=1e-4, atol=1e-6)
    at = plain.watch.index("A.trust")
    change = np.concatenate([r["effect"][6, at, 1] for r in run], axis=-1)
    assert_allclose(two[4, 1] - two[4, 0], change, atol=1e-5)


def test_further_worlds_and_smaller_steps_change_nothing(two: np.ndarray):
    many = Looked((NONE, ACT, *[(f"shift A.trust 0.0{n}",) for n in range(1, 7)]))
    assert_array_equal(seen(many, 128, 32, 64)[:, :2], two)


def test_a_cut_silences_a_cause_in_every_world(two: np.ndarray):
    form = Looked((NONE, ACT))
    without = seen(form, 128, cut=frozenset({"trust_update", "act_inference"}))
    assert np.abs(two[4, 1] - two[4, 0]).max() > 1e-3
    assert np.abs(without[4, 1] - without[4, 0]).max() < np.abs(two[4, 1] - two[4, 0]).max()


def test_normals_are_those_that_parameters_are_drawn_from():
    lab = Laboratory(asked(), PICKS)
    few, many = lab.normals(SPOILER, 64), lab.normals(SPOILER, 256)
    assert set(few) == set(asked().model.params)
    assert all(np.array_equal(many[name][:64], few[name]) for name in few)
    assert abs(float(np.mean([z.mean() for z in many.values()]))) < 0.02


def test_ways_name_the_causes_between_a_deed_and_an_outcome():
    from detente.pipeline.causal_graph import links

    q = asked()
    found = [link for me in "AB" for link in links(q.scenario, q.model.causes, me)]
    every = Ways(tuple(dict.fromkeys(found)), q.model)
    pair = ((deed_object("force B.deep-strike at 2"), "A.trust"),)
    assert every.under(SPOILER.names).exist(pair) and "trust_update" in every.direct(pair)
    assert not every.under(all_theories()["skeleton"].names).exist(pair)
    assert set(every.direct(pair)) <= set(every.causes(pair))
    assert every.exist((("A.isolation", "A.political_goals"),))
    assert every.exist((("*.B.aid", "months-of-war"),))
