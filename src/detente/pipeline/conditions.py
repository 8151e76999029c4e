"""Conditions on a draw: in which draws a claim is asked at all, as the words of `when` say it.

    PATH < NUMBER [at MONTH] [and PATH < NUMBER [at MONTH] ...]

with <, <=, > or >=. Months are whole. Without one, the level is the one at the start. All parts must hold.
They are read in the reference world, where nothing has been done yet, so that they choose draws and never
effects.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detente.pipeline.do_language import Known, bounds, hint, shown
from detente.pipeline.forms.form import Pick
from detente.pipeline.forms.words import listed, number, outcome
from detente.pipeline.outcomes_known import (
    ANY_ENDING,
    READ_MONTHLY,
    SHARE,
    KnownOutcome,
    end_of_month,
    known_outcomes,
)
from detente.vocabulary.errors import InvalidInput, Problem

AND = "and"
RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SAID = {"<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least"}
_Token = tuple[str, int]  # a word, and the column where it stands
_TOKEN = re.compile(r"[<>=!]+|[^\s<>=!]+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Comparison:
    """One part of a condition: an outcome (as of a `Pick`), compared with a number, at a month."""

    what: str
    relation: str
    value: float
    month: float = 0.0


@dataclass(frozen=True)
class Condition:
    """What must hold in a draw: every one of the comparisons."""

    comparisons: tuple[Comparison, ...]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """Return what to look at in the reference world, one for each comparison, in their order."""
        return tuple(Pick(part.what, part.month) for part in self.comparisons)

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Return in which draws the condition holds, (draw,) bool.

        `values` is what was picked, (pick, draw). Where a value is NaN the condition does not hold.

        >>> condition = Condition((Comparison("A.trust", "<", 0.5, 1.0), Comparison("talks", ">=", 1.0)))
        >>> condition.holds(np.array([[0.4, 0.4, 0.5, np.nan], [1.0, 0.0, 1.0, 1.0]])).tolist()
        [True, False, False, False]
        """
        rows = zip(self.comparisons, values, strict=True)
        return np.all([RELATIONS[part.relation](row, part.value) for part, row in rows], axis=0)

    def sentence(self, called: Mapping[str, str]) -> str:
        """Return the condition as a clause; `called` names outcomes for a reader.

        >>> Condition((Comparison("A.trust", "<", 0.5, 1.0),)).sentence({"A.trust": "trust"})
        'trust at month 1 is below 0.5'
        """
        return listed(
            [
                f"{outcome(part.what, part.month, called)} {_SAID[part.relation]} {number(part.value)}"
                for part in self.comparisons
            ]
        )


def parse_condition(text: str, known: Known, file: str = "when", line: int = 1, column: int = 1) -> Condition:
    """Return the condition that `text` says.

    `file`, `line` and `column` say where `text` stands. Raises InvalidInput with every problem in it, also
    where a comparison could hold in no draw.

    >>> from detente.pipeline.do_language import known_names
    >>> parse_condition("talks > 0.5 at 1", known_names(["backer"], []))
    Condition(comparisons=(Comparison(what='talks', relation='>', value=0.5, month=1.0),))
    """
    reader = _Reader(known, known_outcomes(known.parties))
    tokens = [(found.group(), column + found.start()) for found in _TOKEN.finditer(text)]
    parts = [reader.comparison(part, end) for part, end in _parts(tokens, column + len(text))]
    if reader.problems:
        raise InvalidInput([Problem(file, line, at, *said) for at, *said in reader.problems])
    return Condition(tuple(part for part in parts if part is not None))


def _parts(tokens: list[_Token], end: int) -> list[tuple[list[_Token], int]]:
    """Return the tokens between one `and` and the next, each part with the column where it ends."""
    parts: list[tuple[list[_Token], int]] = []
    part: list[_Token] = []
    for token in tokens:
        if token[0] == AND:
            parts.append((part, token[1]))
            part = []
        else:
            part.append(token)
    return [*parts, (part, end)]


@dataclass(frozen=True)
class _Reader:
    """What may be named, and what was found wrong in the parts read so far."""

    known: Known
    outcomes: Mapping[str, KnownOutcome]
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)

    def report(self, at: int, what: str, why: str, fix: str) -> None:
        self.problems.append((at, what, why, fix))

    def comparison(self, part: list[_Token], end: int) -> Comparison | None:
        before, (what, relation, value, *rest) = len(self.problems), _filled(part, end)
        if not what[0]:
            self.report(end, "a condition is missing", "nothing is compared here", "write A.trust < 0.5 at 1")
            return None
        self._name(*what)
        if not self._relation(*relation):
            return None
        level = self._number("a number", *value)
        month = self._month(rest, end)
        if len(self.problems) > before:
            return None
        read = Comparison(what[0], relation[0], level, month)
        self._can_hold(read, value[1])
        return read

    def _name(self, given: str, at: int) -> None:
        if given not in self.outcomes:
            said = f"there is nothing called {shown(given)} to look at"
            self.report(at, said, "a condition compares an outcome", hint(given, tuple(self.outcomes)))

    def _relation(self, given: str, at: int) -> bool:
        if given not in RELATIONS:
            said = f"{shown(given)} is not a comparison" if given else "a comparison is missing"
            self.report(at, said, "an outcome is compared with a number", f"write {', '.join(RELATIONS)}")
        return given in RELATIONS

    def _number(self, what: str, given: str, at: int) -> float:
        value = float(given) if _NUMBER.fullmatch(given) else math.nan
        if not math.isfinite(value):
            said = f"{shown(given)} is not {what}" if given else f"{what} is missing"
            self.report(at, said, f"{what} is written in figures", "write something like 0.5")
        return value

    def _month(self, rest: list[_Token], end: int) -> float:
        if not rest:
            return 0.0
        (word, at), (given, place), *left = [*rest, ("", end)]
        if word != "at":
            self.report(at, f"{shown(word)} comes too late", "the comparison is complete", "take it out")
            return 0.0
        month, last = self._number("the month", given, place), self.known.months
        if not (math.isnan(month) or 0 <= month <= last):
            rule = "0 or more" if math.isinf(last) else f"from 0 to {number(last)}, where the scenario ends"
            self.report(place, f"the month is {given}", f"it must be {rule}", "change the number")
        elif not (math.isnan(month) or month.is_integer()):
            self.report(place, f"the month is {given}", READ_MONTHLY, end_of_month(month))
        if left[:-1]:
            over, over_at = left[0]
            self.report(over_at, f"{shown(over)} comes too late", "the comparison is complete", "take it out")
        return month

    def _can_hold(self, read: Comparison, at: int) -> None:
        low, high, allowed = self._bounds(read.what)
        compare = RELATIONS[read.relation]
        inside = low <= read.value <= high
        reachable = [edge for edge in (low, high) if compare(edge, read.value)]
        if not inside or not reachable:
            said = f"{read.what} {read.relation} {number(read.value)} can hold in no draw, or says nothing"
            self.report(at, said, f"it is {allowed}", "change the number")

    def _bounds(self, what: str) -> tuple[float, float, str]:
        entry = self.known.stocks.get(what)
        if entry is not None:
            return entry.low, entry.high, f"{bounds(entry)} [{entry.unit}]"
        if self.outcomes[what].kind == "ending" or what.rpartition(".")[2] in (ANY_ENDING, SHARE):
            return 0.0, 1.0, "from 0 to 1"
        return -math.inf, math.inf, "any number"


def _filled(part: list[_Token], end: int) -> list[_Token]:
    """Return the tokens, with empty ones at the end in place of those that are missing."""
    return [*part, *[("", end)] * (3 - len(part))]
