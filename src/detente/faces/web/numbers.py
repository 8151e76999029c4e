"""What a run's page has beyond its brief: the numbers behind its curves, and the terms on which wars end."""

from collections.abc import Sequence

import numpy as np

from detente.faces.page.compose import POINTS, Drawings
from detente.faces.page.figures import (
    Fan,
    FanPanel,
    SurvivalPanel,
    TimeAxis,
    WorldFan,
    difference_figure,
    survival_figure,
)
from detente.faces.runs import Answer
from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_names import ending
from detente.pipeline.brief_numbers import Asked, Effect
from detente.pipeline.brief_tree import Block, Details, Section, Table
from detente.pipeline.brief_words import between, count, heading, percent, signed
from detente.pipeline.effects import sorted_nodes
from detente.pipeline.model import SIDES
from detente.pipeline.step import ENDING_PATHS

CURVE = ("Median", "50% of draws", "90% of draws")
RIGHT: tuple = ("right", "right", "right")


def survival_table(found: Answer) -> Table:
    """Return the chance that the war goes on, in the two worlds and at the months that the figure draws."""
    rows = [
        (heading(theory), world, *line)
        for theory, node in sorted_nodes(found.results)
        for world in found.worlds[:2]
        for line in _lines(numbers.curve(node, "survival", world), _share, " to ")
    ]
    headers = ("Theory", "World", "Month", *CURVE)
    return Table(headers, tuple(rows), ("left", "left", "right", *RIGHT), "Probability that the war goes on")


def months_table(found: Answer) -> Table:
    """Return the paired difference in that chance, at the months that the figure draws."""
    rows = [
        (heading(theory), *line)
        for theory, node in sorted_nodes(found.results)
        for line in _lines(100 * numbers.curve(node, "survival_effect", found.worlds[1]), signed, " to ")
    ]
    caption = f"World “{found.worlds[1]}” minus “{found.worlds[0]}”, percentage points"
    return Table(("Theory", "Month", *CURVE), tuple(rows), ("left", "right", *RIGHT), caption)


def endings_table(found: Answer) -> Table:
    """Return how wars end in the only world of a run."""
    month = numbers.last_month(found.results)
    names = [ending(path, found.scenario.labels) for path in ENDING_PATHS]
    rows = []
    for theory, node in sorted_nodes(found.results):
        shares = numbers.endings(node, found.worlds[0], month)
        rest = max(0.0, 1 - sum(shares.values()))
        rows.append((heading(theory), *(percent(shares[path]) for path in ENDING_PATHS), percent(rest)))
    headers = ("Theory", *(name[:1].upper() + name[1:] for name in names), "Still going on")
    align = ("left", *("right" for _ in headers[1:]))
    return Table(headers, tuple(rows), align, f"Within {count(month, 'month')}")  # type: ignore[arg-type]


def posters(found: Answer) -> dict[str, str]:
    """Return the figures that a page draws in panels, each as one picture: by name, SVG text."""
    axis = TimeAxis(next((h.month for h in found.scenario.happens if h.act), None), points=POINTS)
    nodes = [(heading(theory), node) for theory, node in sorted_nodes(found.results)]
    here, there = found.worlds[:2]

    def fan(node, name: str, world: str, scale: float = 1.0) -> Fan:  # noqa: ANN001 - a node of the result
        values = scale * numbers.curve(node, name, world)
        return Fan(np.arange(values.shape[1]), values)

    going = [
        SurvivalPanel(name, tuple(WorldFan(w, fan(node, "survival", w)) for w in (there, here)))
        for name, node in nodes
    ]
    moved = [FanPanel(name, fan(node, "survival_effect", there, 100.0)) for name, node in nodes]
    title = "Probability that the war goes on"
    difference = "Difference in the probability that the war goes on"
    return {
        "survival": survival_figure(going, identifier="survival", title=title, axis=axis),
        "months": difference_figure(moved, identifier="months", title=difference, unit_short="pp", axis=axis),
    }


def terms_section(found: Answer, pictures: Drawings) -> Section:
    """Show what each side has when the war is over, and what the act changes about it."""
    lead = (
        "What a side has when the war is over: its share of the stake by a settlement, the ground it holds "
        "at a ceasefire or where the war fades out, all or nothing after a collapse. A war that goes on "
        "counts as nothing for either side, so that a likelier end alone raises both; the table at the end "
        "of this section looks only at wars that have ended."
    )
    blocks: list[Block] = []
    for side in SIDES:
        asked = _share_asked(found, side)
        rows = numbers.effects(found.results, found.worlds[1], asked)
        rows += numbers.together(found.results, found.worlds[1], asked)
        table = _effects_table(asked, rows)
        blocks += [pictures.effects(asked.key, asked, rows, True), Details("Numbers as a table", (table,))]
    return Section("terms", "The terms on which it ends", lead, (*blocks, _terms_table(found)))


def _share_asked(found: Answer, side: str) -> Asked:
    name, months = _name(found, side), numbers.last_month(found.results)
    return Asked(
        f"terms-{side.lower()}",
        f"{side}.share",
        months,
        f"Share of the stake that {name} has from wars ended within {count(months, 'month')}",
        *("percentage points of the stake", "pp", 100.0),
        *(f"less for {name}", f"more for {name}", "lowers it", "raises it"),
    )


def _terms_table(found: Answer) -> Table:
    month = numbers.last_month(found.results)
    rows = []
    for theory, node in sorted_nodes(found.results):
        last = node.sel(month=month, statistic="mean")
        cells = []
        for side in SIDES:
            for world in found.worlds[:2]:
                ended = 1 - float(last["survival"].sel(world=world))
                share = float(last["share"].sel(world=world, side=side))
                cells.append(_share(min(1.0, share / ended)) if ended > 0 else "none ended")
        rows.append((heading(theory), *cells))
    headers = ("Theory", *(f"{_name(found, s)}, “{w}”" for s in SIDES for w in found.worlds[:2]))
    caption = f"Mean share of the stake in wars that ended within {count(month, 'month')}"
    align = ("left", *("right" for _ in headers[1:]))
    return Table(headers, tuple(rows), align, caption)  # type: ignore[arg-type]


def _effects_table(asked: Asked, rows: Sequence[Effect]) -> Table:
    places = numbers.decimals(rows)
    body = tuple(
        (
            heading(row.theory),
            signed(row.median, places),
            between(row.low50, row.high50, places),
            between(row.low90, row.high90, places),
            row.share_words,
        )
        for row in rows
    )
    headers = ("Theory", f"Median, {asked.unit_short}", "50% of draws", "90% of draws", "Sign")
    return Table(headers, body, ("left", *RIGHT, "left"), f"{asked.title}: paired difference")


def _name(found: Answer, side: str) -> str:
    return found.scenario.labels.get(side, f"side {side}")


def _lines(values: np.ndarray, written, to: str) -> list[tuple[str, ...]]:  # noqa: ANN001 - float to words
    """Return month, median, 50% and 90% of a curve at the months that are drawn."""
    months, thin = Fan(np.arange(values.shape[1]), values).thinned(POINTS).arrays
    return [
        (
            f"{month:g}",
            written(mid),
            f"{written(low)}{to}{written(high)}",
            f"{written(least)}{to}{written(most)}",
        )
        for month, (least, low, mid, high, most) in zip(months.tolist(), thin.T.tolist(), strict=True)
    ]


def _share(value: float) -> str:
    return f"{100 * value:.1f}%"
