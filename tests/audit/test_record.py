"""The record: theories whose chances are known exactly are given them, and scores are the arithmetic."""

import math
from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from scipy.stats import norm

from detente.evidence.backtest import scores as backtest
from detente.pipeline.argument import Argument, Evidence, Happened
from detente.pipeline.judging.record import (
    COIN,
    DOCUMENT,
    NOT_ASKED,
    OPEN,
    STATED,
    SURE,
    WEIGHTED,
    brier,
    chance_of,
    log_score,
    record_sentences,
    stated,
)
from detente.pipeline.judging.verdict import Forecast, Observation, Scores
from detente.pipeline.model import Model
from detente.pipeline.scenario import Start
from detente.pipeline.trial.audit import Auditor
from detente.pipeline.trial.record import LIVES, asked_of, read_at
from detente.vocabulary import (
    Change,
    Effect,
    Event,
    Fixed,
    LogNormal,
    Mechanism,
    Number,
    Theory,
    Uniform,
    View,
    param,
    theirs,
)
from detente.vocabulary.derived import DERIVED
from detente.vocabulary.errors import Cancelled, ImpossibleValue
from tests.audit import planted
from tests.audit.planted import argument, claim, scenario

CLOSE, END, SHARED = 0.2, 0.3, 2.0  # 1/month; the last is the most that both are raised by together


class Breaking(Mechanism):
    """Talks are broken off, and wars settled, at rates that are known; the first may come again and again."""

    close: Number = param("Rate of breaking off", Fixed(CLOSE), unit="1/month", source="assumed")
    end: Number = param("Rate of settling", Fixed(END), unit="1/month", source="assumed")
    shared: Number = param("What raises both", Fixed(0.0), unit="1/month", source="assumed")

    def effect(self, war: View) -> Effect:
        rates = {
            Event.TALKS_CLOSE: self.close + self.shared,
            Event.SETTLEMENT: self.end + self.shared,
        }
        return Effect(rate=rates)


class Yielding(Mechanism):
    """A strike costs the side that is struck some of its willingness to concede."""

    loss: Number = param("Willingness lost", LogNormal(0.1, 1.5), unit="1", source="assumed")

    def effect(self, war: View) -> Effect:
        return Effect(on={theirs(Event.DEEP_STRIKE): Change(compromise=-self.loss)})


CAUSES = (Breaking, Yielding)  # in alphabetical order
RATES = Theory("rates", "-", (), (Breaking,))
BOTH = Theory("both", "-", (), CAUSES, {"breaking.shared": Uniform(0.0, SHARED)})
STILL = Theory("still", "-", (), (Yielding,), {"yielding.loss": Fixed(0.0)})
WRONG = Theory("wrong", "-", (), (Yielding,), {"yielding.loss": Fixed(math.nan)})
THEORIES = (RATES, BOTH, STILL)
STRIKE = ("force B.deep-strike at 0.25",)
COMPROMISE = 0.3  # of both sides, where the scenario of these tests begins


def foretold(what: str, by: float, came: bool = True, **more: object) -> Happened:
    return Happened(f"Foretells {what}.", what, by, came, **more)


def evidence(name: str, happened: Happened | None, bears: str = "", **more: object) -> Evidence:
    bears = bears or ("for" if happened and happened.came == happened.will else "against")
    told = Evidence((name,), "2026-02-18", f"Of {name}.", "a_source", bears, happened)
    return replace(told, **more)


def predicting(*happened: Happened, **more: object) -> Argument:
    """Return an argument with a prediction for each outcome of its record."""
    claims = [
        claim(f"C{n}", **{"type": "predictive", "modality": "predicted", "untested": "fact"} | more)
        for n, _ in enumerate(happened, 1)
    ]
    record = tuple(evidence(one.name, seen) for one, seen in zip(claims, happened, strict=True))
    return argument(*claims, record=record)


def auditor(asked: Argument, theories: tuple[Theory, ...] = THEORIES, **more: object) -> Auditor:
    begins = {f"{side}.compromise": Start(Fixed(COMPROMISE), "1", "assumed") for side in "AB"}
    war = replace(scenario(), start=dict(scenario().start) | begins)
    return Auditor(asked, war, Model(CAUSES, ("backer",)), theories, lives=2, focus="", threads=2, **more)


def scored(asked: Argument, theories: tuple[Theory, ...] = THEORIES) -> Scores:
    found = auditor(asked, theories).scores
    assert found is not None
    return found


def given(scores: Scores, place: int, name: str) -> Forecast:
    return next(one for one in scores.observations[place].forecasts if one.forecaster == name)


def among_goers(weigh, chance) -> float:
    """Return the mean of `chance(u)` over u uniform up to SHARED, weighted by `weigh(u)`."""
    u = (np.arange(20_000) + 0.5) / 20_000 * SHARED
    return float(np.average(chance(u), weights=weigh(u)))


TIMES = (0.25, 0.4, 0.5, 1.0, 1.7, 3.0, 5.0)


@pytest.fixture(scope="module")
def timed() -> Scores:
    return scored(predicting(*(foretold(w, by) for by in TIMES for w in ("talks-close", "settlement"))))


@pytest.mark.parametrize(("place", "by"), list(enumerate(TIMES)))
def test_chances_are_those_that_were_planted_by_any_quarter_of_a_month_and_any_later_month(timed, place, by):
    at = read_at(by)
    assert at >= by and at == timed.observations[2 * place].read_at
    close, settled = (given(timed, 2 * place + n, "rates") for n in (0, 1))
    assert abs(close.chance - (1 - exp(-CLOSE * at))) < 3 * close.error, "at least once, not how often"
    assert abs(settled.chance - (1 - exp(-END * at))) < 1e-5 and settled.error < 1e-6, "no luck in it"
    close, settled = (given(timed, 2 * place + n, "both") for n in (0, 1))
    goes = lambda u: np.exp(-(END + u) * at)  # noqa: E731
    truth = among_goers(goes, lambda u: 1 - np.exp(-(CLOSE + u) * at))
    assert abs(close.chance - truth) < 3 * close.error, "of the wars that still go on"
    assert abs(settled.chance - (1 - among_goers(np.ones_like, goes))) < 3 * settled.error
    assert close.lives == settled.lives == LIVES and 0 < close.error < 0.05


def test_wars_that_go_on_are_told_apart_from_all_wars(timed):
    """So that the test above could fail: taken over all wars, the chance would be another."""
    place = 2 * TIMES.index(3.0)
    found = given(timed, place, "both")
    of_all = among_goers(np.ones_like, lambda u: 1 - np.exp(-(CLOSE + u) * 3.0))
    assert of_all - found.chance > 4 * found.error
    assert CLOSE * 3.0 - given(timed, place, "rates").chance > 4 * found.error, "how often is another number"


def test_a_state_is_asked_of_every_life_in_the_world_where_it_was_seen():
    lost = 0.07
    low = f"A.compromise < {COMPROMISE - lost}"
    asked = predicting(
        foretold(low, 0.5, do=STRIKE),
        foretold(low, 0.25, do=STRIKE),
        foretold(low, 0.5),
        foretold(f"{low} and talks < 0.5", 0.5, do=STRIKE),
        foretold(low, 4, do=STRIKE),
    )
    found = scored(asked)
    truth = norm.cdf(log(0.1 / lost) / log(1.5))
    for place in (0, 4):
        one = given(found, place, "both")
        assert abs(one.chance - truth) < 3 * one.error and one.moves
    assert given(found, 1, "both").chance == 0, "the strike is yet to come"
    assert given(found, 2, "both").chance == 0, "nobody strikes in the scenario as it is"
    calm = scored(asked, (STILL,))
    assert [given(calm, place, "still").chance for place in range(5)] == [0] * 5
    assert not any(given(calm, place, "still").moves for place in range(5))


def test_scores_are_the_arithmetic():
    scores = scored(predicting(foretold("talks-close", 0.5, False), foretold("settlement", 0.5, will=False)))
    for place, came in ((0, False), (1, True)):
        for one in scores.observations[place].forecasts:
            p = one.chance
            assert one.brier == (p - came) ** 2
            assert one.log == -log(min(max(p if came else 1 - p, SURE), 1 - SURE))
    assert given(scores, 0, DOCUMENT).chance == 0.99 and given(scores, 1, DOCUMENT).chance == 0.01
    assert given(scores, 0, DOCUMENT).brier == pytest.approx(0.9801)
    assert (given(scores, 0, COIN).brier, given(scores, 0, COIN).log) == (0.25, log(2))
    for mean in scores.means:
        both = [given(scores, place, mean.forecaster) for place in (0, 1)]
        assert mean.brier == pytest.approx(np.mean([one.brier for one in both]))
        assert mean.log == pytest.approx(np.mean([one.log for one in both]))
    assert [mean.forecaster for mean in scores.means] == [DOCUMENT, COIN, WEIGHTED, "rates", "both", "still"]
    assert (scores.events, scores.assumed) == (2, 2)


def test_theories_are_weighted_as_the_judgement_weighs_them():
    asked = predicting(foretold("talks-close", 0.5))
    weights = {"rates": 3.0, "both": 1.0}
    scores = auditor(asked, weights=weights).scores
    assert scores is not None
    chances = {name: given(scores, 0, name).chance for name in (WEIGHTED, "rates", "both")}
    assert chances[WEIGHTED] == pytest.approx(0.75 * chances["rates"] + 0.25 * chances["both"])
    assert given(scores, 0, WEIGHTED).brier == (1 - chances[WEIGHTED]) ** 2


def test_a_theory_that_can_never_have_it_is_held_at_a_thousandth_and_marked():
    never = given(scored(predicting(foretold("talks-close", 0.5))), 0, "still")
    assert never.chance == 0 and not never.moves and 0 < never.error < 0.001
    assert (never.brier, never.log) == (1.0, -log(SURE))


def test_scores_agree_with_those_of_the_backtest():
    from scoringrules import brier_score
    from scoringrules import log_score as log_of

    assert SURE == backtest.SURE
    for p in (0.0, 0.2, 0.99, 1.0):
        for came in (True, False):
            assert brier(p, came) == pytest.approx(brier_score(float(came), p))
            assert log_score(p, came) == pytest.approx(log_of(float(came), np.clip(p, SURE, 1 - SURE)))


def test_where_no_war_goes_on_a_theory_gives_no_chance():
    over = Theory("over", "-", (), (Breaking,), {"breaking.end": Fixed(1000.0)})
    scores = scored(predicting(foretold("talks-close", 3)), (over, RATES))
    one = given(scores, 0, "over")
    assert math.isnan(one.chance) and math.isnan(one.brier)
    means = {mean.forecaster: mean.brier for mean in scores.means}
    assert math.isnan(means["over"]) and math.isfinite(means["rates"])
    assert "nan" not in " ".join(record_sentences(scores))


@pytest.mark.parametrize(
    ("more", "bears", "happened", "why"),
    [
        ({"type": "causal"}, "against", True, "It states a cause"),
        ({"type": "factual"}, "against", False, "statement of fact"),
        ({"type": "evaluative"}, "for", True, "valuation"),
        ({"type": "prescriptive"}, "for", False, "recommendation"),
        ({"type": "predictive"}, "open", False, OPEN),
        ({"type": "predictive"}, "for", False, NOT_ASKED),
    ],
)
def test_what_is_no_prediction_or_is_not_settled_is_listed_and_not_scored(more, bears, happened, why):
    one = claim("C1", untested="fact", **more)
    outcome = foretold("talks-close", 0.5, came=bears == "for") if happened else None
    scores = scored(argument(one, record=(evidence("C1", outcome, bears),)))
    (found,) = scores.observations
    assert why in found.reason and scores.means == () and scores.events == scores.assumed == 0
    names = [forecast.forecaster for forecast in found.forecasts]
    assert names == ([theory.name for theory in THEORIES] if happened else [])
    assert all(forecast.brier is forecast.log is None for forecast in found.forecasts)
    assert record_sentences(scores)[0].startswith("No prediction can be scored")


def test_every_way_of_saying_it_has_a_chance_of_its_own():
    assert set(STATED) == {"asserted", "hedged", "attributed", "predicted"}
    for modality, chance in STATED.items():
        scores = scored(predicting(foretold("talks-close", 0.25), modality=modality), (RATES,))
        assert given(scores, 0, DOCUMENT).chance == chance == stated(modality)
        assert stated(modality, will=False) == pytest.approx(1 - chance)


def test_no_record_no_scores_and_nothing_else_is_touched():
    told = argument(planted.cases(1)[0].claim)
    theories = planted.THEORIES[:1]
    bare = planted.auditor(told, theories).audit({})
    assert bare.scores is None
    record = (evidence("C1", foretold("A.force > 1", 0.5)), evidence("C1", None, "open"))
    with_one = planted.auditor(replace(told, record=record), theories).audit({})
    assert with_one.scores is not None and len(with_one.scores.observations) == 2
    assert repr(replace(with_one, scores=None)) == repr(bare)


def test_exchanging_the_sides_exchanges_what_is_found():
    """The sides begin alike and have the same causes; what each loses is drawn once for both."""
    low = COMPROMISE - 0.1
    found = [
        scored(
            predicting(
                foretold(f"{side}.compromise < {low}", 0.5, do=(f"force {foe}.deep-strike at 0",)),
                foretold(f"{side}.compromise < {low}", 0.75, do=(f"force {side}.deep-strike at 0",)),
            ),
            (BOTH,),
        )
        for side, foe in (("A", "B"), ("B", "A"))
    ]
    assert repr(found[0]) == repr(found[1])
    assert 0.2 < given(found[0], 0, "both").chance < 0.8 and given(found[0], 1, "both").chance == 0


def test_it_can_be_stopped_and_impossible_values_are_named():
    asked = predicting(foretold("talks-close", 0.5))
    made = auditor(asked)
    stopped = replace(made, watch=replace(made.watch, cancelled=lambda: True))
    with pytest.raises(Cancelled):
        _ = stopped.scores
    with pytest.raises(ImpossibleValue):
        scored(asked, (WRONG,))


def test_one_scene_is_lived_once_for_all_that_is_asked_of_it():
    made = auditor(
        predicting(foretold("talks-close", 0.4), foretold("settlement", 0.5), foretold("talks < 1", 0.5))
    )
    assert (
        len({(a.do, a.read_at) for a in (asked_of(e.happened, made.lab) for e in made.argument.record)}) == 1
    )


def test_weighted_chances_have_the_error_that_resampling_shows():
    luck = np.random.default_rng(3)
    came, weight = (luck.random(400) < 0.3).astype(float), luck.random(400)
    chance, error = chance_of(came, weight)
    assert chance == pytest.approx(float(np.average(came, weights=weight)))
    again = luck.integers(0, 400, (4000, 400))
    spread = np.std([np.average(came[i], weights=weight[i]) for i in again])
    assert error == pytest.approx(spread, rel=0.08)


def test_sentences_name_the_number_of_events_and_what_they_do_not_show():
    told = tuple(Observation(f"C{n}", n, "", 0.5, (Forecast(DOCUMENT, 0.99, brier=0.98),)) for n in (1, 2))
    means = scored(predicting(foretold("talks-close", 0.5, False))).means
    for number, words in ((1, "1 event of one war"), (2, "2 events of one war")):
        said = " ".join(record_sentences(Scores(told[:number], means, number, number)))
        assert words in said and "without a control" in said and "not the mechanism" in said
        assert "no skill" in said and "99% (assumed)" in said and "a coin 0.25" in said


def test_what_is_derived_can_be_asked_too():
    assert DERIVED["at_the_table"].of == "war"
    one = given(scored(predicting(foretold("at_the_table >= 0.5", 0.25))), 0, "rates")
    assert one.chance in (0.0, 1.0) and not one.moves
