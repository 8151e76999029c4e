"""Mediator statements: an outcry makes third parties speak, and friends play down what others condemn.

    rate(CONDEMNATION of my act)  =  voice * outcry * p
    rate(MINIMISATION of my act)  =  voice * outcry * (1 - p)
    p  =  logistic(slant * (bias to the foe - bias to me)
                   + mediates * (candour * (1 - credibility with the foe) - tact * (1 - my negotiators)))
    on MY ACT CONDEMNED    :  condemns -> +1
    on MY ACT PLAYED DOWN  :  condemns -> -1
    d condemns / dt        =  - condemns / memory

A mediator wants to be believed by the victim and to keep the actor at the table. What its words do to the
first is said by mediator_credibility, to the second by negotiator_presence: a dilemma if both obey.

Scope    Third parties that comment on covert acts. Hold it along with covert_action, which makes the outcry,
         mediator_credibility and negotiator_presence.
Rivals   None.
Sources  Derived for this project (trade-off between belief and participation); the numbers are assumed.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, View, maths, param
from detente.vocabulary.events import Event, mine


class MediatorStatements(Mechanism):
    """When a third party speaks about a side's act, and which way.

    >>> from detente.vocabulary import Party, Side, Tie
    >>> quiet = View(me=Side(outcry=0.5), foe=Side(), shared=None, party=Party(), tie=Tie(bias=0.4),
    ...              foe_tie=Tie(bias=0.4))
    >>> MediatorStatements(voice=4.0).effect(quiet).rate[Event.CONDEMNATION]
    1.0
    """

    third_party = True

    voice: Number = param(
        "Statements a month under a full outcry", LogNormal(1.5, 2.0), unit="1/month", source="assumed", low=0
    )
    slant: Number = param(
        "Fall in the log odds of condemning when the party leans wholly to the actor",
        LogNormal(2.0, 1.8),
        unit="1",
        source="assumed",
    )
    candour: Number = param(
        "Rise in those log odds for a mediator whom the victim does not believe at all",
        LogNormal(1.0, 2.0),
        unit="1",
        source="assumed",
    )
    tact: Number = param(
        "Fall in those log odds for a mediator when the actor has left the table",
        LogNormal(1.0, 2.0),
        unit="1",
        source="assumed",
    )
    memory: Number = param(
        "Time in which a statement fades to a third",
        LogNormal(1.5, 1.35),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def effect(self, war: View) -> Effect:
        speaking = self.voice * war.me.outcry
        wanted = self.candour * (1 - war.foe_tie.credibility) - self.tact * (1 - war.me.negotiators)
        lean = self.slant * (war.foe_tie.bias - war.tie.bias) + war.party.mediates * wanted
        condemning = speaking * maths.logistic(lean)
        return Effect(
            per_month=Change(condemns=-war.tie.condemns / self.memory),
            on={
                mine(Event.CONDEMNATION): Change(condemns=1 - war.tie.condemns),
                mine(Event.MINIMISATION): Change(condemns=-1 - war.tie.condemns),
            },
            rate={Event.CONDEMNATION: condemning, Event.MINIMISATION: speaking - condemning},
        )
