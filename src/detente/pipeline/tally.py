"""A tally: what is kept of the draws of one theory, fed block by block in any order.

    means      exact sums over all draws, along a fixed binary tree over draw numbers
    quantiles  from the first draws only, whose records are kept whole
    per draw   a few numbers a draw, handed on chunk by chunk as soon as a chunk is full

No result depends on how the draws were cut into blocks, or on the order in which blocks arrive: the
tree adds draw 2k to draw 2k + 1, then pairs to pairs, whatever block they came in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from detente.pipeline.ensemble import Block, Records

QUANTILE_DRAWS = 4096  # quantiles are read off this many draws: a 5% quantile to about 0.3 points
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
HORIZONS = (3, 6, 12, 24, 36, 60)
CHUNK = 16_384  # draws handed on together: about 7 MB of numbers
GOING = 1e-12  # a war less likely than this to be going on has no level of anything
CHANCES = ("survival", "ended", "share", "count")  # recorded outright; differences are taken here
CONDITIONAL = ("level", "effect")  # averages over the war that goes on

Sums = dict[str, np.ndarray]
Scalars = dict[str, np.ndarray]  # numbers a draw: arrays whose last axis is the draw
Place = tuple[int, int]  # a node of the tree: (level, index) covers draws index * 2^level onwards
Hand = Callable[[int, Scalars], None]  # is given the first draw of a chunk, and the chunk


class Portion(NamedTuple):
    """What one block adds: the draws it holds, its nodes of the tree, its kept records and its scalars."""

    first: int
    draws: int
    nodes: dict[Place, Sums]
    records: Records
    scalars: Scalars


@dataclass(frozen=True)
class Moments:
    """Mean over draws and its Monte Carlo error, and how many draws they rest on."""

    mean: np.ndarray
    error: np.ndarray


@dataclass(frozen=True)
class Summary:
    """What a tally comes to.

    moments    by name, as in the records and `<name>_effect`: (month + 1, item, world)
    quantiles  the same names: (month + 1, item, world, quantile)
    draws      how many draws the means rest on
    """

    moments: dict[str, Moments]
    quantiles: dict[str, np.ndarray]
    draws: int


def horizons(months: int) -> tuple[int, ...]:
    """Return the months at which every draw is looked at.

    >>> horizons(40)
    (3, 6, 12, 24, 36, 40)
    """
    return (*(h for h in HORIZONS if h < months), months)


def digest(block: Block, quantile_draws: int = QUANTILE_DRAWS) -> Portion:
    """Reduce a block to what the tally keeps of it; blocks may be digested at the same time."""
    records = block.records
    draws = records["survival"].shape[-1]
    measured = _measured(records)
    nodes = {
        place: {name: pairwise_total(x[..., start : start + 2 ** place[0]]) for name, x in measured.items()}
        for place, start in _nodes(block.first, draws)
    }
    wanted = max(0, min(draws, quantile_draws - block.first))
    kept = {name: records[name][..., :wanted] for name in (*CHANCES, *CONDITIONAL)} if wanted else {}
    return Portion(block.first, draws, nodes, kept, scalars_of(records))


def scalars_of(records: Records) -> Scalars:
    """Return the numbers kept of every draw, float32 with the draw as last axis.

    ended_by (world, horizon, ending), going_by (world, horizon), months_of_war (world),
    final_share (world, side), events (world, event).
    """
    survival = records["survival"][:, 0]
    at = list(horizons(len(survival) - 1))
    months = 0.5 * survival[0].astype(np.float64)
    for now in survival[1:-1]:  # one by one: a sum along an axis may round differently for few draws
        months = months + now
    return {
        "ended_by": records["ended"][at].transpose(2, 0, 1, 3),
        "going_by": survival[at].transpose(1, 0, 2),
        "months_of_war": (months + 0.5 * survival[-1]).astype(np.float32),
        "final_share": records["share"][-1].transpose(1, 0, 2),
        "events": records["count"][-1].transpose(1, 0, 2),
    }


@dataclass(frozen=True)
class Tally:
    """The tally of one theory's draws. `hand` is given each chunk of numbers per draw once it is full."""

    draws: int
    hand: Hand
    quantile_draws: int = QUANTILE_DRAWS
    chunk: int = CHUNK
    _nodes: dict[Place, Sums] = field(default_factory=dict, init=False)
    _records: Records = field(default_factory=dict, init=False)
    _chunks: dict[int, Scalars] = field(default_factory=dict, init=False)
    _filled: dict[int, int] = field(default_factory=dict, init=False)
    _firsts: set[int] = field(default_factory=set, init=False)

    def add(self, portion: Portion) -> None:
        """Take in what one block adds.

        Raises:
            ValueError: the block was taken in before.
        """
        if portion.first in self._firsts:
            raise ValueError(f"the block of draw {portion.first} was counted before")
        self._firsts.add(portion.first)
        for place, sums in portion.nodes.items():
            _grow(self._nodes, place, sums)
        for name, x in portion.records.items():
            room = self._room(self._records, name, x, min(self.draws, self.quantile_draws))
            room[..., portion.first : portion.first + x.shape[-1]] = x
        self._file(portion)

    def summary(self) -> Summary:
        """Return means, errors and quantiles; every draw must have been counted.

        Raises:
            ValueError: draws are missing.
        """
        counted = sum(2**level for level, _ in self._nodes)
        if counted != self.draws:
            raise ValueError(f"{self.draws - counted} of {self.draws} draws are missing from the tally")
        in_order = sorted(self._nodes, key=lambda place: place[1] * 2 ** place[0])
        total = self._nodes[in_order[0]]
        for place in in_order[1:]:
            total = _added(total, self._nodes[place])
        return Summary(_moments(total, self.draws), _quantiles(self._records), self.draws)

    def _file(self, portion: Portion) -> None:
        end = portion.first + portion.draws
        for number in range(portion.first // self.chunk, (end - 1) // self.chunk + 1):
            begin = number * self.chunk
            size = min(self.chunk, self.draws - begin)
            low, high = max(portion.first, begin), min(end, begin + size)
            room = self._chunks.setdefault(number, {})
            for name, x in portion.scalars.items():
                into = self._room(room, name, x, size)
                into[..., low - begin : high - begin] = x[..., low - portion.first : high - portion.first]
            self._filled[number] = self._filled.get(number, 0) + high - low
            if self._filled[number] == size:
                self.hand(begin, self._chunks.pop(number))

    @staticmethod
    def _room(into: dict[str, np.ndarray], name: str, like: np.ndarray, draws: int) -> np.ndarray:
        if name not in into:
            into[name] = np.zeros((*like.shape[:-1], draws), dtype=np.float32)
        return into[name]


def _nodes(first: int, draws: int) -> Iterator[tuple[Place, int]]:
    """Yield the largest nodes of the tree that make up a run of draws, and where each starts in it."""
    start, end = first, first + draws
    while start < end:
        level = (end - start).bit_length() - 1
        while start % 2**level:
            level -= 1
        yield (level, start >> level), start - first
        start += 2**level


def pairwise_total(x: np.ndarray) -> np.ndarray:
    """Add along the last axis, of length 2^k, neighbour to neighbour, in double precision."""
    while x.shape[-1] > 1:
        x = np.add(x[..., 0::2], x[..., 1::2], dtype=np.float64)
    return x[..., 0].astype(np.float64)


def _grow(nodes: dict[Place, Sums], place: Place, sums: Sums) -> None:
    level, index = place
    while (level, index ^ 1) in nodes:
        other = nodes.pop((level, index ^ 1))
        sums = _added(sums, other)  # of two numbers the order does not matter
        level, index = level + 1, index >> 1
    nodes[level, index] = sums


def _added(one: Sums, two: Sums) -> Sums:
    return {name: x + two[name] for name, x in one.items()}


def differences(records: Records) -> Records:
    """Return each chance minus what it is in the reference world, same draw and luck."""
    return {f"{name}_effect": records[name] - records[name][:, :, :1] for name in CHANCES}


def _going(survival: np.ndarray) -> Records:
    going = survival > GOING
    return {"level": going, "effect": going & going[:, :, :1]}


def _measured(records: Records) -> dict[str, np.ndarray]:
    """Return all that is summed: each quantity, its square, and for conditional ones which draws count."""
    going = _going(records["survival"])
    values = {name: records[name] for name in CHANCES} | differences(records)
    for name in CONDITIONAL:
        values[name] = np.where(going[name], records[name], np.float32(0.0))
    squares = {f"{name} squared": np.square(x, dtype=np.float64) for name, x in values.items()}
    return values | squares | {f"{name} draws": x.astype(np.float32) for name, x in going.items()}


def _moments(total: Sums, draws: int) -> dict[str, Moments]:
    names = [name for name in total if f"{name} squared" in total]
    return {
        name: _moment(total[name], total[f"{name} squared"], total.get(f"{name} draws", np.full(1, draws)))
        for name in names
    }


def _moment(total: np.ndarray, squares: np.ndarray, draws: np.ndarray) -> Moments:
    """Return mean and error; not a number where no draw counts (mean) or fewer than two do (error)."""
    some = np.where(draws > 0, draws, np.nan)
    mean = total / some
    more = np.where(draws > 1, draws - 1, np.nan)
    variance = np.maximum(squares - mean * total, 0.0) / more
    return Moments(mean, np.sqrt(variance / some))


def _quantiles(records: Records) -> dict[str, np.ndarray]:
    if not records:
        return {}
    going = _going(records["survival"])
    out = {name: _without_first(quantiles_of, x) for name, x in differences(records).items()}
    for name, x in records.items():  # one at a time: together they may be large
        if name in going and not going[name].all():
            out[name] = quantiles_of(np.where(going[name], x, np.float32(np.nan)))
        else:
            out[name] = _without_first(quantiles_of, x) if name == "effect" else quantiles_of(x)
    return out


def _without_first(measure: Callable[[np.ndarray], np.ndarray], effect: np.ndarray) -> np.ndarray:
    """Measure differences from the first world; those of the first world itself are zero unmeasured."""
    measured = measure(effect[:, :, 1:])
    return np.concatenate([np.zeros((*measured.shape[:2], 1, *measured.shape[3:])), measured], axis=2)


def quantiles_of(values: np.ndarray) -> np.ndarray:
    """Return the QUANTILES along the last axis, between neighbours in proportion, leaving NaN out."""
    ordered = np.sort(values, axis=-1)  # NaN goes last
    if not ordered.shape[-1] or np.isnan(ordered[..., -1]).any():
        return _some_missing(ordered)
    place = np.array(QUANTILES) * (ordered.shape[-1] - 1)
    below = np.floor(place).astype(np.intp)
    low = ordered[..., below].astype(np.float64)
    high = ordered[..., np.minimum(below + 1, ordered.shape[-1] - 1)]
    return low + (place - below) * (high - low)


def _some_missing(ordered: np.ndarray) -> np.ndarray:
    counted = np.sum(ordered == ordered, axis=-1, keepdims=True)
    place = np.array(QUANTILES) * np.maximum(counted - 1, 0)
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, np.maximum(counted - 1, 0))
    low = np.take_along_axis(ordered, below, axis=-1).astype(np.float64)
    high = np.take_along_axis(ordered, above, axis=-1)
    return low + (place - below) * (high - low)
