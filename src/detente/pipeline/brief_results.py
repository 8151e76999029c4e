"""The sections of a brief that show what a world changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_names import ending
from detente.pipeline.brief_numbers import Asked, Effect
from detente.pipeline.brief_tree import Block, Details, Figure, Note, Paragraph, Section, Table, Text
from detente.pipeline.brief_words import FIRM, between, count, heading, percent, signed
from detente.pipeline.effects import sorted_nodes
from detente.pipeline.step import ENDING_PATHS

if TYPE_CHECKING:
    from detente.pipeline.brief import Materials, Pictures

NIL = 0.05  # percentage points or months: what rounds to nothing at one decimal


def effect_section(m: Materials, pictures: Pictures, world: str, number: int) -> Section:
    """Lead with the paired difference per theory."""
    asked = numbers.questions(m.tree)
    rivals = {ask.key: numbers.effects(m.tree, world, ask) for ask in asked}
    # beside the rivals, never in their place
    found = {ask.key: [*rivals[ask.key], *numbers.together(m.tree, world, ask)] for ask in asked}
    key = "effect" if number == 0 else f"effect-{number + 1}"
    first, *others = asked
    lead = (
        Text("Every draw lives twice with the same parameters and the same luck: once in the world "),
        Text(f"“{world}”", "strong"),
        Text(f", once in “{m.worlds[0]}”. What differs is due to what the two worlds do differently."),
    )
    blocks: list[Block] = [
        Paragraph(summary(first, rivals[first.key])),
        pictures.effects(key, first, found[first.key], number == 0),
        Details(f"{first.title}: the numbers", (_effect_table(first, found[first.key]),)),
    ]
    for ask in others:
        table, parts = _effect_table(ask, found[ask.key]), []
        if number == 0:
            parts.append(pictures.effects(f"{key}-{ask.key}", ask, found[ask.key], False))
        blocks.append(Details(ask.title, (*parts, table)))
    if number == 0:
        blocks.append(Details("What each theory claims", (_claims(m),)))
    title = "What the act changes, all else equal" if number == 0 else f"What changes in the world “{world}”"
    return Section(key, title, lead, tuple(blocks))


def summary(asked: Asked, rows: Sequence[Effect]) -> str:
    """Return in a few sentences how many theories point which way, and how firmly.

    Counts only; the word for a verdict needs more than one quantity at one horizon.
    """
    lower = sum(r.median <= -NIL for r in rows)
    higher = sum(r.median >= NIL for r in rows)
    firm = [f"{heading(r.theory)} ({r.share_words})" for r in rows if r.share >= FIRM]
    low, high = min(r.median for r in rows), max(r.median for r in rows)
    said = (
        f"{asked.title}: the median draw is lower under {_few(lower)} of "
        f"{count(len(rows), 'theory', 'theories')}, higher under {_few(higher)}, and moves by less than "
        f"{NIL} {asked.unit_short} under {_few(len(rows) - lower - higher)}. The medians run from "
        f"{between(low, high, numbers.decimals(rows))} {asked.unit_short}. "
    )
    if not firm:
        return f"{said}Under no theory do nine draws in ten share a sign."
    return f"{said}Nine draws in ten or more share a sign under {'; '.join(firm)}."


def _few(number: int) -> str:
    return str(number) if number else "none"


def _claims(m: Materials) -> Table:
    rows = tuple((heading(t.name), t.claim, str(len(t.causes))) for t in m.theories)
    return Table(("Theory", "Claim", "Causes"), rows, ("left", "left", "right"))


def _effect_table(asked: Asked, rows: Sequence[Effect]) -> Table:
    unit, places = asked.unit_short, numbers.decimals(rows)
    body = tuple(
        (
            heading(r.theory),
            signed(r.median, places),
            between(r.low50, r.high50, places),
            between(r.low90, r.high90, places),
            r.share_words,
            f"{signed(r.mean, places + 1)} ± {r.error:.{places + 1}f}",
        )
        for r in rows
    )
    headers = (
        "Theory",
        f"Median, {unit}",
        "50% of draws",
        "90% of draws",
        "Sign",
        "Mean ± Monte Carlo error",
    )
    align = ("left", "right", "right", "right", "left", "right")
    return Table(headers, body, align, f"{asked.title}: paired difference")


def survival_section(m: Materials, pictures: Pictures, world: str) -> Section:
    """Show the chance that the war goes on, in both worlds."""
    reference, other = ((name, _curves(m, "survival", name)) for name in (m.worlds[0], world))
    figure = pictures.survival(m.act_month, reference, other)
    lead = (
        "The chance that the war still goes on, month by month. Bands show how far draws differ; where the "
        "two worlds’ curves run together, the act changes little beside what is uncertain anyway."
    )
    return Section("survival", "How long the war goes on", lead, (figure,))


def months_section(m: Materials, pictures: Pictures, world: str) -> Section:
    """Show the paired difference over months."""
    curves = [(name, 100.0 * values) for name, values in _curves(m, "survival_effect", world)]
    lead = (
        "The same two worlds, draw by draw: how many percentage points likelier the war is to go on with "
        "the act than without it. Above zero the war is likelier to go on."
    )
    return Section("months", "The difference over months", lead, (pictures.difference(m.act_month, curves),))


def _curves(m: Materials, name: str, world: str) -> list[tuple[str, np.ndarray]]:
    return [(heading(t), numbers.curve(node, name, world)) for t, node in sorted_nodes(m.tree)]


def endings_section(m: Materials, pictures: Pictures, world: str) -> Section:
    """Show how wars end."""
    month = numbers.last_month(m.tree)
    nodes = sorted_nodes(m.tree)
    there = [(heading(t), numbers.endings(node, world, month)) for t, node in nodes]
    here = [(heading(t), numbers.endings(node, m.worlds[0], month)) for t, node in nodes]
    figure = pictures.endings("endings", there)
    table = _endings_table(m, there, here, world)
    lead = f"Mean probability of each kind of ending within {count(month, 'month')}; the rest still goes on."
    return Section(
        "endings", "How the war ends", lead, (figure, Details("The numbers in both worlds", (table,)))
    )


def _endings_table(m: Materials, there: list, here: list, world: str) -> Table:
    names = [ending(path, m.scenario.labels) for path in ENDING_PATHS]
    rows = []
    for (theory, after), (_, before) in zip(there, here, strict=True):
        cells = [f"{percent(after[p])} ({signed(100 * (after[p] - before[p]))} pp)" for p in ENDING_PATHS]
        rows.append((theory, *cells))
    headers = ("Theory", *(name[:1].upper() + name[1:] for name in names))
    align = ("left", *("right" for _ in names))
    return Table(
        headers, tuple(rows), align, f"World “{world}”; in brackets the difference from “{m.worlds[0]}”"
    )  # type: ignore[arg-type]


def only_world_section(m: Materials, pictures: Pictures) -> Section:
    """Show how wars end where there is nothing to compare."""
    month = numbers.last_month(m.tree)
    rows = [(heading(t), numbers.endings(node, m.worlds[0], month)) for t, node in sorted_nodes(m.tree)]
    note = Note(
        "note",
        "This run has one world only: there is nothing to compare. Give a `--do` to ask what an act changes.",
    )
    figure: Figure = pictures.endings("endings", rows)
    return Section("endings", "How the war ends", f"Within {count(month, 'month')}.", (note, figure))
