"""Risk and return: in doubt about the foe, a side gambles on a harsher demand that may be refused.

    cost                  =  price * cost_sensitivity
    spread                =  sqrt(3) * uncertainty          half the width of a uniform belief
    P(refused)            =  max(0, 3/4 - (the foe's cost + my cost) / (4 * spread))
    log h(SETTLEMENT)    +=  - weight * P(refused)

Asking for more pays if the foe gives in and brings war if it does not. The odds of winning do not
enter: what is unknown delays the deal, not who is stronger.

Scope    One side makes an offer, the other takes it or leaves it. Doubt moves by learning.
Rivals   None in form.
Sources  fearon1995 (logic, second-hand), benson_meirowitz_ramsay (odds do not enter), sawyer2017 (doubt
         about support prolongs war). Reduced form, derived for this project.
"""

from math import sqrt

from detente.formulas.bargaining import spread_war_probability
from detente.vocabulary import Effect, Event, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.derived import HELD_AT_LEAST
from detente.vocabulary.maths import maximum

HALF_WIDTH = sqrt(3)  # of a uniform law, in its standard deviations


class RiskReturn(Mechanism):
    """How often doubt makes a side ask for more than the other will give.

    >>> from detente.vocabulary import Side
    >>> me = Side(uncertainty=0.15 / HALF_WIDTH, cost_sensitivity=0.5)
    >>> war = View(me=me, foe=Side(cost_sensitivity=1.5), shared=None)
    >>> round(RiskReturn(price=0.1, weight=1.0).effect(war).log_hazard[Event.SETTLEMENT], 4)
    -0.4167
    """

    price: Number = param(
        "Cost of war to a side of reference sensitivity, as a share of the stake",
        LogNormal(0.11, 1.5),
        unit="1",
        source="assumed",
        low=0.0,
    )
    weight: Number = param(
        "Fall in the log hazard of a settlement from demands sure to be met to demands sure to be refused",
        LogNormal(1.0, 1.6),
        unit="1",
        source="sawyer2017",
        low=0.0,
        note="The sign is the paper's (support of uncertain effect prolongs wars); the size is assumed.",
    )

    def effect(self, war: View) -> Effect:
        spread = maximum(HALF_WIDTH * war.me.uncertainty, HELD_AT_LEAST)
        mine, theirs = self.price * war.me.cost_sensitivity, self.price * war.foe.cost_sensitivity
        refused = spread_war_probability(mine, theirs, spread)
        return Effect(log_hazard={Event.SETTLEMENT: -self.weight * refused})
