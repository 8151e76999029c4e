"""Isolation divides: rulers who live on what they hand out lose their elite when they are cut off.

    excess                  =  isolation - accustomed
    grip                    =  personal * personalist + general       (and likewise for leaving office)
    d elite_cohesion / dt  -=  grip * excess
    d discord / dt         +=  quarrel * grip * excess
    log h(LEADER_EXIT)     +=  (exit_personal * personalist + exit_general) * isolation

With `general` at nil only personal rule is shaken. Above nil every ruler is; the sign is left free.

Scope    Isolation of months and years. Goes with elite_cohesion, which returns cohesion and discord to
         rest, and diplomatic_isolation; without the former its pushes add up.
Rivals   isolation_rally (isolation unites).
Sources  escribafolchwright2010 (personal rulers only), marinov2005 (leaders are destabilised) against
         licht2015 (rarely): signs and an interval, no sizes.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Normal, Number, Share, View, param


class IsolationElites(Mechanism):
    """How far isolation splits an elite and unseats its leader, by how personal the regime is.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(isolation=0.7, personalist=1.0), foe=Side(), shared=None)
    >>> round(IsolationElites(personal=0.04, accustomed=0.2).effect(war).per_month.elite_cohesion, 6)
    -0.02
    """

    answers = "What does isolation do to the unity of those who rule?"

    accustomed: Number = param(
        "Isolation that leaves the elite as it is",
        Share(0.2, 1.2),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    personal: Number = param(
        "Unity lost in a month of full isolation under wholly personal rule",
        LogNormal(0.04, 2.0),
        unit="1/month",
        source="escribafolchwright2010",
        low=0.0,
        note="The sign is the paper's, for leaders' survival; the path by unity and the size are assumed.",
    )
    general: Number = param(
        "Unity lost in a month of full isolation under any rule",
        Normal(0.0, 0.015),
        unit="1/month",
        source="assumed",
        note="marinov2005 against licht2015: pressure destabilises, or rarely does. An interval, not a mean.",
    )
    quarrel: Number = param(
        "Open conflict that a loss of unity brings", LogNormal(0.7, 1.6), unit="1", source="assumed", low=0.0
    )
    exit_personal: Number = param(
        "Rise in the log hazard of losing office from no isolation to full, under wholly personal rule",
        LogNormal(0.8, 2.0),
        unit="1",
        source="escribafolchwright2010",
        low=0.0,
        note="The sign is the paper's; the size is assumed.",
    )
    exit_general: Number = param(
        "Rise in the log hazard of losing office from no isolation to full, under any rule",
        Normal(0.3, 0.5),
        unit="1",
        source="assumed",
        note="marinov2005 (it rises) against licht2015 (it rarely does).",
    )

    def effect(self, war: View) -> Effect:
        ruler = war.me.personalist
        split = (self.personal * ruler + self.general) * (war.me.isolation - self.accustomed)
        unseat = (self.exit_personal * ruler + self.exit_general) * war.me.isolation
        return Effect(
            per_month=Change(elite_cohesion=-split, discord=self.quarrel * split),
            log_hazard={Event.LEADER_EXIT: unseat},
        )
