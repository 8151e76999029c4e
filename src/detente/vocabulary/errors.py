"""Every way detente refuses: a stable slug, a sentence, and the likely fix."""

import abc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one input: where, what, why, and the likely fix.

    `line` and `column` count from 1; 0 means that the place is the file as a whole.
    """

    file: str
    line: int
    column: int
    what: str
    why: str
    fix: str

    def __str__(self) -> str:
        """Return `file:line:col: what, why, likely fix` on one line."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.what}; {self.why}; {self.fix}"


class DetenteError(Exception, abc.ABC):
    """Something a user can mend. `slug` names its page under docs/reference/errors."""

    slug: str = "error"


class InvalidInput(DetenteError):
    """A file or option is wrong; all problems are listed at once."""

    slug = "invalid-input"

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in the order of their place."""
        ordered = sorted(problems, key=lambda p: (p.file, p.line, p.column, p.what))
        Exception.__init__(self, "\n".join(str(p) for p in ordered), tuple(ordered))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return every problem found."""
        return self.args[1]

    def __str__(self) -> str:
        """Return one problem a line."""
        return self.args[0]


class UnknownName(DetenteError):
    """A name that detente does not know."""

    slug = "unknown-name"


class ImpossibleValue(DetenteError):
    """A prior drew, or a cause returned, a value that cannot be."""

    slug = "impossible-value"


class InvalidMechanism(DetenteError):
    """A mechanism states something the vocabulary has no word for."""

    slug = "invalid-mechanism"


class Leak(DetenteError):
    """Something was about to be predicted with what became known only later."""

    slug = "leak"


class Cancelled(DetenteError):
    """The run was stopped on request; what was finished is kept."""

    slug = "cancelled"


class BrokenStore(DetenteError):
    """A stored run cannot be read or does not match its manifest."""

    slug = "broken-store"


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return a hint naming the closest known word, or a few known ones.

    >>> did_you_mean("forse", ["force", "ground"])
    "did you mean 'force'?"
    """
    names = sorted(known)
    close = get_close_matches(given, names, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}?"
    shown = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    return f"known: {shown}"


def unknown(kind: str, given: str, known: Iterable[str]) -> UnknownName:
    """Return the error for a name that is not in `known`."""
    return UnknownName(f"there is no {kind} called {given!r}: {did_you_mean(given, known)}")
