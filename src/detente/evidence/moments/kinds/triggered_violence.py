"""Triggered violence: the share of violent acts that answer others, and the time that an answer takes.

    share   =  1 - 1 / cluster size  =  branching        where both sides answer (`formulas.hawkes`)
    share   =  half of branching                         where one side does, between equals
    memory  =  mean time to an answer

Record   None: in one war within a state at most .37 to .50 of violent events were triggered, for at most two
         to six weeks, by district (lewis2012). These are upper bounds: the intervals go from nothing to the
         larger one, and the density falls to exp(-1/2) at half the distance between the bounds beyond it
         (assumed).
Theory   Strikes and reprisals, by the numbers of the cause that speaks: in each draw one of two rivals does.
         How many acts nothing triggered does not matter to the share.
Role     A term of its own. The priors of both numbers come from the same source. They lie within the
         intervals, or nearly, and there the term is flat, so nothing is counted twice.
"""

from numpy.typing import NDArray

from detente.evidence.estimate import Estimate
from detente.evidence.moments.beside import ANSWERING
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook
from detente.formulas.severity import DAYS_PER_MONTH

WEEK = 7 / DAYS_PER_MONTH  # months
NOT_A_VALUE = float("nan")
SHARE, SHARE_SHOULDER = Estimate(NOT_A_VALUE, 0.0, 0.50), (0.50 - 0.37) / 2
MEMORY, MEMORY_SHOULDER = Estimate(NOT_A_VALUE, 0.0, 6 * WEEK), (6 * WEEK - 2 * WEEK) / 2
CITE = ("lewis2012",)


def _answered(told: Outlook) -> NDArray:
    return told.answered


def _memory(told: Outlook) -> NDArray:
    return told.memory


def _made(history: History) -> tuple[Moment, ...]:
    share, memory = "violent events that others triggered", "mean time to an answer"
    return (
        Moment(TRIGGERED_VIOLENCE, "triggered", share, "1", SHARE, CITE, _answered, SHARE_SHOULDER),
        Moment(TRIGGERED_VIOLENCE, "memory", memory, "month", MEMORY, CITE, _memory, MEMORY_SHOULDER),
    )


TRIGGERED_VIOLENCE = MomentKind(
    name="triggered-violence",
    title="violence that answers violence",
    basis="published",
    role="term",
    made=_made,
    needs=(tuple(ANSWERING),),
)
