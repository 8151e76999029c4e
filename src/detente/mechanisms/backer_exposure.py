"""Backer exposure: what a side does is charged to its backer too.

    on STRIKE BY THE BACKED SIDE  :  exposure += blame * support * (1 - coordination ...)
    d exposure / dt               =  (resting - exposure) / memory
    log h(AID_CUT)               +=  caution * exposure

Scope    A third party that backs a side and is seen to.
Rivals   None in form. Whether exposure makes a backer cautious has a free sign.
Sources  Assumed throughout: theory.md's principal-agent account (B15) gives no number.
"""

from detente.vocabulary import (
    Change,
    Effect,
    Event,
    LogNormal,
    Mechanism,
    Normal,
    Number,
    Share,
    View,
    mine,
    param,
)


class BackerExposure(Mechanism):
    """How much of the blame for an act its backer bears, and whether that makes it cautious.

    >>> from detente.vocabulary.war import reference
    >>> round(BackerExposure(blame=0.4).effect(reference()).on[mine(Event.DEEP_STRIKE)].exposure, 3)
    0.2
    """

    third_party = True

    blame: Number = param(
        "Rise in a full backer's exposure at one act of the side it backs",
        Share(0.2, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    resting: Number = param(
        "Exposure in quiet months", Share(0.2, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    memory: Number = param(
        "Time until a rise in exposure has fallen to about a third",
        LogNormal(4.0, 1.6),
        unit="month",
        source="assumed",
        low=0.25,
    )
    caution: Number = param(
        "Rise in the log hazard of an aid cut from no exposure to full exposure",
        Normal(0.3, 0.6),  # straddles zero: a backer may also double down
        unit="1",
        source="assumed",
    )

    def effect(self, war: View) -> Effect:
        return Effect(
            per_month=Change(exposure=(self.resting - war.party.exposure) / self.memory),
            on={mine(Event.DEEP_STRIKE): Change(exposure=self.blame * war.tie.support)},
            log_hazard={Event.AID_CUT: self.caution * war.party.exposure},
        )
