"""Public criticism: a backer's public criticises whom it backs when coverage is bad or the war long.

    d criticism / dt  =  (heard - criticism) / memory
    heard  =  resting - coverage * media_tone + fatigue * age / (age + patience)
              + toll * casualties / (casualties + scale),   within 0..1

Scope    The public of a third party that backs a side. Hold it along with media_tone.
Rivals   None in form.
Sources  Assumed throughout. That opinion falls with the number of casualties is mueller1971's finding for a
         public whose own soldiers die; here the dead are another country's.
"""

from detente.formulas.opinion import pull
from detente.vocabulary import Change, Effect, LogNormal, Mechanism, Number, Share, View, maths, param


class PublicCriticism(Mechanism):
    """How coverage, time and losses turn into criticism among those who pay for the backing.

    >>> from detente.vocabulary.war import reference
    >>> card = PublicCriticism(resting=0.5, memory=2.0, toll=0.0)
    >>> round(card.effect(reference()).per_month.criticism, 6)           # (0.5 - 0.3) / 2
    0.1
    """

    third_party = True

    resting: Number = param(
        "Criticism of a new and bloodless war", Share(0.3, 1.5), unit="1", source="assumed", low=0, high=1
    )
    coverage: Number = param(
        "Fall of criticism from a neutral to a wholly favourable tone of the media",
        LogNormal(0.3, 2.0),
        unit="1",
        source="assumed",
        low=0,
    )
    fatigue: Number = param(
        "Rise of criticism in a war without end", LogNormal(0.15, 2.0), unit="1", source="assumed", low=0
    )
    patience: Number = param(
        "Age of the war at which half of that has come",
        LogNormal(24.0, 1.6),
        unit="month",
        source="assumed",
        low=1.0,
    )
    toll: Number = param(
        "Rise of criticism at losses without bound", LogNormal(0.1, 2.0), unit="1", source="assumed", low=0
    )
    scale: Number = param(
        "Losses at which half of that has come",
        LogNormal(300_000.0, 2.0),
        unit="soldier",
        source="assumed",
        low=1.0,
    )
    memory: Number = param(
        "Time the public takes to make up its mind",
        LogNormal(3.0, 1.5),
        unit="month",
        source="assumed",
        low=0.25,
    )

    def effect(self, war: View) -> Effect:
        age, casualties = war.shared.age, war.me.casualties
        weariness = self.fatigue * age / (age + self.patience) + self.toll * casualties / (
            casualties + self.scale
        )
        heard = maths.clip(self.resting - self.coverage * war.me.media_tone + weariness, 0, 1)
        return Effect(per_month=Change(criticism=pull(war.tie.criticism, heard, 1 / self.memory)))
