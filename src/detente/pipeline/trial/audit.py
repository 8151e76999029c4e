"""An audit: an argument tried under rival theories, and what comes of it for each claim and for the whole."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from detente.pipeline.argument import Argument, Claim
from detente.pipeline.causal_graph import Link, links
from detente.pipeline.do_language import known_names
from detente.pipeline.ensemble import Keeper
from detente.pipeline.judging.judgement import Held, Logic, judge, logic_of
from detente.pipeline.judging.record import scores_of
from detente.pipeline.judging.verdict import (
    Audit,
    ClaimVerdict,
    Flip,
    Judgement,
    Scores,
    Sensitivities,
    TestVerdict,
    Under,
)
from detente.pipeline.judging.words import claim_word, word_of
from detente.pipeline.model import SIDES, Model
from detente.pipeline.outcomes_known import ANY_ENDING, known_outcomes
from detente.pipeline.question import Question
from detente.pipeline.scenario import Scenario
from detente.pipeline.trial.cutting import Cutting
from detente.pipeline.trial.influence import Influences, headline
from detente.pipeline.trial.laboratory import Laboratory
from detente.pipeline.trial.plan import MIRROR, Plan, Planned, test_key
from detente.pipeline.trial.record import lived_record
from detente.pipeline.trial.reversal import Reversing
from detente.pipeline.trial.search import Found, Search
from detente.pipeline.trial.trying import Trying
from detente.pipeline.trial.watch import CHANNELS, CLAIMS, FLIPS, RECORD, WHOLE, Watch
from detente.pipeline.trial.ways import Ways
from detente.vocabulary import Theory
from detente.vocabulary.do import World

LIVES = 4
SCREEN_DRAWS, CHANNEL_DRAWS = 32, 64  # to choose these causes, and to tell their parts
NOT_TESTABLE = "not a testable claim"


@dataclass(frozen=True)
class Auditor:
    """Everything that an audit needs.

    focus   the theory whose channels and reversals are looked at
    draws   of every test; 0: as many as it takes until shares are known well enough
    """

    argument: Argument
    scenario: Scenario
    model: Model
    theories: tuple[Theory, ...]
    seed: int = 7
    lives: int = LIVES
    focus: str = "everything"
    keeper: Keeper | None = None
    threads: int | None = None
    weights: Mapping[str, float] | None = None
    watch: Watch = field(default_factory=Watch)
    draws: int = 0

    def audit(self, provenance: Mapping[str, str | int | list[str]]) -> Audit:
        """Try every claim, and the argument as a whole.

        Raises:
            Cancelled: the laboratory was told to stop.
            ImpossibleValue: a prior drew, or a cause returned, what cannot be.
        """
        self.watch.stage(CLAIMS)
        self.trying.run()
        self.watch.stage(CHANNELS)
        if self._looked_at:
            self._cutting.live([(test, one.causes) for test, one in self._looked_at])
        self.watch.stage(FLIPS)
        return Audit(
            argument=self.argument.name,
            scenario=self.scenario.name,
            theories=tuple(theory.name for theory in self.theories),
            claims=tuple(self._claim(claim) for claim in self.argument.claims),
            judgement=self.judgement,
            provenance=provenance,
            sensitivity=self.sensitivity,
            scores=self.scores,
        )

    @cached_property
    def plan(self) -> Plan:
        """Return what is to be tried."""
        return Plan(self.argument, known_names(self.scenario.parties, self.model.causes))

    @cached_property
    def lab(self) -> Laboratory:
        """Return the laboratory."""
        asked = Question(
            model=self.model,
            scenario=replace(self.scenario, worlds=(World("as it is"),)),
            theories=self.theories,
            worlds=(),
            draws=1,
            lives=self.lives,
            months=self.plan.months,
            seed=self.seed,
            watch=(),
        )
        return Laboratory(asked, self.plan.picks, self.keeper, self.threads, self.watch.cancelled)

    @cached_property
    def trying(self) -> Trying:
        """Return the tests under way."""
        told = replace(self.lab, progress=self.watch.step)  # both keep what is seen in the same place
        found = Trying(self.plan, told, self.theories, Ways(self.links, self.model))
        return replace(found, first=self.draws, most=self.draws) if self.draws else found

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return every link among all causes, as either side sees the war."""
        found = [link for me in SIDES for link in links(self.scenario, self.model.causes, me, self.seed)]
        return tuple(dict.fromkeys(found))

    def held(self, theory: Theory, of: Theory | None = None) -> Held:
        """Return which claims and unstated premises hold in every draw under a theory.

        A claim of several tests holds where all hold that the theory can express. `of` is the theory that
        says what can be expressed, where `theory` is the same with its priors moved.
        """
        rows: dict[str, tuple[np.ndarray, bool]] = {}
        none = np.zeros(self.trying.first, dtype=bool)
        for name, tests in self._tests_by_name().items():
            able = [test for test in tests if self.trying.expressible(of or theory, test)]
            holds = np.all([self.trying.holds(theory, test) for test in able], axis=0) if able else none
            rows[name] = (holds, bool(able))
        for name, condition in self.plan.premises.items():
            rows[name] = (self.trying.premise_holds(theory, condition), True)
        for name in (*(c.name for c in self.argument.claims), *(h.name for h in self.argument.hidden)):
            rows.setdefault(name, (none, False))
        names = tuple(rows)
        return Held(names, np.stack([rows[n][0] for n in names]), np.array([rows[n][1] for n in names]))

    @cached_property
    def judgement(self) -> Judgement:
        """Return the judgement of the argument.

        The theory that the document itself makes, the focus with its parameters restricted to what the
        premises say, is asked for the conclusions alone and weighs nothing.
        """
        own = self.found[self.focus].own if self.focus in self.found else None
        held = {name: one.held for name, one in self.found.items()}
        return judge(held, self.logic, self.weights, own)

    @cached_property
    def logic(self) -> Logic:
        """Return which claims are premises and which are conclusions."""
        return logic_of(self.argument)

    @cached_property
    def found(self) -> Mapping[str, Found]:
        """Return by theory what holds in its draws, those of the search included."""
        self.watch.stage(WHOLE)
        found = {}
        for number, theory in enumerate(self.theories, 1):
            found[theory.name] = self._searched(theory)
            self.watch.step(number, len(self.theories))
        return found

    @cached_property
    def sensitivity(self) -> Sensitivities | None:
        """Return what moves the headline effect under the focus; None where nothing does."""
        asked = {test.key: (test, one) for test, one in self._looked_at}.get(headline(self.argument))
        if asked is None:
            return None
        return Influences(self.trying, self._focus).of(asked[0], asked[1].causes)

    @cached_property
    def scores(self) -> Scores | None:
        """Return how the document's predictions fared; None where it has no record."""
        if any(evidence.happened for evidence in self.argument.record):
            self.watch.stage(RECORD)
        return scores_of(self.argument, lived_record(self.argument, self.lab, self.theories), self.weights)

    def _searched(self, theory: Theory) -> Found:
        """Return what holds under a theory; draws are sought where too few meet every premise."""
        plain = self.held(theory)

        def ask(there: Theory) -> Held:
            tests = [test for tests in self._tests_by_name().values() for test in tests]
            able = [test for test in tests if self.trying.expressible(theory, test)]
            wanted = [one for test in able for one in test.wanted(there)]
            self.lab.live([*self.plan.scene(there), *wanted], self.trying.first)
            return self.held(there, theory)

        return Search(self.lab, theory, self.logic.granted, ask).found(plain)

    def _tests_by_name(self) -> dict[str, list[Planned]]:
        found: dict[str, list[Planned]] = {}
        for test in self.plan.tests:
            if not test.key.endswith(MIRROR):
                found.setdefault(test.key.split(".")[0], []).append(test)
        return found

    def _claim(self, claim: Claim) -> ClaimVerdict:
        if not claim.tests:
            return ClaimVerdict(claim.name, NOT_TESTABLE, (), claim.reason)
        tests = tuple(self._test(test_key(claim.name, n)) for n in range(1, len(claim.tests) + 1))
        return ClaimVerdict(claim.name, claim_word(tests), tests)

    def _test(self, key: str) -> TestVerdict:
        straight, mirror = self._planned[key], self._planned[key + MIRROR]
        under = tuple(self.trying.verdict(theory, straight) for theory in self.theories)
        other = tuple(self.trying.verdict(theory, mirror) for theory in self.theories)
        apart = [(test, one) for test, one in self._looked_at if test.key == key]
        channels = {one.theory: self._cutting.channels(test, one.causes) for test, one in apart}
        flips = (self._flips[key],) if key in self._flips else ()
        unit = self._unit(straight)
        return TestVerdict(key, unit, word_of(under), under, other, word_of(other), channels, flips)

    @cached_property
    def _planned(self) -> dict[str, Planned]:
        return {test.key: test for test in self.plan.tests}

    @cached_property
    def _focus(self) -> Theory:
        return next(theory for theory in self.theories if theory.name == self.focus)

    @cached_property
    def _cutting(self) -> Cutting:
        return Cutting(self.trying.lab, self._focus, SCREEN_DRAWS, CHANNEL_DRAWS)

    @cached_property
    def _looked_at(self) -> list[tuple[Planned, Under]]:
        """Return the tests whose effect under the focus can be taken apart."""
        if self.focus not in {theory.name for theory in self.theories}:
            return []
        tests = [test for test in self.plan.tests if not test.key.endswith(MIRROR)]
        found = [(test, self.trying.verdict(self._focus, test)) for test in tests]
        return [(test, one) for test, one in found if _moves(one)]

    @cached_property
    def _flips(self) -> dict[str, Flip]:
        """Return what would flip each test under the focus."""
        found: dict[str, Flip] = {}
        with ThreadPoolExecutor(self.threads or os.cpu_count() or 1) as pool:
            flips = pool.map(lambda pair: self._flip(*pair), self._looked_at)
            for (test, _), flip in zip(self._looked_at, flips, strict=True):
                found[test.key] = flip
                self.watch.step(len(found), len(self._looked_at))
        return found

    def _flip(self, test: Planned, one: Under) -> Flip:
        margin, meets = self.trying.margins(self._focus, test)
        reversing = Reversing(self.lab, self._focus, self.trying.first)
        return reversing.flip(test, one.causes, margin, meets)

    def _unit(self, test: Planned) -> str:
        """Return the unit of what a test looks at first."""
        what = test.form.picks[0].what
        known = known_outcomes(self.scenario.parties)[what]
        return "probability" if known.kind == "ending" or what == ANY_ENDING else known.unit


def _moves(one: Under) -> bool:
    return (
        one.expressible and one.draws > 0 and bool(one.causes) and np.isfinite(one.mean) and one.mean != 0.0
    )
