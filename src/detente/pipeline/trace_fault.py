"""Tracing a fault: the draw in which a value cannot be is lived again, slowly, until its cause is found.

The draw is lived under NumPy, cause by cause, with every answer looked at as it is given.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from detente.pipeline.axes import Kind
from detente.pipeline.block import run_block
from detente.pipeline.ensemble import plain_machine, program_of, table_dict
from detente.pipeline.model import SIDES, Term
from detente.pipeline.opening import Machine, Opening
from detente.pipeline.question import Question, tables
from detente.vocabulary import Theory, title
from detente.vocabulary.errors import ImpossibleValue

SHOWN = 6  # stocks at fault that are named

Body = Callable[[Any, Any], tuple[Any, Any]]


def trace_fault(question: Question, theory: Theory, draw: int) -> ImpossibleValue:
    """Return the error that names theory, cause, draw and month of the first value that cannot be."""
    where = f"theory {theory.name!r}, draw {draw}"
    with np.errstate(all="ignore"):  # what breaks is what is looked for
        try:
            _relive(question, theory, draw, where)
        except ImpossibleValue as found:
            return found
    return ImpossibleValue(
        f"{where}: a value was not a number or out of its limits, but not when the draw was lived again step "
        "by step; a cause that divides by what may become very small is the likely reason"
    )


def _relive(question: Question, theory: Theory, draw: int, where: str) -> None:
    program = replace(program_of(question), draws=1)
    given = table_dict(tables(question, theory, program.wait_streams, program.noise_streams))
    exchanged = np.uint32(question.luck_exchanged)
    plain = replace(program, moves_stocks=False)  # as the priors draw them, whatever a world may set
    _check_parameters(Opening(plain, plain_machine(), given, np.uint32(draw), exchanged), where)
    opening = Opening(program, plain_machine(), given, np.uint32(draw), exchanged)
    run_block(program, _Watcher(opening, where).machine(), given, np.uint32(draw), exchanged)


def _check_parameters(opening: Opening, where: str) -> None:
    """Stop at the first parameter that is not possible at all."""
    low, high = opening.tables["param_limits"]
    for i, (name, entry) in enumerate(opening.program.model.params.items()):
        value = float(opening.parameter(name)[0])
        if not low[i] <= value <= high[i]:
            cause, number = name.split(".")
            raise ImpossibleValue(
                f"{where}: month 0: the prior of {number!r} of the cause {cause!r} drew {value:g}, which "
                f"lies outside [{low[i]:g}, {high[i]:g}] {entry.unit}; give it a prior that stays inside"
            )


@dataclass(frozen=True)
class _Watcher:
    """Looks at every answer of every cause, and at every stock after each step."""

    opening: Opening
    where: str
    step: list[int] = field(default_factory=lambda: [0])
    last: list[int] = field(default_factory=lambda: [-1])  # place of the cause that was asked last
    sound: list[Any] = field(default_factory=list)  # the stocks before the step at hand

    @cached_property
    def order(self) -> dict[int, int]:
        """Return the place of each cause in the order in which they are asked."""
        asked = itertools.chain(*self.opening.program.model.asked)
        return {number: place for place, number in enumerate(asked)}

    def machine(self) -> Machine:
        """Return NumPy with this watcher at its back."""
        return replace(plain_machine(), scan=self.scan, listen=self.listen)

    def scan(self, body: Body, carry: Any, rows: Any) -> tuple[Any, Any]:
        """Thread the carry through the rows, looking at the war before and after each."""
        return plain_machine().scan(lambda before, now: self.watched(body, before, now), carry, rows)

    def watched(self, body: Body, before: Any, now: Any) -> tuple[Any, Any]:
        """Do one step, or one month of steps, between two looks."""
        self.sound[:] = [before[0]]
        after, said = body(before, now)
        broken = [path for path, x in self.by_path(after[0]).items() if not np.all(np.isfinite(x))]
        broken += [word for word, chance in after[1].ended.items() if not np.all(np.isfinite(chance))]
        if broken:
            raise ImpossibleValue(
                f"{self.where}, {self.month}: {', '.join(broken[:SHOWN])} is not a number, though what each "
                "cause said of it was one; a sum or a product of them is too large"
            )
        return after, said

    def listen(self, number: int, terms: list[Term]) -> list[Term]:
        """Look at each thing that a cause says."""
        self.count(number)
        for term in terms:
            if not np.all(np.isfinite(term.size)):
                raise ImpossibleValue(self.accusation(number, term))
        return terms

    def count(self, number: int) -> None:
        """Count the steps: causes are asked in one order, so an earlier one begins another step."""
        place = self.order[number]
        if place <= self.last[0]:
            self.step[0] += 1
        self.last[0] = place

    @property
    def month(self) -> str:
        """Return the month of the step at hand."""
        step = self.step[0]
        return f"month {step / self.opening.program.steps_a_month:g}"

    def accusation(self, number: int, term: Term) -> str:
        """Return the sentence that names the cause, what it said, its parameters and the stocks at fault."""
        cause = title(self.opening.program.model.causes[number])
        answer = np.broadcast_to(term.size, self.opening.axes.shape(term.kind, self.opening.shape))
        *leading, world, lane = np.argwhere(~np.isfinite(answer))[0].tolist()
        path = ".".join([*self.places(term.kind, leading), term.name])
        said = answer[*leading, world, lane]
        return (
            f"{self.where}, {self.month}: the cause {cause!r} said {said} for the "
            f"{_SLOTS[term.slot]} {path!r}; its parameters: {self.parameters(cause, world, lane)}; "
            f"stocks at fault: {self.at_fault(path, world, lane)}"
        )

    def places(self, kind: Kind, leading: list[int]) -> list[str]:
        """Return whose number it is, in words."""
        labels = {"side": (SIDES,), "party": (self.parties,), "tie": (self.parties, SIDES)}.get(kind, ())
        return [words[i] for words, i in zip(labels, leading, strict=True)]

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the third parties."""
        return self.opening.program.model.parties

    def parameters(self, cause: str, world: int, lane: int) -> str:
        """Return a cause's parameters in a world, as text."""
        names = [name for name in self.opening.program.model.params if name.split(".")[0] == cause]
        values = {
            n: np.broadcast_to(self.opening.parameter(n), self.opening.shape)[world, lane] for n in names
        }
        return ", ".join(f"{name.split('.')[1]} = {x:g}" for name, x in values.items()) or "none"

    def at_fault(self, path: str, world: int, lane: int) -> str:
        """Return the stock spoken of, and those on a bound of theirs, where a ratio or a log may break."""
        entries = self.opening.program.model.stocks
        values = {name: float(x[world, lane]) for name, x in self.by_path(self.sound[0]).items()}
        edge = [
            n for n, x in values.items() if x in (entries[n].low, entries[n].high) and x != entries[n].typical
        ]
        named = [name for name in dict.fromkeys([path, *edge]) if name in values]
        return ", ".join(f"{name} = {values[name]:g}" for name in named[:SHOWN]) or "none on a bound"

    def by_path(self, state: dict[str, Any]) -> dict[str, np.ndarray]:
        """Return stocks by path, each (world, lane)."""
        paths = list(self.opening.program.model.stocks)
        out = {}
        for name, x in state.items():
            rows = np.arange(len(paths))[self.opening.program.model.stock_rows[name]]
            out |= dict(zip((paths[i] for i in rows), x.reshape(-1, *self.opening.shape), strict=True))
        return out


_SLOTS = {
    "per_month": "rate of change of",
    "volatility": "random walk of",
    "jump": "jump of",
    "rate": "rate of",
    "log_hazard": "log hazard of",
    "frailty": "frailty's",
}
