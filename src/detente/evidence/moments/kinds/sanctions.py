"""Sanctions: in how many wars isolation brings about a negotiated end that would not have come otherwise.

Record   None: of 115 cases, 40 succeeded by one definition (hufbauer1990) and 5 by another (pape1997). The
         interval goes from 5/115 to 40/115, and no value between is preferred. How fast the density falls
         outside it is assumed.
Theory   A war is lived twice with the same laws and the same luck: as it is, and with side A's isolation kept
         .5 higher for 24 months (both assumed). What counts is the rise in the probability that it has ended
         in a settlement or a ceasefire by then. It is the reference war: two equal sides, neither with a
         backer that gives.
Role     A term of its own.

An analogue: most of the cases are not wars, and what was asked of the target was often less than peace. Wars
that end within weeks, before pressure can do anything, count as wars in which it did nothing. A collapse of
the side that is isolated does not count (assumed). By COW's coding few wars end by negotiation, so it is
asked for of UCDP's wars only.
"""

from numpy.typing import NDArray

from detente.evidence.estimate import Estimate
from detente.evidence.moments.beside import ISOLATION
from detente.evidence.moments.history import NEGOTIATED, History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook

WORKED = Estimate(float("nan"), 5 / 115, 40 / 115)
SHOULDER = 0.05
CITE = ("hufbauer1990", "pape1997")


def _expected(told: Outlook) -> NDArray:
    ended = told.pressed.ended[:, :, NEGOTIATED.kinds, -1].sum(axis=2)  # (kept, world)
    return ended[:, 1] - ended[:, 0]


def _made(history: History) -> tuple[Moment, ...]:
    title = "negotiated ends that isolation brings about"
    return (Moment(SANCTIONS, "sanctions", title, "1", WORKED, CITE, _expected, SHOULDER),)


SANCTIONS = MomentKind(
    name="sanctions",
    title="sanctions that work",
    basis="contradictory",
    role="term",
    made=_made,
    classes=("interstate", "internal"),
    needs=(ISOLATION,),
)
