"""One step of the war: add what all causes say, decide what happens, keep every stock in its bounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.pipeline.model import (
    SIDES,
    Contributions,
    Jump,
    Model,
    Speak,
    State,
    Voice,
    contributions,
    event_paths,
    other,
)
from detente.vocabulary import Event, Number, maths

Fence = Callable[[Any], Any]  # stops a compiler from computing the same thing again for every use of it
STEEPEST = 20.0  # a log hazard beyond this is certainty (or impossibility) within one step
ENDINGS = tuple(
    (event, path) for event in Event if event.ends_war for path in event_paths(event, ())
)  # in order: settlement, ceasefire, collapse of A, collapse of B, fading out
ENDING_PATHS = tuple(path for _, path in ENDINGS)


@dataclass(frozen=True)
class Deeds:
    """What a world does at one step, as coefficients that leave everything alone when neutral.

    forced   event path -> 1 where the event is made to happen, shape (world, 1)
    allowed  event path -> 0 where it is kept from happening
    likelier event path -> addition to its log hazard
    """

    forced: Mapping[str, Number]
    allowed: Mapping[str, Number]
    likelier: Mapping[str, Number]


@dataclass(frozen=True)
class Fate:
    """How the war has gone: probabilities when endings are integrated, 0 or 1 when they are tossed.

    survival  probability that the war is still going, shape (world, lane)
    ended     probability that it has ended, by kind of ending
    share     by side, the share of the stake it ends with, times the probability of having ended
    """

    survival: Number
    ended: Mapping[str, Number]
    share: Mapping[str, Number]


@dataclass(frozen=True)
class Luck:
    """The random numbers of one step: waiting times by event path and normals by stock path."""

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
    speak: Speak | None = None,
) -> tuple[State, dict[str, Number], dict[str, Number]]:
    """Return the war `months` later, which events happened (0 or 1), and the hazards of its endings.

    `origin` is what the same causes say of each event's log hazard in the reference war.
    """
    said = contributions(model, voice, state, speak)
    hazards = intensities(said, origin, deeds)
    happened = {path: _happens(path, hazards.get(path), deeds, luck, months) for path in _tossed(model)}
    known = {path: x for path, x in happened.items() if x is not None}
    known, hazards = fence((known, hazards))
    after = {
        path: _moved(path, state[path], said, known, luck, months, about_it.low, about_it.high)
        for path, about_it in model.stocks.items()
    }
    after["age"] = state["age"] + months
    after = fence(after)
    return after, known, {path: hazards[path] for path in ENDING_PATHS if path in hazards}


def intensities(said: Contributions, origin: Mapping[Event, Number], deeds: Deeds) -> dict[str, Number]:
    """Return the monthly hazard of every event that has a rate: rate * exp(log hazard - reference)."""
    hazards = {}
    for path, rates in said.rate.items():
        push = _sum(said.log_hazard.get(path, []))
        event = _event_of(path)
        if event in origin:
            push = push - origin[event]
        if path in deeds.likelier:
            push = push + deeds.likelier[path]
        rate = maths.maximum(_sum(rates), 0.0)
        if path in deeds.allowed:
            rate = rate * deeds.allowed[path]
        no_push = isinstance(push, float) and push == 0.0
        hazards[path] = rate if no_push else rate * maths.exp(maths.clip(push, -STEEPEST, STEEPEST))
    return hazards


def integrate(fate: Fate, state: State, hazards: Mapping[str, Number], deeds: Deeds, months: float) -> Fate:
    """Carry the probability of each ending one step on, without tossing for it."""
    total = _sum_endings(hazards)
    gone = fate.survival * -maths.expm1(-total * months)
    per_hazard = gone / maths.maximum(total, 1e-30)
    fresh = {path: per_hazard * hazard for path, hazard in hazards.items()}
    return _tally(fate, state, fresh, fate.survival - gone, deeds)


def toss(fate: Fate, state: State, hazards: Mapping[str, Number], deeds: Deeds, luck: Luck, months: float) -> Fate:
    """Let the ending whose waiting time runs out first within the step be how the war ends."""
    times = {path: luck.waiting[path] / maths.maximum(hazard, 1e-30) for path, hazard in hazards.items()}
    first = _least(list(times.values()))
    over = (first < months) * fate.survival
    fresh = {path: over * (time == first) for path, time in times.items()}
    return _tally(fate, state, fresh, fate.survival - over, deeds)


def _tally(fate: Fate, state: State, fresh: dict[str, Number], survival: Number, deeds: Deeds) -> Fate:
    for path in ENDING_PATHS:
        if path in deeds.forced:
            now = survival * deeds.forced[path]
            fresh[path] = fresh.get(path, 0.0) + now
            survival = survival - now
    ended = {path: fate.ended[path] + fresh.get(path, 0.0) for path in ENDING_PATHS}
    share = {
        side: fate.share[side] + _sum_endings({p: x * final_share(p, side, state) for p, x in fresh.items()})
        for side in SIDES
    }
    return Fate(survival=survival, ended=ended, share=share)


def final_share(path: str, side: str, state: State) -> Number:
    """Return the share of the stake that `side` has once the war ends this way.

    A settlement gives the terms in prospect (where the two sides' terms do not add up to the whole,
    the middle of what each would leave the other); a collapse gives all to the side that stands;
    otherwise each keeps the ground it holds.
    """
    foe = other(side)
    if path == f"{side}.{Event.COLLAPSE.word}":
        return 0.0
    if path == f"{foe}.{Event.COLLAPSE.word}":
        return 1.0
    what = "terms" if path == Event.SETTLEMENT.word else "ground"
    return 0.5 * (state[f"{side}.{what}"] + (1.0 - state[f"{foe}.{what}"]))


def _sum_endings(terms: Mapping[str, Number]) -> Number:
    # the sides' own endings are paired first: exchanging the sides must not move the last bit
    paired = [path for path in ENDING_PATHS if "." in path and path in terms]
    alone = [path for path in ENDING_PATHS if "." not in path and path in terms]
    return _sum([terms[path] for path in alone] + [_sum([terms[path] for path in paired])])


def _moved(
    path: str,
    x: Number,
    said: Contributions,
    happened: Mapping[str, Number],
    luck: Luck,
    months: float,
    low: float,
    high: float,
) -> Number:
    moves = []
    if path in said.per_month:
        moves.append(_sum(said.per_month[path]) * months)
    if path in said.volatility:
        moves.append(_sum(said.volatility[path]) * luck.normal[path] * months**0.5)
    moves.extend(_landed(jump, happened) for jump in said.jump.get(path, []) if any(p in happened for p, _ in jump))
    if not moves:
        return x
    return maths.clip(x + _sum(moves), low, high)


def _landed(jump: Jump, happened: Mapping[str, Number]) -> Number:
    return _sum([size * happened[path] for path, size in jump if path in happened])


def _happens(path: str, hazard: Number | None, deeds: Deeds, luck: Luck, months: float) -> Number | None:
    tossed = None if hazard is None else (luck.waiting[path] < hazard * months) * 1.0
    if path not in deeds.forced:
        return tossed
    return deeds.forced[path] if tossed is None else maths.maximum(tossed, deeds.forced[path])


def _tossed(model: Model) -> list[str]:
    return [path for path in model.events if not _event_of(path).ends_war]


def _event_of(path: str) -> Event:
    return Event[path.rsplit(".", 1)[-1].upper().replace("-", "_")]


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


__all__ = ["ENDINGS", "ENDING_PATHS", "SIDES", "Deeds", "Fate", "Luck", "advance", "integrate", "toss"]
