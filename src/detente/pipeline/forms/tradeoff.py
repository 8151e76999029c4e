"""Trade-off: whatever is chosen, is something lost? No choice is best for everything.

    value of a choice for an outcome   =  good sign * (outcome with the choice  -  in the reference)
    regret of a choice for an outcome  =  best value any choice has for it  -  its own
    effect   =  over choices, the smallest of each one's largest regret
    margin   =  effect  -  smallest effect of interest

It holds in a draw where every choice gives up more than the smallest effect of interest in at least one
outcome. Where one choice is as good as the best in everything (to within the smallest effect of
interest) it does not hold; nor where all choices come to nearly the same, for then nothing is given up.
Outcomes are compared each in its own unit, with one `smallest` for all: pick outcomes of like scale.
A margin that is NaN (for any choice and outcome) counts as not holding.

Two outcomes, two choices, two draws. In the first draw each choice is better for one outcome; in the
second the first choice is better for both:

>>> import numpy as np
>>> credibility = [[0.5, 0.5], [0.7, 0.7], [0.5, 0.5]]
>>> presence = [[0.5, 0.5], [0.2, 0.6], [0.5, 0.5]]
>>> claim = Tradeoff(choices=(("condemn", ("force mediator.B.condemnation at 2",)), ("keep silent", ())),
...                  moves=(("mediator.A.credibility", 1), ("B.negotiators", 1)), by=6, smallest=0.05)
>>> seen = np.array([credibility, presence])
>>> claim.effect(seen).round(2).tolist(), (claim.margin(seen) > 0).tolist()
([0.2, 0.0], [True, False])
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.pipeline.forms.checks import check_direction, check_smallest
from detente.pipeline.forms.difference import Difference
from detente.pipeline.forms.form import Pick, World
from detente.pipeline.forms.words import closed, listed, number, outcome


@dataclass(frozen=True, kw_only=True)
class Tradeoff(Difference):
    """No one of `choices` is best for all of `moves` by month `by`.

    choices     (name, deeds), two or more; the names are for the reader
    moves       (outcome, good sign): +1 where more of it is better, -1 where less is
    smallest    smallest loss of interest, 0 or more, in the unit of each outcome
    """

    choices: tuple[tuple[str, World], ...]
    against: World = ()
    moves: tuple[tuple[str, int], ...]
    by: float
    smallest: float = 0.0

    def __post_init__(self) -> None:
        check_smallest(self.smallest)
        for _, good in self.moves:
            check_direction(good)
        if len(self.choices) < 2 or len(self.moves) < 2:
            raise ValueError("a trade-off needs at least two choices and two outcomes")

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, *(do for _, do in self.choices)

    @property
    def picks(self) -> tuple[Pick, ...]:
        return tuple(Pick(what, self.by) for what, _ in self.moves)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        good = np.array([sign for _, sign in self.moves], dtype=float)[:, None, None]
        values = good * (seen[:, 1:] - seen[:, :1])
        regrets = values.max(axis=1, keepdims=True) - values
        return regrets.max(axis=0).min(axis=0)

    def margin(self, seen: np.ndarray) -> np.ndarray:
        return self.effect(seen) - self.smallest

    def sentence(self, called: Mapping[str, str]) -> str:
        names = listed([name for name, _ in self.choices], "or")
        wishes = [
            f"{'more' if good > 0 else 'less'} is better for {outcome(what, self.by, called)}"
            for what, good in self.moves
        ]
        lost = f"more than {number(self.smallest)}" if self.smallest else "something"
        return closed(
            f"whichever is chosen, {names}, some other choice would have gained {lost}"
            f" in at least one outcome ({listed(wishes)})"
        )
