"""Production: industry feeds the war, grows where the need is, and withers where access is cut.

    open(x)           =  x + adaptation * (1 - x)                       access with substitutes counted in
    shortage          =  (consumption - income) / (consumption + income),   income = industry + aid
    growth            =  dependence * (open(market_access) * open(supply_access) - needed) + effort * shortage
    d industry / dt   =  growth * industry
    d supplies / dt   =  + industry

Industry grows in proportion to itself, so that sides of unequal size stay unequal; a side with none
builds none.

Scope    War economies that buy parts and money abroad. Goes with replenishment, which uses supplies up.
Rivals   None.
Sources  Assumed throughout.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import aid
from detente.vocabulary.maths import ratio


class Production(Mechanism):
    """How far access to markets and a shortage of supplies make war industry grow or shrink.

    >>> from detente.vocabulary import Side
    >>> side = Side(industry=2.0, consumption=2.0, market_access=0.8, supply_access=0.5, adaptation=0.0)
    >>> card = Production(dependence=0.1, needed=0.6)
    >>> round(card.effect(View(me=side, foe=Side(), shared=None)).per_month.industry, 6)
    -0.04
    """

    dependence: Number = param(
        "Rise in the monthly growth of industry from no access abroad to full access",
        LogNormal(0.02, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    needed: Number = param(
        "Access to markets times access to strategic imports that keeps industry as it is",
        Share(0.64, 1.2),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    effort: Number = param(
        "Monthly growth of industry when nothing comes in of what is used up",
        LogNormal(0.02, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        market = me.market_access + me.adaptation * (1 - me.market_access)
        imports = me.supply_access + me.adaptation * (1 - me.supply_access)
        income = me.industry + aid(war.ties)
        shortage = ratio(me.consumption - income, me.consumption + income)
        growth = self.dependence * (market * imports - self.needed) + self.effort * shortage
        return Effect(per_month=Change(supplies=me.industry, industry=growth * me.industry))
