"""Uncertain aims: where a side doubts what the other wants, fighting teaches nothing and the war lasts.

    d uncertainty / dt    =  (resting - uncertainty) / memory            whatever is fought
    d belief_win / dt     =  (odds of winning + hope - belief_win) / memory
    on THEIR STRIKE       :  uncertainty += news * uncertainty           the act may say what they want
    log h(SETTLEMENT)    +=  - weight * uncertainty

Battles show who is stronger, not how much of the stake the other insists on: hopes do not converge.

Scope    Doubt about war aims rather than about strength.
Rivals   learning: fighting and bargaining reveal what was hidden, and doubt falls.
Sources  spanielbils2018 (sign), langloislanglois2012 (rivals stand firm until late); sizes are assumed.
"""

from detente.vocabulary import (
    Change,
    Effect,
    Event,
    LogNormal,
    Mechanism,
    Normal,
    Number,
    Share,
    View,
    param,
    theirs,
)
from detente.vocabulary.derived import odds_of_winning
from detente.vocabulary.maths import clip


class UncertainAims(Mechanism):
    """How much doubt and hope outlast any fighting, and how far they delay a deal.

    >>> from detente.vocabulary.war import reference
    >>> card = UncertainAims(resting=0.25, hope=0.15, memory=5.0, weight=2.0)
    >>> effect = card.effect(reference())  # (0.25 - 0.15) / 5;  (0.5 + 0.15 - 0.55) / 5;  - 2 * 0.15
    >>> round(effect.per_month.uncertainty, 6), round(effect.per_month.belief_win, 6)
    (0.02, 0.02)
    >>> round(effect.log_hazard[Event.SETTLEMENT], 6)
    -0.3
    """

    answers = "Does fighting resolve what the sides are uncertain about?"

    resting: Number = param(
        "Doubt that no fighting removes", Share(0.15, 1.5), unit="1", source="assumed", low=0.0, high=1.0
    )
    hope: Number = param(
        "Hope beyond the odds that no fighting removes",
        LogNormal(0.05, 1.8),
        unit="1",
        source="assumed",
        low=0.0,
    )
    memory: Number = param(
        "Time until doubt and hope are back at their level",
        LogNormal(8.0, 1.75),
        unit="month",
        source="assumed",
        low=0.25,
    )
    news: Number = param(
        "Change of doubt at a strike suffered, as a share of it",
        Normal(0.0, 0.1),  # straddles zero: an act may clear up aims or make them more obscure
        unit="1",
        source="assumed",
        low=-1.0,
    )
    weight: Number = param(
        "Fall in the log hazard of a settlement for each unit of doubt",
        LogNormal(3.0, 1.8),
        unit="1",
        source="spanielbils2018",
        low=0.0,
        note="The sign is the paper's; the size is assumed.",
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        expected = clip(odds_of_winning(war) + self.hope, 0, 1)
        return Effect(
            per_month=Change(
                uncertainty=(self.resting - me.uncertainty) / self.memory,
                belief_win=(expected - me.belief_win) / self.memory,
            ),
            on={theirs(Event.DEEP_STRIKE): Change(uncertainty=self.news * me.uncertainty)},
            log_hazard={Event.SETTLEMENT: -self.weight * me.uncertainty},
        )
