"""The argument as a whole: grant every premise, and see how often the conclusion follows.

    validity    of the draws that meet every premise, stated and unstated, the share in which every
                conclusion holds
    soundness   of all draws, the share that meet every premise
    load        how far validity falls when one unstated premise is not granted and all others are
    strain      the share of draws in which claims hold together, beside the share of each alone

A theory is asked over the premises and conclusions it can express; the others are listed. Each theory is
therefore asked a question of its own, so draws are not pooled: what is weighted over theories is the mean of
their shares, over those that have one. Where hardly any draw meets the premises, parameters are drawn again
from priors shifted towards those that do (the cross-entropy method), and weights undo the shift.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from detente.pipeline.argument import Argument
from detente.pipeline.judging.under import FEW, NAN, share_error
from detente.pipeline.judging.verdict import Fraction, Judgement, Load, Strain

WEIGHTED = "weighted"  # the key beside the theories under which a strain keeps its weighted share
ELITE = 0.02  # share of draws that the priors are shifted towards, at least FEW draws
CLEAR = 3.5  # standard errors from nought beyond which a parameter is shifted: a hundred idle ones stay put
NOTHING = Fraction(NAN, NAN, 0)


@dataclass(frozen=True, eq=False)
class Held:
    """What holds in every draw under one theory.

    names         claims and unstated premises: the rows of `holds`
    holds         (name, draw) bool; a draw that does not meet the condition of a claim does not hold it
    expressible   (name,) bool; the row of a name that cannot be expressed is not looked at
    weight        (draw,) importance of every draw; None where all count alike
    search        how the draws were found: "plain", or "steered" where `weight` undoes a shift
    """

    names: tuple[str, ...]
    holds: np.ndarray
    expressible: np.ndarray
    weight: np.ndarray | None = None
    search: str = "plain"

    def able(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the names that the theory can express."""
        can = {name for name, able in zip(self.names, self.expressible, strict=True) if able}
        return tuple(name for name in names if name in can)

    def rows(self, names: Iterable[str]) -> np.ndarray:
        """Return (name, draw) bool for these names."""
        places = [self.names.index(name) for name in names]
        return np.asarray(self.holds, bool)[places]

    def all_of(self, names: Iterable[str]) -> np.ndarray:
        """Return (draw,) bool: the draws in which all of them hold; every draw where there is none."""
        return self.rows(names).all(axis=0)

    def share(self, names: Iterable[str], among: np.ndarray | None = None) -> Fraction:
        """Return the share of draws in which all of them hold, of those `among` where given."""
        return fraction(self.all_of(names), among, self.weight)


@dataclass(frozen=True)
class Logic:
    """Which claims carry which: names only. `tensions` maps a name to the claims that pull."""

    premises: tuple[str, ...]
    conclusions: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    tensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def granted(self) -> tuple[str, ...]:
        """Return every premise, stated and unstated."""
        return self.premises + self.hidden


@dataclass(frozen=True, eq=False)
class Steering:
    """Where the next draws are sought.

    shift   (parameter,) by how many prior standard deviations each parameter is moved
    level   how many premises the draws meet that it moves towards; `elite` is how many there were
    """

    shift: np.ndarray
    level: int
    elite: int


def logic_of(argument: Argument) -> Logic:
    """Return the logic of an argument, claims without a test included: no theory can express these."""
    return Logic(
        tuple(claim.name for claim in argument.claims if claim.role == "premise"),
        tuple(claim.name for claim in argument.claims if claim.role == "conclusion"),
        tuple(one.name for one in argument.hidden),
        {one.name: one.claims for one in argument.tensions},
    )


def judge(
    held: Mapping[str, Held],
    logic: Logic,
    weights: Mapping[str, float] | None = None,
    document: Held | None = None,
) -> Judgement:
    """Return the judgement of an argument.

    Args:
        held: by theory, what holds in every draw.
        logic: which claims are premises and conclusions, what is unstated, what pulls.
        weights: of the theories, of any sum; equal where not given.
        document: what holds under the theory made of the document's own premises; it weighs nothing.
    """
    shares = _weights(tuple(held), weights)
    wanted = (*logic.granted, *logic.conclusions)
    asked = {theory: one.able(logic.granted) for theory, one in held.items()}
    left = {t: tuple(name for name in wanted if name not in one.able(wanted)) for t, one in held.items()}
    validity = {theory: validity_of(one, logic.conclusions, asked[theory]) for theory, one in held.items()}
    soundness = {theory: one.share(asked[theory]) for theory, one in held.items()}
    empty = [theory for theory, one in held.items() if not one.all_of(asked[theory]).any()]
    own = () if document is None else document.able(logic.conclusions)
    return Judgement(
        validity,
        soundness,
        weighted(validity, shares),
        weighted(soundness, shares),
        shares,
        asked,
        left,
        {theory: one.search for theory, one in held.items()},
        {theory: clash(held[theory], asked[theory]) for theory in empty if asked[theory]},
        _loads(held, logic, validity, shares),
        tuple(_strains(held, logic, shares)),
        {name: document.share([name]).share for name in own} if document else {},
    )


def validity_of(one: Held, conclusions: Iterable[str], premises: Iterable[str]) -> Fraction:
    """Return the share of draws meeting the premises in which the conclusions hold.

    NaN where the theory can express no conclusion, or no draw meets the premises.
    """
    meets, able = one.all_of(premises), one.able(conclusions)
    if able:
        return one.share(able, meets)
    return Fraction(NAN, NAN, fraction(meets, meets, one.weight).of)


def too_few(judgement: Judgement) -> tuple[str, ...]:
    """Return the theories whose validity rests on fewer than 30 draws that meet every premise."""
    return tuple(theory for theory, found in judgement.validity.items() if found.of < FEW)


def fraction(counts: np.ndarray, among: np.ndarray | None, weight: np.ndarray | None) -> Fraction:
    """Return a share of draws with its Monte Carlo error; all arrays are (draw,).

    Weighted shares are self-normalised, their error is that of a ratio, and `of` is the effective number of
    draws, rounded down.

    >>> fraction(np.array([True, False, True, True]), None, None)
    Fraction(share=0.75, error=0.2, of=4)
    """
    kept = np.ones(len(counts), bool) if among is None else np.asarray(among, bool)
    said = np.asarray(counts, bool)[kept]
    if weight is None:
        share = float(said.sum() / said.size) if said.size else NAN
        return Fraction(share, share_error(share, said.size), said.size)
    matter = np.asarray(weight, float)[kept]
    total = matter.sum()
    if not total > 0:
        return NOTHING
    share, of = float(matter[said].sum() / total), effective(matter)
    ratio = math.sqrt(float((matter**2 * (said - share) ** 2).sum())) / float(total)
    return Fraction(share, ratio if 0 < share < 1 else share_error(share, of), math.floor(of + 1e-9))


def weighted(found: Mapping[str, Fraction], weights: Mapping[str, float]) -> Fraction:
    """Return the weighted mean of the shares that there are; `of` is how many draws it rests on."""
    known = {theory: one for theory, one in found.items() if not math.isnan(one.share)}
    total = sum(weights[theory] for theory in known)
    if not total > 0:
        return NOTHING
    share = sum(weights[theory] * one.share for theory, one in known.items()) / total
    error = math.hypot(*(weights[theory] * one.error for theory, one in known.items())) / total
    return Fraction(share, error, sum(one.of for one in known.values()))


def clash(one: Held, names: Sequence[str]) -> tuple[str, str]:
    """Return the pair of premises that most often exclude each other.

    That is the pair of which, in the draws where the rarer one holds, the other holds least often; of
    equals, the pair whose rarer one holds most often. A premise that holds in no draw is paired with itself.
    """
    rows = one.rows(names).astype(float)
    alone = rows.sum(axis=1)
    if (alone == 0).any() or len(names) == 1:
        least = names[int(alone.argmin())]
        return least, least
    rarer = np.minimum.outer(alone, alone)
    first, second = np.triu_indices(len(names), 1)
    met = ((rows @ rows.T) / rarer)[first, second]
    worst = int(np.lexsort((-rarer[first, second], met))[0])
    return names[int(first[worst])], names[int(second[worst])]


def relax(one: Held, names: Sequence[str], least: int = FEW) -> tuple[str, ...]:
    """Return the premises to set aside until `least` draws meet the rest: each time what frees most draws."""
    kept, dropped = list(names), []
    while kept and int(one.all_of(kept).sum()) < least:
        left = [int(one.all_of([n for n in kept if n != name]).sum()) for name in kept]
        dropped.append(kept.pop(int(np.argmax(left))))
    return tuple(dropped)


def steer(z: np.ndarray, holds: np.ndarray, weight: np.ndarray | None = None) -> Steering:
    """Return a cross-entropy step towards draws that meet every premise.

    Args:
        z: (parameter, draw) parameters as standard normal scores of their priors.
        holds: (premise, draw) bool.
        weight: (draw,) what undoes the shift with which these were drawn, or None for the priors.

    Draws from `z + shift` meet more premises; steer again from these where they do not meet all. Parameters
    without a clear part in it are left alone: moving them would only make the weights uneven.
    """
    score = np.asarray(holds, bool).sum(axis=0)
    wanted = max(FEW, math.ceil(ELITE * score.size))
    level = int(np.sort(score)[::-1][min(wanted, score.size) - 1])
    elite = score >= level
    matter = np.ones(score.size) if weight is None else np.asarray(weight, float)
    mean = np.average(np.asarray(z, float)[:, elite], axis=1, weights=matter[elite])
    clear = np.abs(mean) * math.sqrt(effective(matter[elite])) > CLEAR
    return Steering(np.where(clear, mean, 0.0), level, int(elite.sum()))


def undo(z: np.ndarray, shifts: np.ndarray, draws: Sequence[int]) -> np.ndarray:
    """Return (draw,) importance weights of draws pooled from several shifted priors.

    `z` is (parameter, draw), scores as drawn; `shifts` is (proposal, parameter), in prior standard
    deviations, 0 for the prior itself; `draws` is how many came from each. The weight is the density of the
    prior over that of the mixture, so with plain draws in the pool none exceeds pool / plain draws.

    >>> undo(np.array([[0.0, 1.0]]), np.array([[0.0], [0.0]]), [1, 1])
    array([1., 1.])
    """
    moved = np.asarray(shifts, float)
    ratio = moved @ np.asarray(z, float) - 0.5 * (moved**2).sum(axis=1, keepdims=True)
    parts = np.asarray(draws, float)[:, None] / np.sum(draws)
    return np.exp(-np.logaddexp.reduce(np.log(np.maximum(parts, 1e-300)) + ratio, axis=0))


def effective(weight: np.ndarray) -> float:
    """Return how many equal draws weighted ones are worth (Kish): (sum w)^2 / sum w^2."""
    largest = float(np.max(weight, initial=0.0))
    scaled = np.asarray(weight, float) / largest if largest > 0 else np.zeros(0)
    return float(scaled.sum() ** 2 / (scaled**2).sum()) if scaled.size else 0.0


def _loads(
    held: Mapping[str, Held], logic: Logic, validity: Mapping[str, Fraction], weights: Mapping[str, float]
) -> tuple[Load, ...]:
    """Return the load of each unstated premise, over the theories that can express it."""
    loads = []
    for premise in logic.hidden:
        able = {theory: one for theory, one in held.items() if one.able([premise])}
        others = [name for name in logic.granted if name != premise]
        without = {t: validity_of(one, logic.conclusions, one.able(others)) for t, one in able.items()}
        falls = {t: Fraction(validity[t].share - one.share, 0.0, one.of) for t, one in without.items()}
        if able:
            loads.append(Load(premise, weighted(without, weights), weighted(falls, weights).share))
    return tuple(loads)


def _strains(held: Mapping[str, Held], logic: Logic, weights: Mapping[str, float]) -> Iterable[Strain]:
    """Yield how often the claims of each tension hold together; a tension of one claim is none."""
    for tension, names in logic.tensions.items():
        some = tuple(name for name in names if any(one.able([name]) for one in held.values()))
        if len(some) < 2:
            continue
        able = {theory: one for theory, one in held.items() if one.able(some) == some}
        each = {name: {theory: one.share([name]) for theory, one in able.items()} for name in some}
        together = {theory: one.share(some) for theory, one in able.items()}
        alone = {name: weighted(shares, weights).share for name, shares in each.items()}
        yield Strain(tension, some, {**together, WEIGHTED: weighted(together, weights)}, alone)


def _weights(theories: tuple[str, ...], weights: Mapping[str, float] | None) -> dict[str, float]:
    """Return the weights of the theories, adding up to 1."""
    given = dict.fromkeys(theories, 1.0) if weights is None else {t: weights.get(t, 0.0) for t in theories}
    total = sum(given.values())
    if theories and not (total > 0 and math.isfinite(total) and min(given.values()) >= 0):
        raise ValueError(f"weights of theories are at least 0 and not all 0, got {given}")
    return {theory: weight / total for theory, weight in given.items()}
