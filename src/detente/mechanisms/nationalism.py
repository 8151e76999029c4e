"""Nationalism: a strike stirs nationalist rhetoric, and rhetoric narrows what can be conceded, or neither.

    on THEIR STRIKE      :  nationalism += stirring
    d nationalism / dt    =  (resting - nationalism) / calming
    d compromise / dt     =  (willing - closing * (nationalism - usual) - compromise) / memory
    d stance / dt        +=  hardening * (nationalism - usual)
    log h(SETTLEMENT)    +=  giving * compromise - weight * nationalism

Usual are the values in the reference war.

Scope    Any public. Home of nationalism and compromise. Stance needs its home (bargaining_range), or the
         pushes pile up.
Rivals   coercion: the same strike wears resolve down and hastens a deal.
Sources  Assumed throughout. No study was opened that gives these links, so every sign but that of compromise
         is free.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, Share, View, param
from detente.vocabulary.events import Event, theirs
from detente.vocabulary.maths import clip
from detente.vocabulary.war import reference

USUAL = reference().me


class Nationalism(Mechanism):
    """How far strikes stir nationalist rhetoric, and what that does to bargaining.

    >>> from dataclasses import replace
    >>> war = reference()
    >>> stirred = replace(war, me=replace(war.me, nationalism=0.7))
    >>> card = Nationalism(willing=0.4, closing=0.5, memory=5.0)
    >>> round(card.effect(stirred).per_month.compromise, 6)
    -0.02
    """

    stirring: Number = param(
        "Rise of rhetoric at one strike by the foe", Normal(0.04, 0.06), unit="1", source="assumed"
    )
    resting: Number = param(
        "Rhetoric in quiet months", Share(0.5, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    calming: Number = param(
        "Time until a third of a rise is left", LogNormal(4.0, 1.6), unit="month", source="assumed", low=0.25
    )
    willing: Number = param(
        "Compromise at the usual rhetoric", Share(0.4, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    closing: Number = param(
        "Fall of compromise from no rhetoric to the most", Normal(0.3, 0.3), unit="1", source="assumed"
    )
    memory: Number = param(
        "Time in which compromise adjusts", LogNormal(4.0, 1.6), unit="month", source="assumed", low=0.25
    )
    hardening: Number = param(
        "Monthly rise of stance from no rhetoric to the most",
        Normal(0.02, 0.03),
        unit="1/month",
        source="assumed",
    )
    giving: Number = param(
        "Rise of log h(SETTLEMENT) from no willingness to full",
        LogNormal(0.8, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
    )
    weight: Number = param(
        "Fall of log h(SETTLEMENT) from no rhetoric to the most", Normal(0.3, 0.5), unit="1", source="assumed"
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        heated = me.nationalism - USUAL.nationalism
        open_to = clip(self.willing - self.closing * heated, 0, 1)
        return Effect(
            per_month=Change(
                nationalism=(self.resting - me.nationalism) / self.calming,
                compromise=(open_to - me.compromise) / self.memory,
                stance=self.hardening * heated,
            ),
            on={theirs(Event.DEEP_STRIKE): Change(nationalism=self.stirring)},
            log_hazard={Event.SETTLEMENT: self.giving * me.compromise - self.weight * me.nationalism},
        )
