"""The numbers of a brief, read off a result: effects, curves, endings, what moves, what happens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr

from detente.pipeline.brief_words import decimals_for, percent
from detente.pipeline.effects import (
    ANY_ENDING,
    MONTHS_OF_WAR,
    EffectLine,
    effect_table,
    sorted_nodes,
    synthesis,
)
from detente.pipeline.step import ENDING_PATHS
from detente.pipeline.tally import QUANTILES
from detente.vocabulary import Event

QUANTILE_NAMES = tuple(f"q{round(100 * q):02d}" for q in QUANTILES)
NINETY_TO_SD = 2 * 1.6448536269514722  # width of a normal's 90% interval, in standard deviations
HORIZON = 12  # months: what the lead figure looks at


@dataclass(frozen=True)
class Asked:
    """One thing that a world may change, and the words for it. `scale` turns it into the unit shown."""

    key: str
    what: str
    by: int
    title: str
    unit_label: str
    unit_short: str
    scale: float
    lower_words: str
    higher_words: str
    lower_verb: str
    higher_verb: str


@dataclass(frozen=True)
class Effect:
    """One theory's paired difference in the unit shown; `share` is of draws with the sign of the median."""

    theory: str
    claim: str
    mean: float
    error: float
    median: float
    low50: float
    high50: float
    low90: float
    high90: float
    share: float
    share_words: str


@dataclass(frozen=True)
class Moved:
    """How far a stock is moved under one theory: in its own unit, and in standard deviations over draws."""

    theory: str
    stock: str
    meaning: str
    unit: str
    month: int
    mean: float
    error: float
    standardised: float


@dataclass(frozen=True)
class Happened:
    """How often an event happens under one theory in the reference world, and what the world changes."""

    theory: str
    event: str
    reference: float
    difference: float
    error: float


def horizon_of(tree: xr.DataTree, wanted: int = HORIZON) -> int:
    """Return the kept horizon that is nearest to the wanted one, and not beyond the run."""
    (_, node), *_ = sorted_nodes(tree)
    return int(min(node["horizon"].values, key=lambda h: (abs(int(h) - wanted), h)))


def last_month(tree: xr.DataTree) -> int:
    """Return the last month of a run."""
    return int(tree.attrs["months"])


def questions(tree: xr.DataTree) -> tuple[Asked, ...]:
    """Return the three questions that every brief answers first."""
    by, months = horizon_of(tree), last_month(tree)
    points = ("percentage points", "pp", 100.0)
    within = f"within {by} months"
    return (
        Asked(
            "settlement",
            Event.SETTLEMENT.word,
            by,
            f"Chance of a settlement {within}",
            *points,
            *("settlement less likely", "settlement more likely", "lowers it", "raises it"),
        ),
        Asked(
            "end",
            ANY_ENDING,
            by,
            f"Chance that the war ends {within}, in any way",
            *points,
            *("an end less likely", "an end more likely", "lowers it", "raises it"),
        ),
        Asked(
            "months",
            MONTHS_OF_WAR,
            months,
            f"Expected months of war within {months} months",
            *("months", "months", 1.0),
            *("shorter war", "longer war", "shortens it", "lengthens it"),
        ),
    )


def effects(tree: xr.DataTree, world: str, asked: Asked) -> list[Effect]:
    """Return what a world changes, one row for each theory."""
    claims = {name: str(node.attrs.get("claim", "")) for name, node in sorted_nodes(tree)}
    return [_effect(line, asked, claims) for line in effect_table(tree, world, asked.what, asked.by)]


def together(tree: xr.DataTree, world: str, asked: Asked) -> list[Effect]:
    """Return what a world changes by all theories, each by its weight: one row, or none without weights."""
    line = synthesis(tree, world, asked.what, asked.by)
    return [] if line is None else [_effect(line, asked, {})]


def decimals(rows: Iterable[Effect]) -> int:
    """Return how many decimals these rows are shown with."""
    return decimals_for(value for row in rows for value in (row.low90, row.high90))


def _effect(line: EffectLine, asked: Asked, claims: dict[str, str]) -> Effect:
    error = 0.0 if np.isnan(line.error) else line.error
    numbers = (line.mean, error, line.median, line.low50, line.high50, line.low90, line.high90)
    share, verb = (line.below, asked.lower_verb) if line.median < 0 else (line.above, asked.higher_verb)
    if line.median == 0 and line.below > line.above:
        share, verb = line.below, asked.lower_verb
    words = f"{verb} in {percent(share)} of draws" if line.below or line.above else "changes it in no draw"
    return Effect(line.theory, claims.get(line.theory, ""), *(asked.scale * x for x in numbers), share, words)


def curve(node: xr.Dataset, name: str, world: str) -> np.ndarray:
    """Return the five quantiles of a variable over months, shape (5, month + 1)."""
    values = node[name].sel(world=world, statistic=list(QUANTILE_NAMES)).transpose("statistic", "month")
    return np.asarray(values.values, dtype=np.float64)


def endings(node: xr.Dataset, world: str, month: int) -> dict[str, float]:
    """Return the mean probability of each kind of ending by a month."""
    values = node["ended"].sel(world=world, month=month, statistic="mean")
    return {path: float(values.sel(ending=path)) for path in ENDING_PATHS}


def moved(tree: xr.DataTree, world: str, months: Sequence[int] = (3, HORIZON)) -> list[Moved]:
    """Return how far each watched stock is moved at some months, under each theory.

    Standardised by the spread over draws of the stock itself, in the reference world at that month.
    """
    found: list[Moved] = []
    for theory, node in sorted_nodes(tree):
        place = [str(name) for name in node["world"].values].index(world)
        for name in _stocks(node):
            for month in months:
                found += [replace(one, theory=theory) for one in _moved(node, name, place, month)]
    return found


def _stocks(node: xr.Dataset) -> list[str]:
    names = [str(name).removesuffix("_effect") for name in node.data_vars if str(name).endswith("_effect")]
    return [name for name in names if name not in ("survival", "ended", "share", "count")]


def _moved(node: xr.Dataset, name: str, world: int, month: int) -> Iterable[Moved]:
    # plain arrays, (world, month, ..., statistic): this is asked a thousand times for a brief
    effect, level = node[f"{name}_effect"].variable, node[name].variable
    if month >= effect.shape[1]:
        return
    statistics = [str(word) for word in node["statistic"].values]
    mean_at, error_at, low_at, high_at = (
        statistics.index(word) for word in ("mean", "error", QUANTILE_NAMES[0], QUANTILE_NAMES[-1])
    )
    moved, usual = effect.values[world, month], level.values[0, month]
    labels = [[str(word) for word in node[dim].values] for dim in effect.dims[2:-1]]
    about = (str(level.attrs["long_name"]), str(level.attrs["units"]))
    for where in np.ndindex(moved.shape[:-1]):
        mean, spread = float(moved[where][mean_at]), usual[where][high_at] - usual[where][low_at]
        spread = float(spread) / NINETY_TO_SD
        if np.isfinite(mean) and np.isfinite(spread) and spread > 0:
            path = ".".join([*(words[i] for words, i in zip(labels, where, strict=True)), name])
            error = float(np.nan_to_num(moved[where][error_at]))
            yield Moved("", path, *about, month, mean, error, mean / spread)


def happened(tree: xr.DataTree, world: str) -> list[Happened]:
    """Return the expected number of each event by the last month, where it happens at all."""
    found = []
    for theory, node in sorted_nodes(tree):
        last = node[["count", "count_effect"]].sel(month=last_month(tree))
        usual = last["count"].isel(world=0).sel(statistic="mean").values
        change = last["count_effect"].sel(world=world, statistic=["mean", "error"])
        means, errors = np.asarray(change.transpose("statistic", "event").values, dtype=np.float64)
        for event, number, mean, error in zip(node["event"].values, usual, means, errors, strict=True):
            if max(abs(number), abs(mean)) > 0:
                numbers = (float(number), float(mean), float(np.nan_to_num(error)))
                found.append(Happened(theory, str(event), *numbers))
    return found
