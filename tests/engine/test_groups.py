"""Causes are asked by groups: a silent group is left alone, and nothing else changes."""

from dataclasses import replace

import numpy as np
from numpy.testing import assert_allclose

from detente.pipeline.ensemble import compute_block, program_of, table_dict
from detente.pipeline.groups import groups
from detente.pipeline.model import Model
from detente.pipeline.question import tables
from detente.theories import all_theories
from detente.vocabulary import title
from tests.engine import questions


def records(groups_: tuple[tuple[int, ...], ...], theory: str) -> dict[str, np.ndarray]:
    """Return the records of a small question whose causes are asked by these groups."""
    asked = questions.question(questions.lopsided(), draws=64)
    asked = replace(asked, model=Model(questions.CAUSES, questions.PARTIES, groups_))
    program = program_of(asked)
    told = all_theories()[theory]
    given = table_dict(tables(asked, told, program.wait_streams, program.noise_streams))
    return compute_block(asked, program, given, 0).records


def test_every_cause_is_asked_once():
    made = groups(questions.CAUSES, all_theories().values())
    model = Model(questions.CAUSES, questions.PARTIES, made)
    assert sorted(n for group in model.asked for n in group) == list(range(len(questions.CAUSES)))


def test_a_theory_is_asked_less_than_everything():
    made = groups(questions.CAUSES, all_theories().values())
    for name, theory in all_theories().items():
        held = {n for n, cause in enumerate(questions.CAUSES) if cause in theory.causes}
        awake = sum(len(group) for group in made if held & set(group))
        if name != "everything":
            assert awake <= 0.6 * len(questions.CAUSES), name


def test_groups_change_nothing_but_rounding():
    made = groups(questions.CAUSES, all_theories().values())
    for theory in ("patrons", "nothing-matters"):
        with_groups, without = records(made, theory), records((), theory)
        for name, x in with_groups.items():
            assert_allclose(x, without[name], rtol=2e-3, atol=2e-3, err_msg=f"{theory} {name}")


def test_grouping_does_not_depend_on_the_order_of_theories():
    told = list(all_theories().values())
    assert groups(questions.CAUSES, told) == groups(questions.CAUSES, told[::-1])


def test_causes_that_nearly_all_theories_hold_are_in_no_group():
    made = {n for group in groups(questions.CAUSES, all_theories().values()) for n in group}
    always = {title(cause) for n, cause in enumerate(questions.CAUSES) if n not in made}
    assert {"baseline", "talks_process", "front_movement"} <= always
