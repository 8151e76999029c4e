"""One block of lives, from tables to monthly records: the function that is compiled.

A block is a fixed number of draws, each with its lives, in every world at once; lanes run along
(life, draw). Written with elementwise arithmetic only, so that every lane is computed alike and no
result depends on which block it is computed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from detente.pipeline import luck as luck_of
from detente.pipeline.model import SIDES, Model, State, Term, reference_hazards, terms_of, view
from detente.pipeline.opening import Machine, Opening, Program
from detente.pipeline.question import sideless
from detente.pipeline.step import ENDING_PATHS, Deeds, Fate, Luck, advance, integrate, toss
from detente.vocabulary import Event, Number, maths

TINY = 1e-30  # keeps a weighted mean finite where every life has certainly ended

Carry = tuple[State, Fate, dict[str, Number]]  # the war, how it has gone, expected numbers of events


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
    none = machine.arrays.zeros((program.worlds, program.lanes), dtype=np.float32)
    fate = Fate(survival=none + 1.0, ended={p: none for p in ENDING_PATHS}, share={s: none for s in SIDES})
    begin = ({path: none for path in program.model.stocks}, fate, {path: none for path in program.events})

    def month(carry: Carry, now: Any) -> tuple[Carry, Any]:
        # the stocks are laid out on the first month's branch: outside the loop each would be its own kernel
        opened = machine.choose(now["month"] == 0, opening.stocks, lambda: carry[0])
        carry = (opened, carry[1], carry[2])
        steps = {k: v for k, v in now.items() if k != "month"} | {"luck": month_of_luck(opening, now["month"])}
        after, _ = machine.scan(lambda c, n: (run.step(c, n), None), carry, steps)
        return after, raw_record(program, machine, carry)

    last, rows = machine.scan(month, begin, _timetable(program, machine, tables))
    final = raw_record(program, machine, last)
    records = averaged(program, machine.arrays.concatenate([rows, final[None]]))
    return records | {"faults": _faults(program, last[0], opening.impossible)}


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
            state = {path: _placed(x, now, i) for i, (path, x) in enumerate(state.items())}
        deeds, luck = _deeds(program, now), _luck(program, now["luck"])
        months = 1.0 / program.steps_a_month
        after, happened, hazards = advance(
            program.model, self.opening.voice, self.origin, state, deeds, luck, months, self.machine.fence, self.speak
        )
        counts = {p: x + happened[p] * fate.survival if p in happened else x for p, x in counts.items()}
        if not program.tossed:
            return after, integrate(fate, state, hazards, deeds, months), counts
        going = fate.survival > 0.0
        after = {path: maths.where(going, x, state[path]) for path, x in after.items()}
        return after, toss(fate, state, hazards, deeds, luck, months), counts

    def speak(self, number: int, ask: Callable[[], list[Term]]) -> list[Term]:
        """Ask a cause what it says, unless it is silent in every world."""
        form, arrays = self.program.spoken[number], self.machine.arrays
        shape = (self.program.worlds, self.program.lanes)
        count = sum(len(term.sizes) for term in form)

        def asked() -> list[Number]:
            answers = [size for term in ask() for size in term.sizes]
            return [arrays.broadcast_to(arrays.asarray(size, dtype=np.float32), shape) for size in answers]

        silent = self.tables["gates"][number].sum() == 0
        said = iter(self.machine.choose(silent, lambda: [arrays.zeros(shape, dtype=np.float32)] * count, asked))
        return [replace(term, sizes=tuple(next(said) for _ in term.sizes)) for term in form]


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
    for name, keys, shaped in (("wait", "wait_keys", luck_of.waiting), ("noise", "noise_keys", luck_of.normal)):
        if tables[keys].shape[0]:
            pair = opening.words(tables[keys], counter)
            out[name] = arrays.stack([shaped(word) for word in pair], axis=1).transpose(2, 0, 1, 3)
    return opening.machine.fence(out)


def raw_record(program: Program, machine: Machine, carry: Carry) -> Number:
    """Return what is kept of a moment, by life: (item, world, lane)."""
    state, fate, counts = carry
    rows = [fate.survival, *fate.ended.values(), *(fate.share[side] for side in SIDES)]
    rows += [counts[path] for path in program.events] + [state[path] for path in program.watch]
    return machine.arrays.stack(rows)


def averaged(program: Program, rows: Number) -> dict[str, Number]:
    """Return the records averaged over the lives of each draw, from rows (month + 1, item, world, lane).

    Stocks are weighted by survival; a difference from the first world by survival in both.
    """
    lives = rows.reshape(*rows.shape[:3], program.lives, program.draws)
    kept = 1 + len(ENDING_PATHS) + len(SIDES) + len(program.events)
    alive, x = lives[:, :1], lives[:, kept:]
    both = alive * alive[:, :, :1]
    sums = _over_lives(lives[:, :kept]) * np.float32(1.0 / program.lives)
    bounds = np.cumsum([0, 1, len(ENDING_PATHS), len(SIDES), len(program.events)])
    parts = zip(("survival", "ended", "share", "count"), bounds, bounds[1:], strict=False)
    weighted = _over_lives(x * alive) / maths.maximum(_over_lives(alive), TINY)
    differing = _over_lives((x - x[:, :, :1]) * both) / maths.maximum(_over_lives(both), TINY)
    return {name: sums[:, i:j] for name, i, j in parts} | {"level": weighted, "effect": differing}


def _over_lives(x: Number) -> Number:
    # added one by one: the order of a sum must not depend on the machine
    total = x[..., 0, :]
    for life in range(1, x.shape[-2]):
        total = total + x[..., life, :]
    return total


def _faults(program: Program, state: State, impossible: Number) -> Number:
    broken = _add([(x != x) * 1.0 for x in state.values()])  # noqa: PLR0124  (only what is no number differs from itself)
    return _over_lives(broken.reshape(program.worlds, program.lives, program.draws)) + impossible[None, :]


def _placed(x: Number, now: Mapping[str, Number], i: int) -> Number:
    return now["keep"][i][:, None] * x + now["gain"][i][:, None] * x[:1] + now["shift"][i][:, None]


def _deeds(program: Program, now: Mapping[str, Number]) -> Deeds:
    def told(key: str) -> dict[str, Number]:
        return {path: now[key][i][:, None] for i, path in enumerate(program.model.events)}

    return Deeds(forced=told("forced"), allowed=told("allowed"), likelier=told("likelier"))


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
    medians = {name: np.full(1, entry.prior.median) for name, entry in model.params.items() if entry.prior}
    views = {side: view(state, side, model.parties) for side in SIDES}
    cards = [model.card(number, medians.__getitem__) for number in range(len(model.causes))]
    said = [terms_of(card, np.ones(1), views, model.parties) for card in cards]
    spoken = tuple(tuple(replace(term, sizes=(0.0,) * len(term.sizes)) for term in terms) for terms in said)

    def streams(slot: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sideless(t.path) for terms in said for t in terms if t.slot == slot))

    return spoken, streams("rate"), streams("volatility")
