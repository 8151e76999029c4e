"""Claims whose truth is known: made-up causes move stocks by exactly known amounts, drawn from known priors.

A strike moves stocks of the side that is struck (`Struck`) and of the side that strikes (`Striker`) by a
unit times a size; each size has a normal prior of its own, so every share of draws has a closed form.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.stats import norm

from detente.pipeline.argument import Argument, Claim, Document, Test
from detente.pipeline.forms.catalogue import mirrored
from detente.pipeline.forms.compare import Compare
from detente.pipeline.forms.form import Form
from detente.pipeline.forms.interaction import Interaction
from detente.pipeline.forms.level import Level
from detente.pipeline.forms.null import Null
from detente.pipeline.forms.recovery import Recovery
from detente.pipeline.forms.share import Share
from detente.pipeline.forms.sign import Sign
from detente.pipeline.model import Model
from detente.pipeline.scenario import Scenario, Start
from detente.pipeline.trial.audit import Auditor
from detente.vocabulary import (
    Change,
    Effect,
    Event,
    LogNormal,
    Mechanism,
    Normal,
    Number,
    Theory,
    Uniform,
    View,
    mine,
    param,
    theirs,
)
from detente.vocabulary.record import about
from detente.vocabulary.side import Side

# what one unit of size is, small beside the stock's distance from its bounds
UNITS = {
    "ground_pace": 0.01,
    "force": 1000.0,
    "manpower": 1000.0,
    "casualties": 100.0,
    "losses_pace": 100.0,
    "civilian_harm": 50.0,
    "supplies": 0.2,
    "industry": 0.04,
}
ONCE, LATER = ("force B.deep-strike at 2",), ("force B.deep-strike at 4",)
TWICE = ONCE + LATER
NO_WAY = ("A.legitimacy", "B.media_tone", "backer.agenda", "B.adaptation")  # nothing here moves these
SHARED = "A.trust > 0.4 at 1"  # holds in half of all draws, whatever the causes


def size() -> Number:
    return param("Size in units", Normal(1.0, 0.5), unit="1", source="assumed")


class Sizes(Mechanism):
    """One size for each stock."""

    ground_pace: Number = size()
    force: Number = size()
    manpower: Number = size()
    casualties: Number = size()
    losses_pace: Number = size()
    civilian_harm: Number = size()
    supplies: Number = size()
    industry: Number = size()

    def moved(self) -> Change:
        return Change(**{name: unit * getattr(self, name) for name, unit in UNITS.items()})


class Struck(Sizes):
    """A strike moves what the side has that is struck."""

    def effect(self, war: View) -> Effect:
        return Effect(on={theirs(Event.DEEP_STRIKE): self.moved()})


class Striker(Sizes):
    """A strike moves what the side has that strikes."""

    def effect(self, war: View) -> Effect:
        return Effect(on={mine(Event.DEEP_STRIKE): self.moved()})


class Relief(Mechanism):
    """A strike brings the side that is struck some supplies, or costs it some."""

    amount: Number = param("Supplies sent, in units", Normal(0.0, 0.4), unit="1", source="assumed")

    def effect(self, war: View) -> Effect:
        return Effect(on={theirs(Event.DEEP_STRIKE): Change(supplies=-UNITS["supplies"] * self.amount)})


class Saying(Mechanism):
    """Says outright what is claimed: a strike makes the struck side less willing to concede."""

    loss: Number = param("Willingness lost", LogNormal(0.05, 1.3), unit="1", source="assumed")

    def effect(self, war: View) -> Effect:
        return Effect(on={theirs(Event.DEEP_STRIKE): Change(compromise=-self.loss)})


class Stirring(Mechanism):
    """The first half of a chain: a strike stirs nationalism."""

    stir: Number = param("Nationalism stirred", LogNormal(0.05, 1.3), unit="1", source="assumed")

    def effect(self, war: View) -> Effect:
        return Effect(on={theirs(Event.DEEP_STRIKE): Change(nationalism=self.stir)})


class Souring(Mechanism):
    """The second half: nationalism slows the front."""

    weight: Number = param("Pace lost a month", LogNormal(0.1, 1.5), unit="1/month", source="assumed")

    def effect(self, war: View) -> Effect:
        return Effect(per_month=Change(ground_pace=-self.weight * war.me.nationalism))


CAUSES = (Relief, Saying, Souring, Stirring, Striker, Struck)  # in alphabetical order
# by theory: mean and standard deviation of every size of each of its two causes, where it holds them
BELIEFS: dict[str, dict[str, tuple[float, float]]] = {
    "plain": {"struck": (1.0, 0.5), "striker": (1.0, 0.5)},
    "turned": {"struck": (-1.2, 0.4)},
    "doubtful": {"struck": (0.3, 0.5), "striker": (-0.5, 0.5)},
    "idle": {},
}


def theory(name: str) -> Theory:
    held = BELIEFS[name]
    causes = tuple(c for c in (Struck, Striker) if c.__name__.lower() in held) or (Stirring, Saying)
    priors = {f"{cause}.{n}": Normal(*held[cause]) for cause in held for n in UNITS}
    return Theory(name, name, (), causes, priors)


THEORIES = tuple(theory(name) for name in BELIEFS)


@dataclass(frozen=True)
class Case:
    """A claim and its truth: by theory, mean effect and share of draws; None where it has no way."""

    claim: Claim
    mean: Mapping[str, float | None]
    share: Mapping[str, float | None]


def claim(name: str, *forms: Form, when: str = "", **more: object) -> Claim:
    tests = tuple(Test(form, mirrored(form), when) for form in forms)
    plain = Claim(name, (0, 1), f"Says {name}.", "author", "causal", "asserted", "aside", tests=tests)
    return replace(plain, **more)


def argument(*claims: Claim, **more: object) -> Argument:
    document = Document("Made up", "2026-01-01", "0" * 64, 1, "None.")
    return replace(Argument("made-up", document, {}, claims, (), (), ()), **more)


def scenario() -> Scenario:
    trust = Start(Uniform(0.3, 0.5), "1", "assumed")
    return Scenario("planted", "Planted", "", 6, ("backer",), {"A.trust": trust, "B.trust": trust})


def auditor(asked: Argument, theories: tuple[Theory, ...] = THEORIES, focus: str = "") -> Auditor:
    """Return an auditor of the planted causes; one life is enough where there is no luck."""
    return Auditor(asked, scenario(), Model(CAUSES, ("backer",)), theories, lives=1, focus=focus, threads=2)


def cases(count: int = 200, seed: int = 5) -> list[Case]:
    """Return claims of which one in ten has no way and one in ten cannot be tried."""
    luck = np.random.default_rng(seed)
    return [_case(f"C{n}", n, luck) for n in range(1, count + 1)]


def _case(name: str, number: int, luck: np.random.Generator) -> Case:
    if number % 10 == 9:
        untold = claim(name, untested="motive", reason=f"Nothing holds what {name} says.")
        return Case(untold, {}, {})
    side, stock = str(luck.choice(["A", "B"])), str(luck.choice(list(UNITS)))
    sign, bound = int(luck.choice([-1, 1])), round(float(luck.uniform(0.05, 1.6)), 2)
    if number % 10 == 4:
        form = Sign(do=ONCE, moves=NO_WAY[number // 10 % len(NO_WAY)], by=6, sign=sign, smallest=bound)
        nowhere = dict.fromkeys(BELIEFS)
        return Case(claim(name, form), nowhere, nowhere)
    kind = list(_KINDS)[number % len(_KINDS)]
    form, mean, share = _KINDS[kind](f"{side}.{stock}", UNITS[stock], sign, bound)
    cause = "struck" if side == "A" else "striker"
    believed = {name: held.get(cause) for name, held in BELIEFS.items()}
    when = SHARED if number % 7 == 0 else ""
    return Case(
        claim(name, form, when=when),
        {name: None if b is None else mean(*b) for name, b in believed.items()},
        {name: None if b is None else float(share(*b)) for name, b in believed.items()},
    )


Truth = Callable[[float, float], float]  # from mean and standard deviation of a size
Kind = Callable[[str, float, int, float], tuple[Form, Truth, Truth]]


def _beyond(times: float, sign: int, bound: float) -> Truth:
    """Return the chance that `sign * times * size` is above the bound."""
    return lambda m, s: norm.sf((bound - sign * times * m) / (times * s))


def _sign(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    form = Sign(do=TWICE, moves=what, by=6, sign=sign, smallest=bound * unit)
    return form, lambda m, s: 2 * m * unit, _beyond(2, sign, bound)


def _early(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    form = Sign(do=TWICE, moves=what, by=4, sign=sign, smallest=bound * unit)
    return form, lambda m, s: m * unit, _beyond(1, sign, bound)  # the second strike is yet to come


def _null(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    form = Null(do=ONCE, moves=what, by=6, sign=0, smallest=bound * unit)
    inside = lambda m, s: norm.cdf((bound - m) / s) - norm.cdf((-bound - m) / s)  # noqa: E731
    return form, lambda m, s: m * unit, inside


def _compare(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    form = Compare(do=TWICE, than=LATER, moves=what, by=6, sign=sign, smallest=bound * unit)
    return form, lambda m, s: m * unit, _beyond(1, sign, bound)


def _level(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    start = about(Side)[what.split(".")[1]].typical
    form = Level(do=ONCE, moves=what, by=6, above=start + sign * bound * unit)
    return form, lambda m, s: start + m * unit, _beyond(1, 1, sign * bound)


def _recovery(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    form = Recovery(
        do=ONCE, moves=what, by=3, until=6, sign=sign, smallest=bound * unit, irreversible=bound < 1.2
    )
    lasts = _beyond(1, sign, bound)  # nothing here wears off
    return form, lambda m, s: m * unit, lasts if form.irreversible else lambda m, s: 0.0


def _interaction(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    form = Interaction(first=ONCE, second=LATER, moves=what, by=6, sign=sign, smallest=bound * unit)
    return form, lambda m, s: 0.0, lambda m, s: 0.0


def _share(what: str, unit: float, sign: int, bound: float) -> tuple[Form, Truth, Truth]:
    """Of two sizes alike and independent, the first is the larger cost in half of the draws with a cost."""
    parts = tuple(f"{what[0]}.{name}" for name in ("force", "manpower"))
    form = Share(do=ONCE, parts=parts, by=6, at_least=0.5, sign=sign)
    return form, lambda m, s: 0.5, lambda m, s: 0.5 - 0.5 * norm.cdf(-sign * m / s) ** 2


_KINDS: dict[str, Kind] = {
    "sign": _sign,
    "null": _null,
    "compare": _compare,
    "early": _early,
    "level": _level,
    "recovery": _recovery,
    "share": _share,
    "interaction": _interaction,
    "again": _sign,
}


def opposite(one: Claim) -> Claim:
    """Return the claim with its signs turned."""
    return _with(one, lambda form: {"sign": -form.sign})


def unbounded(one: Claim) -> Claim:
    """Return the claim with every effect of interest, however small."""
    return _with(replace(one, name=f"U{one.name}"), lambda form: {"smallest": 0.0})


def _with(one: Claim, change: Callable[[Any], dict[str, float]]) -> Claim:
    forms = [replace(test.form, **change(test.form)) for test in one.tests]
    tests = zip(forms, one.tests, strict=True)
    return replace(one, tests=tuple(Test(form, mirrored(form), test.when) for form, test in tests))


def signed(found: list[Case]) -> Iterator[Case]:
    """Yield the cases that claim a direction of one difference."""
    for case in found:
        if case.claim.tests and isinstance(case.claim.tests[0].form, Sign | Compare):
            yield case
