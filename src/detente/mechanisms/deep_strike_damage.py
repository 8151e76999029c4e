"""Deep strike damage: what a covert strike does to the target's ability to fight, which may be nothing.

    on THEIR STRIKE  :  force      +=  force_effect * force
                        firepower  +=  command_effect * firepower
                        hostility  +=  tempo_effect * hostility

Every sign is free and every median nil: a loss of command may disorganise, or clear the way for a
better successor; it may calm a war or embitter it.

Scope    Sabotage and targeted killings far behind the front, apart from how either side answers them.
Rivals   None in form; the signs are free.
Sources  jonesolken2009, johnston2012, price2012, jaegerpaserman2008 as analogues only: national leaders,
         insurgent leaders and militants. None concerns an officer of a great power.
"""

from detente.vocabulary import Change, Effect, Event, Mechanism, Normal, Number, View, param, theirs


class DeepStrikeDamage(Mechanism):
    """How far a strike changes the target's force, firepower and intensity of violence.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(force=1000.0, firepower=0.5, hostility=1.0), foe=Side(), shared=None)
    >>> jump = DeepStrikeDamage(command_effect=-0.02).effect(war).on[theirs(Event.DEEP_STRIKE)]
    >>> jump.firepower
    -0.01
    """

    force_effect: Number = param(
        "Change of the target's force, as a share",
        Normal(0.0, 0.002),
        unit="1",
        source="assumed",
        low=-1.0,
        note="price2012, a group's mortality after its leader is killed, is an analogue only.",
    )
    command_effect: Number = param(
        "Change of the target's firepower, as a share",
        Normal(0.0, 0.01),
        unit="1",
        source="assumed",
        low=-1.0,
        note="johnston2012, insurgents defeated more after a leader is killed, is an analogue only.",
    )
    tempo_effect: Number = param(
        "Change of the intensity of violence that the target applies, as a share",
        Normal(0.0, 0.03),
        unit="1",
        source="assumed",
        low=-1.0,
        note="Analogues disagree: johnston2012 and jaegerpaserman2008 find less violence after; "
        "jonesolken2009 finds an effect on small-scale conflicts only.",
    )

    def effect(self, war: View) -> Effect:
        damage = Change(
            force=self.force_effect * war.me.force,
            firepower=self.command_effect * war.me.firepower,
            hostility=self.tempo_effect * war.me.hostility,
        )
        return Effect(on={theirs(Event.DEEP_STRIKE): damage})
