"""Action and reaction: each side answers the violence of the other, tires of its own, and bears a grievance.

    reaction               =  answer * fatigue                    answer < 1: the race always settles
    d hostility / dt       =  reaction * foe's hostility - fatigue * hostility + (fatigue - reaction)
    on THEIR STRIKE        :  hostility += provocation
    d talks_progress / dt +=  - friction * (hostility - usual)
    log h(SETTLEMENT)     +=  - weight * hostility

The grievance is such that equal sides rest at the violence of the reference war, which is 1.

Scope    The intensity of violence both apply, over months. Home of hostility. Whether a passing rise of it
         delays a deal is disputed: those signs are free. Talks_progress needs its home (talks_process).
Rivals   None in form.
Sources  richardson1960 (equations); weisiger2016 (short spikes do not move settlement); sizes are assumed.
"""

from detente.formulas.richardson import arms_change
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, Share, View, param
from detente.vocabulary.events import Event, theirs
from detente.vocabulary.war import reference

USUAL = reference().me


class ActionReaction(Mechanism):
    """How strongly a side answers violence, how soon it tires, and what a hot phase does to a deal.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(hostility=1.0), foe=Side(hostility=2.0), shared=None)
    >>> round(ActionReaction(answer=0.5, fatigue=0.4).effect(war).per_month.hostility, 6)
    0.2
    """

    answer: Number = param(
        "Part of the foe's violence that is answered in the long run",
        Share(0.5, 1.8),
        unit="1",
        source="richardson1960",
        low=0.0,
        high=1.0,
        note="The equation is the source's; the size is assumed, below the point of a runaway race.",
    )
    fatigue: Number = param(
        "Rate at which a side tires of its own violence",
        LogNormal(0.6, 1.6),
        unit="1/month",
        source="richardson1960",
        low=0.0,
        note="The equation is the source's; the size is assumed.",
    )
    provocation: Number = param(
        "Rise of hostility at one strike by the foe", Normal(0.06, 0.08), unit="1", source="assumed"
    )
    friction: Number = param(
        "Monthly loss of talks_progress as hostility doubles",
        Normal(0.02, 0.04),
        unit="1/month",
        source="assumed",
    )
    weight: Number = param(
        "Fall of log h(SETTLEMENT) as hostility doubles",
        Normal(0.1, 0.3),
        unit="1",
        source="weisiger2016",
        note="That short spikes have no effect is the paper's; the centre and the spread are assumed.",
    )

    def effect(self, war: View) -> Effect:
        own, foe = war.me.hostility, war.foe.hostility
        reaction = self.answer * self.fatigue
        change = arms_change(own, foe, reaction, self.fatigue, self.fatigue - reaction)
        return Effect(
            per_month=Change(hostility=change, talks_progress=-self.friction * (own - USUAL.hostility)),
            on={theirs(Event.DEEP_STRIKE): Change(hostility=self.provocation)},
            log_hazard={Event.SETTLEMENT: -self.weight * own},
        )
