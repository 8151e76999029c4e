"""Elite cohesion: an elite closes ranks behind a trusted leader and divides over losses and lost ground.

    strain                 =  losses * (losses_pace - usual) / (losses_pace + usual)
                              - ground * ground_pace - confidence * (leader_confidence - usual)
    d elite_cohesion / dt  =  (united - strain - elite_cohesion) / memory
    d discord / dt         =  (divided + strain + pressure * (third parties' pressure - usual) - discord)
                              / memory
    on MY STRIKE           :  discord += blame,  elite_cohesion -= blame

Usual are the values in the reference war. A strike can be blamed at home as reckless, or applauded.

Scope    Leaders who need an elite. Home of elite_cohesion and discord.
Rivals   None in form: the free signs hold the quarrel.
Sources  Assumed throughout: theory.md gives elite cohesion (B12) no equation and no number.
"""

from detente.vocabulary import Change, Effect, Fixed, LogNormal, Mechanism, Normal, Number, Share, View, param
from detente.vocabulary.events import Event, mine
from detente.vocabulary.maths import clip
from detente.vocabulary.war import reference

USUAL = reference().me
USUAL_PRESSURE = reference().tie.pressure


class EliteCohesion(Mechanism):
    """What unites and divides the elite, and how fast.

    >>> from dataclasses import replace
    >>> war = reference()
    >>> distrusted = replace(war, me=replace(war.me, leader_confidence=0.4))
    >>> change = EliteCohesion(confidence=0.3, memory=6.0).effect(distrusted).per_month
    >>> round(change.elite_cohesion, 6), round(change.discord, 6)
    (-0.01, 0.01)
    """

    united: Number = param(
        "Elite unity in the reference war", Share(0.7, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    divided: Number = param(
        "Discord in the reference war", Share(0.2, 1.3), unit="1", source="assumed", low=0.0, high=1.0
    )
    confidence: Number = param(
        "Unity won from no public trust to full", LogNormal(0.3, 1.6), unit="1", source="assumed", low=0.0
    )
    losses: Number = param(
        "Unity lost from usual latest losses to very heavy ones",
        Normal(0.05, 0.08),
        unit="1",
        source="assumed",
    )
    usual_losses: Number = param(
        "Latest losses in the reference war", Fixed(3_000.0), unit="soldier/month", source="assumed", low=1.0
    )
    ground: Number = param(
        "Unity won per share of the stake gained a month", LogNormal(2.0, 2.0), unit="month", source="assumed"
    )
    pressure: Number = param(
        "Discord at full pressure by one third party", Normal(0.05, 0.15), unit="1", source="assumed"
    )
    blame: Number = param(
        "Discord stirred by one own strike (negative: applause)",
        Normal(0.0, 0.05),
        unit="1",
        source="assumed",
    )
    memory: Number = param(
        "Time in which the elite makes up most of a change",
        LogNormal(6.0, 1.6),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        bled = (me.losses_pace - self.usual_losses) / (me.losses_pace + self.usual_losses)
        trusted = self.confidence * (me.leader_confidence - USUAL.leader_confidence)
        strain = self.losses * bled - self.ground * me.ground_pace - trusted
        pressed = sum((tie.pressure - USUAL_PRESSURE for tie in war.ties), start=0.0)
        unity = clip(self.united - strain, 0, 1)
        conflict = clip(self.divided + strain + self.pressure * pressed, 0, 1)
        return Effect(
            per_month=Change(
                elite_cohesion=(unity - me.elite_cohesion) / self.memory,
                discord=(conflict - me.discord) / self.memory,
            ),
            on={mine(Event.DEEP_STRIKE): Change(discord=self.blame, elite_cohesion=-self.blame)},
        )
