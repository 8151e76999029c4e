"""What a run rests on: its numbers with what is believed of them, its starting values, and its sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

from detente.pipeline.scenario import Scenario
from detente.vocabulary import ASSUMED, Fixed, Mechanism, Prior, Theory, about, title
from detente.vocabulary.war import leaves

NINETY = NormalDist().inv_cdf(0.95)  # 90% of a belief lies within so many standard deviations


@dataclass(frozen=True)
class Belief:
    """A prior as a reader sees it: its median and its 90% interval."""

    median: float
    low: float
    high: float
    fixed: bool


@dataclass(frozen=True)
class Number:
    """One number that a run rests on: a parameter (`cause.name`) or a starting value (stock path)."""

    name: str
    meaning: str
    belief: Belief
    unit: str
    source: str
    note: str = ""
    as_of: str = ""
    also: tuple[str, ...] = ()

    @property
    def assumed(self) -> bool:
        """Say whether nobody vouches for it."""
        return self.source == ASSUMED


def belief(prior: Prior) -> Belief:
    """Return the median and the 90% interval of a prior.

    >>> belief(Fixed(2.0))
    Belief(median=2.0, low=2.0, high=2.0, fixed=True)
    """
    low, high = sorted((float(prior.at(-NINETY)), float(prior.at(NINETY))))
    return Belief(prior.median, low, high, isinstance(prior, Fixed))


def causes_of(theories: Iterable[Theory]) -> tuple[type[Mechanism], ...]:
    """Return the causes that any of the theories holds, in alphabetical order."""
    return tuple(sorted({cause for theory in theories for cause in theory.causes}, key=title))


def parameters(causes: Iterable[type[Mechanism]]) -> list[Number]:
    """Return every parameter of the causes, with the belief of the cause itself."""
    return [
        Number(
            f"{title(cause)}.{name}", entry.meaning, belief(entry.prior), entry.unit, entry.source, entry.note
        )
        for cause in causes
        for name, entry in about(cause).items()
    ]


def replaced(theories: Iterable[Theory]) -> list[tuple[str, str, Belief]]:
    """Return the beliefs by which theories replace a cause's own: (theory, parameter, belief)."""
    return [(t.name, name, belief(prior)) for t in theories for name, prior in sorted(t.priors.items())]


def starts(scenario: Scenario) -> list[Number]:
    """Return the starting values that the scenario gives, in the order of the vocabulary."""
    meaning = {path: entry.meaning for path, entry in leaves(scenario.parties)}
    return [
        Number(path, meaning[path], belief(s.prior), s.unit, s.source, s.note, s.as_of, s.also)
        for path in meaning
        if (s := scenario.start.get(path)) is not None
    ]


def cited(scenario: Scenario, theories: Iterable[Theory]) -> dict[str, list[str]]:
    """Return the keys of all sources in use, each with what uses it: causes, theories, starting values."""
    theories = tuple(theories)
    used: dict[str, list[str]] = {}
    for theory in theories:
        for key in theory.sources:
            used.setdefault(key, []).append(f"theory {theory.name}")
    for number in parameters(causes_of(theories)):
        used.setdefault(number.source, []).append(f"cause {number.name.split('.')[0]}")
    for number in starts(scenario):
        for key in (number.source, *number.also):
            used.setdefault(key, []).append("starting values")
    return {key: list(dict.fromkeys(used[key])) for key in sorted(used) if key != ASSUMED}


def named_in_entries(entries: Mapping[str, str], keys: Iterable[str]) -> dict[str, list[str]]:
    """Return the sources that entries of causes name in their text, beyond those of single numbers."""
    found: dict[str, list[str]] = {}
    for key in keys:
        users = [f"cause {cause}" for cause, text in entries.items() if key in text]
        if users:
            found[key] = users
    return found


@dataclass(frozen=True)
class Work:
    """One work of the bibliography, as a brief cites it. `held` says how it was seen."""

    key: str
    citation: str
    held: str
    supports: str
    address: str = ""
