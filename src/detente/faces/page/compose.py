"""The figures of a brief, drawn from its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from detente.faces.page.figures import (
    Edge,
    EffectRow,
    Fan,
    FanPanel,
    Node,
    ShareRow,
    SurvivalPanel,
    TimeAxis,
    WorldFan,
    bars_figure,
    difference_panels,
    effect_figure,
    graph_figure,
    survival_panels,
)
from detente.pipeline.brief import Curves, Signs
from detente.pipeline.brief_names import ending
from detente.pipeline.brief_numbers import Asked, Effect, decimals
from detente.pipeline.brief_tree import Figure
from detente.pipeline.brief_words import heading
from detente.pipeline.causal_nodes import Chart
from detente.pipeline.step import ENDING_PATHS

POINTS = 16  # points a curve keeps: a brief must stay small


@dataclass(frozen=True)
class Drawings:
    """Draws a brief's figures; `labels` names the sides for the kinds of ending."""

    labels: Mapping[str, str] = field(default_factory=dict)

    def effects(self, key: str, asked: Asked, rows: Sequence[Effect], leads: bool) -> Figure:
        """Draw the paired difference of each theory; the figure that leads also for a narrow page."""
        draw = partial(
            effect_figure,
            [_row(row) for row in rows],
            title=f"{asked.title}: paired difference per theory",
            left_words=asked.lower_words,
            right_words=asked.higher_words,
            unit_label=asked.unit_label,
            unit_short=asked.unit_short,
            decimals=decimals(rows),
        )
        wide = draw(identifier=f"{key}-wide")
        narrow = draw(identifier=f"{key}-narrow", compact=True) if leads else ""
        caption = (
            f"{asked.title}. Dot: median over draws. Thick bar: half of the draws; thin bar: nine in ten."
        )
        return Figure(wide, caption, narrow)

    def survival(self, act: float | None, reference: tuple[str, Curves], other: tuple[str, Curves]) -> Figure:
        """Draw the chance that the war goes on: one panel a theory, two worlds in each."""
        panels = [
            SurvivalPanel(name, (WorldFan(other[0], _fan(there)), WorldFan(reference[0], _fan(here))))
            for (name, here), (_, there) in zip(reference[1], other[1], strict=True)
        ]
        title = "Probability that the war goes on"
        figure = survival_panels(panels, identifier="survival", title=title, axis=_axis(act))
        return Figure(figure, "Median, 50% and 90% of draws.")

    def difference(self, act: float | None, curves: Curves) -> Figure:
        """Draw the paired difference over months, one panel a theory."""
        panels = [FanPanel(name, _fan(values)) for name, values in curves]
        title = "Difference in the probability that the war goes on"
        figure = difference_panels(panels, identifier="months", title=title, unit_short="pp", axis=_axis(act))
        return Figure(
            figure, "Median, 50% and 90% of draws, in percentage points. All panels share one scale."
        )

    def endings(self, key: str, rows: Sequence[tuple[str, Mapping[str, float]]]) -> Figure:
        """Draw how wars end, one bar a theory."""
        data = [
            ShareRow(name, tuple(max(0.0, shares[path]) for path in ENDING_PATHS)) for name, shares in rows
        ]
        names = [ending(path, self.labels) for path in ENDING_PATHS]
        figure = bars_figure(
            data, names, identifier=key, title="How the war ends", rest_words="still going on"
        )
        caption = "Endings as the engine defines them; other codings of the same wars give other shares."
        return Figure(figure, caption)

    def graph(self, chart: Chart, signs: Signs) -> Figure:
        """Draw a causal graph of the words that have a link, at their own places."""
        used = {key for pair in signs for key in pair}
        nodes = [Node(w.key, w.label, w.kind, w.x, w.y) for w in chart.words if w.key in used]
        edges = [Edge(source, target, sign) for (source, target), sign in signs.items()]
        figure = graph_figure(nodes, edges, identifier=f"graph-{chart.key}", title=chart.title)
        return Figure(
            figure, f"{chart.title}: the main words. The table below lists every link with its sign in words."
        )


def _row(row: Effect) -> EffectRow:
    spread = (row.median, row.low50, row.high50, row.low90, row.high90)
    return EffectRow(heading(row.theory), "", *spread, row.share, row.share_words)


def _fan(values: np.ndarray) -> Fan:
    return Fan(np.arange(values.shape[1]), values)


def _axis(act: float | None) -> TimeAxis:
    return TimeAxis(act_month=act, points=POINTS)
