"""One step of the war: add what all causes say, decide what happens, keep every stock in its bounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
SMALLEST = 1e-3  # power of a frailty below which it is gamma, as good as
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
    pull      ends that a war of mean proneness would have been expected to come to so far, (world, lane)
    """

    survival: Number
    ended: Mapping[str, Number]
    share: Number
    pull: Number


@dataclass(frozen=True)
class Pull:
    """How a war is pulled towards its ends at one step.

    hazards  of a war of mean proneness, 1/month, by event word, in the shape of the event
    frailty  `evenness` and `power` of `Frailty`, (world, lane) each; empty where all wars are alike
    """

    hazards: Mapping[str, Number]
    frailty: Mapping[str, Number]


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
) -> tuple[State, dict[str, Number], Pull]:
    """Return the war `months` later, which events happened (0 or 1), and what pulls it towards its ends.

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
    frailty = {name: _sum(terms) for name, terms in said.frailty.items()}
    happened, hazards, frailty = fence((happened, hazards, frailty))
    after = {name: _moved(axes, name, x, said, happened, luck, months) for name, x in state.items()}
    after["age"] = state["age"] + months
    return after, happened, Pull({e.word: hazards[e.word] for e in ENDINGS if e.word in hazards}, frailty)


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


def proneness(pulled: Number, pull: Number, frailty: Mapping[str, Number], months: float) -> Number:
    """Return the mean proneness over a step, of the wars that go on, relative to the mean of all.

    pulled  as `Fate.pull`, when the step begins;  pull  the same a month, steady through the step

    With left = 1 + pulled / evenness, the chance of still going is exp(-evenness / power * (left^power - 1))
    (hougaard1986), and the mean over the step is exact however far the step goes.

    >>> even, uneven = {"evenness": 1e6, "power": 0.5}, {"evenness": 1.0, "power": 0.001}
    >>> round(proneness(9.0, 0.1, even, 0.25), 3), round(proneness(9.0, 0.1, uneven, 0.25), 3)
    (1.0, 0.1)
    """
    if not frailty:
        return 1.0
    evenness, power = maths.maximum(frailty["evenness"], NEVER), maths.maximum(frailty["power"], SMALLEST)
    left = 1.0 + pulled / evenness
    ahead = maths.maximum(pull * months, NEVER) / evenness
    grown = maths.expm1(power * maths.log1p(ahead / left)) / (power * ahead)
    return maths.exp(power * maths.log(left)) * grown


def integrate(fate: Fate, state: State, pull: Pull, deeds: Deeds, months: float) -> Fate:
    """Carry the probability of each ending one step on, without tossing for it."""
    fate, hazards = _thinned(fate, pull, months)
    total = _sum_endings(hazards)
    gone = rounded(fate.survival * -maths.expm1(-total * months))
    per_hazard = gone / maths.maximum(total, NEVER)
    fresh = {word: rounded(per_hazard * hazard) for word, hazard in hazards.items()}
    return _tally(fate, state, fresh, fate.survival - gone, deeds)


def toss(fate: Fate, state: State, pull: Pull, deeds: Deeds, luck: Luck, months: float) -> Fate:
    """Let the ending whose waiting time runs out first within the step be how the war ends."""
    fate, hazards = _thinned(fate, pull, months)
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
    share = fate.share + _shares(fresh, state)
    return Fate(survival=survival, ended=ended, share=share, pull=fate.pull)


def _thinned(fate: Fate, pull: Pull, months: float) -> tuple[Fate, Mapping[str, Number]]:
    """Return the fate with the pull of the step in it, and the hazards of the wars that go on."""
    total = _sum_endings(pull.hazards)
    prone = proneness(fate.pull, total, pull.frailty, months)
    hazards = {word: hazard * prone for word, hazard in pull.hazards.items()}
    return replace(fate, pull=fate.pull + total * months), hazards


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
