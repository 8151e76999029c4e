"""Cutting: tests lived again with causes cut, to tell through which of them an effect passes.

The causes on the way are cut one by one; the few whose cut changes the effect most are told apart, and every
set of them is cut (see `judging.channels`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from detente.pipeline.judging.channels import Cut, cut_sets, key_players, shapley
from detente.pipeline.judging.verdict import Channel
from detente.pipeline.trial.laboratory import Laboratory
from detente.pipeline.trial.plan import Planned
from detente.pipeline.trial.trying import UNCUT
from detente.vocabulary import Theory

PLAYERS = 4  # causes that are told apart; the others are "all else"

type Asked = tuple[Planned, Sequence[str]]  # a test, and the causes that its effect may pass through


@dataclass(frozen=True)
class Cutting:
    """Takes effects under one theory apart.

    screen   draws by which the causes are chosen that are told apart
    draws    draws on which their parts rest
    """

    lab: Laboratory
    theory: Theory
    screen: int
    draws: int

    def live(self, asked: Sequence[Asked]) -> None:
        """Live all that these tests need, in two goes and not test by test: that keeps all cores at work."""
        self._live(((test, _singles(causes)) for test, causes in asked), self.screen)
        self._live(((test, cut_sets(self._players(test, causes))) for test, causes in asked), self.draws)

    def effect(self, test: Planned) -> np.ndarray:
        """Return the effect in every draw with nothing cut, (draw,), float64."""
        return self._effects(test, (UNCUT,), self.draws)[UNCUT].astype(np.float64)

    def channels(self, test: Planned, causes: Sequence[str]) -> tuple[Channel, ...]:
        """Return the channels of an effect; causes that change nothing alone are left whole."""
        players = self._players(test, causes)
        return shapley(players, self._effects(test, cut_sets(players), self.draws))

    def _players(self, test: Planned, causes: Sequence[str]) -> tuple[str, ...]:
        found = self._effects(test, (UNCUT, *_singles(causes)), self.screen)
        return key_players(found[UNCUT], {name: found[frozenset({name})] for name in causes}, PLAYERS)

    def _effects(self, test: Planned, cuts: Iterable[Cut], draws: int) -> dict[Cut, np.ndarray]:
        """Return the effect in every draw with each set of causes cut, living what was not lived before."""
        wanted = list(cuts)
        self._live(((test, wanted),), draws)
        return {cut: test.form.effect(self.lab.see(self.theory, test.form, draws, cut)) for cut in wanted}

    def _live(self, wanted: Iterable[tuple[Planned, Iterable[Cut]]], draws: int) -> None:
        cuts = [(test, cut) for test, many in wanted for cut in (UNCUT, *many)]
        self.lab.live([one for test, cut in cuts for one in test.wanted(self.theory, cut)], draws)


def _singles(causes: Iterable[str]) -> list[Cut]:
    return [frozenset({cause}) for cause in causes]
