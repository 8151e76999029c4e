"""Trust update: an attack during talks makes each side doubt that the other can or will keep a deal.

    on THEIR STRIKE        :  trust  ->  trust * (1 - s e) / (1 - trust * s * e)
                              s = control of the foe's leadership, e = suppression effectiveness
    d trust / dt           =  - (trust - resting) / memory            quiet months heal
    log h(SETTLEMENT)     +=  weight * trust

An attack that a strong leadership could have stopped says more against it than one it could not.

Scope    Sides that bargain while armed groups or services may act without orders.
Rivals   None in form; act_inference reads the same act as an order.
Sources  kyddwalter2002 (signs, as its abstract states them); reduced form derived for this project.
"""

from detente.formulas.trust import trust_after_attack
from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, param, theirs


class TrustUpdate(Mechanism):
    """How far an attack lowers trust, how long that lasts, and what trust is worth for a deal.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(trust=0.7), foe=Side(control=0.8), shared=None)
    >>> round(TrustUpdate(suppression=0.9).effect(war).on[theirs(Event.DEEP_STRIKE)].trust, 5)
    -0.30484
    """

    suppression: Number = param(
        "Share of attacks that a leadership in control, and willing, would have prevented",
        Share(0.5, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    resting: Number = param(
        "Trust to which quiet months return", Share(0.4, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    memory: Number = param(
        "Quiet time until a loss of trust has healed to about a third",
        LogNormal(9.0, 1.8),
        unit="month",
        source="assumed",
        low=0.25,
    )
    weight: Number = param(
        "Rise in the log hazard of a settlement from no trust to full trust",
        LogNormal(0.8, 2.0),
        unit="1",
        source="kyddwalter2002",
        low=0.0,
        note="The sign is the paper's; the size is assumed.",
    )

    def effect(self, war: View) -> Effect:
        after = trust_after_attack(war.me.trust, war.foe.control, self.suppression)
        return Effect(
            per_month=Change(trust=(self.resting - war.me.trust) / self.memory),
            on={theirs(Event.DEEP_STRIKE): Change(trust=after - war.me.trust)},
            log_hazard={Event.SETTLEMENT: self.weight * war.me.trust},
        )
