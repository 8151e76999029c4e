"""Attrition, general law: how losses follow either side's numbers is itself unknown.

    loss               =  scale * lethality * tempo * (strength of the foe / scale)^foe_exponent
                                                    * (force / army_size)^own_exponent
    d force / dt       =  - loss
    d casualties / dt  =  + loss
    tempo              =  intensity of the violence the foe applies (hostility)
    strength           =  force * firepower

Exponents (1, 0) give the square law and (1, 1) the linear law. Two equal sides at the army size lose the
same under all three.

Scope    Any front; below `thinnest` the law is not extrapolated to smaller forces.
Rivals   attrition_square (aimed fire), attrition_linear (area fire).
Sources  bracken1995, fricker1998 (the family, from memory, not opened): published exponents disagree
         between studies, so none is fixed here. Lethality is assumed.
"""

from detente.formulas.lanchester import losses
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Uniform, View, param
from detente.vocabulary.derived import HELD_AT_LEAST, strength
from detente.vocabulary.maths import maximum


class AttritionGeneral(Mechanism):
    """How fast weapons destroy soldiers when nobody knows how fire finds its targets.

    >>> from detente.vocabulary import Shared, Side
    >>> mine, theirs = Side(force=100.0), Side(force=400.0, firepower=1.0, hostility=1.0)
    >>> war = View(me=mine, foe=theirs, shared=Shared(army_size=100.0))
    >>> card = AttritionGeneral(lethality=0.1, foe_exponent=0.5, own_exponent=0.3)
    >>> card.effect(war).per_month.force
    -20.0
    """

    answers = "How do weapons destroy soldiers?"

    lethality: Number = param(
        "Soldiers lost in a month to each enemy soldier of reference firepower, at the army size",
        LogNormal(0.02, 1.5),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    foe_exponent: Number = param(
        "How losses follow the foe's strength (1: in proportion)",
        Uniform(0.0, 1.5),
        unit="1",
        source="bracken1995",
        note="From memory, not opened: published exponents disagree, and the range spans them.",
    )
    own_exponent: Number = param(
        "How losses follow one's own numbers (0: not at all, 1: in proportion)",
        Uniform(-0.5, 1.5),
        unit="1",
        source="fricker1998",
        note="From memory, not opened: published exponents disagree, and the range spans them.",
    )
    thinnest: Number = param(
        "Force, relative to the scale, below which the law is not extrapolated",
        LogNormal(0.05, 1.5),
        unit="1",
        source="assumed",
        low=0.0001,
    )
    memory: Number = param(
        "Time over which recent losses are felt as one",
        LogNormal(1.0, 1.3),
        unit="month",
        source="assumed",
        low=0.2,
    )

    def effect(self, war: View) -> Effect:
        own = maximum(war.me.force / war.shared.army_size, self.thinnest)
        foe = maximum(strength(war.foe) / war.shared.army_size, HELD_AT_LEAST)
        pace = war.shared.army_size * self.lethality * war.foe.hostility
        loss = losses(own, foe, pace, self.foe_exponent, self.own_exponent)
        return Effect(
            per_month=Change(
                force=-loss, casualties=loss, losses_pace=(loss - war.me.losses_pace) / self.memory
            )
        )
