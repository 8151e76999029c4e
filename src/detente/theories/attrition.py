"""Attrition: wars end when one side, or both, can bear no more.

Losses add up; who has lost more people, strength or ground gives in, pauses or breaks, and a stalemate
that hurts both makes them look for a way out. Support for the war and for its leaders falls with the
logarithm of the dead, not with hope or quarrels.

On the act  A strike matters for what it destroys, which is about nothing beside a month of fighting.
Rivals      information (doubt, not cost), commitment (fear of later), leaders (politics at home).
Sources     lanchester1916, mueller1971 (support), weisiger2016 (fighting so far, not spikes), zartman2000.
"""

from detente.mechanisms.casualty_weariness import CasualtyWeariness
from detente.mechanisms.deep_strike_damage import DeepStrikeDamage
from detente.mechanisms.exhaustion import Exhaustion
from detente.mechanisms.leader_confidence import LeaderConfidence
from detente.mechanisms.ripeness import Ripeness
from detente.theories.skeleton import skeleton
from detente.vocabulary import Fixed, LogNormal, Theory

attrition = Theory(
    name="attrition",
    claim="Wars end when one side, or both, can bear no more.",
    sources=("lanchester1916", "mueller1971", "weisiger2016", "zartman2000"),
    causes=(
        *skeleton.causes,
        *(Exhaustion, Ripeness, DeepStrikeDamage),
        *(CasualtyWeariness, LeaderConfidence),
    ),
    priors={
        "leader_confidence.casualties": LogNormal(0.1, 1.6),  # losses are what counts here
        "leader_confidence.recent": LogNormal(0.05, 1.8),
        "leader_confidence.momentum": Fixed(0.0),
        "leader_confidence.quarrels": Fixed(0.0),
        "leader_confidence.abandonment": Fixed(0.0),
    },
    expects={
        ("B.deep-strike", "settlement"): "0",
        ("B.casualties", "B.leader_confidence"): "-",
        ("B.casualties", "settlement"): "+",
        ("B.force", "B.collapse"): "-",
    },
)
