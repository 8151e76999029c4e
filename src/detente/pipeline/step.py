"""One step of the war: add what all causes say, decide what happens, keep every stock in its bounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.pipeline.axes import Axes, kind_of_stock, rounded
from detente.pipeline.model import (
    Ask,
    Contributions,
    Listen,
    Model,
    State,
    Voice,
    contributions,
    event_paths,
    views,
)
from detente.vocabulary import Event, Number, maths
from detente.vocabulary.war import STOCKS

Fence = Callable[[Any], Any]  # stops a compiler from computing the same thing again for every use of it
STEEPEST = 20.0  # a log hazard beyond this is certainty (or impossibility) within one step
ENDINGS = tuple(event for event in Event if event.ends_war)
# in order: settlement, ceasefire, collapse of A, collapse of B, fading out
ENDING_PATHS = tuple(path for event in ENDINGS for path in event_paths(event, ()))
NEVER = 1e-30  # stands for a hazard of zero where one is divided by


@dataclass(frozen=True)
class Deeds:
    """What a world does at one step, by event word, in the shape of the event; neutral where it does nothing.

    forced    1 where the event is made to happen
    allowed   0 where it is kept from happening
    likelier  addition to its log hazard
    """

    forced: Mapping[str, Number]
    allowed: Mapping[str, Number]
    likelier: Mapping[str, Number]


@dataclass(frozen=True)
class Fate:
    """How the war has gone: probabilities when endings are integrated, 0 or 1 when they are tossed.

    survival  probability that the war is still going, shape (world, lane)
    ended     probability that it has ended, by event word, in the shape of the event
    share     share of the stake that a side ends with, times the probability of having ended: (side, ...)
    """

    survival: Number
    ended: Mapping[str, Number]
    share: Number


@dataclass(frozen=True)
class Luck:
    """The random numbers of one step: waiting times by event word and normals by stock name."""

    waiting: Mapping[str, Number]
    normal: Mapping[str, Number]


def advance(
    model: Model,
    voice: Voice,
    origin: Mapping[Event, Number],
    state: State,
    deeds: Deeds,
    luck: Luck,
    months: float,
    fence: Fence = lambda x: x,
    listen: Listen = lambda _, terms: terms,
    ask: Ask = lambda _, speak: speak(),
) -> tuple[State, dict[str, Number], dict[str, Number]]:
    """Return the war `months` later, which events happened (0 or 1), and the hazards of its endings.

    `origin` is what the same causes say of each event's log hazard in the reference war.
    """
    axes = Axes(state["talks"].ndim, len(model.parties), fence)
    said = contributions(model, voice, views(state, len(model.parties)), axes, listen, ask)
    hazards = intensities(said, origin, deeds)
    happened = {
        event.word: _happens(
            hazards.get(event.word), deeds.forced[event.word], luck.waiting.get(event.word), months
        )
        for event in Event
        if not event.ends_war
    }
    happened, hazards = fence((happened, hazards))
    after = {name: _moved(axes, name, x, said, happened, luck, months) for name, x in state.items()}
    after["age"] = state["age"] + months
    return after, happened, {e.word: hazards[e.word] for e in ENDINGS if e.word in hazards}


def intensities(said: Contributions, origin: Mapping[Event, Number], deeds: Deeds) -> dict[str, Number]:
    """Return the monthly hazard of every event that has a rate: rate * exp(log hazard - reference)."""
    hazards = {}
    for event in Event:
        if event.word in said.rate:
            push = _sum([*said.log_hazard.get(event.word, []), deeds.likelier[event.word]])
            if event in origin:
                push = push - origin[event]
            rate = maths.maximum(_sum(said.rate[event.word]), 0.0) * deeds.allowed[event.word]
            hazards[event.word] = rate * maths.exp(maths.clip(push, -STEEPEST, STEEPEST))
    return hazards


def integrate(fate: Fate, state: State, hazards: Mapping[str, Number], deeds: Deeds, months: float) -> Fate:
    """Carry the probability of each ending one step on, without tossing for it."""
    total = _sum_endings(hazards)
    gone = rounded(fate.survival * -maths.expm1(-total * months))
    per_hazard = gone / maths.maximum(total, NEVER)
    fresh = {word: rounded(per_hazard * hazard) for word, hazard in hazards.items()}
    return _tally(fate, state, fresh, fate.survival - gone, deeds)


def toss(
    fate: Fate, state: State, hazards: Mapping[str, Number], deeds: Deeds, luck: Luck, months: float
) -> Fate:
    """Let the ending whose waiting time runs out first within the step be how the war ends."""
    times = {word: luck.waiting[word] / maths.maximum(hazard, NEVER) for word, hazard in hazards.items()}
    first = _least(
        [x for time in times.values() for x in (time if time.ndim > fate.survival.ndim else (time,))]
    )
    over = (first < months) * fate.survival
    fresh = {word: over * (time == first) for word, time in times.items()}
    return _tally(fate, state, fresh, fate.survival - over, deeds)


def _tally(fate: Fate, state: State, fresh: Mapping[str, Number], survival: Number, deeds: Deeds) -> Fate:
    fresh = dict(fresh)
    for event in ENDINGS:
        forced = deeds.forced[event.word]
        if event.actor == "side":  # were both made to collapse at once, each would have half the chance
            forced = forced / maths.maximum(forced[0] + forced[1], 1.0)
        now = rounded(survival * forced)
        fresh[event.word] = fresh.get(event.word, 0.0) + now
        survival = survival - (now[0] + now[1] if event.actor == "side" else now)
    ended = {word: fate.ended[word] + x for word, x in fresh.items()}
    return Fate(survival=survival, ended=ended, share=fate.share + _shares(fresh, state))


def _shares(fresh: Mapping[str, Number], state: State) -> Number:
    """Return by side the share of the stake that the endings of this step leave it with.

    A settlement gives the terms in prospect (where the two sides' terms do not add up to the whole,
    the middle of what each would leave the other); a collapse gives all to the side that stands;
    otherwise each keeps the ground it holds.
    """
    terms, ground = (0.5 * (state[name] + (1.0 - state[name][::-1])) for name in ("terms", "ground"))
    as_it_stands = fresh[Event.CEASEFIRE.word] + fresh[Event.FADE_OUT.word]
    return fresh[Event.SETTLEMENT.word] * terms + as_it_stands * ground + fresh[Event.COLLAPSE.word][::-1]


def _sum_endings(terms: Mapping[str, Number]) -> Number:
    # the sides' own endings are paired first: exchanging the sides must not move the last bit
    alone = [rounded(terms[e.word]) for e in ENDINGS if e.word in terms and e.actor == "war"]
    paired = [rounded(terms[e.word]) for e in ENDINGS if e.word in terms and e.actor == "side"]
    return _sum(alone + [x[0] + x[1] for x in paired])


def _moved(
    axes: Axes,
    name: str,
    x: Number,
    said: Contributions,
    happened: Mapping[str, Number],
    luck: Luck,
    months: float,
) -> Number:
    moves = []
    if name in said.per_month:
        moves.append(_sum(said.per_month[name]) * months)
    if name in said.volatility:
        moves.append(_sum(said.volatility[name]) * luck.normal[name] * months**0.5)
    for jump in said.jump.get(name, []):
        if jump.key is not None:
            event = jump.key if isinstance(jump.key, Event) else jump.key.event
            moves.append(
                axes.landed(
                    jump.size, jump.key, happened[event.word], kind_of_stock(name), jump.kind == "tie"
                )
            )
    if not moves:
        return x
    return maths.clip(x + _sum(moves), STOCKS[name].low, STOCKS[name].high)


def _happens(hazard: Number | None, forced: Number, waiting: Number | None, months: float) -> Number:
    if hazard is None or waiting is None:
        return forced
    return maths.maximum((waiting < hazard * months) * 1.0, forced)


def _sum(terms: list[Number]) -> Number:
    total: Number = 0.0
    for i, term in enumerate(terms):
        total = term if i == 0 else total + term
    return total


def _least(terms: list[Number]) -> Number:
    smallest = terms[0]
    for term in terms[1:]:
        smallest = maths.minimum(smallest, term)
    return smallest
