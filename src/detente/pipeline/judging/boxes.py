"""Boxes: the region of parameters where a claim fails, as a few plain bounds.

Scenario discovery (Bryant and Lempert 2010) by the patient rule induction method (Friedman and Fisher
1999) as the EMA workbench has it: thin slices are peeled off the box of all draws while that makes
failing more common inside. Of the boxes met on the way the one is kept that best balances how much of
the failing it covers with how pure it is; bounds that could be chance are dropped.
"""

import math
import warnings
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.pipeline.judging.verdict import Bound

MOST = 6  # parameters looked at: peeling takes time in proportion, and nobody reads longer boxes
FEWEST = 10  # failing and holding draws; fewer tell nothing
SMALLEST_MASS = 0.05
CHANCE = 0.05  # quasi p-value from which a bound counts as chance
PERHAPS = 0.2  # chance, of all parameters together, below which a difference is worth a search
CLEARLY = 3.0  # standard errors by which failing must be more common in a box than outside, on new draws
PER_BOUND = 0.01  # gain in the balance of coverage and density that one more parameter must bring


@dataclass(frozen=True)
class Box:
    """Where a claim fails; no bounds where there is no such box.

    coverage   share of the failing draws that lie in it
    density    share of the draws in it that fail
    """

    bounds: tuple[Bound, ...] = ()
    coverage: float = 0.0
    density: float = 0.0


@dataclass(frozen=True)
class _Region:
    rows: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def inside(self, values: np.ndarray) -> np.ndarray:
        """Return which draws of `values`, (parameter, draw), lie in the region."""
        kept = values[self.rows]
        return ((kept >= self.low[:, None]) & (kept <= self.high[:, None])).all(axis=0)


def failing_box(
    names: Sequence[str],
    values: np.ndarray,
    fails: np.ndarray,
    units: Mapping[str, str],
    most: int = MOST,
) -> Box:
    """Return the box in which a claim fails, the parameter with the narrowest bounds first.

    `values`: (parameter, draw), in the unit of each parameter. `fails`: (draw,). Only the `most`
    parameters whose values differ most between failing and holding draws are looked at. A side that
    nothing bounds is infinite. A claim that fails nowhere or everywhere, or for no reason that shows
    again in draws which the box was not made from, has no box.
    """
    fails = np.asarray(fails, dtype=bool)
    if min(int(fails.sum()), int((~fails).sum())) < FEWEST or not _some_differ(values, fails):
        return Box()
    if not _shows_again(values, fails, most):
        return Box()
    region = _found(values, fails, most)
    if not region.rows.size:
        return Box()
    inside = region.inside(values)
    return Box(
        _bounds(region, names, values, units), float(inside[fails].mean()), float(fails[inside].mean())
    )


def _bounds(
    region: _Region, names: Sequence[str], values: np.ndarray, units: Mapping[str, str]
) -> tuple[Bound, ...]:
    """Return the bounds, those that the fewest draws meet first."""
    sides = zip(region.rows.tolist(), region.low.tolist(), region.high.tolist(), strict=True)
    ordered = sorted(sides, key=lambda s: float(np.mean((values[s[0]] >= s[1]) & (values[s[0]] <= s[2]))))
    return tuple(Bound(names[row], low, high, units.get(names[row], "1")) for row, low, high in ordered)


def _some_differ(values: np.ndarray, fails: np.ndarray) -> bool:
    """Say whether any parameter lies elsewhere in failing draws than in holding ones.

    Peeling goes by one parameter at a time, so where none does it can only come upon boxes of chance, and
    it takes a good part of a second to do so. The Kolmogorov-Smirnov distance that the largest of so many
    would exceed by chance in one case of five (Bonferroni; its asymptotic form).
    """
    failing, holding = int(fails.sum()), int((~fails).sum())
    critical = math.sqrt(-0.5 * math.log(PERHAPS / (2 * len(values))) * (1 / failing + 1 / holding))
    return bool(_differences(values, fails).max() > critical)


def _shows_again(values: np.ndarray, fails: np.ndarray, most: int) -> bool:
    """Make a box from every other draw, and see whether failing is more common in it among the rest."""
    region = _found(values[:, ::2], fails[::2], most)
    inside, there = region.inside(values[:, 1::2]), fails[1::2]
    within, without = int(inside.sum()), int((~inside).sum())
    if not within or not without:
        return False
    share = float(there.mean())
    error = np.sqrt(share * (1 - share) * (1 / within + 1 / without))
    return bool(there[inside].mean() - there[~inside].mean() > CLEARLY * error)


def _found(values: np.ndarray, fails: np.ndarray, most: int) -> _Region:
    """Return the region that balances coverage and density best, sides bounded by chance left open."""
    if not fails.any() or fails.all():
        return _Region(np.zeros(0, dtype=int), np.zeros(0), np.zeros(0))
    rows = np.argsort(-_differences(values, fails), kind="stable")[:most]
    with _quiet():
        box = _peeled(values[rows], fails)
    steps = box.peeling_trajectory
    coverage, density = steps["coverage"].to_numpy(), steps["density"].to_numpy()
    balance = 2 * coverage * density / np.maximum(coverage + density, np.finfo(float).tiny)
    best = int(np.argmax(balance - PER_BOUND * steps["res_dim"].to_numpy()))
    limits, chances = box.box_lims[best], box.p_values[best]
    low, high = np.full(len(rows), -np.inf), np.full(len(rows), np.inf)
    for column, (low_chance, high_chance) in chances.items():  # -1 marks a side that was never peeled
        if 0 <= low_chance < CHANCE:
            low[int(column)] = limits.loc[0, column]
        if 0 <= high_chance < CHANCE:
            high[int(column)] = limits.loc[1, column]
    bounded = np.isfinite(low) | np.isfinite(high)
    return _Region(rows[bounded], low[bounded], high[bounded])


def _peeled(values: np.ndarray, fails: np.ndarray) -> Any:
    """Return the workbench's box with all steps of peeling and pasting; parameters go by their place."""
    # the workbench takes seconds to import, and only audits need it
    import pandas as pd
    from ema_workbench.analysis.prim import Prim

    table = pd.DataFrame(
        np.asarray(values, dtype=np.float64).T, columns=pd.Index(map(str, range(len(values))))
    )
    # a rare failure would drown in the usual smallest box
    mass = min(SMALLEST_MASS, float(fails.mean()) / 2)
    return Prim(table, fails, mass_min=mass).find_box()


def _differences(values: np.ndarray, fails: np.ndarray) -> np.ndarray:
    """Return the largest gap between the distributions in failing and holding draws, (parameter,)."""
    ordered = fails[np.argsort(values, axis=1, kind="stable")]
    failing = np.cumsum(ordered, axis=1) / fails.sum()
    holding = np.cumsum(~ordered, axis=1) / (~fails).sum()
    return np.abs(failing - holding).max(axis=1)


@contextmanager
def _quiet() -> Generator[None]:
    """Keep the workbench from warning of what it lacks and from recolouring other people's figures."""
    import matplotlib

    with warnings.catch_warnings(), matplotlib.rc_context():
        warnings.simplefilter("ignore")
        yield
