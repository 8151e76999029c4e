"""Everything: all causes at once, rivals in turn, and every disputed sign left open.

The catalogue is walked, so a new cause joins without an edit here.

On the act  Whatever the causes say together; no sign is staked but those that few dispute.
Rivals      Each other theory, which holds that most of this does not matter.
Sources     Those of the causes.
"""

from detente.mechanisms import catalogue
from detente.vocabulary import Theory

everything = Theory(
    name="everything",
    claim="All causes work at once, and rival forms of the same cause in turn.",
    sources=("ucdp_termination_v3", "cow_interstate_v4"),
    causes=tuple(catalogue().values()),
    expects={
        ("B.deep-strike", "A.trust"): "-",
        ("A.trust", "settlement"): "+",
        ("B.force", "A.collapse"): "+",
        ("B.deep-strike", "settlement"): "?",
    },
)
