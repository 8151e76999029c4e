"""Channels: how much of an effect passes through each cause.

A cause's part is what it adds to the effect when it joins the causes that are already in, averaged over
the orders in which they may join: the Shapley value of the game whose players are causes and whose worth
is the effect (Shapley 1953). Whatever the order, what the players add telescopes to the full effect less
the effect with all of them cut, and that remainder is a channel too: so the parts add up to the effect.
With few players every order counts; with many, orders are drawn in pairs, each with its reverse, which
takes out the part of the error that is linear in a player's place.
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from detente.pipeline.judging.verdict import Channel
from detente.pipeline.luck import stream_keys, threefry

ALL_ELSE = "all else"
MOST_EXACT = 6  # 64 cut sets; one player more would double the worlds to be lived
ORDERS = 24

Cut = frozenset[str]
Step = tuple[str, Cut, Cut]  # a player, and what is cut after and before it joins


def key_players(full: np.ndarray, one_cut: Mapping[str, np.ndarray], most: int) -> tuple[str, ...]:
    """Return the causes that deserve to be players, the strongest first, at most `most`.

    Strength is the mean absolute change of the effect when that cause alone is cut. A cause whose cut
    changes no draw is none; two causes of which either suffices can hide each other here, and then
    share what "all else" carries. `full` and the effects with one cut: (draw,), NaN where undefined.
    """
    strength = {name: _mean(np.abs(np.asarray(cut) - full)) for name, cut in one_cut.items()}
    ordered = sorted(strength, key=lambda name: (-strength[name], name))
    return tuple(name for name in ordered if strength[name] > 0)[:most]


def cut_sets(
    players: Sequence[str], orders: int = ORDERS, seed: int = 0, most_exact: int = MOST_EXACT
) -> tuple[Cut, ...]:
    """Return the distinct sets of causes to cut that `shapley` will ask for, smallest first.

    All subsets where there are at most `most_exact` players; else those met on `orders` drawn orders
    (at least four, in pairs of an order and its reverse).

    >>> [sorted(cut) for cut in cut_sets(("learning", "rally"))]
    [[], ['learning'], ['rally'], ['learning', 'rally']]
    """
    if len(players) <= most_exact:
        found = {frozenset(c) for n in range(len(players) + 1) for c in itertools.combinations(players, n)}
    else:
        walks = itertools.chain.from_iterable(_pairs(players, orders, seed))
        found = {cut for walk in walks for _, after, before in walk for cut in (after, before)}
    return tuple(sorted(found, key=lambda cut: (len(cut), sorted(cut))))


def shapley(
    players: Sequence[str],
    value: Mapping[Cut, np.ndarray],
    orders: int = ORDERS,
    seed: int = 0,
    most_exact: int = MOST_EXACT,
) -> tuple[Channel, ...]:
    """Return the channels of an effect, the largest first and "all else" last; they add up to its mean.

    `value`: the effect in every draw, (draw,), with each of `cut_sets(players, ...)` cut, under the same
    arguments. Draws in which the uncut effect is undefined are left out. Where only a cut makes it
    undefined, the mean under that cut stands in, and 0 where it is undefined in all draws: no effect is
    to be seen there. Errors are over draws and, where orders were drawn, over pairs of orders. No draw
    with an effect: no channels.

    Raises:
        KeyError: an effect is missing for one of the cut sets.
    """
    cuts = cut_sets(players, orders, seed, most_exact)
    seen = _complete(cuts, value)
    if seen.shape[1] == 0:
        return ()
    if len(players) <= most_exact:
        weights = _exact(players, cuts)[None]
    else:
        pairs = _pairs(players, orders, seed)
        weights = np.stack([_drawn(players, cuts, pair) for pair in pairs])
    parts = weights.mean(axis=0) @ seen
    errors = np.hypot(_error(parts), _error((weights @ seen.mean(axis=1)).T))
    found = [
        Channel(p, float(part.mean()), float(e)) for p, part, e in zip(players, parts, errors, strict=True)
    ]
    rest = seen[cuts.index(frozenset(players))]
    remainder = Channel(ALL_ELSE, float(rest.mean()), float(_error(rest[None])[0]))
    return (*sorted(found, key=lambda channel: (-abs(channel.part), channel.cause)), remainder)


def shuffles(seed: int, name: str, count: int, length: int) -> np.ndarray:
    """Return `count` random orders of `length` things, (order, place), from the stream called `name`."""
    rows, places = np.meshgrid(
        np.arange(count, dtype=np.uint32), np.arange(length, dtype=np.uint32), indexing="ij"
    )
    (first, second), *_ = stream_keys(seed, (name,))
    word, _ = threefry((np.full_like(rows, first), np.full_like(rows, second)), (rows, places))
    return np.argsort(word, axis=1, kind="stable")


def _pairs(players: Sequence[str], orders: int, seed: int) -> list[tuple[list[Step], list[Step]]]:
    """Return pairs of walks, an order and its reverse; the error over orders needs two pairs."""
    drawn = shuffles(seed, "channel-orders", max(2, -(-orders // 2)), len(players))
    forward = [[players[i] for i in order] for order in drawn]
    return [(_walk(order), _walk(order[::-1])) for order in forward]


def _walk(order: Sequence[str]) -> list[Step]:
    return [(p, frozenset(order[i + 1 :]), frozenset(order[i:])) for i, p in enumerate(order)]


def _exact(players: Sequence[str], cuts: Sequence[Cut]) -> np.ndarray:
    """Return the weight of each cut set in each player's part, (player, cut set)."""
    n = len(players)
    weights = np.zeros((n, len(cuts)))
    for row, player in enumerate(players):
        for column, cut in enumerate(cuts):
            before = n - len(cut) - (player not in cut)  # players in, before this one joins
            weight = math.factorial(before) * math.factorial(n - before - 1) / math.factorial(n)
            weights[row, column] = -weight if player in cut else weight
    return weights


def _drawn(players: Sequence[str], cuts: Sequence[Cut], walks: Iterable[list[Step]]) -> np.ndarray:
    weights = np.zeros((len(players), len(cuts)))
    place = {cut: column for column, cut in enumerate(cuts)}
    for player, after, before in itertools.chain.from_iterable(walks):
        row = players.index(player)
        weights[row, place[after]] += 0.5
        weights[row, place[before]] -= 0.5
    return weights


def _complete(cuts: Sequence[Cut], value: Mapping[Cut, np.ndarray]) -> np.ndarray:
    """Return effects without gaps, (cut set, draw), over the draws with an uncut effect."""
    seen = np.array([value[cut] for cut in cuts], dtype=np.float64)
    seen = seen[:, np.isfinite(seen[cuts.index(frozenset())])]
    means = np.array([_mean(row) for row in seen])
    return np.where(np.isfinite(seen), seen, means[:, None])


def _mean(values: np.ndarray) -> float:
    finite = values[np.isfinite(values)]
    return float(finite.mean()) if finite.size else 0.0


def _error(rows: np.ndarray) -> np.ndarray:
    """Return the error of each row's mean; a single number has none to show."""
    n = rows.shape[1]
    return np.std(rows, axis=1, ddof=1) / math.sqrt(n) if n > 1 else np.zeros(len(rows))
