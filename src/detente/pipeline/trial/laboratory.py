"""A laboratory: worlds in, what was seen out; each world is lived once however many tests ask for it."""

import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from detente.pipeline.do_language import Known, known_names, parse_do
from detente.pipeline.ensemble import (
    GRAIN,
    Keeper,
    compiled,
    compute_block,
    plain_machine,
    program_of,
    table_dict,
)
from detente.pipeline.forms.form import Form, Pick
from detente.pipeline.forms.form import World as Deeds
from detente.pipeline.opening import Opening, Program
from detente.pipeline.question import Question, tables
from detente.pipeline.trace_fault import trace_fault
from detente.pipeline.trial.seen import Reader, watched
from detente.vocabulary import Fixed, Theory
from detente.vocabulary.do import World
from detente.vocabulary.errors import Cancelled

# worlds lived at a time, each with as many lives as make the work of an ordinary block: a reference and
# three others, or, where nothing else has the same reference, one other
MANY_WORLDS, TWO_WORLDS = 4, 2
LIFE_WORLDS = 512
MANY = 2**31  # draws: a laboratory stops when it has seen enough

Pair = tuple[Deeds, Deeds]  # a reference world and a world compared with it
Name = tuple[str, Pair]  # of a theory, and a pair


@dataclass(frozen=True)
class Wanted:
    """Two worlds to be lived under a theory, for so many months."""

    theory: Theory
    pair: Pair
    months: int

    @property
    def name(self) -> Name:
        return self.theory.name, self.pair


@dataclass(frozen=True)
class Cell:
    """What was seen in the second world of a pair: values (pick, draw), NaN for picks after `months`."""

    values: np.ndarray
    months: int

    @property
    def draws(self) -> int:
        return self.values.shape[1]


@dataclass(frozen=True)
class _Lot:
    """Worlds to be lived at a time, the reference first; the pairs that are kept; the draws still lacking."""

    theory: Theory
    worlds: tuple[Deeds, ...]
    pairs: tuple[Pair, ...]
    months: int
    firsts: range


@dataclass(frozen=True)
class Laboratory:
    """Lives worlds under theories and keeps what was seen.

    question   its scenario, model, months, lives and seed are used; its worlds, theories and draws are not
    picks      everything that any test looks at
    """

    question: Question
    picks: tuple[Pick, ...]
    keeper: Keeper | None = None
    threads: int | None = None
    cancelled: Callable[[], bool] = lambda: False
    progress: Callable[[int, int], None] = lambda done, total: None
    kept: dict[Name, Cell] = field(default_factory=dict)

    def see(self, theory: Theory, form: Form, draws: int, cut: frozenset[str] = frozenset()) -> np.ndarray:
        """Return (pick, world, draw) for one form, lived before by `live`."""
        rows = [self.row(pick) for pick in form.picks]
        reference = with_cuts(form.worlds[0], cut)
        cells = [self.kept[theory.name, (reference, with_cuts(w, cut))].values for w in form.worlds]
        return np.stack([cell[rows, :draws] for cell in cells], axis=1)

    def row(self, pick: Pick) -> int:
        """Return the row of a pick in what is kept."""
        return self._rows[pick]

    def live(self, wanted: Iterable[Wanted], draws: int) -> None:
        """Live pairs of worlds until at least `draws` draws of each have been seen.

        Raises:
            Cancelled: `cancelled()` said so.
            ImpossibleValue: a prior drew, or a cause returned, what cannot be.
        """
        lots = list(self._lots(wanted, draws))
        total, done = sum(len(lot.firsts) for lot in lots), 0
        with ThreadPoolExecutor(self.threads or os.cpu_count() or 1) as pool:
            for lot, values in zip(lots, pool.map(self._lived, lots), strict=True):
                self._keep(lot, values)
                done += len(lot.firsts)
                self.progress(done, total)
                if self.cancelled():
                    pool.shutdown(cancel_futures=True)
                    raise Cancelled("the trial was stopped; nothing was kept")

    def forget(self, names: Iterable[Name]) -> None:
        """Drop what was seen of some pairs: nobody will ask for them again."""
        for name in names:
            self.kept.pop(name, None)

    def prepare(self) -> None:
        """Compile what living worlds takes, on as many cores as there are programs."""
        with ThreadPoolExecutor(len(self._programs)) as pool:
            list(pool.map(lambda program: compiled(program, self.keeper), self._programs.values()))

    def normals(self, theory: Theory, draws: int) -> dict[str, np.ndarray]:
        """Return for each parameter the standard normal numbers that its draws are made of, (draw,)."""
        return dict(zip(self.question.model.params, self._opening(theory, draws).normals, strict=True))

    def starts(self, theory: Theory, draws: int) -> dict[str, np.ndarray]:
        """Return the starting value of each stock whose start is uncertain, (draw,)."""
        values = zip(self.question.model.stocks, self._opening(theory, draws).starts, strict=True)
        priors = self.question.scenario.priors
        return {path: value for path, value in values if not isinstance(priors[path], Fixed)}

    @cached_property
    def known(self) -> Known:
        """Return every name that a deed may use."""
        q = self.question
        return known_names(q.scenario.parties, q.model.causes, q.months)

    @cached_property
    def _rows(self) -> Mapping[Pick, int]:
        return {pick: row for row, pick in enumerate(self.picks)}

    @cached_property
    def _programs(self) -> Mapping[int, Program]:
        """Return by number of worlds the two programs that live every world of the trial."""
        made = {}
        for worlds in (MANY_WORLDS, TWO_WORLDS):
            program = program_of(self._asked(self.question.theories[0], ((),) * worlds, 1))
            lanes = LIFE_WORLDS // worlds
            made[worlds] = replace(program, draws=GRAIN * max(1, lanes // (GRAIN * self.question.lives)))
        return made

    def _opening(self, theory: Theory, draws: int) -> Opening:
        program = self._programs[TWO_WORLDS]
        given = self._given(self._asked(theory, ((), ()), 1), program)
        return Opening(replace(program, draws=draws), plain_machine(), given, np.uint32(0), np.uint32(0))

    def _lots(self, wanted: Iterable[Wanted], draws: int) -> Iterator[_Lot]:
        """Yield lots in which worlds with the same reference, and about as many months, are together."""
        groups: dict[tuple[str, Deeds, int, int], list[Wanted]] = {}
        for one in _longest(wanted):
            cell = self.kept.get(one.name, Cell(np.empty((0, 0)), 0))
            short = cell.months < one.months  # then all draws are lived again, for longer
            begin, end = (0, max(draws, cell.draws)) if short else (cell.draws, draws)
            if begin < end:
                months = max(cell.months, one.months)
                group = groups.setdefault((one.theory.name, one.pair[0], begin, end), [])
                group.append(replace(one, months=months))
        for (_, reference, begin, end), group in groups.items():
            for bundle in _bundles(group):
                others = tuple(one.pair[1] for one in bundle if one.pair[1] != reference)
                size = self._programs[_room(len(others))].draws
                firsts = range(begin, end, size)
                months = max(one.months for one in bundle)
                pairs = tuple(one.pair for one in bundle)
                yield _Lot(bundle[0].theory, (reference, *others), pairs, months, firsts)

    def _lived(self, lot: _Lot) -> np.ndarray:
        """Return what is seen in every world of a lot, (pick, world, draw)."""
        worlds = _room(len(lot.worlds) - 1)
        program = self._programs[worlds]
        filled = (*lot.worlds, *[lot.worlds[0]] * (worlds - len(lot.worlds)))
        asked = self._asked(lot.theory, filled, lot.months)
        given, read = self._given(asked, program), Reader(program, lot.months).read
        parts = []
        for first in lot.firsts:
            block = compute_block(asked, program, given, first, self.keeper)
            broken = block.records["faults"].any(0)
            if broken.any():
                raise trace_fault(asked, lot.theory, first + int(np.argmax(broken)))
            parts.append(read(block.records, self.picks).astype(np.float32))
        return np.concatenate(parts, axis=-1)

    def _keep(self, lot: _Lot, values: np.ndarray) -> None:
        for pair in lot.pairs:
            fresh = values[:, lot.worlds.index(pair[1])]
            before = self.kept[lot.theory.name, pair].values if lot.firsts.start else fresh[:, :0]
            self.kept[lot.theory.name, pair] = Cell(np.concatenate([before, fresh], axis=1), lot.months)

    def _asked(self, theory: Theory, deeds: Sequence[Deeds], months: int) -> Question:
        worlds = tuple(World(str(n), self._deeds(one)) for n, one in enumerate(deeds))
        q = self.question
        return replace(
            q,
            theories=(theory,),
            worlds=worlds,
            draws=MANY,
            horizon=months,
            watch=watched(q.model, self.picks),
            may_move_stocks=True,
        )

    def _deeds(self, deeds: Deeds) -> tuple[Any, ...]:
        return tuple(do for text in deeds for do in parse_do(text, self.known))

    def _given(self, asked: Question, program: Program) -> dict[str, Any]:
        return table_dict(tables(asked, asked.theories[0], program.wait_streams, program.noise_streams))


def with_cuts(world: Deeds, cut: frozenset[str]) -> Deeds:
    """Return a world in which some causes are silent, too."""
    return (*world, *(f"cut {cause}" for cause in sorted(cut)))


def pairs(form: Form, cut: frozenset[str] = frozenset()) -> tuple[Pair, ...]:
    """Return the pairs of worlds that a form needs."""
    reference = with_cuts(form.worlds[0], cut)
    return tuple((reference, with_cuts(world, cut)) for world in form.worlds)


def months_of(picks: Iterable[Pick]) -> int:
    """Return how many months must be lived to see all picks, at least one."""
    return max((math.ceil(pick.by) for pick in picks), default=1) or 1


def _longest(wanted: Iterable[Wanted]) -> Iterable[Wanted]:
    """Return what is wanted, each pair once, for the most months that it is wanted for."""
    found: dict[Name, Wanted] = {}
    for one in wanted:
        if one.name not in found or found[one.name].months < one.months:
            found[one.name] = one
    return found.values()


def _bundles(group: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    """Yield what can be lived at a time: the reference itself, if it is wanted, costs nothing more."""
    itself = [one for one in group if one.pair[0] == one.pair[1]]
    others = sorted((one for one in group if one.pair[0] != one.pair[1]), key=lambda one: -one.months)
    size = MANY_WORLDS - 1
    for start in range(0, max(1, len(others)), size):
        yield [*(itself if start == 0 else ()), *others[start : start + size]]


def _room(others: int) -> int:
    return TWO_WORLDS if others <= 1 else MANY_WORLDS
