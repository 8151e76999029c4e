"""Effects: what a world changes, read off every draw, one row for each theory."""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from detente.pipeline.step import ENDING_PATHS
from detente.pipeline.tally import QUANTILES, quantiles_of
from detente.vocabulary.errors import unknown

ANY_ENDING = "any-ending"
MONTHS_OF_WAR = "months-of-war"
SYNTHESIS = "weighted synthesis"


@dataclass(frozen=True)
class EffectLine:
    """One theory's paired difference from the reference world, over all draws, in the unit of what is asked.

    mean, error      mean over draws and its Monte Carlo error
    median, low50, high50, low90, high90   quantiles over draws
    below, above     shares of draws with a difference below and above zero
    clearly_below, clearly_above   the same, beyond the smallest effect of interest
    """

    theory: str
    world: str
    what: str
    by: int
    unit: str
    mean: float
    error: float
    median: float
    low50: float
    high50: float
    low90: float
    high90: float
    below: float
    above: float
    clearly_below: float
    clearly_above: float
    draws: int


def effect_table(
    tree: xr.DataTree, world: str, what: str = "settlement", by: int = 12, smallest: float = 0.0
) -> list[EffectLine]:
    """Return what `world` changes about `what` by month `by`, under each theory.

    `what`: an ending (`settlement`, `A.collapse`, ...), `any-ending`, `months-of-war`, a side's share of
    the stake (`A.share`), or an event (`talks-open`: expected number). Endings are looked at by one of
    the horizons kept of every draw; the others within the whole run. `smallest` is the smallest effect
    of interest, in the same unit.

    Raises:
        UnknownName: there is no such world, outcome or horizon.
    """
    return [_line(name, node, world, what, by, smallest) for name, node in sorted_nodes(tree)]


def synthesis(
    tree: xr.DataTree, world: str, what: str = "settlement", by: int = 12, smallest: float = 0.0
) -> EffectLine | None:
    """Return the same of all theories together, each by its weight; None where they have no weights.

    Every draw counts by the weight of its theory. It stands beside the rivals and never in their place: a
    mean of theories that disagree may be what none of them says. Raises as `effect_table`.
    """
    weights = weights_of(tree)
    if not weights:
        return None
    nodes = [(name, node) for name, node in sorted_nodes(tree) if weights.get(name, 0.0) > 0]
    moved = [differences(node, world, what, by) for _, node in nodes]
    shares = np.array([weights[name] for name, _ in nodes]) / sum(weights[name] for name, _ in nodes)
    weight = np.concatenate([np.full(len(x), w / len(x)) for x, w in zip(moved, shares, strict=True)])
    errors = [x.std(ddof=1) / np.sqrt(len(x)) if len(x) > 1 else np.nan for x in moved]
    return _told(
        SYNTHESIS,
        nodes[0][1],
        (world, what, by),
        np.concatenate(moved),
        weight,
        np.hypot.reduce(shares * errors),
        smallest,
    )


def weights_of(tree: xr.DataTree) -> dict[str, float]:
    """Return the weights of theories that a result was made with; empty where there are none."""
    told = tree.attrs.get("weights", [])
    return dict(zip(tree.attrs["theories"], map(float, told), strict=True)) if len(told) else {}


def sorted_nodes(tree: xr.DataTree) -> list[tuple[str, xr.Dataset]]:
    """Return the theories of a tree in the order of the question; nothing is read yet."""
    names = tree.attrs.get("theories", list(tree.children))
    return [(name, tree.children[name].to_dataset()) for name in names if name in tree.children]


def of_draws(node: xr.Dataset, what: str, by: int) -> xr.DataArray:
    """Return `what` in every draw of a theory, (world, draw)."""
    if what in ENDING_PATHS or what == ANY_ENDING:
        if by not in node["horizon"].values:
            raise unknown("horizon", str(by), [str(h) for h in node["horizon"].values])
        if what == ANY_ENDING:
            return 1.0 - node["going_by"].sel(horizon=by)
        return node["ended_by"].sel(horizon=by, ending=what)
    shares, events = [f"{side}.share" for side in node["side"].values], list(node["event"].values)
    if what == MONTHS_OF_WAR:
        return node["months_of_war"]
    if what in shares:
        return node["final_share"].sel(side=what.split(".")[0])
    if what in events:
        return node["events"].sel(event=what)
    raise unknown("outcome", what, [*ENDING_PATHS, ANY_ENDING, MONTHS_OF_WAR, *shares, *events])


def differences(node: xr.Dataset, world: str, what: str, by: int) -> np.ndarray:
    """Return the paired difference of every draw of a theory, float64."""
    worlds = [str(name) for name in node["world"].values]
    if world not in worlds[1:]:
        raise unknown("world to compare", world, worlds[1:])
    values = of_draws(node, what, by)
    there, here = (values.isel(world=i).values.astype(np.float64) for i in (worlds.index(world), 0))
    return there - here


def variance_cut(node: xr.Dataset, world: str, what: str = "settlement", by: int = 12) -> float:
    """Return how many times smaller pairing makes the variance of the mean effect: independent / paired.

    Independent worlds would each have parameters and luck of their own: their variances add up. Infinite
    where the world changes nothing in any draw.
    """
    paired = float(np.var(differences(node, world, what, by)))
    values = of_draws(node, what, by).values.astype(np.float64)
    names = [str(name) for name in node["world"].values]
    alone = float(np.var(values[0]) + np.var(values[names.index(world)]))
    return alone / paired if paired > 0 else float("inf")


def _line(name: str, node: xr.Dataset, world: str, what: str, by: int, smallest: float) -> EffectLine:
    moved = differences(node, world, what, by)
    n = len(moved)
    error = float(np.std(moved, ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
    return _told(name, node, (world, what, by), moved, None, error, smallest)


def _told(
    name: str,
    node: xr.Dataset,
    asked: tuple[str, str, int],
    moved: np.ndarray,
    weight: np.ndarray | None,
    error: float,
    smallest: float,
) -> EffectLine:
    world, what, by = asked
    q = [float(x) for x in (quantiles_of(moved) if weight is None else _weighted_quantiles(moved, weight))]
    flags = (moved < 0, moved > 0, moved < -smallest, moved > smallest)
    shares = [float(np.average(x, weights=weight)) for x in flags]
    by = by if what in ENDING_PATHS or what == ANY_ENDING else int(node["horizon"].values[-1])
    unit = "month" if what == MONTHS_OF_WAR else "1"
    spread = (q[2], q[1], q[3], q[0], q[4])
    mean = float(np.average(moved, weights=weight))
    return EffectLine(name, world, what, by, unit, mean, float(error), *spread, *shares, len(moved))


def _weighted_quantiles(values: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the QUANTILES of weighted draws, between the middles of neighbours in proportion."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weight[order]) - 0.5 * weight[order]
    return np.interp(QUANTILES, reached / weight.sum(), values[order])
