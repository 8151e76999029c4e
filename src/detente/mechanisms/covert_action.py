"""Covert action: now and then a side strikes far behind the front, and the world talks of it for weeks.

    rate(MY STRIKE)   +=  pace
    on MY STRIKE       :  outcry  ->  outcry + notice * (1 - outcry)
    d outcry / dt      =  - outcry / memory

Scope    Strikes notable enough to be reported abroad. They harm no civilians here; what they do to the
         target is deep_strike_damage, and what makes them likelier is left to other causes.
Rivals   None.
Sources  Assumed throughout: no count of such strikes was at hand.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, mine, param


class CovertAction(Mechanism):
    """How often a side strikes covertly, and how long the world talks about it.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(outcry=0.5), foe=Side(), shared=None)
    >>> CovertAction(notice=0.6).effect(war).on[mine(Event.DEEP_STRIKE)].outcry
    0.3
    """

    pace: Number = param(
        "Monthly rate at which one side strikes notably behind the front",
        LogNormal(0.06, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    notice: Number = param(
        "Share of the attention still to be had that one strike draws",
        Share(0.6, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    memory: Number = param(
        "Time until attention to a strike has fallen to about a third",
        LogNormal(1.25, 1.3),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def effect(self, war: View) -> Effect:
        return Effect(
            per_month=Change(outcry=-war.me.outcry / self.memory),
            on={mine(Event.DEEP_STRIKE): Change(outcry=self.notice * (1 - war.me.outcry))},
            rate={Event.DEEP_STRIKE: self.pace},
        )
