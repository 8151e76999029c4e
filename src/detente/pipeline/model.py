"""A model: all causes added up to one step of the war, the same for every theory.

A theory is a table of gates (which causes speak, and how loudly: 0 or 1) and of priors; the step is
one. The same code runs under NumPy, to answer a small question or to find the cause of a fault, and
under JAX, compiled, for ensembles.

Both sides are asked at once: a side's stock has shape (side, world, lane), and the foe's is the same
array with its first axis reversed, so an equation cannot tell which side it speaks for. What is shared
has shape (world, lane), a third party's (party, world, lane), a tie's (party, side, world, lane).
A lane is one life of one draw.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Literal

from detente.pipeline.axes import Axes, Kind, kind_of_event, kind_of_stock
from detente.vocabulary import Effect, Event, Mechanism, Number, View, about, title
from detente.vocabulary.derived import DERIVED, odds_of_winning
from detente.vocabulary.events import Mine, Theirs
from detente.vocabulary.others import Party, Shared, Tie
from detente.vocabulary.record import AboutParam, AboutStock
from detente.vocabulary.side import Side
from detente.vocabulary.war import leaves, reference, stated

SIDES = ("A", "B")
State = dict[str, Number]  # stock name -> values, in the shape of its kind
Slot = Literal["per_month", "volatility", "rate", "log_hazard", "frailty", "jump"]


@dataclass(frozen=True)
class Term:
    """One thing that one cause says: in which slot, of which stock or event, and how much.

    `kind` is the shape of `size`. A jump says at which event: `key`; its size keeps the axes of who acts
    and who is told of until it is known what happened.
    """

    slot: Slot
    name: str
    kind: Kind
    size: Number
    key: Event | Mine | Theirs | None = None


Listen = Callable[
    [int, list[Term]], list[Term]
]  # hears what the cause with that number says, and hands it on
Voice = Callable[[int], tuple[Mechanism, Number]]  # the card of that cause, and how loudly it speaks
Sizes = tuple[Number, ...]
# asks some causes, given by number, or answers None (or zeros) where none of them has a voice
Ask = Callable[[tuple[int, ...], Callable[[], Sizes]], Sizes | None]


@dataclass(frozen=True)
class Model:
    """The causes a question may use and the third parties it has: all that is static.

    causes   every cause, in alphabetical order, so that sums do not depend on any other order
    parties  names of the third parties, in the scenario's order
    groups   numbers of the causes that need not be asked where none of their group has a voice
    """

    causes: tuple[type[Mechanism], ...]
    parties: tuple[str, ...]
    groups: tuple[tuple[int, ...], ...] = ()

    @cached_property
    def asked(self) -> tuple[tuple[int, ...], ...]:
        """Return the numbers of all causes in the order in which they are asked: first those of no group."""
        grouped = {number for group in self.groups for number in group}
        return (tuple(n for n in range(len(self.causes)) if n not in grouped), *self.groups)

    @cached_property
    def stocks(self) -> dict[str, AboutStock]:
        """Return every stock path with what it is; the paths of one stock stand together."""
        return dict(leaves(self.parties))  # type: ignore

    @cached_property
    def stock_rows(self) -> dict[str, slice]:
        """Return for each stock name the rows that its paths have among `stocks`."""
        return _rows(list(self.stocks))

    @cached_property
    def derived(self) -> tuple[str, ...]:
        """Return every derived quantity as a path: `A.strength`, `escalation`; a name's paths together."""
        return tuple(
            path
            for name, entry in DERIVED.items()
            for path in ([f"{side}.{name}" for side in SIDES] if entry.of == "side" else [name])
        )

    @cached_property
    def params(self) -> dict[str, AboutParam]:
        """Return every parameter, as `cause.name`, with what it is."""
        return {f"{title(c)}.{name}": entry for c in self.causes for name, entry in about(c).items()}

    @cached_property
    def events(self) -> tuple[str, ...]:
        """Return every event as a path: `talks-open`, `B.deep-strike`, `backer.B.aid-cut`."""
        return tuple(path for event in Event for path in event_paths(event, self.parties))

    @cached_property
    def event_rows(self) -> dict[str, slice]:
        """Return for each event word the rows that its paths have among `events`."""
        return _rows(list(self.events))

    def card(self, number: int, params: Callable[[str], Number]) -> Mechanism:
        """Return the cause with that number as a card; `params` gives a value for `cause.name`."""
        cause = self.causes[number]
        return cause(**{name: params(f"{title(cause)}.{name}") for name in about(cause)})


@dataclass(frozen=True)
class Contributions:
    """What all causes say of one step: terms to be added, by stock name or event word."""

    per_month: dict[str, list[Number]]
    volatility: dict[str, list[Number]]
    rate: dict[str, list[Number]]
    log_hazard: dict[str, list[Number]]
    frailty: dict[str, list[Number]]
    jump: dict[str, list[Term]]


def event_paths(event: Event, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the places where `event` can happen, sides in order."""
    if event.actor == "war":
        return (event.word,)
    if event.actor == "side":
        return tuple(f"{side}.{event.word}" for side in SIDES)
    return tuple(f"{party}.{side}.{event.word}" for party in parties for side in SIDES)


def other(side: str) -> str:
    """Return the other side.

    >>> other("A"), other("B")
    ('B', 'A')
    """
    return "B" if side == "A" else "A"


def views(state: State, parties: int) -> tuple[View, View]:
    """Return the war as both sides see it at once, for a side's cause and for a third party's cause."""
    side = {name: state[name] for name in about(Side)}
    shared = Shared(**{name: state[name] for name in about(Shared)})
    party = {name: state[name] for name in about(Party)}
    tie = {name: state[name] for name in about(Tie)}
    plain = View(
        me=Side(**side),
        foe=Side(**{name: x[::-1] for name, x in side.items()}),
        shared=shared,
        parties=tuple(Party(**{n: x[p] for n, x in party.items()}) for p in range(parties)),
        ties=tuple(Tie(**{n: x[p] for n, x in tie.items()}) for p in range(parties)),
        foe_ties=tuple(Tie(**{n: x[p, ::-1] for n, x in tie.items()}) for p in range(parties)),
    )
    plain = replace(plain, odds=odds_of_winning(plain))  # so that no cause reckons them again
    third = View(
        me=Side(**{name: x[None] for name, x in side.items()}),
        foe=Side(**{name: x[None, ::-1] for name, x in side.items()}),
        shared=shared,
        parties=plain.parties,
        ties=plain.ties,
        foe_ties=plain.foe_ties,
        party=Party(**{name: x[:, None] for name, x in party.items()}),
        tie=Tie(**tie),
        foe_tie=Tie(**{name: x[:, ::-1] for name, x in tie.items()}),
        odds=plain.odds[None],
    )
    return plain, third


def derived_from(state: State, parties: int, names: Collection[str]) -> State:
    """Return derived quantities by name: (side, ...) or, of the war as a whole, (...)."""
    if not names:
        return {}
    plain, _ = views(state, parties)
    # what is said of the war is the same to the last bit from either side
    return {
        name: entry.value(plain) if entry.of == "side" else entry.value(plain)[0]
        for name, entry in DERIVED.items()
        if name in names
    }


def contributions(
    model: Model,
    voice: Voice,
    seen: tuple[View, View],
    axes: Axes,
    listen: Listen = lambda _, terms: terms,
    ask: Ask = lambda _, speak: speak(),
) -> Contributions:
    """Ask every cause, for both sides, what it contributes to the war as it is seen."""
    total = Contributions({}, {}, {}, {}, {}, {})
    always, *groups = model.asked

    def told(numbers: tuple[int, ...]) -> list[Term]:
        return [t for n in numbers for t in listen(n, terms_of(*voice(n), seen, axes))]

    for term in told(always):
        _put(total, term)
    for group in groups:
        spoken: list[Term] = []

        def speak(group: tuple[int, ...] = group, spoken: list[Term] = spoken) -> Sizes:
            spoken[:] = _merged(told(group))
            return tuple(term.size for term in spoken)

        sizes = ask(group, speak)
        for term, size in zip(spoken, sizes or (), strict=sizes is not None):
            _put(total, replace(term, size=size))
    return total


def _put(total: Contributions, term: Term) -> None:
    said = term if term.slot == "jump" else term.size
    getattr(total, term.slot).setdefault(term.name, []).append(said)


def _merged(terms: list[Term]) -> list[Term]:
    """Add up what is said of the same thing: what leaves a group must be stored, so the less the better."""
    merged: dict[tuple[Any, ...], Term] = {}
    for term in terms:
        label = (term.slot, term.name, term.kind, term.key)
        before = merged.get(label)
        merged[label] = term if before is None else replace(term, size=before.size + term.size)
    return list(merged.values())


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


def terms_of(card: Mechanism, gate: Number, seen: tuple[View, View], axes: Axes) -> list[Term]:
    """Return everything that one cause says, for both sides and about every third party."""
    effect: Effect = card.effect(seen[1] if card.third_party else seen[0])
    terms: list[Term] = []
    for slot in ("per_month", "volatility"):
        for name, value in stated(getattr(effect, slot)):
            kind = kind_of_stock(name)
            terms.append(Term(slot, name, kind, gate * axes.told(value, kind, card.third_party)))
    for slot in ("rate", "log_hazard"):
        for event, value in getattr(effect, slot).items():
            kind = kind_of_event(event)
            terms.append(Term(slot, event.word, kind, gate * axes.told(value, kind, card.third_party)))
    if effect.frailty:
        for f in fields(effect.frailty):
            value = axes.told(getattr(effect.frailty, f.name), "war", card.third_party)
            terms.append(Term("frailty", f.name, "war", gate * value))
    for key, change in effect.on.items():
        for name, value in stated(change):
            kind = axes.kind_of_jump(key, kind_of_stock(name), card.third_party)
            size = axes.told(value, kind, card.third_party) if isinstance(key, Event) else value
            terms.append(Term("jump", name, kind, gate * size, key))
    return terms


def _rows(paths: list[str]) -> dict[str, slice]:
    names = [path.rsplit(".", 1)[-1] for path in paths]
    return {
        name: slice(names.index(name), names.index(name) + names.count(name)) for name in dict.fromkeys(names)
    }
