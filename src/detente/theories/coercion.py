"""Coercion: sides give way to hurt and to isolation, until hurt breeds defiance.

Violence and isolation raise the price of holding out; terms move to who hurts more, with returns that
diminish, while resentment does not. Isolated economies wither or find substitutes. Whether a given blow
cows or stirs its target is left open.

On the act  A strike frightens or hardens its target: the sign is open.
Rivals      escalation (blows bring blows), leaders (who bears the pain does not decide).
Sources     schelling1966 (the idea, from memory), hufbauer1990 against pape1997 (how often it works).
"""

from detente.mechanisms.action_reaction import ActionReaction
from detente.mechanisms.casualty_weariness import CasualtyWeariness
from detente.mechanisms.coercion import Coercion
from detente.mechanisms.deep_strike_damage import DeepStrikeDamage
from detente.mechanisms.diplomatic_isolation import DiplomaticIsolation
from detente.mechanisms.isolation_capacity import IsolationCapacity
from detente.mechanisms.nationalism import Nationalism
from detente.mechanisms.victory_prospect import VictoryProspect
from detente.theories.skeleton import skeleton
from detente.vocabulary import Fixed, LogNormal, Theory

coercion = Theory(
    name="coercion",
    claim="Sides give way to hurt and to isolation, until hurt breeds defiance.",
    sources=("schelling1966", "hufbauer1990", "pape1997"),
    causes=(
        *skeleton.causes,
        *(Coercion, Nationalism, DeepStrikeDamage),
        *(DiplomaticIsolation, IsolationCapacity),
        *(ActionReaction, CasualtyWeariness, VictoryProspect),  # homes of hostility and war_support
    ),
    priors={
        "coercion.pain": LogNormal(0.2, 2.0),  # hurt hastens a deal
        "coercion.siege": LogNormal(0.4, 2.0),
        "coercion.concession": LogNormal(0.015, 2.0),
        "coercion.hardship": LogNormal(0.008, 2.0),
        "action_reaction.weight": Fixed(0.0),  # heat as such delays nothing
        "action_reaction.friction": Fixed(0.0),
    },
    expects={
        ("B.deep-strike", "settlement"): "?",
        ("A.isolation", "settlement"): "+",
        ("A.isolation", "A.compromise"): "+",
        ("B.hostility", "settlement"): "+",
    },
)
