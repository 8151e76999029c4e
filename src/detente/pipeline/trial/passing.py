"""Passing: through which causes what a world changes passes, under each theory of a run.

A world's effect is lived again with causes cut in both worlds, same draws and luck (see `cutting`). Outcomes
share worlds: each is lived once for all of them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from detente.pipeline.causal_graph import links
from detente.pipeline.do_language import write_do
from detente.pipeline.ensemble import Keeper
from detente.pipeline.forms.form import Pick
from detente.pipeline.forms.form import World as Deeds
from detente.pipeline.forms.sign import Sign
from detente.pipeline.judging.passed import Passed
from detente.pipeline.model import SIDES
from detente.pipeline.question import Question
from detente.pipeline.trial.cutting import Cutting
from detente.pipeline.trial.laboratory import Laboratory
from detente.pipeline.trial.plan import Planned
from detente.pipeline.trial.watch import CHANNELS, COMPILING, Watch
from detente.pipeline.trial.ways import Ways
from detente.vocabulary import Theory
from detente.vocabulary.do import World

SCREEN_DRAWS, CHANNEL_DRAWS = 64, 256  # to choose these causes, and to tell their parts


@dataclass(frozen=True)
class Passing:
    """What is taken apart: a question's worlds, each against its first, and outcomes of theirs.

    question   its theories, worlds, lives and seed are used
    """

    question: Question
    outcomes: tuple[Pick, ...]
    keeper: Keeper | None = None
    threads: int | None = None
    watch: Watch = field(default_factory=Watch)

    def found(self) -> tuple[Passed, ...]:
        """Return every effect with its channels, theory by theory.

        Raises:
            Cancelled: the watch said so.
            ImpossibleValue: a prior drew, or a cause returned, what cannot be.
        """
        self.watch.stage(COMPILING)
        self._lab.prepare()
        self.watch.stage(CHANNELS)
        passed: list[Passed] = []
        for number, theory in enumerate(self.question.theories, 1):
            passed += self._under(theory)
            self._lab.forget(list(self._lab.kept))
            self.watch.step(number, len(self.question.theories))
        return tuple(passed)

    @cached_property
    def _lab(self) -> Laboratory:
        as_it_is = replace(self.question.scenario, worlds=(World("as it is"),))
        asked = replace(self.question, scenario=as_it_is, worlds=(), draws=1, watch=(), tossed=False)
        return Laboratory(asked, self.outcomes, self.keeper, self.threads, self.watch.cancelled)

    @cached_property
    def _ways(self) -> Ways:
        asked = self.question
        found = [one for me in SIDES for one in links(asked.scenario, asked.model.causes, me, asked.seed)]
        return Ways(tuple(dict.fromkeys(found)), asked.model)

    @cached_property
    def _tests(self) -> tuple[tuple[World, Planned], ...]:
        first, *others = self.question.worlds
        return tuple((world, test) for world in others for test in self._of(first, world))

    def _of(self, first: World, world: World) -> Iterator[Planned]:
        for number, pick in enumerate(self.outcomes):
            form = Sign(do=_deeds(world), against=_deeds(first), moves=pick.what, by=pick.by, sign=1)
            yield Planned(f"{world.name}.{number}", form)

    def _under(self, theory: Theory) -> Iterator[Passed]:
        """Yield what passes under a theory."""
        cutting = Cutting(self._lab, theory, SCREEN_DRAWS, CHANNEL_DRAWS)
        asked = [(test, self._able(theory, test)) for _, test in self._tests]
        cutting.live(asked)
        for (world, _), (test, causes) in zip(self._tests, asked, strict=True):
            effect, pick = cutting.effect(test), test.form.picks[0]
            yield Passed(
                theory.name,
                world.name,
                pick.what,
                pick.by,
                mean=float(effect.mean()),
                error=float(np.std(effect, ddof=1)) / math.sqrt(len(effect)),
                draws=len(effect),
                channels=cutting.channels(test, causes) if np.any(effect != 0) else (),
            )

    def _able(self, theory: Theory, test: Planned) -> tuple[str, ...]:
        """Return the causes that an effect may pass through: all of them, where no way is known."""
        found = self._ways.under(theory.names).causes(test.form.causes_and_effects)
        return found or tuple(sorted(theory.names))


def _deeds(world: World) -> Deeds:
    return tuple(write_do(do) for do in world.do)
