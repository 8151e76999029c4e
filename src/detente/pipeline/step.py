"""One step of the war: add what all causes say, decide what happens, keep every stock in its bounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.pipeline.axes import Axes, kind_of_stock
from detente.pipeline.model import SIDES, Contributions, Model, Listen, State, Voice, contributions, event_paths, other
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
    ended     probability that it has ended, by ending path
    share     by side, the share of the stake it ends with, times the probability of having ended
    """

    survival: Number
    ended: Mapping[str, Number]
    share: Mapping[str, Number]


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
) -> tuple[State, dict[str, Number], dict[str, Number]]:
    """Return the war `months` later, which events happened (0 or 1), and the hazards of its endings by path.

    `origin` is what the same causes say of each event's log hazard in the reference war.
    """
    said = contributions(model, voice, state, listen)
    hazards = intensities(said, origin, deeds)
    happened = {
        event.word: _happens(hazards.get(event.word), deeds.forced[event.word], luck.waiting.get(event.word), months)
        for event in Event
        if not event.ends_war
    }
    happened, hazards = fence((happened, hazards))
    axes = Axes(state["talks"].ndim, len(model.parties))
    after = {name: _moved(axes, name, x, said, happened, luck, months) for name, x in state.items()}
    after["age"] = state["age"] + months
    return after, happened, _endings(hazards)


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
    gone = fate.survival * -maths.expm1(-total * months)
    per_hazard = gone / maths.maximum(total, NEVER)
    fresh = {path: per_hazard * hazard for path, hazard in hazards.items()}
    return _tally(fate, state, fresh, fate.survival - gone, deeds)


def toss(
    fate: Fate, state: State, hazards: Mapping[str, Number], deeds: Deeds, luck: Luck, months: float
) -> Fate:
    """Let the ending whose waiting time runs out first within the step be how the war ends."""
    waits = _by_path(luck.waiting)
    times = {path: waits[path] / maths.maximum(hazard, NEVER) for path, hazard in hazards.items()}
    first = _least(list(times.values()))
    over = (first < months) * fate.survival
    fresh = {path: over * (time == first) for path, time in times.items()}
    return _tally(fate, state, fresh, fate.survival - over, deeds)


def _tally(fate: Fate, state: State, fresh: dict[str, Number], survival: Number, deeds: Deeds) -> Fate:
    forced = _by_path(deeds.forced)
    for path in ENDING_PATHS:
        now = survival * forced[path]
        fresh[path] = fresh.get(path, 0.0) + now
        survival = survival - now
    ended = {path: fate.ended[path] + fresh[path] for path in ENDING_PATHS}
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
    what = state["terms" if path == Event.SETTLEMENT.word else "ground"]
    return 0.5 * (what[SIDES.index(side)] + (1.0 - what[SIDES.index(foe)]))


def _endings(hazards: Mapping[str, Number]) -> dict[str, Number]:
    return {path: x for path, x in _by_path(hazards).items() if path in ENDING_PATHS}


def _by_path(numbers: Mapping[str, Number]) -> dict[str, Number]:
    """Return the numbers of the war's endings by path: a side's ending is one for each side."""
    paths = {}
    for event in ENDINGS:
        if event.word in numbers:
            x = numbers[event.word]
            paths |= {p: x[i] if event.actor == "side" else x for i, p in enumerate(event_paths(event, ()))}
    return paths


def _sum_endings(terms: Mapping[str, Number]) -> Number:
    # the sides' own endings are paired first: exchanging the sides must not move the last bit
    paired = [path for path in ENDING_PATHS if "." in path and path in terms]
    alone = [path for path in ENDING_PATHS if "." not in path and path in terms]
    return _sum([*(terms[path] for path in alone), *([_sum([terms[p] for p in paired])] if paired else [])])


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
                axes.landed(jump.size, jump.key, happened[event.word], kind_of_stock(name), jump.kind == "tie")
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
