"""What theories give to outcomes of the record: the world in which they were seen, lived once by each draw.

A war has one life, so a draw gets one: an event either happens in it, or a state either holds in it, while
the chance that the war goes on by then is carried along. The chance of an event or state is its share of
lives in which the war goes on, each weighted by that; the chance of an ending is its mean over all lives.

Public evidence is of days, not of months. Up to month 3 a life can stop at any step: it is looked at by the
end of the quarter of a month in which `by` lies. Such lives are short, and are computed as they are;
compiling for them would take longer. Later outcomes are looked at by the end of the month.
"""

import itertools
import math
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from detente.pipeline.argument import Argument, Happened
from detente.pipeline.argument_happened import is_end, observed
from detente.pipeline.block import run_block
from detente.pipeline.conditions import Condition
from detente.pipeline.do_language import parse_do
from detente.pipeline.ensemble import plain_machine, program_of, table_dict
from detente.pipeline.forms.form import Pick
from detente.pipeline.forms.form import World as Deeds
from detente.pipeline.judging.record import Lived, chance_of
from detente.pipeline.judging.verdict import Forecast
from detente.pipeline.opening import Machine
from detente.pipeline.outcomes_known import ANY_ENDING
from detente.pipeline.question import STEPS_A_MONTH, Question, tables
from detente.pipeline.trace_fault import trace_fault
from detente.pipeline.trial.laboratory import Laboratory, Wanted
from detente.pipeline.trial.seen import Reader, watched
from detente.vocabulary import Theory
from detente.vocabulary.do import World
from detente.vocabulary.errors import Cancelled

# Each of a draw of its own, as many as a posterior has. The Monte Carlo error of a chance is then at most
# 1.6 points where wars are about equally likely to go on.
LIVES = 1024
ROUNDING = 1e-5  # less than this of itself, or of 1, is no move but rounding
BY_STEPS = 3  # months up to which a life can stop within a month


@dataclass(frozen=True)
class Asked:
    """One outcome, as lives are asked for it: an event or ending, or a condition; looked at by `read_at`."""

    what: str | Condition
    do: Deeds
    read_at: float

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the paths of what is looked at."""
        return (self.what,) if isinstance(self.what, str) else tuple(p.what for p in self.what.comparisons)

    @property
    def picks(self) -> tuple[Pick, ...]:
        """Return what to look at: whether the war is over, and every part at the end and at the start."""
        at = (self.read_at, 0.0)
        return (Pick(ANY_ENDING, self.read_at), *(Pick(part, by) for by in at for part in self.parts))

    def forecast(self, theory: str, seen: Mapping[Pick, np.ndarray]) -> Forecast:
        """Return the chance that a theory gives, from what was `seen` of every pick, (life,)."""
        before, after = (np.stack([seen[Pick(p, by)] for p in self.parts]) for by in (0.0, self.read_at))
        going = 1.0 - seen[Pick(ANY_ENDING, self.read_at)]
        if isinstance(self.what, Condition):
            chance, error = chance_of(self.what.holds(after), going)
        elif is_end(self.what):
            chance, error = chance_of(after[0], np.ones_like(going))
        else:
            chance, error = chance_of(after[0] > 0, going)
        moved = np.abs(after - before) > ROUNDING * np.maximum(1.0, np.abs(before))  # NaN is not above it
        return Forecast(theory, chance, error, len(going), bool(moved.any()))


def asked_of(happened: Happened, lab: Laboratory) -> Asked:
    """Return an outcome of the record as lives are asked for it."""
    return Asked(observed(happened.what, lab.known), happened.do, read_at(happened.by))


def read_at(by: float) -> float:
    """Return the month at which lives are looked at for what is asked by month `by`.

    >>> read_at(0.4), read_at(0.5), read_at(2.9), read_at(3.1)
    (0.5, 0.5, 3.0, 4.0)
    """
    parts = STEPS_A_MONTH if by <= BY_STEPS else 1
    return math.ceil(by * parts - 1e-9) / parts


def lived_record(argument: Argument, lab: Laboratory, theories: tuple[Theory, ...]) -> dict[int, Lived]:
    """Return by place in the record what theories give to its outcomes.

    Scenario, model, seed and compiled programs are those of `lab`; its own lives are not used.

    Raises:
        Cancelled: the laboratory was told to stop.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    asked = {
        place: asked_of(evidence.happened, lab)
        for place, evidence in enumerate(argument.record)
        if evidence.happened is not None
    }
    recording = Recording(lab, tuple(dict.fromkeys(asked.values())))
    seen = recording.seen(theories)
    return {
        place: Lived(
            one.read_at, tuple(one.forecast(t.name, seen[t.name, one.do, one.read_at]) for t in theories)
        )
        for place, one in asked.items()
    }


@dataclass(frozen=True)
class Recording:
    """Lives the worlds of the record, each once however many outcomes are asked of it."""

    lab: Laboratory
    asked: tuple[Asked, ...]

    def seen(self, theories: tuple[Theory, ...]) -> dict[tuple[str, Deeds, float], dict[Pick, np.ndarray]]:
        """Return what was seen, by theory, deeds and month, of every pick (life,)."""
        scenes = tuple(dict.fromkeys((one.do, one.read_at) for one in self.asked))
        wanted = [(theory, *scene) for theory in theories for scene in scenes]
        self._live_late(theories)
        with ThreadPoolExecutor(self.lab.threads or os.cpu_count() or 1) as pool:
            found = pool.map(lambda one: self._scene(*one), wanted)
            return {(t.name, do, at): seen for (t, do, at), seen in zip(wanted, found, strict=True)}

    def _scene(self, theory: Theory, do: Deeds, at: float) -> dict[Pick, np.ndarray]:
        if self.lab.cancelled():
            raise Cancelled("the trial was stopped; nothing was kept")
        picks = self._picks(do, at)
        return dict(zip(picks, self._values(theory, do, at, picks), strict=True))

    def _values(self, theory: Theory, do: Deeds, at: float, picks: tuple[Pick, ...]) -> np.ndarray:
        """Return (pick, life)."""
        if at > BY_STEPS:
            late = self._late
            return late.kept[theory.name, ((), do)].values[[late.row(pick) for pick in picks], :LIVES]
        asked = self._question(theory, do, math.ceil(at), picks)
        program = replace(program_of(asked), draws=LIVES)
        given = table_dict(tables(asked, theory, program.wait_streams, program.noise_streams))
        machine = stopping(round(at * STEPS_A_MONTH))
        with np.errstate(all="ignore"):  # what cannot be is looked for below
            records = run_block(program, machine, given, np.uint32(0), np.uint32(0))
        if (broken := records["faults"].any(0)).any():
            raise trace_fault(asked, theory, int(np.argmax(broken)))
        return Reader(program, asked.months).read(records, picks)[:, -1]

    def _live_late(self, theories: tuple[Theory, ...]) -> None:
        late = [one for one in self.asked if one.read_at > BY_STEPS]
        self._late.live([Wanted(t, ((), one.do), int(one.read_at)) for t in theories for one in late], LIVES)

    @cached_property
    def _late(self) -> Laboratory:
        """Return a laboratory in which every draw has one life, for outcomes by the end of a month."""
        late = [one for one in self.asked if one.read_at > BY_STEPS]
        picks = tuple(dict.fromkeys(pick for one in late for pick in one.picks))
        months = max((int(one.read_at) for one in late), default=1)
        return replace(
            self.lab, question=replace(self.lab.question, lives=1, months=months), picks=picks, kept={}
        )

    def _picks(self, do: Deeds, at: float) -> tuple[Pick, ...]:
        here = [one for one in self.asked if (one.do, one.read_at) == (do, at)]
        return tuple(dict.fromkeys(pick for one in here for pick in one.picks))

    def _question(self, theory: Theory, do: Deeds, months: int, picks: tuple[Pick, ...]) -> Question:
        """Return the question of one scene: the scenario as it is first, since deeds may be told from it."""
        told = [World("as it is")]
        if do:
            told.append(World("seen", tuple(d for text in do for d in parse_do(text, self.lab.known))))
        return replace(
            self.lab.question,
            theories=(theory,),
            worlds=tuple(told),
            draws=LIVES,
            lives=1,
            months=months,
            watch=watched(self.lab.question.model, picks),
        )


def stopping(steps: int) -> Machine:
    """Return the plain machine for one block, whose lives stop after so many steps, within a month or not."""
    plain, months = plain_machine(), itertools.count()

    def scan(body: Callable[[Any, Any], tuple[Any, Any]], carry: Any, rows: Any) -> tuple[Any, Any]:
        done = next(months) * STEPS_A_MONTH  # the engine goes through each month by one scan
        return plain.scan(body, carry, _first(rows, max(0, steps - done)))

    return replace(plain, scan=scan)


def _first(rows: Any, steps: int) -> Any:
    return {k: _first(v, steps) for k, v in rows.items()} if isinstance(rows, dict) else rows[:steps]
