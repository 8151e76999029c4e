"""Who is told how far a trial is, and who may stop it."""

from collections.abc import Callable
from dataclasses import dataclass

COMPILING = "compiling, the first time only"
CLAIMS = "living the worlds of the claims"
CHANNELS = "living the worlds of the channels"
FLIPS = "what would flip the claims"
WHOLE = "the argument as a whole"
RECORD = "what the theories give to what happened"
WRITING = "writing the pages"


@dataclass(frozen=True)
class Watch:
    """Callbacks of a trial; steps and the wish to stop come from the threads that compute.

    stage       called with the name of a stage as it begins
    step        called with what is done of the stage, and the total known so far; a stage that lives its
                worlds in several goes begins again at the first step of each
    cancelled   says whether to stop
    """

    stage: Callable[[str], None] = lambda name: None
    step: Callable[[int, int], None] = lambda done, total: None
    cancelled: Callable[[], bool] = lambda: False
