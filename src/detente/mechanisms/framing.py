"""Framing: an act is read as the outlets tell it, and they tell it as they already see its author.

    told                        =  (1 - tone about the foe) / 2         0 as justified, 1 as obstruction
    d suspects_spoiling / dt   +=  attention * weight * outcry over the foe's act * (told - suspects_spoiling)
    d media_tone / dt          +=  attention * weight * outcry over my act * tone about me * (1 - tone^2)

The weight is what a reader's judgement owes to the outlet's slant rather than to the act. At zero it does
not matter how an act is told; below zero readers see through the slant and judge against it.

Scope    Acts whose motive nobody has shown. Hold it along with covert_action (outcry), media_tone
         and act_inference (suspects_spoiling).
Rivals   None in form; its weight at zero is the view that framing changes nothing.
Sources  degroot1974 (averaging); the weight on the prior is assumed, its sign free.
"""

from detente.formulas.opinion import pull
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Normal, Number, View, param


class Framing(Mechanism):
    """How much of the judgement of an act comes from the slant of those who tell it.

    >>> from detente.vocabulary import Side
    >>> war = View(me=Side(suspects_spoiling=0.25), foe=Side(outcry=1.0, media_tone=-0.5), shared=None)
    >>> Framing(attention=2.0, weight=0.5).effect(war).per_month.suspects_spoiling
    0.5
    """

    attention: Number = param(
        "Speed at which a full outcry forms judgements",
        LogNormal(1.0, 2.0),
        unit="1/month",
        source="assumed",
        low=0,
    )
    weight: Number = param(
        "Weight of the outlets' slant in the judgement of an act",
        Normal(0.2, 0.25),  # straddles zero: framing may not matter, or readers may see through it
        unit="1",
        source="assumed",
        low=-2,
        high=2,
        note="degroot1974 gives the form (from memory, not opened).",
    )

    def effect(self, war: View) -> Effect:
        heed = self.attention * self.weight
        tone = war.me.media_tone
        told = (1 - war.foe.media_tone) / (1 + 1)
        return Effect(
            per_month=Change(
                suspects_spoiling=pull(war.me.suspects_spoiling, told, heed * war.foe.outcry),
                media_tone=heed * war.me.outcry * tone * (1 - tone * tone),
            )
        )
