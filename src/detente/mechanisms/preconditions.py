"""Preconditions: a side that lays a strike at the foe's door asks for more before it talks; talks move less.

    on THEIR STRIKE                    :  preconditions += stiffening * blame * (1 - preconditions)
    blame                              =  min(attribution, control of the foe's leadership)
    d preconditions / dt               =  (resting - preconditions) / memory
    log h(TALKS_STALL, TALKS_CLOSE)   +=  + bar * preconditions
    log h(TALKS_OPEN, TALKS_RESUME)   +=  - bar * preconditions

Scope    Talks that either side can refuse. Hold it along with talks_process, which has the rates.
Rivals   None in form.
Sources  Assumed throughout; the literature gives no number.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, param, theirs
from detente.vocabulary.maths import minimum


class Preconditions(Mechanism):
    """How far a strike stiffens the conditions for talking, how long, and what that does to talks.

    >>> from detente.vocabulary.war import reference
    >>> effect = Preconditions(stiffening=0.2, resting=0.2, memory=5.0, bar=1.0).effect(reference())
    >>> round(effect.on[theirs(Event.DEEP_STRIKE)].preconditions, 6), round(effect.per_month.preconditions, 6)
    (0.07, -0.02)
    >>> effect.log_hazard[Event.TALKS_STALL], effect.log_hazard[Event.TALKS_OPEN]
    (0.3, -0.3)
    """

    stiffening: Number = param(
        "Share of the way to a full list of conditions that a strike laid at the foe's door adds",
        Share(0.2, 2.5),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    resting: Number = param(
        "Conditions set in quiet times of war", Share(0.3, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    memory: Number = param(
        "Time until added conditions have fallen to about a third",
        LogNormal(5.0, 1.6),
        unit="month",
        source="assumed",
        low=0.25,
    )
    bar: Number = param(
        "Change in the log hazards of talks from no conditions to a full list",
        LogNormal(0.7, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        asked, blame = war.me.preconditions, minimum(war.me.attribution, war.foe.control)
        barred = self.bar * asked
        return Effect(
            per_month=Change(preconditions=(self.resting - asked) / self.memory),
            on={theirs(Event.DEEP_STRIKE): Change(preconditions=self.stiffening * blame * (1 - asked))},
            log_hazard={
                Event.TALKS_STALL: barred,
                Event.TALKS_CLOSE: barred,
                Event.TALKS_OPEN: -barred,
                Event.TALKS_RESUME: -barred,
            },
        )
