"""Tracing a fault: the draw in which a value cannot be is lived again, slowly, until its cause is found.

The draw is lived under NumPy, cause by cause, with every answer looked at as it is given.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from detente.pipeline.block import run_block
from detente.pipeline.ensemble import plain_machine, program_of, table_dict
from detente.pipeline.luck import normal, threefry
from detente.pipeline.model import Term
from detente.pipeline.opening import Machine, Program
from detente.pipeline.question import Question, tables
from detente.pipeline.step import ENDING_PATHS
from detente.vocabulary import Theory, title
from detente.vocabulary.errors import ImpossibleValue
from detente.vocabulary.priors import draw_all

SHOWN = 6  # stocks at fault that are named


def trace_fault(question: Question, theory: Theory, draw: int) -> ImpossibleValue:
    """Return the error that names theory, cause, draw and month of the first value that cannot be."""
    program = replace(program_of(question), draws=1)
    given = table_dict(tables(question, theory, program.wait_streams, program.noise_streams))
    params = _parameters(program, given, draw)
    outside = _outside(program, given, params)
    if outside:
        return ImpossibleValue(f"theory {theory.name!r}, draw {draw}: {outside}")
    where = f"theory {theory.name!r}, draw {draw}"
    try:
        with np.errstate(all="ignore"):
            watcher = _Watcher(program, params, where)
            run_block(program, watcher.machine(), given, np.uint32(draw), np.uint32(question.luck_exchanged))
    except ImpossibleValue as found:
        return found
    return ImpossibleValue(
        f"{where}: a value was not a number or out of its limits, but not when the draw was lived again step "
        "by step; a cause that divides by what may become very small is the likely reason"
    )


def _parameters(program: Program, given: dict[str, Any], draw: int) -> dict[str, float]:
    """Return every parameter of a draw, as the block draws it."""
    keys = given["param_keys"]
    counter = np.full(len(keys), draw, dtype=np.uint32)
    with np.errstate(all="ignore"):  # words of luck are meant to wrap around
        word, _ = threefry((keys[:, 0], keys[:, 1]), (counter, counter * np.uint32(0)))
        values = draw_all(*given["param_priors"], normal(word))
    return dict(zip(program.model.params, np.asarray(values).tolist(), strict=True))


def _outside(program: Program, given: dict[str, Any], params: dict[str, float]) -> str:
    """Return a sentence about the first parameter that is not possible at all ("" where there is none)."""
    low, high = given["param_limits"]
    for i, (name, value) in enumerate(params.items()):
        if not low[i] <= value <= high[i]:
            cause, number = name.split(".")
            return (
                f"month 0: the prior of {number!r} of the cause {cause!r} drew {value:g}, which lies outside "
                f"[{low[i]:g}, {high[i]:g}] {program.model.params[name].unit}; "
                "give it a prior that stays inside"
            )
    return ""


@dataclass(frozen=True)
class _Watcher:
    """Looks at every answer of every cause, and at every stock after each step."""

    program: Program
    params: dict[str, float]
    where: str
    calls: Iterator[int] = field(default_factory=itertools.count)
    steps: list[Any] = field(default_factory=list)  # the last state seen to be sound

    def machine(self) -> Machine:
        """Return NumPy with this watcher at its back."""
        return replace(plain_machine(), scan=self.scan, choose=self.choose)

    def scan(self, body: Callable[[Any, Any], tuple[Any, Any]], carry: Any, rows: Any) -> tuple[Any, Any]:
        """Thread the carry through the rows, looking at the state after each."""
        return plain_machine().scan(lambda before, now: self.watched(body, before, now), carry, rows)

    def watched(self, body: Callable[[Any, Any], tuple[Any, Any]], before: Any, now: Any) -> tuple[Any, Any]:
        """Do one step, or one month of steps, between two looks."""
        self.steps[:] = [before[0]]
        after, said = body(before, now)
        broken = [path for path, x in after[0].items() if not np.all(np.isfinite(x))]
        fate = [path for path in ENDING_PATHS if not np.all(np.isfinite(after[1].ended[path]))]
        if broken or fate:
            raise ImpossibleValue(self.sentence(broken or fate))
        return after, said

    def choose(self, flag: Any, yes: Callable[[], Any], no: Callable[[], Any]) -> Any:
        """Choose as the engine does; where a cause was asked, look at each of its answers."""
        answers = yes() if flag else no()
        if not isinstance(answers, list):  # the stocks, laid out on the first month
            return answers
        call = next(self.calls)
        number = call % len(self.program.model.causes)
        terms = [term for term in self.program.spoken[number] for _ in term.sizes]
        for term, answer in zip(terms, answers, strict=True):
            if not np.all(np.isfinite(answer)):
                raise ImpossibleValue(self.accusation(call, number, term, answer))
        return answers

    def month(self, call: int) -> str:
        """Return when the call with this number was made."""
        step = call // len(self.program.model.causes)
        return f"month {step / self.program.steps_a_month:g}"

    def accusation(self, call: int, number: int, term: Term, answer: np.ndarray) -> str:
        """Return the sentence that names the cause, what it said, its parameters and the stocks at fault."""
        cause = title(self.program.model.causes[number])
        mine = [f"{n.split('.')[1]} = {x:g}" for n, x in self.params.items() if n.split(".")[0] == cause]
        said = float(answer[~np.isfinite(answer)][0])
        world, lane = np.argwhere(~np.isfinite(answer))[0].tolist()
        return (
            f"{self.where}, {self.month(call)}: the cause {cause!r} said {said} for the {_SLOTS[term.slot]} "
            f"{term.path!r}; its parameters: {', '.join(mine) or 'none'}; "
            f"stocks at fault: {self.at_fault(term.path, world, lane)}"
        )

    def at_fault(self, path: str, world: int, lane: int) -> str:
        """Return the stock spoken of, and those on a bound of theirs, where a ratio or a log may break."""
        state = self.steps[0] if self.steps else {}
        entries = self.program.model.stocks
        shape = (self.program.worlds, self.program.lanes)
        values = {name: float(np.broadcast_to(x, shape)[world, lane]) for name, x in state.items()}
        edge = [
            n for n, x in values.items() if x in (entries[n].low, entries[n].high) and x != entries[n].typical
        ]
        named = list(dict.fromkeys([path, *edge]))[:SHOWN]
        return ", ".join(f"{n} = {values[n]:g}" for n in named if n in values) or "none on a bound"

    def sentence(self, broken: list[str]) -> str:
        """Return the sentence for stocks that broke although every cause said something finite."""
        call = max(0, next(self.calls) - 1)
        about = ", ".join(broken[:SHOWN])
        return (
            f"{self.where}, {self.month(call)}: {about} is not a number, though each cause said a finite one"
        )


_SLOTS = {
    "per_month": "rate of change of",
    "volatility": "random walk of",
    "jump": "jump of",
    "rate": "rate of",
    "log_hazard": "log hazard of",
}
