"""The density of a class's numbers and its wars in every draw of a theory's laws, arranged for speed.

`likelihood` says what the density of wars is; here are the same sums, and a test holds the two together. What
pulls towards ends that go by one rate is added up beforehand, and each draw's own pull is divided out of it:
then rates are the same numbers in all draws, and the compiler makes one pass over (life, war, draw).
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from scipy.special import expit

from detente.evidence.likelihood import KIND_OF_RATE, LEAST, RATES, SHAPE, TINY, Terms, chances
from detente.vocabulary import Number

INTERCEPT_SD = 1.5
EVENNESS_SD = 1.0  # of its log
POWER_CENTRE, POWER_SD = -1.0, 1.0  # of its logit
FIRST_SD = 1.0  # of its log
PULLS = ("upto", "first", "growth")  # of Terms
FAR = 10.0  # in logs
COUNT = len(RATES) + len(SHAPE)  # numbers of a class


def log_prior(intercepts: Number, log_evenness: Number, logit_power: Number, log_first: Number) -> Number:
    """Return the log density of the prior of the numbers, (draw,); `intercepts` are (draw, rate)."""
    own = ((intercepts / INTERCEPT_SD) ** 2).sum(axis=1) + (log_evenness / EVENNESS_SD) ** 2
    own = own + ((logit_power - POWER_CENTRE) / POWER_SD) ** 2 + (log_first / FIRST_SD) ** 2
    scale = len(RATES) * math.log(INTERCEPT_SD) + math.log(EVENNESS_SD * POWER_SD * FIRST_SD)
    return -0.5 * own - scale - 0.5 * COUNT * math.log(2 * math.pi)


def shape_of(point: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return evenness, power and first month from their place on the line, (..., 3)."""
    return np.exp(point[..., 0]), expit(point[..., 1]), np.exp(point[..., 2])


def prior_draws(z: np.ndarray) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return intercepts (..., rate) and shape numbers of the prior from standard normals (..., COUNT)."""
    rates, centre = len(RATES), np.array([0.0, POWER_CENTRE, 0.0])
    spread = np.array([EVENNESS_SD, POWER_SD, FIRST_SD])
    return INTERCEPT_SD * z[..., :rates], shape_of(centre + spread * z[..., rates:])


def held(terms: Terms, offset: np.ndarray, weight: np.ndarray) -> dict[str, Any]:
    """Return all that the density depends on, apart from the numbers.

    offset  (draw, rate) how hard each draw pulls, in logs: what its intercepts are counted from
    weight  (draw,) log weight of each draw
    """
    import jax

    scale = np.exp(-offset).astype(np.float32)
    known = terms.counted.sum(axis=1) == 1
    kind = np.where(known, terms.counted.argmax(axis=1), 0)
    rate = KIND_OF_RATE[kind]
    came = terms.growth[np.arange(len(kind)), :, :, kind].transpose(2, 0, 1) * scale[:, rate].T
    return jax.device_put(
        {
            **{name: _by_rate(getattr(terms, name), scale) for name in PULLS},
            "came": came,
            "rate": rate,
            "known": known[None, :, None],
            "young": terms.young[None, :, None],
            "ended": terms.ended[None, :, None],
            "offset": offset.astype(np.float32),
            "log_weight": weight.astype(np.float32),
        }
    )


def some_of(held: dict[str, Any], draws: slice) -> dict[str, Any]:
    """Return the same for some of the draws."""
    by_draw = {name: held[name][draws] for name in ("offset", "log_weight")}
    return held | by_draw | {name: held[name][..., draws] for name in (*PULLS, "came")}


def density(held: dict[str, Any], point: Any) -> Any:
    """Return the log density of numbers and data in every draw, (draw,).

    point  (draw or 1, number): intercepts on top of each draw's offset, log evenness, logit of power, log of
           first month
    """
    import jax
    import jax.numpy as jnp

    rates = len(RATES)
    own = log_prior(point[:, :rates] - held["offset"], *point[:, rates:].T)
    # a search may step where nothing can be told any more; the prior leads it back
    near = jnp.clip(point.T, -FAR, FAR)
    rate, more = jnp.exp(near[:rates]), jnp.expm1(near[rates + 2])
    evenness, power = jnp.exp(near[rates]), jax.nn.sigmoid(near[rates + 1])
    upto, first, growth = (sum(held[name][at] * rate[at] for at in range(rates)) for name in PULLS)
    came = held["came"] * rate[held["rate"]] / jnp.maximum(growth, LEAST)
    share, grown = jnp.where(held["known"], came, 1.0), growth * (1.0 + more * held["young"])
    each = chances(upto + more * first, grown, share, held["ended"], evenness, power)
    return jnp.log(jnp.maximum(each.mean(axis=0), TINY)).sum(axis=0) + own + held["log_weight"]


@cache
def compiled() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return the density, and value and slope of minus its mean over draws: compiled once for each shape."""
    import jax

    return jax.jit(density), jax.jit(jax.value_and_grad(_against, argnums=1))


def _against(held: dict[str, Any], point: Any) -> Any:
    import jax
    import jax.numpy as jnp

    logs = density(held, point[None])
    return jnp.log(logs.shape[0] * 1.0) - jax.scipy.special.logsumexp(logs)


def _by_rate(pull: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Return (rate, life, war, draw) of what is (war, draw, life, kind), each draw's own pull divided out."""
    rates = [pull[..., KIND_OF_RATE == rate].sum(axis=-1) for rate in range(len(RATES))]
    return np.stack([x.transpose(2, 0, 1) * scale[:, rate] for rate, x in enumerate(rates)])
