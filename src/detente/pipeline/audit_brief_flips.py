"""Through what an effect passes, and what would flip a claim: two folds of its card."""

from collections.abc import Sequence

from detente.pipeline.audit_brief_tree import AuditBlock, AuditCell, Fold, Grid, Row, Stack
from detente.pipeline.audit_brief_words import Unit, identifier, places_for, plain_number, sized
from detente.pipeline.brief_tree import Link, Prose, Text
from detente.pipeline.brief_words import amount, count, heading, percent, plain_unit
from detente.pipeline.judging.verdict import Bound, Channel, Flip, Move, TestVerdict

CHANNELS = 3  # named one by one; the rest of the causes are shown as one part


def channel_fold(test: TestVerdict, unit: Unit) -> list[AuditBlock]:
    """Show how much of the mean effect passes through each cause, one row a theory."""
    told = {theory: parts for theory, parts in test.channels.items() if parts}
    if not told:
        return []
    every = [unit.scale * one.part for parts in told.values() for one in parts]
    reaches = [_reach(parts, unit.scale) for parts in told.values()]
    scale = (min(0.0, *(low for low, _ in reaches)), max(0.0, *(high for _, high in reaches)))
    rows = tuple(
        Row(_channels(theory, parts, unit, places_for(every), scale), origin=identifier("theory", theory))
        for theory, parts in told.items()
    )
    grid = Grid(("Theory", f"Passes through, {unit.long}"), rows)
    return [Fold("Through what the effect passes", (grid,))]


def _reach(parts: Sequence[Channel], scale: float) -> tuple[float, float]:
    sizes = [scale * one.part for one in parts]
    return sum(x for x in sizes if x < 0), sum(x for x in sizes if x > 0)


def _channels(
    theory: str, parts: Sequence[Channel], unit: Unit, places: int, scale: tuple[float, float]
) -> tuple[AuditCell, ...]:
    ordered = sorted(parts, key=lambda one: -abs(one.part))
    first, rest = ordered[:CHANNELS], ordered[CHANNELS:]
    sizes = [unit.scale * one.part for one in first]
    pieces: list[Text | Link] = []
    for one, size in zip(first, sizes, strict=True):
        pieces += [Text(", ")] if pieces else []
        words = f"{heading(one.cause)} {sized(size, places + 1)} ± {unit.scale * one.error:.{places + 1}f}"
        pieces.append(Link(words, "#" + identifier("cause", one.cause)))
    if rest:
        other = unit.scale * sum(one.part for one in rest)
        sizes.append(other)
        pieces.append(Text(f", {count(len(rest), 'other cause')} {sized(other, places + 1)}"))
    return heading(theory), Stack(tuple(sizes), scale, tuple(pieces))


def flip_fold(test: TestVerdict, unit: Unit) -> list[AuditBlock]:
    """Show the smallest move that reverses the sign, where the claim fails, and what is worth knowing."""
    if not test.flips:
        return []
    rows = tuple(Row(_flip(flip, unit), origin=identifier("theory", flip.theory)) for flip in test.flips)
    grid = Grid(
        (
            "Theory",
            "Smallest move that reverses it, standard deviations",
            "Fails where",
            "Most worth knowing, gain in points",
        ),
        rows,
        kind="flips",
    )
    return [Fold("What would flip it", (grid,))]


def _flip(flip: Flip, unit: Unit) -> tuple[Prose, ...]:
    return heading(flip.theory), _moves(flip, unit), _box(flip), _worth(flip)


def _moves(flip: Flip, unit: Unit) -> Prose:
    if not flip.moves or flip.distance == float("inf"):
        return "none was found"
    pieces: list[Text | Link] = [Text(f"{amount(flip.distance, 2)}: ")]
    for index, move in enumerate(flip.moves):
        pieces += [Text(", ")] if index else []
        pieces.append(_moved(move))
    checked = unit.scale * flip.checked
    return (*pieces, Text(f"; then {sized(checked, places_for([checked]))} {unit.short}".rstrip()))


def _moved(move: Move) -> Link:
    unit = plain_unit(move.unit)
    words = f"{move.parameter} {sized(move.move, 1)} to {amount(move.to, 3)} {unit}".rstrip()
    return Link(words, "#" + identifier("number", move.parameter))


def _box(flip: Flip) -> Prose:
    if not flip.box:
        return "no region was found"
    pieces: list[Text | Link] = []
    for bound in flip.box:
        pieces += [Text(" and ")] if pieces else []
        pieces.append(_bound(bound))
    held = f"; coverage {percent(flip.coverage)}, density {percent(flip.density)}"
    return (*pieces, Text(held))


def _bound(bound: Bound) -> Link:
    unit = plain_unit(bound.unit)
    low, high = bound.low, bound.high
    if low == float("-inf"):
        words = f"{bound.parameter} below {plain_number(high)}"
    elif high == float("inf"):
        words = f"{bound.parameter} above {plain_number(low)}"
    else:
        words = f"{bound.parameter} from {plain_number(low)} to {plain_number(high)}"
    return Link(f"{words} {unit}".rstrip(), "#" + identifier("number", bound.parameter))


def _worth(flip: Flip) -> Prose:
    if not flip.unknown:
        return "nothing found"
    words = f"{flip.unknown}: +{flip.worth:.1f}"
    return (Link(words, "#" + identifier("number", flip.unknown)),)
