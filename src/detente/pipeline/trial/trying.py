"""Trying: every do-test of a plan under every theory, until shares are known well enough."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from detente.pipeline.conditions import Condition
from detente.pipeline.judging.under import under
from detente.pipeline.judging.verdict import Under
from detente.pipeline.trial.laboratory import Laboratory, Wanted, with_cuts
from detente.pipeline.trial.plan import Plan, Planned
from detente.pipeline.trial.ways import Ways
from detente.vocabulary import ASSUMED, Theory

PROBE = 32  # draws
FIRST, MOST = 256, 1024  # draws: of every test at first, and of any test at most
BOUND = 0.025  # Monte Carlo error of a share that is good enough
HALF = 0.5  # at or below it a claim's sign is lost already: nothing to cut
UNCUT: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Trying:
    """The tests of a plan, tried in a laboratory.

    ways     all ways among all causes
    first    draws that every test gets; the judgement of the argument rests on these
    most     draws that a test gets at most
    bound    Monte Carlo error of a share below which no more draws are asked for
    """

    plan: Plan
    lab: Laboratory
    theories: tuple[Theory, ...]
    ways: Ways
    first: int = FIRST
    most: int = MOST
    bound: float = BOUND
    draws: dict[tuple[str, str], int] = field(default_factory=dict)
    _under: dict[str, Ways] = field(default_factory=dict)

    def run(self) -> None:
        """Live all that the tests need, in rounds; then once more without what says a claim outright."""
        every = [(theory, test) for theory in self.theories for test in self.plan.tests]
        self._probe([(theory, test) for theory, test in every if not self._has_way(theory, test)])
        open_tests = [(theory, test) for theory, test in every if self.expressible(theory, test)]
        scenes = [one for theory in self.theories for one in self.plan.scene(theory)]
        draws = self.first
        while open_tests:
            tests = [one for theory, test in open_tests for one in test.wanted(theory)]
            self.lab.live([*scenes, *tests], draws)
            self.draws.update({(theory.name, test.key): draws for theory, test in open_tests})
            open_tests = [pair for pair in open_tests if self._unsure(*pair)]
            if draws >= self.most:
                break
            draws, scenes = min(2 * draws, self.most), []
        self.lab.live(self._without(), self.first)

    def verdict(self, theory: Theory, test: Planned) -> Under:
        """Return what a theory says of a test, once all has been lived."""
        seen = self._seen(theory, test)
        direct, way = self._direct(theory, test), self.ways_under(theory)
        causes = way.causes(test.form.causes_and_effects)
        without = meets = None
        if direct and self._plain(theory, test).share > HALF:
            cut = self._seen(theory, test, frozenset(direct), self.first)
            without, meets = test.form.margin(cut.values), cut.meets
        assumed = sum(self.assumed.get(cause, 0) for cause in causes)
        return under(
            theory.name,
            test.form.effect(seen.values),
            test.form.margin(seen.values),
            seen.meets,
            expressible=self.expressible(theory, test),
            margin_without=without,
            meets_without=meets,
            direct=direct,
            causes=causes,
            assumed_inputs=assumed,
        )

    def holds(self, theory: Theory, test: Planned) -> np.ndarray:
        """Return in which of the first draws a test holds, its condition included, (draw,) bool."""
        margin, meets = self.margins(theory, test)
        return (margin > 0) & meets  # NaN is not above 0

    def effect(self, theory: Theory, test: Planned, draws: int) -> np.ndarray:
        """Return the effect in each of so many draws, lived before; NaN in those that miss the condition."""
        seen = self._seen(theory, test, draws=draws)
        return np.where(seen.meets, test.form.effect(seen.values), np.nan)

    def margins(self, theory: Theory, test: Planned) -> tuple[np.ndarray, np.ndarray]:
        """Return the margin in each of the first draws, and which of them meet the condition, (draw,)."""
        seen = self._seen(theory, test, draws=self.first)
        return test.form.margin(seen.values), seen.meets

    def premise_holds(self, theory: Theory, condition: Condition) -> np.ndarray:
        """Return in which of the first draws a condition holds in the scenario as it is, (draw,) bool."""
        return condition.holds(self._levels(theory, condition, (), self.first))

    def expressible(self, theory: Theory, test: Planned) -> bool:
        """Say whether a way leads from deed to outcome, or the deed is seen to move it all the same."""
        if self._has_way(theory, test):
            return True
        # what the form makes of it does not tell: a level is not 0 where nothing has moved it
        values = self._seen(theory, test).values
        return bool(np.any(np.abs(values[:, 1:] - values[:, :1]) > 0))  # NaN is not above 0

    def ways_under(self, theory: Theory) -> Ways:
        """Return the ways that a theory has."""
        if theory.name not in self._under:
            self._under[theory.name] = self.ways.under(theory.names)
        return self._under[theory.name]

    @cached_property
    def assumed(self) -> Mapping[str, int]:
        """Return by cause how many of its parameters have no source."""
        found: dict[str, int] = {}
        for name, entry in self.lab.question.model.params.items():
            cause = name.split(".")[0]
            found[cause] = found.get(cause, 0) + (entry.source == ASSUMED)
        return found

    def _without(self) -> list[Wanted]:
        wanted = []
        for theory in self.theories:
            for test in self.plan.tests:
                direct = self._direct(theory, test)
                if direct and self._plain(theory, test).share > HALF:
                    wanted += test.wanted(theory, frozenset(direct))
        return wanted

    def _direct(self, theory: Theory, test: Planned) -> tuple[str, ...]:
        return self.ways_under(theory).direct(test.form.causes_and_effects)

    def _plain(self, theory: Theory, test: Planned) -> Under:
        seen = self._seen(theory, test)
        form = test.form
        return under(theory.name, form.effect(seen.values), form.margin(seen.values), seen.meets)

    def _seen(
        self, theory: Theory, test: Planned, cut: frozenset[str] = UNCUT, draws: int | None = None
    ) -> "_Seen":
        draws = draws or self.draws[theory.name, test.key]
        values = self.lab.see(theory, test.form, draws, cut)
        if test.when is None:
            return _Seen(values, np.ones(draws, dtype=bool))
        levels = self._levels(theory, test.when, with_cuts(test.form.worlds[0], cut), draws)
        return _Seen(values, test.when.holds(levels))

    def _levels(self, theory: Theory, condition: Condition, world: tuple[str, ...], draws: int) -> np.ndarray:
        rows = [self.lab.row(pick) for pick in condition.picks]
        return self.lab.kept[theory.name, (world, world)].values[rows, :draws]

    def _has_way(self, theory: Theory, test: Planned) -> bool:
        asked = test.form.causes_and_effects
        return not asked or self.ways_under(theory).exist(asked)

    def _probe(self, wanted: list[tuple[Theory, Planned]]) -> None:
        """Look at a few draws where no way is known: what moves nothing there needs no more of them."""
        self.lab.live([one for theory, test in wanted for one in test.wanted(theory)], PROBE)
        self.draws.update({(theory.name, test.key): PROBE for theory, test in wanted})

    def _unsure(self, theory: Theory, test: Planned) -> bool:
        return self._plain(theory, test).share_error > self.bound and self.expressible(theory, test)


@dataclass(frozen=True)
class _Seen:
    values: np.ndarray
    meets: np.ndarray
