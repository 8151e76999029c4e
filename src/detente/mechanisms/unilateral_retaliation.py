"""Unilateral retaliation: only one side answers strikes with strikes, here the stronger one.

    gate                         =  logistic(sharpness * (strength - foe's strength) / (sum of both))
    on THEIR STRIKE OR REPRISAL :  excitation += gate * branching / memory
    d excitation / dt            =  - excitation / memory
    rate(MY REPRISAL)           +=  open * excitation
    rate(MY DEEP_STRIKE)        +=  (1 - open) * excitation
    on MY REPRISAL               :  hostility += heat
    on THEIR REPRISAL            :  civilian_harm += harm
    log h(SETTLEMENT)           +=  - pause * excitation

The weaker side's acts follow their own plan; between equals each answers half.

Scope    Strikes and reprisals in weeks. Hostility needs its home (action_reaction), or the pushes pile up.
Rivals   retaliation (both sides answer).
Sources  jaegerpaserman2008 (one direction only), lewis2012 (upper bounds). That it is the
         stronger is assumed.
"""

from detente.formulas.hawkes import excitation
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, Share, View, param
from detente.vocabulary.derived import strength
from detente.vocabulary.events import Event, mine, theirs
from detente.vocabulary.maths import logistic, ratio
from detente.vocabulary.priors import Uniform

BOUND = "An upper bound in the source, from one war: common causes look like answers. The prior is assumed."


class UnilateralRetaliation(Mechanism):
    """How many answers an act against the stronger side brings about, and how soon.

    >>> from detente.vocabulary.war import reference
    >>> card = UnilateralRetaliation(branching=0.4, memory=0.8)
    >>> card.effect(reference()).on[theirs(Event.DEEP_STRIKE)].excitation
    0.25
    """

    answers = "Who retaliates for a strike?"

    sharpness: Number = param(
        "Sharpness of telling the stronger", LogNormal(8.0, 1.5), unit="1", source="assumed", low=0.0
    )
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
        own, foe = strength(war.me), strength(war.foe)
        gate = logistic(self.sharpness * ratio(own - foe, own + foe))
        roused = gate * excitation(self.branching, decay, 0)
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
