"""Aid delivery: what a backer promises arrives late, and what it commits to changes by decision.

    d aid_prepared / dt  =  (aid_policy * support - aid_prepared) / stage
    d aid / dt           =  (aid_prepared - aid) / stage        two stages: a gamma delay, mean 2 * stage
    d supplies / dt      =  + aid
    on AID CUT           :  support -= cut * support;   cut * halted of what is on its way stops at once
    on AID RAISE         :  support += raise_share * (1 - support)
    d support / dt       =  support * (1 - support) * (resting - support) / memory
    rate(AID CUT)       +=  cut_pace,      rate(AID RAISE)  +=  raise_pace

Support drifts slowly, and slower the nearer it is to none or all: a party that backs nobody does not
come to back somebody by waiting.

Scope    A third party and the supplies it gives to one side. Goes with replenishment, which uses them up.
Rivals   None in form; what a cut does to the war differs by theory.
Sources  The delay is from memory (3 to 12 months, to be calibrated); the rest is assumed.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, mine, param


class AidDelivery(Mechanism):
    """How late aid arrives, how often it is cut or raised, and by how much.

    >>> from detente.vocabulary.war import reference
    >>> now = AidDelivery(cut=0.4).effect(reference())
    >>> now.per_month.supplies, now.per_month.aid, now.on[mine(Event.AID_CUT)].support
    (0.2, 0.0, -0.2)
    """

    third_party = True

    stage: Number = param(
        "Mean time of each of the two stages from promise to delivery",
        LogNormal(3.0, 1.5),
        unit="month",
        source="assumed",
        low=0.25,
        note="A mean delay of 3 to 12 months in all is from memory: calibrate.",
    )
    resting: Number = param(
        "Support to which a party drifts", Share(0.5, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    memory: Number = param(
        "Slowness of that drift: a fourth of the time it takes at half support",
        LogNormal(9.0, 1.6),
        unit="month",
        source="assumed",
        low=0.5,
    )
    cut: Number = param(
        "Share of support that a cut ends", Share(0.35, 1.8), unit="1", source="assumed", low=0.0, high=1.0
    )
    halted: Number = param(
        "Share of that stopped on its way", Share(0.5, 2.0), unit="1", source="assumed", low=0.0, high=1.0
    )
    raise_share: Number = param(
        "Share of the gap a raise closes", Share(0.35, 1.8), unit="1", source="assumed", low=0.0, high=1.0
    )
    cut_pace: Number = param(
        "Monthly rate of aid cuts", LogNormal(0.02, 2.0), unit="1/month", source="assumed", low=0.0
    )
    raise_pace: Number = param(
        "Monthly rate of aid raises", LogNormal(0.02, 2.0), unit="1/month", source="assumed", low=0.0
    )

    def effect(self, war: View) -> Effect:
        tie, stopped = war.tie, -self.cut * self.halted
        missing = 1 - tie.support
        ending = Change(
            support=-self.cut * tie.support, aid_prepared=stopped * tie.aid_prepared, aid=stopped * tie.aid
        )
        return Effect(
            per_month=Change(
                supplies=tie.aid,
                aid_prepared=(tie.aid_policy * tie.support - tie.aid_prepared) / self.stage,
                aid=(tie.aid_prepared - tie.aid) / self.stage,
                support=tie.support * missing * (self.resting - tie.support) / self.memory,
            ),
            on={
                mine(Event.AID_CUT): ending,
                mine(Event.AID_RAISE): Change(support=self.raise_share * missing),
            },
            rate={Event.AID_CUT: self.cut_pace, Event.AID_RAISE: self.raise_pace},
        )
