"""The causal graph: what moves what under the causes of a run, with signs read off the mechanisms.

No sign is written by hand. Each cause is asked twice, at a starting point a little higher and a little
lower in one stock, and what it then contributes is compared. The sign stands where it is the same in
at least `AGREE` of the draws in which the stock matters at all; otherwise it is open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.pipeline.luck import normal, stream_keys, threefry
from detente.pipeline.model import SIDES, Model, State, Term, terms_of, view
from detente.pipeline.question import sideless
from detente.pipeline.scenario import Scenario
from detente.vocabulary import Event, Mechanism, Prior, title
from detente.vocabulary.priors import draw_all
from detente.vocabulary.record import AboutStock

Sign = Literal["+", "-", "?"]

AGREE = 0.9  # share of draws that must agree for a sign to stand
MATTERS = 0.05  # share of draws in which an influence must be there at all to be listed
STEP = 0.05  # of a stock's range, or of its typical value where the range is open
ROUNDING = 1e-9  # differences smaller than this, relative to the size itself, are rounding
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


def links(
    model: Model, scenario: Scenario, causes: Iterable[type[Mechanism]], seed: int = 0
) -> tuple[Link, ...]:
    """Return every link that the causes make around the scenario's start, one for each cause and direction.

    From a stock: to a stock (rate of change) or to an event (log hazard or rate). From an event: to the
    stocks that jump when it happens. A stock that only fades by itself has no link to itself.
    """
    wanted = sorted(causes, key=title)
    rows = np.arange(DRAWS, dtype=np.uint32)
    start = {p: _drawn(seed, f"start:{sideless(p)}", prior, rows) for p, prior in scenario.priors.items()}
    about = {path: model.stocks[path] for path in start}
    base = {path: np.clip(x, about[path].low, about[path].high) for path, x in start.items()}
    moved = _perturbed(base, about)
    sources = list(base)
    found: list[Link] = []
    for cause in wanted:
        card = _card(cause, seed, rows)
        found += _from_stocks(title(cause), _said(card, moved, model), sources)
        found += _from_events(title(cause), _said(card, base, model))
    return tuple(found)


def merged(found: Iterable[Link], name: Mapping[str, str]) -> dict[tuple[str, str], Sign]:
    """Return one sign for each pair of nodes, where `name` gives a path's node (paths without one are left out).

    Causes, sides and paths that disagree about the same pair leave its sign open.
    """
    total: dict[tuple[str, str], Sign] = {}
    for link in found:
        pair = (name.get(link.source, ""), name.get(link.target, ""))
        if all(pair):
            total[pair] = link.sign if total.get(pair, link.sign) == link.sign else "?"
    return total


def _drawn(seed: int, stream: str, prior: Prior, rows: np.ndarray) -> np.ndarray:
    (first, second), *_ = stream_keys(seed, (stream,))
    word, _ = threefry((np.full_like(rows, first), np.full_like(rows, second)), (rows, rows * np.uint32(0)))
    return np.asarray(draw_all(*prior.row, normal(word)), dtype=np.float64)


def _card(cause: type[Mechanism], seed: int, rows: np.ndarray) -> Mechanism:
    entries = Model((cause,), ()).params
    drawn = {
        name: np.clip(_drawn(seed, f"parameter:{name}", entry.prior, rows), entry.low, entry.high)
        for name, entry in entries.items()
        if entry.prior is not None
    }
    (card,) = Model((cause,), ()).cards(drawn)
    return card


def _perturbed(base: State, about: Mapping[str, AboutStock]) -> State:
    """Return the stocks, shape (2, stock moved, draw): row i moves stock i, first upwards and then downwards."""
    count = len(base)
    moved = {}
    for i, (path, x) in enumerate(base.items()):
        entry = about[path]
        values = np.broadcast_to(x, (2, count, DRAWS)).copy()
        step = STEP * (
            entry.high - entry.low if np.isfinite(entry.high - entry.low) else abs(entry.typical) or 1.0
        )
        if path in ("talks", "stalled"):  # on or off: a little more of it means nothing
            step = 1.0
        values[0, i] = np.minimum(x + step, entry.high)
        values[1, i] = np.maximum(x - step, entry.low)
        moved[path] = values
    return moved


def _said(card: Mechanism, state: State, model: Model) -> list[Term]:
    views = {side: view(state, side, model.parties) for side in SIDES}
    with np.errstate(all="ignore"):
        return terms_of(card, 1.0, views, model.parties)


def _from_stocks(cause: str, terms: Iterable[Term], sources: list[str]) -> list[Link]:
    signs: dict[tuple[str, str], list[Sign]] = {}
    for term in terms:
        size = np.asarray(term.sizes[0], dtype=np.float64)
        if term.slot in ("jump", "volatility") or size.ndim < 3:
            continue
        for i, sign in _moves(np.broadcast_to(size, (2, len(sources), DRAWS))):
            signs.setdefault((sources[i], term.path), []).append(sign)
    return [Link(cause, *pair, _one(said)) for pair, said in signs.items() if pair[0] != pair[1]]


def _moves(size: np.ndarray) -> list[tuple[int, Sign]]:
    difference = size[0] - size[1]
    scale = np.abs(size).max(axis=(0, 1))
    said = [(int(i), _sign(difference[i], scale)) for i in np.flatnonzero(np.abs(difference).max(axis=1) > 0)]
    return [(i, sign) for i, sign in said if sign]


def _from_events(cause: str, terms: Iterable[Term]) -> list[Link]:
    signs: dict[tuple[str, str], list[Sign]] = {}
    for term in terms:
        if term.slot == "jump":
            for event, size in zip(term.events, term.sizes, strict=True):
                jump = np.broadcast_to(np.asarray(size, dtype=np.float64), (DRAWS,))
                sign = _sign(jump, np.abs(jump))
                signs.setdefault((event, term.path), []).extend([sign] if sign else [])
    return [Link(cause, *pair, _one(said)) for pair, said in signs.items() if said]


def _sign(difference: np.ndarray, scale: np.ndarray) -> Sign | None:
    """Return the sign that at least `AGREE` of the draws share, among those in which there is a difference."""
    clear = np.isfinite(difference) & (np.abs(difference) > ROUNDING * np.maximum(scale, 1e-12))
    if clear.mean() < MATTERS:
        return None
    up = float((difference[clear] > 0).mean())
    return "+" if up >= AGREE else "-" if up <= 1 - AGREE else "?"


def _one(said: list[Sign]) -> Sign:
    return said[0] if len(set(said)) == 1 else "?"


def is_event(path: str) -> bool:
    """Say whether a path names an event.

    >>> is_event("B.deep-strike"), is_event("B.trust")
    (True, False)
    """
    return path.rsplit(".", 1)[-1] in {event.word for event in Event}
