"""Honest broker: trust grows through a mediator that leans to neither side; bias does not help.

    even              =  1 - |bias to me - bias to the foe|
    d trust / dt      +=  building * mediates * even * credibility * (1 - war preference of the foe - trust)
    log h(SETTLEMENT) +=  weight * mediates * even

What an even-handed mediator says of the other side is true on the whole, so it moves trust towards what
the other side deserves; a biased one says whatever suits its friend, and moves nothing.

Scope    One mediator, one deal; a biased one can serve only within a lasting relation. Hold it along
         with trust_update (trust) and mediator_credibility (credibility).
Rivals   mediator_bias
Sources  kydd2006 (claims read); reduced form derived for this project.
"""

from detente.formulas.opinion import pull
from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, View, maths, param


class HonestBroker(Mechanism):
    """How fast an even-handed mediator builds trust, and what even-handedness is worth for a deal.

    >>> from detente.vocabulary import Party, Side, Tie
    >>> war = View(me=Side(trust=0.5), foe=Side(war_preference=0.25), shared=None, party=Party(mediates=1.0),
    ...            tie=Tie(bias=0.75, credibility=1.0), foe_tie=Tie(bias=0.25))
    >>> HonestBroker(building=0.5).effect(war).per_month.trust
    0.0625
    """

    answers = "Whose mediation is believed?"
    third_party = True

    building: Number = param(
        "Share of misplaced trust or distrust that a full, fully believed honest broker corrects in a month",
        LogNormal(0.05, 2.2),
        unit="1/month",
        source="kydd2006",
        low=0,
        note="The sign is the paper's; the size is assumed.",
    )
    weight: Number = param(
        "Rise in the log hazard of a settlement from a wholly biased to an even-handed full mediator",
        LogNormal(0.6, 2.0),
        unit="1",
        source="kydd2006",
        low=0,
        note="The paper's claim is about trust; that it carries to settlement, and the size, are assumed.",
    )

    def effect(self, war: View) -> Effect:
        honest = war.party.mediates * (1 - maths.absolute(war.tie.bias - war.foe_tie.bias))
        deserved = 1 - war.foe.war_preference
        attention = self.building * honest * war.tie.credibility
        return Effect(
            per_month=Change(trust=pull(war.me.trust, deserved, attention)),
            log_hazard={Event.SETTLEMENT: self.weight * honest},
        )
