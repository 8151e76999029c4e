"""Ripeness: sides seek a deal when both are hurt, neither gains, and a way out is in sight.

    hurt                        =  a / (a + half),   a = attrition of the side that loses less
    stuck                       =  1 / (1 + (ground_pace / still)^2)
    way out                     =  min(1, talks + sum of mediates * both credibilities)
    log h(SETTLEMENT)          +=  weight * hurt * stuck * way out
    log h(TALKS_OPEN)          +=  search * hurt * stuck * way out

Scope    Wars with a front or a stake whose division can be seen to stand still.
Rivals   None in form.
Sources  zartman1989, zartman2000, zartman2001 (claim); the form is derived here and its sizes are assumed.
"""

from detente.vocabulary import Effect, Event, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.derived import attrition
from detente.vocabulary.maths import minimum

SIGN = "The sign is the author's; the size is assumed."


class Ripeness(Mechanism):
    """What a stalemate that hurts both sides is worth for talks and for a deal.

    >>> from detente.vocabulary.war import reference
    >>> card = Ripeness(half=0.02, weight=2.0)  # half hurt, fully stuck, way out 0.3 + 0.5 * 0.5 * 0.5
    >>> round(card.effect(reference()).log_hazard[Event.SETTLEMENT], 6)
    0.425
    """

    half: Number = param(
        "Share of the force lost a month at which a stalemate hurts half as much as it can",
        LogNormal(0.03, 1.6),
        unit="1/month",
        source="assumed",
        low=0.001,
    )
    still: Number = param(
        "Move of the front, in shares of the stake a month, at which the war is half stuck",
        LogNormal(0.02, 1.7),
        unit="1/month",
        source="assumed",
        low=0.0001,
    )
    weight: Number = param(
        "Rise in the log hazard of a settlement from an unripe moment to a ripe one",
        LogNormal(1.0, 2.0),
        unit="1",
        source="zartman2000",
        low=0.0,
        note=SIGN,
    )
    search: Number = param(
        "Rise in the log hazard of talks opening from an unripe moment to a ripe one",
        LogNormal(0.8, 2.0),
        unit="1",
        source="zartman2000",
        low=0.0,
        note=SIGN,
    )

    def effect(self, war: View) -> Effect:
        losses = minimum(attrition(war.me), attrition(war.foe))
        hurt = losses / (losses + self.half)
        moved = war.me.ground_pace / self.still
        seen = zip(war.parties, war.ties, war.foe_ties, strict=True)
        mediators = sum(
            (party.mediates * tie.credibility * far.credibility for party, tie, far in seen), start=0
        )
        ripe = hurt * minimum(war.shared.talks + mediators, 1) / (1 + moved * moved)
        return Effect(log_hazard={Event.SETTLEMENT: self.weight * ripe, Event.TALKS_OPEN: self.search * ripe})
