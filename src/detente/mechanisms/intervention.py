"""Intervention: outside support puts off a settlement, most of all on both sides, and favours whom it aids.

    log h(SETTLEMENT)   -=  delay * support for me + opposed * support for me * all support for the foe
    log h(MY COLLAPSE)  -=  shield * support for me
    log h(MY COLLAPSE)  +=  push * support for the foe

Cutting support therefore undoes what it did. There is no separate memory of the break itself: whether
an aid cut ends a war (entry and exit of support commonly do) or keeps it going (wars with a break are
likelier to go on) is the free sign of delay, at the level of support that is left.

Scope    Third parties that support a side; found for civil wars. Hold it along with aid_delivery.
Rivals   None in form; independent_agenda says that only a party with aims of its own lengthens a war.
Sources  regan2002, balchlindsay2008 (signs); fearonlaitin2008 against testerman2014 (a break in support).
"""

from detente.vocabulary import Effect, Event, LogNormal, Mechanism, Normal, Number, View, param


class Intervention(Mechanism):
    """What outside support does to how a war ends.

    >>> from detente.vocabulary.war import reference
    >>> effect = Intervention(delay=0.4, opposed=0.8).effect(reference(parties=1))
    >>> round(effect.log_hazard[Event.SETTLEMENT], 6)               # - (0.4 * 0.5 + 0.8 * 0.5 * 0.5)
    -0.4
    """

    third_party = True

    delay: Number = param(
        "Fall in the log hazard of a settlement when a side gets full support",
        Normal(0.15, 0.9),  # straddles zero: a break in support has been found to prolong wars too
        unit="1",
        source="balchlindsay2008",
        note="The sign of the median is the paper's, testerman2014 dissents; the size is assumed.",
    )
    opposed: Number = param(
        "Further fall when the other side gets full support as well",
        LogNormal(0.4, 2.0),
        unit="1",
        source="regan2002",
        low=0,
        note="The sign is the paper's; the size is assumed.",
    )
    shield: Number = param(
        "Fall in the log hazard of collapse of a fully supported side",
        LogNormal(0.5, 2.0),
        unit="1",
        source="balchlindsay2008",
        low=0,
        note="The sign is inferred from the paper's (sooner victory of the aided side); the size is assumed.",
    )
    push: Number = param(
        "Rise in the log hazard of collapse of a side whose foe is fully supported",
        LogNormal(0.5, 2.0),
        unit="1",
        source="balchlindsay2008",
        low=0,
        note="The sign is the paper's; the size is assumed.",
    )

    def effect(self, war: View) -> Effect:
        support = war.tie.support
        against = sum((tie.support for tie in war.foe_ties), start=0)
        return Effect(
            log_hazard={
                Event.SETTLEMENT: -support * (self.delay + self.opposed * against),
                Event.COLLAPSE: self.push * war.foe_tie.support - self.shield * support,
            }
        )
