"""Independent agenda: a backer with aims of its own in the war must be satisfied too, so the war lasts.

    stake                           =  agenda of the party * its support for me
    log h(SETTLEMENT, CEASEFIRE)   -=  weight * stake
    log h(TALKS_STALL)             +=  friction * agenda of the party * divergence of aims at the table
    log h(TALKS_RESUME)            -=  the same

A party that merely helps a side lengthens nothing here; one that pursues aims of its own does.

Scope    Third parties that take part in a war; found for outside states in civil wars. Hold it along
         with aid_delivery (support) and talks_process (talks).
Rivals   None in form; intervention says that support alone lengthens a war.
Sources  cunningham2010 (sign); sizes assumed.
"""

from detente.vocabulary import Effect, Event, LogNormal, Mechanism, Number, View, param


class IndependentAgenda(Mechanism):
    """How much a third party's own aims stand in the way of an agreement.

    >>> from detente.vocabulary.war import reference
    >>> effect = IndependentAgenda(weight=2.0, friction=1.0).effect(reference())
    >>> round(effect.log_hazard[Event.SETTLEMENT], 6), round(effect.log_hazard[Event.TALKS_STALL], 6)
    (-0.3, 0.12)
    """

    third_party = True

    weight: Number = param(
        "Fall in the log hazard of an agreement when a full backer pursues only its own aims",
        LogNormal(0.8, 2.0),
        unit="1",
        source="cunningham2010",
        low=0,
        note="The sign is the paper's; the size is assumed.",
    )
    friction: Number = param(
        "Rise in the log hazard of a stall when such a party meets fully divergent aims",
        LogNormal(0.7, 2.0),
        unit="1",
        source="assumed",
        low=0,
    )

    def effect(self, war: View) -> Effect:
        holding = -self.weight * war.party.agenda * war.tie.support
        stalling = self.friction * war.party.agenda * war.shared.agenda_conflict
        return Effect(
            log_hazard={
                Event.SETTLEMENT: holding,
                Event.CEASEFIRE: holding,
                Event.TALKS_STALL: stalling,
                Event.TALKS_RESUME: -stalling,
            }
        )
