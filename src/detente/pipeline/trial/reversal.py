"""What would flip a claim under one theory: the smallest move, the region, and the unknown that counts."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from detente.pipeline.judging.boxes import failing_box
from detente.pipeline.judging.flips import smallest_reversal
from detente.pipeline.judging.information import most_worth_knowing
from detente.pipeline.judging.verdict import Flip, Move
from detente.pipeline.trial.laboratory import Laboratory
from detente.pipeline.trial.plan import Planned
from detente.vocabulary import Fixed, Number, Prior, Theory, title

_NUMBERS = itertools.count()  # of points, so that each has a name of its own
AT_CENTRE = 64  # draws of starting values and of luck that an effect at one point is averaged over


@dataclass(frozen=True)
class Reversing:
    """Looks for what would flip claims under one theory.

    Parameters go by how many of their prior's standard deviations they lie from the centre: the prior's, or
    the posterior's where the theory has one.
    """

    lab: Laboratory
    theory: Theory
    draws: int
    _numbers: Iterator[int] = field(default_factory=lambda: _NUMBERS)

    def flip(self, test: Planned, causes: tuple[str, ...], margin: np.ndarray, meets: np.ndarray) -> Flip:
        """Return what would flip a test. `margin` and `meets`: (draw,), as seen in the first draws."""
        names = self._parameters(causes)
        if not names or not meets.any():
            return Flip(self.theory.name, np.inf, (), np.nan)
        scores = self.lab.normals(self.theory, self.draws)
        z = np.stack([scores[name] - self._centre(name) for name in names])[:, : len(margin)]
        signed = np.where(meets, margin, np.nan)
        found = smallest_reversal(names, z, signed, lambda moves: self._margin_at(test, moves), tries=1)
        fails = meets & ~(margin > 0)
        values = np.stack([np.asarray(self._at(name, z[row])) for row, name in enumerate(names)])
        units = {name: self.lab.question.model.params[name].unit for name in names}
        box = failing_box(names, values[:, meets], fails[meets], units)
        unknown, worth = most_worth_knowing(names, z[:, meets], ~fails[meets])
        return Flip(
            self.theory.name,
            found.distance,
            tuple(Move(name, move, float(self._at(name, move)), units[name]) for name, move in found.moves),
            found.checked,
            box.bounds,
            box.coverage,
            box.density,
            unknown,
            worth,
        )

    def _margin_at(self, test: Planned, moves: Mapping[str, float]) -> float:
        """Return the mean margin with every parameter at the centre, but for the moves."""
        every = {name: Fixed(float(self._at(name, moves.get(name, 0.0)))) for name in self._held}
        point = f"{self.theory.name} at {next(self._numbers)}"
        there = replace(self.theory, name=point, priors=every, posterior=None)
        wanted = test.wanted(there)
        self.lab.live(wanted, AT_CENTRE)
        margin = test.form.margin(self.lab.see(there, test.form, AT_CENTRE))
        self.lab.forget(one.name for one in wanted)
        finite = margin[np.isfinite(margin)]
        return float(finite.mean()) if finite.size else np.nan

    def _parameters(self, causes: tuple[str, ...]) -> tuple[str, ...]:
        on_the_way = set(causes)
        return tuple(name for name in self._held if name.split(".")[0] in on_the_way)

    @property
    def _held(self) -> tuple[str, ...]:
        causes = {title(cause) for cause in self.theory.causes}
        params = self.lab.question.model.params
        return tuple(name for name in params if name.split(".")[0] in causes and params[name].prior)

    def _at(self, name: str, move: Number) -> Number:
        """Return the value of a parameter that is moved off the centre, as far as its bounds let it."""
        entry = self.lab.question.model.params[name]
        return np.clip(self._prior(name).at(self._centre(name) + move), entry.low, entry.high)

    def _centre(self, name: str) -> float:
        posterior = self.theory.posterior
        return posterior.centre(name) if posterior else 0.0

    def _prior(self, name: str) -> Prior:
        own = self.lab.question.model.params[name].prior
        return self.theory.priors.get(name, own or Fixed(0.0))
