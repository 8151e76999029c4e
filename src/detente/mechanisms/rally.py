"""Rally: a shock from outside lifts support for a while, or lowers it; on average hardly at all.

    on THEIR STRIKE  :  rally += size + unity * (elite_cohesion - usual) + kindling * (nationalism - usual)
    d rally / dt      =  - rally / fading + defiance * (pressure of third parties - usual)
                         + anger * (losses_pace - usual) / (losses_pace + usual)

Whatever moves the rally moves war_support and leader_confidence alike, so that they come back as it fades.
Their homes count the rally into the level to which opinion returns.

Scope    Shocks that the public sees as coming from outside. No study concerns a covert killing during
         talks: every sign is free but that of elite unity.
Rivals   None in form: the free signs hold the quarrel.
Sources  bakeroneal2001 (average insignificant, larger with elite unity); kiis_2025 (fading, one case).
"""

from detente.vocabulary import Change, Effect, Fixed, LogNormal, Mechanism, Normal, Number, View, param
from detente.vocabulary.events import Event, theirs
from detente.vocabulary.war import reference

USUAL = reference().me
USUAL_PRESSURE = reference().tie.pressure
SIGN = "The sign is the paper's; the size is assumed."


class Rally(Mechanism):
    """How far a shock lifts opinion, and for how long.

    >>> card = Rally(size=0.03, fading=6.0)
    >>> card.effect(reference()).on[theirs(Event.DEEP_STRIKE)].leader_confidence
    0.03
    >>> from detente.vocabulary import Side
    >>> lifted = View(me=Side(rally=0.03, losses_pace=3_000.0), foe=Side(), shared=None)
    >>> round(card.effect(lifted).per_month.war_support, 6)
    -0.005
    """

    size: Number = param(
        "Share of the public that one strike by the foe wins over",
        Normal(0.01, 0.04),
        unit="1",
        source="bakeroneal2001",
        note="The average is insignificant, as the paper says; the spread is from memory, not opened.",
    )
    unity: Number = param(
        "Rise of the jump from no elite unity to full",
        LogNormal(0.03, 2.0),
        unit="1",
        source="bakeroneal2001",
        note=SIGN,
    )
    kindling: Number = param(
        "Rise of the jump from no nationalist rhetoric to the most",
        Normal(0.03, 0.04),
        unit="1",
        source="assumed",
    )
    defiance: Number = param(
        "Monthly rise at full pressure by one third party",
        Normal(0.01, 0.03),
        unit="1/month",
        source="assumed",
    )
    anger: Number = param(
        "Monthly rise at very heavy latest losses", Normal(0.0, 0.01), unit="1/month", source="assumed"
    )
    usual_losses: Number = param(
        "Latest losses in the reference war", Fixed(3_000.0), unit="soldier/month", source="assumed", low=1.0
    )
    fading: Number = param(
        "Time until about a third of a rally is left",
        LogNormal(7.8, 1.6),
        unit="month",
        source="kiis_2025",
        low=0.5,
        note="Implied by one case (237 days) with an assumed base; the spread is assumed.",
    )

    def effect(self, war: View) -> Effect:
        me = war.me
        stoked = self.kindling * (me.nationalism - USUAL.nationalism)
        jump = self.size + self.unity * (me.elite_cohesion - USUAL.elite_cohesion) + stoked
        pressed = sum((tie.pressure - USUAL_PRESSURE for tie in war.ties), start=0.0)
        bled = (me.losses_pace - self.usual_losses) / (me.losses_pace + self.usual_losses)
        slope = self.defiance * pressed + self.anger * bled - me.rally / self.fading
        return Effect(
            per_month=Change(rally=slope, war_support=slope, leader_confidence=slope),
            on={theirs(Event.DEEP_STRIKE): Change(rally=jump, war_support=jump, leader_confidence=jump)},
        )
