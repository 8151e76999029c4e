"""A small question, and blocks made up without any engine."""

import os
from functools import cache
from pathlib import Path

import numpy as np
import xarray as xr

from detente.mechanisms import catalogue
from detente.pipeline import outcome
from detente.pipeline.ensemble import Block
from detente.pipeline.model import Model
from detente.pipeline.provenance import Origin, provenance
from detente.pipeline.question import Question
from detente.pipeline.scenario import Happening, Scenario
from detente.pipeline.simulate import Memory, Sink
from detente.pipeline.tally import Tally, digest
from detente.shelf.manifest import Manifest
from detente.shelf.store import writing
from detente.vocabulary import (
    Change,
    Effect,
    Event,
    LogNormal,
    Mechanism,
    Normal,
    Theory,
    View,
    param,
    theirs,
)
from detente.vocabulary.do import Undo, World

# as many threads as the compiler likes would make small tests slow
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

WATCH = ("A.force", "B.force", "A.trust", "talks", "backer.exposure", "backer.B.support")
CAUSES = ("attrition_square", "baseline", "talks_process")
ORIGIN = Origin(
    version="0", scenario_text="title: made up\n", cause_texts={}, worlds={"without": "undo B.deep-strike"}
)


class Doubt(Mechanism):
    """A cause that surely answers the act: whatever becomes of the catalogue, the act changes something."""

    jolt: float = param("Trust lost", LogNormal(0.2, 1.5), unit="1", source="assumed")
    weight: float = param("Log hazard of trust", Normal(2.0, 1.0), unit="1", source="assumed")

    def effect(self, war: View) -> Effect:
        return Effect(
            on={theirs(Event.DEEP_STRIKE): Change(trust=-self.jolt)},
            log_hazard={Event.SETTLEMENT: self.weight * war.me.trust},
        )


@cache
def question(draws: int = 300, months: int = 12, lives: int = 2) -> Question:
    causes = catalogue()
    model = Model((*(causes[name] for name in CAUSES), Doubt), ("backer",))
    scenario = Scenario("t", "t", "t", months, ("backer",), {}, (Happening("B.deep-strike", 2.0, True),))
    theories = (Theory("all", "All.", (), model.causes), Theory("none", "None.", (), (causes["baseline"],)))
    without = Undo("B.deep-strike")
    worlds = (World("without", (without,)), World("with"), World("same", (without,)))
    return Question(model, scenario, theories, worlds, draws, lives, months, 7, WATCH)


def records(draws: int, months: int = 12, seed: int = 1, worlds: int = 3, events: int = 18) -> dict:
    """Records as the engine gives them, of random numbers of very different size."""
    luck = np.random.default_rng(seed)

    def some(items: int, size: float = 1.0) -> np.ndarray:
        shape = (months + 1, items, worlds, draws)
        return (size * luck.lognormal(0, 3, shape)).astype(np.float32)

    made = {"ended": some(5), "share": some(2), "count": some(events)}
    made |= {"level": some(len(WATCH), 1e5), "effect": some(len(WATCH), 1e-3)}
    made["effect"][:, :, 0] = 0.0
    made["survival"] = luck.random((months + 1, 1, worlds, draws), dtype=np.float32)
    made["survival"][:, :, :, ::7] = 0.0  # some wars are certainly over: they have no level
    return made | {"faults": np.zeros((worlds, draws), dtype=np.float32)}


def cut(whole: dict, sizes: list[int]) -> list[Block]:
    """The same draws as blocks of these sizes."""
    ends = np.cumsum(sizes).tolist()
    return [
        Block(end - size, {name: x[..., end - size : end] for name, x in whole.items()})
        for size, end in zip(sizes, ends, strict=True)
    ]


def feed(sink: Sink, draws: int = 100, chunk: int = 32) -> None:
    """Give a sink what a run of made-up blocks would give it."""
    asked = question(draws)
    for number, theory in enumerate(asked.theories):

        def hand(first: int, scalars: dict, name: str = theory.name) -> None:
            sink.put(name, first, outcome.by_draw(asked, scalars))

        tally = Tally(draws, hand, 50, chunk)
        for block in cut(records(draws, seed=number), [25] * (draws // 25)):
            tally.add(digest(block, 50))
        sink.done(theory.name, outcome.summarised(asked, theory, tally.summary()))


def manifest(draws: int = 100) -> Manifest:
    says = provenance(question(draws), ORIGIN)
    return Manifest(says, ORIGIN.scenario_text, ("fearon1995",), {"parameters": 3}, "Made up")


def in_memory(draws: int = 100) -> xr.DataTree:
    kept = Memory()
    feed(kept, draws)
    return outcome.joined(kept.finished, provenance(question(draws), ORIGIN))


def write(place: Path, draws: int = 100) -> Manifest:
    with writing(place, draws, 32) as writer:
        feed(writer, draws)
        return writer.finish(manifest(draws))
