"""Leader exit: leaders who lose trust, elite or ground lose office; successors can end what is not theirs.

    rate(LEADER_EXIT)    =  turnover
    log h(LEADER_EXIT)  +=  - confidence * leader_confidence - cohesion * elite_cohesion
                            - ground * ground_pace
    on MY LEADER'S EXIT  :  cleared = fresh * culpability
                            culpability -= cleared,  stance -= ease * cleared,  compromise += ease * cleared
                            leader_confidence += renewal * (1 - leader_confidence)
    d culpability / dt   =  (resting - culpability) / owning
    log h(SETTLEMENT)   +=  - burden * culpability

A successor without ties to those who began the war is not answerable for it, until the war becomes the
successor's own.

Scope    Any regime in which leaders can fall. Home of culpability. Stance and compromise need
         their homes too.
Rivals   None in form.
Sources  croco2011, stanleysawyer2009, weisiger2016 (signs, the last two on settlement); sizes are assumed.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, mine, param

SIGN = "The sign is the paper's; the size is assumed."


class LeaderExit(Mechanism):
    """How easily a leader falls, how far a successor is free, and what that is worth for a deal.

    >>> from detente.vocabulary.war import reference
    >>> round(LeaderExit(fresh=0.5).effect(reference()).on[mine(Event.LEADER_EXIT)].culpability, 6)
    -0.4
    """

    turnover: Number = param(
        "Usual rate of losing office", LogNormal(0.01, 1.6), unit="1/month", source="assumed", low=0.0
    )
    confidence: Number = param(
        "Fall of log h(EXIT), no trust to full", LogNormal(1.5, 1.8), unit="1", source="assumed", low=0.0
    )
    cohesion: Number = param(
        "Fall of log h(EXIT), no unity to full", LogNormal(1.5, 1.8), unit="1", source="assumed", low=0.0
    )
    ground: Number = param(
        "Fall of log h(EXIT) for each share of the stake gained in a month",
        LogNormal(5.0, 2.0),
        unit="month",
        source="assumed",
        low=0.0,
    )
    fresh: Number = param(
        "Culpability a leader takes along", Share(0.6, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    ease: Number = param(
        "Softening of aims if culpability goes", LogNormal(0.1, 2.0), unit="1", source="assumed", low=0.0
    )
    renewal: Number = param(
        "Lost trust regained by a successor", Share(0.3, 1.8), unit="1", source="assumed", low=0.0, high=1.0
    )
    resting: Number = param(
        "Culpability of one who fights on", Share(0.8, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    owning: Number = param(
        "Time until a successor owns the war", LogNormal(24.0, 1.8), unit="month", source="assumed", low=0.5
    )
    burden: Number = param(
        "Fall of log h(SETTLEMENT) from no culpability to full",
        LogNormal(2.0, 1.7),
        unit="1",
        source="weisiger2016",
        note=SIGN,
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        cleared = self.fresh * me.culpability
        hold = self.confidence * me.leader_confidence + self.cohesion * me.elite_cohesion
        renewed = self.renewal * (1 - me.leader_confidence)
        soft = self.ease * cleared
        handover = Change(culpability=-cleared, stance=-soft, compromise=soft, leader_confidence=renewed)
        return Effect(
            per_month=Change(culpability=(self.resting - me.culpability) / self.owning),
            on={mine(Event.LEADER_EXIT): handover},
            rate={Event.LEADER_EXIT: self.turnover},
            log_hazard={
                Event.LEADER_EXIT: -hold - self.ground * me.ground_pace,
                Event.SETTLEMENT: -self.burden * me.culpability,
            },
        )
