"""Negotiator presence: delegations come when talks are open and leave when struck or shamed.

    present                =  contact + (1 - contact) * (talks + stalled) * (1 - preconditions)
    d negotiators / dt     =  (present - negotiators) / memory
    on THEIR STRIKE        :  negotiators -= withdrawal * blame * negotiators
    blame                  =  min(attribution, control of the foe's leadership)
    on CONDEMNATION of me  :  negotiators -= offence * negotiators

Fear for their safety is security_protocols' part. A third party that condemns a side may lose it at the
table.

Scope    Delegations sent by governments. Whoever is absent decides (derived.at_the_table).
Rivals   None in form.
Sources  Assumed throughout; the literature gives no number.
"""

from detente.vocabulary import Change, Effect, Event, Mechanism, Number, View, mine, param, theirs
from detente.vocabulary.maths import minimum
from detente.vocabulary.priors import LogNormal, Share


class NegotiatorPresence(Mechanism):
    """How many negotiators stay away after a strike or a rebuke, and how soon they are back.

    >>> from detente.vocabulary.war import reference
    >>> effect = NegotiatorPresence(contact=0.2, memory=2.0, withdrawal=0.4, offence=0.1).effect(reference())
    >>> round(effect.per_month.negotiators, 6)  # (0.2 + 0.8 * 0.5 * 0.7 - 0.5) / 2
    -0.01
    >>> round(effect.on[theirs(Event.DEEP_STRIKE)].negotiators, 6)
    -0.1
    """

    contact: Number = param(
        "Presence kept up when no talks are open",
        Share(0.23, 1.6),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    memory: Number = param(
        "Time until those who left are back, or those in place have left, to about a third",
        LogNormal(2.0, 1.4),
        unit="month",
        source="assumed",
        low=0.25,
    )
    withdrawal: Number = param(
        "Share of its negotiators that a side withdraws at a strike laid at the foe's door",
        Share(0.45, 2.5),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    offence: Number = param(
        "Share of its negotiators that a condemned side withdraws",
        Share(0.06, 3.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )

    def effect(self, war: View) -> Effect:
        here, blame = war.me.negotiators, minimum(war.me.attribution, war.foe.control)
        called = (war.shared.talks + war.shared.stalled) * (1 - war.me.preconditions)
        present = self.contact + (1 - self.contact) * called
        return Effect(
            per_month=Change(negotiators=(present - here) / self.memory),
            on={
                theirs(Event.DEEP_STRIKE): Change(negotiators=-self.withdrawal * blame * here),
                mine(Event.CONDEMNATION): Change(negotiators=-self.offence * here),
            },
        )
