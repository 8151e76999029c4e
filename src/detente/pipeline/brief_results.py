"""The sections of a brief that show what a world changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_names import called, ending
from detente.pipeline.brief_numbers import Asked, Effect, Happened, Moved
from detente.pipeline.brief_tree import Block, Details, Figure, Note, Paragraph, Section, Share, Table, Text
from detente.pipeline.brief_words import between, count, heading, percent, plain_unit, signed, signed_amount
from detente.pipeline.effects import sorted_nodes
from detente.pipeline.step import ENDING_PATHS

if TYPE_CHECKING:
    from detente.pipeline.brief import Materials, Pictures

NIL = 0.05  # percentage points or months: what rounds to nothing at one decimal
MOST_STOCKS = 8
NOTABLE = 0.01  # standard deviations: moves below this are not listed
RARE = 0.005  # expected number of events below which a row says nothing
NOTABLE_EVENTS = 0.05  # change of an expected number that is shown at once


def effect_section(m: Materials, pictures: Pictures, world: str, number: int) -> Section:
    """Lead with the paired difference per theory."""
    asked = numbers.questions(m.tree)
    found = {ask.key: numbers.effects(m.tree, world, ask) for ask in asked}
    key = "effect" if number == 0 else f"effect-{number + 1}"
    first = asked[0]
    lead = (
        Text("Every draw lives twice with the same parameters and the same luck: once in the world "),
        Text(f"“{world}”", "strong"),
        Text(
            f", once in the world “{m.worlds[0]}”. What differs is due to what the two worlds do differently."
        ),
    )
    blocks = [
        Paragraph((Text(summary(first, found[first.key]), "plain"),)),
        pictures.effects(key, first, found[first.key]),
        *(_effect_table(ask, found[ask.key]) for ask in asked[:1]),
        *(
            Details(
                f"{ask.title}: figure and numbers",
                (pictures.effects(f"{key}-{ask.key}", ask, rows), _effect_table(ask, rows)),
            )
            for ask in asked[1:]
            if (rows := found[ask.key])
        ),
    ]
    if number == 0:
        blocks.append(Details("What each theory claims", (_claims(m),)))
    title = "What the act changes, all else equal" if number == 0 else f"What changes in the world “{world}”"
    return Section(key, title, lead, tuple(blocks))


def summary(asked: Asked, rows: Sequence[Effect]) -> str:
    """Return in one or two sentences how many theories point which way, and how firmly.

    Counts only; the word for a verdict needs more than one quantity at one horizon.
    """
    lower = [r for r in rows if r.median <= -NIL]
    higher = [r for r in rows if r.median >= NIL]
    nil = len(rows) - len(lower) - len(higher)
    firm = [r for r in lower + higher if r.share >= 0.9]
    low, high = min(r.median for r in rows), max(r.median for r in rows)
    said = (
        f"{asked.title}: of {count(len(rows), 'theory', 'theories')}, the median draw is lower under "
        f"{len(lower)}, higher under {len(higher)}, and changes by less than {NIL} {asked.unit_short} "
        f"under {nil}. "
    )
    spread = f"The medians run from {signed(low)} to {signed(high)} {asked.unit_short}. "
    agreed = f"At least nine draws in ten share the sign under {count(len(firm), 'theory', 'theories')}"
    names = ", ".join(heading(r.theory) for r in firm)
    return (
        said
        + spread
        + (f"{agreed}: {names}." if firm else "Under no theory do nine draws in ten share the sign.")
    )


def _claims(m: Materials) -> Table:
    rows = tuple((heading(t.name), t.claim, str(len(t.causes))) for t in m.theories)
    return Table(("Theory", "Claim", "Causes"), rows, ("left", "left", "right"))


def _effect_table(asked: Asked, rows: Sequence[Effect]) -> Details:
    unit = asked.unit_short
    body = tuple(
        (
            heading(r.theory),
            signed(r.median),
            between(r.low50, r.high50),
            between(r.low90, r.high90),
            Share(r.share, r.share_words),
            f"{signed(r.mean, 2)} ± {r.error:.2f}",
        )
        for r in rows
    )
    headers = (
        "Theory",
        f"Median, {unit}",
        "50% of draws",
        "90% of draws",
        "Draws with that sign",
        "Mean ± Monte Carlo error",
    )
    table = Table(
        headers,
        body,
        ("left", "right", "right", "right", "left", "right"),
        f"{asked.title}: paired difference",
    )
    return Details(f"{asked.title}: the numbers", (table,))


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


def moved_section(m: Materials, world: str) -> Section:
    """Show which stocks the act moves most."""
    early, late = (numbers.moved(m.tree, world, (month,)) for month in _two_months(m))
    lead = (
        "Stocks with the largest standardised effects, on the war that goes on in both worlds. One unit is "
        "one standard deviation, over draws, of the stock itself in the reference world."
    )
    blocks = []
    for month, found in zip(_two_months(m), (early, late), strict=True):
        strongest = _strongest(found)
        if strongest:
            blocks.append(_moved_table(m, strongest, found, f"After {count(month, 'month')}"))
    if not blocks:
        return Section(
            "moved", "What the act moves", lead, (Paragraph("No watched stock is moved under any theory."),)
        )
    return Section(
        "moved",
        "What the act moves",
        lead,
        (*blocks, Details("Each theory by itself", (_moved_by_theory(m, early, late),))),
    )


def _two_months(m: Materials) -> tuple[int, int]:
    last = numbers.last_month(m.tree)
    return min(3, last), min(numbers.HORIZON, last)


def _strongest(found: Iterable[Moved]) -> list[str]:
    size: dict[str, float] = {}
    for one in found:
        size[one.stock] = max(size.get(one.stock, 0.0), abs(one.standardised))
    ranked = sorted((s for s in size if size[s] >= NOTABLE), key=lambda s: (-size[s], s))
    return ranked[:MOST_STOCKS]


def _moved_table(m: Materials, stocks: list[str], found: list[Moved], caption: str) -> Table:
    rows = []
    for stock in stocks:
        here = [one for one in found if one.stock == stock and abs(one.standardised) >= NOTABLE]
        top = max(here, key=lambda one: abs(one.standardised))
        up, down = sum(one.mean > 0 for one in here), sum(one.mean < 0 for one in here)
        unit = plain_unit(top.unit)
        size = f"{signed_amount(top.mean)} {unit}".strip()
        rows.append(
            (
                called(stock, m.scenario.labels),
                str(up),
                str(down),
                size,
                signed(top.standardised, 2),
                heading(top.theory),
            )
        )
    headers = (
        "Stock",
        "Raised under",
        "Lowered under",
        "Largest mean effect",
        "In standard deviations",
        "Under the theory",
    )
    return Table(headers, tuple(rows), ("left", "right", "right", "right", "right", "left"), caption)


def _moved_by_theory(m: Materials, early: list[Moved], late: list[Moved]) -> Table:
    rows = []
    for theory in m.tree.attrs["theories"]:
        cells = [_top_moves(m, [one for one in found if one.theory == theory]) for found in (early, late)]
        rows.append((heading(theory), *cells))
    first, second = _two_months(m)
    return Table(("Theory", f"After {count(first, 'month')}", f"After {count(second, 'month')}"), tuple(rows))


def _top_moves(m: Materials, found: list[Moved]) -> str:
    top = sorted(found, key=lambda one: (-abs(one.standardised), one.stock))[:3]
    shown = [
        f"{called(o.stock, m.scenario.labels)} {signed(o.standardised, 2)}"
        for o in top
        if abs(o.standardised) >= NOTABLE
    ]
    return "; ".join(shown) or "none"


def events_section(m: Materials, world: str) -> Section:
    """Show how often things happen: what the act changes first, the rest to be opened."""
    found: dict[str, list[Happened]] = {}
    for one in numbers.happened(m.tree, world):
        found.setdefault(one.event, []).append(one)
    changed = {e: max(abs(one.difference) for one in ones) for e, ones in found.items()}
    ranked = sorted(found, key=lambda event: (-changed[event], event))
    notable = [event for event in ranked if changed[event] >= NOTABLE_EVENTS]
    rest = [
        event for event in found if event not in notable and max(o.reference for o in found[event]) >= RARE
    ]
    blocks: list[Block] = [_events_table(m, notable, found)] if notable else []
    if rest:
        blocks.append(Details("Events that it hardly changes", (_events_table(m, rest, found),)))
    lead = (
        f"Events that do not end the war: how many are expected within {count(numbers.last_month(m.tree), 'month')}, "
        "counted while it goes on, from the lowest theory to the highest."
    )
    return Section("events", "What happens on the way", lead, tuple(blocks))


def _events_table(m: Materials, events: Iterable[str], found: Mapping[str, list[Happened]]) -> Table:
    headers = ("Event", f"Number, “{m.worlds[0]}”", "Difference", "More under", "Fewer under")
    rows = tuple(_event_row(m, event, found[event]) for event in events)
    return Table(headers, rows, ("left", "right", "right", "right", "right"))


def _event_row(m: Materials, event: str, found: list[Happened]) -> tuple[str, ...]:
    usual, change = [o.reference for o in found], [o.difference for o in found]
    up = sum(o.difference > 2 * o.error and o.difference >= RARE for o in found)
    down = sum(o.difference < -2 * o.error and o.difference <= -RARE for o in found)
    return (
        called(event, m.scenario.labels),
        f"{min(usual):.2f} to {max(usual):.2f}",
        f"{signed(min(change), 2)} to {signed(max(change), 2)}",
        str(up),
        str(down),
    )


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
