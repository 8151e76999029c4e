"""Gamble for resurrection: a culpable leader who is losing fights on, as even a modest loss costs all.

    losing                  =  max(0, 1 - odds / even odds)
    gain                    =  odds * victory - (1 - odds) * 1 - cost + alike * culpability
    gamble                  =  culpability * losing * logistic(gain / doubt)
    log h(MY DEEP_STRIKE)  +=  daring * gamble
    log h(SETTLEMENT)      +=  - refusal * gamble
    d hostility / dt       +=  heat * gamble
    d stance / dt          +=  hardening * gamble

Total defeat costs the leader 1. Where modest and total losses are punished alike (alike = 1), longer odds
suffice; beyond them a leader gives up. A leader who is not culpable never gambles.

Scope    Leaders who fear for themselves. Hostility and stance need their homes (action_reaction,
         bargaining_range), or the pushes pile up.
Rivals   None in form.
Sources  goemans2000 (signs), debsgoemans2010, croco2011 (culpability); reduced form derived for this project.
"""

from detente.formulas.leaders import gamble_gain
from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import odds_of_winning
from detente.vocabulary.maths import logistic, maximum
from detente.vocabulary.war import reference

EVEN = odds_of_winning(reference())
SIGN = "The sign is the paper's; the size is assumed."


class GambleForResurrection(Mechanism):
    """When a losing leader gambles, and how much the gamble hardens the war.

    >>> from dataclasses import replace
    >>> war = reference()
    >>> weak = replace(war.me, force=50_000.0, culpability=1.0)
    >>> losing = replace(war, me=weak, shared=replace(war.shared, decisiveness=1.0))
    >>> card = GambleForResurrection(victory=1.0, alike=0.75, cost=0.25, refusal=2.0)
    >>> card.effect(losing).log_hazard[Event.SETTLEMENT]  # odds 1/4 and gain 0: half of losing = 1/2
    -0.5
    """

    victory: Number = param(
        "Worth of victory, in total defeats", LogNormal(1.5, 1.6), unit="1", source="assumed", low=0.0
    )
    alike: Number = param(
        "Cost of a modest loss, if blamed", Share(0.65, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    cost: Number = param(
        "Cost of fighting on, in total defeats", LogNormal(0.2, 1.6), unit="1", source="assumed", low=0.0
    )
    doubt: Number = param(
        "Width of gains over which leaders differ", LogNormal(0.2, 1.5), unit="1", source="assumed", low=0.02
    )
    daring: Number = param(
        "Rise of log h(STRIKE) at a full gamble", LogNormal(2.0, 1.8), unit="1", source="assumed", low=0.0
    )
    refusal: Number = param(
        "Fall of log h(SETTLEMENT) at a full gamble",
        LogNormal(2.0, 1.8),
        unit="1",
        source="goemans2000",
        note=SIGN,
    )
    heat: Number = param(
        "Rise of hostility at a full gamble",
        LogNormal(0.2, 1.8),
        unit="1/month",
        source="goemans2000",
        note=SIGN,
    )
    hardening: Number = param(
        "Rise of stance at a full gamble", LogNormal(0.03, 2.0), unit="1/month", source="assumed", low=0.0
    )

    def effect(self, war: View) -> Effect:
        me, odds = war.me, odds_of_winning(war)
        gain = gamble_gain(odds, self.victory, 1, self.alike * me.culpability, self.cost)
        gamble = me.culpability * maximum(0, 1 - odds / EVEN) * logistic(gain / self.doubt)
        return Effect(
            per_month=Change(hostility=self.heat * gamble, stance=self.hardening * gamble),
            log_hazard={Event.DEEP_STRIKE: self.daring * gamble, Event.SETTLEMENT: -self.refusal * gamble},
        )
