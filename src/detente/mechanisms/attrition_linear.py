"""Attrition, linear law: a thin force is harder to hit, so losses grow with one's own numbers too.

    loss               =  lethality * tempo * strength of the foe * (force / army_size)
    d force / dt       =  - loss
    d casualties / dt  =  + loss
    tempo              =  intensity of the violence the foe applies (hostility)
    strength           =  force * firepower

At force = army_size it agrees with the square law, so that the rivals share one lethality.

Scope    Fire on an area in which soldiers are spread: artillery, drones that search.
Rivals   attrition_square (aimed fire), attrition_general (exponents unknown).
Sources  lanchester1916 (the law, not opened for this form); its rate is assumed.
"""

from detente.formulas.lanchester import linear_law_losses
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.derived import strength


class AttritionLinear(Mechanism):
    """How fast weapons destroy soldiers when fire falls on an area.

    >>> from detente.vocabulary import Shared, Side
    >>> mine, theirs = Side(force=50.0), Side(force=80.0, firepower=1.5, hostility=1.0)
    >>> war = View(me=mine, foe=theirs, shared=Shared(army_size=100.0))
    >>> AttritionLinear(lethality=0.1).effect(war).per_month.force
    -6.0
    """

    answers = "How do weapons destroy soldiers?"

    lethality: Number = param(
        "Soldiers lost in a month to each enemy soldier of reference firepower, at the army size",
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
        density = war.me.force / war.shared.army_size
        loss = linear_law_losses(density, strength(war.foe), self.lethality * war.foe.hostility)
        return Effect(
            per_month=Change(
                force=-loss, casualties=loss, losses_pace=(loss - war.me.losses_pace) / self.memory
            )
        )
