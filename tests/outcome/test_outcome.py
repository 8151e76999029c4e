"""From a question to a tree: what is paired is zero, labels say what is there, and how a run stops."""

import threading
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import xarray as xr

from detente.pipeline import simulate as simulation
from detente.pipeline.effects import EffectLine, differences, effect_table, sorted_nodes, variance_cut
from detente.pipeline.ensemble import blocks
from detente.pipeline.provenance import theory_hash
from detente.pipeline.simulate import Memory, Progress, simulate
from detente.pipeline.trace_fault import trace_fault
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Theory, View, maths, param
from detente.vocabulary.do import Force, World
from detente.vocabulary.errors import Cancelled, ImpossibleValue, UnknownName
from tests.outcome import made_up


@cache
def tree() -> xr.DataTree:
    return simulate(made_up.question(), threads=1, origin=made_up.ORIGIN)


def test_a_world_that_does_nothing_else_changes_exactly_nothing():
    for _, node in sorted_nodes(tree()):
        for name, values in node.data_vars.items():
            if str(name).endswith("_effect"):
                same = values.sel(world="same").values
                assert np.all((same == 0) | np.isnan(same)), name
        assert (differences(node, "same", "settlement", 12) == 0).all()


def test_an_act_changes_something_where_a_cause_answers_it_and_nothing_elsewhere():
    with_causes, without = effect_table(tree(), "with", by=12)
    assert with_causes.mean != 0 and with_causes.error > 0
    assert without.mean == without.error == without.above == without.below == 0
    node = tree().children["all"].to_dataset()
    assert abs(float(node["trust_effect"].sel(world="with", month=12, side="A", statistic="mean"))) > 0
    assert variance_cut(node, "with") > 10


def test_an_ending_is_labelled_as_what_it_is():
    # made_up.Doubt speaks of settlements only: fewer of them leave more wars to end in every other way
    moved = tree().children["all"]["ended_effect"].sel(world="with", month=12, statistic="mean")
    assert {
        str(ending): float(x) > 0 for ending, x in zip(moved["ending"].values, moved.values, strict=True)
    } == {
        "settlement": False,
        "ceasefire": True,
        "A.collapse": True,
        "B.collapse": True,
        "fade-out": True,
    }


def test_means_are_those_of_all_draws_of_plain_numpy():
    question = made_up.question()
    done = list(blocks(question, question.theories[0], 1))
    node = tree().children["all"].to_dataset()
    plain = np.concatenate([b.records["ended"] for b in done], -1).astype(np.float64).mean(-1)
    np.testing.assert_allclose(
        node["ended"].sel(statistic="mean").transpose("month", "ending", "world"), plain, rtol=1e-12
    )
    force = np.concatenate([b.records["level"][:, 1] for b in done], -1).astype(np.float64).mean(-1)
    mine = node["force"].sel(statistic="mean", side="B").transpose("month", "world")
    np.testing.assert_allclose(mine, force, rtol=1e-12)
    support = node["support"].sel(party="backer", statistic="mean")
    assert np.isnan(support.sel(side="A")).all()  # not watched
    assert np.isfinite(support.sel(side="B")).all()


def test_what_is_summarised_agrees_with_what_is_kept_of_every_draw():
    node = tree().children["all"].to_dataset()
    for line in effect_table(tree(), "with", by=6)[:1]:
        summary = node["ended_effect"].sel(world="with", month=6, ending="settlement")
        assert line.mean == pytest.approx(float(summary.sel(statistic="mean")), abs=1e-7)
        assert line.error == pytest.approx(float(summary.sel(statistic="error")), rel=1e-4)
        assert line.median == pytest.approx(float(summary.sel(statistic="q50")), abs=1e-7)
        assert line.low90 <= line.low50 <= line.median <= line.high50 <= line.high90
    one = node["survival"].sel(statistic="mean") + node["ended"].sel(statistic="mean").sum("ending")
    np.testing.assert_allclose(one, 1.0, atol=1e-5)


def test_everything_says_what_it_is():
    for _, node in sorted_nodes(tree()):
        for name, values in {**node.data_vars, **node.coords}.items():
            assert values.attrs.get("long_name"), name
            if name in node.data_vars:
                assert {"units", "definition", "weight"} <= set(values.attrs), name
    says = tree().attrs
    assert says["theories"] == ["all", "none"] and says["seed"] == 7
    assert says["worlds_do"] == ["undo B.deep-strike", "", ""]
    assert "UCDP" in tree().children["all"]["ended"].attrs["definition"]


def test_threads_and_chunks_change_nothing():
    again = simulate(made_up.question(), threads=3, origin=made_up.ORIGIN, chunk=37)
    assert again.identical(tree())


@pytest.mark.parametrize("what", ["any-ending", "months-of-war", "A.share", "talks-open"])
def test_other_outcomes_can_be_asked_for(what: str):
    line = effect_table(tree(), "with", what)[0]
    assert isinstance(line, EffectLine) and np.isfinite(line.mean) and line.unit


def test_the_smallest_effect_of_interest_leaves_fewer_draws():
    line = effect_table(tree(), "with", smallest=0.005)[0]
    assert 0 < line.clearly_below < line.below
    assert line.below + line.above <= 1


@pytest.mark.parametrize(
    ("world", "what", "by"), [("without", "settlement", 12), ("with", "peace", 12), ("with", "ceasefire", 7)]
)
def test_what_is_not_there_is_refused(world: str, what: str, by: int):
    with pytest.raises(UnknownName, match=r"known|did you mean"):
        effect_table(tree(), world, what, by)


def test_progress_counts_blocks_of_each_theory():
    seen: list[Progress] = []
    simulate(made_up.question(), threads=2, progress=seen.append)
    assert [(p.theory, p.done, p.draws) for p in seen[:3:2]] == [("all", 1, 128), ("all", 3, 300)]
    assert seen[-1].theory == "none" and seen[-1].done == seen[-1].total


def test_a_cancelled_run_keeps_what_is_done():
    kept, seen = Memory(), []
    with pytest.raises(Cancelled, match="kept: all"):
        simulate(made_up.question(), sink=kept, progress=seen.append, cancelled=lambda: len(seen) == 4)
    assert kept.finished["all"].identical(tree().children["all"].to_dataset())
    assert list(kept.finished) == ["all"]
    assert not [t for t in threading.enumerate() if "ThreadPool" in t.name]


def test_few_blocks_are_ahead_of_the_reader(monkeypatch: pytest.MonkeyPatch):
    begun: list[int] = []
    work = simulation._work

    def counted(*args):
        begun.append(args[-1])
        return work(*args)

    monkeypatch.setattr(simulation, "_work", counted)
    seen: list[int] = []

    def look(_: Progress) -> None:
        seen.append(1)
        assert len(begun) <= len(seen) + simulation.AHEAD + 1

    simulate(made_up.question(draws=3000), threads=1, progress=look)
    assert len(seen) == 48


def test_a_war_forced_to_end_has_no_level_afterwards():
    question = made_up.question()
    ends = replace(question, worlds=(question.worlds[0], World("peace", (Force("settlement", 6.0),))))
    node = simulate(ends).children["all"].to_dataset().sel(world="peace")
    assert np.isnan(node["force"].sel(month=8)).all()
    assert np.isfinite(node["force"].sel(month=5)).all()
    assert float(node["survival"].sel(month=8, statistic="mean")) == 0.0


class Ragged(Mechanism):
    """A cause that breaks once its stock has grown."""

    edge: float = param("Where it breaks", Normal(0.0, 1.0), unit="1", source="assumed")

    def effect(self, war: View) -> Effect:
        broken = maths.sqrt(3.0 - war.shared.age)
        return Effect(per_month=Change(trust=self.edge * 0.0 + 0.0 * broken))


class Outside(Mechanism):
    """A cause whose prior leaves what is possible."""

    part: float = param("A share", LogNormal(9.0, 1.01), unit="1", source="assumed", high=1.0)

    def effect(self, war: View) -> Effect:
        return Effect(per_month=Change(trust=self.part * 0.0 * war.me.trust))


def faulty(cause: type[Mechanism]) -> simulation.Question:
    question = made_up.question()
    causes = tuple(sorted((*question.model.causes, cause), key=lambda c: c.__name__))
    model = replace(question.model, causes=causes)
    return replace(question, model=model, theories=(Theory("torn", "Torn.", (), causes),), draws=40)


def test_a_cause_that_returns_what_is_not_a_number_is_named_with_its_month():
    with pytest.raises(ImpossibleValue) as found:
        simulate(faulty(Ragged))
    said = str(found.value)
    assert "theory 'torn', draw 0, month 3.25: the cause 'ragged' said nan for the rate of change of" in said
    assert "trust" in said and "edge = " in said and "stocks at fault: " in said


def test_a_prior_that_draws_the_impossible_is_named():
    question = faulty(Outside)
    said = str(trace_fault(question, question.theories[0], 5))
    assert said.startswith("theory 'torn', draw 5: month 0: the prior of 'part' of the cause 'outside' drew ")
    assert "outside [-inf, 1]" in said


def test_the_first_draw_at_fault_is_found():
    records = made_up.records(20)
    records["ended"][:] = 0.1
    assert simulation._fault(made_up.cut(records, [20])[0]) is None
    records["faults"][1, 7] = 1.0
    assert simulation._fault(made_up.cut(records, [20])[0]) == 7
    records["ended"][3, 1, 0, 4] = np.nan  # a hazard may break while every stock is sound
    assert simulation._fault(made_up.cut(records, [2, 18])[1]) == 4


def test_the_hash_of_a_theory_is_of_what_it_says():
    theory = made_up.question().theories[0]
    same = replace(theory, name="other", causes=tuple(reversed(theory.causes)))
    assert theory_hash(theory, {}) == theory_hash(same, {})
    assert theory_hash(theory, {}) != theory_hash(theory, {"baseline": "text"})
    assert theory_hash(theory, {}) != theory_hash(theory.drop(theory.causes[0]), {})
    first = next(iter(made_up.question().model.params))
    believed = replace(theory, priors={first: Normal(0.0, 9.0)})
    assert theory_hash(theory, {}) != theory_hash(believed, {})
