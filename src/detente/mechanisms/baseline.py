"""Baseline: some wars of this class end in any month, whatever else is true, and older wars end less.

    rate(END)  =  rate_END * left ^ (power - 1) * (first_month in the first month of the war, then 1)
    frailty    =  evenness * left ^ power,  power
    left       =  1 + total * (age at start + (first_month - 1) * min(age at start, young)) / evenness

A war's frailty is its own lasting proneness to end: of mean 1 among the wars of a class, and of Hougaard's
family. Those most prone end first, so among the wars still going the hazard falls; the engine follows that
while the war goes on. A war that has already lasted draws from what was left by then: less prone by
left ^ (power - 1), and more even. The first month counts apart: lists with a low threshold hold many single
clashes, and taken for the prone end of all wars these would have the others end too soon.

Scope    Inter-state conflict episodes with 25 battle deaths a year or more, 1946-2023: endings as
         UCDP codes them (agreement, ceasefire, victory, low activity). Other definitions move the mix.
Rivals   None: every theory keeps it.
Sources  ucdp_termination_v3, ucdp_acd_v24_1 (ending mix and durations), cow_interstate_v4 (falling hazard),
         hougaard1986 (the family).
"""

from detente.vocabulary import Effect, Event, Fixed, Frailty, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.maths import minimum, where

UCDP, COW = "ucdp_termination_v3", "cow_interstate_v4"
ALMOST = 0.999  # steps add up to a month within rounding


class Baseline(Mechanism):
    """How often a war of this class ends in a month, and how much wars differ in that.

    >>> from detente.vocabulary.war import reference
    >>> rates = {"settlement": 0.04, "ceasefire": 0.04, "collapse": 0.03, "fade_out": 0.06}
    >>> effect = Baseline(**rates, evenness=1.0, power=0.5, first_month=5.0, young=1.0).effect(reference())
    >>> effect.rate[Event.SETTLEMENT], effect.frailty.evenness
    (0.2, 1.0)
    """

    settlement: Number = param(
        "Monthly rate of a negotiated settlement",
        LogNormal(0.023, 1.35),
        unit="1/month",
        source=UCDP,
        low=0.0,
    )
    ceasefire: Number = param(
        "Monthly rate of a ceasefire", LogNormal(0.026, 1.35), unit="1/month", source=UCDP, low=0.0
    )
    collapse: Number = param(
        "Monthly rate of one given side's fall", LogNormal(0.0175, 1.35), unit="1/month", source=UCDP, low=0.0
    )
    fade_out: Number = param(
        "Monthly rate of fading out of war", LogNormal(0.033, 1.35), unit="1/month", source=UCDP, low=0.0
    )
    evenness: Number = param(
        "How alike wars of a class are in proneness to end",
        LogNormal(0.9, 1.35),
        unit="1",
        source=COW,
        low=1e-3,
    )
    power: Number = param(
        "Share of hardly prone wars: 0 as gamma",
        Share(0.3, 1.5),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    first_month: Number = param(
        "How many times as often wars end in their first month",
        LogNormal(5.5, 1.35),
        unit="1",
        source=UCDP,
        low=0.0,
    )
    young: Number = param("How long the first month is", Fixed(1.0), unit="month", source="assumed", low=1e-3)

    def effect(self, war: View) -> Effect:
        total = self.settlement + self.ceasefire + self.collapse + self.collapse + self.fade_out
        begun, early = war.shared.age_at_start, self.first_month - 1
        left = 1 + total * (begun + early * minimum(begun, self.young)) / self.evenness
        now = left ** (self.power - 1) * (1 + where(war.shared.age < self.young * ALMOST, early, 0.0))
        return Effect(
            rate={
                Event.SETTLEMENT: self.settlement * now,
                Event.CEASEFIRE: self.ceasefire * now,
                Event.COLLAPSE: self.collapse * now,
                Event.FADE_OUT: self.fade_out * now,
            },
            frailty=Frailty(evenness=self.evenness * left**self.power, power=self.power),
        )
