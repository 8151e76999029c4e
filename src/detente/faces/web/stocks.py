"""One stock over time in one world under one theory, or what a world changes about it: figure and numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.pipeline.brief_names import called
from detente.pipeline.brief_words import amount, heading, plain_unit
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean

if TYPE_CHECKING:
    import xarray as xr

    from detente.faces.page.figures import Fan
    from detente.pipeline.brief_tree import Table

MINUS = "difference: "  # begins the name of what a world changes, as a world is chosen
NOT_STOCKS = ("survival", "ended", "share", "count")
FINITE = 2  # months that a fan needs
WIDE, NARROW = 620.0, 350.0  # px of the figure
FIRST = "A.trust"  # what is shown until something else is chosen
DIGITS = 6  # that a level is good for: what differs by less is the rounding of 32-bit numbers


@dataclass(frozen=True)
class Choice:
    """What is shown: the path of a stock (`B.trust`), a theory, and a world, or MINUS and a world."""

    what: str
    theory: str
    world: str


@dataclass(frozen=True)
class Choices:
    """What there is to choose from, each as (value, words); stocks under the name that they share."""

    stocks: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    theories: tuple[tuple[str, str], ...]
    worlds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Course:
    """A stock over the months in which there is a war to have it.

    fan      months, and quantiles of shape (5, months)
    mean     of shape (months,);  error  its Monte Carlo error
    meaning  what the stock is;  weight  what its averages are weighted by
    """

    title: str
    unit: str
    meaning: str
    weight: str
    fan: "Fan"
    mean: np.ndarray
    error: np.ndarray


def choices(tree: "xr.DataTree", labels: Mapping[str, str]) -> Choices:
    """Return what can be shown of a run: every stock that it watched, of sides and third parties."""
    names = [name for name in tree.attrs["theories"] if name in tree.children]
    worlds = [str(name) for name in tree.attrs["worlds"]]
    stocks: dict[str, list[tuple[str, str]]] = {}
    for path in paths(tree.children[names[0]].to_dataset()):
        stocks.setdefault(called(path.rsplit(".", 1)[-1], {}), []).append((path, called(path, labels)))
    differences = [(f"{MINUS}{w}", f"Difference: “{w}” minus “{worlds[0]}”") for w in worlds[1:]]
    return Choices(
        tuple((name, tuple(those)) for name, those in sorted(stocks.items())),
        tuple((name, heading(name)) for name in names),
        (*((name, name) for name in worlds), *differences),
    )


def paths(node: "xr.Dataset") -> Iterator[str]:
    """Yield the path of every stock that was watched."""
    for name in map(str, node.data_vars):
        if f"{name}_effect" not in node.data_vars or name in NOT_STOCKS:
            continue
        values = node[name].variable
        labels = [[str(word) for word in node[dim].values] for dim in values.dims[2:-1]]
        for where in np.ndindex(values.shape[2:-1]):
            if np.isfinite(values.values[(0, 0, *where)]).any():
                yield ".".join([*(words[i] for words, i in zip(labels, where, strict=True)), name])


def chosen(known: Choices, what: str, theory: str, world: str) -> Choice:
    """Return what is to be shown; what is left empty is FIRST, the first theory, the second world.

    Raises:
        InvalidInput: with everything that is not there to be chosen.
    """
    stocks = [path for _, those in known.stocks for path, _ in those]
    theories, worlds = ([value for value, _ in some] for some in (known.theories, known.worlds))
    usual = FIRST if FIRST in stocks else stocks[0]
    picked = Choice(what or usual, theory or theories[0], world or worlds[min(1, len(worlds) - 1)])
    problems = [
        Problem(kind, 0, 0, f"there is no {kind} {given[:80]!r} in this run", "it shows what it holds", fix)
        for kind, given, there in (
            ("stock", picked.what, stocks),
            ("theory", picked.theory, theories),
            ("world", picked.world, worlds),
        )
        if given not in there
        for fix in (did_you_mean(given[:80], there),)
    ]
    if problems:
        raise InvalidInput(problems)
    return picked


def course(tree: "xr.DataTree", choice: Choice, labels: Mapping[str, str]) -> Course | None:
    """Return the course of what was chosen; None where no war goes on for long enough to have one."""
    from detente.faces.page.figures import Fan
    from detente.pipeline.brief_numbers import QUANTILE_NAMES

    *holders, stock = choice.what.split(".")
    name = f"{stock}_effect" if choice.world.startswith(MINUS) else stock
    values = tree.children[choice.theory].to_dataset()[name].sel(world=choice.world.removeprefix(MINUS))
    values = values.sel(dict(zip([str(dim) for dim in values.dims[1:-1]], holders, strict=True)))
    table = {str(word): values.sel(statistic=word).values for word in values["statistic"].values}
    quantiles = _rounded(np.stack([table[word] for word in QUANTILE_NAMES]))
    there = np.isfinite(quantiles).all(0)
    if there.sum() < FINITE:
        return None
    return Course(
        called(choice.what, labels),
        plain_unit(str(values.attrs["units"])),
        str(values.attrs["long_name"]).removeprefix("Difference: "),
        str(values.attrs["weight"]),
        Fan(values["month"].values[there], quantiles[:, there]),
        table["mean"][there],
        table["error"][there],
    )


def _rounded(values: np.ndarray) -> np.ndarray:
    largest = float(np.nanmax(np.abs(values), initial=0.0))
    return values if largest == 0 else np.round(values, DIGITS - 1 - int(np.floor(np.log10(largest))))


def telling(tree: "xr.DataTree", known: Choices, what: str) -> str:
    """Return the theory under which what is done moves a stock most, or the first where it moves it nowhere.

    Of theories that is the one whose course is worth a first look: under others it may not move at all.
    """
    path = what or FIRST
    if path not in {name for _, those in known.stocks for name, _ in those}:
        return known.theories[0][0]
    *holders, stock = path.split(".")
    sizes = {}
    for theory, _ in known.theories:
        values = tree.children[theory].to_dataset()[f"{stock}_effect"].sel(statistic="mean")
        there = values.sel(dict(zip([str(dim) for dim in values.dims[2:]], holders, strict=True)))
        sizes[theory] = float(np.nanmax(np.abs(there.values), initial=0.0))
    return max(sizes, key=lambda theory: sizes[theory])


def drawn(found: Course, choice: Choice, act: float | None, narrow: bool = False) -> str:
    """Return the course as SVG text; `narrow` for a telephone, whose width would make small letters of it."""
    from detente.faces.page.figures import TimeAxis, fan_figure

    return fan_figure(
        found.fan,
        identifier="stock-narrow" if narrow else "stock",
        title=f"{found.title}: {heading(choice.theory)}, {choice.world}",
        unit_label=found.unit or "level, without a unit",
        axis=TimeAxis(act),
        width=NARROW if narrow else WIDE,
    )


def tabled(found: Course, choice: Choice) -> "Table":
    """Return the numbers that are drawn, month by month."""
    from detente.pipeline.brief_tree import Table

    months, values = found.fan.arrays
    rows = tuple(
        (f"{month:g}", *(amount(x) for x in column), f"{amount(mean)} ± {amount(error, 2)}")
        for month, column, mean, error in zip(
            months, values.T.tolist(), found.mean.tolist(), np.nan_to_num(found.error).tolist(), strict=True
        )
    )
    headers = ("Month", "5%", "25%", "Median", "75%", "95%", "Mean ± Monte Carlo error")
    unit = f", {found.unit}" if found.unit else ""
    caption = f"{found.title}{unit}: {heading(choice.theory)}, {choice.world}"
    return Table(headers, rows, ("left", *("right" for _ in headers[1:])), caption)  # type: ignore[arg-type]
