"""Casualty weariness: support for a war falls with the logarithm of the losses, all and latest.

    level               =  resting - cost_sensitivity * (cumulative * log10(all losses)
                                                          + recent * log10(latest losses))  + rally
    d war_support / dt  =  (level - war_support) / memory
    log h(SETTLEMENT)  +=  - readiness * war_support

Losses count as multiples of those in the reference war. A passing rally lifts the level; the cause
called rally moves it.

Scope    Publics that hear of the losses. Home of war_support while it is believed.
Rivals   victory_prospect (hope of success, not losses); elite_cues (what the elite says, not events).
Sources  mueller1971 (form, in an extract); gartnersegura1998 (latest losses; from memory, not opened).
"""

from detente.formulas.public_support import gartner_segura_support
from detente.vocabulary import Change, Effect, Event, Fixed, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.maths import clip, maximum


class CasualtyWeariness(Mechanism):
    """How much support each tenfold rise of losses costs, and what lost support is worth for a deal.

    >>> from detente.vocabulary import Side
    >>> me = Side(casualties=60_000.0, losses_pace=3_000.0, cost_sensitivity=1.0, war_support=0.6)
    >>> card = CasualtyWeariness(cumulative=0.15, memory=3.0)
    >>> round(card.effect(View(me=me, foe=Side(), shared=None)).per_month.war_support, 6)
    -0.05
    """

    answers = "What moves public support for the war?"

    resting: Number = param(
        "Support at the losses of the reference war",
        Share(0.6, 1.3),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    cumulative: Number = param(
        "Share of the public lost at each tenfold rise of all losses",
        LogNormal(0.15, 1.5),
        unit="1",
        source="mueller1971",
        low=0.0,
        note="Form and sign read in an extract; 15 points is from memory, not opened. The spread is assumed.",
    )
    recent: Number = param(
        "Share of the public lost at each tenfold rise of the latest losses",
        LogNormal(0.03, 2.0),
        unit="1",
        source="gartnersegura1998",
        low=0.0,
        note="The form is from memory, not opened; the size is assumed.",
    )
    usual_casualties: Number = param(
        "All losses in the reference war", Fixed(6_000.0), unit="soldier", source="assumed", low=1.0
    )
    usual_losses: Number = param(
        "Latest losses in the reference war", Fixed(3_000.0), unit="soldier/month", source="assumed", low=1.0
    )
    least: Number = param(
        "Share of usual losses that passes unnoticed", Fixed(0.01), unit="1", source="assumed"
    )
    memory: Number = param(
        "Time in which opinion makes up most of a change",
        LogNormal(3.0, 1.55),
        unit="month",
        source="assumed",
        low=0.25,
    )
    readiness: Number = param(
        "Fall of log h(SETTLEMENT) from no support to full",
        LogNormal(0.4, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        every = maximum(me.casualties / self.usual_casualties, self.least)
        latest = maximum(me.losses_pace / self.usual_losses, self.least)
        slopes = (me.cost_sensitivity * self.cumulative, me.cost_sensitivity * self.recent)
        level = clip(gartner_segura_support(self.resting, *slopes, every, latest) + me.rally, 0, 1)
        return Effect(
            per_month=Change(war_support=(level - me.war_support) / self.memory),
            log_hazard={Event.SETTLEMENT: -self.readiness * me.war_support},
        )
