"""Replenishment: weapons speak as loudly as the supplies in hand allow.

    wanted              =  use_each * force * hostility
    plenty              =  (1 + headroom) * supplies / (supplies + headroom * cover * consumption)
    d consumption / dt  =  (wanted - consumption) / tempo_memory
    d supplies / dt     =  - consumption * plenty
    d firepower / dt    =  (plenty - firepower) / memory

`plenty` is 1 when supplies last for `cover` months, 0 when there are none, and 1 + headroom at most.
A side that gets less than it wants rations, so that in the long run firepower is what comes in
(industry and aid, by other causes) relative to what the force wants.

Scope    Sides whose weapons and ammunition are used up by fighting. Goes with production and aid_delivery,
         without which supplies only fall.
Rivals   None.
Sources  Assumed; without feedback such a war is a saddle, as `formulas.replenishment` derives.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.maths import ratio


class Replenishment(Mechanism):
    """How supplies are used up, and what is left of firepower as they run out.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(supplies=1.0, consumption=1.0, firepower=1.0), foe=Side(), shared=None)
    >>> change = Replenishment(cover=3.0, headroom=1.0, memory=5.0).effect(war).per_month
    >>> change.supplies, change.firepower
    (-0.5, -0.1)
    """

    use_each: Number = param(
        "Supplies that a soldier uses in a month at the reference tempo",
        LogNormal(1.0 / 150_000.0, 1.3),
        unit="euro_bn/month/soldier",
        source="assumed",
        low=0.0,
    )
    cover: Number = param(
        "Time that supplies must last for weapons to speak at reference strength",
        LogNormal(4.0, 1.4),
        unit="month",
        source="assumed",
        low=0.25,
    )
    headroom: Number = param(
        "Rise above reference firepower that boundless supplies would allow",
        LogNormal(1.0, 1.5),
        unit="1",
        source="assumed",
        low=0.01,
    )
    tempo_memory: Number = param(
        "Time until the use of supplies follows a change of tempo or of force",
        LogNormal(2.0, 1.4),
        unit="month",
        source="assumed",
        low=0.25,
    )
    memory: Number = param(
        "Time until firepower follows the supplies in hand",
        LogNormal(3.0, 1.5),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def effect(self, war: View) -> Effect:
        wanted = self.use_each * war.me.force * war.me.hostility
        reserve = self.headroom * self.cover * war.me.consumption
        plenty = (1 + self.headroom) * ratio(war.me.supplies, war.me.supplies + reserve)
        return Effect(
            per_month=Change(
                supplies=-war.me.consumption * plenty,
                consumption=(wanted - war.me.consumption) / self.tempo_memory,
                firepower=(plenty - war.me.firepower) / self.memory,
            )
        )
