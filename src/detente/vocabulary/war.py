"""The state of a war as one side sees it, and the reference war from which influences count."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from detente.vocabulary.maths import Number
from detente.vocabulary.others import Party, PartyStocks, Shared, SharedStocks, Tie, TieStocks
from detente.vocabulary.record import About, AboutStock, Record, about
from detente.vocabulary.side import Side, SideStocks

Group = Literal["side", "shared", "party", "tie"]


class Change(SideStocks, SharedStocks, PartyStocks, TieStocks):
    """Contributions to stocks, by name; a cause writes only what it touches.

    A rate of change has the same names as what changes. Stock names are unique across the groups,
    so one flat card serves: what is a side's stock changes *mine*; a shared stock is changed by the
    average of what the two sides' views say; a party's or a tie's stock is that of the party at hand.
    """


@dataclass(frozen=True)
class View:
    """A war seen from one side. The equation cannot know which side it is.

    `ties` and `foe_ties` run in step with `parties`. `party`, `tie` and `foe_tie` are set only
    while a third party's mechanism is at work.
    """

    me: Side
    foe: Side
    shared: Shared
    parties: tuple[Party, ...] = ()
    ties: tuple[Tie, ...] = ()
    foe_ties: tuple[Tie, ...] = ()
    party: Party = Party()
    tie: Tie = Tie()
    foe_tie: Tie = Tie()
    odds: Number = None  # of winning, where the engine has reckoned them already


_GROUPS: dict[Group, type[Record]] = {"side": Side, "shared": Shared, "party": Party, "tie": Tie}

STOCKS: dict[str, AboutStock] = {
    name: entry for card in _GROUPS.values() for name, entry in about(card).items()
}

GROUP_OF: dict[str, Group] = {name: group for group, card in _GROUPS.items() for name in about(card)}


def typical[R: Record](card: type[R]) -> R:
    """Return the reference values of one card of stocks."""
    return card(**{name: entry.typical for name, entry in about(card).items()})


def reference(parties: int = 1) -> View:
    """Return the reference war, where every contribution to a log hazard counts as zero.

    Two equal sides at typical values, with `parties` typical third parties. It has the same
    face from either side.
    """
    tie, party = typical(Tie), typical(Party)
    return View(
        me=typical(Side),
        foe=typical(Side),
        shared=typical(Shared),
        parties=(party,) * parties,
        ties=(tie,) * parties,
        foe_ties=(tie,) * parties,
        party=party,
        tie=tie,
        foe_tie=tie,
    )


def leaves(parties: tuple[str, ...]) -> Iterator[tuple[str, About]]:
    """Yield every stock of a war with the named third parties, as (path, about).

    Paths: `A.force`, `talks`, `backer.exposure`, `backer.B.support`. The paths of one stock follow each
    other, sides in order within parties in order.
    """
    for name, entry in about(Side).items():
        yield from ((f"{side}.{name}", entry) for side in ("A", "B"))
    yield from about(Shared).items()
    for name, entry in about(Party).items():
        yield from ((f"{party}.{name}", entry) for party in parties)
    for name, entry in about(Tie).items():
        yield from ((f"{party}.{side}.{name}", entry) for party in parties for side in ("A", "B"))


def stated(change: Change) -> Iterator[tuple[str, Number]]:
    """Yield the (stock, contribution) pairs that a change really states."""
    for field in fields(change):
        value = getattr(change, field.name)
        if not (isinstance(value, float) and value == 0.0):
            yield field.name, value
