"""One class of wars, tested: base rates, theories and their weighted synthesis on wars they had not seen."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, replace

import pandas as pd

from detente.evidence.backtest.baselines import BASELINES, REFERENCE, past_of
from detente.evidence.backtest.card import DECIDING, WORDS, ScoreCard, score_card
from detente.evidence.backtest.prediction import mixture
from detente.evidence.backtest.scores import happened, ratio_to, resampled_wars
from detente.evidence.backtest.splitting import LANDMARKS, Forecasts, Split, foretold, guard
from detente.evidence.backtest.theories import forecaster
from detente.evidence.backtest.weights import SAFE, LeftOut, foretold_from_others, weighed
from detente.evidence.courses import Living
from detente.evidence.estimate import Estimate
from detente.evidence.reference_classes import ReferenceClass
from detente.pipeline.trial.watch import Watch
from detente.vocabulary import Theory
from detente.vocabulary.errors import Cancelled

SYNTHESIS = "weighted synthesis"
COX = "Cox"
RIVALS = (REFERENCE, COX)  # base rates that the synthesis is held against


@dataclass(frozen=True, eq=False)
class ClassResult:
    """How base rates, theories and their weighted synthesis did on one class of wars.

    weights  by theory: `weight`, and its 95% interval `low` to `high`
    fits     by theory: `tail` of the importance weights and whether they can be `trusted`, `effective` draws,
             `evidence` (log), and `unsteady`: wars that cannot be left out safely by weights
    against  by base rate and score: `ratio` of the synthesis's mean score to the base rate's, `low`, `high`
    """

    reference: ReferenceClass
    card: ScoreCard
    weights: pd.DataFrame
    fits: pd.DataFrame
    against: pd.DataFrame

    @property
    def caveats(self) -> tuple[str, ...]:
        """Return what to know before the scores are read: those of the card, and of fits and covariates."""
        said = []
        if self.card.overall.loc[COX, "value"].equals(self.card.overall.loc[REFERENCE, "value"]):
            said.append(f"No covariate was known of enough earlier wars: {COX} is {REFERENCE} here.")
        doubted = [str(name) for name, fit in self.fits.iterrows() if not fit["trusted"]]
        if doubted:
            said.append(f"The fit cannot be trusted (Pareto k above {SAFE}): {', '.join(doubted)}.")
        return (*self.card.caveats, *said)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what may be said, in plain words: the caveats, the synthesis against Cox, who loses."""
        said = []
        for rival in RIVALS[1:]:
            rows = self.against.loc[rival]
            ratios = {score: Estimate(*rows.loc[score, ["ratio", "low", "high"]]) for score in DECIDING}
            told = ", ".join(f"{WORDS[score]} {ratio} times" for score, ratio in ratios.items())
            said.append(f"The {SYNTHESIS} against {rival}: {told}.")
        named = self.card.sentences[len(self.card.caveats) :]
        return (*self.caveats, *said, *named)


def weights_of(result: ClassResult) -> pd.DataFrame:
    """Return the weights of theories for a class: index `theory`, columns `weight`, `low`, `high`."""
    return result.weights


def divided(
    reference: ReferenceClass,
    episodes: pd.DataFrame,
    before: int | None = None,
    until: int | None = None,
    seed: int = 0,
) -> Split:
    """Return the wars of a class to learn from and to be tested on, after the leakage guard has looked.

    before, until  years; where none is given those of the class

    Raises:
        Leak: something is known that could be known only later.
        ValueError: too few wars on one of the two sides, or UCDP and COW in one table.
    """
    first, end = before or reference.split, until or reference.until
    made = guard(episodes, first, end, prepare=reference.wars, seed=seed)
    past_of(made.train)
    if not any(len(happened(made.test, lasted).war) for lasted in LANDMARKS):
        raise ValueError("of none of the wars to be tested on can it be told whether it ended within a year")
    return made


def tested(
    reference: ReferenceClass,
    split: Split,
    theories: Sequence[Theory],
    living: Living,
    seed: int = 0,
    watch: Watch | None = None,
) -> ClassResult:
    """Fit theories to earlier wars, weigh them, and score them and all base rates on later ones.

    Raises:
        Cancelled: `watch` said so.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    base = {name: foretold(learn(split.train), split.test) for name, learn in BASELINES.items()}
    learned = _learned(split, theories, living, seed, watch or Watch())
    weights = weighed({name: one.others for name, one in learned.items()}, seed)
    of_theory = {name: one.forecasts for name, one in learned.items()}
    mixed = _mixed(of_theory, weights["weight"].to_dict())
    card = score_card(reference.title, split, {**base, **of_theory, SYNTHESIS: mixed}, seed)
    fits = pd.DataFrame({name: one.fit for name, one in learned.items()}).T.infer_objects()
    return ClassResult(reference, card, weights, fits.rename_axis("theory"), _against(card, seed))


@dataclass(frozen=True, eq=False)
class _Learned:
    """What is left of a fitted theory once it has been asked: its courses would fill the memory."""

    forecasts: Forecasts
    others: LeftOut
    fit: Mapping[str, float | bool]


def _learned(
    split: Split, theories: Sequence[Theory], living: Living, seed: int, watch: Watch
) -> dict[str, _Learned]:
    """Return what each theory learned and foretold; theories side by side, as a fit keeps one thread busy."""
    side_by_side = max(1, min(living.threads, len(theories)))
    alone = replace(living, threads=max(1, living.threads // side_by_side))
    with ThreadPoolExecutor(side_by_side) as pool:
        tasks = [pool.submit(_one, split, theory, alone, seed, watch) for theory in theories]
        try:
            _followed(tasks, watch)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {theory.name: task.result() for theory, task in zip(theories, tasks, strict=True)}


def _followed(tasks: Sequence[Future[_Learned]], watch: Watch) -> None:
    left, total = set(tasks), len(tasks)
    watch.step(0, total)
    while left:
        done, left = wait_for(left, return_when="FIRST_COMPLETED")
        for task in done:
            task.result()
        watch.step(total - len(left), total)


def _one(split: Split, theory: Theory, living: Living, seed: int, watch: Watch) -> _Learned:
    if watch.cancelled():
        raise Cancelled("stopped; nothing was kept")
    learner = forecaster(theory, split.train, living, seed)
    others = foretold_from_others(learner)
    found = learner.fit
    fit = {
        **{"tail": found.tail, "trusted": found.trusted, "effective": found.effective},
        **{"evidence": found.evidence, "unsteady": int((others.tail > SAFE).sum())},
    }
    return _Learned(foretold(learner, split.test), others, fit)


def _mixed(forecasts: Mapping[str, Forecasts], weights: Mapping[str, float]) -> Forecasts:
    return {
        lasted: mixture(SYNTHESIS, {name: made[lasted] for name, made in forecasts.items()}, weights)
        for lasted in LANDMARKS
    }


def _against(card: ScoreCard, seed: int) -> pd.DataFrame:
    """Return by base rate and score how the synthesis compares, with intervals over the tested wars."""
    counts = resampled_wars(len(card.split.test), seed)
    ours, rows = card.points[SYNTHESIS], {}
    for rival in RIVALS:
        for score in WORDS:
            found = ratio_to(ours, card.points[rival], score, counts)
            rows[rival, score] = {"ratio": found.value, "low": found.low, "high": found.high}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(["prediction", "score"])
