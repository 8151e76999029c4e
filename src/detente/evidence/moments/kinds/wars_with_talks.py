"""Wars with talks: the share of wars in which the sides have talked before the war ends.

Record   None: nearly four in five wars between states (min2020). The interval, ten points either way, is
         assumed, and so is how fast the density falls outside it.
Theory   Talks are under way or stalled on the first day of as many wars as in the reference war (a half,
         assumed); of the others, those in which anything happens to talks before the war ends, or is no
         longer watched.
Role     A term of its own.
"""

from numpy.typing import NDArray

from detente.evidence.courses import TALKED
from detente.evidence.estimate import Estimate
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook
from detente.vocabulary.war import reference

SHARE = Estimate(0.8, 0.7, 0.9)
SHOULDER = 0.05
FROM_THE_FIRST_DAY = reference().shared.talks + reference().shared.stalled


def _made(history: History) -> tuple[Moment, ...]:
    def expected(told: Outlook) -> NDArray:
        return FROM_THE_FIRST_DAY + (1 - FROM_THE_FIRST_DAY) * history.mixed(told.happened(TALKED))

    title = "wars in which the sides talk"
    return (Moment(WARS_WITH_TALKS, "talked", title, "1", SHARE, ("min2020",), expected, SHOULDER),)


WARS_WITH_TALKS = MomentKind(
    name="wars-with-talks",
    title="wars with talks",
    basis="assumed",
    role="term",
    made=_made,
    classes=("interstate", "interstate-cow"),
    needs=(("talks_process",),),
)
