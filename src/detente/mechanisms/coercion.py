"""Coercion: hurting the other side, and isolating it, wears down its resolve; too much turns on the doer.

    grip(violence)        =  bite * violence / (1 + violence) - backfire * violence
    d terms / dt         +=  grip(my hostility) - grip(foe's hostility)
    d compromise / dt    +=  grip(foe's hostility) - grip(usual) + concession * (isolation - usual)
    d war_support / dt   +=  - hardship * (isolation - usual)
    on THEIR STRIKE       :  war_support -= fear,  compromise += yielding
    log h(SETTLEMENT)    +=  pain * foe's hostility + siege * isolation

Returns diminish and resentment does not: own terms are best at violence = sqrt(bite / backfire) - 1, which
may lie below the usual violence. Usual are the values in the reference war.

Scope    Threats and hurt as bargaining. Terms, compromise and war_support need their homes
         (surplus_division, nationalism, a public), or the pushes pile up.
Rivals   nationalism: the same strike hardens the side it hits.
Sources  schelling1966 (the idea; from memory, not opened). Every number is assumed;
         whether pain hastens a deal is free.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, View, param
from detente.vocabulary.events import Event, theirs
from detente.vocabulary.war import reference

USUAL = reference().me


class Coercion(Mechanism):
    """How far hurt and isolation buy concessions, and where that ends.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(hostility=3.0), foe=Side(hostility=1.0), shared=None)
    >>> round(Coercion(bite=0.04, backfire=0.002).effect(war).per_month.terms, 6)
    0.006
    """

    bite: Number = param(
        "Change of terms that unlimited violence forces",
        LogNormal(0.03, 1.8),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    backfire: Number = param(
        "Loss of terms at the usual violence",
        LogNormal(0.004, 2.5),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    concession: Number = param(
        "Rise of compromise from no isolation to full", Normal(0.01, 0.03), unit="1/month", source="assumed"
    )
    hardship: Number = param(
        "Fall of war_support from no isolation to full", Normal(0.005, 0.02), unit="1/month", source="assumed"
    )
    fear: Number = param(
        "Support for the war lost at one strike by the foe", Normal(0.0, 0.03), unit="1", source="assumed"
    )
    yielding: Number = param(
        "Willingness to concede won by one strike", Normal(0.0, 0.05), unit="1", source="assumed"
    )
    pain: Number = param(
        "Rise of log h(SETTLEMENT) as the foe's hostility doubles",
        Normal(0.0, 0.3),
        unit="1",
        source="assumed",
    )
    siege: Number = param(
        "Rise of log h(SETTLEMENT) from no isolation to full", Normal(0.0, 0.6), unit="1", source="assumed"
    )

    def effect(self, war: View) -> Effect:
        own, foe, isolated = war.me.hostility, war.foe.hostility, war.me.isolation - USUAL.isolation
        exerted, suffered, usual = (
            self.bite * violence / (1 + violence) - self.backfire * violence
            for violence in (own, foe, USUAL.hostility)
        )
        return Effect(
            per_month=Change(
                terms=exerted - suffered,
                compromise=suffered - usual + self.concession * isolated,
                war_support=-self.hardship * isolated,
            ),
            on={theirs(Event.DEEP_STRIKE): Change(war_support=-self.fear, compromise=self.yielding)},
            log_hazard={Event.SETTLEMENT: self.pain * foe + self.siege * war.me.isolation},
        )
