"""Division of the surplus: a deal signed now gives a side its odds in war plus its part of what peace saves.

    patience weight   =  the foe's impatience / (both impatiences)
    impatience        =  haste + cost_sensitivity * (1 - war_support)
    share             =  odds - my cost + patience weight * (both costs),   cost = price * cost_sensitivity
    on the ground     =  ground + share * (what neither side holds)
    d terms / dt      =  (share + held * (on the ground - share) - terms) / memory

Read from both sides the two shares add up to one, so the two sides' terms come to as well.

Scope    A stake that can be divided; war as the fallback of both.
Rivals   None in form.
Sources  nash1950 and rubinstein1982 for the form (from memory, not opened); every size is assumed.
"""

from detente.formulas.bargaining import nash_split, rubinstein_limit
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, Side, View, param
from detente.vocabulary.derived import odds_of_winning
from detente.vocabulary.maths import clip


class SurplusDivision(Mechanism):
    """What each side would get in a deal signed now, and how fast that follows the war.

    >>> from detente.vocabulary.war import reference
    >>> war = reference()  # even odds; only what is held differs from the split of the rest
    >>> war = View(me=Side(ground=0.8), foe=Side(ground=0.2), shared=war.shared)
    >>> card = SurplusDivision(held=0.5, memory=1.0)
    >>> round(card.effect(war).per_month.terms, 6)  # half of the way from 0.5 to 0.8
    0.65
    >>> round(card.effect(View(me=war.foe, foe=war.me, shared=war.shared)).per_month.terms, 6)
    0.35
    """

    price: Number = param(
        "Cost of war to a side of reference sensitivity, as a share of the stake",
        LogNormal(0.11, 1.5),
        unit="1",
        source="assumed",
        low=0.0,
    )
    haste: Number = param(
        "Impatience of a side that counts no losses, where a tired reference public adds up to 1",
        LogNormal(0.2, 1.6),
        unit="1",
        source="assumed",
        low=0.001,
    )
    held: Number = param(
        "Weight of ground held against the prospects of fighting on",
        Share(0.4, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    memory: Number = param(
        "Time until terms have followed the war",
        LogNormal(4.0, 1.55),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def impatience(self, side: Side) -> Number:
        """Return how much a side minds waiting, relative to the other [1]."""
        return self.haste + side.cost_sensitivity * (1 - side.war_support)

    def effect(self, war: View) -> Effect:
        weight = rubinstein_limit(self.impatience(war.me), self.impatience(war.foe))
        mine, theirs = self.price * war.me.cost_sensitivity, self.price * war.foe.cost_sensitivity
        share = clip(nash_split(odds_of_winning(war), mine, theirs, weight), 0, 1)
        on_the_ground = war.me.ground + share * (1 - war.me.ground - war.foe.ground)
        due = share + self.held * (on_the_ground - share)
        return Effect(per_month=Change(terms=(due - war.me.terms) / self.memory))
