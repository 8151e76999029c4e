"""One block of lives, from tables to monthly averages: the function that is compiled.

A block is a fixed number of draws, each with its lives, in every world at once; lanes run along
(life, draw). Written with elementwise arithmetic only, so that every lane is computed alike and no
result depends on which block it is computed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import numpy as np

from detente.pipeline import luck as luck_of
from detente.pipeline.model import SIDES, Model, State, Term, reference_hazards, terms_of, view
from detente.pipeline.question import sideless
from detente.pipeline.step import ENDING_PATHS, Deeds, Fate, Luck, advance, integrate, toss
from detente.vocabulary import Event, Mechanism, Number, maths
from detente.vocabulary.priors import draw_all

TINY = 1e-30  # keeps a weighted mean finite where every life has certainly ended


@dataclass(frozen=True)
class Machine:
    """What does the arithmetic: NumPy, or JAX inside a compiled function.

    arrays   numpy or jax.numpy
    scan     threads a carry through rows and stacks what is said
    fence    keeps a compiler from computing the same thing again for every use of it
    unless   unless(silent, ask, zeros): the answers of `ask`, or zeros without asking
    """

    arrays: ModuleType
    scan: Callable[[Callable[[Any, Any], tuple[Any, Any]], Any, Any], tuple[Any, Any]]
    fence: Callable[[Any], Any]
    unless: Callable[[Any, Callable[[], list[Number]], int, tuple[int, int]], list[Number]]


@dataclass(frozen=True)
class Program:
    """What is static in a compiled block: another value is another compilation."""

    model: Model
    draws: int  # in a block
    lives: int
    worlds: int
    months: int
    steps_a_month: int
    spoken: tuple[tuple[Term, ...], ...]  # for each cause, the form of what it says
    watch: tuple[str, ...]  # stock paths recorded
    events: tuple[str, ...]  # event paths counted
    wait_streams: tuple[str, ...]  # sideless event names that need luck
    noise_streams: tuple[str, ...]  # sideless stock names that need luck
    moves_stocks: bool
    tossed: bool

    @property
    def lanes(self) -> int:
        """Return the number of lives in a block."""
        return self.draws * self.lives


def run_block(
    program: Program, machine: Machine, tables: Mapping[str, Number], first_draw: Number, swapped: Number
) -> dict[str, Number]:
    """Live one block and return its monthly records, each (month + 1, item, world, draw in the block).

    `swapped` is 1 to exchange the sides' luck. Besides the records: `faults`, (world, draw), is not 0
    where a value could not be.
    """
    run = _Run(program, machine, tables, first_draw, swapped)
    params, impossible = run.parameters()
    gates = run.gates()
    cards = program.model.cards(params)
    origin = {event: _add(pushes) for event, pushes in reference_hazards(program.model, cards, gates).items()}
    start = run.start()
    fate = run.fresh_fate()
    counts = {path: fate.survival * 0.0 for path in program.events}

    def month(carry: Any, now: Any) -> tuple[Any, Any]:
        numbers = run.month_of_luck(now["month"])
        steps = {**{k: v for k, v in now.items() if k != "month"}, "luck": numbers}
        carry, _ = machine.scan(lambda c, n: (_step(run, cards, gates, origin, c, n), None), carry, steps)
        return carry, run.record(carry)

    begin = (start, fate, counts)
    (last, _, _), records = machine.scan(month, begin, run.timetable())
    first = run.record(begin)
    records = {k: machine.arrays.concatenate([first[k][None], records[k]]) for k in records}
    return records | {"faults": run.faults(last, impossible)}


@dataclass(frozen=True)
class _Run:
    """The tables of one block at hand, and what is computed from them."""

    program: Program
    machine: Machine
    tables: Mapping[str, Number]
    first_draw: Number
    swapped: Number

    def draw_index(self) -> Number:
        """Return the draw of each draw lane (uint32)."""
        return self.machine.arrays.arange(self.program.draws, dtype=np.uint32) + self.machine.arrays.uint32(self.first_draw)

    def words(self, keys: Number, counter: tuple[Number, Number]) -> tuple[Number, Number]:
        """Return side A's and side B's words; `keys` has streams along its first axis."""
        extra = (1,) * (counter[0].ndim)
        key = (keys[:, 0].reshape(-1, *extra), keys[:, 1].reshape(-1, *extra))
        one, two = luck_of.threefry(key, counter)
        swap = self.swapped == 1
        return maths.where(swap, two, one), maths.where(swap, one, two)

    def per_lane(self, values: Number) -> Number:
        """Spread values (…, draw) over the lives: (…, lane), life by life."""
        return self.machine.arrays.tile(values, (1,) * (values.ndim - 1) + (self.program.lives,))

    def parameters(self) -> tuple[dict[str, Number], Number]:
        """Return every parameter by name, and per draw how many cannot be."""
        t = self.tables
        draws = self.draw_index()
        plain, _ = luck_of.threefry((t["param_keys"][:, :1], t["param_keys"][:, 1:]), (draws, draws * np.uint32(0)))
        rows = [row[:, None] for row in t["param_priors"]]
        values = draw_all(rows[0], rows[1], rows[2], luck_of.normal(plain))
        low, high = t["param_limits"][0][:, None], t["param_limits"][1][:, None]
        impossible = ((values >= low) & (values <= high)) == False  # noqa: E712  (NaN must count as a fault)
        lanes = self.machine.fence(self.per_lane(values))
        names = list(self.program.model.params)
        if not self.program.moves_stocks:
            return {name: lanes[i] for i, name in enumerate(names)}, impossible.sum(0)
        kept = [t["param_keep"][i][:, None] * lanes[i] + t["param_set"][i][:, None] for i in range(len(names))]
        return dict(zip(names, kept, strict=True)), impossible.sum(0)

    def gates(self) -> list[Number]:
        """Return for each cause how loudly it speaks, by world and lane."""
        t = self.tables
        draws = self.draw_index()
        plain, _ = luck_of.threefry((t["choice_keys"][:, :1], t["choice_keys"][:, 1:]), (draws, draws * np.uint32(0)))
        place = luck_of.uniform(plain)
        believed = (place >= t["choice"][0][:, None]) & (place < t["choice"][1][:, None])
        lanes = self.machine.fence(self.per_lane(believed.astype(np.float32)))
        gates = []
        for i, cause in enumerate(self.program.model.causes):
            world = t["gates"][i][:, None]
            gates.append(world * lanes[i] if cause.answers else world)
        return gates

    def start(self) -> State:
        """Return every stock at the beginning, (world, lane), within its bounds."""
        t = self.tables
        draws = self.draw_index()
        mine, theirs = self.words(t["start_keys"], (draws, draws * np.uint32(0)))
        rows = [row[:, None] for row in t["start_priors"]]
        side_b = np.array([".B." in f".{path}" for path in self.program.model.stocks])[:, None]
        values = self.machine.fence(self.per_lane(draw_all(*rows, luck_of.normal(maths.where(side_b, theirs, mine)))))
        empty = self.machine.arrays.zeros((self.program.worlds, 1), dtype=np.float32)
        return {
            path: maths.clip(values[i] + empty, np.float32(entry.low), np.float32(entry.high))
            for i, (path, entry) in enumerate(self.program.model.stocks.items())
        }

    def speak(self, number: int, ask: Callable[[], list[Term]]) -> list[Term]:
        """Ask a cause what it says, unless it is silent in every world."""
        form = self.program.spoken[number]
        answers = self.machine.unless(
            self.tables["gates"][number].sum() == 0,
            lambda: [size for term in ask() for size in term.sizes],
            sum(len(term.sizes) for term in form),
            (self.program.worlds, self.program.lanes),
        )
        said = iter(answers)
        return [replace(term, sizes=tuple(next(said) for _ in term.sizes)) for term in form]

    def fresh_fate(self) -> Fate:
        """Return a war that is certainly still going."""
        none = self.machine.arrays.zeros((self.program.worlds, self.program.lanes), dtype=np.float32)
        return Fate(survival=none + 1.0, ended={p: none for p in ENDING_PATHS}, share={s: none for s in SIDES})

    def timetable(self) -> dict[str, Number]:
        """Return what each step is told, (month, step of the month, ...)."""
        p = self.program
        told = ("forced", "allowed", "likelier", *(("keep", "gain", "shift") if p.moves_stocks else ()))
        shaped = {k: self.tables[k].reshape(p.months, p.steps_a_month, *self.tables[k].shape[1:]) for k in told}
        return shaped | {"month": self.machine.arrays.arange(p.months, dtype=np.uint32)}

    def month_of_luck(self, month: Number) -> dict[str, Number]:
        """Return a month's random numbers: waiting times and normals, (step, stream, 2 sides, lane)."""
        p, xp = self.program, self.machine.arrays
        steps = month * np.uint32(p.steps_a_month) + xp.arange(p.steps_a_month, dtype=np.uint32)
        lives = xp.repeat(xp.arange(p.lives, dtype=np.uint32), p.draws)
        draws = xp.tile(self.draw_index(), p.lives)
        counter = (draws[None, :] + 0 * steps[:, None], luck_of.address(lives[None, :], steps[:, None]))
        out = {}
        for name, keys, shape in (("wait", "wait_keys", luck_of.waiting), ("noise", "noise_keys", luck_of.normal)):
            if self.tables[keys].shape[0]:
                pair = self.words(self.tables[keys], counter)
                out[name] = xp.stack([shape(word) for word in pair], axis=1).transpose(2, 0, 1, 3)
        return self.machine.fence(out)

    def record(self, carry: tuple[State, Fate, dict[str, Number]]) -> dict[str, Number]:
        """Return what is kept of this month, averaged over the lives of each draw: (item, world, draw)."""
        state, fate, counts = carry
        mean = lambda x: self._over_lives(x) * np.float32(1.0 / self.program.lives)  # noqa: E731
        alive = self._over_lives(fate.survival)
        both = fate.survival * fate.survival[:1]
        joint = self._over_lives(both)
        level, effect = [], []
        for path in self.program.watch:
            x = state[path]
            level.append(self._over_lives(x * fate.survival) / maths.maximum(alive, TINY))
            effect.append(self._over_lives((x - x[:1]) * both) / maths.maximum(joint, TINY))
        stack = self.machine.arrays.stack
        return {
            "survival": mean(fate.survival)[None],
            "ended": stack([mean(fate.ended[path]) for path in ENDING_PATHS]),
            "share": stack([mean(fate.share[side]) for side in SIDES]),
            "count": stack([mean(counts[path]) for path in self.program.events]),
            "level": stack(level),
            "effect": stack(effect),
        }

    def _over_lives(self, x: Number) -> Number:
        p = self.program
        lives = x.reshape(p.worlds, p.lives, p.draws)
        total = lives[:, 0]
        for life in range(1, p.lives):
            total = total + lives[:, life]
        return total

    def faults(self, state: State, impossible: Number) -> Number:
        """Return by world and draw how many values could not be."""
        broken = _add([(x != x) * 1.0 for x in state.values()])  # noqa: PLR0124  (NaN is what differs from itself)
        return self._over_lives(broken) + impossible[None, :]


def _step(run: _Run, cards: list[Mechanism], gates: list[Number], origin: dict[Event, Number], carry: Any, now: Any) -> Any:
    state, fate, counts = carry
    program = run.program
    if program.moves_stocks:
        state = {path: _placed(x, now, i) for i, (path, x) in enumerate(state.items())}
    deeds = _deeds(program, now)
    luck = _luck(program, now["luck"])
    months = 1.0 / program.steps_a_month
    after, happened, hazards = advance(program.model, cards, gates, origin, state, deeds, luck, months, run.machine.fence, run.speak)
    counts = {p: x + happened[p] * fate.survival if p in happened else x for p, x in counts.items()}
    if not program.tossed:
        return after, integrate(fate, state, hazards, deeds, months), counts
    going = fate.survival > 0.0
    after = {path: maths.where(going, x, state[path]) for path, x in after.items()}
    return after, toss(fate, state, hazards, deeds, luck, months), counts


def _placed(x: Number, now: Mapping[str, Number], i: int) -> Number:
    return now["keep"][i][:, None] * x + now["gain"][i][:, None] * x[:1] + now["shift"][i][:, None]


def _deeds(program: Program, now: Mapping[str, Number]) -> Deeds:
    tell = lambda key: {path: now[key][i][:, None] for i, path in enumerate(program.model.events)}  # noqa: E731
    return Deeds(forced=tell("forced"), allowed=tell("allowed"), likelier=tell("likelier"))


def _luck(program: Program, numbers: Mapping[str, Number]) -> Luck:
    def by_path(paths: Any, streams: tuple[str, ...], values: Number) -> dict[str, Number]:
        return {p: values[streams.index(sideless(p)), int(".B." in f".{p}")] for p in paths if sideless(p) in streams}

    waits = by_path(program.model.events, program.wait_streams, numbers.get("wait"))
    normals = by_path(program.model.stocks, program.noise_streams, numbers.get("noise"))
    return Luck(waiting=waits, normal=normals)


def _add(terms: list[Number]) -> Number:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def survey(model: Model) -> tuple[tuple[tuple[Term, ...], ...], tuple[str, ...], tuple[str, ...]]:
    """Return (the form of what each cause says, event streams, noise streams), asking every cause once."""
    # arrays, not plain numbers: only what a cause never states may be left out of its form
    state: State = {path: np.full(1, entry.typical) for path, entry in model.stocks.items()}
    cards = model.cards({name: np.full(1, entry.prior.median) for name, entry in model.params.items()})  # type: ignore
    views = {side: view(state, side, model.parties) for side in SIDES}
    said = [terms_of(card, np.ones(1), views, model.parties) for card in cards]
    spoken = tuple(tuple(replace(term, sizes=(0.0,) * len(term.sizes)) for term in terms) for terms in said)

    def streams(slot: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sideless(t.path) for terms in said for t in terms if t.slot == slot))

    return spoken, streams("rate"), streams("volatility")
