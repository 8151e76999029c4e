"""An outcome: what an ensemble shows, as labelled arrays, one node for each theory.

Dimensions   world, month, draw, side, party, ending, event, horizon, statistic
Variables    `survival`, `ended`, `share`, `count` and every watched stock, summarised over draws;
             the same with `_effect`: the difference from the reference world, same draws, same luck;
             and a few numbers of every draw: `ended_by`, `going_by`, `months_of_war`, `final_share`, `events`
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from detente.pipeline.ensemble import program_of
from detente.pipeline.model import SIDES
from detente.pipeline.question import Question
from detente.pipeline.step import ENDING_PATHS
from detente.pipeline.tally import QUANTILES, Scalars, Summary, horizons
from detente.vocabulary import Theory, title
from detente.vocabulary.war import GROUP_OF, STOCKS

STATISTICS = ("mean", "error", *(f"q{round(100 * q):02d}" for q in QUANTILES))
GROUP_DIMS = {"side": ("side",), "shared": (), "party": ("party",), "tie": ("party", "side")}

ENDINGS_DEFINED = (
    "Endings as the engine defines them: settlement, ceasefire, collapse of a side, fading out. They can be "
    "set beside the UCDP Conflict Termination codes peace agreement, ceasefire agreement, victory of the "
    "other side, and low activity; other codings of the same wars give other shares."
)
DIFFERENCE = "minus the same in the reference world, with the same parameters and the same luck"
STOCK_WEIGHT = (
    "Mean over the lives of a draw, each weighted by the probability that its war is still going{both}; then "
    "over draws, each counting once, that leave the war any chance to be going on"
)


@dataclass(frozen=True)
class Meaning:
    """What one variable is: how it reads, its unit, its definition, and what its averages are weighted by."""

    name: str
    unit: str
    definition: str
    weight: str = "Every life of a draw counts alike, and every draw"

    def attributes(self) -> dict[str, str]:
        """Return what the variable says of itself."""
        return {
            "long_name": self.name,
            "units": self.unit,
            "definition": self.definition,
            "weight": self.weight,
        }


OVER_DRAWS = {
    "survival": (
        (),
        Meaning("Probability that the war is still going", "1", f"Not ended in any way. {ENDINGS_DEFINED}"),
    ),
    "ended": (("ending",), Meaning("Probability of having ended this way", "1", ENDINGS_DEFINED)),
    "share": (
        ("side",),
        Meaning(
            "Expected share of the stake from wars that have ended",
            "1",
            "Share of the stake the side has when the war ends (the terms of a settlement, the ground held "
            "at a ceasefire or fading out, all or nothing after a collapse) times the probability of having "
            "ended",
        ),
    ),
    "count": (
        ("event",),
        Meaning(
            "Expected number of events so far",
            "1",
            "Events that do not end the war, counted while it goes on",
        ),
    ),
}

PER_DRAW = {
    "ended_by": (
        ("world", "horizon", "ending"),
        Meaning("Probability of having ended this way by the horizon", "1", ENDINGS_DEFINED),
    ),
    "going_by": (
        ("world", "horizon"),
        Meaning("Probability that the war is still going at the horizon", "1", ENDINGS_DEFINED),
    ),
    "months_of_war": (
        ("world",),
        Meaning(
            "Expected months of war within the horizon of the run",
            "month",
            "Restricted mean duration: area under the survival curve, by the trapezoid rule on months",
        ),
    ),
    "final_share": (
        ("world", "side"),
        Meaning(
            "Expected share of the stake from wars ended by the last month",
            "1",
            "As `share`, at the last month",
        ),
    ),
    "events": (
        ("world", "event"),
        Meaning("Expected number of events by the last month", "1", "As `count`, at the last month"),
    ),
}

COORDINATES = {
    "world": "World: a scenario with a `do`; the first is the reference that all others are compared with",
    "month": "Months since the scenario begins",
    "side": "Side, by role",
    "party": "Third party, by role",
    "ending": "How the war ended",
    "event": "Event that does not end the war, by who does it and about whom",
    "horizon": "Month at which every draw is looked at",
    "statistic": "Over draws: mean, Monte Carlo error of the mean, and quantiles (q05: 5%) of the first",
}


def coordinates(question: Question) -> dict[str, xr.Variable]:
    """Return the labels of every dimension but `draw`, which counts from 0."""
    labels = {
        "world": [world.name for world in question.worlds],
        "month": np.arange(question.months + 1),
        "side": list(SIDES),
        "party": list(question.scenario.parties),
        "ending": list(ENDING_PATHS),
        "event": list(program_of(question).events),
        "horizon": list(horizons(question.months)),
        "statistic": list(STATISTICS),
    }
    units = {"month": {"units": "month"}, "horizon": {"units": "month"}}
    return {
        name: xr.Variable(name, _labels(values), {"long_name": COORDINATES[name], **units.get(name, {})})
        for name, values in labels.items()
        if len(values)
    }


def summarised(question: Question, theory: Theory, summary: Summary) -> xr.Dataset:
    """Return everything about one theory that is summarised over draws."""
    cubes = {name: _cube(summary, name) for name in summary.moments}
    variables = {}
    for name, (dims, meaning) in OVER_DRAWS.items():
        effect = Meaning(f"Difference: {meaning.name}", meaning.unit, f"{meaning.definition}; {DIFFERENCE}")
        variables[name] = _variable(cubes[name], dims, meaning)
        variables[f"{name}_effect"] = _variable(cubes[f"{name}_effect"], dims, effect)
    for stock in dict.fromkeys(path.rsplit(".", 1)[-1] for path in question.watch):
        level, effect = _stock_meanings(stock)
        variables[stock] = _stock(question, stock, cubes["level"], level)
        variables[f"{stock}_effect"] = _stock(question, stock, cubes["effect"], effect)
    about_it = {
        "theory": theory.name,
        "claim": theory.claim,
        "causes": sorted(title(c) for c in theory.causes),
    }
    return xr.Dataset(variables, coordinates(question), about_it)


def by_draw(question: Question, scalars: Scalars) -> xr.Dataset:
    """Return numbers kept of every draw, for all draws or for some in a row."""
    variables = {
        name: xr.Variable((*dims, "draw"), scalars[name], meaning.attributes())
        for name, (dims, meaning) in PER_DRAW.items()
    }
    return xr.Dataset(variables, {n: x for n, x in coordinates(question).items() if _used(n)})


def joined(nodes: Mapping[str, xr.Dataset], provenance: Mapping[str, Any]) -> xr.DataTree:
    """Return the tree of all theories, with its provenance."""
    tree = xr.DataTree.from_dict({f"/{name}": node for name, node in nodes.items()})
    tree.attrs = dict(provenance)
    return tree


def _used(dim: str) -> bool:
    return any(dim in dims for dims, _ in PER_DRAW.values())


def _labels(values: Any) -> np.ndarray:
    return np.asarray(values, dtype=np.str_ if isinstance(values[0], str) else np.int64)


def _cube(summary: Summary, name: str) -> np.ndarray:
    """Return all statistics of one record: (world, month, item, statistic)."""
    moments = summary.moments[name]
    parts = [moments.mean[..., None], moments.error[..., None], summary.quantiles[name]]
    return np.concatenate(parts, axis=-1).transpose(2, 0, 1, 3)


def _variable(cube: np.ndarray, dims: tuple[str, ...], meaning: Meaning) -> xr.Variable:
    values = cube if dims else cube[:, :, 0]
    return xr.Variable(("world", "month", *dims, "statistic"), values, meaning.attributes())


def _stock_meanings(stock: str) -> tuple[Meaning, Meaning]:
    entry = STOCKS[stock]
    level = Meaning(
        entry.meaning, entry.unit, "Level of the stock in the war that goes on", STOCK_WEIGHT.format(both="")
    )
    both = STOCK_WEIGHT.format(both=" in both worlds")
    effect = Meaning(f"Difference: {entry.meaning}", entry.unit, f"Level of the stock {DIFFERENCE}", both)
    return level, effect


def _stock(question: Question, stock: str, cube: np.ndarray, meaning: Meaning) -> xr.Variable:
    """Return one stock's paths as one variable; what was not watched is not a number."""
    dims = GROUP_DIMS[GROUP_OF[stock]]
    labels = {"side": SIDES, "party": question.scenario.parties}
    sizes = [len(labels[dim]) for dim in dims]
    values = np.full((*cube.shape[:2], *sizes, cube.shape[-1]), np.nan)
    for item, path in enumerate(question.watch):
        *where, name = path.split(".")
        if name == stock:
            at = tuple(labels[dim].index(word) for dim, word in zip(dims, where, strict=True))
            values[(slice(None), slice(None), *at)] = cube[:, :, item]
    return xr.Variable(("world", "month", *dims, "statistic"), values, meaning.attributes())
