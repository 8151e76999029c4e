"""Talks that fail: the share of talks that are broken off and not followed through to a settlement.

Record   None: about three in four (min2025), a count that holds no interval. The interval, ten points either
         way, is assumed, and so is how fast the density falls outside it.
Theory   Talks broken off, relative to these and the wars that end in a settlement, both expected over the
         time that was lived. A war that ends in another way while talks are open counts for neither.
Role     A term of its own.

It is asked for of wars between states as UCDP codes them. By COW's coding 2 of 86 such wars end in an
agreement, where two thirds are said to end short of total victory (min2020): with so few settlements nearly
all talks would fail, whatever they lead to.
"""

from numpy.typing import NDArray

from detente.evidence.estimate import Estimate
from detente.evidence.moments.history import AGREEMENT, History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook

FAILED = Estimate(0.75, 0.65, 0.85)
SHOULDER = 0.05


def _made(history: History) -> tuple[Moment, ...]:
    def expected(told: Outlook) -> NDArray:
        closed = history.mixed(told.happened("talks-close"))
        settled = history.mixed(told.ended[..., -1])[:, AGREEMENT.kinds].sum(axis=1)
        return closed / (closed + settled)

    title = "talks that are broken off"
    return (Moment(TALKS_THAT_FAIL, "talks-failed", title, "1", FAILED, ("min2025",), expected, SHOULDER),)


TALKS_THAT_FAIL = MomentKind(
    name="talks-that-fail",
    title="talks that fail",
    basis="assumed",
    role="term",
    made=_made,
    classes=("interstate",),
    needs=(("talks_process",),),
)
