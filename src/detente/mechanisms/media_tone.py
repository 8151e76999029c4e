"""Media tone: coverage abroad turns against a side after its covert acts, and to the side that suffers more.

    d media_tone / dt  =  (sympathy * balance - media_tone) / memory
                          - backlash * outcry * attribution * (1 - media_tone^2)
    balance      =  (my civilian harm - the foe's) / (both)        -1..1, 0 when the sides suffer alike
    attribution  =  the foe's belief that my leadership ordered the act

Scope    Media outside the two sides. Hold it along with covert_action (outcry), act_inference (attribution).
Rivals   None in form; a daring act may also be admired, so the sign of backlash is free.
Sources  Assumed throughout: no source that was opened gives a number.
"""

from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, View, maths, param


class MediaTone(Mechanism):
    """How coverage answers acts and suffering, and how soon it forgets.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(civilian_harm=300.0, media_tone=0.25, outcry=1.0), foe=Side(civilian_harm=100.0),
    ...            shared=None)
    >>> MediaTone(sympathy=0.5, memory=2.0).effect(war).per_month.media_tone       # no one is blamed
    0.0
    """

    backlash: Number = param(
        "Fall of the tone in a month under a full outcry over an act laid at the leadership's door",
        Normal(0.8, 0.6),  # straddles zero: attention to a bold act is not always hostile
        unit="1/month",
        source="assumed",
    )
    sympathy: Number = param(
        "Tone about a side that alone suffers civilian harm",
        LogNormal(0.3, 1.8),
        unit="1",
        source="assumed",
        low=0,
    )
    memory: Number = param(
        "Time until a change of tone has faded to about a third",
        LogNormal(3.0, 1.5),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def effect(self, war: View) -> Effect:
        tone = war.me.media_tone
        harm, foe_harm = war.me.civilian_harm, war.foe.civilian_harm
        balance = maths.ratio(harm - foe_harm, harm + foe_harm)
        blame = self.backlash * war.me.outcry * war.foe.attribution
        return Effect(
            per_month=Change(
                media_tone=(self.sympathy * balance - tone) / self.memory - blame * (1 - tone * tone)
            )
        )
