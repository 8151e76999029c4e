"""Mediator credibility: a side believes a mediator that judges the other side's acts too.

    d credibility / dt        =  (level - credibility) / memory
                                 level = resting + slant * (bias to me - bias to the foe), within 0..1
    on FOE'S ACT CONDEMNED    :  credibility += approval * (1 - credibility)
    on FOE'S ACT PLAYED DOWN  :  credibility -= dismay * credibility
    on MY ACT CONDEMNED       :  credibility -= offence * credibility
    log h(TALKS_OPEN), log h(TALKS_RESUME)  +=  opening * ear
    log h(SETTLEMENT)                       +=  closing * ear
                                 ear = mediates * the smaller of the two sides' credibility

So one statement moves the two sides' belief in opposite directions, and the doubter decides.

Scope    Third parties that talk to both sides. Hold it along with mediator_statements.
Rivals   None in form. Whose word counts is another question: mediator_bias, honest_broker.
Sources  wilkenfeld2003 (mediated crises end in agreement more often); how belief moves is assumed.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, View, maths, param
from detente.vocabulary.events import Event, mine, theirs


class MediatorCredibility(Mechanism):
    """How statements make and unmake belief in a mediator, and what that belief is worth.

    >>> from detente.vocabulary.war import reference
    >>> effect = MediatorCredibility(approval=0.2, closing=1.0).effect(reference())
    >>> round(effect.on[theirs(Event.CONDEMNATION)].credibility, 6), effect.log_hazard[Event.SETTLEMENT]
    (0.1, 0.25)
    """

    third_party = True

    resting: Number = param(
        "Belief in an unbiased, quiet party", Share(0.5, 1.5), unit="1", source="assumed", low=0, high=1
    )
    slant: Number = param(
        "Rise of belief when it leans wholly to me", LogNormal(0.3, 1.8), unit="1", source="assumed"
    )
    memory: Number = param(
        "Time for a change to fade to a third", LogNormal(6.0, 1.75), unit="month", source="assumed", low=0.25
    )
    approval: Number = param(
        "Doubt removed if the foe's act is condemned",
        Share(0.15, 2.0),
        unit="1",
        source="assumed",
        low=0,
        high=1,
    )
    dismay: Number = param(
        "Belief lost if the foe's act is played down",
        Share(0.15, 2.0),
        unit="1",
        source="assumed",
        low=0,
        high=1,
    )
    offence: Number = param(
        "Belief lost when my act is condemned", Share(0.06, 3.0), unit="1", source="assumed", low=0, high=1
    )
    opening: Number = param(
        "Rise in log hazard of talks, full mediator believed", LogNormal(0.8, 2.0), unit="1", source="assumed"
    )
    closing: Number = param(
        "Rise in the log hazard of a settlement when a full mediator is believed",
        LogNormal(0.7, 2.0),
        unit="1",
        source="wilkenfeld2003",
        note="The sign is the paper's (of mediation); the size is assumed.",
    )

    def effect(self, war: View) -> Effect:
        mine_now = war.tie.credibility
        level = maths.clip(self.resting + self.slant * (war.tie.bias - war.foe_tie.bias), 0, 1)
        ear = war.party.mediates * maths.minimum(mine_now, war.foe_tie.credibility)
        heard = self.opening * ear
        return Effect(
            per_month=Change(credibility=(level - mine_now) / self.memory),
            on={
                theirs(Event.CONDEMNATION): Change(credibility=self.approval * (1 - mine_now)),
                theirs(Event.MINIMISATION): Change(credibility=-self.dismay * mine_now),
                mine(Event.CONDEMNATION): Change(credibility=-self.offence * mine_now),
            },
            log_hazard={
                Event.TALKS_OPEN: heard,
                Event.TALKS_RESUME: heard,
                Event.SETTLEMENT: self.closing * ear,
            },
        )
