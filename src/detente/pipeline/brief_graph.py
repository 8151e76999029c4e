"""The section of a brief that shows what moves what under the causes of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.pipeline.brief_beliefs import causes_of
from detente.pipeline.brief_tree import Block, Details, Section, Table
from detente.pipeline.brief_words import heading, percent
from detente.pipeline.causal_graph import AGREE, Sign, links, merged
from detente.pipeline.causal_graph import Link as Influence
from detente.pipeline.causal_nodes import CHARTS, node_of_path, struck

if TYPE_CHECKING:
    from detente.pipeline.brief import Materials, Pictures

HEADERS = ("Cause", "What it moves", "Raised by (+)", "Lowered by (−)", "Either way (?)")


def graph_section(m: Materials, pictures: Pictures) -> Section:
    """Show what moves what, with signs read off the mechanisms."""
    side = struck(m.act)
    found = links(m.scenario, causes_of(m.theories), side, int(m.tree.attrs["seed"]))
    blocks: list[Block] = []
    for chart in CHARTS:
        signs = merged(found, node_of_path(chart, m.act, m.scenario.parties))
        between = {pair: sign for pair, sign in signs.items() if pair[0] != pair[1]}
        if between:
            blocks.append(pictures.graph(chart, between))
    me = m.scenario.labels.get(side, f"side {side}")
    lead = (
        f"Links that the causes of these theories make around the scenario’s start, as {me} sees the war; "
        f"the other side’s are the same. A sign stands where at least {percent(AGREE)} of draws, and all "
        "causes that make the link, agree; otherwise it is open (?)."
    )
    blocks.append(Details("Every link, cause by cause", (_links_table(m, found),)))
    return Section("graph", "What moves what", lead, tuple(blocks))


def _links_table(m: Materials, found: tuple[Influence, ...]) -> Table:
    me, parties = struck(m.act), m.scenario.parties
    said: dict[tuple[str, str], dict[str, set[Sign]]] = {}
    for link in found:
        pair = heading(link.cause), _seen(link.target, me, parties)
        said.setdefault(pair, {}).setdefault(_seen(link.source, me, parties), set()).add(link.sign)
    rows = tuple((cause, target, *_by_sign(signs)) for (cause, target), signs in said.items())
    caption = (
        "Each cause with what it moves, and by what: raised where more of that gives more of it (+), lowered "
        "where more gives less (−), either way where draws differ or both are found (?)"
    )
    return Table(HEADERS, rows, (), caption)


def _by_sign(signs: dict[str, set[Sign]]) -> tuple[str, str, str]:
    """Return what raises, what lowers, and what does both or either, each as a list in words."""
    raising = [source for source, one in signs.items() if one == {"+"}]
    lowering = [source for source, one in signs.items() if one == {"-"}]
    either = [source for source in signs if source not in raising and source not in lowering]
    return ", ".join(raising), ", ".join(lowering), ", ".join(either)


def _seen(path: str, me: str, parties: tuple[str, ...]) -> str:
    """Return a path in the words of one side: own, the foe's, a third party's."""
    *holders, name = path.split(".")
    side = next((h for h in holders if h in ("A", "B")), "")
    whose = "" if not side else "own " if side == me else "foe’s "
    whose = f"party’s {whose}" if any(h in parties for h in holders) else whose
    words = name.replace("_", " ").replace("-", " ")
    return whose + words
