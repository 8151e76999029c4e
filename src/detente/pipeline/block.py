"""One block of lives, from tables to monthly records: the function that is compiled.

A block is a fixed number of draws, each with its lives, in every world at once; lanes run along
(life, draw). Written with elementwise arithmetic only, so that every lane is computed alike and no
result depends on which block it is computed in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from detente.pipeline import luck as luck_of
from detente.pipeline.axes import SIDED, Axes, Kind, kind_of_event, kind_of_stock, kind_of_word
from detente.pipeline.model import (
    Model,
    Sizes,
    State,
    derived_from,
    reference_hazards,
    terms_of,
    views,
)
from detente.pipeline.opening import Machine, Opening, Program
from detente.pipeline.question import sideless
from detente.pipeline.step import ENDING_PATHS, ENDINGS, Deeds, Fate, Luck, advance, integrate, toss
from detente.vocabulary import Event, Number, maths
from detente.vocabulary.derived import DERIVED
from detente.vocabulary.war import STOCKS

TINY = 1e-30  # keeps a weighted mean finite where every life has certainly ended

Carry = tuple[State, Fate, dict[str, Number]]  # the war, how it has gone, expected numbers of events by word


def run_block(
    program: Program, machine: Machine, tables: Mapping[str, Number], first_draw: Number, swapped: Number
) -> dict[str, Number]:
    """Live one block and return its monthly records, each (month + 1, item, world, draw in the block).

    `swapped` is 1 to exchange the sides' luck. Besides the records: `faults`, (world, draw), is not 0
    where a value could not be.
    """
    opening = Opening(program, machine, tables, first_draw, swapped)
    opening.prepare()
    run = _Run(program, machine, tables, opening, _origin(opening))
    none = opening.nothing("war")
    ended = {event.word: opening.nothing(kind_of_event(event)) for event in ENDINGS}
    fate = Fate(survival=none + 1.0, ended=ended, share=opening.nothing("side"), pull=none)
    empty = {name: opening.nothing(kind_of_stock(name)) for name in program.model.stock_rows}
    begin = (empty, fate, {e.word: opening.nothing(kind_of_event(e)) for e in Event if not e.ends_war})

    def month(carry: Carry, now: Any) -> tuple[Carry, Any]:
        # the stocks are laid out on the first month's branch: outside the loop each would be its own kernel
        opened = machine.choose(now["month"] == 0, opening.stocks, lambda: carry[0])
        carry = (opened, carry[1], carry[2])
        steps = {k: v for k, v in now.items() if k != "month"} | {
            "luck": month_of_luck(opening, now["month"])
        }
        after, _ = machine.scan(lambda c, n: (run.step(c, n), None), carry, steps)
        return after, raw_record(program, machine, carry)

    rows = _timetable(program, machine, tables)
    last, seen = machine.course(
        month, begin, rows, tables["horizon"], lambda carry: raw_record(program, machine, carry)
    )
    return averaged(program, seen) | {"faults": _faults(program, last[0], opening.impossible)}


@dataclass(frozen=True)
class _Run:
    program: Program
    machine: Machine
    tables: Mapping[str, Number]
    opening: Opening
    origin: Mapping[Event, Number]

    def step(self, carry: Carry, now: Any) -> Carry:
        """Return the carry one step later."""
        state, fate, counts = carry
        program = self.program
        if program.moves_stocks:
            state = {name: self.placed(name, x, now) for name, x in state.items()}
        deeds, luck = self.deeds(now), self.luck(now["luck"])
        months = 1.0 / program.steps_a_month
        after, happened, pull = advance(
            program.model,
            self.opening.voice,
            self.origin,
            state,
            deeds,
            luck,
            months,
            self.machine.fence,
            self.machine.listen,
            self.asked,
        )
        counts = {word: x + happened[word] * fate.survival for word, x in counts.items()}
        if not program.tossed:
            return after, integrate(fate, state, pull, deeds, months), counts
        going = fate.survival > 0.0
        after = {name: maths.where(going, x, state[name]) for name, x in after.items()}
        return after, toss(fate, state, pull, deeds, luck, months), counts

    def asked(self, causes: tuple[int, ...], speak: Callable[[], Sizes]) -> Sizes | None:
        """Return what some causes say, without asking them where the theory holds none of them."""
        gates = self.tables["gates"]
        loudest = gates[causes[0]].max()
        for number in causes[1:]:
            loudest = maths.maximum(loudest, gates[number].max())
        return self.machine.unless_silent(loudest > 0.0, speak)

    def placed(self, name: str, x: Number, now: Mapping[str, Number]) -> Number:
        """Return a stock where the world's `do` puts it."""
        rows, kind = self.program.model.stock_rows[name], kind_of_stock(name)
        shape = self.opening.axes.shape(kind, (self.program.worlds, 1))
        keep, gain, shift = (now[key][rows].reshape(shape) for key in ("keep", "gain", "shift"))
        return keep * x + gain * x[..., :1, :] + shift

    def deeds(self, now: Mapping[str, Number]) -> Deeds:
        """Return what the worlds do at this step, by event word."""
        axes, rows = self.opening.axes, self.program.model.event_rows

        def told(key: str) -> dict[str, Number]:
            return {
                e.word: now[key][rows[e.word]].reshape(axes.shape(kind_of_event(e), (self.program.worlds, 1)))
                for e in Event
                if e.word in rows
            }

        return Deeds(forced=told("forced"), allowed=told("allowed"), likelier=told("likelier"))

    def luck(self, numbers: Mapping[str, Number]) -> Luck:
        """Return the step's luck by event word and by stock name."""
        waits = {e.word: kind_of_event(e) for e in Event}
        normals = {name: kind_of_stock(name) for name in self.program.model.stock_rows}
        return Luck(
            waiting=self.by_name(waits, self.program.wait_streams, numbers.get("wait")),
            normal=self.by_name(normals, self.program.noise_streams, numbers.get("noise")),
        )

    def by_name(
        self, kinds: Mapping[str, Kind], streams: tuple[str, ...], values: Number
    ) -> dict[str, Number]:
        """Return streams (stream, side, lane) by name, in the shape of their kind."""
        out = {}
        for name, kind in kinds.items():
            rows = [i for i, stream in enumerate(streams) if stream.rsplit(".", 1)[-1] == name]
            if rows:
                both = values[rows[0] : rows[-1] + 1]
                words = both if kind in SIDED else both[:, 0]
                out[name] = words.reshape(self.opening.axes.shape(kind, (1, self.program.lanes)))
        return out


def _origin(opening: Opening) -> dict[Event, Number]:
    pushes = reference_hazards(opening.program.model, opening.voice)
    return {event: _add(terms) for event, terms in pushes.items()}


def _timetable(program: Program, machine: Machine, tables: Mapping[str, Number]) -> dict[str, Number]:
    told = ("forced", "allowed", "likelier", *(("keep", "gain", "shift") if program.moves_stocks else ()))
    by_month = (program.months, program.steps_a_month)
    shaped = {k: tables[k].reshape(*by_month, *tables[k].shape[1:]) for k in told}
    return shaped | {"month": machine.arrays.arange(program.months, dtype=np.uint32)}


def month_of_luck(opening: Opening, month: Number) -> dict[str, Number]:
    """Return a month's random numbers: waiting times and normals, (step, stream, 2 sides, lane)."""
    p, arrays, tables = opening.program, opening.machine.arrays, opening.tables
    steps = month * np.uint32(p.steps_a_month) + arrays.arange(p.steps_a_month, dtype=np.uint32)
    lives = arrays.repeat(arrays.arange(p.lives, dtype=np.uint32), p.draws)
    draws = arrays.tile(opening.draws, p.lives)
    counter = (draws[None, :] + 0 * steps[:, None], luck_of.address(lives[None, :], steps[:, None]))
    out = {}
    for name, streams, shaped in (
        ("wait", p.wait_streams, luck_of.waiting),
        ("noise", p.noise_streams, luck_of.normal),
    ):
        if streams:
            sided = [kind_of_word(stream.rsplit(".", 1)[-1]) in SIDED for stream in streams]
            pair = opening.words(tables[f"{name}_keys"], sided, counter)
            out[name] = arrays.stack([shaped(word) for word in pair], axis=1).transpose(2, 0, 1, 3)
    return opening.machine.fence(out)


def raw_record(program: Program, machine: Machine, carry: Carry) -> dict[str, Number]:
    """Return what is kept of a moment, by life: arrays (item, world, lane)."""
    state, fate, counts = carry
    model, events = program.model, program.model.events
    watched = {path.rsplit(".", 1)[-1] for path in program.watch}
    every = state | derived_from(state, len(model.parties), watched & DERIVED.keys())
    return {
        "survival": fate.survival[None],
        "ended": _cells(program, machine, ENDING_PATHS, events, fate.ended),
        "share": fate.share,
        "count": _cells(program, machine, program.events, events, counts),
        "stock": _cells(program, machine, program.watch, (*model.stocks, *model.derived), every),
    }


def averaged(program: Program, rows: Mapping[str, Number]) -> dict[str, Number]:
    """Return the records averaged over the lives of each draw, from rows (month + 1, item, world, lane).

    Stocks are weighted by survival; a difference from the first world by survival in both.
    """

    def lives(x: Number) -> Number:
        return x.reshape(*x.shape[:-1], program.lives, program.draws)

    def mean(x: Number) -> Number:
        return _over_lives(lives(x)) * np.float32(1.0 / program.lives)

    alive, stocks = lives(rows["survival"]), lives(rows["stock"])
    both = alive * alive[:, :, :1]
    weight, joint = (maths.maximum(_over_lives(w), TINY) for w in (alive, both))
    return {name: mean(rows[name]) for name in ("survival", "ended", "share", "count")} | {
        "level": _over_lives(stocks * alive) / weight,
        "effect": _over_lives((stocks - stocks[:, :, :1]) * both) / joint,
    }


def _cells(
    program: Program,
    machine: Machine,
    wanted: tuple[str, ...],
    paths: tuple[str, ...],
    numbers: Mapping[str, Number],
) -> Number:
    """Return (path, world, lane) from numbers by name, whose paths stand together in `paths`."""
    found = []
    for path in wanted:
        name = path.rsplit(".", 1)[-1]
        first = next(i for i, other in enumerate(paths) if other.rsplit(".", 1)[-1] == name)
        found.append(numbers[name].reshape(-1, program.worlds, program.lanes)[paths.index(path) - first])
    if not found:
        return machine.arrays.zeros((0, program.worlds, program.lanes), dtype=np.float32)
    return machine.arrays.stack(found, 0)


def _over_lives(x: Number) -> Number:
    # added one by one: the order of a sum must not depend on the machine
    total = x[..., 0, :]
    for life in range(1, x.shape[-2]):
        total = total + x[..., life, :]
    return total


def _faults(program: Program, state: State, impossible: Number) -> Number:
    # only what is not a number differs from itself
    cells = [(x != x).astype(np.float32).reshape(-1, program.worlds, program.lanes) for x in state.values()]
    broken = _add([cell.sum(0) for cell in cells])
    return _over_lives(broken.reshape(program.worlds, program.lives, program.draws)) + impossible[None, :]


def _add(terms: list[Number]) -> Number:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


@lru_cache(maxsize=16)
def survey(model: Model) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (event streams, noise streams): what needs luck, found by asking every cause once."""
    axes = Axes(2, len(model.parties))
    state = {
        name: np.full(axes.shape(kind_of_stock(name), (1, 1)), STOCKS[name].typical)
        for name in model.stock_rows
    }
    medians = {name: np.full(1, entry.prior.median) for name, entry in model.params.items() if entry.prior}
    cards = [model.card(number, medians.__getitem__) for number in range(len(model.causes))]
    seen = views(state, len(model.parties))
    said = [terms_of(card, np.ones((1, 1)), seen, axes) for card in cards]

    def streams(slot: str, paths: Iterable[str]) -> tuple[str, ...]:
        names = {term.name for terms in said for term in terms if term.slot == slot}
        return tuple(dict.fromkeys(sideless(path) for path in paths if path.rsplit(".", 1)[-1] in names))

    return streams("rate", model.events), streams("volatility", model.stocks)
