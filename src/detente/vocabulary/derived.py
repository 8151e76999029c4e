"""Derived quantities: functions of stocks, computed when needed and never stored."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detente.vocabulary import maths
from detente.vocabulary.maths import Number
from detente.vocabulary.others import Tie
from detente.vocabulary.side import Side
from detente.vocabulary.war import View

HELD_AT_LEAST = 1e-6  # keeps a ratio of strengths finite when a side has nothing left


def strength(side: Side) -> Number:
    """Return fighting strength: soldiers weighted by their weapons [soldier]."""
    return side.force * side.firepower


def odds_of_winning(war: View) -> Number:
    """Return my probability of prevailing if the war is fought out [0..1].

        p = m^r / (m^r + f^r),   m, f = strength of me and of the foe,   r = decisiveness

    Ratio form of the contest success function. Two equal sides have even odds.
    """
    if war.odds is not None:
        return war.odds
    mine = maths.log(maths.maximum(strength(war.me), HELD_AT_LEAST))
    theirs = maths.log(maths.maximum(strength(war.foe), HELD_AT_LEAST))
    return maths.logistic(war.shared.decisiveness * (mine - theirs))


def aid(ties: tuple[Tie, ...]) -> Number:
    """Return the aid that all third parties deliver to the side of these ties [euro_bn/month]."""
    return sum((tie.aid for tie in ties), start=0.0)


def aid_dependence(side: Side, ties: tuple[Tie, ...]) -> Number:
    """Return aid / (aid + own production) [0..1]; 0 with neither."""
    received = aid(ties)
    return maths.ratio(received, received + side.industry)


def sustain_capacity(side: Side, ties: tuple[Tie, ...], longest: Number = 120.0) -> Number:
    """Return how long the side can go on at its present use of supplies [month], at most `longest`.

    supplies / (consumption - industry - aid), and `longest` where nothing is lost.
    """
    drain = side.consumption - side.industry - aid(ties)
    return maths.minimum(side.supplies / maths.maximum(drain, HELD_AT_LEAST), longest)


def attrition(side: Side) -> Number:
    """Return the share of the force lost a month [1/month]."""
    return maths.ratio(side.losses_pace, side.force)


def optimism(war: View) -> Number:
    """Return by how much the two sides' hopes exceed what both can have [-1..1]."""
    return war.me.belief_win + war.foe.belief_win - 1.0


def escalation(war: View) -> Number:
    """Return the mean intensity of violence of the two sides, relative to the reference war."""
    return 0.5 * (war.me.hostility + war.foe.hostility)


def political_goals(war: View) -> Number:
    """Return attainment of my political aims [0..1]: ground held and terms in prospect, equally."""
    return 0.5 * (war.me.ground + war.me.terms)


def terms_harshness(war: View) -> Number:
    """Return how one-sided the attainable terms are [0..1]: 0 an even split, 1 all to one."""
    return maths.absolute(war.me.terms - war.foe.terms)


def at_the_table(war: View) -> Number:
    """Return how far both sides' negotiators are present [0..1]: the absent one decides."""
    return maths.minimum(war.me.negotiators, war.foe.negotiators)


@dataclass(frozen=True)
class AboutDerived:
    """What a derived quantity is, and of what: each `side` (its own view of the war) or the `war`.

    reads  names of the stocks it is a function of
    """

    meaning: str
    unit: str
    of: Literal["side", "war"]
    reads: tuple[str, ...]
    value: Callable[[View], Number]


DERIVED: dict[str, AboutDerived] = {
    "strength": AboutDerived(
        "Fighting strength: soldiers weighted by their weapons",
        "soldier",
        "side",
        ("force", "firepower"),
        lambda war: strength(war.me),
    ),
    "odds_of_winning": AboutDerived(
        "Probability of prevailing if the war is fought out",
        "1",
        "side",
        ("force", "firepower", "decisiveness"),
        odds_of_winning,
    ),
    "aid_received": AboutDerived(
        "Aid that all third parties deliver", "euro_bn/month", "side", ("aid",), lambda war: aid(war.ties)
    ),
    "aid_dependence": AboutDerived(
        "Share of supply that comes from outside",
        "1",
        "side",
        ("aid", "industry"),
        lambda war: aid_dependence(war.me, war.ties),
    ),
    "sustain_capacity": AboutDerived(
        "How long supplies last at the present use of them",
        "month",
        "side",
        ("supplies", "consumption", "industry", "aid"),
        lambda war: sustain_capacity(war.me, war.ties),
    ),
    "attrition": AboutDerived(
        "Share of the force lost a month",
        "1/month",
        "side",
        ("losses_pace", "force"),
        lambda war: attrition(war.me),
    ),
    "political_goals": AboutDerived(
        "Attainment of political aims", "1", "side", ("ground", "terms"), political_goals
    ),
    "optimism": AboutDerived(
        "By how much the sides' hopes exceed what both can have", "1", "war", ("belief_win",), optimism
    ),
    "escalation": AboutDerived(
        "Mean intensity of violence, relative to the reference war", "1", "war", ("hostility",), escalation
    ),
    "terms_harshness": AboutDerived(
        "How one-sided the attainable terms are", "1", "war", ("terms",), terms_harshness
    ),
    "at_the_table": AboutDerived(
        "How far both sides' negotiators are present", "1", "war", ("negotiators",), at_the_table
    ),
}
