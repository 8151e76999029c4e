"""Baseline: some wars of this class end in any month, whatever else is true, and older wars end less.

    rate(END)  =  rate_END * frailty / (1 + total * age at start)        for each kind of ending

A war's frailty is its own lasting proneness to end. Those most prone end first, so among the wars
still going the hazard falls: with exponential frailty the share still going after t months is
1 / (1 + total * t), and a war that has already lasted a months draws from what is left of that.

Scope    Inter-state conflict episodes with 25 battle deaths a year or more, 1946-2023: endings as
         UCDP codes them (agreement, ceasefire, victory, low activity). Other definitions move the mix.
Rivals   None: every theory keeps it.
Sources  ucdp_termination_v3, ucdp_acd_v24_1 (ending mix and durations), cow_interstate_v4 (falling hazard).
"""

from detente.vocabulary import Effect, Event, Exponential, LogNormal, Mechanism, Number, View, param


class Baseline(Mechanism):
    """How often a war of this class ends in a month, and how much wars differ in that.

    >>> from detente.vocabulary.war import reference
    >>> card = Baseline(settlement=0.04, ceasefire=0.04, collapse=0.03, fade_out=0.06, frailty=0.5)
    >>> round(card.effect(reference()).rate[Event.SETTLEMENT], 6)
    0.02
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
    frailty: Number = param(
        "This war's own proneness to end, relative to the mean new war",
        Exponential(1.0),
        unit="1",
        source="cow_interstate_v4",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        both = self.collapse + self.collapse
        total = self.settlement + self.ceasefire + both + self.fade_out
        proneness = self.frailty / (1 + total * war.shared.age_at_start)
        return Effect(
            rate={
                Event.SETTLEMENT: self.settlement * proneness,
                Event.CEASEFIRE: self.ceasefire * proneness,
                Event.COLLAPSE: self.collapse * proneness,
                Event.FADE_OUT: self.fade_out * proneness,
            }
        )
