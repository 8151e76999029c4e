"""Front movement: ground goes from the weaker to the stronger, and the foe's loss is my gain.

    lead              =  log(strength / strength of the foe), held within +- rout
    advance           =  mobility * escalation * lead * ground * ground of the foe
    d ground / dt     =  advance
    d ground_pace/dt  =  (advance - ground_pace) / memory
    strength          =  force * firepower

The product of the two shares makes the front stop where nothing is left to take. Seen from the other
side the same equation gives the opposite number, so the two shares go on adding up to one.

Scope    A front whose movement follows strength; surprise and terrain are left to other causes.
Rivals   None.
Sources  Assumed; that the front follows the log of the ratio of strengths is a convention.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.derived import HELD_AT_LEAST, escalation, strength
from detente.vocabulary.maths import clip, log, maximum


class FrontMovement(Mechanism):
    """How fast the front moves towards the weaker side.

    >>> from detente.vocabulary import Side
    >>> strong = Side(force=200.0, firepower=1.0, hostility=1.0, ground=0.5)
    >>> weak = Side(force=100.0, firepower=1.0, hostility=1.0, ground=0.5)
    >>> card = FrontMovement(mobility=0.1)
    >>> gain = card.effect(View(me=strong, foe=weak, shared=None)).per_month.ground
    >>> loss = card.effect(View(me=weak, foe=strong, shared=None)).per_month.ground
    >>> round(gain, 4), gain + loss
    (0.0173, 0.0)
    """

    mobility: Number = param(
        "Speed of the front for each unit of log strength, relative to the ground both sides hold",
        LogNormal(0.08, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    rout: Number = param(
        "Lead in log strength beyond which the front moves no faster",
        LogNormal(2.0, 1.4),
        unit="1",
        source="assumed",
        low=0.0,
    )
    memory: Number = param(
        "Time over which movements of the front are felt as one",
        LogNormal(3.0, 1.5),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def effect(self, war: View) -> Effect:
        own = log(maximum(strength(war.me), HELD_AT_LEAST))
        foe = log(maximum(strength(war.foe), HELD_AT_LEAST))
        lead = clip(own - foe, -self.rout, self.rout)
        advance = self.mobility * escalation(war) * lead * (war.me.ground * war.foe.ground)
        return Effect(
            per_month=Change(ground=advance, ground_pace=(advance - war.me.ground_pace) / self.memory),
        )
