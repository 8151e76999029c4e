"""The likelihood of a record of wars under a theory, in full.

A war i that began in situation s and ended after t months in way k has, given a draw d of the theory's laws,

    p_i(d)    =  mean over lives l of     (going(m) - going(m + 1)) * share_k
    going(t)  =  exp(- evenness / power * (left(t) ^ power - 1))
    left(t)   =  1 + sum_j a_j * Q_j(t) / evenness
    Q_j(t)    =  P_j(t) + (first_month - 1) * P_j(min(t, 1))
    share_k   =  a_k * pull_k / sum_j a_j * pull_j
    a_k       =  exp(intercept_k)

with m the whole months that had passed, P_j(t) the cumulated pull towards end j (`courses`) and pull_j its
growth in the month after m. A war that was still going counts `going(t)`, one that ended in an unknown way
has share 1. `first_month` is how much more often wars of the class end in their first month than what is
known of them would say. The rest is frailty: how prone to end a single war is, relative to its class, has a
distribution of mean 1 and is integrated out. It is of Hougaard's family: gamma of shape `evenness` where
`power` is near 0 (with evenness 1 an exponential), inverse Gaussian at 1/2; where evenness is small,
durations become Weibull of shape `power`.

    L(d)  =  product over wars of p_i(d)

Intercepts, evenness, power, first month and laws are the same for all wars. Time runs in months of 30.4375
days; within a month the pull is steady. When in a month a war ended is not asked: records know many days by
the month or the year alone, and a density at the half day of a single clash would outvote years of the others
(decision 0011). After the last month that was lived a war counts as still going then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from detente.evidence.courses import KINDS, Courses
from detente.evidence.situations import Places
from detente.formulas.severity import DAYS_PER_MONTH
from detente.vocabulary import Number

RATES = ("settlement", "ceasefire", "collapse", "fade_out")
KIND_OF_RATE = np.array([0, 1, 2, 2, 3])  # which rate each of KINDS goes by
ENDS: Mapping[str, int] = {  # kinds by the words of a table of episodes; what is not here is unknown
    "agreement": 0,
    "ceasefire": 1,
    "stalemate": 1,
    "victory_b": 2,
    "victory_a": 3,
    "low_activity": 4,
    "actor_ceased": 4,
}
UNKNOWN = -1
SHAPE = ("evenness", "power", "first_month")  # the other numbers of a class
TINY = 1e-30  # chance below which a war is as good as impossible
LEAST = 1e-12  # pull below which there is none; its square still fits into single precision
MOST = 30.0  # in logs: beyond it a pull is as good as without end, and its slopes still fit


@dataclass(frozen=True, eq=False)
class Wars:
    """What happened.

    months  (war,) until the end, or until last seen
    kind    (war,) place in KINDS; -1 not known how
    ended   (war,) bool
    weight  (war, situation)
    """

    months: np.ndarray
    kind: np.ndarray
    ended: np.ndarray
    weight: np.ndarray

    def __len__(self) -> int:
        return len(self.months)


@dataclass(frozen=True, eq=False)
class Terms:
    """What the likelihood of some wars is made of.

    upto     (war, draw, life, kind) cumulated pull up to the month in which it ended, or until last seen
    first    the same, as much of it as lies in the first month
    growth   the same, what the month in which it ended adds
    counted  (war, kind) 1 for the end it came to, for all of them where that is not known
    young    (war,) 1 where it ended in the first month
    ended    (war,) 1 where it ended

    All float32.
    """

    upto: np.ndarray
    first: np.ndarray
    growth: np.ndarray
    counted: np.ndarray
    young: np.ndarray
    ended: np.ndarray

    def of_draws(self, draws: np.ndarray) -> "Terms":
        """Return the terms of these draws, which may be named more than once."""
        some = {name: getattr(self, name)[:, draws] for name in ("upto", "first", "growth")}
        return replace(self, **some)


def wars_of(episodes: pd.DataFrame, places: Places, months: int) -> Wars:
    """Return the wars of a table of episodes, those that outlast `months` as still going then."""
    lasted = np.maximum(episodes["days"].to_numpy(float) - 0.5, 0.5) / DAYS_PER_MONTH
    ended = ~episodes["censored"].to_numpy(bool) & (lasted < months)
    kind = np.array([ENDS.get(word, UNKNOWN) for word in episodes["ending"]])
    return Wars(np.minimum(lasted, months), np.where(ended, kind, UNKNOWN), ended, places.weight)


def terms_of(lived: Courses, wars: Wars) -> Terms:
    """Return what the likelihood of these wars needs.

    Where it is not known in which situation a war began, its lives are shared out among those it may have.
    """
    last, lives = lived.pull.shape[-1] - 1, np.arange(lived.pull.shape[2])
    place = shared_out(wars.weight, len(lives))[:, None, :]  # (war, 1, life)
    draw, life = np.arange(lived.draws)[:, None], lives[None, :]
    month = np.minimum(wars.months.astype(int), last - 1)
    into = np.where(wars.ended, 0.0, wars.months - month)
    at = month[:, None, None]
    begin, end = (lived.pull[place, draw, life, :, at + step] for step in (0, 1))
    growth = end - begin
    within = np.minimum(month + into, 1.0)
    first = _each(within) * lived.pull[place, draw, life, :, 1]
    counted = (wars.kind[:, None] == np.arange(len(KINDS))) | (wars.kind == UNKNOWN)[:, None]
    flags = (x.astype(np.float32) for x in (counted, wars.ended & (month == 0), wars.ended))
    return Terms(begin + _each(into) * growth, first, growth, *flags)


def shared_out(weight: np.ndarray, lives: int) -> np.ndarray:
    """Return the situation of every life of every war, (war, life), in proportion to `weight`.

    >>> shared_out(np.array([[0.0, 1.0], [0.25, 0.75]]), 4).tolist()
    [[1, 1, 1, 1], [0, 1, 1, 1]]
    """
    at = (np.arange(lives) + 0.5) / lives
    return (np.cumsum(weight, axis=1)[:, None, :-1] <= at[None, :, None]).sum(axis=2)


def hastened(pull: Number, first_month: Number) -> Number:
    """Return cumulated pull, (..., month + 1) from 0, its first month counted so many times.

    >>> hastened(np.array([0.0, 0.5, 0.75]), 3.0).tolist()
    [0.0, 1.5, 1.75]
    """
    return pull + (first_month - 1.0) * np.minimum(np.arange(pull.shape[-1]), 1) * pull[..., 1:2]


def war_chances(
    terms: Terms, intercepts: Number, evenness: Number, power: Number, first_month: Number
) -> Number:
    """Return the chance of what became of each war, in every draw, (war, draw).

    `intercepts`: (draw, rate), or (1, rate) for all; the others a number, or (1, draw, 1). An array of JAX;
    may be traced.
    """
    import jax.numpy as jnp

    rate, more = jnp.exp(intercepts)[:, KIND_OF_RATE][None, :, None, :], first_month - 1.0
    total = (terms.upto * rate).sum(axis=-1) + more * (terms.first * rate).sum(axis=-1)
    counted, growth = (
        (terms.growth * kinds * rate).sum(axis=-1) for kinds in (terms.counted[:, None, None, :], 1.0)
    )
    share = counted / jnp.maximum(growth, LEAST)
    grown = growth * (1.0 + more * terms.young[:, None, None])
    chance = chances(total, grown, share, terms.ended[:, None, None], evenness, power)
    return chance.mean(axis=-1)


def chances(
    total: Number, grown: Number, share: Number, ended: Number, evenness: Number, power: Number
) -> Number:
    """Return the chance of what became of a war in one life.

    total  pull until the month in which it ended, or until last seen;  grown  what that month adds
    """
    import jax.numpy as jnp

    left = power * jnp.log1p(total / evenness)
    gone = evenness / power * jnp.expm1(jnp.minimum(left, MOST))
    # rather than the difference of two large numbers
    step = power * jnp.log1p(grown / (evenness + total))
    fresh = evenness / power * jnp.exp(jnp.minimum(left, MOST)) * jnp.expm1(jnp.minimum(step, MOST))
    return jnp.exp(-gone) * jnp.where(ended > 0, -jnp.expm1(-fresh) * share, 1.0)


def log_likelihood(
    terms: Terms, intercepts: Number, evenness: Number, power: Number, first_month: Number
) -> Number:
    """Return the log likelihood of all wars in every draw, (draw,); shapes as in `war_chances`."""
    import jax.numpy as jnp

    each = war_chances(terms, intercepts, evenness, power, first_month)
    return jnp.log(jnp.maximum(each, TINY)).sum(axis=0)


def _each(war: np.ndarray) -> np.ndarray:
    return war.astype(np.float32)[:, None, None, None]
