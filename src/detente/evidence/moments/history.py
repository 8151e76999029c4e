"""A record of wars as moments read it: watched for as long as courses were lived."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.evidence.likelihood import ENDS
from detente.evidence.reference_classes import ReferenceClass
from detente.evidence.situations import Situation, places_of
from detente.formulas.severity import DAYS_PER_MONTH


@dataclass(frozen=True)
class Way:
    """A way of ending: the words of `episodes.ENDINGS` that mean it."""

    words: tuple[str, ...]

    @property
    def kinds(self) -> list[int]:
        """Return its places among the kinds that a theory tells apart."""
        return sorted({ENDS[word] for word in self.words})


AGREEMENT = Way(("agreement",))
CEASEFIRE = Way(("ceasefire", "stalemate"))
NEGOTIATED = Way((*AGREEMENT.words, *CEASEFIRE.words))
VICTORY = Way(("victory_a", "victory_b"))
LOW_ACTIVITY = Way(("low_activity", "actor_ceased"))


@dataclass(frozen=True, eq=False)
class History:
    """The wars that a theory was fitted to.

    of      the class that they belong to
    wars    their episodes; one that outlasts `months` was still going then
    situations  those that were lived
    places  (war, situation): how likely each war began in each of them
    months  for how long they were lived
    """

    of: ReferenceClass
    wars: pd.DataFrame
    situations: tuple[Situation, ...]
    places: NDArray[np.floating]
    months: int

    @property
    def known(self) -> pd.DataFrame:
        """Return the wars that were still going, or ended in a way that a theory tells apart (`ENDS`)."""
        return self.wars[self.wars["censored"] | self.wars["ending"].isin(list(ENDS))]

    @property
    def weight(self) -> NDArray[np.floating]:
        """Return the share of the wars that began in each situation, (situation,)."""
        return self.places.mean(axis=0)

    def weight_of(self, some: pd.DataFrame) -> NDArray[np.floating]:
        """Return the same for some of the wars."""
        return self.places[self.wars.index.get_indexer(some.index)].mean(axis=0)

    def mixed(self, values: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return values (kept, situation, ...) averaged over situations as the wars began, (kept, ...)."""
        return np.tensordot(values, self.weight, axes=(1, 0))


def history_of(
    of: ReferenceClass, episodes: pd.DataFrame, situations: Sequence[Situation], months: int
) -> History:
    """Return the wars of a class among episodes, as moments read them.

    Raises:
        ValueError: there is none, or one began in a situation that was not lived.
    """
    wars, lived = of.wars(episodes), tuple(situations)
    return History(of, watched(wars, months), lived, places_of(wars).among(lived).weight, months)


def watched(episodes: pd.DataFrame, months: int) -> pd.DataFrame:
    """Return the episodes as they are known to whoever stops watching each war after so many months."""
    last = int(months * DAYS_PER_MONTH)
    longer = episodes["days"] > last
    stopped = episodes["begins"] + pd.Timedelta(days=last - 1)
    return episodes.assign(
        days=episodes["days"].where(~longer, last),
        last_seen=episodes["last_seen"].where(~longer, stopped),
        censored=episodes["censored"] | longer,
        ending=episodes["ending"].where(~longer, ""),
    )
