"""The likelihood of a record of wars under a theory, in full.

A war i that began in situation s and ended after t months in way k has, given a draw d of the theory's laws,

    p_i(d)  =  mean over lives l of    a_k * pull_k(t) * (1 + sum_j a_j P_j(t) / evenness) ^ -(evenness + 1)
    a_k     =  exp(intercept_k)

with P_j(t) the cumulated pull towards end j (`courses`) and pull_k(t) its slope in the month of t. A war that
was still going counts  (1 + sum_j a_j P_j(t) / evenness) ^ -evenness,  one that ended in an unknown way the
sum over the ways. The power is frailty: how prone to end a single war is, relative to its class, has a gamma
distribution of mean 1 and shape `evenness`, and has been integrated out. At 1 it is exponential, as in
`baseline`; the larger, the more alike are wars.

    L(d)  =  product over wars of p_i(d)

Intercepts, evenness and laws are the same for all wars. Time runs in months of 30.4375 days; within a month
the pull is steady. After the last month that was lived a war counts as still going then.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from detente.evidence.courses import KINDS, Courses
from detente.evidence.situations import Places
from detente.vocabulary import Number

MONTH = 30.4375  # days
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
    """What the likelihood of some wars is made of: a row for every war and situation it may have begun in.

    upto   (row, draw, life, kind) cumulated pull up to the time of the war, float32
    slope  (row, draw, life, kind) pull in that month towards the end that it came to, 0 towards others; all
           of them where that is not known
    war    (row,) which war
    weight (row,) how likely it began in that situation
    ended  (row,) 1 where it ended
    """

    upto: np.ndarray
    slope: np.ndarray
    war: np.ndarray
    weight: np.ndarray
    ended: np.ndarray
    wars: int


def wars_of(episodes: pd.DataFrame, places: Places, months: int) -> Wars:
    """Return the wars of a table of episodes, those that outlast `months` as still going then."""
    lasted = np.maximum(episodes["days"].to_numpy(float) - 0.5, 0.5) / MONTH
    ended = ~episodes["censored"].to_numpy(bool) & (lasted < months)
    kind = np.array([ENDS.get(word, UNKNOWN) for word in episodes["ending"]])
    return Wars(np.minimum(lasted, months), np.where(ended, kind, UNKNOWN), ended, places.weight)


def terms_of(lived: Courses, wars: Wars) -> Terms:
    """Return what the likelihood of these wars needs."""
    war, place = np.nonzero(wars.weight > 0)
    last = lived.pull.shape[-1] - 1
    month = np.minimum(wars.months[war].astype(int), last - 1)
    into = (wars.months[war] - month)[:, None, None, None].astype(np.float32)
    begin, end = lived.pull[place, :, :, :, month], lived.pull[place, :, :, :, month + 1]
    slope, kind, ended = end - begin, wars.kind[war], wars.ended[war]
    counted = (kind[:, None] == np.arange(len(KINDS))) | (kind == UNKNOWN)[:, None]
    flow = slope * counted[:, None, None, :].astype(np.float32)
    weight = wars.weight[war, place].astype(np.float32)
    return Terms(begin + into * slope, flow, war, weight, ended.astype(np.float32), len(wars))


def war_chances(terms: Terms, intercepts: Number, evenness: Number) -> Number:
    """Return the density of each war, or its chance of still going, in every draw, (war, draw).

    `intercepts`: (draw, rate), or (1, rate) for all. An array of JAX; may be traced.
    """
    import jax
    import jax.numpy as jnp

    rate = jnp.exp(intercepts)[:, KIND_OF_RATE][None, :, None, :]
    # in logs: where a theory pulls without end, slopes of slopes would not fit into single precision
    total = jnp.log((terms.upto * rate).sum(axis=-1) + LEAST)
    left = jax.nn.softplus(total - jnp.log(evenness))
    flow = jnp.log((terms.slope * rate).sum(axis=-1) + LEAST) - left
    chance = jnp.exp(jnp.where(terms.ended[:, None, None] > 0, flow, 0.0) - evenness * left)
    each = terms.weight[:, None] * chance.mean(axis=-1)
    return jax.ops.segment_sum(each, terms.war, terms.wars)


def log_likelihood(terms: Terms, intercepts: Number, evenness: Number) -> Number:
    """Return the log likelihood of all wars in every draw, (draw,); shapes as in `war_chances`."""
    import jax.numpy as jnp

    return jnp.log(jnp.maximum(war_chances(terms, intercepts, evenness), TINY)).sum(axis=0)
