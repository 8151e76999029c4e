"""Baseline: some wars of this class end in any month, whatever else is true, and older wars end less.

    rate(END)  =  rate_END * left ^ (power - 1) * (first_month in the first month of the war, then 1)
    frailty    =  evenness * left ^ power,  power
    left       =  1 + total * (age at start + (first_month - 1) * min(age at start, 1)) / evenness

A war's frailty is its own lasting proneness to end: of mean 1 among the wars of a class, and of Hougaard's
family. Those most prone end first, so among the wars still going the hazard falls; the engine follows that
while the war goes on. A war that has already lasted draws from what was left by then: less prone by
left ^ (power - 1), and more even. The first month counts apart: lists with a low threshold hold many single
clashes, and where these are taken for the prone end of all wars, those that last are told to end too soon.

Scope    Inter-state conflict episodes with 25 battle deaths a year or more, 1946-2023: endings as
         UCDP codes them (agreement, ceasefire, victory, low activity). Other definitions move the mix.
Rivals   None: every theory keeps it.
Sources  ucdp_termination_v3, ucdp_acd_v24_1 (ending mix and durations), cow_interstate_v4 (falling hazard),
         hougaard1986 (the family).
"""

from detente.vocabulary import Effect, Event, Frailty, LogNormal, Mechanism, Number, Share, View, maths, param

NEARLY = 1e-3  # months: steps add up to a month within rounding


class Baseline(Mechanism):
    """How often a war of this class ends in a month, and how much wars differ in that.

    >>> from detente.vocabulary.war import reference
    >>> rates = {"settlement": 0.04, "ceasefire": 0.04, "collapse": 0.03, "fade_out": 0.06}
    >>> card = Baseline(**rates, evenness=1.0, power=0.5, first_month=5.0)
    >>> effect = card.effect(reference())
    >>> effect.rate[Event.SETTLEMENT], effect.frailty.evenness
    (0.2, 1.0)
    """

    settlement: Number = param(
        "Monthly rate of a negotiated settlement in a new war of this class",
        LogNormal(0.023, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    ceasefire: Number = param(
        "Monthly rate of a ceasefire without settlement",
        LogNormal(0.026, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    collapse: Number = param(
        "Monthly rate at which one given side collapses",
        LogNormal(0.0175, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    fade_out: Number = param(
        "Monthly rate of fading below the threshold of war",
        LogNormal(0.033, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    evenness: Number = param(
        "How alike the wars of a class are in their proneness to end: 1 is an exponential's spread",
        LogNormal(0.9, 1.35),
        unit="1",
        source="cow_interstate_v4",
        low=1e-3,
    )
    power: Number = param(
        "How many wars of a class are hardly prone to end: 0 as gamma, more with a heavier tail",
        Share(0.3, 1.5),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    first_month: Number = param(
        "How many times as often a war of this class ends in its first month, for its proneness",
        LogNormal(5.5, 1.35),
        unit="1",
        source="ucdp_acd_v24_1",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        both = self.collapse + self.collapse
        total = self.settlement + self.ceasefire + both + self.fade_out
        begun = war.shared.age_at_start
        lived = begun + (self.first_month - 1) * maths.minimum(begun, 1.0)
        left = 1 + total * lived / self.evenness
        young = maths.where(war.shared.age < 1.0 - NEARLY, self.first_month, 1.0)
        less = left ** (self.power - 1) * young
        return Effect(
            rate={
                Event.SETTLEMENT: self.settlement * less,
                Event.CEASEFIRE: self.ceasefire * less,
                Event.COLLAPSE: self.collapse * less,
                Event.FADE_OUT: self.fade_out * less,
            },
            frailty=Frailty(evenness=self.evenness * left**self.power, power=self.power),
        )
