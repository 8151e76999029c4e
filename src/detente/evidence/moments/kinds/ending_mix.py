"""Ending mix: of the wars that ended, the share that ended in each way.

    agreement      a peace agreement, or a settlement that both sides make
    ceasefire      a ceasefire, or a stop without winner or terms
    victory        of either side
    low activity   below the threshold of deaths, or a side ceased to exist

Record   Counted in the record's own coding among the wars whose end was seen within what was lived; wars that
         ended in an unknown way or went on as another war are left out. Exact 95% interval (Clopper-Pearson).
Theory   Probability of having ended so within what was lived, relative to that of having ended.
Role     In the likelihood already.
"""

from numpy.typing import NDArray

from detente.evidence.endings import endings
from detente.evidence.estimate import Estimate
from detente.evidence.moments.history import AGREEMENT, CEASEFIRE, LOW_ACTIVITY, VICTORY, History, Way
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook

WAYS: dict[str, Way] = {
    "agreement": AGREEMENT,
    "ceasefire": CEASEFIRE,
    "victory": VICTORY,
    "low activity": LOW_ACTIVITY,
}


def _made(history: History) -> tuple[Moment, ...]:
    table = endings(history.known, {name: way.words for name, way in WAYS.items()})
    rows = {name: Estimate(*table.loc[name, ["share", "low", "high"]]) for name in WAYS}
    return tuple(_share(name, rows[name], history) for name in WAYS)


def _share(name: str, share: Estimate, history: History) -> Moment:
    def expected(told: Outlook) -> NDArray:
        ended = history.mixed(told.ended[..., -1])  # (kept, kind)
        return ended[:, WAYS[name].kinds].sum(axis=1) / ended.sum(axis=1)

    own = f"ends-{name.replace(' ', '-')}"
    return Moment(ENDING_MIX, own, f"ends in {name}", "1", share, history.of.cite, expected)


ENDING_MIX = MomentKind(name="ending-mix", title="how wars end", basis="count", role="likelihood", made=_made)
