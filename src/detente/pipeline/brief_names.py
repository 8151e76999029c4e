"""Stocks and events as a brief calls them: whose, and in words that need no glossary."""

from collections.abc import Mapping

WORDS = {
    "belief_win": "own estimate of winning",
    "condemns": "public stance on the latest act",
    "expected_shift": "fear of a later shift of power",
    "fade-out": "fading out",
    "foe_averse": "belief that the other side prefers war",
    "attribution": "belief that the other side’s leaders ordered it",
    "force": "soldiers",
    "ground": "ground held",
    "hostility": "violence applied",
    "leader_confidence": "confidence in leaders",
    "losses_pace": "losses a month",
    "negotiators": "negotiators at the table",
    "protocols": "security protocols",
    "stance": "least share it would accept",
    "stalled": "stalled talks",
    "support": "backing",
    "suspects_spoiling": "suspicion of spoiling",
    "talks": "talks under way",
    "talks_progress": "progress in talks",
    "uncertainty": "doubt about the other side",
    "war_support": "public support for the war",
}

OF = ("condemnation", "minimisation")  # what a third party says of a side, not what it gives to one


def called(path: str, labels: Mapping[str, str]) -> str:
    """Return a stock or event path as a reader calls it: what, and whose.

    >>> called("A.war_support", {"A": "North"}), called("talks-open", {})
    ('Public support for the war, North', 'Talks open')
    >>> called("backer.B.aid-cut", {"B": "South", "backer": "a great power"})
    'Aid cut, a great power to South'
    """
    *holders, name = path.split(".")
    words = WORDS.get(name, name.replace("_", " ").replace("-", " "))
    between = " of " if name in OF else " to "
    who = between.join(
        labels.get(h, f"side {h}" if h in ("A", "B") else h.replace("_", " ")) for h in holders
    )
    return f"{words[:1].upper()}{words[1:]}" + (f", {who}" if who else "")


def ending(path: str, labels: Mapping[str, str]) -> str:
    """Return a kind of ending as a reader calls it.

    >>> ending("A.collapse", {"A": "North"}), ending("fade-out", {})
    ('collapse of North', 'fading out')
    """
    side, _, word = path.rpartition(".")
    if side:
        return f"{word} of {labels.get(side, f'side {side}')}"
    return WORDS.get(word, word)
