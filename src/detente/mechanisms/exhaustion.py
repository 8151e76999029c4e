"""Exhaustion: a worn side seeks an end, and a beaten one accepts what it is offered.

    worn                  =  casualties / (casualties + force + manpower)
    behind                =  (strength of the foe - strength) / (sum of both), if positive
    ground_lost           =  ground of the foe - ground, if positive
    log h(SETTLEMENT)    +=  settle * worn + give_in * behind + yield_ground * ground_lost
    log h(CEASEFIRE)     +=  pause * worn
    log h(COLLAPSE)      +=  break_down * worn + routed * ground_lost

What has added up counts, not how intense the fighting is now. A settlement or ceasefire takes the mean of
both sides' views, so that what only the loser feels counts half.

Scope    Wars that go on until a side can bear no more. Goes with an attrition law and front_movement.
Rivals   None in form; other theories end wars by belief, trust or politics instead.
Sources  weisiger2016 (more fighting so far and a worsening battlefield promote settlement); sizes assumed.
"""

from detente.vocabulary import Effect, Event, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.derived import strength
from detente.vocabulary.maths import maximum, ratio


class Exhaustion(Mechanism):
    """How far losses, weakness and lost ground bring about each kind of ending.

    >>> from detente.vocabulary import Side
    >>> me = Side(force=30.0, firepower=1.0, casualties=20.0, manpower=50.0, ground=0.5)
    >>> war = View(me=me, foe=Side(force=90.0, firepower=1.0, ground=0.5), shared=None)
    >>> round(Exhaustion(settle=2.0, give_in=1.0).effect(war).log_hazard[Event.SETTLEMENT], 6)
    0.9
    """

    settle: Number = param(
        "Rise in the log hazard of a settlement from no people lost to all",
        LogNormal(1.5, 1.8),
        unit="1",
        source="weisiger2016",
        low=0.0,
        note="The sign is the paper's; the size is assumed.",
    )
    give_in: Number = param(
        "Rise in the log hazard of a settlement from even strength to none",
        LogNormal(2.0, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
    )
    yield_ground: Number = param(
        "Rise in the log hazard of a settlement from an even share of ground to none",
        LogNormal(1.0, 1.8),
        unit="1",
        source="weisiger2016",
        low=0.0,
        note="The sign, for a worsening battlefield, is the paper's; the size is assumed.",
    )
    pause: Number = param(
        "Log hazard of ceasefire once all are lost", LogNormal(1.5, 1.8), unit="1", source="assumed", low=0.0
    )
    break_down: Number = param(
        "Rise in the log hazard of collapse from no people lost to all",
        LogNormal(2.0, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
    )
    routed: Number = param(
        "Rise in the log hazard of collapse from an even share of ground to none",
        LogNormal(1.0, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        own, foe = strength(war.me), strength(war.foe)
        worn = ratio(war.me.casualties, war.me.casualties + war.me.force + war.me.manpower)
        behind = maximum(ratio(foe - own, foe + own), 0)
        ground_lost = maximum(war.foe.ground - war.me.ground, 0)
        return Effect(
            log_hazard={
                Event.SETTLEMENT: self.settle * worn
                + self.give_in * behind
                + self.yield_ground * ground_lost,
                Event.CEASEFIRE: self.pause * worn,
                Event.COLLAPSE: self.break_down * worn + self.routed * ground_lost,
            }
        )
