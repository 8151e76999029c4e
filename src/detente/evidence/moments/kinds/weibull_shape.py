"""Weibull shape: how the hazard of an end changes with the time that wars have lasted; below 1 it falls.

Record   The likeliest Weibull law of durations in months, with its 95% interval (`base_rates.weibull_shape`).
         A war that outlasts what was lived is censored there, which moves the shape where wars outlast ten
         years.
Theory   The likeliest Weibull law of endless wars that last as the theory says, seen for as long and in whole
         days, as the record sees them (`population.weibull_shape`).
Role     In the likelihood already.
"""

from numpy.typing import NDArray

from detente.evidence import base_rates
from detente.evidence.moments import population
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook


def _made(history: History) -> tuple[Moment, ...]:
    def expected(told: Outlook) -> NDArray:
        return population.weibull_shape(told.times, history.mixed(told.going))

    shape = base_rates.weibull_shape(history.wars)
    title = "Weibull shape of durations"
    return (Moment(WEIBULL_SHAPE, "weibull-shape", title, "1", shape, history.of.cite, expected),)


WEIBULL_SHAPE = MomentKind(
    name="weibull-shape", title="shape of the hazard of ending", basis="count", role="likelihood", made=_made
)
