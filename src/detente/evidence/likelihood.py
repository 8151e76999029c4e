"""The likelihood of a record of wars under a theory, in full.

A war i that began in situation s and ended after t months in way k has, given a draw d of the theory's laws,

    p_i(d)  =  mean over lives l of     a_k * pull_k(t) * left ^ (power - 1) * going
    left    =  1 + sum_j a_j * P_j(t) / evenness
    going   =  exp(- evenness / power * (left ^ power - 1))
    a_k     =  exp(intercept_k)

with P_j(t) the cumulated pull towards end j (`courses`) and pull_k(t) its slope in the month of t. A war that
was still going counts `going`, one that ended in an unknown way the sum over the ways. This is frailty: how
prone to end a single war is, relative to its class, has a distribution of mean 1 and is integrated out. It is
of Hougaard's family: gamma of shape `evenness` where `power` is near 0 (with evenness 1 the exponential of
`baseline`), inverse Gaussian at 1/2; where evenness is small, durations become Weibull of shape `power`.

    L(d)  =  product over wars of p_i(d)

Intercepts, evenness, power and laws are the same for all wars. Time runs in months of 30.4375 days; within a
month the pull is steady. After the last month that was lived a war counts as still going then.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
TINY = 1e-30  # density below which a war is as good as impossible
LEAST = 1e-12  # pull below which there is none; its square still fits into single precision


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

    upto   (war, draw, life, kind) cumulated pull up to the time of the war, float32
    slope  (war, draw, life, kind) pull in that month towards the end it came to, 0 towards others; all of
           them where that is not known
    ended  (war,) 1 where it ended
    """

    upto: np.ndarray
    slope: np.ndarray
    ended: np.ndarray


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
    month = np.minimum(wars.months.astype(int), last - 1)[:, None, None]
    into = (wars.months - month[:, 0, 0])[:, None, None, None].astype(np.float32)
    begin, end = (lived.pull[place, draw, life, :, month + step] for step in (0, 1))
    slope, kind = end - begin, wars.kind
    counted = (kind[:, None] == np.arange(len(KINDS))) | (kind == UNKNOWN)[:, None]
    flow = slope * counted[:, None, None, :].astype(np.float32)
    return Terms(begin + into * slope, flow, wars.ended.astype(np.float32))


def shared_out(weight: np.ndarray, lives: int) -> np.ndarray:
    """Return the situation of every life of every war, (war, life), in proportion to `weight`.

    >>> shared_out(np.array([[0.0, 1.0], [0.25, 0.75]]), 4).tolist()
    [[1, 1, 1, 1], [0, 1, 1, 1]]
    """
    at = (np.arange(lives) + 0.5) / lives
    return (np.cumsum(weight, axis=1)[:, None, :-1] <= at[None, :, None]).sum(axis=2)


def war_chances(terms: Terms, intercepts: Number, evenness: Number, power: Number) -> Number:
    """Return the density of each war, or its chance of still going, in every draw, (war, draw).

    `intercepts`: (draw, rate), or (1, rate) for all. An array of JAX; may be traced.
    """
    import jax
    import jax.numpy as jnp

    rate = jnp.exp(intercepts)[:, KIND_OF_RATE][None, :, None, :]
    # in logs: where a theory pulls without end, slopes of slopes would not fit into single precision
    total = jnp.log((terms.upto * rate).sum(axis=-1) + LEAST)
    left = jax.nn.softplus(total - jnp.log(evenness))
    flow = jnp.log((terms.slope * rate).sum(axis=-1) + LEAST) + (power - 1.0) * left
    gone = evenness / power * jnp.expm1(power * left)
    chance = jnp.exp(jnp.where(terms.ended[:, None, None] > 0, flow, 0.0) - gone)
    return chance.mean(axis=-1)


def log_likelihood(terms: Terms, intercepts: Number, evenness: Number, power: Number) -> Number:
    """Return the log likelihood of all wars in every draw, (draw,); shapes as in `war_chances`."""
    import jax.numpy as jnp

    return jnp.log(jnp.maximum(war_chances(terms, intercepts, evenness, power), TINY)).sum(axis=0)
