"""The main words of the causal graph, with the place at which each is drawn.

Places are authored, x and y from 0 to 1 from the top left, so that the graph looks alike in every brief.
There are two pictures: one with every link would show none of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

NodeKind = Literal["event", "stock", "outcome"]


@dataclass(frozen=True)
class Word:
    """A node: what it is called, where it is drawn, and which stocks and events it stands for.

    `paths` are written for `me`, the side that the act strikes, `foe`, the other one, and `party`, any third
    party: `me.trust`, `foe.deep-strike`, `party.me.aid`.
    """

    key: str
    label: str
    x: float
    y: float
    paths: tuple[str, ...]
    kind: NodeKind = "stock"


@dataclass(frozen=True)
class Chart:
    """One picture of the graph: some of the words, and the links among them."""

    key: str
    title: str
    words: tuple[Word, ...]


FROM_THE_ACT = Chart(
    "act",
    "From an act to the table",
    (
        Word("strike", "Strike by the other side", 0.00, 0.45, ("foe.deep-strike",), "event"),
        Word("aid-cut", "Backer cuts aid", 0.84, 0.00, ("party.me.aid-cut",), "event"),
        Word("exposure", "Cost to third parties", 0.15, 0.00, ("party.exposure",)),
        Word("pressure", "Pressure by backers", 0.50, 0.00, ("party.me.pressure",)),
        Word("credibility", "Credibility of mediators", 0.27, 0.17, ("party.me.credibility",)),
        Word("spoiling", "Suspicion of spoiling", 0.30, 0.36, ("me.suspects_spoiling",)),
        Word("averse", "Belief that they prefer war", 0.30, 0.55, ("me.foe_averse", "me.attribution")),
        Word("trust", "Trust in the other side", 0.54, 0.22, ("me.trust",)),
        Word("protocols", "Security protocols", 0.54, 0.42, ("me.protocols",)),
        Word("nationalism", "Nationalist rhetoric", 0.17, 0.78, ("me.nationalism",)),
        Word("confidence", "Confidence in leaders", 0.30, 1.00, ("me.leader_confidence",)),
        Word("compromise", "Willingness to concede", 0.54, 0.68, ("me.compromise",)),
        Word("stance", "Hardness of stance", 0.62, 1.00, ("me.stance",)),
        Word("preconditions", "Preconditions", 0.82, 0.82, ("me.preconditions",)),
        Word("break", "Talks are broken off", 1.00, 1.00, ("talks-close",), "event"),
        Word("negotiators", "Negotiators present", 0.78, 0.52, ("me.negotiators",)),
        Word("progress", "Progress in talks", 0.80, 0.25, ("talks_progress",)),
        Word("settlement", "Settlement", 1.00, 0.50, ("settlement",), "outcome"),
    ),
)
THE_WAR = Chart(
    "war",
    "The war behind the table",
    (
        Word("support", "Backing by third parties", 0.02, 0.00, ("party.me.support",)),
        Word("aid", "Aid delivered", 0.36, 0.00, ("party.me.aid",)),
        Word("supplies", "Supplies", 0.62, 0.00, ("me.supplies",)),
        Word("strength", "Own strength", 0.40, 0.30, ("me.force", "me.firepower")),
        Word("hostility", "Violence by the other side", 0.00, 0.42, ("foe.hostility",)),
        Word("losses", "Own losses", 0.18, 0.68, ("me.losses_pace", "me.casualties")),
        Word("war_support", "Public support for the war", 0.48, 0.86, ("me.war_support",)),
        Word("cohesion", "Elite cohesion", 0.12, 1.00, ("me.elite_cohesion",)),
        Word("leader-exit", "Leader loses office", 0.78, 1.00, ("me.leader-exit",), "event"),
        Word("belief", "Own estimate of winning", 0.66, 0.52, ("me.belief_win",)),
        Word("uncertainty", "Doubt about the other side’s strength", 0.74, 0.26, ("me.uncertainty",)),
        Word("shift", "Fear of a later shift of power", 0.80, 0.74, ("me.expected_shift",)),
        Word("settlement", "Settlement", 1.00, 0.50, ("settlement",), "outcome"),
        Word("collapse", "Own collapse", 1.00, 0.10, ("me.collapse",), "outcome"),
    ),
)
CHARTS = (FROM_THE_ACT, THE_WAR)


def node_of_path(chart: Chart, act: str, parties: Iterable[str]) -> dict[str, str]:
    """Return the node of every path that has one; `act` is the event path of the act, or empty.

    >>> names = node_of_path(FROM_THE_ACT, "B.deep-strike", ["backer"])
    >>> names["A.trust"], names["B.deep-strike"], names["backer.A.pressure"]
    ('trust', 'strike', 'pressure')
    """
    me = struck(act)
    places: Mapping[str, tuple[str, ...]] = {
        "me": (me,),
        "foe": ("A" if me == "B" else "B",),
        "party": tuple(parties),
    }
    return {
        path: word.key for word in chart.words for pattern in word.paths for path in _paths(pattern, places)
    }


def struck(act: str) -> str:
    """Return the side that the act is done to: the other one than its actor, or the side it is about.

    >>> struck("B.deep-strike"), struck("backer.B.aid-cut"), struck("talks-open")
    ('A', 'B', 'A')
    """
    parts = act.split(".")
    if len(parts) == 3:
        return parts[1]
    return "B" if len(parts) == 2 and parts[0] == "A" else "A"


def _paths(pattern: str, places: Mapping[str, tuple[str, ...]]) -> list[str]:
    found = [""]
    for part in pattern.split("."):
        found = [f"{start}.{place}".strip(".") for start in found for place in places.get(part, (part,))]
    return found
