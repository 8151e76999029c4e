"""The causal graph: boxes of three shapes, signed arrows with a glyph and a dash pattern each."""

from collections import Counter
from collections.abc import Collection, Sequence

from detente.faces.page.figures import svg
from detente.faces.page.figures.boxes import LABEL_SIZE, LINE_HEIGHT, Box, authored, sized
from detente.faces.page.figures.data import Edge, Node, Sign
from detente.faces.page.figures.layers import layered
from detente.faces.page.figures.multiples import PAGE_WIDTH, LegendItem, legend_rows
from detente.faces.page.figures.routes import Point, Route, bent_routes, layered_routes, loop, sign_places

_CLASS: dict[Sign, str] = {"+": "plus", "-": "minus", "?": "either"}
_GLYPH: dict[Sign, str] = {"+": "+", "-": "\u2212", "?": "?"}
_MEANING: dict[Sign, str] = {
    "+": "moves the same way",
    "-": "moves the other way",
    "?": "either way, disputed",
}
_WORDS: dict[Sign, str] = {"+": "raises", "-": "lowers", "?": "moves either way"}
_KINDS = (("event", "event"), ("stock", "stock"), ("outcome", "outcome"))


def graph_figure(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    identifier: str,
    title: str,
    width: float = PAGE_WIDTH,
    lit: Collection[Edge] | None = None,
) -> str:
    """A causal graph, at the authored positions where every node has one, else in layers from top to bottom.

    `lit`: edges that stand out, with their nodes; the others are of the class "faint". None: all are alike.

    Raises:
        ValueError: there are no nodes, a key occurs twice, or an edge names a node that is not there.
    """
    _check(nodes, edges)
    unique = tuple(dict.fromkeys(edges))
    boxes, routes, height = _laid_out(nodes, unique, width)
    signs = sign_places(routes, boxes)
    touched = {key for edge in (unique if lit is None else lit) for key in (edge.source, edge.target)}
    touched |= {node.key for node in nodes} if lit is None else set()
    shown: set[Sign] = {edge.sign for edge in unique}
    key, key_height = legend_rows(_legend(nodes, shown, identifier), width)
    body = (
        _markers(shown, identifier)
        + key
        + f'<g transform="translate(0 {svg.number(key_height)})">'
        + _drawn(unique, [_edge(e, r, identifier) for e, r in zip(unique, routes, strict=True)], lit)
        + _standing_out([_box(box) for box in boxes], [box.node.key in touched for box in boxes])
        + _drawn(unique, [_sign(e.sign, place) for e, place in zip(unique, signs, strict=True)], lit)
        + "</g>"
    )
    return svg.document(
        identifier, width, key_height + height, title, _description(nodes, unique), body, "graph"
    )


def _drawn(edges: Sequence[Edge], pieces: Sequence[str], lit: Collection[Edge] | None) -> str:
    return _standing_out(pieces, [lit is None or edge in lit for edge in edges])


def _standing_out(pieces: Sequence[str], stands: Sequence[bool]) -> str:
    """Return the pieces, the faint ones first and in a group, so that they cover nothing."""
    faint = "".join(piece for piece, out in zip(pieces, stands, strict=True) if not out)
    clear = "".join(piece for piece, out in zip(pieces, stands, strict=True) if out)
    return (f'<g class="faint">{faint}</g>' if faint else "") + clear


def _check(nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
    if not nodes:
        raise ValueError("a graph needs at least one node")
    twice = [key for key, count in Counter(node.key for node in nodes).items() if count > 1]
    if twice:
        raise ValueError(f"node keys occur more than once: {', '.join(twice)}")
    known = {node.key for node in nodes}
    for edge in edges:
        lost = {edge.source, edge.target} - known
        if lost:
            raise ValueError(
                f"edge {edge.source} -> {edge.target} names no node of the graph: {', '.join(lost)}"
            )


def _laid_out(
    nodes: Sequence[Node], edges: Sequence[Edge], width: float
) -> tuple[tuple[Box, ...], list[Route], float]:
    place = {node.key: index for index, node in enumerate(nodes)}
    boxes = [sized(node) for node in nodes]
    pairs = [(place[edge.source], place[edge.target]) for edge in edges]
    between = [pair for pair in pairs if pair[0] != pair[1]]
    if all(node.x is not None and node.y is not None for node in nodes):
        placed, height = authored(boxes, width)
        drawn = iter(bent_routes(placed, between))
    else:
        layout = layered(boxes, between, width)
        placed, height = layout.boxes, layout.height
        drawn = iter(layered_routes(layout, between))
    routes = [loop(placed[a]) if a == b else next(drawn) for a, b in pairs]
    # A curve may swing out below the lowest box.
    lowest = max((float(route.points[:, 1].max()) for route in routes), default=0.0)
    return placed, routes, max(height, lowest + 12)


def _markers(shown: set[Sign], identifier: str) -> str:
    heads = [
        f'<marker id="{identifier}-{_CLASS[sign]}" class="{_CLASS[sign]}" viewBox="0 0 10 10" '
        'refX="1" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        '<path class="head" d="M0 0.5L10 5L0 9.5z"/></marker>'
        for sign in ("+", "-", "?")
        if sign in shown
    ]
    return f"<defs>{''.join(heads)}</defs>"


def _edge(edge: Edge, route: Route, identifier: str) -> str:
    name = _CLASS[edge.sign]
    return f'<path class="edge {name}" d="{route.data}" marker-end="url(#{identifier}-{name})"/>'


def _sign(sign: Sign, place: Point) -> str:
    x, y = place
    circle = f'<circle class="seal {_CLASS[sign]}" cx="{svg.number(x)}" cy="{svg.number(y)}" r="7.5"/>'
    return circle + svg.text(x, y + 4.5, _GLYPH[sign], f"sign c {_CLASS[sign]}")


def _box(box: Box) -> str:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    radius = box.height / 2 if box.node.kind == "event" else 4
    parts = [
        svg.rectangle(
            left, top, box.width, box.height, f"node {box.node.kind}", f' rx="{svg.number(radius)}"'
        )
    ]
    first = box.y - LINE_HEIGHT * (len(box.lines) - 1) / 2 + LABEL_SIZE * 0.36
    parts += [svg.text(box.x, first + LINE_HEIGHT * index, row, "c l") for index, row in enumerate(box.lines)]
    return "".join(parts)


def _legend(nodes: Sequence[Node], shown: set[Sign], identifier: str) -> list[LegendItem]:
    items = []
    for sign in ("+", "-", "?"):
        if sign in shown:
            name = _CLASS[sign]
            sample = f'<path class="edge {name}" d="M0 7h17" marker-end="url(#{identifier}-{name})"/>'
            items.append(LegendItem(sample, f"{_GLYPH[sign]} {_MEANING[sign]}"))
    kinds = {node.kind for node in nodes}
    for kind, words in _KINDS:
        if kind in kinds:
            radius = ' rx="6"' if kind == "event" else ' rx="3"'
            items.append(LegendItem(svg.rectangle(1, 1, 26, 12, f"node {kind}", radius), words))
    return items


def _description(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    label = {node.key: node.label for node in nodes}
    said = [f"{label[edge.source]} {_WORDS[edge.sign]} {label[edge.target]}" for edge in edges]
    return f"{len(nodes)} words and {len(edges)} links. " + "; ".join(said) + "."
