"""Spoiler: deals fail for want of trust, and those who lose by peace attack to destroy it.

An act laid at a leadership's door says what it wants, or that it does not restrain its own; trust falls,
meetings get harder, conditions stiffen, delegations leave. Spoilers strike when talks are near success
and trust is near the edge. An even-handed mediator that is believed repairs some of it.

On the act  A strike during talks sets them back if its target thinks that the other leadership is in
            control; if not, it says little. Attacks cluster around progress.
Rivals      information (doubt about strength), leaders (who gains at home), patrons (who pays).
Sources     kydd2000, kyddwalter2002, buenodemesquita2005, kydd2006 (mediators), findleyyoung2015.
"""

from detente.mechanisms.act_inference import ActInference
from detente.mechanisms.honest_broker import HonestBroker
from detente.mechanisms.mediator_credibility import MediatorCredibility
from detente.mechanisms.mediator_statements import MediatorStatements
from detente.mechanisms.negotiator_presence import NegotiatorPresence
from detente.mechanisms.preconditions import Preconditions
from detente.mechanisms.security_protocols import SecurityProtocols
from detente.mechanisms.spoiler import Spoiler
from detente.mechanisms.trust_update import TrustUpdate
from detente.theories.skeleton import skeleton
from detente.vocabulary import Theory

spoiler = Theory(
    name="spoiler",
    claim="Deals fail for want of trust, and those who lose by peace attack to destroy it.",
    sources=("kydd2000", "kyddwalter2002", "buenodemesquita2005", "kydd2006", "findleyyoung2015"),
    causes=(
        *skeleton.causes,
        *(Spoiler, TrustUpdate, ActInference),
        *(SecurityProtocols, NegotiatorPresence, Preconditions),
        *(HonestBroker, MediatorCredibility, MediatorStatements),
    ),
    expects={
        ("B.deep-strike", "settlement"): "-",
        ("B.deep-strike", "A.trust"): "-",
        ("A.trust", "settlement"): "+",
        ("B.war_preference", "settlement"): "-",
    },
)
