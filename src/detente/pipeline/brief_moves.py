"""The sections of a brief that show what a world moves on the way: stocks and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_names import called
from detente.pipeline.brief_numbers import Happened, Moved
from detente.pipeline.brief_tree import Block, Details, Paragraph, Section, Table
from detente.pipeline.brief_words import count, heading, plain_unit, signed, signed_amount

if TYPE_CHECKING:
    from detente.pipeline.brief import Materials

MOST_STOCKS = 8
NOTABLE = 0.01  # standard deviations: moves below this are not listed
RARE = 0.005  # expected number of events below which a row says nothing
NOTABLE_EVENTS = 0.05  # change of an expected number that is shown at once


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
        "Events that do not end the war: how many are expected within "
        f"{count(numbers.last_month(m.tree), 'month')}, counted while it goes on, from the lowest theory "
        "to the highest."
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
