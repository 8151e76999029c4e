"""A brief: what a run shows, rests on and cannot show, as a tree of words, tables and figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import xarray as xr

from detente.pipeline import brief_grounds as grounds
from detente.pipeline import brief_moves as moves
from detente.pipeline import brief_results as results
from detente.pipeline.brief_beliefs import Work
from detente.pipeline.brief_graph import graph_section
from detente.pipeline.brief_numbers import Asked, Effect
from detente.pipeline.brief_posteriors import beliefs_section
from detente.pipeline.brief_tree import Brief, Figure, Prose, Section, Text
from detente.pipeline.brief_words import count
from detente.pipeline.causal_graph import Sign
from detente.pipeline.causal_nodes import Chart
from detente.pipeline.scenario import Scenario
from detente.vocabulary import Theory

type Signs = Mapping[tuple[str, str], Sign]
type Curves = Sequence[tuple[str, np.ndarray]]  # theory, quantiles (5, month + 1)


MOTTO = "A verdict says what theories imply. It does not say what is true."


class Pictures(Protocol):
    """Whoever draws the figures. The flow knows numbers; a face knows how they look."""

    def effects(self, key: str, asked: Asked, rows: Sequence[Effect], leads: bool) -> Figure:
        """Draw the paired difference of each theory; the figure that `leads` must suit any page."""
        ...

    def survival(self, act: float | None, reference: tuple[str, Curves], other: tuple[str, Curves]) -> Figure:
        """Draw the chance that the war goes on, in two worlds, one panel a theory."""
        ...

    def difference(self, act: float | None, curves: Curves) -> Figure:
        """Draw the paired difference in percentage points over months, one panel a theory."""
        ...

    def endings(self, key: str, rows: Sequence[tuple[str, Mapping[str, float]]]) -> Figure:
        """Draw how wars end, one bar a theory."""
        ...

    def graph(self, chart: Chart, signs: Signs) -> Figure:
        """Draw a causal graph."""
        ...


@dataclass(frozen=True)
class Materials:
    """All that a brief is made of.

    tree      the result
    entries   cause -> its encyclopedia entry
    works     the bibliography
    version   of detente
    command   the command line that makes the same result again
    identity  the run's own name, where it has one
    """

    tree: xr.DataTree
    scenario: Scenario
    theories: tuple[Theory, ...]
    entries: Mapping[str, str]
    works: Mapping[str, Work]
    version: str
    command: str
    identity: str = ""

    @property
    def worlds(self) -> tuple[str, ...]:
        """Return the names of the worlds; the first is the reference."""
        return tuple(self.tree.attrs["worlds"])

    @property
    def act(self) -> str:
        """Return the event path of the act in question, or empty."""
        return next((h.event for h in self.scenario.happens if h.act), "")

    @property
    def act_month(self) -> float | None:
        """Return the month of the act in question."""
        return next((h.month for h in self.scenario.happens if h.act), None)


def brief(materials: Materials, pictures: Pictures) -> Brief:
    """Return the brief of a run."""
    sections = list(_compared(materials, pictures))
    sections += [
        graph_section(materials, pictures),
        beliefs_section(materials),
        grounds.numbers_section(materials),
        grounds.starts_section(materials),
        grounds.reading_section(materials),
        grounds.sources_section(materials),
        grounds.provenance_section(materials),
    ]
    return Brief(
        title=materials.scenario.title,
        subtitle=materials.scenario.says,
        meta=_meta(materials),
        sections=tuple(sections),
        footer=f"Made by detente {materials.version}. {MOTTO}",
    )


def _compared(materials: Materials, pictures: Pictures) -> tuple[Section, ...]:
    if len(materials.worlds) == 1:
        return (results.only_world_section(materials, pictures),)
    first, *others = materials.worlds[1:]
    return (
        results.effect_section(materials, pictures, first, 0),
        results.survival_section(materials, pictures, first),
        results.months_section(materials, pictures, first),
        results.endings_section(materials, pictures, first),
        moves.moved_section(materials, first),
        moves.events_section(materials, first),
        *(results.effect_section(materials, pictures, world, 1 + i) for i, world in enumerate(others)),
    )


def _meta(materials: Materials) -> tuple[tuple[str, Prose], ...]:
    told = materials.tree.attrs
    rows: list[tuple[str, Prose]] = [
        ("Scenario", (Text(materials.scenario.name, "code"),)),
        ("Theories", str(len(materials.theories))),
        ("Draws", f"{told['draws']:,} of each theory"),
        ("Lives", f"{told['lives']} a draw"),
        ("Horizon", count(int(told["months"]), "month")),
        ("Seed", str(told["seed"])),
        ("Speak by", _believed(materials)),
    ]
    if materials.identity:
        rows.append(("Run", (Text(materials.identity, "code"),)))
    return tuple(rows)


def _believed(materials: Materials) -> str:
    fitted = [theory.posterior for theory in materials.theories if theory.posterior]
    return f"posteriors, {fitted[0].wars} wars ({fitted[0].record})" if fitted else "priors"
