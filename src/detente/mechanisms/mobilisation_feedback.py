"""Mobilisation feedback: a side that bleeds, loses ground or falls behind calls up more soldiers.

    called              =  replacement * losses_pace + urgency * ground lost a month * manpower
                           + (parity * strength of the foe - strength, if positive) / response
                           and at most ceiling * manpower
    released            =  (strength - superiority * strength of the foe, if positive) / response
    d force / dt        =  called - released
    d manpower / dt     =  released - called + coming_of_age * manpower

Attrition with constant replenishment is a saddle: the smallest lead grows. This is the feedback that
lets two armies hold each other for years, until one runs out of people.

Scope    States that conscript or recruit. Goes with an attrition law and front_movement.
Rivals   None.
Sources  Assumed; the saddle that makes a feedback necessary is derived in `formulas.replenishment`.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import strength
from detente.vocabulary.maths import maximum, minimum


class MobilisationFeedback(Mechanism):
    """How mobilisation answers losses, ground lost, and a foe that grows stronger.

    >>> from detente.vocabulary import Side
    >>> me = Side(force=100.0, firepower=1.0, losses_pace=5.0, manpower=1000.0)
    >>> war = View(me=me, foe=Side(force=160.0, firepower=1.0), shared=None)
    >>> card = MobilisationFeedback(replacement=1.0, parity=0.75, response=10.0, ceiling=1.0)
    >>> card.effect(war).per_month.force
    7.0
    """

    replacement: Number = param(
        "Share of recent losses made good", LogNormal(1.0, 1.15), unit="1", source="assumed", low=0.0
    )
    urgency: Number = param(
        "Share of the people left who are called up for the whole stake lost",
        LogNormal(0.3, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
    )
    parity: Number = param(
        "Share of the foe's strength below which a side feels outmatched",
        Share(0.9, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    superiority: Number = param(
        "Multiple of the foe's strength above which soldiers are sent home",
        LogNormal(3.0, 1.2),
        unit="1",
        source="assumed",
        low=1.0,
    )
    response: Number = param(
        "Time to call up, or send home, a third of what is missing or to spare",
        LogNormal(12.0, 1.5),
        unit="month",
        source="assumed",
        low=1.0,
    )
    ceiling: Number = param(
        "Largest share of the people left who can be called up and trained in a month",
        LogNormal(0.03, 1.5),
        unit="1/month",
        source="assumed",
        low=0.0,
    )
    coming_of_age: Number = param(
        "Share by which the people who could be mobilised grow in a month",
        LogNormal(0.003, 1.6),
        unit="1/month",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        own, foe = strength(war.me), strength(war.foe)
        lost = self.urgency * maximum(-war.me.ground_pace, 0) * war.me.manpower
        behind = maximum(self.parity * foe - own, 0) / self.response
        called = minimum(
            self.replacement * war.me.losses_pace + lost + behind, self.ceiling * war.me.manpower
        )
        released = maximum(own - self.superiority * foe, 0) / self.response
        grown = self.coming_of_age * war.me.manpower
        return Effect(per_month=Change(force=called - released, manpower=released - called + grown))
