"""Leaders: wars go on while ending them would cost those in office more than fighting does.

A culpable leader who is losing gambles; public commitments bind; an elite that divides takes the public
with it, brings leaders down, and a successor who is not answerable can sign. Isolation divides only those
who live on what one ruler hands out.

On the act  A strike stirs rhetoric and commitments, or shakes those in office: the sign is open.
Rivals      attrition (losses, not quarrels), patrons (outsiders decide).
Sources     goemans2000, debsgoemans2010, croco2011, stanleysawyer2009, weisiger2016, fearon1994,
            berinsky2007, escribafolchwright2010.
"""

from detente.mechanisms.action_reaction import ActionReaction
from detente.mechanisms.audience_costs import AudienceCosts
from detente.mechanisms.bargaining_range import BargainingRange
from detente.mechanisms.elite_cohesion import EliteCohesion
from detente.mechanisms.elite_cues import EliteCues
from detente.mechanisms.gamble_for_resurrection import GambleForResurrection
from detente.mechanisms.isolation_elites import IsolationElites
from detente.mechanisms.leader_confidence import LeaderConfidence
from detente.mechanisms.leader_exit import LeaderExit
from detente.mechanisms.nationalism import Nationalism
from detente.mechanisms.rally import Rally
from detente.mechanisms.veto_players import VetoPlayers
from detente.theories.skeleton import skeleton
from detente.vocabulary import Fixed, LogNormal, Theory

leaders = Theory(
    name="leaders",
    claim="Wars go on while ending them would cost those in office more than fighting does.",
    sources=(
        "goemans2000",
        "debsgoemans2010",
        "croco2011",
        "stanleysawyer2009",
        "weisiger2016",
        "fearon1994",
    ),
    causes=(
        *skeleton.causes,
        *(GambleForResurrection, AudienceCosts, LeaderExit, LeaderConfidence, VetoPlayers),
        *(EliteCohesion, EliteCues, IsolationElites, Rally, Nationalism),
        *(ActionReaction, BargainingRange),  # the homes of hostility and stance
    ),
    priors={
        "isolation_elites.general": Fixed(0.0),  # personal rule only
        "isolation_elites.exit_general": Fixed(0.0),
        "leader_confidence.casualties": Fixed(0.0),  # what the elite says of losses counts, not losses
        "leader_confidence.recent": Fixed(0.0),
        "leader_confidence.quarrels": LogNormal(0.25, 1.6),
        "rally.anger": Fixed(0.0),
    },
    expects={
        ("B.deep-strike", "settlement"): "?",
        ("A.culpability", "settlement"): "-",
        ("A.isolation", "A.discord"): "+",
        ("A.elite_cohesion", "A.leader-exit"): "-",
    },
)
