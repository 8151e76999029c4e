"""Isolation and capacity: a side cut off from the world loses markets and imports, then finds substitutes.

    d market_access / dt  =  (market_open * (1 - market_bite * isolation) - market_access) / memory
    d supply_access / dt  =  (supply_open * (1 - supply_bite * isolation) - supply_access) / memory
    lost                  =  1 - the lower access / accustomed, if positive
    d adaptation / dt     =  substitution * lost * (1 - adaptation) - wear * adaptation

Access counts as access + adaptation * (1 - access) where production reads it. Of what is wholly cut off,
the share wear / (wear + substitution) stays lost for good (`formulas.isolation.steady_loss`).

Scope    Isolation of months and years, by sanctions or broken ties. Goes with production, which reads
         access, and diplomatic_isolation, which moves isolation.
Rivals   None in form: fast substitution makes isolation fail, slow substitution makes it bite.
Sources  Reduced form derived for this project; hufbauer1990 and pape1997 count 40 and 5 successes in 115
         cases, by different definitions, which leaves both rates open. Sizes are assumed.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.maths import maximum, minimum


class IsolationCapacity(Mechanism):
    """How far isolation closes markets and imports, and how much of that substitutes make good.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(isolation=1.0, adaptation=0.75), foe=Side(), shared=None)
    >>> round(IsolationCapacity(substitution=0.06, wear=0.02).effect(war).per_month.adaptation, 12)
    0.0
    """

    market_open: Number = param(
        "Market access in good standing", Share(0.9, 1.4), unit="1", source="assumed", low=0.0, high=1.0
    )
    supply_open: Number = param(
        "Import access in good standing", Share(0.9, 1.4), unit="1", source="assumed", low=0.0, high=1.0
    )
    market_bite: Number = param(
        "Share of that market access which full isolation takes",
        Share(0.55, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    supply_bite: Number = param(
        "Share of that import access which full isolation takes",
        Share(0.55, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    memory: Number = param(
        "Time until access follows isolation", LogNormal(12.0, 1.6), unit="month", source="assumed", low=0.5
    )
    accustomed: Number = param(
        "Access that a side is used to", Share(0.8, 1.15), unit="1", source="assumed", low=0.01, high=1.0
    )
    substitution: Number = param(
        "Monthly rate at which substitutes are found for what is wholly lost",
        LogNormal(0.06, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    wear: Number = param(
        "Monthly rate at which substitutes fail",
        LogNormal(0.02, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        market = self.market_open * (1 - self.market_bite * me.isolation)
        imports = self.supply_open * (1 - self.supply_bite * me.isolation)
        lost = maximum(1 - minimum(me.market_access, me.supply_access) / self.accustomed, 0)
        found = self.substitution * lost * (1 - me.adaptation) - self.wear * me.adaptation
        return Effect(
            per_month=Change(
                market_access=(market - me.market_access) / self.memory,
                supply_access=(imports - me.supply_access) / self.memory,
                adaptation=found,
            )
        )
