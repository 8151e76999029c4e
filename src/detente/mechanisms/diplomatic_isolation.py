"""Diplomatic isolation: lost allies, lost markets, lost imports and lost standing leave a side alone.

    friendless          =  product over third parties of (1 - support)
    alone               =  alliances * friendless + markets * (1 - market_access)
                           + imports * (1 - supply_access) + standing * (1 - legitimacy)
    d isolation / dt    =  (alone - isolation) / memory
    d legitimacy / dt   =  (resting - legitimacy) / healing - blame * outcry * foe's attribution * legitimacy
    on CONDEMNATION     :  legitimacy -= condemned * legitimacy

Isolation closes markets in turn (isolation_capacity); that loop has a gain below 1, so it settles.

Scope    Standing among third parties. Nobody abroad has a belief of its own about who ordered an act, so the
         foe's attribution stands in for the world's. Goes with isolation_capacity.
Rivals   None in form; what isolation does at home has rival causes of its own.
Sources  Assumed throughout: the four signs follow from what isolation means, the sizes do not.
"""

from math import prod

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, mine, param


class DiplomaticIsolation(Mechanism):
    """How much each kind of loss isolates, and what costs a side its standing.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(market_access=1.0, supply_access=1.0, legitimacy=0.5), foe=Side(), shared=None)
    >>> card = DiplomaticIsolation(alliances=0.2, standing=0.2, memory=10.0)
    >>> round(card.effect(war).per_month.isolation, 4)
    0.03
    """

    alliances: Number = param(
        "Isolation for want of any ally", Share(0.2, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    markets: Number = param(
        "Isolation for want of any market", Share(0.15, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    imports: Number = param(
        "Isolation for want of imports", Share(0.15, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    standing: Number = param(
        "Isolation for want of legitimacy", Share(0.2, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    memory: Number = param(
        "Time until isolation follows losses", LogNormal(9.0, 1.6), unit="month", source="assumed", low=0.5
    )
    resting: Number = param(
        "Legitimacy that quiet restores", Share(0.6, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    healing: Number = param(
        "Quiet time until lost legitimacy has healed to about a third",
        LogNormal(12.0, 1.6),
        unit="month",
        source="assumed",
        low=0.5,
    )
    blame: Number = param(
        "Share of its legitimacy that a side loses in a month of full outcry over an act laid at its door",
        LogNormal(0.08, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    condemned: Number = param(
        "Share of its legitimacy that one condemnation costs",
        Share(0.06, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        friendless = prod((1 - tie.support for tie in war.ties), start=1)
        cut_off = self.markets * (1 - me.market_access) + self.imports * (1 - me.supply_access)
        alone = self.alliances * friendless + cut_off + self.standing * (1 - me.legitimacy)
        blamed = self.blame * me.outcry * war.foe.attribution * me.legitimacy
        return Effect(
            per_month=Change(
                isolation=(alone - me.isolation) / self.memory,
                legitimacy=(self.resting - me.legitimacy) / self.healing - blamed,
            ),
            on={mine(Event.CONDEMNATION): Change(legitimacy=-self.condemned * me.legitimacy)},
        )
