"""Incidence: the probability that a war has ended within some months by negotiation, or in a victory.

    negotiated   an agreement, a ceasefire, or a stop without winner or terms
    victory      of either side

Record   Aalen-Johansen, with its 95% interval (`endings.cumulative_incidence`). Wars that ended in an unknown
         way or went on as another war are left out.
Theory   Probability of having ended so by then, averaged over the situations in which the record's wars
         began.
Role     In the likelihood already.
"""

from numpy.typing import NDArray

from detente.evidence.endings import cumulative_incidence
from detente.evidence.estimate import Estimate
from detente.evidence.moments.history import NEGOTIATED, VICTORY, History, Way
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook

MONTHS = (12, 60)
WAYS: dict[str, Way] = {"negotiated": NEGOTIATED, "victory": VICTORY}
TITLES = {"negotiated": "negotiated end within {} months", "victory": "victory within {} months"}


def _made(history: History) -> tuple[Moment, ...]:
    months = [month for month in MONTHS if month <= history.months]
    table = cumulative_incidence(
        history.known, {name: way.words for name, way in WAYS.items()}, months
    ).dropna()
    return tuple(
        _within(name, month, Estimate(*table.loc[(name, month), ["share", "low", "high"]]), history)
        for name, month in table.index
    )


def _within(name: str, month: int, share: Estimate, history: History) -> Moment:
    def expected(told: Outlook) -> NDArray:
        return history.mixed(told.ended[..., told.at(month)])[:, WAYS[name].kinds].sum(axis=1)

    title = TITLES[name].format(month)
    return Moment(INCIDENCE, f"{name}-{month}", title, "1", share, history.of.cite, expected)


INCIDENCE = MomentKind(
    name="incidence",
    title="ends by negotiation and by victory in time",
    basis="count",
    role="likelihood",
    made=_made,
)
