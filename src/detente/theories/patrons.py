"""Patrons: outsiders decide how long a war lasts, by what they give, what they ask and what they say.

Backers keep a side in the field, press it when its acts embarrass them, tire, and have agendas of their
own. Mediators are believed by one side for what drives the other away. Isolation divides or unites.

On the act  A strike brings pressure, blame and bad coverage on its author's backer, which may cut the
            aid that keeps the war going, or force terms: the sign is open.
Rivals      leaders (politics at home decide), coercion (outsiders only add to the pain).
Sources     regan2002, balchlindsay2008, cunningham2010, fearonlaitin2008 against testerman2014, kydd2003,
            wilkenfeld2003, marinov2005 against licht2015.
"""

from detente.mechanisms.backer_conditionality import BackerConditionality
from detente.mechanisms.backer_exposure import BackerExposure
from detente.mechanisms.bargaining_range import BargainingRange
from detente.mechanisms.diplomatic_isolation import DiplomaticIsolation
from detente.mechanisms.elite_cohesion import EliteCohesion
from detente.mechanisms.elite_cues import EliteCues
from detente.mechanisms.independent_agenda import IndependentAgenda
from detente.mechanisms.intervention import Intervention
from detente.mechanisms.isolation_capacity import IsolationCapacity
from detente.mechanisms.isolation_elites import IsolationElites
from detente.mechanisms.isolation_rally import IsolationRally
from detente.mechanisms.media_tone import MediaTone
from detente.mechanisms.mediator_bias import MediatorBias
from detente.mechanisms.mediator_credibility import MediatorCredibility
from detente.mechanisms.mediator_statements import MediatorStatements
from detente.mechanisms.nationalism import Nationalism
from detente.mechanisms.negotiator_presence import NegotiatorPresence
from detente.mechanisms.public_criticism import PublicCriticism
from detente.mechanisms.regret_backing import RegretBacking
from detente.mechanisms.uncertain_aims import UncertainAims
from detente.theories.skeleton import skeleton
from detente.vocabulary import Theory

patrons = Theory(
    name="patrons",
    claim="Outsiders decide how long a war lasts, by what they give, what they ask and what they say.",
    sources=("regan2002", "balchlindsay2008", "cunningham2010", "fearonlaitin2008", "testerman2014"),
    causes=(
        *skeleton.causes,
        *(BackerConditionality, BackerExposure, Intervention, IndependentAgenda, RegretBacking),
        *(PublicCriticism, MediaTone),
        *(MediatorBias, MediatorCredibility, MediatorStatements, NegotiatorPresence),
        *(DiplomaticIsolation, IsolationCapacity, IsolationElites, IsolationRally),
        *(
            EliteCohesion,
            EliteCues,
            Nationalism,
            BargainingRange,
            UncertainAims,
        ),  # homes of what those push on
    ),
    expects={
        ("B.deep-strike", "settlement"): "?",
        ("backer.agenda", "settlement"): "-",
        ("B.deep-strike", "backer.B.pressure"): "+",
        ("A.isolation", "A.discord"): "?",
    },
)
