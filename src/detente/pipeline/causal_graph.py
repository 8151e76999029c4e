"""The causal graph: what moves what under the causes of a run, with signs read off the mechanisms.

No sign is written by hand. Each cause is asked twice, at a starting point a little higher and a little
lower in one stock, and what it then contributes is compared. The sign stands where it is the same in
at least `AGREE` of the draws in which the stock matters at all; otherwise it is open. Causes are written
from one side's view, and so is the graph: the other side's is its mirror image.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from detente.pipeline.luck import normal, stream_keys, threefry
from detente.pipeline.question import sideless
from detente.pipeline.scenario import Scenario
from detente.vocabulary import Effect, Event, Mechanism, Party, Prior, Shared, Side, Tie, View, about, title
from detente.vocabulary.events import Theirs
from detente.vocabulary.priors import draw_all
from detente.vocabulary.record import AboutParam, AboutStock
from detente.vocabulary.war import GROUP_OF, leaves, stated

Sign = Literal["+", "-", "?"]
State = dict[str, np.ndarray]
Sizes = list[tuple[str, np.ndarray]]  # the path of what a cause moves, and how much it says

AGREE = 0.9  # share of draws that must agree for a sign to stand
MATTERS = 0.05  # share of draws in which an influence must be there at all to be listed
STEP = 0.05  # of a stock's range, or of its typical value where the range is open
ROUNDING = 1e-9  # differences smaller than this, relative to the size itself, are rounding
SWITCHES = ("talks", "stalled")  # on or off: a little more of one means nothing
DRAWS = 64


@dataclass(frozen=True)
class Link:
    """`source` moves `target` through one cause: the same way (+), the other way (-), or either way (?).

    Source and target are stock or event paths (`A.trust`, `B.deep-strike`, `settlement`).
    """

    cause: str
    source: str
    target: str
    sign: Sign


def links(scenario: Scenario, causes: Iterable[type[Mechanism]], me: str, seed: int = 0) -> tuple[Link, ...]:
    """Return every link that the causes make around the scenario's start, as side `me` sees the war.

    From a stock: to a stock (rate of change) or to an event (log hazard or rate). From an event: to the
    stocks that jump when it happens. What only fades by itself has no link to itself.
    """
    rows = np.arange(DRAWS, dtype=np.uint32)
    about_it: dict[str, AboutStock] = dict(leaves(scenario.parties))  # ty: ignore[invalid-assignment]
    base = {
        path: np.clip(_drawn(seed, f"start:{sideless(path)}", prior, rows), entry.low, entry.high)
        for (path, entry), prior in zip(about_it.items(), scenario.priors.values(), strict=True)
    }
    moved = _perturbed(base, about_it)
    found: list[Link] = []
    for cause in sorted(causes, key=title):
        card = _card(cause, seed, rows)
        for party in scenario.parties if cause.third_party else ("",):
            told = _Asked(card, me, party, scenario.parties)
            found += _from_stocks(title(cause), told.moves(moved), list(base))
            found += _from_events(title(cause), told.jumps(base))
    return tuple(dict.fromkeys(found))


def merged(found: Iterable[Link], name: Mapping[str, str]) -> dict[tuple[str, str], Sign]:
    """Return one sign for each pair of nodes; `name` gives the node of a path, where it has one.

    Causes and paths that disagree about the same pair leave its sign open.
    """
    total: dict[tuple[str, str], Sign] = {}
    for link in found:
        pair = (name.get(link.source, ""), name.get(link.target, ""))
        if all(pair):
            total[pair] = link.sign if total.get(pair, link.sign) == link.sign else "?"
    return total


@dataclass(frozen=True)
class _Asked:
    """One cause, asked by side `me`, about one third party if it is a third party's cause."""

    card: Mechanism
    me: str
    party: str
    parties: tuple[str, ...]

    @property
    def foe(self) -> str:
        return "A" if self.me == "B" else "B"

    def moves(self, state: State) -> Sizes:
        """Return contributions to rates of change and to rates and log hazards of events, with their path."""
        effect = self._effect(state)
        said = [(self._stock(name), np.asarray(value)) for name, value in stated(effect.per_month)]
        for pushes in (effect.rate, effect.log_hazard):
            said += [(self._event(e, self.me, self.party), np.asarray(x)) for e, x in pushes.items()]
        return said

    def jumps(self, state: State) -> list[tuple[str, str, np.ndarray]]:
        """Return jumps as (event path, stock path, size)."""
        found = []
        for key, change in self._effect(state).on.items():
            event = key if isinstance(key, Event) else key.event
            who = self.foe if isinstance(key, Theirs) else self.me
            doers = (self.party,) if self.party else self.parties
            for doer in doers if event.actor == "party" else ("",):
                happens = self._event(event, who, doer)
                found += [(happens, self._stock(n), np.asarray(x)) for n, x in stated(change)]
        return found

    def _effect(self, state: State) -> Effect:
        def card[R](kind: type[R], prefix: str) -> R:
            return kind(**{name: state[prefix + name] for name in about(kind)})  # ty: ignore[invalid-argument-type]

        parties = tuple(card(Party, f"{party}.") for party in self.parties)
        ties, foe_ties = (
            tuple(card(Tie, f"{party}.{side}.") for party in self.parties) for side in (self.me, self.foe)
        )
        me, foe = card(Side, f"{self.me}."), card(Side, f"{self.foe}.")
        war = View(me, foe, card(Shared, ""), parties, ties, foe_ties)
        if self.party:
            i = self.parties.index(self.party)
            war = replace(war, party=parties[i], tie=ties[i], foe_tie=foe_ties[i])
        with np.errstate(all="ignore"):
            return self.card.effect(war)

    def _stock(self, name: str) -> str:
        group = GROUP_OF[name]
        holders = {"side": (self.me,), "shared": (), "party": (self.party,), "tie": (self.party, self.me)}
        return ".".join((*holders[group], name))

    def _event(self, event: Event, who: str, party: str) -> str:
        holders = {"war": (), "side": (who,), "party": (party, who)}
        return ".".join((*holders[event.actor], event.word))


def _drawn(seed: int, stream: str, prior: Prior, rows: np.ndarray) -> np.ndarray:
    (first, second), *_ = stream_keys(seed, (stream,))
    word, _ = threefry((np.full_like(rows, first), np.full_like(rows, second)), (rows, rows * np.uint32(0)))
    return np.asarray(draw_all(*prior.row, normal(word)), dtype=np.float64)


def _card(cause: type[Mechanism], seed: int, rows: np.ndarray) -> Mechanism:
    def value(name: str, entry: AboutParam) -> np.ndarray:
        assert entry.prior is not None  # every parameter is declared with one
        drawn = _drawn(seed, f"parameter:{title(cause)}.{name}", entry.prior, rows)
        return np.clip(drawn, entry.low, entry.high)

    return cause(**{name: value(name, entry) for name, entry in about(cause).items()})


def _perturbed(base: State, about_it: Mapping[str, AboutStock]) -> State:
    """Return the stocks, shape (2, stock moved, draw): row i moves stock i, first up and then down."""
    moved = {}
    for i, (path, x) in enumerate(base.items()):
        entry = about_it[path]
        reach = entry.high - entry.low
        step = STEP * (reach if np.isfinite(reach) else abs(entry.typical) or 1.0)
        step = 1.0 if path in SWITCHES else step
        moved[path] = np.broadcast_to(x, (2, len(base), DRAWS)).copy()
        moved[path][0, i] = np.minimum(x + step, entry.high)
        moved[path][1, i] = np.maximum(x - step, entry.low)
    return moved


def _from_stocks(cause: str, said: Sizes, sources: list[str]) -> list[Link]:
    found = []
    for target, size in said:
        if size.ndim < 3:
            continue  # the same whatever the stocks are
        difference, scale = size[0] - size[1], np.abs(size).max(axis=(0, 1))
        for i in np.flatnonzero(np.abs(difference).max(axis=1) > 0):
            sign = _sign(difference[i], scale)
            if sign and sources[i] != target:
                found.append(Link(cause, sources[i], target, sign))
    return found


def _from_events(cause: str, jumps: Iterable[tuple[str, str, np.ndarray]]) -> list[Link]:
    signed = [(event, stock, _sign(np.broadcast_to(x, (DRAWS,)), np.abs(x))) for event, stock, x in jumps]
    return [Link(cause, event, stock, sign) for event, stock, sign in signed if sign]


def _sign(difference: np.ndarray, scale: np.ndarray) -> Sign | None:
    """Return the sign that at least `AGREE` of the draws share, among those with a difference."""
    clear = np.isfinite(difference) & (np.abs(difference) > ROUNDING * np.maximum(scale, 1e-12))
    if clear.mean() < MATTERS:
        return None
    up = float((difference[clear] > 0).mean())
    return "+" if up >= AGREE else "-" if up <= 1 - AGREE else "?"
