"""Support: how much sooner or later wars end in which another state supports a side; 1 is no difference.

Record   Cox's hazard ratio of any end, for support of each side in the first year, the other side's in the
         model too; robust to conflicts with several wars (`hazard_ratios`). Wars of which it is not known are
         left out. It is an association: support is sent to wars that are expected to last.
Theory   What Cox's method would find in endless wars that begin in the situations in which the record's wars
         began (`population.cox`): a situation says whether each side has support when the war begins.
Role     In the likelihood already.
"""

import numpy as np
from numpy.typing import NDArray

from detente.evidence.estimate import Estimate
from detente.evidence.hazard_ratios import hazard_ratios
from detente.evidence.moments.history import History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook
from detente.evidence.moments.population import cox

SIDES = {"support_a": "side A", "support_b": "side B"}


def _made(history: History) -> tuple[Moment, ...]:
    conflict = history.wars.index.to_series().str.split("-").str[1]  # a name holds the number of its conflict
    ratios = hazard_ratios(history.wars, list(SIDES), conflict).ratios
    return tuple(_of(side, Estimate(*ratios.loc[side, ["ratio", "low", "high"]]), history) for side in SIDES)


def _of(side: str, ratio: Estimate, history: History) -> Moment:
    def expected(told: Outlook) -> NDArray:
        flags = np.array([[one.support_a, one.support_b] for one in history.situations], dtype=float)
        return cox(told.going, history.weight, flags)[:, list(SIDES).index(side)]

    title = f"hazard ratio of ending, {SIDES[side]} supported"
    return Moment(SUPPORT, side.replace("_", "-"), title, "1", ratio, history.of.cite, expected)


SUPPORT = MomentKind(
    name="support",
    title="outside support and the hazard of ending",
    basis="count",
    role="likelihood",
    made=_made,
    classes=("internal",),
)
