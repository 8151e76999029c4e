"""Which uncertain numbers move an effect under one theory: global sensitivity from draws, not from moves."""

from dataclasses import dataclass

import numpy as np

from detente.pipeline.argument import Argument
from detente.pipeline.judging.sensitivity import standouts
from detente.pipeline.judging.verdict import Influence, Sensitivities
from detente.pipeline.trial.plan import Planned, test_key
from detente.pipeline.trial.trying import Trying
from detente.vocabulary import Fixed, Theory, title

DRAWS = 1024  # four times as many as a test gets at first: a hundredth of the variance then begins to show
SHOWN = 12


@dataclass(frozen=True)
class Influences:
    """Asks what moves an effect. Parameters and starting values that are fixed are not asked."""

    trying: Trying
    theory: Theory

    def of(self, test: Planned, causes: tuple[str, ...]) -> Sensitivities:
        """Return what moves the effect of a test; `causes` are those on its way."""
        lab = self.trying.lab
        lab.live(test.wanted(self.theory), DRAWS)
        scores = lab.normals(self.theory, DRAWS)
        rows = {name: scores[name] for name in self._parameters(causes)} | lab.starts(self.theory, DRAWS)
        z = np.stack(list(rows.values())) if rows else np.empty((0, DRAWS))
        found = standouts(tuple(rows), z, self.trying.effect(self.theory, test, DRAWS), SHOWN)
        return Sensitivities(
            test.key,
            self.theory.name,
            found.draws,
            len(rows),
            found.beyond,
            found.first_by_chance,
            found.pawn_by_chance,
            tuple(Influence(one.parameter, one.first, one.pawn) for one in found.of),
        )

    def _parameters(self, causes: tuple[str, ...]) -> list[str]:
        """Return the parameters of the causes on the way; where none is known, of all of the theory."""
        held = set(causes) or {title(cause) for cause in self.theory.causes}
        priors = {n: entry.prior for n, entry in self.trying.lab.question.model.params.items() if entry.prior}
        believed = priors | {n: prior for n, prior in self.theory.priors.items() if n in priors}
        loose = [name for name, prior in believed.items() if not isinstance(prior, Fixed)]
        return [name for name in loose if name.split(".")[0] in held]


def headline(argument: Argument) -> str:
    """Return the key of the headline test: the first conclusion's, else the first claim's; "" without any."""
    tested = [claim for claim in argument.claims if claim.tests]
    ordered = [*(claim for claim in tested if claim.role == "conclusion"), *tested]
    return test_key(ordered[0].name, 1) if ordered else ""
