"""How predictions fared: a prediction is scored, a mechanism is not.

    brier   (chance - y)^2,   y = 1 where what was foretold came about, else 0
    log     -ln of the chance given to what happened, held between 0.1% and 99.9%

What is scored is what was foretold. One war has no control: that something did not happen says nothing of
what would have happened otherwise, so a claim of what acts do is never scored, and no skill is shown.

A document states no chances. Its words are put into numbers by `STATED`, which are assumed.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.pipeline.argument import Argument, Claim, ClaimType, Evidence, Modality
from detente.pipeline.brief_words import amount, count, heading, percent
from detente.pipeline.judging.under import share_error
from detente.pipeline.judging.verdict import Forecast, MeanScore, Observation, Scores

DOCUMENT, COIN, WEIGHTED = "document", "coin", "weighted"
EVEN = 0.5  # what a coin gives
REFERENCE = "nothing-matters"  # the theory that a prediction should beat
SURE = 0.001  # a chance nearer to 0 or 1 counts as this far from it in the log score

# chance that a document gives to what it says will come about, by how it says so; assumed
STATED: Mapping[Modality, float] = {"asserted": 0.99, "predicted": 0.99, "hedged": 0.7, "attributed": 0.5}
SAID: Mapping[Modality, str] = {
    "asserted": "said flatly",
    "predicted": "said to be coming",
    "hedged": "said with may, might or seems",
    "attributed": "told as another’s view",
}
_NOT: Mapping[ClaimType, str] = {
    "factual": "A statement of fact foretells nothing.",
    "causal": "It states a cause: one war does not show what would have happened without it.",
    "prescriptive": "A recommendation foretells nothing.",
    "evaluative": "A valuation foretells nothing.",
}
OPEN = "The evidence is open: it does not settle whether it came about."
NOT_ASKED = "The evidence names no outcome that a simulated war could have."


@dataclass(frozen=True)
class Lived:
    """What theories gave to one outcome. `forecasts` have no scores yet."""

    read_at: float
    forecasts: tuple[Forecast, ...]


def scores_of(
    argument: Argument, lived: Mapping[int, Lived], weights: Mapping[str, float] | None = None
) -> Scores | None:
    """Return how the predictions of an argument fared; None where it has no record.

    `lived` says what theories gave, by place of the evidence in the record; `weights` are as for `judge`.
    """
    if not argument.record:
        return None
    claims = {claim.name: claim for claim in argument.claims}
    found = tuple(
        _observed(claims[name], place, evidence, lived.get(place), weights)
        for place, evidence in enumerate(argument.record)
        for name in evidence.claims
    )
    scored = [one for one in found if not one.reason]
    return Scores(found, _means(scored), len(scored), len(scored))


def why_not(claim: Claim, evidence: Evidence) -> str:
    """Return why what a claim says is not scored on this evidence; "" where it is."""
    if claim.type != "predictive":
        return _NOT[claim.type]
    if evidence.bears == "open":
        return OPEN
    return "" if evidence.happened else NOT_ASKED


def stated(modality: Modality, will: bool = True) -> float:
    """Return the chance that a document's words stand for; `will` is False where it says it will not.

    >>> stated("predicted"), stated("hedged", will=False)
    (0.99, 0.3)
    """
    given = STATED[modality]
    return given if will else round(1 - given, 6)


def brier(chance: float, came: bool) -> float:
    """Return the squared distance of a chance from what happened.

    >>> brier(0.75, True), brier(0.75, False)
    (0.0625, 0.5625)
    """
    return (chance - came) ** 2


def log_score(chance: float, came: bool) -> float:
    """Return -ln of the chance given to what happened, held between 0.1% and 99.9%.

    >>> round(log_score(0.5, True), 4), round(log_score(0.99, False), 4), round(log_score(0.0, True), 4)
    (0.6931, 4.6052, 6.9078)
    """
    held = min(max(chance, SURE), 1 - SURE)
    return -math.log(held if came else 1 - held)


def chance_of(came: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Return the weighted mean of what came about in lives, and its Monte Carlo error; (life,) both.

    `weight` is the chance that each life's war goes on by then, or 1. The error is that of a ratio, and
    where something came about in all lives or in none, that of a share. NaN where no war goes on.

    >>> chance_of(np.array([1.0, 0.0, 0.0, 0.0]), np.ones(4))
    (0.25, 0.25)
    >>> chance_of(np.array([1.0, 0.0]), np.array([0.2, 0.0]))[0], chance_of(np.ones(2), np.zeros(2))[0]
    (1.0, nan)
    """
    kept, matter = np.asarray(came, float)[weight > 0], np.asarray(weight, float)[weight > 0]
    if not kept.size:
        return math.nan, math.nan
    total = float(matter.sum())
    mean = float(matter @ kept) / total
    if mean in (0.0, 1.0):
        return mean, share_error(mean, total**2 / float(matter @ matter))
    square = float(matter**2 @ (kept - mean) ** 2) * kept.size / (kept.size - 1)
    return mean, math.sqrt(square) / total


def weighted_chance(forecasts: Iterable[Forecast], weights: Mapping[str, float] | None = None) -> Forecast:
    """Return the mean chance over the theories that give one, by their weights, equal where not given.

    Theories share draws and luck, so their errors may add up: the error is the mean of theirs.

    >>> given = [Forecast("a", 0.2, 0.01), Forecast("b", 0.6, 0.03), Forecast("c", math.nan)]
    >>> found = weighted_chance(given, {"a": 3.0, "b": 1.0, "c": 4.0})
    >>> round(found.chance, 6), round(found.error, 6), round(weighted_chance(given).chance, 6)
    (0.3, 0.015, 0.4)
    """
    known = [one for one in forecasts if not math.isnan(one.chance)]
    shares = [1.0 if weights is None else weights.get(one.forecaster, 0.0) for one in known]
    if not (total := sum(shares)) > 0:
        return Forecast(WEIGHTED, math.nan, math.nan)
    chance, error = (
        sum(w * x for w, x in zip(shares, values, strict=True)) / total
        for values in ([one.chance for one in known], [one.error for one in known])
    )
    return Forecast(WEIGHTED, chance, error, max(one.lives for one in known), any(one.moves for one in known))


def _observed(
    claim: Claim,
    place: int,
    evidence: Evidence,
    lived: Lived | None,
    weights: Mapping[str, float] | None,
) -> Observation:
    reason, happened = why_not(claim, evidence), evidence.happened
    if lived is None or happened is None:
        return Observation(claim.name, place, reason or NOT_ASKED)
    if reason:
        return Observation(claim.name, place, reason, lived.read_at, lived.forecasts)
    given = (
        Forecast(DOCUMENT, stated(claim.modality, happened.will)),
        Forecast(COIN, EVEN),
        weighted_chance(lived.forecasts, weights),
        *lived.forecasts,
    )
    told = tuple(_scored(one, happened.came) for one in given)
    return Observation(claim.name, place, "", lived.read_at, told)


def _scored(one: Forecast, came: bool) -> Forecast:
    if math.isnan(one.chance):
        return replace(one, brier=math.nan, log=math.nan)
    return replace(one, brier=brier(one.chance, came), log=log_score(one.chance, came))


def _means(scored: Sequence[Observation]) -> tuple[MeanScore, ...]:
    """Return the mean scores; NaN for a theory that could not give a chance to every outcome."""
    by_name: dict[str, list[Forecast]] = {}
    for observation in scored:
        for one in observation.forecasts:
            by_name.setdefault(one.forecaster, []).append(one)
    return tuple(
        MeanScore(name, _mean(one.brier for one in found), _mean(one.log for one in found))
        for name, found in by_name.items()
    )


def _mean(values: Iterable[float | None]) -> float:
    known = [math.nan if value is None else value for value in values]
    return sum(known) / len(known)


def record_sentences(scores: Scores) -> tuple[str, ...]:
    """Return in plain words how predictions fared, and what that does not show."""
    if not scores.events:
        return ("No prediction can be scored: what the record settles is no prediction, or it settles none.",)
    events = count(scores.events, "event")
    it = "It scores" if scores.events == 1 else "They score"
    start = f"{count(scores.events, 'prediction')} can be scored: {events} of one war, without a control. "
    return (
        f"{start}{it} what was foretold, not the mechanism, and no skill can be told from so few.",
        _compared(scores),
    )


def _compared(scores: Scores) -> str:
    means = {one.forecaster: one.brier for one in scores.means}
    others = (DOCUMENT, COIN, WEIGHTED)
    theories = [x for name, x in means.items() if name not in others and math.isfinite(x)]
    said = [f"the document {amount(means[DOCUMENT], 2)}, {_put(scores)}"]
    if theories:
        low, high = amount(min(theories), 2), amount(max(theories), 2)
        said.append(f"theories {low}" if low == high else f"theories {low} to {high}")
    if math.isfinite(means.get(REFERENCE, math.nan)):
        said[-1] += f", “{heading(REFERENCE)}” {amount(means[REFERENCE], 2)}"
    if len(theories) > 1:
        said.append(f"theories by their weights {amount(means[WEIGHTED], 2)}")
    said.append(f"a coin {amount(means[COIN], 2)}")
    return f"Brier score (0 is best, 1 is worst): {'; '.join(said)}."


def _put(scores: Scores) -> str:
    given = sorted({one.forecasts[0].chance for one in scores.observations if not one.reason})
    shares = " or ".join(percent(chance) for chance in given)
    return f"its words taken for a chance of {shares} (assumed)"
