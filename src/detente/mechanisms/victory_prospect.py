"""Victory prospect: support for a war follows the hope of winning it; losses matter only as a sign of that.

    hope                =  credulity * belief_win + (1 - credulity) * odds of winning
    level               =  resting + success * (hope - usual hope) + momentum * ground_pace + rally
    d war_support / dt  =  (level - war_support) / memory
    log h(SETTLEMENT)  +=  - readiness * war_support

A credulous public believes what its leaders believe; another sees the balance of strength for itself.
A passing rally lifts the level; the cause called rally moves it.

Scope    Publics that weigh what a war can still achieve. Home of war_support while it is believed.
Rivals   casualty_weariness (the losses themselves); elite_cues (what the elite says, not events).
Sources  gelpi2005, gelpi2009, sidmannorpoth2012 (sign and strength against losses); sizes are assumed.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import odds_of_winning
from detente.vocabulary.maths import clip
from detente.vocabulary.war import reference

USUAL = reference().me
USUAL_ODDS = odds_of_winning(reference())
SIGN = "The sign is the paper's; the size is assumed."


class VictoryProspect(Mechanism):
    """How much support follows the hope of success, and what lost support is worth for a deal.

    >>> from dataclasses import replace
    >>> war = reference()
    >>> hopeful = replace(war, me=replace(war.me, belief_win=0.75))
    >>> card = VictoryProspect(success=0.6, credulity=0.5, memory=3.0)
    >>> round(card.effect(hopeful).per_month.war_support, 6)
    0.02
    """

    answers = "What moves public support for the war?"

    resting: Number = param(
        "Support at the hopes of the reference war",
        Share(0.6, 1.3),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    success: Number = param(
        "Rise of support from no hope to certainty",
        LogNormal(0.6, 1.5),
        unit="1",
        source="gelpi2005",
        note=SIGN,
    )
    credulity: Number = param(
        "Weight of belief_win in hope", Share(0.5, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    momentum: Number = param(
        "Support won per share gained a month",
        LogNormal(2.0, 2.0),
        unit="month",
        source="sidmannorpoth2012",
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
        told = self.credulity * (me.belief_win - USUAL.belief_win)
        seen = (1 - self.credulity) * (odds_of_winning(war) - USUAL_ODDS)
        level = self.resting + self.success * (told + seen) + self.momentum * me.ground_pace + me.rally
        return Effect(
            per_month=Change(war_support=(clip(level, 0, 1) - me.war_support) / self.memory),
            log_hazard={Event.SETTLEMENT: -self.readiness * me.war_support},
        )
