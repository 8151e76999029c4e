"""Nothing matters: wars end at the rate of their class, whatever anyone does.

Talks come and go as elsewhere, but a war ends as readily without them as with them.

On the act  None whatever.
Rivals      Every other theory.
Sources     ucdp_termination_v3, cow_interstate_v4 (rates and falling hazard), min2020 (after 1945 talks
            say less about whether a war is about to end).
"""

from detente.mechanisms.baseline import Baseline
from detente.mechanisms.talks_process import TalksProcess
from detente.vocabulary import Fixed, Theory

nothing_matters = Theory(
    name="nothing-matters",
    claim="Wars end at the rate of their class, whatever anyone does.",
    sources=("ucdp_termination_v3", "cow_interstate_v4", "min2020"),
    causes=(Baseline, TalksProcess),
    priors={
        "talks_process.quiet": Fixed(1.0),  # as likely to end out of talks as in them
        "talks_process.momentum": Fixed(0.0),
        "talks_process.freeze": Fixed(0.0),
        "talks_process.hold": Fixed(0.0),
        "talks_process.strain": Fixed(0.0),
    },
    expects={
        ("B.deep-strike", "settlement"): "0",
        ("backer.B.aid-cut", "settlement"): "0",
        ("A.isolation", "settlement"): "0",
    },
)
