"""Power shift: a side that expects to be weaker later would rather fight now than sign.

    outlook                =  lapse * aid_dependence - horizon * ground_pace + lag * industry lag
    industry lag           =  (the foe's industry - my industry) / both
    d expected_shift / dt  =  (outlook - expected_shift) / memory
    on THEIR STRIKE        :  expected_shift += shock           it may show a power still to come
    margin                 =  what the declining side gains by fighting now (formulas.commitment)
    log h(SETTLEMENT)     +=  - weight * max(margin of me, margin of the foe)
    log h(MY STRIKE)      +=  prevention * expected_shift

Scope    Deals that no one enforces; guarantee adds those that someone does.
Rivals   None in form. What a strike does to expected power has a free sign.
Sources  powell2006, krainin2015 (signs); fearon1995 (form not opened); the inequality is derived here.
"""

from detente.formulas.commitment import declining_side_margin
from detente.vocabulary import Change, Effect, Event, Mechanism, Number, Side, View, param, theirs
from detente.vocabulary.derived import aid_dependence
from detente.vocabulary.maths import clip, maximum, ratio
from detente.vocabulary.priors import LogNormal, Normal, Share


class PowerShift(Mechanism):
    """What a side expects to lose after signing, and how far that keeps both from signing.

    >>> from detente.vocabulary.war import reference
    >>> card = PowerShift(lapse=0.4, memory=2.0, discount=0.9, price=0.2, weight=1.0)
    >>> effect = card.effect(reference())  # a fifth of what a side has is aid: (0.4 * 0.2 - 0.1) / 2
    >>> round(effect.per_month.expected_shift, 6)
    -0.01
    >>> round(effect.log_hazard[Event.SETTLEMENT], 6)  # 0.55 - 0.9 * 0.45 - 0.1 * (1 + 0.1 * 0.2)
    -0.043
    """

    lapse: Number = param(
        "Share of aid expected to lapse", Share(0.4, 1.8), unit="1", source="assumed", high=1.0
    )
    horizon: Number = param(
        "Time the front is projected over", LogNormal(6.0, 1.7), unit="month", source="assumed", low=0.0
    )
    lag: Number = param(
        "Stake expected lost to a foe who alone has industry", LogNormal(0.2, 1.8), unit="1", source="assumed"
    )
    memory: Number = param(
        "Time until the outlook has sunk in", LogNormal(4.0, 1.55), unit="month", source="assumed", low=0.25
    )
    shock: Number = param("Loss expected from a strike", Normal(0.01, 0.015), unit="1", source="assumed")
    discount: Number = param(
        "Worth of a unit next period", Share(0.9, 1.5), unit="1", source="assumed", high=1.0
    )
    price: Number = param(
        "Cost of war at reference sensitivity", LogNormal(0.11, 1.5), unit="1", source="assumed", low=0.0
    )
    weight: Number = param(
        "Fall in the log hazard of a settlement for each stake gained by fighting now",
        LogNormal(3.0, 1.8),
        unit="1",
        source="powell2006",
        low=0.0,
        note="The sign is the paper's; the size is assumed.",
    )
    prevention: Number = param(
        "Strike log hazard by loss", LogNormal(1.5, 2.0), unit="1", source="assumed", low=0.0
    )

    def margin(self, side: Side) -> Number:
        """Return what a side gains by fighting now over peace and a weaker self later [stake]."""
        later, cost = side.belief_win - side.expected_shift, self.price * side.cost_sensitivity
        return declining_side_margin(side.belief_win, later, cost, self.discount)

    def effect(self, war: View) -> Effect:
        me, foe = war.me, war.foe
        lagging = self.lag * ratio(foe.industry - me.industry, foe.industry + me.industry)
        outlook = self.lapse * aid_dependence(me, war.ties) - self.horizon * me.ground_pace + lagging
        gap = maximum(self.margin(me), self.margin(foe))
        return Effect(
            per_month=Change(expected_shift=(clip(outlook, -1, 1) - me.expected_shift) / self.memory),
            on={theirs(Event.DEEP_STRIKE): Change(expected_shift=self.shock)},
            log_hazard={
                Event.SETTLEMENT: -self.weight * gap,
                Event.DEEP_STRIKE: self.prevention * me.expected_shift,
            },
        )
