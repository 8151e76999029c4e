"""The causal graph on the page of an audit: what moves what, and what of it lies on the ways of a claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.faces.audit_parts import Page, ShownClaim, read_links
from detente.faces.page.figures import Edge, Node, graph_figure
from detente.pipeline.brief_words import heading
from detente.pipeline.causal_graph import Link, Sign, merged
from detente.pipeline.causal_nodes import CHARTS, Chart, node_of_path

SAYS: Mapping[Sign, str] = {"+": "+ raises", "-": "\u2212 lowers", "?": "? moves either way"}
REMEMBERED = 4  # audits whose links stay in memory


@dataclass(frozen=True)
class Row:
    """One link of the picture in words. `on` says that it lies on a way of the claim."""

    source: str
    says: str
    target: str
    causes: tuple[str, ...]
    on: bool


@dataclass(frozen=True)
class Graph:
    """One picture of the graph with its links in words, those of the claim first.

    beyond   links on the claim's ways that are no words of this picture
    """

    key: str
    title: str
    svg: str
    rows: tuple[Row, ...]
    on: int
    beyond: int


def graph_of(
    folder: Path, page: Page, claim: ShownClaim | None, theory: str, chart: str = ""
) -> Graph | None:
    """Return the picture that holds most of a claim's ways, or the one that is named; nothing without links.

    `theory`: only its links; "" those of all theories.
    """
    links, on = links_of(folder, page, claim, theory)
    pictures = [_signs(one, page, links, on, claim) for one in CHARTS if chart in ("", one.key)]
    best = max((one for one in pictures if one.signs), key=lambda one: len(one.lit), default=None)
    return None if best is None else _drawn(best, links, on, claim is not None)


def links_of(
    folder: Path, page: Page, claim: ShownClaim | None, theory: str
) -> tuple[list[Link], frozenset[Link]]:
    """Return the links of all theories, or of one, and those of them that lie on the ways of a claim."""
    names = page.theories if theory not in page.causes else (theory,)
    held = {cause for name in names for cause in page.causes[name]}
    links = [link for link in _links(folder) if link.cause in held]
    return links, frozenset(_on_the_way(links, claim.ways)) if claim else frozenset()


@dataclass(frozen=True)
class _Picture:
    """What a picture is drawn of: the word of every path, the sign of every pair of words, pairs on a way."""

    chart: Chart
    names: Mapping[str, str]
    signs: Mapping[tuple[str, str], Sign]
    lit: frozenset[tuple[str, str]]


def _signs(
    chart: Chart, page: Page, links: list[Link], on: frozenset[Link], claim: ShownClaim | None
) -> _Picture:
    names = node_of_path(chart, claim.act if claim else "", page.parties)
    signs = {pair: sign for pair, sign in merged(links, names).items() if pair[0] != pair[1]}
    ways = {(names.get(link.source, ""), names.get(link.target, "")) for link in on}
    return _Picture(chart, names, signs, frozenset(ways & set(signs)))


def _drawn(picture: _Picture, links: list[Link], on: frozenset[Link], chosen: bool) -> Graph:
    chart, names = picture.chart, picture.names
    edges = [Edge(source, target, sign) for (source, target), sign in picture.signs.items()]
    used = {key for pair in picture.signs for key in pair}
    nodes = [Node(w.key, w.label, w.kind, w.x, w.y) for w in chart.words if w.key in used]
    clear = [edge for edge in edges if (edge.source, edge.target) in picture.lit]
    svg = graph_figure(
        *(nodes, edges), identifier=f"graph-{chart.key}", title=chart.title, lit=clear if chosen else None
    )
    beyond = sum(not (names.get(link.source) and names.get(link.target)) for link in on)
    return Graph(chart.key, chart.title, svg, _rows(picture, edges, links), len(clear), beyond)


def _rows(picture: _Picture, edges: Iterable[Edge], links: Iterable[Link]) -> tuple[Row, ...]:
    label = {word.key: word.label for word in picture.chart.words}
    causes: dict[tuple[str, str], set[str]] = {}
    for link in links:
        pair = (picture.names.get(link.source, ""), picture.names.get(link.target, ""))
        causes.setdefault(pair, set()).add(heading(link.cause))
    found = [
        Row(label[e.source], SAYS[e.sign], label[e.target], tuple(sorted(causes[pair])), pair in picture.lit)
        for e in edges
        for pair in [(e.source, e.target)]
    ]
    return tuple(sorted(found, key=lambda row: not row.on))


def _on_the_way(
    links: Iterable[Link], ways: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]
) -> Iterable[Link]:
    """Yield the links that lie on any way from what is done to what is looked at."""
    listed = list(links)
    forward: dict[str, set[str]] = {}
    backward: dict[str, set[str]] = {}
    for link in listed:
        forward.setdefault(link.source, set()).add(link.target)
        backward.setdefault(link.target, set()).add(link.source)
    for starts, ends in ways:
        after, before = _reached(starts, forward), _reached(ends, backward)
        yield from (link for link in listed if link.source in after and link.target in before)


def _reached(begin: Iterable[str], steps: Mapping[str, set[str]]) -> set[str]:
    seen, edge = set(begin), list(begin)
    while edge:
        fresh = steps.get(edge.pop(), set()) - seen
        seen |= fresh
        edge += fresh
    return seen


@lru_cache(REMEMBERED)
def _links(folder: Path) -> tuple[Link, ...]:
    return read_links(folder)
