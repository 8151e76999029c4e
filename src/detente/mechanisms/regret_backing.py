"""Regret: criticism, failure and time persuade part of a backer's public that the backing was a mistake.

    heard           =  criticism + setback * ground lost a month,   at most 1
    d regret / dt   =  (1 - stubborn) / memory * (rise - healing * fall) + weariness * (1 - regret)
                       rise = heard - regret where positive, fall = regret - heard where positive
    d support / dt -=  withdrawal * (regret - tolerated) * support
    log h(AID_CUT) +=  weight * regret

The stubborn never change their minds. With healing 1 regret follows what is heard both ways; with 0 it
never goes back, and an act leaves a permanent trace.

Scope    The public of a third party that backs a side. Hold it along with public_criticism and
         aid_delivery (support), front_movement (ground_pace).
Rivals   None in form; the trace is permanent or not by the value of healing.
Sources  friedkinjohnsen1990 (stubborn sources leave traces: from memory, not opened); numbers assumed.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, maths, param


class RegretBacking(Mechanism):
    """How regret grows and heals, and what it takes from the backing.

    >>> from detente.vocabulary import Side, Tie
    >>> war = View(me=Side(), foe=Side(), shared=None, tie=Tie(criticism=0.75, regret=0.25))
    >>> RegretBacking(stubborn=0.5, memory=5.0, weariness=0.0).effect(war).per_month.regret
    0.05
    """

    third_party = True

    stubborn: Number = param(
        "Share of the public that never changes its mind",
        Share(0.4, 1.8),
        unit="1",
        source="assumed",
        low=0,
        high=1,
    )
    memory: Number = param(
        "Time the others take to change it", LogNormal(6.0, 1.75), unit="month", source="assumed", low=0.25
    )
    healing: Number = param(
        "Speed of forgetting, relative to that of regretting",
        Share(0.4, 3.0),
        unit="1",
        source="assumed",
        low=0,
        high=1,
    )
    setback: Number = param(
        "Criticism worth losing the whole stake at once would add",
        LogNormal(3.0, 2.0),
        unit="month",
        source="assumed",
    )
    weariness: Number = param(
        "Share of the unregretting lost each month", LogNormal(0.001, 2.0), unit="1/month", source="assumed"
    )
    withdrawal: Number = param(
        "Share of support lost a month at full regret", LogNormal(0.03, 2.0), unit="1/month", source="assumed"
    )
    tolerated: Number = param(
        "Regret at which support holds", Share(0.3, 1.4), unit="1", source="assumed", low=0, high=1
    )
    weight: Number = param(
        "Rise in the log hazard of an aid cut at full regret",
        LogNormal(0.7, 2.0),
        unit="1",
        source="assumed",
        low=0,
    )

    def effect(self, war: View) -> Effect:
        regret = war.tie.regret
        lost = maths.maximum(-war.me.ground_pace, 0)
        gap = maths.minimum(war.tie.criticism + self.setback * lost, 1) - regret
        opening = maths.where(gap > 0, 1, self.healing) * (1 - self.stubborn) / self.memory
        return Effect(
            per_month=Change(
                regret=opening * gap + self.weariness * (1 - regret),
                support=self.withdrawal * (self.tolerated - regret) * war.tie.support,
            ),
            log_hazard={Event.AID_CUT: self.weight * regret},
        )
