"""Retaliation: each strike makes strikes in return likelier for some weeks, on both sides.

    on THEIR STRIKE OR REPRISAL :  excitation += branching / memory
    d excitation / dt            =  - excitation / memory
    rate(MY REPRISAL)           +=  open * excitation
    rate(MY DEEP_STRIKE)        +=  (1 - open) * excitation
    on MY REPRISAL               :  hostility += heat
    on THEIR REPRISAL            :  civilian_harm += harm
    log h(SETTLEMENT)           +=  - pause * excitation

One act brings about `branching` answers on average, and these are answered too: 1 / (1 - branching) acts
in all. Deals wait while answers are due, or are hastened; after some weeks that is over.

Scope    Strikes and reprisals in weeks. Hostility needs its home (action_reaction), or the pushes pile up.
Rivals   unilateral_retaliation (only the stronger side answers).
Sources  lewis2012 (upper bounds), hawkes1971 (form), haushofer2010 (both sides answer), mohler2013 (caution).
"""

from detente.formulas.hawkes import excitation
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, Share, View, param
from detente.vocabulary.events import Event, mine, theirs
from detente.vocabulary.priors import Uniform

BOUND = "An upper bound in the source, from one war: common causes look like answers. The prior is assumed."


class Retaliation(Mechanism):
    """How many answers an act brings about, and how soon.

    >>> from detente.vocabulary.war import reference
    >>> card = Retaliation(branching=0.4, memory=0.8)
    >>> card.effect(reference()).on[theirs(Event.DEEP_STRIKE)].excitation
    0.5
    """

    answers = "Who retaliates for a strike?"

    branching: Number = param(
        "Answers that one act brings about",
        Uniform(0.0, 0.5),
        unit="1",
        source="lewis2012",
        low=0.0,
        high=1.0,
        note=BOUND,
    )
    memory: Number = param(
        "Mean time to an answer", LogNormal(0.8, 1.22), unit="month", source="lewis2012", low=0.25, note=BOUND
    )
    open: Number = param(
        "Share of answers made openly", Share(0.8, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    heat: Number = param(
        "Rise of hostility with one own reprisal", LogNormal(0.05, 2.0), unit="1", source="assumed", low=0.0
    )
    harm: Number = param(
        "Civilian harm of one reprisal", LogNormal(40.0, 3.0), unit="person", source="assumed", low=0.0
    )
    pause: Number = param(
        "Fall of log h(SETTLEMENT) per answer due", Normal(0.3, 0.5), unit="month", source="assumed"
    )

    def effect(self, war: View) -> Effect:
        due, decay = war.me.excitation, 1 / self.memory
        roused = excitation(self.branching, decay, 0)
        return Effect(
            per_month=Change(excitation=-due * decay),
            on={
                theirs(Event.DEEP_STRIKE): Change(excitation=roused),
                theirs(Event.REPRISAL): Change(excitation=roused, civilian_harm=self.harm),
                mine(Event.REPRISAL): Change(hostility=self.heat),
            },
            rate={Event.REPRISAL: self.open * due, Event.DEEP_STRIKE: (1 - self.open) * due},
            log_hazard={Event.SETTLEMENT: -self.pause * due},
        )
