"""Two runs side by side: what each says of the act under each theory, on one scale, and where they differ."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from detente.faces.page.compose import POINTS
from detente.faces.page.figures import (
    EffectRow,
    Fan,
    SurvivalPanel,
    TimeAxis,
    WorldFan,
    effect_figure,
    survival_panels,
)
from detente.faces.runs import TABLE
from detente.faces.web.differing import fields_that_differ, question_that_differs
from detente.faces.web.parts import Parts
from detente.faces.web.stored import manifest_of, results_of
from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_numbers import Asked
from detente.pipeline.brief_tree import Block, Details, Figure, Note, Paragraph, Section, Table
from detente.pipeline.brief_words import between, decimals_for, heading, percent, signed
from detente.pipeline.effects import sorted_nodes
from detente.vocabulary.errors import BrokenStore

NAMES = ("first", "second")
MANY = 40  # fields that differ, above which their table is to be opened
RIGHT: tuple = ("right", "right", "right")

type Line = tuple[str, str, Mapping[str, float]]  # theory, which run, its numbers in the unit shown


@dataclass(frozen=True)
class Stored:
    """One of two runs: where it lies, what its page is made of, and which of its other worlds is looked at.

    chosen  name of that world; "" for the first of them
    """

    folder: Path
    parts: Parts
    chosen: str = ""

    @property
    def worlds(self) -> list[str]:
        """Return the names of its worlds; the first is the one that the second is compared with."""
        return [str(name) for name in self.provenance["worlds"]]

    @property
    def world(self) -> str:
        """Return the world that is looked at: the only one there is, where there is no other."""
        return self.chosen or self.worlds[min(1, len(self.worlds) - 1)]

    @property
    def provenance(self) -> Mapping[str, Any]:
        """Return what it was asked."""
        return manifest_of(self.folder).provenance


def sections(pair: Sequence[Stored]) -> list[Section]:
    """Return what a page shows of two runs.

    Raises:
        BrokenStore: one of them has no results, or no table of its effects.
    """
    return [_effects(pair), _survival(pair), _differences(pair)]


def _effects(pair: Sequence[Stored]) -> Section:
    title = "What the act changes, all else equal"
    if any(len(one.worlds) < 2 for one in pair):
        words = "One of these runs has one world only: there is nothing that an act changes in it."
        return Section("effect", title, "", (Note("note", words),))
    asked = [numbers.questions(results_of(one.folder)) for one in pair]
    lead = "; ".join(
        f"{name} run: “{one.world}” minus “{one.worlds[0]}”" for name, one in zip(NAMES, pair, strict=True)
    )
    blocks: list[Block] = []
    for number, both in enumerate(zip(*asked, strict=True)):
        made = _one_effect(pair, both, number == 0)
        blocks += made if number == 0 else [Details(both[0].title, made)]
    return Section(
        "effect", title, f"Paired differences on one scale. {lead[:1].upper()}{lead[1:]}.", tuple(blocks)
    )


def _one_effect(pair: Sequence[Stored], asked: tuple[Asked, ...], leads: bool) -> tuple[Block, ...]:
    """Return figure and table of one question, and a caution where the two were asked of other months."""
    lines = effect_lines(pair, asked)
    first, second = asked
    blocks: list[Block] = [_effect_figure(lines, first, leads), _effect_table(lines, first)]
    if first.by != second.by:
        words = (
            f"The first run looks at {first.by} months and the second at {second.by}: "
            "part of what differs is due to that."
        )
        blocks.insert(0, Note("caution", words))
    blocks[-1] = Details("Numbers as a table", (blocks[-1],))
    return tuple(blocks)


def effect_lines(pair: Sequence[Stored], asked: Sequence[Asked]) -> list[Line]:
    """Return the numbers of both runs, theory by theory, the first run's first."""
    found: dict[str, list[Line]] = {}
    for name, one, ask in zip(NAMES, pair, asked, strict=True):
        for row in _table(one.folder):
            if row["what"] == ask.what and row["world"] == one.world:
                scaled = {key: ask.scale * float(row[key]) for key in ("median", *_SPREAD)}
                shares = {key: float(row[key]) for key in ("below", "above")}
                found.setdefault(row["theory"], []).append((row["theory"], name, scaled | shares))
    return [line for lines in found.values() for line in lines]


_SPREAD = ("low50", "high50", "low90", "high90")


def _table(folder: Path) -> list[dict[str, str]]:
    try:
        with (folder / TABLE).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError as why:
        raise BrokenStore("a run lacks the table of its effects; write its pages again") from why


def _effect_figure(lines: Sequence[Line], asked: Asked, leads: bool) -> Figure:
    rows = [
        EffectRow(heading(theory), f"{name} run", x["median"], *(x[key] for key in _SPREAD), *_sign(x, asked))
        for theory, name, x in lines
    ]

    def draw(identifier: str, compact: bool = False) -> str:
        return effect_figure(
            rows,
            identifier=identifier,
            title=f"{asked.title}: paired difference per theory in two runs",
            left_words=asked.lower_words,
            right_words=asked.higher_words,
            unit_label=asked.unit_label,
            unit_short=asked.unit_short,
            decimals=_decimals(lines),
            compact=compact,
        )

    narrow = draw(f"both-{asked.key}-narrow", compact=True) if leads else ""
    caption = f"{asked.title}. Dot: median over draws. Thick bar: half of the draws; thin bar: nine in ten."
    return Figure(draw(f"both-{asked.key}"), caption, narrow)


def _effect_table(lines: Sequence[Line], asked: Asked) -> Table:
    places = _decimals(lines)
    rows = tuple(
        (
            heading(theory),
            name,
            signed(x["median"], places),
            between(x["low50"], x["high50"], places),
            between(x["low90"], x["high90"], places),
            _sign(x, asked)[1],
        )
        for theory, name, x in lines
    )
    headers = ("Theory", "Run", f"Median, {asked.unit_short}", "50% of draws", "90% of draws", "Sign")
    return Table(headers, rows, ("left", "left", *RIGHT, "left"), f"{asked.title}: paired difference")


def _sign(x: Mapping[str, float], asked: Asked) -> tuple[float, str]:
    """Return the share of draws with the sign of the median, and the words for it."""
    lower = x["median"] < 0 or (x["median"] == 0 and x["below"] > x["above"])
    share, verb = (x["below"], asked.lower_verb) if lower else (x["above"], asked.higher_verb)
    none = not (x["below"] or x["above"])
    return share, "changes it in no draw" if none else f"{verb} in {percent(share)} of draws"


def _decimals(lines: Sequence[Line]) -> int:
    return decimals_for(x[key] for _, _, x in lines for key in ("low90", "high90"))


def _survival(pair: Sequence[Stored]) -> Section:
    title = "How long the war goes on"
    worlds = [one.world for one in pair]
    fans = survival_fans(pair)
    if not fans:
        return Section("survival", title, "", (Paragraph("The two runs have no theory in common."),))
    panels = [
        SurvivalPanel(
            heading(theory), tuple(WorldFan(name, fan) for of, name, _, fan in fans if of == theory)
        )
        for theory in dict.fromkeys(theory for theory, *_ in fans)
    ]
    rows = [(heading(theory), name, *line) for theory, name, _, fan in fans for line in _course(fan)]
    lead = (
        f"The chance that the war still goes on, in the world “{worlds[0]}” of the first run and in "
        f"“{worlds[1]}” of the second."
    )
    figure = survival_panels(panels, identifier="both-survival", title=title, axis=TimeAxis(points=POINTS))
    headers = ("Theory", "Run", "Month", "Median", "50% of draws", "90% of draws")
    table = Table(headers, tuple(rows), ("left", "left", "right", *RIGHT), "Probability that the war goes on")
    details = Details("Numbers as a table", (table,))
    return Section("survival", title, lead, (Figure(figure, "Median, 50% and 90% of draws."), details))


def survival_fans(pair: Sequence[Stored]) -> list[tuple[str, str, str, Fan]]:
    """Return the chance that the war goes on: theory, which run, its world, and the course of it.

    Of theories that both runs have, over months that both look at.
    """
    worlds = [one.world for one in pair]
    nodes = [dict(sorted_nodes(results_of(one.folder))) for one in pair]
    months = np.arange(min(int(one.provenance["months"]) for one in pair) + 1)
    return [
        (theory, name, world, Fan(months, numbers.curve(node[theory], "survival", world)[:, : months.size]))
        for theory in nodes[0]
        if theory in nodes[1]
        for name, node, world in zip(NAMES, nodes, worlds, strict=True)
    ]


def _course(fan: Fan) -> list[tuple[str, ...]]:
    months, values = fan.thinned(POINTS).arrays
    return [
        (f"{month:g}", f"{x[2]:.1f}%", f"{x[1]:.1f}% to {x[3]:.1f}%", f"{x[0]:.1f}% to {x[4]:.1f}%")
        for month, x in zip(months.tolist(), (100 * values).T.tolist(), strict=True)
    ]


def _differences(pair: Sequence[Stored]) -> Section:
    asked = question_that_differs(*(one.provenance for one in pair))
    fields = fields_that_differ(*(manifest_of(one.folder).scenario_text for one in pair))
    blocks: list[Block] = []
    for caption, rows in (("What was asked", asked), ("Fields of the scenario", fields)):
        if not rows:
            blocks.append(Paragraph(f"{caption}: the same in both."))
            continue
        table = Table(("What", "First run", "Second run"), tuple(rows), (), caption)
        blocks.append(Details(f"{caption}: {len(rows)} differ", (table,)) if len(rows) > MANY else table)
    lead = "All that is not listed is the same in both."
    return Section("question", "What differs in their questions", lead, tuple(blocks))
