"""Paired worlds share luck: what is not touched stays as it is, to the last bit."""

import random
from dataclasses import replace

import numpy as np
import pytest

from detente.mechanisms.covert_action import CovertAction
from detente.theories import all_theories
from detente.vocabulary import title
from detente.vocabulary.do import Cut, Likelier, Scale, Shift, Undo

THEORIES = all_theories()
RECORDS = ("survival", "ended", "share", "count", "level")


def same(lived, one, other):
    """Whether two worlds agree in every record."""
    return all(
        np.array_equal(lived.records[name][:, :, one], lived.records[name][:, :, other]) for name in RECORDS
    )


@pytest.mark.parametrize("name", ["everything", "escalation"])
def test_undoing_nothing_changes_nothing(laboratory, name):
    acts = (
        (Undo("B.deep-strike", start=1_000.0),),  # after the end
        (Likelier("talks-open", 1.0),),
        (Shift("A.trust", 0.0),),
        (Scale("B.force", 1.0),),
    )
    lived = laboratory.live(THEORIES[name], *acts)
    for world in range(1, 8):
        assert same(lived, 0, world), world
    assert not lived.records["effect"].any()


def test_undoing_what_cannot_happen_and_cutting_what_is_not_held_change_nothing(laboratory):
    lived = laboratory.live(THEORIES["commitment"], (Undo("A.reprisal"),), (Cut("spoiler"),))
    assert same(lived, 0, 1) and same(lived, 0, 2)
    assert not same(laboratory.live(THEORIES["commitment"], (Cut("guarantee"),)), 0, 1)


def test_order_of_causes_does_not_matter(laboratory):
    theory = THEORIES["patrons"]
    backwards = replace(theory, causes=theory.causes[::-1])
    one, other = laboratory.live(theory), laboratory.live(backwards)
    for name in one.records:
        np.testing.assert_array_equal(one.records[name], other.records[name])
    shuffled = list(laboratory.model.causes)
    random.Random(1).shuffle(shuffled)
    assert replace(laboratory.model, causes=tuple(sorted(shuffled, key=title))) == laboratory.model


def test_cutting_a_cause_that_nothing_depends_on_moves_only_what_it_says(laboratory):
    lived = laboratory.live(THEORIES["commitment"], (Cut("civilian_toll"),))
    for name in ("survival", "ended", "share", "count"):
        np.testing.assert_array_equal(lived.records[name][:, :, 1], lived.records[name][:, :, 0])
    from tests.behaviour.laboratory import WATCH

    moved = [path for i, path in enumerate(WATCH) if lived.records["effect"][:, i, 1].any()]
    assert moved == ["A.civilian_harm"]


def test_cutting_a_cause_of_events_leaves_all_other_luck_as_it_was(laboratory):
    lived = laboratory.endless(THEORIES["commitment"], (Cut("covert_action"),))
    for path in lived.events:
        struck = path.endswith("deep-strike")
        assert lived.happened(path, 36, 1).any() == struck, path
    for path in ("A.force", "B.force", "A.hostility", "talks"):
        np.testing.assert_array_equal(lived.level(path, 36, 1), lived.level(path, 36, 0))


def test_theories_share_luck_and_parameters(laboratory):
    one, other = (laboratory.endless(THEORIES[name]) for name in ("skeleton", "commitment"))
    for path in one.events:
        equal = np.array_equal(*(x.records["count"][:, x.events.index(path), 0] for x in (one, other)))
        assert equal != path.endswith("deep-strike"), path
    np.testing.assert_array_equal(one.level("B.force", 36), other.level("B.force", 36))
    dropped = laboratory.endless(THEORIES["skeleton"].drop(CovertAction))
    np.testing.assert_array_equal(one.level("B.force", 36), dropped.level("B.force", 36))
