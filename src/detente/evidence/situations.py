"""Situations: what a record knows of a war when it begins, as a war that the engine can start.

A record says how strong the sides were and whether outside states supported them; little else is coded at
the start. Everything that it does not say starts as in the reference war. What it leaves open is spread over
the situations that it could have been, in the shares in which these occur among the wars of the same table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from detente.pipeline.scenario import Scenario, Start
from detente.vocabulary import Fixed

PARTIES = ("backer_of_a", "backer_of_b")
SHARES = (0.2, 0.4, 0.6, 0.8)  # of both sides' capabilities; a record is put with the nearest
EQUAL = 0.5
BOTH = 300_000.0  # soldiers, on both sides together: as in the reference war
SUPPORTED = 0.7  # assumed: a backer that gives is above the typical half
AID, POLICY = 0.2, 0.4  # euro_bn/month delivered, and at full support: as in the reference war


@dataclass(frozen=True)
class Situation:
    """How a war begins.

    share_a    side A's share of the soldiers of both
    support_a  whether side A has outside support
    """

    share_a: float = EQUAL
    support_a: bool = False
    support_b: bool = False

    def scenario(self, months: int) -> Scenario:
        """Return the war that begins so: either side has a backer, who gives nothing where it has none."""
        force = {"A.force": BOTH * self.share_a, "B.force": BOTH * (1.0 - self.share_a)}
        given = {**force, **_ties(PARTIES[0], "A", self.support_a), **_ties(PARTIES[1], "B", self.support_b)}
        start = {path: Start(Fixed(value), "", "assumed") for path, value in given.items()}
        name = f"share {self.share_a:g}, support {int(self.support_a)}{int(self.support_b)}"
        return Scenario("situation", name, "A war as it is known when it begins.", months, PARTIES, start)


@dataclass(frozen=True, eq=False)
class Places:
    """Which situations the wars of a table began in: `weight` is (war, situation), rows add up to 1."""

    situations: tuple[Situation, ...]
    weight: np.ndarray

    def among(self, situations: tuple[Situation, ...]) -> "Places":
        """Return the same places among more situations."""
        weight = np.zeros((len(self.weight), len(situations)))
        for column, situation in enumerate(self.situations):
            weight[:, situations.index(situation)] = self.weight[:, column]
        return Places(situations, weight)


def places_of(episodes: pd.DataFrame, like: pd.DataFrame | None = None) -> Places:
    """Return the situations of a table of episodes.

    What is not known of a war is spread as it is among the wars `like` (those fitted to), the same table
    where none is given: a forecast may not learn from the wars it is made for.
    """
    known = episodes if like is None else like
    columns = [_spread(episodes[name], known[name]) for name in ("support_a", "support_b")]
    shares, share_weight = _shares(episodes["share_a"], known["share_a"])
    support_a, support_b = (_values(column) for column in columns)
    situations, weights = [], []
    for i, share in enumerate(shares):
        for j in support_a:
            for k in support_b:
                situations.append(Situation(share, bool(j), bool(k)))
                weights.append(share_weight[:, i] * columns[0][:, j] * columns[1][:, k])
    weight = np.stack(weights, axis=1)
    used = weight.sum(axis=0) > 0
    kept = tuple(one for one, some in zip(situations, used, strict=True) if some)
    return Places(kept, weight[:, used])


def grid_of(known: pd.DataFrame) -> tuple[Situation, ...]:
    """Return every situation in which a war like these may begin, as far as the table tells them apart."""
    shares = SHARES if known["share_a"].notna().any() else (EQUAL,)
    support = [
        (False, True) if known[name].notna().any() else (False,) for name in ("support_a", "support_b")
    ]
    return tuple(Situation(share, a, b) for share in shares for a in support[0] for b in support[1])


def _ties(party: str, side: str, supported: bool) -> dict[str, float]:
    ties: dict[str, float] = {f"{party}.mediates": 0.0}
    for one in ("A", "B"):
        gives = supported and one == side
        ties |= {
            f"{party}.{one}.support": SUPPORTED if gives else 0.0,
            f"{party}.{one}.aid": AID if gives else 0.0,
            f"{party}.{one}.aid_prepared": AID if gives else 0.0,
            f"{party}.{one}.aid_policy": POLICY if gives else 0.0,
        }
    return ties


def _spread(column: pd.Series, known: pd.Series) -> np.ndarray:
    """Return (war, 2): how likely each war is without and with; a column that nobody knows is without."""
    common = float(known.dropna().mean()) if known.notna().any() else 0.0
    share = column.astype("Float64").fillna(common).to_numpy(dtype=float)
    return np.stack([1.0 - share, share], axis=1)


def _values(column: np.ndarray) -> Sequence[int]:
    return [i for i in (0, 1) if column[:, i].any()]


def _shares(column: pd.Series, known: pd.Series) -> tuple[tuple[float, ...], np.ndarray]:
    if not known.notna().any():
        return (EQUAL,), np.ones((len(column), 1))
    places = np.array(SHARES)

    def put(values: np.ndarray) -> np.ndarray:
        return np.abs(values[:, None] - places).argmin(axis=1)

    common = np.bincount(put(known.dropna().to_numpy(float)), minlength=len(places)) / known.notna().sum()
    weight = np.zeros((len(column), len(places)))
    seen = column.notna().to_numpy()
    weight[np.flatnonzero(seen), put(column[seen].to_numpy(float))] = 1.0
    weight[~seen] = common
    return SHARES, weight
