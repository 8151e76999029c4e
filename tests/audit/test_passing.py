"""Channels of a run, where it is known how much of an effect each cause carries."""

from dataclasses import replace

import pytest

from detente.pipeline.do_language import known_names, parse_do
from detente.pipeline.forms.form import Pick
from detente.pipeline.judging.channels import ALL_ELSE
from detente.pipeline.judging.passed import Passed
from detente.pipeline.model import Model
from detente.pipeline.question import Question
from detente.pipeline.trial.passing import CHANNEL_DRAWS, Passing
from detente.pipeline.trial.watch import Watch
from detente.vocabulary import Normal, Theory
from detente.vocabulary.do import World
from detente.vocabulary.errors import Cancelled
from tests.audit.planted import CAUSES, UNITS, Relief, Souring, Stirring, Struck, scenario

SUPPLIES, PACE, NEVER = Pick("A.supplies", 6), Pick("A.ground_pace", 6), Pick("B.industry", 6)
SENT = 0.5  # mean of the supplies that a strike costs, against 1 that it brings
STRIKE = "force B.deep-strike at 2"


def theory(*causes: type, **priors: Normal) -> Theory:
    return Theory("planted", "planted", (), causes, {"relief.amount": Normal(SENT, 0.1), **priors})


def passing(held: Theory, first: str = "", watch: Watch | None = None) -> Passing:
    known = known_names(("backer",), CAUSES)
    deeds = parse_do(first, known) if first else ()
    worlds = (World("without", deeds), World("with", (*deeds, *parse_do(STRIKE, known))))
    told = replace(scenario(), worlds=worlds)
    model = Model(CAUSES, ("backer",))
    asked = Question(model, told, (held,), worlds, draws=8, lives=1, months=6, seed=3, watch=())
    return Passing(asked, (SUPPLIES, PACE, NEVER), threads=2, watch=watch or Watch())


def parts(one: Passed) -> dict[str, float]:
    return {channel.cause: channel.part for channel in one.channels}


def test_parts_are_what_was_planted_and_add_up_to_the_effect():
    supplies, pace, never = passing(theory(Relief, Struck)).found()
    unit = UNITS["supplies"]
    assert (supplies.theory, supplies.world, supplies.what, supplies.by) == (
        "planted",
        "with",
        "A.supplies",
        6,
    )
    assert supplies.draws == CHANNEL_DRAWS
    found = parts(supplies)
    errors = {channel.cause: channel.error for channel in supplies.channels}
    assert set(found) == {"relief", "struck", ALL_ELSE}
    assert abs(found["struck"] - unit) < 4 * errors["struck"]
    assert abs(found["relief"] + SENT * unit) < 4 * errors["relief"]
    assert 0 < errors["relief"] < errors["struck"] < 0.2 * unit
    assert found[ALL_ELSE] == pytest.approx(0, abs=1e-6)
    assert sum(found.values()) == pytest.approx(supplies.mean, abs=1e-9)
    assert parts(pace)["struck"] == pytest.approx(pace.mean, abs=1e-6)
    assert never.mean == 0
    assert never.channels == ()


def test_the_links_of_a_chain_share_what_both_are_needed_for():
    _, pace, _ = passing(theory(Souring, Stirring)).found()
    found = parts(pace)
    assert pace.mean < 0
    assert found["souring"] == pytest.approx(found["stirring"])
    assert found["souring"] + found["stirring"] == pytest.approx(pace.mean, abs=1e-9)


def test_deeds_that_both_worlds_share_are_done_in_both():
    plain, *_ = passing(theory(Relief, Struck)).found()
    without, *_ = passing(theory(Relief, Struck), first="cut relief").found()
    assert parts(without).get("relief", 0.0) == 0
    assert without.mean == pytest.approx(parts(plain)["struck"], abs=1e-6)


def test_the_finding_is_stopped_and_says_how_far_it_is():
    steps, stages = [], []
    watch = Watch(stages.append, lambda done, total: steps.append((done, total)))
    passing(theory(Struck), watch=watch).found()
    assert len(stages) == 2
    assert steps == [(1, 1)]
    with pytest.raises(Cancelled):
        passing(theory(Struck), watch=Watch(cancelled=lambda: True)).found()
