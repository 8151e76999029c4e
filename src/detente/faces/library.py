"""What there is to look up by name: theories and causes. Nothing is loaded before it is asked for."""

import inspect
import re
import sys
from collections.abc import Mapping
from functools import cache

from detente.pipeline.groups import groups
from detente.pipeline.model import Model
from detente.vocabulary import ASSUMED, Mechanism, Theory, about, title
from detente.vocabulary.errors import unknown
from detente.vocabulary.record import AboutParam


def pick[T](kind: str, name: str, known: Mapping[str, T]) -> T:
    """Return the thing of that name. Raises UnknownName with the closest known one."""
    if name not in known:
        raise unknown(kind, name, known)
    return known[name]


@cache
def causes() -> dict[str, type[Mechanism]]:
    """Return every cause by name, in alphabetical order."""
    from detente.mechanisms import catalogue

    return catalogue()


@cache
def theories() -> dict[str, Theory]:
    """Return every theory by name, in the order in which they are shown."""
    from detente.theories import all_theories

    return dict(all_theories())


def model(parties: tuple[str, ...]) -> Model:
    """Return the model of all causes with these third parties, grouped by the theories that hold them."""
    every = tuple(causes().values())
    return Model(every, parties, groups(every, theories().values()))


def parameters(cause: type[Mechanism]) -> dict[str, AboutParam]:
    """Return the parameters of a cause by their short names."""
    return about(cause)


def assumed(cause: type[Mechanism]) -> int:
    """Return how many of a cause's parameters have no source."""
    return sum(entry.source == ASSUMED for entry in parameters(cause).values())


def used_by(cause: type[Mechanism]) -> tuple[str, ...]:
    """Return the names of the theories that hold the cause."""
    return tuple(name for name, theory in theories().items() if cause in theory.causes)


def rivals(cause: type[Mechanism]) -> tuple[str, ...]:
    """Return the names of the causes that answer the same question, or that the entry names as rivals."""
    said = re.search(r"^Rivals\s+(.*?)(?=^\S|\Z)", entry(cause), re.MULTILINE | re.DOTALL)
    named = (
        set(re.findall(r"[a-z_]+", said.group(1))) if said and not said.group(1).startswith("None") else set()
    )
    same = {title(c) for c in causes().values() if cause.answers and c.answers == cause.answers}
    return tuple(name for name in causes() if name in named | same and name != title(cause))


def entry(cause: type[Mechanism]) -> str:
    """Return the encyclopedia entry of a cause: the docstring of its file."""
    return inspect.cleandoc(sys.modules[cause.__module__].__doc__ or "")


def sentence(cause: type[Mechanism]) -> str:
    """Return the first sentence of a cause's entry."""
    return entry(cause).split("\n\n")[0].replace("\n", " ")


def citing(key: str) -> tuple[str, ...]:
    """Return the causes and theories that name a source, in numbers, lists or their entries."""
    named = [
        f"cause {name}"
        for name, cause in causes().items()
        if key in {entry.source for entry in parameters(cause).values()} or key in entry(cause)
    ]
    return (*named, *(f"theory {name}" for name, theory in theories().items() if key in theory.sources))
