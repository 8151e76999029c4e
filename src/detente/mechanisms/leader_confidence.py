"""Leader confidence: trust in the leadership follows losses, success, support for the war or elite quarrels.

    level                     =  resting - casualties * log10(all losses) - quarrels * (discord - usual)
                                 - recent * (losses_pace - usual) / (losses_pace + usual)
                                 + momentum * ground_pace + support * (war_support - rally - usual) + rally
    d leader_confidence / dt  =  (level - leader_confidence) / memory,  with a random walk of size drift
    on AID CUT TO ME          :  leader_confidence += abandonment

All losses count as multiples of those in the reference war. Which channel is strong is disputed, so
every weight may take either sign; a theory that believes in one channel alone sets the others to zero.

Scope    Publics whose trust can move. Home of leader_confidence. The cause called rally moves the rally.
Rivals   None in form: the weights hold the quarrel.
Sources  mueller1971 (logarithm of losses, form); every size and which channel is strong are assumed.
"""

from detente.formulas.public_support import mueller_support
from detente.vocabulary import Change, Effect, Fixed, LogNormal, Mechanism, Normal, Number, Share, View, param
from detente.vocabulary.events import Event, mine
from detente.vocabulary.maths import clip, maximum
from detente.vocabulary.war import reference

USUAL = reference().me


class LeaderConfidence(Mechanism):
    """What moves the public's trust in its leadership, and how fast.

    >>> from dataclasses import replace
    >>> war = reference()
    >>> bled = replace(war, me=replace(war.me, casualties=60_000.0))
    >>> card = LeaderConfidence(casualties=0.1, memory=4.0)
    >>> round(card.effect(bled).per_month.leader_confidence, 6)
    -0.025
    """

    resting: Number = param(
        "Trust in the reference war", Share(0.6, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    casualties: Number = param(
        "Trust lost at each tenfold rise of all losses", Normal(0.05, 0.08), unit="1", source="assumed"
    )
    recent: Number = param(
        "Trust lost from usual latest losses to very heavy", Normal(0.05, 0.1), unit="1", source="assumed"
    )
    usual_casualties: Number = param(
        "All losses in the reference war", Fixed(6_000.0), unit="soldier", source="assumed", low=1.0
    )
    usual_losses: Number = param(
        "Latest losses in the reference war", Fixed(3_000.0), unit="soldier/month", source="assumed", low=1.0
    )
    least: Number = param(
        "Share of usual losses that passes unnoticed", Fixed(0.01), unit="1", source="assumed"
    )
    momentum: Number = param(
        "Trust won per share of the stake gained a month", Normal(2.0, 2.0), unit="month", source="assumed"
    )
    quarrels: Number = param(
        "Trust lost from no discord to full", Normal(0.2, 0.2), unit="1", source="assumed"
    )
    support: Number = param(
        "Trust won per share of the public won for the war", Normal(0.3, 0.25), unit="1", source="assumed"
    )
    abandonment: Number = param(
        "Trust won when a backer cuts its support", Normal(-0.02, 0.04), unit="1", source="assumed"
    )
    memory: Number = param(
        "Time in which trust adjusts", LogNormal(3.0, 1.55), unit="month", source="assumed", low=0.25
    )
    drift: Number = param(
        "Random walk of trust per month^0.5", LogNormal(0.01, 1.5), unit="1", source="assumed", low=0.0
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        every = maximum(me.casualties / self.usual_casualties, self.least)
        bled = (me.losses_pace - self.usual_losses) / (me.losses_pace + self.usual_losses)
        blamed = self.recent * bled + self.quarrels * (me.discord - USUAL.discord)
        earned = self.momentum * me.ground_pace + self.support * (
            me.war_support - me.rally - USUAL.war_support
        )
        level = clip(mueller_support(self.resting, self.casualties, every) - blamed + earned + me.rally, 0, 1)
        return Effect(
            per_month=Change(leader_confidence=(level - me.leader_confidence) / self.memory),
            volatility=Change(leader_confidence=self.drift),
            on={mine(Event.AID_CUT): Change(leader_confidence=self.abandonment)},
        )
