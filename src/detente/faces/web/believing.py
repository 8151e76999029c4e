"""What is believed of the numbers of causes: priors in words and pictures, and what records of wars leave."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from detente.faces import beliefs, library
from detente.faces.page.figures.belief import belief_figure
from detente.pipeline.brief_beliefs import Belief, belief
from detente.pipeline.brief_words import amount
from detente.shelf import posteriors as shelf
from detente.vocabulary import (
    ASSUMED,
    Exponential,
    Fixed,
    LogNormal,
    Mechanism,
    Normal,
    Posterior,
    Prior,
    Share,
    Theory,
    Uniform,
    title,
)
from detente.vocabulary.record import AboutParam

DIGITS = 3
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True)
class After:
    """What a record of wars leaves of one number under one theory: median and 90% interval."""

    theory: str
    record: str
    belief: Belief

    @property
    def words(self) -> tuple[str, str, str]:
        """Return the low end, the median and the high end in words."""
        return spoken(self.belief)


@dataclass(frozen=True)
class Number:
    """One number of a cause as it is read.

    says     its prior in words
    words    low end, median and high end of 90% of the prior
    picture  an SVG figure of the prior, and of what records leave of it
    after    the theories of whose belief in it a record of wars says something
    """

    name: str
    about: AboutParam
    prior: Prior
    says: str
    words: tuple[str, str, str]
    picture: str
    after: tuple[After, ...] = ()

    @property
    def assumed(self) -> bool:
        """Say whether no source stands for it."""
        return self.about.source == ASSUMED


def numbers_of(cause: type[Mechanism], theory: Theory | None = None) -> tuple[Number, ...]:
    """Return the numbers of a cause, by its own priors, or by those of a theory.

    After a record of wars: as each theory that holds the cause, or as that theory, is left with them.
    """
    asked = [theory] if theory else [library.theories()[name] for name in library.used_by(cause)]
    return tuple(
        _number(cause, name, entry, theory, asked) for name, entry in library.parameters(cause).items()
    )


def told_numbers(theory: Theory) -> tuple[tuple[str, Number], ...]:
    """Return the numbers of a theory of which some record says something: cause and number."""
    told = {name for one in posteriors(theory) for name in one.told}
    causes = sorted({name.split(".")[0] for name in told})
    rows = [(cause, one) for cause in causes for one in numbers_of(library.causes()[cause], theory)]
    return tuple((cause, one) for cause, one in rows if f"{cause}.{one.name}" in told)


def posteriors(theory: Theory) -> tuple[Posterior, ...]:
    """Return what each class of wars leaves of a theory, where that is known."""
    found = (_posterior(theory.name, record, _stamp(theory.name, record)) for record in shelf.records())
    return tuple(one for one in found if one is not None)


def is_of_the_class(cause: str) -> bool:
    """Say whether the numbers of a cause are those of a class of wars, which a fit takes from its record."""
    from detente.evidence.posteriors import OWN  # here: scipy takes a second that few pages need

    return cause == OWN


def weight_of(theory: str, record: str) -> float | None:
    """Return how much the forecasts of a theory are worth among the others' on wars of a class."""
    for file in shelf.found(record, shelf.WEIGHTS):
        row = file.says.get("weights", {}).get(theory)
        return None if row is None else float(row["weight"])
    return None


def spoken(believed: Belief) -> tuple[str, str, str]:
    """Return a belief in words: low end, median, high end."""
    return (
        amount(believed.low, DIGITS),
        amount(believed.median, DIGITS),
        amount(believed.high, DIGITS),
    )


def in_words(prior: Prior) -> str:
    """Return what a prior says.

    >>> in_words(LogNormal(9.0, 1.8))
    'positive: median 9, two draws in three within a factor 1.8 of it'
    """
    match prior:
        case Fixed(value):
            return f"fixed at {amount(value)}"
        case Normal(center, sd):
            return f"either sign: median {amount(center)}, two draws in three within {amount(sd)} of it"
        case LogNormal(center, spread):
            near = f"two draws in three within a factor {amount(spread)} of it"
            return f"positive: median {amount(center)}, {near}"
        case Share(center, spread):
            odds = f"two draws in three have odds within a factor {amount(spread)} of its own"
            return f"between 0 and 1: median {amount(center)}, {odds}"
        case Uniform(low, high):
            return f"anywhere from {amount(low)} to {amount(high)}, all alike"
        case Exponential(mean):
            return f"positive: mean {amount(mean)}, many small and few large"
    return repr(prior)


def _number(
    cause: type[Mechanism], name: str, entry: AboutParam, theory: Theory | None, asked: list[Theory]
) -> Number:
    full = f"{title(cause)}.{name}"
    prior = (theory.priors.get(full) if theory else None) or entry.prior
    assert prior is not None  # every parameter is declared with one
    rows = [
        (one.name, found.record, _draws(one, full, prior, found))
        for one in asked
        for found in posteriors(one)
        if full in found.told
    ]
    words = spoken(belief(prior))
    key = f"{theory.name + '-' if theory else ''}{full}".replace(".", "-").replace("_", "-")
    picture = belief_figure(
        prior,
        [draws for *_, draws in rows],
        identifier=f"belief-{key}",
        title=f"What is believed of {full}",
        words=words,
    )
    after = tuple(After(who, record, _summed(draws)) for who, record, draws in rows)
    return Number(name, entry, prior, in_words(prior), words, picture, after)


def _draws(theory: Theory, full: str, prior: Prior, found: Posterior) -> np.ndarray:
    """Return the draws of a number: scores are read at the prior that the theory has of it."""
    own = theory.priors.get(full) or prior
    return np.asarray(own.at(np.asarray(found.scores[full], dtype=np.float64)), dtype=np.float64)


def _summed(draws: np.ndarray) -> Belief:
    low, middle, high = (float(x) for x in np.quantile(draws, (LOW, MIDDLE, HIGH)))
    return Belief(middle, low, high, False)


def _stamp(theory: str, record: str) -> int:
    """Return when the user's own file was written; 0 where there is none: what is packaged stays."""
    try:
        return (shelf.own_folder(record) / f"{theory}.json").stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=256)
def _posterior(theory: str, record: str, _: int) -> Posterior | None:
    """Return a posterior with the scores of the numbers that it tells something of: the rest are priors'."""
    found = beliefs.posterior(library.theories()[theory], record)
    if found is None:
        return None
    scores = {name: values for name, values in found.scores.items() if name in found.told}
    return replace(found, scores=scores, places={})
