"""Veto players: the more actors must consent, and the more their aims differ, the less there is to agree on.

    P(agreement)           =  1 / C(m + n, n),   m, n = 1 + veto_players of each side
    log h(SETTLEMENT)     +=  weight * log(2 * P(agreement)) - division * agenda_conflict
    d talks_progress / dt  =  - drag * agenda_conflict * talks * talks_progress

P(agreement) is the chance that some share pleases every player, if what each insists on is uniform.
Between whole numbers the product in `consents` stands in for the binomial: exact while either side
has at most one player beyond its leader, and 7% too low for two each.

Scope    Actors at home, and parties to the talks, whose consent a deal needs.
Rivals   None in form.
Sources  cunningham2006 (sign), putnam1988 (win-sets, second-hand); the form illustrates, sizes are assumed.
"""

from detente.vocabulary import Change, Effect, Event, LogNormal, Mechanism, Number, View, param
from detente.vocabulary.maths import log


def consents(own: Number, foes: Number) -> Number:
    """Return C(own + foes + 2, own + 1) / 2 for players beyond the two leaders, also between whole numbers.

    >>> consents(0.0, 0.0), consents(3.0, 0.0), consents(2.0, 1.0)
    (1.0, 2.5, 5.0)
    """
    return (1 + own / 2) * (1 + foes / 2) * (1 + own * foes / 3)


class VetoPlayers(Mechanism):
    """How far each further consent narrows the room for a deal, and what clashing agendas cost the talks.

    >>> from detente.vocabulary import Shared, Side
    >>> war = View(me=Side(veto_players=2.0), foe=Side(), shared=Shared(agenda_conflict=0.5))
    >>> round(VetoPlayers(weight=1.0, division=0.0).effect(war).log_hazard[Event.SETTLEMENT], 4)  # - log 2
    -0.6931
    """

    weight: Number = param(
        "How far the chance that all consent carries over to the hazard of a settlement",
        LogNormal(0.5, 1.7),
        unit="1",
        source="cunningham2006",
        low=0.0,
        note="The sign is the paper's, for civil wars; the size is assumed.",
    )
    division: Number = param(
        "Fall in the log hazard of a settlement from no clash of agendas to a full one",
        LogNormal(0.6, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
    )
    drag: Number = param(
        "Share of progress lost a month of talks to a full clash of agendas",
        LogNormal(0.1, 2.0),
        unit="1/month",
        source="assumed",
        low=0.0,
    )

    def effect(self, war: View) -> Effect:
        shared = war.shared
        crowding = self.weight * log(consents(war.me.veto_players, war.foe.veto_players))
        lost = self.drag * shared.agenda_conflict * shared.talks * shared.talks_progress
        return Effect(
            per_month=Change(talks_progress=-lost),
            log_hazard={Event.SETTLEMENT: -crowding - self.division * shared.agenda_conflict},
        )
