"""The fallback layout: longest-path layers from top to bottom, ordered by barycentres.

Scope    Any directed graph; cycles are opened by turning the fewest edges that a greedy order finds.
Sources  The steps are those of Sugiyama's layered drawing; nothing is drawn at random, so the same graph
         always looks the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.faces.page.figures.boxes import Box
from detente.faces.page.figures.scale import isotonic

Point = tuple[float, float]
_SWEEPS = 16  # of the order
_SETTLING = 80  # sweeps of the places: straightness travels one row a sweep
_MARGIN = 10.0
_ROW_SHARE = 0.74  # of the width that boxes may fill; the rest is for edges that pass between them
_PULL = (1.0, 2.0, 8.0)  # of a link on its ends, by how many of them are passes of a long edge
_GAPS = {2: 26.0, 1: 16.0, 0: 11.0}  # px between two neighbours, by how many of them are boxes


@dataclass(frozen=True)
class Layered:
    """Placed boxes, for each edge (by index) the points that it passes from top to bottom, and the height."""

    boxes: tuple[Box, ...]
    passes: dict[int, tuple[Point, ...]]
    height: float


@dataclass(frozen=True)
class _Slot:
    """A place in a row: a box, or a long edge that passes through."""

    key: str
    width: float
    height: float


def layered(boxes: Sequence[Box], pairs: Sequence[tuple[int, int]], width: float) -> Layered:
    """Places for all boxes, given edges as pairs of box indices (no pair joins a box to itself)."""
    rank = {index: place for place, index in enumerate(_greedy_order(len(boxes), pairs))}
    down = [(a, b) if rank[a] < rank[b] else (b, a) for a, b in pairs]
    rows_of = _rows(boxes, _layer(boxes, down, rank), width)
    slots, links = _slots(boxes, down, rows_of)
    slots = _ordered(slots, links)
    places = _across(slots, links, width)
    tops = _tops(slots, links)
    placed = [
        replace(box, x=places[str(index)], y=tops[rows_of[index]] + _tallest(slots[rows_of[index]]) / 2)
        for index, box in enumerate(boxes)
    ]
    passes = {index: _passed(index, pair, rows_of, places, tops, slots) for index, pair in enumerate(down)}
    return Layered(tuple(placed), passes, tops[-1] + _tallest(slots[-1]) + _MARGIN)


def _greedy_order(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Nodes in an order that few edges run against (Eades, Lin and Smyth's greedy heuristic)."""
    left, first, last = set(range(count)), [], []
    while left:
        inside = [(a, b) for a, b in pairs if a in left and b in left]
        outgoing, incoming = {a for a, _ in inside}, {b for _, b in inside}
        sinks = sorted(left - outgoing, reverse=True)
        sources = sorted(left - incoming - set(sinks))
        if sinks or sources:
            last += sinks
            first += sources
            left -= {*sinks, *sources}
            continue
        excess = {node: sum((a == node) - (b == node) for a, b in inside) for node in left}
        chosen = min(left, key=lambda node: (-excess[node], node))
        first.append(chosen)
        left.remove(chosen)
    return first + last[::-1]


def _layer(boxes: Sequence[Box], down: Sequence[tuple[int, int]], rank: dict[int, int]) -> list[int]:
    count = len(boxes)
    layer = [0] * count
    for node in sorted(range(count), key=rank.__getitem__):
        layer[node] = max((layer[a] + 1 for a, b in down if b == node), default=0)
    # A node that nothing points to is lowered to just above its first target: shorter edges.
    for node in sorted(range(count), key=rank.__getitem__, reverse=True):
        targets = [layer[b] for a, b in down if a == node]
        if targets and not any(b == node for _, b in down):
            layer[node] = min(targets) - 1
    # What the war ends in stands at the foot, where nothing follows from it.
    foot = max(layer, default=0)
    return [
        foot if box.node.kind == "outcome" and all(a != index for a, _ in down) else layer[index]
        for index, box in enumerate(boxes)
    ]


def _rows(boxes: Sequence[Box], layer: Sequence[int], width: float) -> list[int]:
    """The row of each box: a layer, or part of one that is too wide for the page."""
    row_of, row = [0] * len(boxes), -1
    for level in sorted(set(layer)):
        members = [index for index, own in enumerate(layer) if own == level]
        used = float("inf")
        for index in members:
            used += boxes[index].width + _GAPS[2]
            if used > _ROW_SHARE * width:
                row, used = row + 1, boxes[index].width
            row_of[index] = row
    return row_of


def _slots(
    boxes: Sequence[Box], down: Sequence[tuple[int, int]], row_of: Sequence[int]
) -> tuple[list[list[_Slot]], list[tuple[str, str]]]:
    """Every row's slots, and the links between slots of neighbouring rows."""
    rows: list[list[_Slot]] = [[] for _ in range(max(row_of) + 1)]
    for index, box in enumerate(boxes):
        rows[row_of[index]].append(_Slot(str(index), box.width, box.height))
    links: list[tuple[str, str]] = []
    for edge, (a, b) in enumerate(down):
        before = str(a)
        for row in range(row_of[a] + 1, row_of[b]):
            rows[row].append(_Slot(_pass_key(edge, row), 0.0, 0.0))
            links.append((before, _pass_key(edge, row)))
            before = _pass_key(edge, row)
        links.append((before, str(b)))
    return rows, links


def _ordered(rows: list[list[_Slot]], links: Sequence[tuple[str, str]]) -> list[list[_Slot]]:
    """Rows sorted by the mean place of their neighbours, up and down; the order with the fewest crossings."""
    above, below = _neighbours(links, 1), _neighbours(links, 0)
    best, least = rows, _crossings(rows, below)
    for sweep in range(_SWEEPS):
        nearer = above if sweep % 2 == 0 else below
        indices = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        rows = list(rows)
        for index in indices:
            fixed = rows[index - 1 if sweep % 2 == 0 else index + 1]
            rows[index] = _by_barycentre(rows[index], fixed, nearer)
        crossings = _crossings(rows, below)
        if crossings < least:
            best, least = rows, crossings
    return best


def _by_barycentre(row: list[_Slot], fixed: list[_Slot], nearer: dict[str, list[str]]) -> list[_Slot]:
    place = {slot.key: (index + 0.5) / len(fixed) for index, slot in enumerate(fixed)}

    def wish(index: int) -> tuple[float, int]:
        found = [place[key] for key in nearer.get(row[index].key, ()) if key in place]
        return (sum(found) / len(found) if found else (index + 0.5) / len(row)), index

    return [row[index] for index in sorted(range(len(row)), key=wish)]


def _neighbours(links: Sequence[tuple[str, str]], end: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        found.setdefault(link[end], []).append(link[1 - end])
    return found


def _crossings(rows: Sequence[Sequence[_Slot]], below: dict[str, list[str]]) -> int:
    total = 0
    for upper, lower in pairwise(rows):
        place = {slot.key: index for index, slot in enumerate(lower)}
        ends = [
            place[key] for slot in upper for key in sorted(below.get(slot.key, ()), key=place.__getitem__)
        ]
        total += sum(ends[i] > ends[j] for j in range(len(ends)) for i in range(j))
    return total


def _across(
    rows: Sequence[Sequence[_Slot]], links: Sequence[tuple[str, str]], width: float
) -> dict[str, float]:
    """The x of every slot: near its neighbours, in order, inside the page."""
    above, below = _neighbours(links, 1), _neighbours(links, 0)
    places: dict[str, float] = {}
    for row in rows:
        even = [width * (index + 0.5) / len(row) for index in range(len(row))]
        places |= _settled(row, even, width)
    for sweep in range(_SETTLING):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wishes = [
                _wish(slot.key, (*above.get(slot.key, ()), *below.get(slot.key, ())), places) for slot in row
            ]
            places |= _settled(row, wishes, width)
    return places


def _wish(key: str, near: Sequence[str], places: dict[str, float]) -> float:
    """The mean place of the neighbours; where a long edge goes on, staying straight weighs more."""
    if not near:
        return places[key]
    weights = [_PULL[(":" in key) + (":" in other)] for other in near]
    return sum(w * places[other] for w, other in zip(weights, near, strict=True)) / sum(weights)


def _settled(row: Sequence[_Slot], wishes: Sequence[float], width: float) -> dict[str, float]:
    """The places nearest to the wishes (least squares) that keep order, gaps and margins."""
    gaps = [_GAPS[(a.width > 0) + (b.width > 0)] for a, b in pairwise(row)]
    filled = sum(slot.width for slot in row)
    room = width - 2 * _MARGIN - filled
    tight = min(1.0, room / sum(gaps)) if gaps else 1.0
    offsets = [0.0]
    for a, b, gap in zip(row, row[1:], gaps, strict=False):
        offsets.append(offsets[-1] + (a.width + b.width) / 2 + gap * tight)
    low = _MARGIN + row[0].width / 2
    high = max(low, width - _MARGIN - row[-1].width / 2 - offsets[-1])
    free = isotonic([wish - offset for wish, offset in zip(wishes, offsets, strict=True)])
    return {
        slot.key: min(max(place, low), high) + offset
        for slot, place, offset in zip(row, free, offsets, strict=True)
    }


def _tops(rows: Sequence[Sequence[_Slot]], links: Sequence[tuple[str, str]]) -> list[float]:
    """The upper edge of every row: the more edges run between two rows, the further apart they lie."""
    below = _neighbours(links, 0)
    tops = [_MARGIN]
    for row in rows[:-1]:
        busy = sum(len(below.get(slot.key, ())) for slot in row)
        tops.append(tops[-1] + _tallest(row) + 40 + min(44, 2.2 * busy))
    return tops


def _passed(
    edge: int,
    pair: tuple[int, int],
    row_of: Sequence[int],
    places: dict[str, float],
    tops: Sequence[float],
    rows: Sequence[Sequence[_Slot]],
) -> tuple[Point, ...]:
    points: list[Point] = []
    for row in range(row_of[pair[0]] + 1, row_of[pair[1]]):
        x = places[_pass_key(edge, row)]
        points += [(x, tops[row] - 3), (x, tops[row] + _tallest(rows[row]) + 3)]
    return tuple(points)


def _tallest(row: Sequence[_Slot]) -> float:
    return max(slot.height for slot in row)


def _pass_key(edge: int, row: int) -> str:
    return f"{edge}:{row}"
