"""Outlook: what a fitted theory says of wars, for each draw of its posterior.

With the pull P_j of a life, its first month counted as a draw says, and rates a_j, evenness and power of the
draw (`likelihood`),

    left      =  1 + sum_j a_j * P_j(t) / evenness
    going(t)  =  exp(- evenness / power * (left ^ power - 1))
    ended_k   =  sum over steps of   (fall of going) * (share of a_k * P_k in the step's growth of all)
    happened  =  sum over months of  (how often in the month) * (mean of going over the month)

Going and ended are averaged over lives. What happens is averaged over lives before it is multiplied, so it
misses that lives that come to talks are a little sooner over: seen life by life, the share of talks that fail
is up to .006 lower, and the share of wars with talks differs by .002 at most (five fits to two classes).
Steps are whole days at first and months after the first month, within which the pull is steady.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.evidence.courses import Courses
from detente.evidence.fitting import Fit
from detente.evidence.likelihood import KIND_OF_RATE, hastened
from detente.evidence.moments.beside import Beside
from detente.formulas.severity import DAYS_PER_MONTH

DAYS = (*range(15), 17, 20, 23, 26)  # of the first month, at which a war is looked at
WITHIN = np.array(DAYS) / DAYS_PER_MONTH  # months
TINY = 1e-30  # growth of the pull below which there is none to share out


@dataclass(frozen=True, eq=False)
class Outlook:
    """What a fitted theory says of wars; each part is reckoned when it is first asked for."""

    lived: Courses
    fit: Fit
    beside: Beside

    @property
    def times(self) -> NDArray[np.floating]:
        """Return when a war is looked at, (time,) months from 0; all whole months are among them."""
        return np.append(WITHIN, np.arange(1.0, self.lived.pull.shape[-1]))

    def at(self, month: float) -> int:
        """Return the place of a month among the times."""
        return int(np.searchsorted(self.times, month - 0.5 / DAYS_PER_MONTH))

    @property
    def going(self) -> NDArray[np.floating]:
        """Return the probability that a war is still going, (kept, situation, time)."""
        return self._reckoned[0]

    @property
    def ended(self) -> NDArray[np.floating]:
        """Return the cumulated probability of each end, (kept, situation, kind, time)."""
        return self._reckoned[1]

    def happened(self, event: str) -> NDArray[np.floating]:
        """Return how often an event is expected in a war, while it is watched, (kept, situation)."""
        fresh = np.diff(self.lived.counts[:, self.fit.law, self.lived.events.index(event)], axis=-1)
        return np.einsum("skm,ksm->ks", fresh, self._over_months)

    @property
    def answered(self) -> NDArray[np.floating]:
        """Return the share of strikes and reprisals that answer others, (kept,)."""
        return self.beside.answered[self.fit.law]

    @property
    def memory(self) -> NDArray[np.floating]:
        """Return the mean time to such an answer, months, (kept,)."""
        return self.beside.memory[self.fit.law]

    @cached_property
    def pressed(self) -> "Outlook":
        """Return the outlook of one war as it is and with side A isolated, in the place of situations.

        Raises:
            ValueError: the theory was not lived so, having no cause that isolation acts through.
        """
        if self.beside.pressed is None:
            raise ValueError(f"{self.lived.theory} was not lived with a side isolated")
        return Outlook(self.beside.pressed, self.fit, Beside())

    @cached_property
    def _reckoned(self) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
        found = self.fit
        numbers = (np.exp(found.intercept)[:, KIND_OF_RATE], *found.shape)
        points = (found.law.astype(np.int32), *(x.astype(np.float32) for x in numbers))
        going, ended = _compiled()(self.lived.pull, points)
        return np.asarray(going, dtype=np.float64), np.asarray(ended, dtype=np.float64)

    @cached_property
    def _over_months(self) -> NDArray[np.floating]:
        """Return the mean of going over each month, (kept, situation, month)."""
        middle, days = 0.5 * (self.going[..., 1:] + self.going[..., :-1]), len(WITHIN)
        first = (middle[..., :days] * np.diff(np.append(WITHIN, 1.0))).sum(axis=-1, keepdims=True)
        return np.concatenate([first, middle[..., days:]], axis=-1)


@cache
def _compiled() -> Any:
    import jax

    return jax.jit(lambda pull, points: jax.lax.map(lambda point: _of_draw(pull, *point), points))


def _of_draw(pull: Any, law: Any, rate: Any, evenness: Any, power: Any, first_month: Any) -> Any:
    """Return going (situation, time) and ended (situation, kind, time) under one draw."""
    import jax.numpy as jnp

    pull = hastened(pull[:, law] * rate[:, None], first_month)  # (situation, life, kind, month + 1)
    pull = jnp.concatenate([pull[..., 1:2] * WITHIN.astype(np.float32), pull[..., 1:]], axis=-1)
    left = jnp.log1p(pull.sum(axis=2) / evenness)
    alive = jnp.exp(-evenness / power * jnp.expm1(power * left))  # (situation, life, time)
    fresh = jnp.diff(pull, axis=-1)
    share = fresh / jnp.maximum(fresh.sum(axis=2, keepdims=True), TINY)
    gone = (-jnp.diff(alive, axis=-1)[:, :, None] * share).mean(axis=1)
    ended = jnp.pad(jnp.cumsum(gone, axis=-1), ((0, 0), (0, 0), (1, 0)))
    return alive.mean(axis=1), ended
