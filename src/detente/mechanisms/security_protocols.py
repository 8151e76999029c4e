"""Security protocols: after a strike both sides protect their people, and meeting becomes harder.

    on THEIR STRIKE       :  protocols += alarm * (1 - protocols)
    on MY STRIKE          :  protocols += caution * (1 - protocols)      a reprisal is expected
    d protocols / dt      =  (resting - protocols) / memory
    d talks_progress / dt =  - drag * (protocols - resting) * talks_progress
    d negotiators / dt    =  - thinning * (protocols - resting) * negotiators

Scope    Talks that people must travel to. Hold it along with talks_process and negotiator_presence.
Rivals   None in form.
Sources  Assumed throughout; the literature gives no number.
"""

from detente.vocabulary import (
    Change,
    Effect,
    Event,
    LogNormal,
    Mechanism,
    Number,
    Share,
    View,
    mine,
    param,
    theirs,
)


class SecurityProtocols(Mechanism):
    """How far a strike tightens protection, how long, and what that costs the talks.

    >>> from detente.vocabulary.war import reference
    >>> effect = SecurityProtocols(alarm=0.25, resting=0.1, memory=2.0, drag=0.5).effect(reference())
    >>> round(effect.on[theirs(Event.DEEP_STRIKE)].protocols, 6), round(effect.per_month.protocols, 6)
    (0.2, -0.05)
    >>> round(effect.per_month.talks_progress, 6)  # - 0.5 * (0.2 - 0.1) * 0.3
    -0.015
    """

    alarm: Number = param(
        "Share of the way to full protection that a strike suffered adds",
        Share(0.2, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    caution: Number = param(
        "The same for an own strike", Share(0.08, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    resting: Number = param(
        "Protection in quiet times of war", Share(0.2, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    memory: Number = param(
        "Time extra protection lasts", LogNormal(4.0, 1.55), unit="month", source="assumed", low=0.25
    )
    drag: Number = param(
        "Share of progress lost a month to full protection",
        LogNormal(0.1, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    thinning: Number = param(
        "Share of negotiators kept away a month by full protection",
        LogNormal(0.1, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        protocols = war.me.protocols
        extra, room = protocols - self.resting, 1 - protocols
        return Effect(
            per_month=Change(
                protocols=-extra / self.memory,
                talks_progress=-self.drag * extra * war.shared.talks_progress,
                negotiators=-self.thinning * extra * war.me.negotiators,
            ),
            on={
                theirs(Event.DEEP_STRIKE): Change(protocols=self.alarm * room),
                mine(Event.DEEP_STRIKE): Change(protocols=self.caution * room),
            },
        )
