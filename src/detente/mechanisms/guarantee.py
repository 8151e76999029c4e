"""Guarantee: a third party that would enforce a deal makes it safe to sign, for as long as it is believed.

    backing               =  guarantee * support
    log h(SETTLEMENT)    +=  weight * backing                  summed over third parties
    on AID CUT to me      :  expected_shift += doubt * guarantee

A guarantee takes away part of what the other side would gain by breaking the deal. A cut in aid casts
doubt on it: support falls (aid_delivery), and what the side expects to lose later rises (power_shift).

Scope    Third parties that promise protection; found in civil wars, where armies must disarm.
Rivals   None in form.
Sources  walter1997 (sign; with a guarantee talks succeeded, without one they usually failed).
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, Share, View, mine, param


class Guarantee(Mechanism):
    """What outside enforcement of a deal is worth, and what a cut in aid does to belief in it.

    >>> from detente.vocabulary import Tie
    >>> war = View(me=None, foe=None, shared=None, tie=Tie(guarantee=0.5, support=0.8))
    >>> effect = Guarantee(weight=2.0, doubt=0.1).effect(war)
    >>> round(effect.log_hazard[Event.SETTLEMENT], 6), effect.on[mine(Event.AID_CUT)].expected_shift
    (0.8, 0.05)
    """

    third_party = True

    weight: Number = param(
        "Rise in the log hazard of a settlement from no guarantee to a full one by a full backer",
        LogNormal(1.5, 1.8),
        unit="1",
        source="walter1997",
        low=0.0,
        note="The sign is the paper's, for civil wars; the size is assumed.",
    )
    doubt: Number = param(
        "Rise in what the side expects to lose when a full guarantor cuts its aid",
        Share(0.15, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )

    def effect(self, war: View) -> Effect:
        return Effect(
            on={mine(Event.AID_CUT): Change(expected_shift=self.doubt * war.tie.guarantee)},
            log_hazard={Event.SETTLEMENT: self.weight * war.tie.guarantee * war.tie.support},
        )
