"""A model: all causes added up to one step of the war, the same for every theory.

A theory is a table of gates (which causes speak, and how loudly: 0 or 1) and of priors; the step is
one. The same code runs under NumPy, to answer a small question or to find the cause of a fault, and
under JAX, compiled, for ensembles. Arrays have shape (world, lane); a lane is one life of one draw.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal

from detente.vocabulary import Change, Effect, Event, Mechanism, Number, View, about, title
from detente.vocabulary.events import Mine, Theirs
from detente.vocabulary.others import Party, Shared, Tie
from detente.vocabulary.record import AboutParam, AboutStock
from detente.vocabulary.side import Side
from detente.vocabulary.war import GROUP_OF, leaves, reference, stated

SIDES = ("A", "B")
State = dict[str, Number]  # stock path -> values, shape (world, lane)
Terms = dict[str, list[Number]]  # path -> contributions, in alphabetical order of their causes
Jump = tuple[tuple[str, Number], ...]  # (event path, size), from one view, or from both where shared
Slot = Literal["per_month", "volatility", "rate", "log_hazard", "jump"]


@dataclass(frozen=True)
class Term:
    """One thing that one cause says: in which slot, of what, and how much.

    For a jump, `events` are the event paths and `sizes` the size for each: one from one side's view,
    or one from each view where the sides share the stock. Such a pair is added before anything else,
    so that exchanging the sides cannot move the last bit. For other slots there is one size.
    """

    slot: Slot
    path: str
    sizes: tuple[Number, ...]
    events: tuple[str, ...] = ()


Speak = Callable[[int, Callable[[], list[Term]]], list[Term]]  # asks the cause with that number
Voice = Callable[[int], tuple[Mechanism, Number]]  # the card of that cause, and how loudly it speaks


@dataclass(frozen=True)
class Model:
    """The causes a question may use and the third parties it has: all that is static.

    causes   every cause, in alphabetical order, so that sums do not depend on any other order
    parties  names of the third parties, in the scenario's order
    """

    causes: tuple[type[Mechanism], ...]
    parties: tuple[str, ...]

    @cached_property
    def stocks(self) -> dict[str, AboutStock]:
        """Return every stock path with what it is."""
        return dict(leaves(self.parties))  # type: ignore[arg-type]

    @cached_property
    def params(self) -> dict[str, AboutParam]:
        """Return every parameter, as `cause.name`, with what it is."""
        return {f"{title(c)}.{name}": entry for c in self.causes for name, entry in about(c).items()}

    @cached_property
    def events(self) -> tuple[str, ...]:
        """Return every event as a path: `talks-open`, `B.deep-strike`, `backer.B.aid-cut`."""
        return tuple(path for event in Event for path in event_paths(event, self.parties))

    def card(self, number: int, params: Callable[[str], Number]) -> Mechanism:
        """Return the cause with that number as a card; `params` gives a value for `cause.name`."""
        cause = self.causes[number]
        return cause(**{name: params(f"{title(cause)}.{name}") for name in about(cause)})


@dataclass(frozen=True)
class Contributions:
    """What all causes say of one step: terms to be added, by stock or event path."""

    per_month: Terms
    volatility: Terms
    rate: Terms
    log_hazard: Terms
    jump: dict[str, list[Jump]]  # by stock path


def event_paths(event: Event, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the places where `event` can happen, sides in order."""
    if event.actor == "war":
        return (event.word,)
    if event.actor == "side":
        return tuple(f"{side}.{event.word}" for side in SIDES)
    return tuple(f"{party}.{side}.{event.word}" for party in parties for side in SIDES)


def view(state: State, side: str, parties: tuple[str, ...]) -> View:
    """Return the war in `state` as `side` sees it."""
    foe = other(side)

    def card[R](kind: type[R], prefix: str) -> R:
        return kind(**{name: state[prefix + name] for name in about(kind)})  # type: ignore[arg-type]

    return View(
        me=card(Side, f"{side}."),
        foe=card(Side, f"{foe}."),
        shared=card(Shared, ""),
        parties=tuple(card(Party, f"{party}.") for party in parties),
        ties=tuple(card(Tie, f"{party}.{side}.") for party in parties),
        foe_ties=tuple(card(Tie, f"{party}.{foe}.") for party in parties),
    ).reckoned()


def other(side: str) -> str:
    """Return the other side.

    >>> other("A"), other("B")
    ('B', 'A')
    """
    return "B" if side == "A" else "A"


def contributions(model: Model, voice: Voice, state: State, speak: Speak | None = None) -> Contributions:
    """Ask every cause, from both sides, what it contributes to the war in `state`.

    `speak(number, ask)` may decide not to ask a cause that is silent (and must then say zeros).
    """
    total = Contributions({}, {}, {}, {}, {})
    views = {side: view(state, side, model.parties) for side in SIDES}
    for number in range(len(model.causes)):
        ask = partial(_ask, voice, number, views, model.parties)
        for term in speak(number, ask) if speak else ask():
            if term.slot == "jump":
                total.jump.setdefault(term.path, []).append(tuple(zip(term.events, term.sizes, strict=True)))
            else:
                getattr(total, term.slot).setdefault(term.path, []).append(term.sizes[0])
    return total


def _ask(voice: Voice, number: int, views: Mapping[str, View], parties: tuple[str, ...]) -> list[Term]:
    card, gate = voice(number)  # looked up only when asked: a silent cause costs nothing
    return terms_of(card, gate, views, parties)


def terms_of(card: Mechanism, gate: Number, views: Mapping[str, View], parties: tuple[str, ...]) -> list[Term]:
    """Return everything that one cause says, from both sides and about every third party."""
    terms: list[Term] = []
    for party in parties if card.third_party else ("",):
        said = {side: card.effect(_at(views[side], parties, party)) for side in SIDES}
        for slot in ("per_month", "volatility"):
            terms += _changes(slot, {s: getattr(e, slot) for s, e in said.items()}, party, gate)
        for slot in ("rate", "log_hazard"):
            terms += _pushes(slot, {s: getattr(e, slot) for s, e in said.items()}, party, gate)
        for actor in _parties_that_act(said, party, parties):
            terms += _jumps(said, party, actor, gate)
    return terms


def reference_hazards(model: Model, voice: Voice) -> dict[Event, list[Number]]:
    """Return what the causes say of each event's log hazard in the reference war, to be subtracted."""
    war = reference(len(model.parties))
    total: dict[Event, list[Number]] = {}
    for number in range(len(model.causes)):
        card, gate = voice(number)
        for event, push in card.effect(war).log_hazard.items():
            times = len(model.parties) if card.third_party and event.actor != "party" else 1
            total.setdefault(event, []).append(gate * push * float(times))
    return total


def _at(war: View, parties: tuple[str, ...], party: str) -> View:
    if not party:
        return war
    i = parties.index(party)
    return replace(war, party=war.parties[i], tie=war.ties[i], foe_tie=war.foe_ties[i])


def _changes(slot: Slot, said: Mapping[str, Change], party: str, gate: Number) -> list[Term]:
    terms, shared = [], Terms()
    for side, change in said.items():
        for name, value in stated(change):
            path = stock_path(name, side, party)
            if GROUP_OF[name] in ("side", "tie"):
                terms.append(Term(slot, path, (gate * value,)))
            else:
                shared.setdefault(path, []).append(value)
    return terms + [Term(slot, path, (gate * _average(pair),)) for path, pair in shared.items()]


def _pushes(slot: Slot, said: Mapping[str, Mapping[Event, Number]], party: str, gate: Number) -> list[Term]:
    terms, shared = [], Terms()
    for side, push in said.items():
        for event, value in push.items():
            path = event_path(event, side, party)
            if event.actor == "war":
                shared.setdefault(path, []).append(value)
            else:
                terms.append(Term(slot, path, (gate * value,)))
    return terms + [Term(slot, path, (gate * _average(pair),)) for path, pair in shared.items()]


def _average(pair: list[Number]) -> Number:
    # A + B is the same to the last bit as B + A: what the sides share cannot tell them apart
    return 0.5 * (pair[0] + pair[1]) if len(pair) == 2 else 0.5 * pair[0]


def _jumps(said: Mapping[str, Effect], party: str, actor: str, gate: Number) -> list[Term]:
    """Return jumps; `actor` names the third party whose acts are meant ("" for all other events)."""
    terms = []
    shared: dict[tuple[str, Event | Mine | Theirs], list[tuple[str, Number]]] = {}
    for side, effect in said.items():
        for key, change in effect.on.items():
            event = key if isinstance(key, Event) else key.event
            if (event.actor == "party") != bool(actor):
                continue
            who = other(side) if isinstance(key, Theirs) else side
            happens, weight = event_path(event, who, actor), 0.5 if event.actor == "war" else 1.0
            for name, value in stated(change):
                path = stock_path(name, side, party)
                if GROUP_OF[name] in ("side", "tie"):
                    terms.append(Term("jump", path, (gate * value,), (happens,)))
                else:
                    shared.setdefault((path, key), []).append((happens, gate * value * weight))
    for (path, _), pair in shared.items():
        terms.append(Term("jump", path, tuple(size for _, size in pair), tuple(event for event, _ in pair)))
    return terms


def _parties_that_act(said: Mapping[str, Effect], party: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    keys = {key if isinstance(key, Event) else key.event for effect in said.values() for key in effect.on}
    acting = any(event.actor == "party" for event in keys)
    return ("", *(((party,) if party else parties) if acting else ()))


def stock_path(name: str, side: str, party: str) -> str:
    """Return where the stock `name` lives for this side and third party."""
    group = GROUP_OF[name]
    if group == "side":
        return f"{side}.{name}"
    if group == "shared":
        return name
    return f"{party}.{name}" if group == "party" else f"{party}.{side}.{name}"


def event_path(event: Event, side: str, party: str) -> str:
    """Return where `event` happens when `side` does it or a third party does it about that side."""
    if event.actor == "war":
        return event.word
    return f"{side}.{event.word}" if event.actor == "side" else f"{party}.{side}.{event.word}"
