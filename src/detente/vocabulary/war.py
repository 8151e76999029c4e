"""The state of a war as one side sees it, and the reference war from which influences count."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Literal

from detente.vocabulary import maths
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
    odds: Number = None

    def reckoned(self) -> "View":
        """Return the same view with the odds of winning at hand, so that no cause reckons them again."""
        return replace(self, odds=odds_of_winning(self))


HELD_AT_LEAST = 1e-6  # keeps a ratio of strengths finite when a side has nothing left


def odds_of_winning(war: View) -> Number:
    """Return my probability of prevailing if the war is fought out [0..1].

        p = m^r / (m^r + f^r),   m, f = strength of me and of the foe,   r = decisiveness

    Ratio form of the contest success function. Two equal sides have even odds.
    """
    if war.odds is not None:
        return war.odds
    mine = maths.log(maths.maximum(war.me.force * war.me.firepower, HELD_AT_LEAST))
    theirs = maths.log(maths.maximum(war.foe.force * war.foe.firepower, HELD_AT_LEAST))
    return maths.logistic(war.shared.decisiveness * (mine - theirs))


_GROUPS: dict[Group, type[Record]] = {"side": Side, "shared": Shared, "party": Party, "tie": Tie}

STOCKS: dict[str, AboutStock] = {
    name: entry for card in _GROUPS.values() for name, entry in about(card).items()
}

GROUP_OF: dict[str, Group] = {name: group for group, card in _GROUPS.items() for name in about(card)}


def typical(group: Group) -> Record:
    """Return the reference values of one group of stocks."""
    card = _GROUPS[group]
    return card(**{name: entry.typical for name, entry in about(card).items()})


def reference(parties: int = 1) -> View:
    """Return the reference war, where every contribution to a log hazard counts as zero.

    Two equal sides at typical values, with `parties` typical third parties. It has the same
    face from either side.
    """
    tie, party = typical("tie"), typical("party")
    return View(
        me=typical("side"),  # type: ignore[arg-type]
        foe=typical("side"),  # type: ignore[arg-type]
        shared=typical("shared"),  # type: ignore[arg-type]
        parties=(party,) * parties,  # type: ignore[arg-type]
        ties=(tie,) * parties,  # type: ignore[arg-type]
        foe_ties=(tie,) * parties,  # type: ignore[arg-type]
        party=party,  # type: ignore[arg-type]
        tie=tie,  # type: ignore[arg-type]
        foe_tie=tie,  # type: ignore[arg-type]
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
