"""What would flip an effect: the smallest move of the parameters that reverses its sign.

Parameters are functions of standard normal numbers z, so a move is measured in prior standard deviations
and the smallest one is the point nearest to the centre at which the effect is nought: the design point
of structural reliability (Hasofer and Lind 1974). The draws at hand give a surrogate of the effect, a
sparse polynomial of second degree in z, and the surrogate gives the direction; how far one must go along
it is then settled by asking for the effect itself a few times, where it can be asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq, minimize

FURTHEST = 6.0  # standard deviations: no prior is meant that far out
MOST_TERMS = 16
SLIGHT = 0.02  # moves below this share of the distance change it by less than 0.02 %
CLOSE = 0.01  # how closely the distance is settled, as a share of it
STEP = 1.3  # how fast the search goes outwards where the surrogate fell short
STARTS = 6
SAME = 0.1  # two roots nearer to each other than this share of their distance are one
ON_ROOT = 1e-6  # share of the effect at the centre
EXACT = 1e-12  # share of variance left unexplained that counts as none

Effect = Callable[[Mapping[str, float]], float]


@dataclass(frozen=True)
class Reversal:
    """The smallest move found.

    distance   its length in prior standard deviations; inf where none reverses the sign
    moves      (parameter, move), the largest first; parameters that hardly move are left out
    checked    the effect when that move is made; NaN where it was not asked for
    """

    distance: float
    moves: tuple[tuple[str, float], ...]
    checked: float


@dataclass(frozen=True)
class Surrogate:
    """constant + linear . z + z . square . z over some parameters: `rows` are their places."""

    rows: np.ndarray
    constant: float
    linear: np.ndarray
    square: np.ndarray

    def at(self, z: np.ndarray) -> float:
        """Return the value at `z`, (parameter,)."""
        return float(self.constant + self.linear @ z + z @ self.square @ z)

    def slope(self, z: np.ndarray) -> np.ndarray:
        """Return the gradient at `z`, (parameter,)."""
        return self.linear + 2.0 * self.square @ z

    def root(self, way: np.ndarray) -> float:
        """Return how far along the unit vector `way` the value is first nought; inf where it never is."""
        found = np.roots([way @ self.square @ way, self.linear @ way, self.constant])
        ahead = [x.real for x in found if abs(x.imag) < EXACT and x.real > 0]
        return float(min(ahead, default=np.inf))


def smallest_reversal(
    names: Sequence[str],
    z: np.ndarray,
    effect: np.ndarray,
    effect_at: Effect | None = None,
    furthest: float = FURTHEST,
    tries: int = 2,
) -> Reversal:
    """Return the smallest move from the centre (every z at 0) that reverses the sign of the effect.

    `z`: (parameter, draw), standard normal. `effect`: (draw,), NaN where undefined; the margin of a claim
    serves as well. `effect_at(moves)` is the effect with the named parameters moved and all others at
    the centre. It is asked for once at the centre and some eight times on each of the `tries` best
    directions; the distance is then its own, within 1 % of it.
    """
    usable = np.isfinite(effect)
    fitted = surrogate_of(z[:, usable], np.asarray(effect, dtype=np.float64)[usable])
    if effect_at is not None:
        # a polynomial misses the centre of a curve that flattens out; the effect itself does not
        fitted = replace(fitted, constant=float(effect_at({})))
    if not np.isfinite(fitted.constant) or fitted.constant == 0.0:
        return Reversal(np.inf, (), np.nan)
    points = [_without_slight(point) for point in nearest_roots(fitted, 2.0 * furthest)]
    if effect_at is None:
        found = [Reversal(_length(point), _moves(names, fitted, point), np.nan) for point in points]
    else:
        points = points or _steepest(fitted, furthest)
        found = [_settled(names, fitted, point, effect_at, furthest) for point in points[:tries]]
    reached = [reversal for reversal in found if reversal.distance <= furthest]
    return min(reached, key=lambda reversal: reversal.distance, default=Reversal(np.inf, (), np.nan))


def surrogate_of(z: np.ndarray, effect: np.ndarray, most: int = MOST_TERMS) -> Surrogate:
    """Fit the effect by a few terms: parameters, their squares and products, the most telling first.

    Orthogonal matching pursuit; a term enters while it pays by the extended Bayesian information
    criterion (Chen and Chen 2008), which counts how many terms there were to choose from, so that noise
    does not get in by being tried often. `z`: (parameter, draw); `effect`: (draw,).
    """
    factors = np.vstack([np.ones(z.shape[1]), z])  # a parameter by itself is its product with 1
    spread = (factors**2) @ (factors**2).T - (factors @ factors.T) ** 2 / max(1, z.shape[1])
    terms: list[tuple[int, int]] = []
    columns = factors[:1].T
    while True:
        weights = np.linalg.lstsq(columns, effect, rcond=None)[0]
        residual = effect - columns @ weights
        term = _best_term(factors, spread, residual, effect) if len(terms) < most else None
        if term is None or term in terms or len(effect) < 2 * columns.shape[1] + 2:
            return _assembled(terms, weights)
        terms.append(term)
        columns = np.column_stack([columns, factors[term[0]] * factors[term[1]]])


def _best_term(
    factors: np.ndarray, spread: np.ndarray, residual: np.ndarray, effect: np.ndarray
) -> tuple[int, int] | None:
    """Return the places of the two factors whose product explains most of what is left, if it pays.

    `spread`: the sum of squares of each product about its mean.
    """
    n, left = len(residual), float(residual @ residual)
    if n == 0 or len(factors) == 1 or left <= EXACT * n * max(float(np.var(effect)), np.finfo(float).tiny):
        return None
    fit = ((factors * residual) @ factors.T) ** 2
    gain = np.divide(fit, spread, out=np.zeros_like(fit), where=spread > EXACT * n)
    count = len(factors) - 1
    found = [(0.0, (0, 0))]
    # a parameter alone is one of `count`, a product one of many more: each has to beat its own crowd
    for first, crowd, choices in ((0, gain[:1, 1:], count), (1, gain[1:, 1:], count * (count + 1) / 2)):
        row, column = sorted(divmod(int(np.argmax(crowd)), count))
        explained = crowd[row, column] / left
        worth = -n * np.log(max(1.0 - explained, EXACT)) - np.log(n) - 2.0 * np.log(choices)
        found.append((float(worth), (first + row, 1 + column)))
    worth, place = max(found)
    return place if worth > 0 else None


def _assembled(terms: Sequence[tuple[int, int]], weights: np.ndarray) -> Surrogate:
    """Gather weighted terms over the parameters they involve."""
    places = sorted({place for term in terms for place in term} - {0})
    linear, square = np.zeros(len(places)), np.zeros((len(places), len(places)))
    for (first, second), weight in zip(terms, weights[1:], strict=True):
        j = places.index(second)
        if first == 0:
            linear[j] += weight
        else:
            square[places.index(first), j] += weight / 2
            square[j, places.index(first)] += weight / 2
    return Surrogate(np.array(places, dtype=int) - 1, float(weights[0]), linear, square)


def nearest_roots(surrogate: Surrogate, reach: float) -> list[np.ndarray]:
    """Return where the surrogate is nought nearest to the centre, nearest first, none beyond `reach`.

    Starts lie on the steepest way, the axes of the quadratic part and those of the parameters.
    """
    starts = sorted((way * surrogate.root(way) for way in _ways(surrogate)), key=_length)
    found: list[np.ndarray] = []
    near = [start for start in starts if _length(start) <= 2.0 * reach][:STARTS]
    for point in sorted((_nearer(surrogate, start) for start in near), key=_length):
        apart = (_length(point - other) > SAME * _length(point) for other in found)
        if _length(point) <= reach and all(apart):
            found.append(point)
    return found


def _ways(surrogate: Surrogate) -> list[np.ndarray]:
    """Return unit vectors worth starting along, both ways, those that never meet a root left out."""
    if not surrogate.rows.size:
        return []
    steep = _length(surrogate.linear)
    ways = [surrogate.linear / steep] if steep > 0 else []
    ways += [*np.linalg.eigh(surrogate.square)[1].T, *np.eye(surrogate.rows.size)]
    return [way for one in ways for way in (one, -one) if np.isfinite(surrogate.root(way))]


def _nearer(surrogate: Surrogate, start: np.ndarray) -> np.ndarray:
    """Slide along the surrogate's roots from `start` towards the centre."""
    scale = abs(surrogate.constant)
    root = {
        "type": "eq",
        "fun": lambda z: surrogate.at(z) / scale,
        "jac": lambda z: surrogate.slope(z) / scale,
    }
    done = minimize(lambda z: z @ z, start, jac=lambda z: 2.0 * z, method="SLSQP", constraints=[root])
    better = abs(surrogate.at(done.x)) < ON_ROOT * scale and _length(done.x) < _length(start)
    return done.x if better else start


def _settled(
    names: Sequence[str], surrogate: Surrogate, point: np.ndarray, effect_at: Effect, furthest: float
) -> Reversal:
    """Find how far along the way to `point` the effect itself reverses; inf beyond `furthest`."""
    start, guess = surrogate.constant, min(_length(point), furthest)
    way = point / _length(point)
    seen = {0.0: start}

    def at(far: float) -> float:
        if far not in seen:
            seen[far] = float(effect_at(dict(_moves(names, surrogate, way * far))))
        return seen[far] if np.isfinite(seen[far]) else start  # where undefined it is not reversed

    low, high = 0.0, guess
    while at(high) * start > 0:
        if high >= furthest:
            return Reversal(np.inf, (), np.nan)
        low, high = high, min(high * STEP, furthest)
    if seen[high] != 0.0:
        brentq(at, low, high, xtol=CLOSE * high, rtol=CLOSE)
    # the near end of the bracket that is left: the effect has been seen reversed there
    far = min(far for far, value in seen.items() if value * start <= 0)
    return Reversal(far, _moves(names, surrogate, way * far), seen[far])


def _steepest(surrogate: Surrogate, far: float) -> list[np.ndarray]:
    """Return a point `far` down the slope at the centre: a way to try where the surrogate has no root."""
    steep = _length(surrogate.linear)
    return [-np.sign(surrogate.constant) * surrogate.linear / steep * far] if steep > 0 else []


def _moves(names: Sequence[str], surrogate: Surrogate, point: np.ndarray) -> tuple[tuple[str, float], ...]:
    moved = [(names[row], float(z)) for row, z in zip(surrogate.rows, point, strict=True) if z != 0.0]
    return tuple(sorted(moved, key=lambda move: (-abs(move[1]), move[0])))


def _without_slight(point: np.ndarray) -> np.ndarray:
    return np.where(np.abs(point) < SLIGHT * _length(point), 0.0, point)


def _length(point: np.ndarray) -> float:
    return float(np.linalg.norm(point))
