"""Civilian toll: the foe's violence harms civilians, and more than in proportion when the war escalates.

    d civilian_harm / dt  =  toll * strength of the foe * hostility of the foe * breadth
    breadth               =  1 + scope * (escalation - 1)
    strength              =  force * firepower,   escalation = mean hostility of the two sides

Scope    Harm done by the fighting; covert strikes add none.
Rivals   None.
Sources  Assumed throughout; that harm adds up is accounting.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import escalation, strength


class CivilianToll(Mechanism):
    """How many civilians an army harms in a month, and how escalation widens its aim.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(hostility=2.0), foe=Side(force=1000.0, firepower=1.0, hostility=2.0), shared=None)
    >>> CivilianToll(toll=0.01, scope=0.5).effect(war).per_month.civilian_harm
    30.0
    """

    toll: Number = param(
        "Civilians harmed in a month by each enemy soldier of reference firepower",
        LogNormal(0.0033, 2.0),
        unit="person/month/soldier",
        source="assumed",
        low=0.0,
    )
    scope: Number = param(
        "Rise in the toll of a given violence when the war as a whole is twice as violent",
        Share(0.5, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )

    def effect(self, war: View) -> Effect:
        breadth = 1 + self.scope * (escalation(war) - 1)
        return Effect(
            per_month=Change(civilian_harm=self.toll * strength(war.foe) * war.foe.hostility * breadth)
        )
