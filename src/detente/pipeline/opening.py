"""What a draw is before its war begins: parameters, beliefs among rival causes, and starting stocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np

from detente.pipeline import luck as luck_of
from detente.pipeline.axes import SIDED, Axes, Kind, kind_of_stock
from detente.pipeline.model import Listen, Model, State
from detente.vocabulary import Mechanism, Number, maths
from detente.vocabulary.posterior import ROWS
from detente.vocabulary.priors import draw_all
from detente.vocabulary.war import STOCKS

SMALLEST_WHOLE = 1e-6  # two sides that hold nothing of the stake hold nothing


@dataclass(frozen=True)
class Machine:
    """What does the arithmetic: NumPy, or JAX inside a compiled function.

    arrays  numpy or jax.numpy
    scan    threads a carry through rows and stacks what is said
    fence   keeps a compiler from computing the same thing again for every use of it
    choose  choose(flag, yes, no): the answer of `yes` or of `no`, without asking the other
    course  course(body, carry, rows, stop, ending): the same through the first `stop` rows, with what
            `ending` says of the carry after these behind, and zeros after that
    unless_silent  unless_silent(flag, speak): what `speak` returns; else None, or zeros of the same form
    listen  listen(number, terms): hears what each cause says, and hands it on
    """

    arrays: ModuleType
    scan: Callable[[Callable[[Any, Any], tuple[Any, Any]], Any, Any], tuple[Any, Any]]
    fence: Callable[[Any], Any]
    choose: Callable[[Any, Callable[[], Any], Callable[[], Any]], Any]
    course: Callable[[Callable[[Any, Any], tuple[Any, Any]], Any, Any, Any, Callable[[Any], Any]], Any]
    unless_silent: Callable[[Any, Callable[[], Any]], Any]
    listen: Listen = lambda _, terms: terms


@dataclass(frozen=True)
class Program:
    """What is static in a compiled block: another value is another compilation."""

    model: Model
    draws: int  # in a block
    lives: int
    worlds: int
    months: int
    steps_a_month: int
    watch: tuple[str, ...]  # stock paths recorded
    events: tuple[str, ...]  # event paths counted
    wait_streams: tuple[str, ...]  # sideless event names that need luck
    noise_streams: tuple[str, ...]  # sideless stock names that need luck
    moves_stocks: bool
    tossed: bool

    @property
    def lanes(self) -> int:
        """Return the number of lives in a block."""
        return self.draws * self.lives


@dataclass(frozen=True)
class Opening:
    """The draws of one block. Stacked arrays: a row is looked up only where it is used."""

    program: Program
    machine: Machine
    tables: Mapping[str, Number]
    first_draw: Number
    swapped: Number

    def voice(self, number: int) -> tuple[Mechanism, Number]:
        """Return the card of a cause, and by world and lane how loudly it speaks."""
        cause = self.program.model.causes[number]
        gate = self.tables["gates"][number][:, None]
        if cause.answers:
            gate = gate * self._believed[number]
        return self.program.model.card(number, self.parameter), gate

    def parameter(self, name: str) -> Number:
        """Return a parameter by lane, and by world too where a world may set it."""
        i = self._names[name]
        lanes = self._parameters[i]
        if not self.program.moves_stocks:
            return lanes
        return self.tables["param_keep"][i][:, None] * lanes + self.tables["param_set"][i][:, None]

    def stocks(self) -> State:
        """Return every stock at the beginning, in the shape of its kind."""
        spread, axes = self.machine.arrays.broadcast_to, self.axes
        laid = {}
        for name, rows in self.program.model.stock_rows.items():
            kind = kind_of_stock(name)
            values = self._start[rows].reshape(*axes.shape(kind, (1, self.program.lanes)))
            if STOCKS[name].divided:
                values = values / maths.maximum(values + values[::-1], SMALLEST_WHOLE)
            laid[name] = spread(values, axes.shape(kind, self.shape))
        return laid

    @property
    def shape(self) -> tuple[int, int]:
        """Return the trailing axes of every number: (world, lane)."""
        return (self.program.worlds, self.program.lanes)

    @property
    def axes(self) -> Axes:
        """Return the leading axes."""
        return Axes(len(self.shape), len(self.program.model.parties))

    def nothing(self, kind: Kind) -> Number:
        """Return zeros in the shape of a kind."""
        return self.machine.arrays.zeros(self.axes.shape(kind, self.shape), dtype=np.float32)

    @cached_property
    def impossible(self) -> Number:
        """Return for each draw how many parameters cannot be."""
        low, high = self.tables["param_limits"][0][:, None], self.tables["param_limits"][1][:, None]
        possible = (self._values >= low) & (self._values <= high)  # False for what is not a number, too
        return (1.0 - possible.astype(np.float32)).sum(0)

    @cached_property
    def draws(self) -> Number:
        """Return the number of each draw, uint32."""
        arrays = self.machine.arrays
        return arrays.arange(self.program.draws, dtype=np.uint32) + arrays.uint32(self.first_draw)

    def words(self, keys: Number, sided: list[bool], counter: tuple[Number, Number]) -> tuple[Number, Number]:
        """Return side A's and side B's words; `keys` has streams along its first axis.

        Where luck is exchanged, the streams that the sides share out (`sided`) change hands; what belongs
        to the war or to a third party as a whole keeps its own.
        """
        extra = (1,) * counter[0].ndim
        key = (keys[:, 0].reshape(-1, *extra), keys[:, 1].reshape(-1, *extra))
        one, two = luck_of.threefry(key, counter)
        exchange = (self.swapped == 1) & np.array(sided).reshape(-1, *extra)
        return maths.where(exchange, two, one), maths.where(exchange, one, two)

    def prepare(self) -> None:
        """Compute the draws now: inside a loop or a branch they would be computed again each time."""
        _ = (self._parameters, self._believed, self._start, self.impossible)

    @cached_property
    def _names(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.program.model.params)}

    @property
    def normals(self) -> Number:
        """Return the standard normal number that each parameter is made of, (parameter, draw)."""
        normals = self._by_posterior("param_rows", luck_of.normal(self._plain("param_keys")))
        return normals + self.tables["param_shift"][:, None]

    @property
    def starts(self) -> Number:
        """Return the starting value of each stock, before sides share what is divided, (stock, draw)."""
        return self._start[:, : self.program.draws]

    @cached_property
    def _values(self) -> Number:
        rows = [row[:, None] for row in self.tables["param_priors"]]
        return draw_all(rows[0], rows[1], rows[2], self.normals)

    @cached_property
    def _parameters(self) -> Number:
        return self.machine.fence(self._per_lane(self._values))

    @cached_property
    def _believed(self) -> Number:
        place = self._by_posterior("choice_rows", luck_of.uniform(self._plain("choice_keys")))
        low, high = self.tables["choice"][0][:, None], self.tables["choice"][1][:, None]
        believed = ((place >= low) & (place < high)).astype(np.float32)
        return self.machine.fence(self._per_lane(believed))

    @cached_property
    def _start(self) -> Number:
        entries = self.program.model.stocks
        sided = [kind_of_stock(path.rsplit(".", 1)[-1]) in SIDED for path in entries]
        mine, theirs = self.words(self.tables["start_keys"], sided, (self.draws, self.draws * np.uint32(0)))
        side_b = np.array([".B." in f".{path}" for path in entries])[:, None]
        rows = [row[:, None] for row in self.tables["start_priors"]]
        values = draw_all(rows[0], rows[1], rows[2], luck_of.normal(maths.where(side_b, theirs, mine)))
        low = np.array([entry.low for entry in entries.values()], dtype=np.float32)[:, None]
        high = np.array([entry.high for entry in entries.values()], dtype=np.float32)[:, None]
        return self.machine.fence(self._per_lane(maths.clip(values, low, high)))

    def _by_posterior(self, table: str, prior: Number) -> Number:
        """Return what a posterior says in its rows, draw after draw, and elsewhere what the prior does."""
        rows = (self.draws + self.tables["row_turn"]) % np.uint32(ROWS)
        said = self.tables[table][:, rows]
        return maths.where(said == said, said, prior)  # only what is not a number differs from itself

    def _plain(self, keys: str) -> Number:
        table = self.tables[keys]
        return luck_of.threefry((table[:, :1], table[:, 1:]), (self.draws, self.draws * np.uint32(0)))[0]

    def _per_lane(self, values: Number) -> Number:
        # lanes run life by life, so that a mean over lives adds whole rows of draws
        return self.machine.arrays.tile(values, (1,) * (values.ndim - 1) + (self.program.lives,))
