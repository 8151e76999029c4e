"""The words of a `do`: how a world says what it does differently, in a file and on the command line.

    force EVENT at MONTH                        make it happen
    undo EVENT [from MONTH [to MONTH]]          keep it from happening
    likelier EVENT xFACTOR [from ... [to ...]]  multiply its hazard
    hold STOCK VALUE [from ... [to ...]]        keep a stock at a value
    shift STOCK AMOUNT [from ... [to ...]]      keep it that much above its value in the first world
    scale STOCK FACTOR [from ... [to ...]]      keep it at that multiple of its value in the first world
    set CAUSE.PARAMETER VALUE                   one value in every draw
    cut CAUSE                                   silence it

A `*` in the place of a third party stands for each of them: `scale *.B.aid 0.5`.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from detente.pipeline.model import event_paths
from detente.vocabulary import Event, Mechanism, about, title
from detente.vocabulary.do import Cut, Do, Force, Hold, Likelier, Scale, SetParameter, Shift, Undo
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean
from detente.vocabulary.record import About, AboutStock
from detente.vocabulary.war import leaves

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
SHOWN = 40  # characters of a wrong word that an error repeats


@dataclass(frozen=True)
class Known:
    """Every name that a question about one war may use, and how many months it looks ahead."""

    parties: tuple[str, ...]
    events: tuple[str, ...]
    stocks: Mapping[str, About]
    parameters: Mapping[str, About]
    causes: tuple[str, ...]
    months: float = math.inf


def known_names(parties: Iterable[str], causes: Iterable[type[Mechanism]], months: float = math.inf) -> Known:
    """Return what may be named in a war with these third parties, causes and months."""
    parties, causes = tuple(parties), tuple(causes)
    return Known(
        parties=parties,
        events=tuple(path for event in Event for path in event_paths(event, parties)),
        stocks=dict(leaves(parties)),
        parameters={f"{title(c)}.{name}": entry for c in causes for name, entry in about(c).items()},
        causes=tuple(title(c) for c in causes),
        months=months,
    )


def parse_do(text: str, known: Known, file: str = "--do", line: int = 1, column: int = 1) -> tuple[Do, ...]:
    """Return what `text` tells a world to do: one deed, or one for each third party where it has a `*`.

    `file`, `line` and `column` say where `text` stands. Raises InvalidInput with every problem in it.

    >>> parse_do("hold backer.B.aid 0 from 6", known_names(["backer"], []))
    (Hold(stock='backer.B.aid', value=0.0, start=6.0, end=inf),)
    """
    tokens = [(word.group(), column + word.start()) for word in re.finditer(r"\S+", text)]
    words = _Words(tokens, known, column + len(text))
    deeds = _deeds(words)
    if words.problems:
        raise InvalidInput([Problem(file, line, at, *said) for at, *said in words.problems])
    return tuple(deeds)


def write_do(do: Do) -> str:
    """Return the words for `do`; reading them gives the same `do` back.

    >>> write_do(Likelier("B.deep-strike", 2.0, 3.0, 12.0))
    'likelier B.deep-strike x2 from 3 to 12'
    """
    match do:
        case Force():
            return f"force {do.event} at {_written(do.month)}"
        case Undo():
            return f"undo {do.event}{_window_words(do)}"
        case Likelier():
            return f"likelier {do.event} x{_written(do.factor)}{_window_words(do)}"
        case Hold():
            return f"hold {do.stock} {_written(do.value)}{_window_words(do)}"
        case Shift():
            return f"shift {do.stock} {_written(do.amount)}{_window_words(do)}"
        case Scale():
            return f"scale {do.stock} {_written(do.factor)}{_window_words(do)}"
        case SetParameter():
            return f"set {do.parameter} {_written(do.value)}"
        case Cut():
            return f"cut {do.mechanism}"


@cache
def hint(given: str, names: tuple[str, ...]) -> str:
    """Return the closest known word, or some known ones; a very long word is not compared."""
    return did_you_mean(given[:SHOWN], names)


def shown(given: str) -> str:
    """Return a wrong word as an error repeats it."""
    return repr(given if len(given) <= SHOWN else given[:SHOWN] + "...")


@dataclass(frozen=True)
class _Words:
    """The words of one `do` still to be read, and what was found wrong with those that were."""

    tokens: list[tuple[str, int]]
    known: Known
    end: int
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)

    def report(self, at: int, what: str, why: str, fix: str) -> None:
        self.problems.append((at, what, why, fix))

    def take(self, what: str) -> tuple[str, int]:
        if self.tokens:
            return self.tokens.pop(0)
        if not self.problems:
            self.report(self.end, f"{what} is missing", "the sentence ends too early", f"add {what}")
        return "", self.end

    def skip(self, word: str) -> bool:
        found = bool(self.tokens) and self.tokens[0][0] == word
        if found:
            self.tokens.pop(0)
        return found

    def number(self, what: str, fits: Callable[[float], bool], rule: str, mark: str = "") -> float:
        given, at = self.take(what)
        bare = given.removeprefix(mark)
        marked = given.startswith(mark) and _NUMBER.fullmatch(bare) is not None
        value = float(bare) if marked else math.nan
        if given and not marked:
            why = f"{what} is a number" + (f" after an {mark}" if mark else "")
            self.report(at, f"{shown(given)} is not {what}", why, f"write something like {mark}0.5")
        elif given and not (math.isfinite(value) and fits(value)):
            self.report(at, f"{what} is {given}", f"it must be {rule}", "change the number")
        return value

    def names(self, kind: str, names: Iterable[str]) -> list[str]:
        given, at = self.take(f"the name of the {kind}")
        if not given:
            return []
        known = tuple(names)
        fits = [given]
        if given.startswith("*."):
            fits = [party + given[1:] for party in self.known.parties if party + given[1:] in known]
        if not fits or fits[0] not in known:
            fix = hint(given, _starred(known, self.known.parties) if given.startswith("*.") else known)
            self.report(at, f"there is no {kind} called {shown(given)}", "nothing can be done to it", fix)
            return []
        return fits


def _starred(names: tuple[str, ...], parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"*{n.removeprefix(p)}" for p in parties[:1] for n in names if n.startswith(f"{p}."))


def _deeds(words: _Words) -> list[Do]:
    verb, at = words.take("what to do")
    if verb not in _VERBS:
        if verb:
            words.report(
                at, f"{shown(verb)} is not something to do", "no `do` begins so", hint(verb, tuple(_VERBS))
            )
        return []
    deeds = _VERBS[verb](words)
    if words.tokens and not words.problems:
        left, place = words.tokens[0]
        words.report(place, f"{shown(left)} comes too late", f"`{verb}` is complete before it", "take it out")
    return deeds


def _force(words: _Words) -> list[Do]:
    events = words.names("event", words.known.events)
    if not words.skip("at"):
        given, at = words.take("`at`, then a month")
        if given:
            words.report(
                at, f"{shown(given)} stands where `at` should", "force needs a month", "write `at 2`"
            )
        return []
    month = _month(words, "the month")
    return [Force(event, month) for event in events]


def _undo(words: _Words) -> list[Do]:
    events, window = words.names("event", words.known.events), _window(words)
    return [Undo(event, *window) for event in events]


def _likelier(words: _Words) -> list[Do]:
    events = words.names("event", words.known.events)
    factor = words.number("a factor", lambda x: x > 0, "above 0 (to keep it from happening, write undo)", "x")
    window = _window(words)
    return [Likelier(event, factor, *window) for event in events]


def _hold(words: _Words) -> list[Do]:
    stocks = words.names("stock", words.known.stocks)
    held = words.known.stocks[stocks[0]] if stocks else AboutStock("", "1")
    value = words.number("a value", *_within(held))
    window = _window(words)
    return [Hold(stock, value, *window) for stock in stocks]


def _shift(words: _Words) -> list[Do]:
    stocks = words.names("stock", words.known.stocks)
    amount, window = words.number("an amount", lambda x: True, "finite"), _window(words)
    return [Shift(stock, amount, *window) for stock in stocks]


def _scale(words: _Words) -> list[Do]:
    stocks = words.names("stock", words.known.stocks)
    factor, window = words.number("a factor", lambda x: x >= 0, "0 or more"), _window(words)
    return [Scale(stock, factor, *window) for stock in stocks]


def _set(words: _Words) -> list[Do]:
    names = words.names("parameter", words.known.parameters)
    entry = words.known.parameters[names[0]] if names else AboutStock("", "1")
    value = words.number("a value", *_within(entry))
    return [SetParameter(name, value) for name in names]


def _cut(words: _Words) -> list[Do]:
    return [Cut(name) for name in words.names("cause", words.known.causes)]


_VERBS: dict[str, Callable[[_Words], list[Do]]] = {
    "force": _force,
    "undo": _undo,
    "likelier": _likelier,
    "hold": _hold,
    "shift": _shift,
    "scale": _scale,
    "set": _set,
    "cut": _cut,
}


def bounds(entry: About) -> str:
    """Return in words what values a stock or parameter can take."""
    if math.isinf(entry.high):
        return "any number" if math.isinf(entry.low) else f"{_written(entry.low)} or more"
    return (
        f"{_written(entry.high)} or less"
        if math.isinf(entry.low)
        else f"from {_written(entry.low)} to {_written(entry.high)}"
    )


def _within(entry: About) -> tuple[Callable[[float], bool], str]:
    return lambda x: entry.low <= x <= entry.high, f"{bounds(entry)} [{entry.unit}]"


def _month(words: _Words, what: str) -> float:
    months = words.known.months
    rule = (
        "0 or more" if math.isinf(months) else f"from 0 to before {_written(months)}, where the scenario ends"
    )
    return words.number(what, lambda x: 0 <= x < months, rule)


def _window(words: _Words) -> tuple[float, float]:
    if not words.skip("from"):
        return 0.0, math.inf
    start = _month(words, "the first month")
    if not words.skip("to"):
        return start, math.inf
    return start, words.number("the last month", lambda x: not x <= start, f"after month {_written(start)}")


def _window_words(do: Any) -> str:
    if math.isinf(do.end):
        return f" from {_written(do.start)}" if do.start else ""
    return f" from {_written(do.start)} to {_written(do.end)}"


def _written(number: float) -> str:
    return repr(float(number)).removesuffix(".0")
