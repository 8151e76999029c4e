"""An ensemble: blocks of lives computed by one compiled program, in any order, by any number of threads."""

import abc
import os
import pickle
import threading
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
from detente.vocabulary.posterior import ROWS

LANES = 256  # lives in a block: its state and parameters then stay in a core's second-level cache
GRAIN = 16  # draws in a block come in multiples of this, so that all lanes are computed alike

Records = dict[str, np.ndarray]


class Keeper(abc.ABC):
    """Where compiled programs are kept between processes; must be hashable."""

    @abc.abstractmethod
    def load(self, program: Program) -> bytes | None:
        """Return what was kept of a program, or None where there is nothing that fits."""

    @abc.abstractmethod
    def save(self, program: Program, compiled: bytes) -> None:
        """Keep a compiled program."""

    @abc.abstractmethod
    def drop(self, program: Program) -> None:
        """Forget a program that could not be brought back."""


@dataclass(frozen=True)
class Block:
    """The records of one block: `first` draw, and arrays (month + 1, item, world, draw)."""

    first: int
    records: Records


def program_of(question: Question) -> Program:
    """Return what must be compiled to answer `question`."""
    waits, noise = survey(question.model)
    needed = waits if question.tossed else tuple(w for w in waits if not _event(w).ends_war)
    return Program(
        model=question.model,
        draws=GRAIN * max(1, LANES // (GRAIN * question.lives)),
        lives=question.lives,
        worlds=len(question.worlds),
        months=question.months,
        steps_a_month=question.steps_a_month,
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


def compute_block(
    question: Question, program: Program, given: dict[str, Any], first: int, keeper: Keeper | None = None
) -> Block:
    """Compute the block whose first draw is `first`."""
    run = compiled(program, keeper)
    out = run(given, np.uint32(first), np.uint32(question.luck_exchanged))
    kept = min(program.draws, question.draws - first)
    return Block(first, {name: np.asarray(x)[..., :kept] for name, x in out.items()})


def table_dict(given: Tables) -> dict[str, Any]:
    """Return the tables as a dictionary, ready to be passed to the compiled program."""
    return {f.name: getattr(given, f.name) for f in fields(given)}


def compiled(program: Program, keeper: Keeper | None = None) -> Callable[..., dict[str, Any]]:
    """Return the compiled block function, from `keeper` if it has one that fits.

    Threads that ask for the same one at once wait for the first; two programs are compiled at a time.
    """
    with _DOOR:
        compiler = _compiler(program)
    with compiler:
        return _compiled(program, keeper)


_DOOR = threading.Lock()


@lru_cache(maxsize=8)
def _compiler(program: Program) -> Any:
    """Return the lock of one program."""
    return threading.Lock()


@lru_cache(maxsize=8)
def _compiled(program: Program, keeper: Keeper | None) -> Callable[..., dict[str, Any]]:
    from jax.experimental import serialize_executable

    _register()
    kept = keeper.load(program) if keeper else None
    if keeper and kept is not None:
        try:
            return serialize_executable.deserialize_and_load(*pickle.loads(kept))
        except Exception:  # whatever is wrong with what was kept, compiling anew is the remedy
            keeper.drop(program)
    fresh = _jitted(program).lower(_forms(program), np.uint32(0), np.uint32(0)).compile()
    if keeper:
        keeper.save(program, pickle.dumps(serialize_executable.serialize(fresh)))
    return fresh


def _jitted(program: Program) -> Any:
    import jax
    import jax.numpy as jnp

    machine = Machine(
        arrays=jnp,
        scan=jax.lax.scan,
        fence=jax.lax.optimization_barrier,
        choose=lambda flag, yes, no: jax.lax.cond(flag, yes, no),
        course=_course,
        unless_silent=lambda flag, speak: jax.lax.cond(flag, speak, partial(_silence, speak)),
    )
    return jax.jit(partial(run_block, program, machine))


def _course(
    body: Callable[[Any, Any], tuple[Any, Any]],
    carry: Any,
    rows: dict[str, Any],
    stop: Any,
    ending: Callable[[Any], Any],
) -> tuple[Any, Any]:
    """Do under JAX what `_plain_course` does; how many rows are gone through is settled by each call."""
    import jax
    import jax.numpy as jnp

    length = len(next(iter(rows.values())))
    said = jax.tree.map(lambda x: jnp.zeros((length + 1, *x.shape), x.dtype), jax.eval_shape(ending, carry))

    def write(said: Any, row: Any, i: Any) -> Any:
        return jax.tree.map(lambda x, y: jax.lax.dynamic_update_index_in_dim(x, y, i, 0), said, row)

    def one(i: Any, so_far: tuple[Any, Any]) -> tuple[Any, Any]:
        now = jax.tree.map(lambda x: jax.lax.dynamic_index_in_dim(x, i, keepdims=False), rows)
        carry, row = body(so_far[0], now)
        return carry, write(so_far[1], row, i)

    stop = stop.astype(np.int32)
    last, said = jax.lax.fori_loop(0, stop, one, (carry, said))
    return last, write(said, ending(last), stop)


def _silence(speak: Callable[[], Any]) -> Any:
    import jax
    import jax.numpy as jnp

    return jax.tree.map(lambda x: jnp.zeros(x.shape, x.dtype), jax.eval_shape(speak))


def _forms(program: Program) -> dict[str, Any]:
    """Return empty tables of the right shapes: what a program is compiled for."""
    model, worlds, steps = program.model, program.worlds, program.months * program.steps_a_month
    params, causes, stocks = len(model.params), len(model.causes), len(model.stocks)
    moved = stocks if program.moves_stocks else 0
    keys = {"param": params, "start": stocks, "choice": causes}
    keys |= {"wait": len(program.wait_streams), "noise": len(program.noise_streams)}
    events, places = (steps, len(model.events), worlds), (steps, moved, worlds)
    shapes: dict[str, tuple[int, ...]] = {
        "param_priors": (3, params),
        "param_limits": (2, params),
        "param_shift": (params,),
        "param_rows": (params, ROWS),
        "choice_rows": (causes, ROWS),
        "start_priors": (3, stocks),
    }
    shapes |= {"param_keep": (params, worlds), "param_set": (params, worlds)}
    shapes |= {"gates": (causes, worlds), "choice": (2, causes)}
    shapes |= dict.fromkeys(("forced", "allowed", "likelier"), events)
    shapes |= dict.fromkeys(("keep", "gain", "shift"), places)
    whole = {f"{name}_keys": (count, 2) for name, count in keys.items()} | {"horizon": (), "row_turn": ()}
    words = {name: np.zeros(shape, dtype=np.uint32) for name, shape in whole.items()}
    return words | {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}


@lru_cache(maxsize=1)
def _register() -> None:
    import jax

    jax.tree_util.register_dataclass(Fate)


def plain_machine() -> Machine:
    """Return the machine that computes with NumPy: for small questions and for finding faults."""
    return Machine(
        arrays=np,
        scan=_loop,
        fence=lambda x: x,
        choose=lambda flag, yes, no: yes() if flag else no(),
        course=_plain_course,
        unless_silent=lambda flag, speak: speak() if flag else None,
    )


def _loop(body: Callable[[Any, Any], tuple[Any, Any]], carry: Any, rows: dict[str, Any]) -> tuple[Any, Any]:
    """Do under NumPy what `jax.lax.scan` does: thread `carry` through the rows and stack what is said."""
    said = []
    for i in range(len(next(iter(rows.values())))):
        carry, out = body(carry, _row(rows, i))
        said.append(out)
    if not said or said[0] is None:
        return carry, None
    return carry, _mapped(lambda *xs: np.stack(xs), *said)


def _plain_course(
    body: Callable[[Any, Any], tuple[Any, Any]],
    carry: Any,
    rows: dict[str, Any],
    stop: Any,
    ending: Callable[[Any], Any],
) -> tuple[Any, Any]:
    length = len(next(iter(rows.values())))
    last, said = _loop(body, carry, {key: row[: int(stop)] for key, row in rows.items()})
    end = ending(last)
    said = _mapped(lambda x: x[None][:0], end) if said is None else said

    def filled(x: Any, y: Any) -> Any:
        return np.concatenate([x, y[None], np.zeros((length - len(x), *y.shape), y.dtype)])

    return last, _mapped(filled, said, end)


def _mapped(change: Callable[..., Any], *trees: Any) -> Any:
    """Apply `change` to the leaves that nested dicts and lists of the same form have in the same place."""
    first = trees[0]
    if isinstance(first, dict):
        return {key: _mapped(change, *(tree[key] for tree in trees)) for key in first}
    if isinstance(first, list):
        return [_mapped(change, *parts) for parts in zip(*trees, strict=True)]
    return change(*trees)


def _row(rows: Any, i: int) -> Any:
    return {k: _row(v, i) for k, v in rows.items()} if isinstance(rows, dict) else rows[i]


def _event(path: str) -> Event:
    return Event[path.rsplit(".", 1)[-1].upper().replace("-", "_")]
