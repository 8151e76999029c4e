"""A search for draws that meet every premise, where the priors hardly ever give one.

Parameters are drawn again off their place, by steps of the cross-entropy method, and every draw is
weighted back to the priors. Numbers of which a posterior tells are left where it has them: what it says
off its own draws is not known, and of all others it says what the prior does. The steps use the numbers
of the same draws, moved, and the same luck: the weighted shares are not biased by that, but their errors
are told as if draws were independent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.pipeline.judging.judgement import Held, effective, steer, undo
from detente.pipeline.judging.under import FEW
from detente.pipeline.trial.laboratory import Laboratory
from detente.vocabulary import Theory, title

STEPS = 3
STEERED = "steered"
FURTHEST = 1.0  # standard deviations that a parameter is moved: its bounds lie beyond five from the centre

Ask = Callable[[Theory], Held]  # lives a theory and says what holds in its draws


@dataclass(frozen=True, eq=False)
class Found:
    """What a search came to.

    held   all draws, weighted back to the priors
    own    draws in which the premises hold as often as could be had, unweighted: the theory with its
           parameters restricted to what the premises say
    """

    held: Held
    own: Held


@dataclass(frozen=True)
class Search:
    """Seeks draws of one theory in which every premise holds."""

    lab: Laboratory
    theory: Theory
    premises: Sequence[str]
    ask: Ask

    def found(self, plain: Held) -> Found:
        """Return `plain` with the draws of the search beside it; `plain` alone if nothing moves.

        A premise that holds in no draw of a step gives no direction: the search then ends.
        """
        names = self._names
        held, z = [plain], [self._scores(self.theory, names, plain.holds.shape[1])]
        shifts = [np.zeros(len(names))]
        best = -1
        for step in range(1, STEPS + 1):
            pool = _pooled(held, z, shifts)
            premises = pool.rows(pool.able(self.premises))
            if not len(premises) or _met(pool, self.premises) >= FEW:
                break
            towards = steer(np.concatenate(z, axis=1), premises, pool.weight)
            if not towards.shift.any() or towards.level <= best:
                break
            best = towards.level
            shift = np.clip(towards.shift, -FURTHEST, FURTHEST)
            moved = {n: float(by) for n, by in zip(names, shift, strict=True) if by}
            there = replace(self.theory, name=f"{self.theory.name}, search {step}", moved=moved)
            held.append(self.ask(there))
            z.append(self._scores(there, names, held[-1].holds.shape[1]))
            shifts.append(shift)
        return Found(
            _pooled(held, z, shifts), held[-1] if len(held) > 1 else _restricted(plain, self.premises)
        )

    @property
    def _names(self) -> tuple[str, ...]:
        causes = {title(cause) for cause in self.theory.causes}
        told = self.theory.posterior.told if self.theory.posterior else frozenset()
        params = self.lab.question.model.params
        return tuple(name for name in params if name.split(".")[0] in causes and name not in told)

    def _scores(self, theory: Theory, names: Sequence[str], draws: int) -> np.ndarray:
        scores: Mapping[str, np.ndarray] = self.lab.normals(theory, draws)
        return np.stack([scores[name] for name in names])


def _pooled(held: Sequence[Held], z: Sequence[np.ndarray], shifts: Sequence[np.ndarray]) -> Held:
    if len(held) == 1:
        return held[0]
    weight = undo(np.concatenate(z, axis=1), np.stack(shifts), [one.holds.shape[1] for one in held])
    holds = np.concatenate([one.holds for one in held], axis=1)
    return replace(held[0], holds=holds, weight=weight, search=STEERED)


def _restricted(plain: Held, premises: Sequence[str]) -> Held:
    """Return the draws that meet every premise; all of them where none does."""
    meets = plain.all_of(plain.able(premises))
    return replace(plain, holds=plain.holds[:, meets]) if meets.any() else plain


def _met(pool: Held, premises: Sequence[str]) -> float:
    meets = pool.all_of(pool.able(premises))
    if pool.weight is None:
        return float(meets.sum())
    return effective(pool.weight[meets]) if meets.any() else 0.0
