"""Inference: how sure does an act make an observer of what the other side is?

    prior      =  the belief where the act is not done, at the month of the act
    posterior  =  the belief where it is done, by the month asked for; or, where the claim itself says how
                  telling the act is, Bayes' rule on the prior (`formulas.trust.averse_after_act`)
    effect     =  posterior - prior
    margin     =  posterior - at_least

It holds in a draw where the observer ends surer than `at_least`. How telling an act is has two parts: the
likelihood ratio (how many times as probable the act is if the belief is true as if it is false; infinite
where only such a leadership would do it), and attribution, the probability that this leadership ordered
the act at all. Certainty needs an infinite ratio and attribution 1. A margin that is NaN counts as not
holding.

A belief of 0.3; an act twice as likely from such a leadership, and laid at its door with probability 0.6:

>>> import numpy as np
>>> seen = np.array([[[0.3], [0.3]], [[0.3], [0.7]]])  # (prior, posterior), (against, do), one draw
>>> asked = {"do": ("force B.deep-strike at 2",), "prior": "A.foe_averse", "posterior": "A.foe_averse",
...          "by": 6, "at_least": 0.5}
>>> claim = Inference(**asked, likelihood_ratio=2.0, attribution=0.6)
>>> claim.effect(seen).round(5).tolist(), (claim.margin(seen) > 0).tolist()
([0.09692], [False])
>>> Inference(**asked).margin(seen).round(2).tolist()  # as the theory has it: the belief seen is 0.7
[0.2]
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from detente.formulas.trust import averse_after_act
from detente.pipeline.forms.checks import check_at_least
from detente.pipeline.forms.deeds import distinct_deeds, ways
from detente.pipeline.forms.form import Form, Pick, World
from detente.pipeline.forms.words import closed, doing, number, outcome


@dataclass(frozen=True, kw_only=True)
class Inference(Form):
    """After `do`, the belief `posterior` is above `at_least`.

    prior               the belief before the act, a stock in 0..1
    posterior           the belief by month `by`; not read where a likelihood ratio is given
    at_least            0 to below 1
    likelihood_ratio    above 0, may be infinite; None: as the theory has it
    attribution         0 to 1, given with a likelihood ratio and only then
    """

    do: World
    against: World = ()
    prior: str
    posterior: str
    by: float
    at_least: float
    likelihood_ratio: float | None = None
    attribution: float | None = None

    def __post_init__(self) -> None:
        check_at_least(self.at_least)
        if (self.likelihood_ratio is None) != (self.attribution is None):
            raise ValueError("a likelihood ratio and an attribution are given together or not at all")
        if self.likelihood_ratio is not None and not self.likelihood_ratio > 0:
            raise ValueError(f"the likelihood ratio is {self.likelihood_ratio}; it must be above 0")
        if self.attribution is not None and not 0 <= self.attribution <= 1:
            raise ValueError(f"the attribution is {self.attribution}; it must be from 0 to 1")

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.do

    @property
    def picks(self) -> tuple[Pick, ...]:
        return Pick(self.prior, self._month_of_act), Pick(self.posterior, self.by)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return self._posterior(seen) - seen[0, 0]

    def margin(self, seen: np.ndarray) -> np.ndarray:
        return self._posterior(seen) - self.at_least

    def sentence(self, called: Mapping[str, str]) -> str:
        act, sure = doing(self.do, called, self.against), f"above {number(self.at_least)}"
        if self.likelihood_ratio is None or self.attribution is None:
            return closed(f"{act} brings {outcome(self.posterior, self.by, called)} {sure}")
        times = f"the act is {number(self.likelihood_ratio)} times as likely from such a leadership"
        times += " as from another"
        telling = "no other leadership would do it" if np.isinf(self.likelihood_ratio) else times
        belief = called.get(self.posterior, self.posterior)
        ordered = f"this one ordered it with probability {number(self.attribution)}"
        return closed(f"{act} at once brings {belief} {sure}, if {telling} and {ordered}")

    @property
    def causes_and_effects(self) -> tuple[tuple[str, str], ...]:
        # with a ratio of the claim's own, a theory only has to hold the belief: no cause carries the act
        return ways(self.worlds, [self.posterior]) if self._by_theory else ((self.prior, self.prior),)

    @property
    def _by_theory(self) -> bool:
        return self.likelihood_ratio is None

    @property
    def _month_of_act(self) -> float:
        """Return the first month at which the worlds part; deeds without a month begin at 0."""
        starts = []
        for deed in distinct_deeds(self.worlds):
            words = deed.split()
            starts.append(
                next((float(words[i + 1]) for i, w in enumerate(words) if w in ("at", "from")), 0.0)
            )
        return min(starts, default=0.0)

    def _posterior(self, seen: np.ndarray) -> np.ndarray:
        if self.likelihood_ratio is None or self.attribution is None:
            return seen[1, 1]
        # only the ratio of the two probabilities matters; the larger is set to 1
        if_averse, if_willing = min(1.0, self.likelihood_ratio), min(1.0, 1 / self.likelihood_ratio)
        return averse_after_act(seen[0, 0], if_averse, if_willing, self.attribution)
