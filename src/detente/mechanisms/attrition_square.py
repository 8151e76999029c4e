"""Attrition, square law: each side loses soldiers in proportion to the other's fighting strength.

    loss               =  lethality * tempo * strength of the foe,   strength = force * firepower
    d force / dt       =  - loss
    d casualties / dt  =  + loss
    tempo              =  intensity of the violence the foe applies (hostility)

Scope    A front with aimed fire, where every weapon can find a target.
Rivals   attrition_linear (area fire), attrition_general (exponents unknown).
Sources  lanchester1916 (the law); its rate is assumed.
"""

from detente.formulas.lanchester import square_law_losses
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.derived import strength


class AttritionSquare(Mechanism):
    """How fast weapons destroy soldiers when fire is aimed.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(force=100.0), foe=Side(force=80.0, firepower=1.5, hostility=1.0), shared=None)
    >>> AttritionSquare(lethality=0.1).effect(war).per_month.force
    -12.0
    """

    answers = "How do weapons destroy soldiers?"

    lethality: Number = param(
        "Soldiers lost in a month to each enemy soldier of reference firepower",
        LogNormal(0.02, 1.5),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    memory: Number = param(
        "Time over which recent losses are felt as one",
        LogNormal(1.0, 1.3),
        unit="month",
        source="assumed",
        low=0.2,
    )

    def effect(self, war: View) -> Effect:
        loss = square_law_losses(strength(war.foe), self.lethality * war.foe.hostility)
        return Effect(
            per_month=Change(
                force=-loss, casualties=loss, losses_pace=(loss - war.me.losses_pace) / self.memory
            )
        )
