"""Spoiler: those who prefer war strike while talks move and an attack can still derail them.

    war value, peace value  =  war_preference + (1 - control),   share_in_peace * odds of winning
    P(derail)               =  share of observers whose trust lies between threshold and critical trust
    gain                    =  P(derail) * (war value - peace value) - cost
    log h(MY STRIKE)       +=  drive * talks * talks_progress * g / (g + half),   g = max(gain, 0)

P(derail) is hump-shaped in the foe's trust: nil when talks are hopeless or secure, highest just above
the threshold. Critical trust is where an attack, laid at the leadership's door as far as the foe
attributes it, leaves trust at the threshold. So attacks cluster around progress, and "attack, then
setback" is no evidence by itself. Looming defeat makes peace worth less and an attack worth more.

Scope    Sides with leaders or services that lose by peace.
Rivals   None in form.
Sources  kyddwalter2002 (propositions), buenodemesquita2005 (attacks follow conciliation), stedman1997 (from
         memory, not opened); reduced form, derived for this project. Sizes are assumed.
"""

from detente.formulas.trust import critical_trust, derail_probability_logistic, spoiling_gain
from detente.vocabulary import Effect, Event, LogNormal, Mechanism, Number, Share, View, param
from detente.vocabulary.derived import odds_of_winning
from detente.vocabulary.maths import maximum


class Spoiler(Mechanism):
    """When an attack on the talks pays those who would rather not see them succeed.

    >>> from detente.vocabulary import Shared, Side
    >>> table = Shared(talks=1.0, talks_progress=1.0)
    >>> me = Side(war_preference=1.0, control=1.0)
    >>> war = View(me=me, foe=Side(trust=0.6, attribution=0.7), shared=table)
    >>> card = Spoiler(threshold=0.5, suppression=0.9, spread=1e-3, share_in_peace=0.4, cost=0.3, half=0.5)
    >>> round(card.effect(war).log_hazard[Event.DEEP_STRIKE], 6)  # gain 1 - 0.4 * 0.5 - 0.3 = half
    0.75
    """

    threshold: Number = param(
        "Least trust at which talks go on", Share(0.35, 1.4), unit="1", source="assumed", low=0.0, high=1.0
    )
    suppression: Number = param(
        "Share of attacks that a willing leadership in control prevents",
        Share(0.7, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    spread: Number = param(
        "Standard deviation of trust over observers",
        LogNormal(0.12, 1.4),
        unit="1",
        source="assumed",
        low=0.001,
    )
    share_in_peace: Number = param(
        "What peace gives spoilers of the side's share in it",
        Share(0.5, 2.0),
        unit="1",
        source="assumed",
        low=0.0,
        high=1.0,
    )
    cost: Number = param(
        "Cost of an attack to spoilers", LogNormal(0.03, 2.0), unit="1", source="assumed", low=0.0
    )
    half: Number = param(
        "Gain at which half of those who could do strike",
        LogNormal(0.1, 1.6),
        unit="1",
        source="assumed",
        low=0.001,
    )
    drive: Number = param(
        "Rise in the log hazard of a strike when talks are close to success and all gain by derailing them",
        LogNormal(1.5, 1.6),
        unit="1",
        source="buenodemesquita2005",
        low=0.0,
        note="The sign is the paper's, for militants after concessions; the size is assumed.",
    )

    def effect(self, war: View) -> Effect:
        me, foe = war.me, war.foe
        critical = critical_trust(self.threshold, foe.attribution, self.suppression)
        derail = derail_probability_logistic(self.threshold, critical, foe.trust, self.spread)
        peace = self.share_in_peace * odds_of_winning(war)
        gain = maximum(spoiling_gain(derail, me.war_preference + (1 - me.control), peace, self.cost), 0)
        moving = war.shared.talks * war.shared.talks_progress
        return Effect(log_hazard={Event.DEEP_STRIKE: self.drive * moving * gain / (gain + self.half)})
