"""All kinds of moment, found by a walk over `kinds`, and the moments that a theory is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import detente.evidence.moments.kinds as package
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.vocabulary import Theory


@dataclass(frozen=True, eq=False)
class Targets:
    """The moments that one theory is asked for by one record.

    untold  kinds that the record cannot tell, with the reason
    """

    moments: tuple[Moment, ...]
    untold: Mapping[str, str]


@cache
def kinds() -> dict[str, MomentKind]:
    """Return every kind of moment by its name, in alphabetical order."""
    modules = (import_module(f"{package.__name__}.{m.name}") for m in iter_modules(package.__path__))
    found = {item.name: item for m in modules for item in vars(m).values() if isinstance(item, MomentKind)}
    return dict(sorted(found.items()))


def targets(theory: Theory, history: History) -> Targets:
    """Return the moments that a theory is asked for, of the kinds that hold for the record's class."""
    moments: list[Moment] = []
    untold: dict[str, str] = {}
    for kind in kinds().values():
        if kind.holds_for(history.of.name) and kind.can_be_asked(theory.names):
            try:
                moments += kind.made(history)
            except ValueError as reason:
                untold[kind.name] = str(reason)
    return Targets(tuple(moments), untold)
