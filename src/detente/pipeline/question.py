"""A question: a scenario, theories and worlds, turned into the tables that the engine reads.

Tables are plain NumPy arrays, so that one compiled program serves every theory, world, seed and
starting point with the same causes and the same number of third parties.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

import numpy as np

from detente.pipeline.luck import stream_keys
from detente.pipeline.model import Model
from detente.pipeline.scenario import Scenario
from detente.vocabulary import Mechanism, Posterior, Prior, Theory, title
from detente.vocabulary.do import Cut, Force, Hold, Likelier, Scale, SetParameter, Shift, Undo, World
from detente.vocabulary.posterior import ROWS

STEPS_A_MONTH = 4


@dataclass(frozen=True)
class Question:
    """What is asked: one scenario, lived under each theory in each world with the same luck.

    draws   sets of parameters;  lives  lives of luck for each draw
    horizon  month at which lives stop, where that is before the last; records stay as they were then
    watch   names of the stocks whose course is recorded
    tossed  True: endings are tossed for; False: their probability is carried along
    luck_exchanged  True: side A has side B's luck and the other way round
    """

    model: Model
    scenario: Scenario
    theories: tuple[Theory, ...]
    worlds: tuple[World, ...]
    draws: int
    lives: int
    months: int
    seed: int
    watch: tuple[str, ...]
    horizon: int | None = None
    steps_a_month: int = STEPS_A_MONTH
    tossed: bool = False
    luck_exchanged: bool = False
    may_move_stocks: bool = False  # True: the program can move stocks, whether or not a world does

    @property
    def steps(self) -> int:
        """Return the number of steps."""
        return self.months * self.steps_a_month

    @cached_property
    def moves_stocks(self) -> bool:
        """Say whether a world holds, shifts or scales a stock or sets a parameter (another program)."""
        kinds = (Hold, Shift, Scale, SetParameter)
        moved = any(isinstance(do, kinds) for world in self.worlds for do in world.do)
        return moved or self.may_move_stocks


@dataclass(frozen=True)
class Tables:
    """What the compiled program reads.

    Shapes: P parameters, S stocks, M causes, E events, W worlds, T steps, R draws of a posterior.
    """

    horizon: np.ndarray  # () uint32: months to be lived
    param_keys: np.ndarray  # (P, 2) uint32
    param_priors: np.ndarray  # (3, P) float32: family, first, second
    param_limits: np.ndarray  # (2, P) float32
    param_shift: np.ndarray  # (P,) float32: added to the standard normal number that a parameter is made of
    row_turn: np.ndarray  # () uint32: the row of the posterior that draw 0 takes
    param_rows: np.ndarray  # (P, R): scores by a posterior; not a number where the prior speaks
    choice_rows: np.ndarray  # (M, R): what chooses among rivals, likewise
    param_keep: np.ndarray  # (P, W): 0 where a world sets it
    param_set: np.ndarray  # (P, W)
    start_keys: np.ndarray  # (S, 2) uint32; the two sides share a key and take a word each
    start_priors: np.ndarray  # (3, S)
    gates: np.ndarray  # (M, W): 1 where the theory holds the cause and the world does not cut it
    choice_keys: np.ndarray  # (M, 2) uint32: the stream that chooses among rivals
    choice: np.ndarray  # (2, M): the cause speaks where the choosing number is in [low, high)
    wait_keys: np.ndarray  # (event streams, 2) uint32
    noise_keys: np.ndarray  # (noise streams, 2) uint32
    forced: np.ndarray  # (T, E, W) float32
    allowed: np.ndarray  # (T, E, W)
    likelier: np.ndarray  # (T, E, W)
    keep: np.ndarray  # (T, S, W): stock = keep * stock + gain * (stock in the reference world) + shift
    gain: np.ndarray
    shift: np.ndarray


def tables(
    question: Question, theory: Theory, wait_streams: tuple[str, ...], noise: tuple[str, ...]
) -> Tables:
    """Return the tables of `question` under `theory`."""
    model, seed = question.model, question.seed
    forced, allowed, likelier = _event_deeds(question)
    keep, gain, shift = _stock_deeds(question)
    param_keep, param_set = _param_deeds(question)
    horizon = question.months if question.horizon is None else question.horizon
    return Tables(
        **_beliefs(question, theory),
        horizon=np.array(horizon, dtype=np.uint32),
        param_keep=param_keep,
        param_set=param_set,
        start_keys=stream_keys(seed, tuple(f"start:{sideless(path)}" for path in model.stocks)),
        start_priors=_rows(question.scenario.priors),
        gates=_gates(question, theory),
        wait_keys=stream_keys(seed, tuple(f"event:{name}" for name in wait_streams)),
        noise_keys=stream_keys(seed, tuple(f"noise:{name}" for name in noise)),
        forced=forced,
        allowed=allowed,
        likelier=likelier,
        keep=keep,
        gain=gain,
        shift=shift,
    )


def _beliefs(question: Question, theory: Theory) -> dict[str, np.ndarray]:
    """Return the tables of what is believed of parameters and of rival causes."""
    model, seed = question.model, question.seed
    priors = _param_priors(model, theory)
    limits = [(entry.low, entry.high) for entry in model.params.values()]
    questions = tuple(cause.answers or title(cause) for cause in model.causes)
    return {
        "param_keys": stream_keys(seed, tuple(f"parameter:{name}" for name in priors)),
        "param_priors": _rows(priors),
        "param_limits": np.array(limits, dtype=np.float32).T.reshape(2, len(limits)),
        "param_shift": np.array([theory.moved.get(name, 0.0) for name in priors], dtype=np.float32),
        "row_turn": stream_keys(seed, ("row of the posterior",))[0, 0] % np.uint32(ROWS),
        "param_rows": _sampled(theory.posterior, tuple(priors), "scores"),
        "choice_keys": stream_keys(seed, tuple(f"choice:{one}" for one in questions)),
        "choice": _choices(model, theory.causes),
        "choice_rows": _sampled(theory.posterior, questions, "places"),
    }


@cache
def sideless(path: str) -> str:
    """Return the path without the side: what the two sides share a stream for.

    >>> sideless("B.deep-strike"), sideless("backer.A.aid"), sideless("talks")
    ('deep-strike', 'backer.aid', 'talks')
    """
    return ".".join(part for part in path.split(".") if part not in ("A", "B"))


def _param_priors(model: Model, theory: Theory) -> dict[str, Prior]:
    return {name: theory.priors.get(name, entry.prior) for name, entry in model.params.items() if entry.prior}


@lru_cache(maxsize=64)
def _sampled(
    posterior: Posterior | None, names: tuple[str, ...], what: Literal["scores", "places"]
) -> np.ndarray:
    """Return (name, ROWS) what a posterior says of each, not a number where it says nothing."""
    rows = np.full((len(names), ROWS), np.nan, dtype=np.float32)
    said: Mapping[str, np.ndarray] = getattr(posterior, what) if posterior else {}
    for row, name in zip(rows, names, strict=True):
        if name in said:
            row[:] = said[name]
    rows.setflags(write=False)
    return rows


def _rows(priors: Mapping[str, Prior]) -> np.ndarray:
    return np.array([prior.row for prior in priors.values()], dtype=np.float32).T.reshape(3, len(priors))


def _gates(question: Question, theory: Theory) -> np.ndarray:
    cut = [{do.mechanism for do in world.do if isinstance(do, Cut)} for world in question.worlds]
    rows = [
        [float(cause in theory.causes and title(cause) not in c) for c in cut]
        for cause in question.model.causes
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(cut))


@lru_cache(maxsize=16)
def _choices(model: Model, held: tuple[type[Mechanism], ...]) -> np.ndarray:
    bounds = []
    for cause in model.causes:
        rivals = [c for c in model.causes if c in held and c.answers and c.answers == cause.answers]
        if cause in rivals:
            place = rivals.index(cause)
            bounds.append((place / len(rivals), (place + 1) / len(rivals)))
        else:
            bounds.append((0.0, 1.0))
    # the last rival's upper bound lies above every number that can be drawn
    return np.array(
        [(low, 2.0 if high == 1.0 else high) for low, high in bounds], dtype=np.float32
    ).T.reshape(2, -1)


def _window(question: Question, start: float, end: float) -> slice:
    first = math.ceil(start * question.steps_a_month - 1e-9)
    last = question.steps if math.isinf(end) else math.ceil(end * question.steps_a_month - 1e-9)
    return slice(first, max(last, first + 1))


def _event_deeds(question: Question) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    events = question.model.events
    shape = (question.steps, len(events), len(question.worlds))
    forced = np.zeros(shape, dtype=np.float32)
    allowed, likelier = np.ones(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for happening in question.scenario.happens:
        forced[_window(question, happening.month, happening.month), events.index(happening.event)] = 1.0
    for w, world in enumerate(question.worlds):
        for do in world.do:
            if isinstance(do, Undo):
                where = (_window(question, do.start, do.end), events.index(do.event), w)
                forced[where], allowed[where] = 0.0, 0.0
        for do in world.do:
            if isinstance(do, Force):
                forced[_window(question, do.month, do.month), events.index(do.event), w] = 1.0
            if isinstance(do, Likelier):
                likelier[_window(question, do.start, do.end), events.index(do.event), w] += math.log(
                    do.factor
                )
    return forced, allowed, likelier


def _stock_deeds(question: Question) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    paths = list(question.model.stocks)
    shape = (question.steps, len(paths), len(question.worlds))
    if not question.moves_stocks:
        shape = (question.steps, 0, len(question.worlds))
    keep = np.ones(shape, dtype=np.float32)
    gain, shift = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for w, world in enumerate(question.worlds):
        for do in world.do:
            if isinstance(do, Hold | Shift | Scale):
                where = (_window(question, do.start, do.end), paths.index(do.stock), w)
                keep[where] = 0.0
                gain[where] = {Hold: 0.0, Shift: 1.0}.get(type(do), getattr(do, "factor", 1.0))
                shift[where] = {Hold: getattr(do, "value", 0.0), Shift: getattr(do, "amount", 0.0)}.get(
                    type(do), 0.0
                )
    return keep, gain, shift


def _param_deeds(question: Question) -> tuple[np.ndarray, np.ndarray]:
    names = list(question.model.params)
    keep = np.ones((len(names), len(question.worlds)), dtype=np.float32)
    given = np.zeros_like(keep)
    for w, world in enumerate(question.worlds):
        for do in world.do:
            if isinstance(do, SetParameter):
                where = (names.index(do.parameter), w)
                keep[where], given[where] = 0.0, do.value
    return keep, given
