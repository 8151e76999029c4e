"""What a moment is: a number with an interval, where that comes from, and what a fitted theory makes of it.

A moment that is in the record's likelihood already is looked at afterwards and adds nothing to the fit: the
same wars must not be counted twice. A moment from elsewhere multiplies the likelihood of a fitted theory by

    exp(- 1/2 * (outside / shoulder) ^ 2),        outside = low - x below the interval, x - high above it

and by exactly 1 within the interval, so that an interval never draws towards its middle: where two findings
contradict each other nothing says that the truth lies halfway.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from detente.evidence.estimate import Estimate

if TYPE_CHECKING:
    from detente.evidence.moments.history import History
    from detente.evidence.moments.outlook import Outlook

Basis = Literal["count", "published", "contradictory", "assumed"]
Role = Literal["likelihood", "term"]
BASES: dict[Basis, str] = {
    "count": "counted in the record that the theory was fitted to; a 95% interval of sampling",
    "published": "an interval that a source gives",
    "contradictory": "from the finding of one source to that of its rival; no value between is preferred",
    "assumed": "a source gives the number, and the width of the interval is assumed",
}
ROLES: dict[Role, str] = {
    "likelihood": "the record's likelihood has it already: only checked",
    "term": "adds a term of its own to the fit",
}


@dataclass(frozen=True)
class MomentKind:
    """One kind of moment: one or several numbers of one definition, which its module states.

    basis       where value and interval come from, a word of BASES
    role        whether it enters the fit, a word of ROLES
    made        makes the moments of a record; raises ValueError where the record cannot tell them
    classes     names of the reference classes that it holds for; all of them where none is named
    needs       groups of causes, by name: a theory must hold one of each group to be asked
    """

    name: str
    title: str
    basis: Basis
    role: Role
    made: "Callable[[History], tuple[Moment, ...]]"
    classes: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()

    def holds_for(self, reference_class: str) -> bool:
        """Say whether it is a moment of wars of this class."""
        return not self.classes or reference_class in self.classes

    def can_be_asked(self, causes: frozenset[str]) -> bool:
        """Say whether it can be asked of a theory that holds these causes."""
        return all(causes.intersection(group) for group in self.needs)


@dataclass(frozen=True, eq=False)
class Moment:
    """One number that a theory should reproduce.

    name      tells it from all others: `going-12`
    unit      of the number: "1" for shares and ratios, "month", "day"
    recorded  value and interval; the value is not a number where sources give an interval alone
    cite      keys of sources.bib
    expected  what a fitted theory makes of it, by kept draw: (kept,)
    shoulder  how far outside the interval the density of a term has fallen to exp(-1/2), in `unit`; assumed
              wherever it is given
    """

    kind: MomentKind
    name: str
    title: str
    unit: str
    recorded: Estimate
    cite: tuple[str, ...]
    expected: "Callable[[Outlook], NDArray[np.floating]]"
    shoulder: float = np.nan

    def log_density(self, values: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the log density of the term at these values, 0 within the interval.

        A value that is not a number (nothing happened that could be counted) counts as within.
        """
        low, high = self.recorded.low, self.recorded.high
        outside = np.maximum(np.maximum(low - values, values - high), 0.0)
        return -0.5 * (np.nan_to_num(outside) / self.shoulder) ** 2

    def within(self, values: NDArray[np.floating]) -> NDArray[np.bool_]:
        """Say which values lie in the interval."""
        return (values >= self.recorded.low) & (values <= self.recorded.high)
