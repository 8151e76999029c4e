"""A laboratory: worlds in, what was seen out; each world is lived once however many tests ask for it."""

import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from detente.pipeline.do_language import Known, known_names, parse_do
from detente.pipeline.ensemble import GRAIN, Keeper, compute_block, program_of, table_dict
from detente.pipeline.forms.form import Form, Pick
from detente.pipeline.forms.form import World as Deeds
from detente.pipeline.opening import Opening, Program
from detente.pipeline.question import Question, tables
from detente.pipeline.trace_fault import trace_fault
from detente.pipeline.trial.seen import Reader, watched
from detente.vocabulary import Theory
from detente.vocabulary.do import World
from detente.vocabulary.errors import Cancelled

WORLDS = 4  # lived at a time: a reference and three others
MANY = 2**31  # draws: a laboratory stops when it has seen enough
LANES = 128  # lives in a block of four worlds: as much as two worlds of an ordinary block

Pair = tuple[Deeds, Deeds]  # a reference world and a world compared with it
Seen = dict[tuple[str, Pair], np.ndarray]  # by theory and pair: (pick, draw)


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
    kept: Seen = field(default_factory=dict)

    def see(self, theory: Theory, form: Form, draws: int, cut: frozenset[str] = frozenset()) -> np.ndarray:
        """Return (pick, world, draw) for one form, lived before by `live`."""
        rows = [self.picks.index(pick) for pick in form.picks]
        reference = with_cuts(form.worlds[0], cut)
        cells = [self.kept[theory.name, (reference, with_cuts(w, cut))] for w in form.worlds]
        return np.stack([cell[rows, :draws] for cell in cells], axis=1)

    def live(self, wanted: Iterable[tuple[Theory, Pair]], draws: int) -> None:
        """Live pairs of worlds until at least `draws` draws of each have been seen.

        Raises:
            Cancelled: `cancelled()` said so.
            ImpossibleValue: a prior drew, or a cause returned, what cannot be.
        """
        tasks = [task for lot in self._lots(wanted, draws) for task in lot]
        found: dict[tuple[str, Pair], dict[int, np.ndarray]] = {}
        with ThreadPoolExecutor(self.threads or os.cpu_count() or 1) as pool:
            for number, seen in enumerate(pool.map(lambda task: self._work(*task), tasks), 1):
                theory, first, cells = seen
                for pair, cell in cells.items():
                    found.setdefault((theory, pair), {})[first] = cell
                self.progress(number, len(tasks))
                if self.cancelled():
                    pool.shutdown(cancel_futures=True)
                    raise Cancelled("the trial was stopped; nothing was kept")
        for key, parts in found.items():
            before = [self.kept[key]] if key in self.kept else []
            self.kept[key] = np.concatenate([*before, *(parts[first] for first in sorted(parts))], axis=1)

    def draws_of(self, theory: str, pair: Pair) -> int:
        """Return how many draws of a pair have been seen."""
        cell = self.kept.get((theory, pair))
        return 0 if cell is None else cell.shape[1]

    def normals(self, theory: Theory, draws: int) -> dict[str, np.ndarray]:
        """Return for each parameter the standard normal numbers that its draws are made of, (draw,)."""
        given = self._given(replace(self._asked(theory, ((),)), draws=draws))
        opening = Opening(replace(self.program, draws=draws), _numpy(), given, np.uint32(0), np.uint32(0))
        return dict(zip(self.question.model.params, opening.normals, strict=True))

    @cached_property
    def known(self) -> Known:
        """Return every name that a deed may use."""
        q = self.question
        return known_names(q.scenario.parties, q.model.causes, q.months)

    @cached_property
    def program(self) -> Program:
        """Return the one program that lives every world of the trial."""
        program = program_of(self._asked(self.question.theories[0], ((),)))
        lanes = GRAIN * max(1, LANES // (GRAIN * self.question.lives))
        return replace(program, draws=lanes)

    def _lots(self, wanted: Iterable[tuple[Theory, Pair]], draws: int) -> Iterable[list[tuple[Any, ...]]]:
        size = self.program.draws
        target = size * math.ceil(draws / size)
        lots: dict[tuple[str, Deeds, int], list[Deeds]] = {}
        asked_for = list(wanted)
        theories = {theory.name: theory for theory, _ in asked_for}
        for theory, pair in dict.fromkeys((theory.name, pair) for theory, pair in asked_for):
            begin = self.draws_of(theory, pair)
            if begin < target:
                lots.setdefault((theory, pair[0], begin), []).append(pair[1])
        for (theory, reference, begin), others in lots.items():
            plain = [world for world in others if world != reference]
            for start in range(0, max(1, len(plain)), WORLDS - 1):
                bundle = (reference, *plain[start : start + WORLDS - 1])
                asked = self._asked(theories[theory], bundle)
                given = self._given(asked)
                names = bundle if reference in others and start == 0 else bundle[1:]
                yield [(asked, given, names, bundle, first) for first in range(begin, target, size)]

    def _work(
        self,
        asked: Question,
        given: Mapping[str, Any],
        names: Sequence[Deeds],
        bundle: Sequence[Deeds],
        first: int,
    ) -> tuple[str, int, dict[Pair, np.ndarray]]:
        (theory,) = asked.theories
        block = compute_block(asked, self.program, dict(given), first, self.keeper)
        broken = block.records["faults"].any(0)
        if broken.any():
            raise trace_fault(asked, theory, first + int(np.argmax(broken)))
        values = Reader(self.program).read(block.records, self.picks).astype(np.float32)
        reference = bundle[0]
        return theory.name, first, {(reference, w): values[:, bundle.index(w)] for w in names}

    def _asked(self, theory: Theory, bundle: Sequence[Deeds]) -> Question:
        filled = [*bundle, *[bundle[0]] * (WORLDS - len(bundle))]
        worlds = tuple(World(str(n), self._deeds(deeds)) for n, deeds in enumerate(filled))
        q = self.question
        return replace(
            q,
            theories=(theory,),
            worlds=worlds,
            draws=MANY,
            watch=watched(q.model, self.picks),
            may_move_stocks=True,
        )

    def _deeds(self, deeds: Deeds) -> tuple[Any, ...]:
        return tuple(do for text in deeds for do in parse_do(text, self.known))

    def _given(self, asked: Question) -> dict[str, Any]:
        made = tables(asked, asked.theories[0], self.program.wait_streams, self.program.noise_streams)
        return table_dict(made)


def with_cuts(world: Deeds, cut: frozenset[str]) -> Deeds:
    """Return a world in which some causes are silent, too."""
    return (*world, *(f"cut {cause}" for cause in sorted(cut)))


def pairs(form: Form, cut: frozenset[str] = frozenset()) -> tuple[Pair, ...]:
    """Return the pairs of worlds that a form needs."""
    reference = with_cuts(form.worlds[0], cut)
    return tuple((reference, with_cuts(world, cut)) for world in form.worlds)


def _numpy() -> Any:
    from detente.pipeline.ensemble import plain_machine

    return plain_machine()
