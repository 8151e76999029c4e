"""Escalation: violence feeds on violence, and peace waits until it has burnt down.

Each side answers the other's blows, within weeks, and both grow more violent than either wants; blows
anger the public and rally it, and isolation closes ranks. Left alone the heat dies down.

On the act  A strike brings answers and delays a deal for some weeks; after that it is as if it had not been.
Rivals      coercion (pain hastens a deal), attrition (only what adds up counts).
Sources     richardson1960 (arms), hawkes1971 and lewis2012 (answers), haushofer2010 against
            jaegerpaserman2008 (who answers), bakeroneal2001 (rallies).
"""

from detente.mechanisms.action_reaction import ActionReaction
from detente.mechanisms.elite_cohesion import EliteCohesion
from detente.mechanisms.elite_cues import EliteCues
from detente.mechanisms.isolation_capacity import IsolationCapacity
from detente.mechanisms.isolation_rally import IsolationRally
from detente.mechanisms.leader_confidence import LeaderConfidence
from detente.mechanisms.nationalism import Nationalism
from detente.mechanisms.rally import Rally
from detente.mechanisms.retaliation import Retaliation
from detente.mechanisms.unilateral_retaliation import UnilateralRetaliation
from detente.theories.skeleton import skeleton
from detente.vocabulary import Fixed, LogNormal, Theory

escalation = Theory(
    name="escalation",
    claim="Violence feeds on violence, and peace waits until it has burnt down.",
    sources=(
        "richardson1960",
        "hawkes1971",
        "lewis2012",
        "haushofer2010",
        "jaegerpaserman2008",
        "bakeroneal2001",
    ),
    causes=(
        *skeleton.causes,
        *(ActionReaction, Retaliation, UnilateralRetaliation),
        *(Rally, LeaderConfidence, IsolationRally),
        *(Nationalism, EliteCohesion, EliteCues, IsolationCapacity),  # homes of what those push on
    ),
    priors={
        "action_reaction.weight": LogNormal(0.2, 2.0),  # heat delays a deal
        "retaliation.pause": LogNormal(0.4, 2.0),
        "unilateral_retaliation.pause": LogNormal(0.4, 2.0),
        "rally.anger": LogNormal(0.01, 1.8),  # losses rally the public
        "leader_confidence.casualties": Fixed(0.0),
        "leader_confidence.recent": Fixed(0.0),
        "leader_confidence.quarrels": Fixed(0.0),
        "elite_cohesion.losses": Fixed(0.0),
    },
    expects={
        ("B.deep-strike", "A.reprisal"): "+",
        ("A.hostility", "settlement"): "-",
        ("A.losses_pace", "A.leader_confidence"): "+",
        ("A.isolation", "A.discord"): "-",
    },
)
