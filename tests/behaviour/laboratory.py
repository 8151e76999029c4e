"""Wars lived for a test: every theory through one compiled program, in paired worlds."""

from dataclasses import dataclass

import numpy as np

from detente.pipeline.ensemble import blocks, program_of
from detente.pipeline.model import Model
from detente.pipeline.question import Question
from detente.pipeline.scenario import Scenario, Start
from detente.pipeline.step import ENDING_PATHS
from detente.vocabulary import Fixed, Theory
from detente.vocabulary.do import Do, Shift, Undo, World
from tools.behaviour_table import PARTIES, REFERENCE_WAR

WORLDS, MONTHS, DRAWS, LIVES, SEED = 8, 36, 256, 2, 7
Acts = tuple[Do, ...]
UNENDING: Acts = tuple(Undo(path) for path in ENDING_PATHS)
WATCH = (
    *("A.force", "B.force", "A.casualties", "A.losses_pace", "A.hostility", "A.terms", "A.compromise"),
    *("A.trust", "A.discord", "A.elite_cohesion", "A.leader_confidence", "B.leader_confidence", "A.rally"),
    *("A.belief_win", "A.uncertainty", "A.expected_shift", "A.civilian_harm", "B.negotiators", "talks"),
    *("backer.B.pressure", "mediator.A.credibility", "mediator.B.credibility"),
)


@dataclass(frozen=True)
class Lived:
    """The records of worlds under one theory; world 0 has no act. Arrays end in one entry a draw."""

    records: dict[str, np.ndarray]
    events: tuple[str, ...]

    def settled(self, month: int, world: int, beside: int = 0) -> np.ndarray:
        """By how much the chance of a settlement by `month` differs from that in the world beside."""
        return self.ended("settlement", month, world, beside)

    def ended(self, path: str, month: int, world: int, beside: int = 0) -> np.ndarray:
        ended = self.records["ended"][month, ENDING_PATHS.index(path)]
        return ended[world] - ended[beside]

    def happened(self, path: str, month: int, world: int, beside: int = 0) -> np.ndarray:
        """By how many events a life differs: in wars without end this is no matter of their length."""
        count = self.records["count"][month, self.events.index(path)]
        return count[world] - count[beside]

    def moved(self, path: str, month: int, world: int) -> np.ndarray:
        """By how much a stock differs from that in world 0, life by life, in wars that go on in both."""
        return self.records["effect"][month, WATCH.index(path), world]

    def level(self, path: str, month: int, world: int = 0) -> np.ndarray:
        return self.records["level"][month, WATCH.index(path), world]


@dataclass(frozen=True)
class Laboratory:
    """Lives wars in as many worlds as asked for, always through the same program."""

    model: Model

    def live(
        self, theory: Theory, *acts: Acts, war: Scenario = REFERENCE_WAR, always: Acts = (), **size: int
    ) -> Lived:
        """Live a war without an act (world 0) and then with each; `always` holds in every world."""
        worlds = [
            World("without", always),
            *(World(f"act {i}", always + act) for i, act in enumerate(acts, 1)),
        ]
        assert len(worlds) < WORLDS
        worlds += [World(f"idle {i}", always) for i in range(WORLDS - len(worlds) - 1)]
        # a shift by nothing, so that every question needs the same program
        worlds.append(World("moves", (*always, Shift("A.isolation", 0.0))))
        return self.ask(theory, worlds, war, **size)

    def endless(self, theory: Theory, *acts: Acts, war: Scenario = REFERENCE_WAR, always: Acts = ()) -> Lived:
        """Do the same in a war that nothing ends, where no number depends on which wars are left."""
        return self.live(theory, *acts, war=war, always=UNENDING + always)

    def ask(self, theory: Theory, worlds: list[World], war: Scenario = REFERENCE_WAR, **size: int) -> Lived:
        sizes = {"draws": DRAWS, "lives": LIVES, "months": MONTHS, "seed": SEED, "watch": WATCH} | size
        question = Question(self.model, war, (theory,), tuple(worlds), **sizes)  # type: ignore[arg-type]
        parts = [block.records for block in blocks(question, theory)]
        records = {name: np.concatenate([part[name] for part in parts], axis=-1) for name in parts[0]}
        return Lived(records, program_of(question).events)


def war_from(**start: float) -> Scenario:
    """The reference war started elsewhere: `war_from(B__control=0.9)`."""
    values = {path.replace("__", "."): Start(Fixed(value), "1", "assumed") for path, value in start.items()}
    return Scenario("other-war", "Another war", "One that starts elsewhere.", MONTHS, PARTIES, values)


def rises(effect: np.ndarray, smallest: float = 1e-6) -> float:
    """The share of draws in which something rises."""
    return float(np.mean(effect > smallest))


def falls(effect: np.ndarray, smallest: float = 1e-6) -> float:
    """The share of draws in which something falls."""
    return float(np.mean(effect < -smallest))
