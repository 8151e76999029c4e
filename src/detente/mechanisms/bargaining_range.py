"""Bargaining range: a deal exists where both sides, as each sees its chances, prefer it to fighting on.

    cost                   =  cost_sensitivity * (blood * attrition + treasure * consumption)
    lowest, highest        =  my belief_win - my cost,  1 - the foe's belief_win + the foe's cost
    log h(SETTLEMENT)     +=  weight * tanh((highest - lowest) / scale)
    d stance / dt          =  (lowest + margin - stance) / memory

The width is the costs of both less their mutual optimism. Wider than `scale`, it adds little more.

Scope    Two sides that can divide the stake. With more players, or a stalemate in sight, a bargain
         that all prefer need not exist (jordan2015). Beliefs move by learning or uncertain_aims.
Rivals   None in form.
Sources  fearon1995 (range, read in two open summaries); sizes are assumed.
"""

from detente.formulas import bargaining
from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Side, View, param
from detente.vocabulary.derived import attrition
from detente.vocabulary.maths import clip, minimum, tanh


class BargainingRange(Mechanism):
    """What war costs each side, what it therefore asks, and what room that leaves for a deal.

    >>> from detente.vocabulary.war import reference
    >>> card = BargainingRange(blood=3.0, treasure=0.05, weight=1.0, scale=0.12, margin=0.2, memory=2.0)
    >>> effect = card.effect(reference())  # cost 3 * 0.02 + 0.05 * 1 = 0.11; range 0.44 to 0.56
    >>> round(effect.log_hazard[Event.SETTLEMENT], 4), round(effect.per_month.stance, 4)
    (0.7616, 0.045)
    """

    blood: Number = param(
        "Cost of losing the whole force within a month, as a share of the stake",
        LogNormal(3.0, 1.7),
        unit="month",
        source="assumed",
        low=0.0,
    )
    treasure: Number = param(
        "Cost of using a billion of supplies a month, as a share of the stake",
        LogNormal(0.05, 1.7),
        unit="month/euro_bn",
        source="assumed",
        low=0.0,
    )
    weight: Number = param(
        "Rise in the log hazard of a settlement from no range to a wide one",
        LogNormal(0.8, 2.0),
        unit="1",
        source="fearon1995",
        low=0.0,
        note="The sign follows from the argument as open summaries give it; the size is assumed.",
    )
    scale: Number = param(
        "Width beyond which more adds little", LogNormal(0.2, 1.5), unit="1", source="assumed", low=0.01
    )
    margin: Number = param(
        "What a side says it must have beyond the least it would take",
        LogNormal(0.11, 1.5),
        unit="1",
        source="assumed",
        low=0.0,
    )
    memory: Number = param(
        "Time until a declared stance has followed",
        LogNormal(3.0, 1.5),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def cost(self, side: Side) -> Number:
        """Return what fighting on costs a side, at most the whole stake [share of the stake]."""
        burden = self.blood * attrition(side) + self.treasure * side.consumption
        return minimum(side.cost_sensitivity * burden, 1)

    def effect(self, war: View) -> Effect:
        mine, theirs = self.cost(war.me), self.cost(war.foe)
        lowest, _ = bargaining.bargaining_range(war.me.belief_win, mine, theirs)
        _, highest = bargaining.bargaining_range(1 - war.foe.belief_win, mine, theirs)
        asked = clip(lowest + self.margin, 0, 1)
        return Effect(
            per_month=Change(stance=(asked - war.me.stance) / self.memory),
            log_hazard={Event.SETTLEMENT: self.weight * tanh((highest - lowest) / self.scale)},
        )
