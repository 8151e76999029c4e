"""Talks process: talks open, stall, resume and close; most fail; nearly all settlements come out of talks.

    rate(OPEN), rate(RESUME)    =  open * (1 - talks) * (1 - stalled),  resume * stalled
    rate(STALL), rate(CLOSE)    =  stall * talks,  close * (talks + stalled)
    log h(STALL), log h(CLOSE) +=  strain * (protocols + suspects_spoiling)
                                   - hold * (trust + negotiators at the table + talks_progress)
    d talks_progress / dt       =  speed * talks * sincerity * compromise of both * (1 - talks_progress)
                                   - (1 - talks) * talks_progress / memory
    sincerity                   =  (1 - war_preference) of both, multiplied
    log h(SETTLEMENT)          +=  log(quiet + (1 - quiet) * talks) + momentum * talks_progress
    log h(CEASEFIRE)           +=  freeze * log(quiet + (1 - quiet) * talks)
    d firepower / dt            =  regroup * talks * war_preference           talks as a pause to rearm

The logarithm gives a share of time in talks that share of the hazard, not more.

Scope    Talks between the two sides, with or without mediators. preconditions adds its own bar.
Rivals   None in form.
Sources  min2020, min2025 (talks are common, three in four fail, some are insincere); sizes are assumed.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import at_the_table
from detente.vocabulary.maths import log


class TalksProcess(Mechanism):
    """How talks come and go, what moves them, and how much likelier they make an end.

    >>> from detente.vocabulary.war import reference
    >>> effect = TalksProcess(open=0.2, close=0.1, speed=0.5, memory=6.0).effect(reference())
    >>> round(effect.rate[Event.TALKS_OPEN], 6), round(effect.rate[Event.TALKS_CLOSE], 6)
    (0.112, 0.05)
    >>> round(effect.per_month.talks_progress, 6)  # 0.5 * 0.3 * 0.49 * 0.8 * 0.7 - 0.7 * 0.3 / 6
    0.00616
    """

    open: Number = param("Rate of opening", LogNormal(0.1, 1.6), unit="1/month", source="assumed", low=0.0)
    stall: Number = param("Rate of stalling", LogNormal(0.18, 1.6), unit="1/month", source="assumed", low=0.0)
    resume: Number = param(
        "Rate of resuming", LogNormal(0.15, 1.6), unit="1/month", source="assumed", low=0.0
    )
    close: Number = param("Rate of closing", LogNormal(0.09, 1.6), unit="1/month", source="assumed", low=0.0)
    hold: Number = param(
        "Log hazard of failing less by each support", LogNormal(0.5, 1.8), unit="1", source="assumed", low=0.0
    )
    strain: Number = param(
        "Log hazard of failing more by each strain", LogNormal(0.7, 2.0), unit="1", source="assumed", low=0.0
    )
    speed: Number = param("Rate of progress", LogNormal(0.43, 1.7), unit="1/month", source="assumed", low=0.0)
    memory: Number = param("Life of progress", LogNormal(6.0, 1.6), unit="month", source="assumed", low=0.25)
    quiet: Number = param("Hazard out of talks to in", Share(0.1, 2.0), unit="1", source="assumed", low=0.001)
    momentum: Number = param(
        "Settlement by progress", LogNormal(1.0, 1.8), unit="1", source="assumed", low=0.0
    )
    freeze: Number = param("Ceasefires' need of talks", Share(0.4, 1.8), unit="1", source="assumed", low=0.0)
    regroup: Number = param(
        "Rearming while talking", LogNormal(0.01, 2.0), unit="1/month", source="assumed", low=0.0
    )

    def effect(self, war: View) -> Effect:
        me, foe, shared = war.me, war.foe, war.shared
        talks, stalled, progress = shared.talks, shared.stalled, shared.talks_progress
        will = (1 - me.war_preference) * (1 - foe.war_preference) * (me.compromise + foe.compromise)
        gained = self.speed * talks * will * (1 - progress) - (1 - talks) * progress / self.memory
        support = me.trust + at_the_table(war) + progress
        failing = self.strain * (me.protocols + me.suspects_spoiling) - self.hold * support
        reach = log(self.quiet + (1 - self.quiet) * talks)
        on_again = Change(talks=1 - talks, stalled=-stalled)
        return Effect(
            per_month=Change(talks_progress=gained, firepower=self.regroup * talks * me.war_preference),
            on={
                Event.TALKS_OPEN: on_again,
                Event.TALKS_RESUME: on_again,
                Event.TALKS_STALL: Change(talks=-talks, stalled=1 - stalled),
                Event.TALKS_CLOSE: Change(talks=-talks, stalled=-stalled),
            },
            rate={
                Event.TALKS_OPEN: self.open * (1 - talks) * (1 - stalled),
                Event.TALKS_STALL: self.stall * talks,
                Event.TALKS_RESUME: self.resume * stalled,
                Event.TALKS_CLOSE: self.close * (talks + stalled),
            },
            log_hazard={
                Event.TALKS_STALL: failing,
                Event.TALKS_CLOSE: failing,
                Event.SETTLEMENT: reach + self.momentum * progress,
                Event.CEASEFIRE: self.freeze * reach,
            },
        )
