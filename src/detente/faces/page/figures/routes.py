"""Edges of the causal graph as smooth curves, and a free place on each for its sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.faces.page.figures import svg
from detente.faces.page.figures.boxes import Box
from detente.faces.page.figures.layers import Layered, Point

Curve = tuple[Point, Point, Point, Point]  # one cubic Bezier piece
_BENDS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.46, -0.46, 0.62, -0.62)
_BEND_COST = 3.0  # of a bend of one, against ten for each point that lies on a box
_CLEAR, _CROSSING, _EDGE = 7.0, 6.0, 4.0  # px: around a box, between routes, at the rim of the picture
_SAMPLES = np.linspace(0, 1, 25)
_ARROW = 9.0  # px between a curve's end and the box: the arrow's head lies there
_GLYPH = 9.0  # px, the radius kept free around a sign


@dataclass(frozen=True, eq=False)
class Route:
    """One edge's pieces from source to target, and points along them of shape (n, 2)."""

    pieces: tuple[Curve, ...]
    points: NDArray[np.float64]

    @property
    def data(self) -> str:
        """Path data of the route."""
        return svg.curves(self.pieces)


def loop(box: Box) -> Route:
    """A stock that feeds back on itself: a small loop at the upper right corner of its box."""
    x, y = box.x + box.width / 2, box.y - box.height / 2
    return _route([((x - 22, y), (x - 20, y - 30), (x + 30, y - 14), (x + _ARROW, y + 13))])


def layered_routes(layout: Layered, pairs: Sequence[tuple[int, int]]) -> list[Route]:
    """Routes down (or up) the rows of a layered layout, leaving each box at its own port."""
    ends = _ports(layout, pairs)
    routes = []
    for index, (source, target) in enumerate(pairs):
        downwards = layout.boxes[source].y < layout.boxes[target].y
        top, bottom = ends[index]
        passes = list(layout.passes[index])
        if downwards:
            points = [top, *passes, (bottom[0], bottom[1] - _ARROW)]
        else:
            points = [bottom, *passes[::-1], (top[0], top[1] + _ARROW)]
        routes.append(_route([_upright(a, b) for a, b in pairwise(points)]))
    return routes


def _ports(layout: Layered, pairs: Sequence[tuple[int, int]]) -> list[tuple[Point, Point]]:
    """Where each edge leaves its upper box and enters its lower one: side by side, in their order."""
    uses: dict[tuple[int, str], list[tuple[float, int]]] = {}
    for index, (a, b) in enumerate(pairs):
        upper, lower = (a, b) if layout.boxes[a].y < layout.boxes[b].y else (b, a)
        passes = layout.passes[index]
        first = passes[0][0] if passes else layout.boxes[lower].x
        last = passes[-1][0] if passes else layout.boxes[upper].x
        uses.setdefault((upper, "bottom"), []).append((first, index))
        uses.setdefault((lower, "top"), []).append((last, index))
    spots: dict[tuple[str, int], Point] = {}
    for (key, side), wishes in uses.items():
        box = layout.boxes[key]
        y = box.y + box.height / 2 * (1 if side == "bottom" else -1)
        span = min(box.width - 24, 22.0 * (len(wishes) - 1))
        for place, (_, index) in enumerate(sorted(wishes)):
            share = place / (len(wishes) - 1) - 0.5 if len(wishes) > 1 else 0.0
            spots[side, index] = (box.x + share * span, y)
    return [(spots["bottom", index], spots["top", index]) for index in range(len(pairs))]


def bent_routes(boxes: Sequence[Box], pairs: Sequence[tuple[int, int]]) -> list[Route]:
    """Routes between boxes at authored places: each as straight as the other boxes and routes allow."""
    both = set(pairs)
    centres = np.array([(box.x, box.y) for box in boxes])
    reach = np.array([(box.width / 2 + _CLEAR, box.height / 2 + _CLEAR) for box in boxes])
    drawn = np.zeros((0, 2))
    routes: list[Route] = []
    for source, target in pairs:
        others = [index for index in range(len(boxes)) if index not in (source, target)]
        best, least = None, np.inf
        # Two opposite edges bend to their own right hand, and so to different sides.
        for bend in (bend for bend in _BENDS if bend > 0 or (target, source) not in both):
            if best is not None and least <= _BEND_COST * abs(bend):
                break  # the bends grow: none that follows can be cheaper
            route = _bent(boxes[source], boxes[target], bend)
            cost = _cost(route, centres[others], reach[others], drawn) + _BEND_COST * abs(bend)
            if cost < least:
                best, least = route, cost
        assert best is not None  # _BENDS holds bends to either side
        routes.append(best)
        drawn = np.concatenate([drawn, best.points[2:-2:2]])
    return routes


def _bent(source: Box, target: Box, bend: float) -> Route:
    dx, dy = target.x - source.x, target.y - source.y
    middle = ((source.x + target.x) / 2 - bend * dy, (source.y + target.y) / 2 + bend * dx)
    start, end = _border(source, middle, 1.0), _border(target, middle, _ARROW)
    # The quadratic curve through `middle`'s pull, written as the cubic that it is.
    first = (start[0] + 2 / 3 * (middle[0] - start[0]), start[1] + 2 / 3 * (middle[1] - start[1]))
    second = (end[0] + 2 / 3 * (middle[0] - end[0]), end[1] + 2 / 3 * (middle[1] - end[1]))
    return _route([(start, first, second, end)])


def _border(box: Box, towards: Point, gap: float) -> Point:
    """Where the ray from the box's centre leaves the box, `gap` px outside it."""
    dx, dy = towards[0] - box.x, towards[1] - box.y
    length = float(np.hypot(dx, dy)) or 1.0
    ratios = [half / abs(step) for half, step in ((box.width / 2, dx), (box.height / 2, dy)) if step]
    share = min(ratios, default=0.0) + gap / length
    return box.x + share * dx, box.y + share * dy


def _cost(
    route: Route, centres: NDArray[np.float64], reach: NDArray[np.float64], drawn: NDArray[np.float64]
) -> float:
    """What a route hides (boxes), leaves (the picture) and crosses (routes drawn before)."""
    hits = (np.abs(route.points[:, None] - centres) < reach).all(axis=2).sum()
    outside = (route.points < _EDGE).sum()
    gaps = route.points[2:-2:2, None] - drawn
    crossed = ((gaps**2).sum(axis=2) < _CROSSING**2).any(axis=1).sum()
    return float(10 * hits + 5 * outside + 0.25 * crossed)


def _inside(points: NDArray[np.float64], box: Box, gap: float) -> NDArray[np.bool_]:
    near = np.abs(points - (box.x, box.y)) < (box.width / 2 + gap, box.height / 2 + gap)
    return near.all(axis=1)


def sign_places(routes: Sequence[Route], boxes: Sequence[Box]) -> list[Point]:
    """A place on each route where its sign hides no box, no other sign and few other routes."""
    taken: list[Point] = []
    every = np.concatenate([route.points for route in routes]) if routes else np.zeros((0, 2))
    owner = np.concatenate([np.full(len(route.points), index) for index, route in enumerate(routes)] or [[]])
    for index, route in enumerate(routes):
        length = len(route.points)
        places = route.points[np.linspace(0.16 * length, 0.84 * length - 1, 19).astype(int)]
        shares = np.linspace(0.16, 0.84, 19)
        costs = 1.5 * np.abs(shares - 0.5)
        for box in boxes:
            costs += 60 * _inside(places, box, _GLYPH)
        if taken:
            gaps = np.hypot(*(places[:, None] - np.array(taken)[None, :]).transpose(2, 0, 1))
            costs += 40 * (gaps < 2 * _GLYPH + 1).sum(axis=1)
        others = every[owner != index]
        costs += (np.hypot(*(places[:, None] - others[None, :]).transpose(2, 0, 1)) < _GLYPH).sum(axis=1)
        x, y = places[int(np.argmin(costs))]
        taken.append((float(x), float(y)))
    return taken


def _upright(start: Point, end: Point) -> Curve:
    pull = 0.5 * (end[1] - start[1])
    return start, (start[0], start[1] + pull), (end[0], end[1] - pull), end


def _route(pieces: Sequence[Curve]) -> Route:
    t = _SAMPLES[:, None]
    parts = [
        (1 - t) ** 3 * np.array(a)
        + 3 * (1 - t) ** 2 * t * np.array(b)
        + 3 * (1 - t) * t**2 * np.array(c)
        + t**3 * np.array(d)
        for a, b, c, d in pieces
    ]
    # Evenly spaced along the way, so that a share of the points is a share of the length.
    points = np.concatenate(parts)
    steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    count = max(25, int(steps[-1] // 8))
    even = np.linspace(0, steps[-1], count)
    return Route(tuple(pieces), np.column_stack([np.interp(even, steps, points[:, axis]) for axis in (0, 1)]))
