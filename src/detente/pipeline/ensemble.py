"""An ensemble: blocks of lives computed by one compiled program, in any order, by any number of threads."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from typing import Any

import numpy as np

from detente.pipeline.block import run_block, survey
from detente.pipeline.opening import Machine, Program
from detente.pipeline.question import Question, Tables, tables
from detente.pipeline.step import Fate
from detente.vocabulary import Event, Theory

LANES = 512  # lives in a block: the state of one block then stays in a core's second-level cache
GRAIN = 16  # draws in a block come in multiples of this, so that all lanes are computed alike

Records = dict[str, np.ndarray]


@dataclass(frozen=True)
class Block:
    """The records of one block: `first` draw, and arrays (month + 1, item, world, draw)."""

    first: int
    records: Records


def program_of(question: Question) -> Program:
    """Return what must be compiled to answer `question`."""
    spoken, waits, noise = survey(question.model)
    needed = waits if question.tossed else tuple(w for w in waits if not _event(w).ends_war)
    return Program(
        model=question.model,
        draws=GRAIN * max(1, LANES // (GRAIN * question.lives)),
        lives=question.lives,
        worlds=len(question.worlds),
        months=question.months,
        steps_a_month=question.steps_a_month,
        spoken=spoken,
        watch=question.watch,
        events=tuple(path for path in question.model.events if not _event(path).ends_war),
        wait_streams=needed,
        noise_streams=noise,
        moves_stocks=question.moves_stocks,
        tossed=question.tossed,
    )


def blocks(question: Question, theory: Theory, threads: int | None = None) -> Iterator[Block]:
    """Yield the blocks of `question` under `theory` in the order of their draws.

    The first block holds draws 0 to n-1, and so on; the last is cut to the draws asked for. A block
    is addressed by its first draw alone: `compute_block` gives the same one anywhere.
    """
    program = program_of(question)
    firsts = range(0, question.draws, program.draws)
    given = table_dict(tables(question, theory, program.wait_streams, program.noise_streams))
    work = partial(compute_block, question, program, given)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        yield from pool.map(work, firsts)


def compute_block(question: Question, program: Program, given: dict[str, Any], first: int) -> Block:
    """Compute the block whose first draw is `first`."""
    run = compiled(program)
    out = run(given, np.uint32(first), np.uint32(question.luck_exchanged))
    kept = min(program.draws, question.draws - first)
    return Block(first, {name: np.asarray(x)[..., :kept] for name, x in out.items()})


def table_dict(given: Tables) -> dict[str, Any]:
    """Return the tables as a dictionary, ready to be passed to the compiled program."""
    return {f.name: getattr(given, f.name) for f in fields(given)}


@lru_cache(maxsize=8)
def compiled(program: Program) -> Callable[..., dict[str, Any]]:
    """Return the compiled block function."""
    import jax  # noqa: PLC0415  (a second to import: only when something is to be computed)
    import jax.numpy as jnp  # noqa: PLC0415

    _register()
    machine = Machine(
        arrays=jnp,
        scan=jax.lax.scan,
        fence=jax.lax.optimization_barrier,
        choose=lambda flag, yes, no: jax.lax.cond(flag, yes, no),
    )
    return jax.jit(partial(run_block, program, machine))


@lru_cache(maxsize=1)
def _register() -> None:
    import jax  # noqa: PLC0415

    jax.tree_util.register_dataclass(Fate)


def plain_machine() -> Machine:
    """Return the machine that computes with NumPy: for small questions and for finding faults."""
    return Machine(arrays=np, scan=_loop, fence=lambda x: x, choose=lambda flag, yes, no: yes() if flag else no())


def _loop(body: Callable[[Any, Any], tuple[Any, Any]], carry: Any, rows: dict[str, Any]) -> tuple[Any, Any]:
    """Do under NumPy what `jax.lax.scan` does: thread `carry` through the rows and stack what is said."""
    said = []
    for i in range(len(next(iter(rows.values())))):
        carry, out = body(carry, _row(rows, i))
        said.append(out)
    return carry, None if said[0] is None else np.stack(said)


def _row(rows: Any, i: int) -> Any:
    return {k: _row(v, i) for k, v in rows.items()} if isinstance(rows, dict) else rows[i]


def _event(path: str) -> Event:
    return Event[path.rsplit(".", 1)[-1].upper().replace("-", "_")]
