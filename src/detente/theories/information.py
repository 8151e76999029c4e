"""Information: wars last while the sides disagree about who would win, and end once they have learnt.

Each side hopes for more than both can have and asks for a risky price. Fighting and bargaining reveal
strength and resolve, unless what is in doubt is the aims, which no battle reveals. The public hopes with
its leaders. A mediator is believed when it speaks against its own bias.

On the act  A strike shows what its author can and will do, so it may clear up doubt; what a cut in aid
            reveals has no agreed sign. Who learns that it would lose settles rather than spoils.
Rivals      attrition (cost, not doubt), commitment (deals cannot be trusted even when all is known).
Sources     fearon1995, slantchev2003, weisiger2016, spanielbils2018 (aims), kydd2003 (mediators),
            gelpi2005 and sidmannorpoth2012 (support follows hope).
"""

from detente.mechanisms.bargaining_range import BargainingRange
from detente.mechanisms.leader_confidence import LeaderConfidence
from detente.mechanisms.learning import Learning
from detente.mechanisms.mediator_bias import MediatorBias
from detente.mechanisms.mediator_statements import MediatorStatements
from detente.mechanisms.risk_return import RiskReturn
from detente.mechanisms.uncertain_aims import UncertainAims
from detente.mechanisms.victory_prospect import VictoryProspect
from detente.theories.skeleton import skeleton
from detente.vocabulary import Fixed, LogNormal, Theory

information = Theory(
    name="information",
    claim="Wars last while the sides disagree about who would win, and end once they have learnt.",
    sources=("fearon1995", "slantchev2003", "weisiger2016", "spanielbils2018", "kydd2003", "gelpi2005"),
    causes=(
        *skeleton.causes,
        *(BargainingRange, RiskReturn, Learning, UncertainAims),
        *(MediatorBias, MediatorStatements),
        *(VictoryProspect, LeaderConfidence),
    ),
    priors={
        "leader_confidence.casualties": Fixed(0.0),  # losses count only as a sign of who is winning
        "leader_confidence.recent": Fixed(0.0),
        "leader_confidence.quarrels": Fixed(0.0),
        "leader_confidence.support": LogNormal(0.4, 1.6),
    },
    expects={
        ("A.uncertainty", "settlement"): "-",
        ("A.belief_win", "settlement"): "-",
        ("backer.B.aid-cut", "settlement"): "?",
        ("B.belief_win", "B.deep-strike"): "+",
    },
)
