"""A plan of a trial: every do-test of an argument with its mirror image, and all that must be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from detente.pipeline.argument import Argument, Test
from detente.pipeline.conditions import Condition, parse_condition
from detente.pipeline.do_language import Known
from detente.pipeline.forms.form import Form, Pick, mirrored_text
from detente.pipeline.trial.laboratory import Wanted, months_of, pairs
from detente.vocabulary import Theory

MIRROR = ".mirror"


@dataclass(frozen=True)
class Planned:
    """One form to be tried, and the condition under which a draw counts.

    key    of a claim's first test `C28`, of its second `C28.2`, of an unstated premise `H7`; the mirror
           image of each has ".mirror" behind it
    """

    key: str
    form: Form
    when: Condition | None = None

    @property
    def picks(self) -> tuple[Pick, ...]:
        """Return all that it looks at."""
        return (*self.form.picks, *(self.when.picks if self.when else ()))

    @property
    def months(self) -> int:
        """Return how many months must be lived to see them."""
        return months_of(self.picks)

    def wanted(self, theory: Theory, cut: frozenset[str] = frozenset()) -> list[Wanted]:
        """Return what must be lived of it under a theory, with some causes cut."""
        return [Wanted(theory, pair, self.months) for pair in pairs(self.form, cut)]


@dataclass(frozen=True)
class Plan:
    """Everything that is to be tried."""

    argument: Argument
    known: Known

    @cached_property
    def tests(self) -> tuple[Planned, ...]:
        """Return every test, each followed by its mirror image."""
        return tuple(self._tests())

    @cached_property
    def premises(self) -> dict[str, Condition]:
        """Return the conditions by which unstated premises hold."""
        return {h.name: parse_condition(h.when, self.known) for h in self.argument.hidden if h.when}

    @cached_property
    def picks(self) -> tuple[Pick, ...]:
        """Return all that is looked at, each once."""
        seen = [pick for planned in self.tests for pick in planned.picks]
        seen += [pick for condition in self.premises.values() for pick in condition.picks]
        return tuple(dict.fromkeys(seen))

    @property
    def months(self) -> int:
        """Return how many months must be lived."""
        return months_of(self.picks)

    def scene(self, theory: Theory) -> list[Wanted]:
        """Return what must be lived under a theory to see which unstated premises hold."""
        picks = [pick for condition in self.premises.values() for pick in condition.picks]
        return [Wanted(theory, ((), ()), months_of(picks))] if picks else []

    def _tests(self) -> Iterator[Planned]:
        for claim in self.argument.claims:
            for number, test in enumerate(claim.tests, 1):
                yield from self._both(test_key(claim.name, number), test)
        for hidden in self.argument.hidden:
            if hidden.test is not None:
                yield from self._both(hidden.name, hidden.test)

    def _both(self, key: str, test: Test) -> Iterator[Planned]:
        for at, form, when in (
            (key, test.form, test.when),
            (key + MIRROR, test.mirror, mirrored_text(test.when)),
        ):
            yield Planned(at, form, parse_condition(when, self.known) if when else None)


def test_key(claim: str, number: int) -> str:
    """Return what a claim's test goes by.

    >>> test_key("C28", 1), test_key("C28", 2)
    ('C28', 'C28.2')
    """
    return claim if number == 1 else f"{claim}.{number}"
