"""How fast the engine is: compiling, steps a second, and the same step under plain NumPy."""

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from detente.faces.ask import Wishes, load, question
from detente.pipeline.block import run_block
from detente.pipeline.ensemble import blocks, compiled, plain_machine, program_of, table_dict
from detente.pipeline.question import Question, tables
from detente.pipeline.simulate import simulate
from detente.vocabulary import Theory
from tools.bench_measure import Cost, Figure, cores, cost, count, least

SCENARIO = "killing-during-talks"
DRAWS, EACH = 4096, 512  # draws of `everything`; of each theory when all are run
TURNS = 3
LANES = (512, 2048, 8192, 16_384)  # block sizes tried under NumPy
TRIAL_MONTHS = (5, 3)  # the act comes in month 2; the difference is steps alone
FAST, FASTER_THAN_NUMPY = 5e6, 4.0


@dataclass(frozen=True)
class Speed:
    """Steps of one world (a draw, a life, a step) for each wall second and each processor second."""

    wall: float
    core: float

    def words(self) -> str:
        """Return the speed as the table writes it."""
        return f"{count(self.wall)} /s; {count(self.core)} /core-s"


def figures() -> list[Figure]:
    """Measure the engine on the scenario as it comes: two worlds, four lives, 60 months."""
    asked = as_it_comes(DRAWS)
    everything = next(theory for theory in asked.theories if theory.name == "everything")
    first = cost(partial(compiled, program_of(asked), None))
    found = [Figure("compiling the program of all theories", f"{first.wall:.1f} s; {first.cpu:.1f} CPU-s")]
    one, all_cores = (_everything(asked, everything, threads) for threads in (1, cores()))
    line = "steps of one world, `everything`"
    found += [
        Figure(f"{line}, 1 thread", one.words()),
        Figure(f"{line}, {cores()} threads", all_cores.words(), f"{count(FAST)} /s", all_cores.wall >= FAST),
        Figure(f"{line}, 1 thread's core-seconds on {cores()} cores", f"{count(cores() * one.core)} /s"),
    ]
    return [*found, *_all_theories(), *_under_numpy(asked, everything, one)]


def as_it_comes(draws: int, lives: int = 4, months: int = 0) -> Question:
    """Return the question that the command line asks of the scenario: every theory, its watch list."""
    return question(load(SCENARIO), Wishes(draws=draws, lives=lives, months=months))


def steps_of(asked: Question) -> int:
    """Return the steps of one world that one theory takes."""
    return asked.draws * asked.lives * asked.steps * len(asked.worlds)


def speed(steps: float, took: Cost) -> Speed:
    """Return the speed of so many steps."""
    return Speed(steps / took.wall, steps / took.cpu)


def _everything(asked: Question, theory: Theory, threads: int) -> Speed:
    return speed(steps_of(asked), least(lambda: sum(1 for _ in blocks(asked, theory, threads)), TURNS))


def _all_theories() -> list[Figure]:
    asked = as_it_comes(EACH)
    steps = steps_of(asked) * len(asked.theories)

    def engine() -> None:
        for theory in asked.theories:
            sum(1 for _ in blocks(asked, theory))

    line = f"steps of one world, all {len(asked.theories)} theories, {cores()} threads"
    return [
        Figure(line, speed(steps, least(engine, TURNS)).words()),
        Figure(f"{line}, with summaries", speed(steps, least(partial(simulate, asked), TURNS)).words()),
    ]


def _under_numpy(asked: Question, theory: Theory, compiled_speed: Speed) -> list[Figure]:
    trials = {lanes: _plain(asked, theory, lanes) for lanes in LANES}
    best = max(trials, key=lambda lanes: trials[lanes].core)
    plain = trials[best]
    ratio = compiled_speed.core / plain.core
    tried = ", ".join(f"{lanes}: {count(s.core)}" for lanes, s in trials.items())
    return [
        Figure(f"the same under NumPy, 1 thread, {best} lives a block", plain.words()),
        Figure("NumPy, steps a core-second by lives in a block", tried),
        Figure(
            "JAX to NumPy, per core-second",
            f"{ratio:.1f} times",
            f"{FASTER_THAN_NUMPY:g}",
            ratio >= FASTER_THAN_NUMPY,
        ),
    ]


def _plain(asked: Question, theory: Theory, lanes: int) -> Speed:
    """Return the speed under NumPy, counting only steps: what is done once before the first is taken off."""
    longer, shorter = (_plain_cost(asked, theory, lanes, months) for months in TRIAL_MONTHS)
    months = TRIAL_MONTHS[0] - TRIAL_MONTHS[1]
    took = Cost(longer.wall - shorter.wall, longer.cpu - shorter.cpu)
    return speed(lanes * months * asked.steps_a_month * len(asked.worlds), took)


def _plain_cost(asked: Question, theory: Theory, lanes: int, months: int) -> Cost:
    shorter = replace(asked, months=months)
    program = replace(program_of(shorter), draws=lanes // asked.lives)
    given = table_dict(tables(shorter, theory, program.wait_streams, program.noise_streams))

    def live() -> None:
        with np.errstate(all="ignore"):
            run_block(program, plain_machine(), given, np.uint32(0), np.uint32(0))

    return least(live, 2)


def machine() -> str:
    """Return the machine in words: cores, and the widest vectors that its processor knows."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    flags = next((line for line in lines if line.startswith("flags")), "")
    widest = next((w for f, w in (("avx512f", "AVX-512"), ("avx2", "AVX2")) if f in flags.split()), "")
    return f"{os.cpu_count()} cores" + (f" with {widest}" if widest else "")
