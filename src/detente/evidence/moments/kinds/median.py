"""Median: the time after which no more than half of the wars go on.

Record   Read off the Kaplan-Meier curve, as its 95% interval is (`base_rates.kaplan_meier`).
Theory   Where the probability of still going, averaged over the situations in which the record's wars began,
         comes to a half. Where it stays above a half, the last day that was lived stands for it.
Role     In the likelihood already.
"""

from numpy.typing import NDArray

from detente.evidence.base_rates import kaplan_meier
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook
from detente.evidence.moments.population import median


def _made(history: History) -> tuple[Moment, ...]:
    def expected(told: Outlook) -> NDArray:
        return median(told.times, history.mixed(told.going))

    days = kaplan_meier(history.wars).median
    return (Moment(MEDIAN, "median", "median duration", "day", days, history.of.cite, expected),)


MEDIAN = MomentKind(
    name="median", title="median duration of wars", basis="count", role="likelihood", made=_made
)
