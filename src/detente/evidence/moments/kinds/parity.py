"""Parity: how often wars end by negotiation where the sides are least equal, and elsewhere.

Parity is the weaker side's capabilities over the stronger's at the start. Negotiated is an agreement, a
ceasefire, or a stop without winner or terms.

Record   Share of the wars that ended in a known way, in the lowest third of parity and in the rest, each with
         its exact 95% interval (`endings.lowest_third`), in the coding of the record that the theory was
         fitted to. By that coding there is no difference to speak of; by settlements of the disputes that the
         same wars grew from there is (.27 and .60), but no theory here ends wars in those words.
Theory   The same share of endless wars that begin in the situations in which the wars of each group began. A
         situation is the nearest of four shares of strength, so the least equal of wars begin in the same as
         the somewhat unequal.
Role     In the likelihood already.
"""

import pandas as pd
from numpy.typing import NDArray

from detente.evidence.endings import lowest_third, parity
from detente.evidence.estimate import Estimate
from detente.evidence.moments.history import NEGOTIATED, History
from detente.evidence.moments.moment import Moment, MomentKind
from detente.evidence.moments.outlook import Outlook


def _made(history: History) -> tuple[Moment, ...]:
    ended = history.known[~history.known["censored"] & history.known["share_a"].notna()]
    equal, negotiated = parity(ended["share_a"]), ended["ending"].isin(list(NEGOTIATED.words))
    found = lowest_third(equal, negotiated)
    low = equal < found.cut
    return (
        _in("lowest", "in the lowest third of parity", found.lowest, ended[low], history),
        _in("rest", "in the rest", found.rest, ended[~low], history),
    )


def _in(name: str, where: str, share: Estimate, wars: pd.DataFrame, history: History) -> Moment:
    weight = history.weight_of(wars)

    def expected(told: Outlook) -> NDArray:
        ended = (told.ended[..., -1] * weight[:, None]).sum(axis=1)  # (kept, kind)
        return ended[:, NEGOTIATED.kinds].sum(axis=1) / ended.sum(axis=1)

    title = f"negotiated ends {where}"
    return Moment(PARITY, f"parity-{name}", title, "1", share, history.of.cite, expected)


PARITY = MomentKind(
    name="parity",
    title="parity and how wars end",
    basis="count",
    role="likelihood",
    made=_made,
    classes=("interstate-cow",),
)
