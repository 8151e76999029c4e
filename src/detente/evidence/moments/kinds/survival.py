"""Survival: the share of wars that last longer than some months.

Record   Kaplan-Meier, with its 95% interval (`base_rates.kaplan_meier`).
Theory   The probability of still going, averaged over the situations in which the record's wars began.
Role     In the likelihood already.
"""

from numpy.typing import NDArray

from detente.evidence.base_rates import MONTHS, kaplan_meier
from detente.evidence.estimate import Estimate
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook


def _made(history: History) -> tuple[Moment, ...]:
    months = [month for month in MONTHS if month <= history.months]
    table = kaplan_meier(history.wars, months).going.dropna()
    return tuple(
        _after(month, Estimate(*table.loc[month, ["share", "low", "high"]]), history) for month in table.index
    )


def _after(month: int, share: Estimate, history: History) -> Moment:
    def expected(told: Outlook) -> NDArray:
        return history.mixed(told.going[:, :, told.at(month)])

    name, title = f"going-{month}", f"still going after {month} months"
    return Moment(SURVIVAL, name, title, "1", share, history.of.cite, expected)


SURVIVAL = MomentKind(name="survival", title="wars still going", basis="count", role="likelihood", made=_made)
