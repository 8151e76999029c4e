"""Act inference: an act laid at a leadership's door tells the other side what that leadership wants.

    h                         =  min(attribution, control of the foe's leadership)
    on THEIR STRIKE           :  foe_averse -> h * P(averse | ordered) + (1 - h) * foe_averse
                                 suspects_spoiling += jolt * h * talks * (1 - suspects_spoiling)
    P(averse | ordered)       by Bayes from order_if_averse and order_if_willing
    d attribution / dt        =  (evidence * the foe's control - attribution) / inquiry
    d foe_averse / dt         =  (resting - foe_averse) / memory
    d suspects_spoiling / dt  =  (usual - suspects_spoiling) / fading
    log h(SETTLEMENT)        +=  - weight * foe_averse

The act reveals only as far as an averse leadership is likelier to order it and this one is thought to
have done so; nobody is thought to have ordered what it cannot control.

Scope    Acts whose author is not known for certain.
Rivals   None in form; trust_update reads the same act as a failure to restrain.
Sources  kydd2000 (acts tell types apart); the update is derived for this project, sizes are assumed.
"""

from detente.formulas.trust import averse_after_act
from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, param, theirs
from detente.vocabulary.maths import minimum


class ActInference(Mechanism):
    """Who is thought to have ordered an act, what that says of them, and what it costs a deal.

    >>> from detente.vocabulary import Shared, Side
    >>> war = View(me=Side(foe_averse=0.3, attribution=0.6), foe=Side(control=0.8), shared=Shared(talks=1.0))
    >>> card = ActInference(order_if_averse=0.4, order_if_willing=0.2, jolt=0.5)
    >>> jump = card.effect(war).on[theirs(Event.DEEP_STRIKE)]
    >>> round(jump.foe_averse, 5), round(jump.suspects_spoiling, 5)
    (0.09692, 0.3)
    """

    order_if_averse: Number = param(
        "Chance that an averse foe orders it", Share(0.4, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    order_if_willing: Number = param(
        "Chance that a willing one orders it", Share(0.2, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    evidence: Number = param(
        "Share of acts that can be proved", Share(0.625, 1.5), unit="1", source="assumed", high=1.0
    )
    inquiry: Number = param(
        "Time an inquiry takes", LogNormal(6.0, 1.65), unit="month", source="assumed", low=0.25
    )
    resting: Number = param(
        "Belief in an averse foe at rest", Share(0.3, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    memory: Number = param(
        "Time until that belief is back there", LogNormal(12.0, 1.8), unit="month", source="assumed", low=0.25
    )
    jolt: Number = param(
        "Suspicion an act in talks raises", Share(0.4, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    usual: Number = param("Suspicion in quiet times", Share(0.2, 1.5), unit="1", source="assumed", high=1.0)
    fading: Number = param(
        "Time a suspicion lasts", LogNormal(3.0, 1.5), unit="month", source="assumed", low=0.25
    )
    weight: Number = param(
        "Fall in the log hazard of a settlement with a foe surely averse",
        LogNormal(0.8, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        me, held = war.me, minimum(war.me.attribution, war.foe.control)
        after = averse_after_act(me.foe_averse, self.order_if_averse, self.order_if_willing, held)
        suspicion = self.jolt * held * war.shared.talks * (1 - me.suspects_spoiling)
        return Effect(
            per_month=Change(
                foe_averse=(self.resting - me.foe_averse) / self.memory,
                suspects_spoiling=(self.usual - me.suspects_spoiling) / self.fading,
                attribution=(self.evidence * war.foe.control - me.attribution) / self.inquiry,
            ),
            on={
                theirs(Event.DEEP_STRIKE): Change(
                    foe_averse=after - me.foe_averse, suspects_spoiling=suspicion
                )
            },
            log_hazard={Event.SETTLEMENT: -self.weight * me.foe_averse},
        )
