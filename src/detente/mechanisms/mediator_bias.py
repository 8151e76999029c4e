"""Mediator bias: counsel of restraint is believed only from a mediator that is on one's side.

    believed           =  1 if lowest <= partiality * bias to me <= highest, else 0
                          lowest, highest: bias at which the mediator is indifferent between telling me
                          that the foe is weak and that it is strong, after a signal that says so
    log h(SETTLEMENT) +=  weight * mediates * believed * (1 + condemns)
    on FOE'S ACT CONDEMNED  :  uncertainty -= insight * bias to the foe * uncertainty

A mediator without bias says whatever avoids war, and is not believed; one too biased always urges war on.
Condemning my act sharpens its counsel to me, playing it down silences it. And when a friend of the foe
condemns the foe's act it speaks against its own wish, so I learn something.

Scope    Bargaining under doubt about strength. Hold it along with learning or uncertain_aims
         (uncertainty) and mediator_statements (condemns).
Rivals   honest_broker
Sources  kydd2003 (claims read; window in reduced form, derived for this project).
"""

from detente.formulas.bargaining import screening_gain
from detente.formulas.mediation import honest_bias_limit
from detente.vocabulary import Change, Effect, Mechanism, Number, View, maths, param
from detente.vocabulary.events import Event, theirs
from detente.vocabulary.priors import LogNormal, Share, Uniform


class MediatorBias(Mechanism):
    """Which mediator is believed for its partiality, and what its word is worth.

    >>> from detente.vocabulary import Party, Side, Tie
    >>> told = MediatorBias(accuracy=0.8, cost=0.1, partiality=1.0, weight=1.0)
    >>> def settlement(bias):
    ...     war = View(me=Side(belief_win=0.5, uncertainty=0.3), foe=Side(), shared=None,
    ...                party=Party(mediates=1.0), tie=Tie(bias=bias))
    ...     return told.effect(war).log_hazard[Event.SETTLEMENT]
    >>> settlement(0.0), settlement(0.6)       # lowest = (1 - 0.8) / (0.8 * 0.8 - 0.2) = 0.45
    (0.0, 1.0)
    """

    answers = "Whose mediation is believed?"
    third_party = True

    accuracy: Number = param(
        "Chance that the mediator is right", Uniform(0.6, 0.95), unit="1", source="assumed", low=0.5, high=1
    )
    cost: Number = param(
        "Cost of fighting on, in shares of the stake", Share(0.05, 1.8), unit="1", source="assumed"
    )
    partiality: Number = param(
        "Worth of the stake to a full friend (peace: 1)",
        LogNormal(2.0, 2.0),
        unit="1",
        source="assumed",
        low=0,
    )
    weight: Number = param(
        "Rise in the log hazard of a settlement when a full mediator is believed",
        LogNormal(0.6, 2.0),
        unit="1",
        source="kydd2003",
        note="The sign is the paper's; the size is assumed.",
    )
    insight: Number = param(
        "Share of doubt removed when a full friend of the foe condemns the foe's act",
        Share(0.1, 2.0),
        unit="1",
        source="assumed",
        low=0,
        high=1,
    )

    def effect(self, war: View) -> Effect:
        weak, strong = war.me.belief_win + war.me.uncertainty, war.me.belief_win - war.me.uncertainty
        missed = 1 - self.accuracy  # doubt is even before the signal, so these two are the beliefs after it
        lowest = honest_bias_limit(
            self.accuracy, screening_gain(self.accuracy, weak, strong, self.cost, self.cost)
        )
        highest = honest_bias_limit(missed, screening_gain(missed, weak, strong, self.cost, self.cost))
        bias = self.partiality * war.tie.bias
        counsel = self.weight * war.party.mediates * (1 + war.tie.condemns)
        heeded = maths.where(bias < lowest, 0, maths.where(bias > highest, 0, counsel))
        learnt = self.insight * war.foe_tie.bias * war.me.uncertainty
        return Effect(
            on={theirs(Event.CONDEMNATION): Change(uncertainty=-learnt)},
            log_hazard={Event.SETTLEMENT: heeded},
        )
