"""What a record of wars leaves of the beliefs in a theory's numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

ROWS = 1024  # draws that a posterior holds, all of equal weight


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws from what is believed of a theory's numbers once a record of wars was looked at.

    record  name of the reference class whose wars were looked at
    scores  by "cause.parameter": (ROWS,) the standard normal numbers at which the parameter's prior is read
    places  by the question that rival causes answer: (ROWS,) numbers between 0 and 1 that choose among them
    told    the parameters of which the record says something; the others are as good as drawn from priors
    digest  SHA-256 of what it was read from
    wars    how many wars the record holds
    trusted whether the weights that it was drawn by can be trusted (Pareto k at most 0.7)
    missed  target moments that it does not reproduce, in words; `checked` is how many it was held to
    loses   whether the theory's forecasts of wars that it had not seen did worse than the base rate

    Raises:
        ValueError: not ROWS draws of every number.
    """

    record: str
    scores: Mapping[str, np.ndarray]
    places: Mapping[str, np.ndarray] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    digest: str = ""
    wars: int = 0
    trusted: bool = True
    missed: tuple[str, ...] = ()
    checked: int = 0
    loses: bool = False

    def __post_init__(self) -> None:
        """Check how many draws there are: the compiled program has room for ROWS."""
        wrong = [name for name, x in {**self.scores, **self.places}.items() if x.shape != (ROWS,)]
        if wrong:
            raise ValueError(f"a posterior has {ROWS} draws of every number; not so: {', '.join(wrong)}")

    def centre(self, parameter: str) -> float:
        """Return the mean score of a parameter, 0 where the record was not asked about it."""
        return float(self.scores[parameter].mean()) if parameter in self.scores else 0.0
