"""What one theory says of one claim: shares of draws, effects, and whether the answer was put in.

A claim holds in a draw where its margin is above 0; its share is taken over the draws that meet its
condition. The error of a share is the half-width of the Wilson interval of one standard error, which is
never nought, not even for a share of 0 or 1. A claim that holds in most draws is

    assumed     where, with every direct contribution cut, it does not: its share is then at most one half,
                and has fallen by more than twice the Monte Carlo error
    structural  where it holds in every draw, and in every draw with these cut
    contingent  otherwise
"""

import math
from collections.abc import Iterable

import numpy as np

from detente.pipeline.judging.verdict import Standing, Under

HALF = 0.5  # above it a claim holds in most draws; at or below it its sign is lost
SURE = 2.0  # standard errors beyond which a difference is not put down to the draws
FEW = 30  # fewer draws than this do not show that something holds in every draw
NAN = math.nan


def under(
    theory: str,
    effect: np.ndarray,
    margin: np.ndarray,
    meets: np.ndarray | None = None,
    *,
    expressible: bool = True,
    margin_without: np.ndarray | None = None,
    meets_without: np.ndarray | None = None,
    direct: tuple[str, ...] = (),
    causes: tuple[str, ...] = (),
    assumed_inputs: int = 0,
) -> Under:
    """Return what a theory says of a claim.

    Args:
        theory: its name.
        effect: (draw,) size of what is claimed, in the unit of what is looked at; NaN where there is none.
        margin: (draw,) by how much the claim holds; NaN where it cannot be said, which counts as not holding.
        meets: (draw,) bool, the draws that meet the condition of the claim; all of them where not given.
        expressible: whether a causal path leads from what is done to what is looked at.
        margin_without: (draw,) the margin with every direct contribution cut, same draws and same luck;
            None where there is no direct contribution to cut.
        meets_without: (draw,) bool, the condition as met with these cut; `meets` where not given.
        direct: names of the causes cut.
        causes: names of the causes on the way.
        assumed_inputs: how many parameters of these causes have no source.

    >>> ten = np.linspace(-0.1, 0.8, 10)
    >>> found = under("trust", ten, ten - 0.05)
    >>> found.share, round(found.share_error, 3), found.standing
    (0.8, 0.124, 'contingent')
    """
    if not expressible:
        return Under(theory, False, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, None, None, direct, causes)
    kept = np.ones(len(margin), bool) if meets is None else np.asarray(meets, bool)
    draws = int(kept.sum())
    share = share_of(margin, kept)
    without = None
    if margin_without is not None:
        cut = kept if meets_without is None else np.asarray(meets_without, bool)
        without = (share_of(margin_without, cut), int(cut.sum()))
    return Under(
        theory,
        True,
        share,
        share_error(share, draws),
        *_summary(np.asarray(effect, float)[kept]),
        draws,
        standing((share, draws), without),
        None if without is None else without[0],
        direct,
        causes,
        assumed_inputs,
    )


def standing(held: tuple[float, int], without: tuple[float, int] | None) -> Standing | None:
    """Return whether a claim that holds in most draws is assumed, structural or contingent.

    `held` and `without` are (share, draws); `without` is None where nothing direct could be cut: then
    nothing was put in, and the claim is not assumed. A claim whose condition is met in no draw once the
    direct contributions are cut has died with them.

    >>> standing((0.95, 1000), (0.0, 1000)), standing((1.0, 1000), None), standing((0.95, 1000), (0.8, 1000))
    ('assumed', 'structural', 'contingent')
    >>> standing((0.5, 1000), None) is None
    True
    """
    share, draws = held
    if not share > HALF:
        return None
    rest, of = held if without is None else without
    if of == 0:
        return "assumed"
    noise = math.hypot(share_error(share, draws), share_error(rest, of))
    if rest <= HALF and share - rest > SURE * noise:
        return "assumed"
    return "structural" if share == rest == 1 and min(draws, of) >= FEW else "contingent"


def share_of(margin: np.ndarray, kept: np.ndarray) -> float:
    """Return the share of the kept draws in which the margin is above 0; NaN where none is kept.

    >>> share_of(np.array([1.0, -1.0, np.nan, 2.0]), np.array([True, True, True, False]))
    0.3333333333333333
    """
    held = np.asarray(margin, float)[kept] > 0  # NaN is not above 0
    return float(held.sum() / held.size) if held.size else NAN


def share_error(share: float, draws: float, errors: float = 1.0) -> float:
    """Return the half-width of the Wilson interval of a share, `errors` standard errors wide on each side.

    >>> round(share_error(0.5, 400), 4), round(share_error(0.0, 99), 4)
    (0.025, 0.005)
    """
    if not draws > 0 or math.isnan(share):
        return NAN
    wide = errors**2 / draws
    return math.sqrt(wide * share * (1 - share) + wide**2 / 4) / (1 + wide)


def interval(share: float, draws: float, errors: float = SURE) -> tuple[float, float]:
    """Return the Wilson interval of a share of draws; the default covers about 95%.

    >>> tuple(round(end, 3) for end in interval(0.0, 100))
    (0.0, 0.038)
    """
    half = share_error(share, draws, errors)
    wide = errors**2 / draws if draws > 0 else NAN
    centre = (share + wide / 2) / (1 + wide)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def draws_needed(share: float, bound: float) -> int:
    """Return how many draws bring the Monte Carlo error of a share down to a bound.

    >>> draws_needed(0.5, 0.01), draws_needed(0.0, 0.01)
    (2499, 49)
    >>> share_error(0.5, 2499) <= 0.01 < share_error(0.5, 2498)
    True
    """
    if not bound > 0:
        raise ValueError(f"an error bound is above 0, got {bound}")
    # The Wilson error is at most the bound b where b^2 (n + 1)^2 >= share (1 - share) n + 1 / 4.
    square = bound**2
    middle = share * (1 - share) - 2 * square
    root = middle**2 - 4 * square * (square - 0.25)
    if root < 0 or square >= 0.25:
        return 1
    exact = (middle + math.sqrt(root)) / (2 * square)
    return max(math.ceil(exact - 1e-9), 1)


def enough(found: Iterable[Under], bound: float) -> bool:
    """Return whether the share of every theory that can speak is known to within the bound.

    A theory in which no draw meets the condition does not speak, and more draws are not asked for it.
    """
    return all(one.share_error <= bound for one in found if speaks(one))


def draws_to_run(found: Iterable[Under], bound: float, drawn: int) -> int:
    """Return how many draws a run needs for every share to be known to within the bound.

    `drawn` is how many this run had: a condition met in one draw of ten takes ten times the draws.
    """
    needs = [draws_needed(one.share, bound) * drawn / one.draws for one in found if speaks(one)]
    return max(drawn, math.ceil(max(needs, default=0.0)))


def speaks(one: Under) -> bool:
    """Return whether a theory can express the claim and some draw meets its condition."""
    return one.expressible and one.draws > 0


def _summary(effect: np.ndarray) -> tuple[float, float, float, float, float]:
    """Return mean, Monte Carlo error of the mean, median, and the ends of the middle 90%."""
    seen = effect[np.isfinite(effect)]
    if seen.size == 0:
        return NAN, NAN, NAN, NAN, NAN
    error = float(seen.std(ddof=1) / math.sqrt(seen.size)) if seen.size > 1 else NAN
    low, middle, high = (float(value) for value in np.quantile(seen, (0.05, 0.5, 0.95)))
    return float(seen.mean()), error, middle, low, high
