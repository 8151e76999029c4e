"""Commitment: wars last while a side expects to be weaker later and no one enforces the deal.

Who expects to lose by a later shift of power would rather fight now than sign. A guarantor takes that
fear away for as long as it is believed; a cut in its aid casts doubt on it. Beliefs about who would win
now are given: the quarrel is about tomorrow.

On the act  A strike matters if it shows a power still to come. Looming defeat is a reason to strike.
Rivals      information (once all is known, deals are signed), spoiler (mistrust of motives, not of power).
Sources     powell2006, krainin2015, fearon1995 (shifts of power), walter1997 (guarantees).
"""

from detente.mechanisms.guarantee import Guarantee
from detente.mechanisms.power_shift import PowerShift
from detente.theories.skeleton import skeleton
from detente.vocabulary import Theory

commitment = Theory(
    name="commitment",
    claim="Wars last while a side expects to be weaker later and no one enforces the deal.",
    sources=("powell2006", "krainin2015", "fearon1995", "walter1997"),
    causes=(*skeleton.causes, PowerShift, Guarantee),
    expects={
        ("B.expected_shift", "settlement"): "-",
        ("backer.B.guarantee", "settlement"): "+",
        ("B.expected_shift", "B.deep-strike"): "+",
    },
)
