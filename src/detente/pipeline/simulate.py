"""Simulate: a question lived under every theory, block by block, to one tree of results."""

import abc
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
import xarray as xr

from detente.pipeline import outcome
from detente.pipeline.ensemble import Block, Keeper, compute_block, program_of, table_dict
from detente.pipeline.opening import Program
from detente.pipeline.provenance import Origin, provenance
from detente.pipeline.question import Question, tables
from detente.pipeline.tally import CHUNK, QUANTILE_DRAWS, Portion, Scalars, Tally, digest
from detente.pipeline.trace_fault import trace_fault
from detente.vocabulary import Theory
from detente.vocabulary.errors import Cancelled

AHEAD = 8  # blocks a worker may be ahead of the reader: about 3 MB each

Task = Callable[[], Any]
Work = tuple[int | None, Portion]  # the first draw at fault, and what the block adds


@dataclass(frozen=True)
class Progress:
    """How far a run is: blocks done of this theory's total, and the draws they hold."""

    theory: str
    done: int
    total: int
    draws: int


class Sink(abc.ABC):
    """Where results go while a run is under way, so that memory need not grow with draws."""

    @abc.abstractmethod
    def put(self, theory: str, first: int, rows: xr.Dataset) -> None:
        """Take the numbers of some draws in a row, the first of which is `first`."""

    @abc.abstractmethod
    def done(self, theory: str, node: xr.Dataset) -> None:
        """Take what is summarised over all draws of a theory; nothing more of it will come."""


@dataclass(frozen=True)
class Memory(Sink):
    """Keeps everything; `finished` holds the theories that are done, also when a run is cancelled."""

    finished: dict[str, xr.Dataset] = field(default_factory=dict)
    _rows: dict[str, dict[int, xr.Dataset]] = field(default_factory=dict, init=False)

    def put(self, theory: str, first: int, rows: xr.Dataset) -> None:
        self._rows.setdefault(theory, {})[first] = rows

    def done(self, theory: str, node: xr.Dataset) -> None:
        parts = self._rows.pop(theory)
        rows = xr.concat([parts[first] for first in sorted(parts)], "draw", data_vars="all", coords="minimal")
        self.finished[theory] = node.assign(rows.data_vars)


def simulate(
    question: Question,
    *,
    threads: int | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    sink: Sink | None = None,
    origin: Origin | None = None,
    quantile_draws: int = QUANTILE_DRAWS,
    chunk: int = CHUNK,
    keeper: Keeper | None = None,
) -> xr.DataTree:
    """Live `question` under each of its theories and return what comes of it.

    `keeper` keeps compiled programs between processes. With a `sink`, the numbers of each draw go
    there and are not in the tree that is returned.

    Raises:
        Cancelled: `cancelled()` said so between two blocks; the sink has all theories that were done.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be; it says which, where and when.
    """
    keep = sink or Memory()
    workers = threads or os.cpu_count() or 1
    nodes: dict[str, xr.Dataset] = {}
    with (
        ThreadPoolExecutor(workers) as pool,
        ThreadPoolExecutor(1) as desk,  # sums up one theory, and hands on its draws, while the next is lived
        closing(in_order(pool, _tasks(question, quantile_draws, keeper), AHEAD * workers)) as done,
    ):
        waiting: list[Future[Any]] = []
        try:
            for theory in question.theories:
                hand = partial(_handed, desk, waiting, _hand(question, theory, keep))
                tally = Tally(question.draws, hand, quantile_draws, chunk)
                for now in _counted(question, theory, tally, done):
                    progress(now)
                    if cancelled():
                        _settled(waiting)
                        raise Cancelled(_stopped(now, list(nodes)))
                _settled(waiting)  # one theory's records at a time wait to be summed up
                waiting.append(desk.submit(_finish, question, theory, tally, keep, nodes))
            _settled(waiting)
        finally:
            for work in waiting:
                work.cancel()
    return outcome.joined(nodes, provenance(question, origin or Origin()))


def _finish(
    question: Question, theory: Theory, tally: Tally, keep: Sink, nodes: dict[str, xr.Dataset]
) -> None:
    node = outcome.summarised(question, theory, tally.summary())
    keep.done(theory.name, node)
    nodes[theory.name] = keep.finished[theory.name] if isinstance(keep, Memory) else node


def _handed(
    desk: ThreadPoolExecutor,
    waiting: list[Future[Any]],
    hand: Callable[[int, Scalars], None],
    first: int,
    scalars: Scalars,
) -> None:
    if len(waiting) >= AHEAD:
        _settled(waiting)  # what is written more slowly than it is lived must not pile up
    waiting.append(desk.submit(hand, first, scalars))


def _settled(waiting: list[Future[Any]]) -> None:
    """Wait for what was handed on, and raise what went wrong with it."""
    while waiting:
        waiting.pop(0).result()


def in_order(pool: ThreadPoolExecutor, tasks: Iterator[Task], window: int) -> Generator[Any]:
    """Yield what the tasks return, in their order, never more than `window` ahead of the reader.

    The first is done alone: what it compiles serves the others. Those not begun are dropped when the
    reader stops.
    """
    ahead: deque[Future[Any]] = deque()
    try:
        for task in islice(tasks, 1):
            yield pool.submit(task).result()
        ahead.extend(pool.submit(task) for task in islice(tasks, window))
        while ahead:
            yield ahead.popleft().result()
            ahead.extend(pool.submit(task) for task in islice(tasks, 1))
    finally:
        for waiting in ahead:
            waiting.cancel()


def _tasks(question: Question, quantile_draws: int, keeper: Keeper | None) -> Iterator[Task]:
    program = program_of(question)
    for theory in question.theories:
        given = table_dict(tables(question, theory, program.wait_streams, program.noise_streams))
        for first in range(0, question.draws, program.draws):
            yield partial(_work, question, program, given, quantile_draws, keeper, first)


def _work(
    question: Question,
    program: Program,
    given: dict[str, Any],
    quantile_draws: int,
    keeper: Keeper | None,
    first: int,
) -> Work:
    block = compute_block(question, program, given, first, keeper)
    return _fault(block), digest(block, quantile_draws)


def _fault(block: Block) -> int | None:
    """Return the first draw with a value that cannot be: a stock or parameter, or the chance of an ending."""
    chances = block.records["ended"].sum((0, 1)) + block.records["survival"].sum((0, 1))
    broken = ((block.records["faults"] != 0) | ~np.isfinite(chances)).any(0)
    return block.first + int(np.argmax(broken)) if broken.any() else None


def _counted(question: Question, theory: Theory, tally: Tally, done: Iterator[Work]) -> Iterator[Progress]:
    """Take a theory's blocks into the tally, one by one, saying how far it is."""
    total = -(-question.draws // program_of(question).draws)
    for number, (fault, portion) in enumerate(islice(done, total), 1):
        if fault is not None:
            raise trace_fault(question, theory, fault)
        tally.add(portion)
        yield Progress(theory.name, number, total, portion.first + portion.draws)


def _hand(question: Question, theory: Theory, sink: Sink) -> Callable[[int, Scalars], None]:
    return lambda first, scalars: sink.put(theory.name, first, outcome.by_draw(question, scalars))


def _stopped(now: Progress, finished: list[str]) -> str:
    kept = f"kept: {', '.join(finished)}" if finished else "no theory was finished"
    return (
        f"the run was stopped under the theory {now.theory!r}, after {now.done} of {now.total} blocks; {kept}"
    )
