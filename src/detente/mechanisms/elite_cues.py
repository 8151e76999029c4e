"""Elite cues: the public supports a war while its elite speaks with one voice, whatever the events.

    level               =  resting + unity * (elite_cohesion - usual) - doubt * (discord - usual) + rally
    d war_support / dt  =  (level - war_support) / memory
    log h(SETTLEMENT)  +=  - readiness * war_support

Usual are the values in the reference war. A passing rally lifts the level; the cause called rally moves it.

Scope    Publics that take their view from leaders they know. Home of war_support while it is believed.
         A theory should hold elite_cohesion with it, or nothing moves the cues.
Rivals   casualty_weariness (the losses themselves); victory_prospect (hope of success).
Sources  berinsky2007 (cues, not costs and benefits); sizes are assumed.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.maths import clip
from detente.vocabulary.war import reference

USUAL = reference().me
SIGN = "The sign is the paper's; the size is assumed."


class EliteCues(Mechanism):
    """How much support follows the unity of the elite, and what lost support is worth for a deal.

    >>> from dataclasses import replace
    >>> war = reference()
    >>> divided = replace(war, me=replace(war.me, elite_cohesion=0.4, discord=0.5))
    >>> round(EliteCues(unity=0.3, doubt=0.2, memory=3.0).effect(divided).per_month.war_support, 6)
    -0.05
    """

    answers = "What moves public support for the war?"

    resting: Number = param(
        "Support at the elite unity of the reference war",
        Share(0.6, 1.3),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    unity: Number = param(
        "Rise of support from no elite unity to full",
        LogNormal(0.35, 1.6),
        unit="1",
        source="berinsky2007",
        note=SIGN,
    )
    doubt: Number = param(
        "Fall of support from no discord to full",
        LogNormal(0.35, 1.6),
        unit="1",
        source="berinsky2007",
        note=SIGN,
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
        praise = self.unity * (me.elite_cohesion - USUAL.elite_cohesion)
        critique = self.doubt * (me.discord - USUAL.discord)
        level = clip(self.resting + praise - critique + me.rally, 0, 1)
        return Effect(
            per_month=Change(war_support=(level - me.war_support) / self.memory),
            log_hazard={Event.SETTLEMENT: -self.readiness * me.war_support},
        )
