"""Baseline: some wars of this class end in any month, whatever else is true, and older wars end less.

    rate(END)  =  rate_END * left ^ (power - 1)                  for each kind of ending
    frailty    =  evenness * left ^ power,  power
    left       =  1 + total * age at start / evenness

A war's frailty is its own lasting proneness to end: of mean 1 among the wars of a class, and of Hougaard's
family. Those most prone end first, so among the wars still going the hazard falls; the engine follows that
while the war goes on. A war that has already lasted draws from what was left by then: less prone by
left ^ (power - 1), and more even.

Scope    Inter-state conflict episodes with 25 battle deaths a year or more, 1946-2023: endings as
         UCDP codes them (agreement, ceasefire, victory, low activity). Other definitions move the mix.
Rivals   None: every theory keeps it.
Sources  ucdp_termination_v3, ucdp_acd_v24_1 (ending mix and durations), cow_interstate_v4 (falling hazard),
         hougaard1986 (the family).
"""

from detente.vocabulary import Effect, Event, Frailty, LogNormal, Mechanism, Number, Share, View, param


class Baseline(Mechanism):
    """How often a war of this class ends in a month, and how much wars differ in that.

    >>> from detente.vocabulary.war import reference
    >>> rates = {"settlement": 0.04, "ceasefire": 0.04, "collapse": 0.03, "fade_out": 0.06}
    >>> card = Baseline(**rates, evenness=1.0, power=0.5)
    >>> effect = card.effect(reference())
    >>> effect.rate[Event.SETTLEMENT], effect.frailty.evenness
    (0.04, 1.0)
    """

    settlement: Number = param(
        "Monthly rate of a negotiated settlement in a new war of this class",
        LogNormal(0.038, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    ceasefire: Number = param(
        "Monthly rate of a ceasefire without settlement",
        LogNormal(0.042, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    collapse: Number = param(
        "Monthly rate at which one given side collapses",
        LogNormal(0.028, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    fade_out: Number = param(
        "Monthly rate of fading below the threshold of war",
        LogNormal(0.053, 1.35),
        unit="1/month",
        source="ucdp_termination_v3",
        low=0.0,
    )
    evenness: Number = param(
        "How alike the wars of a class are in their proneness to end: 1 is an exponential's spread",
        LogNormal(1.0, 1.35),
        unit="1",
        source="cow_interstate_v4",
        low=1e-3,
    )
    power: Number = param(
        "How many wars of a class are hardly prone to end: 0 as gamma, more with a heavier tail",
        Share(0.05, 1.5),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )

    def effect(self, war: View) -> Effect:
        both = self.collapse + self.collapse
        total = self.settlement + self.ceasefire + both + self.fade_out
        left = 1 + total * war.shared.age_at_start / self.evenness
        less = left ** (self.power - 1)
        return Effect(
            rate={
                Event.SETTLEMENT: self.settlement * less,
                Event.CEASEFIRE: self.ceasefire * less,
                Event.COLLAPSE: self.collapse * less,
                Event.FADE_OUT: self.fade_out * less,
            },
            frailty=Frailty(evenness=self.evenness * left**self.power, power=self.power),
        )
