"""Isolation unites: pressure from abroad stirs pride, closes ranks, and teaches a side to do without.

    excess                  =  isolation - accustomed
    d nationalism / dt     +=  stir * excess
    d war_support / dt     +=  defy * excess
    d elite_cohesion / dt  +=  unite * excess
    d discord / dt         -=  unite * excess
    d adaptation / dt      +=  adapt * (1 - personalist) * (1 - adaptation) * excess, if positive

Scope    Isolation of months and years. Goes with nationalism, elite_cohesion and a cause of war_support,
         which return these to rest, and diplomatic_isolation; without them its pushes add up.
Rivals   isolation_elites (isolation divides).
Sources  escribafolchwright2010 (single-party and military regimes raise taxes and adapt), licht2015
         (pressure rarely destabilises); that it rallies is assumed, and so are all sizes.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.maths import maximum


class IsolationRally(Mechanism):
    """How far isolation unites a side against those who isolate it.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(isolation=0.7), foe=Side(), shared=None)
    >>> round(IsolationRally(unite=0.04, accustomed=0.2).effect(war).per_month.elite_cohesion, 6)
    0.02
    """

    answers = "What does isolation do to the unity of those who rule?"

    accustomed: Number = param(
        "Isolation that leaves a people as it is",
        Share(0.2, 1.2),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    stir: Number = param(
        "Nationalism that a month of full isolation adds",
        LogNormal(0.03, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    defy: Number = param(
        "Support for the war that a month of full isolation adds",
        LogNormal(0.02, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    unite: Number = param(
        "Unity that a month of full isolation adds to the elite, and conflict that it ends",
        LogNormal(0.02, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
        note="licht2015 has pressure rarely destabilising its target, which does not say that it unites.",
    )
    adapt: Number = param(
        "Monthly rate at which institutions find substitutes under full isolation",
        LogNormal(0.03, 2.0),
        unit="1/month",
        source="escribafolchwright2010",
        low=0.0,
        note="The sign, for rule by party or army, is the paper's; the size is assumed.",
    )

    def effect(self, war: View) -> Effect:
        excess = war.me.isolation - self.accustomed
        substitutes = (1 - war.me.personalist) * (1 - war.me.adaptation) * maximum(excess, 0)
        union = self.unite * excess
        return Effect(
            per_month=Change(
                nationalism=self.stir * excess,
                war_support=self.defy * excess,
                elite_cohesion=union,
                discord=-union,
                adaptation=self.adapt * substitutes,
            )
        )
