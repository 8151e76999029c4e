"""Collapse: a side without soldiers, supplies, or the will to go on soon cannot fight.

    short(x, threshold)  =  1 - x / threshold, if positive: 0 from the threshold up, 1 when nothing is left
    log h(COLLAPSE)     +=  beaten * short(share of both sides' strength, weak)
                            + starved * short(months that supplies last, scarce)
                            + unwilling * short(war_support, breaking)
                            + divided * short(elite_cohesion, breaking)

All four are nil near the reference war. How weapons decide is counted once: in who has strength left.

Scope    The physical part of defeat, which every theory shares; what a theory says beyond it is its own.
Rivals   None.
Sources  Assumed: the signs are hardly disputed, the sizes are nowhere published.
"""

from detente.vocabulary import Effect, Event, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import strength, sustain_capacity
from detente.vocabulary.maths import maximum, ratio


class Collapse(Mechanism):
    """How near to defeat weakness, want, weariness and division bring a side.

    >>> from detente.vocabulary import Side
    >>> me = Side(force=1.0, firepower=1.0, supplies=4.0, war_support=0.6, elite_cohesion=0.7)
    >>> war = View(me=me, foe=Side(force=7.0, firepower=1.0), shared=None)
    >>> Collapse(beaten=4.0, weak=0.25, scarce=2.0, breaking=0.3).effect(war).log_hazard[Event.COLLAPSE]
    2.0
    """

    beaten: Number = param(
        "Log hazard added when no strength is left", LogNormal(3.5, 1.4), unit="1", source="assumed", low=0.0
    )
    weak: Number = param(
        "Share of both sides' strength below which a side may break",
        Share(0.33, 1.4),
        unit="1",
        source="assumed",
        low=0.01,
        high=1.0,
    )
    starved: Number = param(
        "Log hazard added when supplies run out", LogNormal(2.5, 1.5), unit="1", source="assumed", low=0.0
    )
    scarce: Number = param(
        "Time that supplies still last below which a side may break",
        LogNormal(2.0, 1.5),
        unit="month",
        source="assumed",
        low=0.1,
    )
    unwilling: Number = param(
        "Rise in the log hazard of collapse when nobody is for fighting on",
        LogNormal(1.5, 1.6),
        unit="1",
        source="assumed",
        low=0.0,
    )
    divided: Number = param(
        "Rise in the log hazard of collapse when no unity of the elite is left",
        LogNormal(1.5, 1.6),
        unit="1",
        source="assumed",
        low=0.0,
    )
    breaking: Number = param(
        "Support for the war, or unity of the elite, below which a side may break",
        Share(0.3, 1.4),
        unit="1",
        source="assumed",
        low=0.01,
        high=1.0,
    )

    def effect(self, war: View) -> Effect:
        own = strength(war.me)
        held = ratio(own, own + strength(war.foe))
        lasts = sustain_capacity(war.me, war.ties, self.scarce)
        peril = (
            self.beaten * maximum(1 - held / self.weak, 0)
            + self.starved * (1 - lasts / self.scarce)
            + self.unwilling * maximum(1 - war.me.war_support / self.breaking, 0)
            + self.divided * maximum(1 - war.me.elite_cohesion / self.breaking, 0)
        )
        return Effect(log_hazard={Event.COLLAPSE: peril})
