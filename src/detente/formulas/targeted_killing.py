"""What followed attempts on leaders' lives: two-by-two tables from a given record. Analysis only.

The evidence concerns national leaders; it is at best an analogue for anybody else.
"""

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

TIE = 1 + 1e-7  # tables as likely as the one seen count as extreme, up to rounding

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Aftermath:
    """Wars that followed, out of the attempts that killed and out of those that failed."""

    killed_war: int
    killed_total: int
    survived_war: int
    survived_total: int


def aftermath(war_before: Flags, war_after: Flags, killed: Flags, *, at_war: bool) -> Aftermath:
    """Return how often war followed, by whether the attempt killed, given war or peace before.

    war_before, war_after, killed    one flag for each attempt
    at_war                           count the attempts made in war (True) or in peace (False)

    A record without `killed` at random shows an association, not an effect.
    Source: jonesolken2009 for the comparison (second-hand); plain counting.

    >>> war, peace = np.array([True, True, True]), np.array([True, False, True])
    >>> aftermath(war_before=war, war_after=peace, killed=np.array([True, True, False]), at_war=True)
    Aftermath(killed_war=1, killed_total=2, survived_war=1, survived_total=1)
    """
    counted = war_before if at_war else ~war_before
    dead, alive = counted & killed, counted & ~killed
    return Aftermath(
        killed_war=int(np.sum(war_after & dead)),
        killed_total=int(np.sum(dead)),
        survived_war=int(np.sum(war_after & alive)),
        survived_total=int(np.sum(alive)),
    )


def fisher_p_value(table: Aftermath) -> float:
    """Return the two-sided exact p value for "killing made no difference".

        p = sum of P(k) over all k with P(k) <= P(seen)
        P(k) = C(killed_total, k) * C(survived_total, wars - k) / C(all attempts, wars)

    Valid for any counts. Source: Fisher's exact test, standard.

    >>> round(fisher_p_value(Aftermath(killed_war=0, killed_total=2, survived_war=2, survived_total=2)), 6)
    0.333333
    """
    wars = table.killed_war + table.survived_war
    fewest, most = max(0, wars - table.survived_total), min(wars, table.killed_total)
    ways = {
        k: comb(table.killed_total, k) * comb(table.survived_total, wars - k) for k in range(fewest, most + 1)
    }
    seen = ways[table.killed_war]
    extreme = sum(count for count in ways.values() if count <= seen * TIE)
    return extreme / sum(ways.values())
