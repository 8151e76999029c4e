"""Passing: through which causes what a world changes passes, under each theory of a run.

A world's effect is lived again with causes cut in both worlds, same draws and luck. The causes on the ways
from the deeds to the outcome are cut one by one; the few whose cut changes the effect most are told apart,
and every set of them is cut (see `judging.channels`). Outcomes share worlds: each is lived once for all.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from detente.pipeline.causal_graph import links
from detente.pipeline.do_language import write_do
from detente.pipeline.ensemble import Keeper
from detente.pipeline.forms.form import Pick
from detente.pipeline.forms.form import World as Deeds
from detente.pipeline.forms.sign import Sign
from detente.pipeline.judging.channels import Cut, cut_sets, key_players, shapley
from detente.pipeline.judging.passed import Passed
from detente.pipeline.model import SIDES
from detente.pipeline.question import Question
from detente.pipeline.trial.laboratory import Laboratory, Wanted
from detente.pipeline.trial.plan import Planned
from detente.pipeline.trial.trying import UNCUT, effects_with
from detente.pipeline.trial.watch import CHANNELS, COMPILING, Watch
from detente.pipeline.trial.ways import Ways
from detente.vocabulary import Theory
from detente.vocabulary.do import World

PLAYERS = 4  # causes that are told apart; the others are "all else"
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
        """Yield what passes under a theory; it is lived in two goes, which keeps all cores at work."""
        able = {test.key: self._able(theory, test) for _, test in self._tests}
        self._live(
            theory, ((test, [{cause} for cause in able[test.key]]) for _, test in self._tests), SCREEN_DRAWS
        )
        players = {test.key: self._players(theory, test, able[test.key]) for _, test in self._tests}
        self._live(theory, ((test, cut_sets(players[test.key])) for _, test in self._tests), CHANNEL_DRAWS)
        for world, test in self._tests:
            effects = self._effects(theory, test, cut_sets(players[test.key]), CHANNEL_DRAWS)
            whole = effects[UNCUT].astype(np.float64)
            pick = test.form.picks[0]
            error = float(np.std(whole, ddof=1)) / math.sqrt(len(whole))
            parts = shapley(players[test.key], effects) if np.any(whole != 0) else ()
            yield Passed(
                *(theory.name, world.name, pick.what, pick.by),
                *(float(whole.mean()), error, len(whole), parts),
            )

    def _able(self, theory: Theory, test: Planned) -> tuple[str, ...]:
        """Return the causes that an effect may pass through: all of them, where no way is known."""
        pairs = test.form.causes_and_effects
        found = self._ways.under(theory.names).causes(pairs)
        return found or tuple(sorted(theory.names))

    def _players(self, theory: Theory, test: Planned, able: Sequence[str]) -> tuple[str, ...]:
        singles = {cause: frozenset({cause}) for cause in able}
        found = self._effects(theory, test, (UNCUT, *singles.values()), SCREEN_DRAWS)
        return key_players(found[UNCUT], {name: found[cut] for name, cut in singles.items()}, PLAYERS)

    def _effects(
        self, theory: Theory, test: Planned, cuts: Iterable[Cut], draws: int
    ) -> dict[Cut, np.ndarray]:
        return effects_with(self._lab, theory, test, cuts, draws)

    def _live(
        self, theory: Theory, wanted: Iterable[tuple[Planned, Iterable[Iterable[str]]]], draws: int
    ) -> None:
        cuts = [(test, frozenset(cut)) for test, many in wanted for cut in (UNCUT, *many)]
        found: list[Wanted] = [one for test, cut in cuts for one in test.wanted(theory, cut)]
        self._lab.live(found, draws)


def _deeds(world: World) -> Deeds:
    return tuple(write_do(do) for do in world.do)
