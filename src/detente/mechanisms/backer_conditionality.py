"""Backer conditionality: a backer presses the side it backs, and the side heeds what it cannot do without.

    d pressure / dt    =  (due - pressure) / memory + demand * outcry * talks * support * (1 - pressure)
                          due = resting + alarm * (odds that I lose - odds that I win), within 0..1
    on MY STRIKE       :  pressure += reaction * support * (1 - coordination) * (1 - pressure)
    threat             =  pressure * leverage * dependence of this side on the party's aid
    log h(MY STRIKE)  -=  restraint * threat * control of my leadership
    d compromise / dt +=  yielding * threat * (1 - compromise),   d stance / dt -= yielding * threat * stance
    log h(AID_CUT)    +=  impatience * pressure
    log h(SETTLEMENT) +=  terms * threat           terms: sign free

The client acts if gain > condition * dependence * loss of aid * chance of being found out: so pressure
that it does not depend on, or that would not be carried out, moves nothing.

Scope    A principal and a client with aims of their own. Hold it along with aid_delivery, covert_action,
         bargaining_range (stance) and nationalism (compromise); elite_cohesion says whom pressure divides.
Rivals   None in form; free signs: alarm (a losing side may also be let off) and terms.
Sources  Assumed throughout: theory gives the client's condition and no number.
"""

from detente.vocabulary import Change, Effect, Mechanism, Number, View, maths, param
from detente.vocabulary.derived import aid_dependence, odds_of_winning
from detente.vocabulary.events import Event, mine
from detente.vocabulary.priors import LogNormal, Normal, Share


class BackerConditionality(Mechanism):
    """When a backer tightens its conditions, and what the backed side does about them.

    >>> from detente.vocabulary import Shared, Side, Tie
    >>> war = View(me=Side(industry=1.0, control=1.0), foe=Side(), shared=Shared(),
    ...            tie=Tie(pressure=0.5, leverage=0.5, aid=1.0))
    >>> BackerConditionality(restraint=4.0).effect(war).log_hazard[Event.DEEP_STRIKE]
    -0.5
    """

    third_party = True

    reaction: Number = param(
        "Rise of pressure at a strike unknown to a full backer", Share(0.2, 2.0), unit="1", source="assumed"
    )
    demand: Number = param(
        "Rise of pressure a month, full outcry in talks",
        LogNormal(0.5, 2.0),
        unit="1/month",
        source="assumed",
    )
    resting: Number = param(
        "Pressure in quiet months", Share(0.2, 1.5), unit="1", source="assumed", low=0, high=1
    )
    alarm: Number = param(
        "Rise of that when this side is sure to lose", Normal(0.2, 0.3), unit="1", source="assumed"
    )
    memory: Number = param(
        "Time for pressure to ease to a third", LogNormal(4.0, 1.6), unit="month", source="assumed", low=0.25
    )
    restraint: Number = param(
        "Fall in the log hazard of strikes at full threat", LogNormal(3.0, 2.0), unit="1", source="assumed"
    )
    yielding: Number = param(
        "Speed of giving way at full threat", LogNormal(0.1, 2.0), unit="1/month", source="assumed"
    )
    impatience: Number = param(
        "Rise in log hazard of an aid cut at full pressure", LogNormal(0.7, 2.0), unit="1", source="assumed"
    )
    terms: Number = param(
        "Change in log hazard of a settlement at full threat", Normal(0.0, 3.0), unit="1", source="assumed"
    )

    def effect(self, war: View) -> Effect:
        me, tie = war.me, war.tie
        threat = tie.pressure * tie.leverage * aid_dependence(me, (tie,))
        odds = odds_of_winning(war)
        due = maths.clip(self.resting + self.alarm * (1 - odds - odds), 0, 1)
        room = tie.support * (1 - tie.pressure)
        yielding = self.yielding * threat
        return Effect(
            per_month=Change(
                pressure=(due - tie.pressure) / self.memory
                + self.demand * me.outcry * war.shared.talks * room,
                compromise=yielding * (1 - me.compromise),
                stance=-yielding * me.stance,
            ),
            on={mine(Event.DEEP_STRIKE): Change(pressure=self.reaction * (1 - tie.coordination) * room)},
            log_hazard={
                Event.DEEP_STRIKE: -self.restraint * threat * me.control,
                Event.AID_CUT: self.impatience * tie.pressure,
                Event.SETTLEMENT: self.terms * threat,
            },
        )
