"""Audience costs: the more a leader has committed in public, the dearer it is to back down.

    level                  =  resting + commitment * (hostility - usual)
    d audience_stake / dt  =  (level - audience_stake) / memory
    on THEIR STRIKE        :  audience_stake += challenge
    d compromise / dt     +=  - binding * (audience_stake - usual)
    log h(SETTLEMENT)     +=  - weight * audience_stake

Escalation commits; commitments are slow to be forgotten. Nothing here depends on strength: once a crisis has
begun, what both can see of each other's capabilities has no direct effect. No study concerns a covert strike:
the sign of challenge is free.

Scope    Leaders with an audience that can punish them. Home of audience_stake. Compromise needs its home
         (nationalism), or the pushes pile up.
Rivals   None in form.
Sources  fearon1994 (signs); sizes are assumed, and the paper's own equation is not held.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, Share, View, param
from detente.vocabulary.events import Event, theirs
from detente.vocabulary.maths import clip
from detente.vocabulary.war import reference

USUAL = reference().me
SIGN = "The sign is the paper's; the size is assumed."


class AudienceCosts(Mechanism):
    """How fast commitments build up and are forgotten, and how they stand in the way of a deal.

    >>> from dataclasses import replace
    >>> war = reference()
    >>> escalated = replace(war, me=replace(war.me, hostility=2.0))
    >>> card = AudienceCosts(resting=0.3, commitment=0.2, memory=10.0)
    >>> round(card.effect(escalated).per_month.audience_stake, 6)
    0.02
    """

    resting: Number = param(
        "Stake at the usual intensity of violence",
        Share(0.3, 1.3),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    commitment: Number = param(
        "Rise of the stake as hostility doubles",
        LogNormal(0.15, 2.0),
        unit="1",
        source="fearon1994",
        note=SIGN,
    )
    challenge: Number = param(
        "Rise of the stake at one strike by the foe", Normal(0.04, 0.06), unit="1", source="assumed"
    )
    memory: Number = param(
        "Time until a third of a commitment is left",
        LogNormal(9.0, 1.8),
        unit="month",
        source="assumed",
        low=0.25,
    )
    binding: Number = param(
        "Fall of compromise, no stake to full",
        LogNormal(0.03, 2.0),
        unit="1/month",
        source="fearon1994",
        note=SIGN,
    )
    weight: Number = param(
        "Fall of log h(SETTLEMENT) from no stake to full",
        LogNormal(0.7, 2.0),
        unit="1",
        source="fearon1994",
        note=SIGN,
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        level = clip(self.resting + self.commitment * (me.hostility - USUAL.hostility), 0, 1)
        bound = self.binding * (me.audience_stake - USUAL.audience_stake)
        return Effect(
            per_month=Change(audience_stake=(level - me.audience_stake) / self.memory, compromise=-bound),
            on={theirs(Event.DEEP_STRIKE): Change(audience_stake=self.challenge)},
            log_hazard={Event.SETTLEMENT: -self.weight * me.audience_stake},
        )
