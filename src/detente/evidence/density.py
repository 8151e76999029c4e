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

from detente.evidence.likelihood import KIND_OF_RATE, LEAST, RATES, TINY, Terms
from detente.vocabulary import Number

INTERCEPT_SD = 1.5
EVENNESS_SD = 1.0  # of its log
POWER_CENTRE, POWER_SD = -1.0, 1.0  # of its logit
FAR = 10.0  # in logs


def log_prior(intercepts: Number, log_evenness: Number, logit_power: Number) -> Number:
    """Return the log density of the prior of the numbers, (draw,); `intercepts` are (draw, rate)."""
    own = ((intercepts / INTERCEPT_SD) ** 2).sum(axis=1) + (log_evenness / EVENNESS_SD) ** 2
    own = own + ((logit_power - POWER_CENTRE) / POWER_SD) ** 2
    scale = len(RATES) * math.log(INTERCEPT_SD) + math.log(EVENNESS_SD) + math.log(POWER_SD)
    return -0.5 * own - scale - 0.5 * (len(RATES) + 2) * math.log(2 * math.pi)


def held(terms: Terms, offset: np.ndarray, weight: np.ndarray) -> dict[str, Any]:
    """Return all that the density depends on, apart from the numbers.

    offset  (draw, rate) how hard each draw pulls, in logs: what its intercepts are counted from
    weight  (draw,) log weight of each draw
    """
    import jax

    by_rate = (_by_rate(x, np.exp(-offset).astype(np.float32)) for x in (terms.upto, terms.slope))
    upto, slope = by_rate
    return jax.device_put(
        {
            "upto": upto,
            "slope": slope,
            "ended": terms.ended[None, :, None],
            "offset": offset.astype(np.float32),
            "log_weight": weight.astype(np.float32),
        }
    )


def some_of(held: dict[str, Any], draws: slice) -> dict[str, Any]:
    """Return the same for some of the draws."""
    by_draw = {name: held[name][draws] for name in ("offset", "log_weight")}
    return held | by_draw | {name: held[name][..., draws] for name in ("upto", "slope")}


def density(held: dict[str, Any], point: Any) -> Any:
    """Return the log density of numbers and data in every draw, (draw,).

    point  (draw or 1, number): intercepts on top of each draw's offset, log evenness, logit of power
    """
    import jax
    import jax.numpy as jnp

    rates = len(RATES)
    own = log_prior(point[:, :rates] - held["offset"], point[:, rates], point[:, rates + 1])
    # a search may step where nothing can be told any more; the prior leads it back
    near = jnp.clip(point.T, -FAR, FAR)
    evenness, power = jnp.exp(near[rates]), jax.nn.sigmoid(near[rates + 1])
    total, flow = (
        sum(held[name][rate] * jnp.exp(near[rate]) for rate in range(rates)) for name in ("upto", "slope")
    )
    left = jnp.log1p(total / evenness)
    gone = evenness / power * jnp.expm1(power * left)
    fresh = jnp.log(flow + LEAST) + (power - 1.0) * left
    chance = jnp.exp(jnp.where(held["ended"] > 0, fresh, 0.0) - gone).mean(axis=0)
    return jnp.log(jnp.maximum(chance, TINY)).sum(axis=0) + own + held["log_weight"]


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
