"""Leader exit: how many more leaders of a side lose office where it is isolated.

Record   None: pressure destabilises leaders (marinov2005), or rarely does (licht2015); signs, without a size.
         The interval goes from no effect upwards without bound, for neither finds that pressure keeps leaders
         in office. How fast the density falls below it is assumed.
Theory   Rise in the expected number of exits of side A's leaders within 24 months, in the pair of wars of
         `sanctions`.
Role     A term of its own.
"""

from numpy.typing import NDArray

from detente.evidence.estimate import Estimate
from detente.evidence.moments.beside import ISOLATION
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook

UNSEATED = Estimate(float("nan"), 0.0, float("inf"))
SHOULDER = 0.02
CITE = ("marinov2005", "licht2015")


def _expected(told: Outlook) -> NDArray:
    exits = told.pressed.happened("A.leader-exit")  # (kept, world)
    return exits[:, 1] - exits[:, 0]


def _made(history: History) -> tuple[Moment, ...]:
    title = "exits of leaders that isolation brings about"
    return (Moment(LEADER_EXIT, "leader-exit", title, "1", UNSEATED, CITE, _expected, SHOULDER),)


LEADER_EXIT = MomentKind(
    name="leader-exit",
    title="pressure and leaders",
    basis="contradictory",
    role="term",
    made=_made,
    needs=(("leader_exit",), ISOLATION),
)
