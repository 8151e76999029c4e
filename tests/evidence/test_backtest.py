"""Predictions, base rates, scores and the score card: on made-up wars, and on the public record."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from detente.evidence.backtest import baselines as base
from detente.evidence.backtest.baselines import BASELINES, REFERENCE
from detente.evidence.backtest.card import score_card
from detente.evidence.backtest.prediction import (
    GROUPS,
    HORIZON,
    MONTHS,
    Prediction,
    mixture,
    within,
)
from detente.evidence.backtest.scores import (
    calibration,
    happened,
    left_out,
    mean_score,
    pointwise,
    ratio_to,
    resampled_wars,
)
from detente.evidence.backtest.splitting import (
    FATE,
    KNOWN,
    LANDMARKS,
    Leak,
    alive,
    as_known_before,
    check_covariates,
    exchanged,
    foretold,
    guard,
    known,
    split,
)
from detente.evidence.backtest.stacking import log_probabilities, stacked, weights_from_others
from detente.evidence.base_rates import conditional
from detente.evidence.base_rates import kaplan_meier as published
from detente.evidence.endings import cumulative_incidence
from detente.evidence.episodes import check_episodes, episodes_from
from detente.evidence.numbers import uniforms
from detente.formulas.severity import DAYS_PER_MONTH
from tests.evidence import record_tables

WORDS = ("agreement", "victory_a", "low_activity")


def war(number: int, begins: str, days: int, **values) -> dict:
    first = pd.Timestamp(begins)
    row = {
        **{"episode": f"war-{number}", "dataset": "ucdp-conflict", "kind": "intrastate", "name": "a war"},
        **{"side_a": "A", "side_b": "B", "begins": first, "days": days, "censored": False},
        **{"last_seen": first + pd.Timedelta(days=days - 1), "ending": "agreement", "share_a": None},
        **{"support_a": None, "support_b": None, "deaths": 100.0, "intensity": 1, "joins_after": None},
    }
    return row | values


def made_up(wars: int = 240, mean: float = 700.0, seed: int = 1) -> pd.DataFrame:
    """Wars of a constant hazard, supported ones half as likely to end; one a month from 1970 on."""
    luck = uniforms(seed, "made-up wars", wars, 4)
    supported = luck[:, 0] < 0.5
    days = np.ceil(-np.log(luck[:, 1]) * mean * np.where(supported, 2, 1)).astype(int)
    begins = pd.date_range("1970-01-01", periods=wars, freq="MS")
    return episodes_from(
        war(
            number,
            str(begins[number].date()),
            int(days[number]),
            support_a=bool(supported[number]),
            support_b=bool(luck[number, 2] < 0.5),
            ending=WORDS[int(luck[number, 3] * len(WORDS))],
        )
        for number in range(wars)
    )


@pytest.fixture(scope="module")
def wars():
    return made_up()


@pytest.fixture(scope="module")
def halves(wars):
    return guard(wars, before=1980)


def constant(chance: float, wars: int, name: str = "constant") -> Prediction:
    """Ends within a year with the same chance always, all in the first way."""
    going = np.tile((1 - chance) ** (MONTHS / 12), (wars, 1))
    ways = np.zeros((wars, len(GROUPS), HORIZON + 1))
    ways[:, 0] = 1 - going
    return Prediction(name, going, ways)


# predictions


def test_chances_of_wars_that_have_lasted():
    chances = within(constant(0.3, 2), lasted=24)
    assert chances.ends == pytest.approx([0.3, 0.3])
    assert chances.ways[0] == pytest.approx([0.3, 0, 0])
    assert within(constant(0.3, 1), 0, 24).ends == pytest.approx([1 - 0.7**2])
    with pytest.raises(ValueError, match="from 0 to 120 months"):
        within(constant(0.3, 1), 114)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda p: replace(p, going=p.going[:, :-1]), "121 months"),
        (lambda p: replace(p, incidence=p.incidence[:, :2]), "3 groups"),
        (lambda p: replace(p, going=p.going * np.nan), "not a number"),
        (lambda p: replace(p, going=p.going * 0.5), "before its first day"),
        (lambda p: replace(p, going=p.going[:, ::-1]), "may not rise"),
        (lambda p: replace(p, incidence=-p.incidence), "negative or fall"),
        (lambda p: replace(p, incidence=p.incidence * 0.5), "add up to 1"),
    ],
)
def test_numbers_that_are_no_prediction_are_refused(spoil, said):
    with pytest.raises(ValueError, match=said):
        spoil(constant(0.3, 3))


def test_mixtures_take_a_weight_for_all_wars_or_one_for_each():
    both = {"low": constant(0.1, 2), "high": constant(0.5, 2)}
    assert within(mixture("mixed", both, {"low": 3.0, "high": 1.0}), 0).ends == pytest.approx([0.2, 0.2])
    each = {"low": np.array([1.0, 0.0]), "high": np.array([0.0, 2.0])}
    assert within(mixture("mixed", both, each), 0).ends == pytest.approx([0.1, 0.5])
    with pytest.raises(ValueError, match="above 0"):
        mixture("mixed", both, {"low": 0.0})


# what was known when


def test_wars_to_learn_from_are_as_they_were_known_then():
    table = episodes_from(
        [
            war(1, "1975-03-01", 100),
            war(2, "1979-07-01", 1000, joins_after=50, deaths=9e4),
            war(3, "1979-12-31", 2, joins_after=None),
            war(4, "1980-01-01", 10),
            war(5, "1990-01-01", 10),
        ]
    )
    made = split(table, 1980, 1990)
    check_episodes(made.train)
    assert made.test.index.tolist() == ["war-4"]
    second = made.train.loc["war-2"]
    assert (second["days"], second["censored"], second["ending"]) == (184, True, "")
    assert second["last_seen"] == pd.Timestamp("1979-12-31")
    assert (math.isnan(second["deaths"]), second["joins_after"]) == (True, 50)
    assert made.train.loc["war-3", ["days", "censored"]].tolist() == [1, True]
    assert made.train.loc["war-1", "ending"] == "agreement"
    soon = as_known_before(table.iloc[1:2], pd.Timestamp("1979-08-10"))
    assert soon["joins_after"].isna().all()
    with pytest.raises(ValueError, match="choose a year"):
        split(table, 1950)


def test_what_is_coded_for_a_calendar_year_is_known_when_it_is_over():
    table = episodes_from(
        [war(1, "1980-01-01", 900, support_a=True, share_a=0.3), war(2, "1980-09-01", 900, support_a=True)]
    )
    seen = {lasted: known(table, lasted) for lasted in (0, 6, 12)}
    assert seen[0]["support_a"].isna().all()
    assert seen[6]["support_a"].notna().tolist() == [False, True]
    assert seen[12]["support_a"].tolist() == [True, True]
    assert seen[0]["share_a"].notna().tolist() == [True, False]
    assert list(seen[0].columns) == list(KNOWN) and not set(KNOWN) & set(FATE)
    assert seen[0].index.tolist() == [0, 1]


# the guard


def test_the_guard_lets_an_honest_table_through(wars, halves):
    assert len(halves.train) == 120 and len(halves.test) == 120
    assert not exchanged(wars, 1980)["days"].equals(wars["days"])
    assert sorted(exchanged(wars, 1980)["days"][120:]) == sorted(wars["days"][120:])


def test_a_planted_column_is_refused_by_name(wars):
    with pytest.raises(Leak, match="since when peace_near would be known") as refused:
        guard(wars.assign(peace_near=wars["days"] < 365), 1980)
    assert "take the column out" in str(refused.value)


@pytest.mark.parametrize("name", ["deaths", "ending", "days", "joins_after", "last_seen", "peace_near"])
def test_a_model_may_not_ask_for_what_is_known_later(halves, name):
    with pytest.raises(Leak, match=f"not known while a war goes on.*{name}"):
        base.cox(halves.train, ["support_a", name])
    check_covariates(KNOWN)


def test_an_allowed_column_filled_from_the_outcome_is_caught_as_too_good(wars):
    planted = wars.assign(support_a=(wars["days"] > 500).astype("boolean"))
    with pytest.raises(Leak, match=r"support_a .100%.*order of how long they lasted"):
        guard(planted, 1980)
    missing = wars.assign(support_a=wars["support_a"].mask(wars["days"] > 500))
    with pytest.raises(Leak, match="support_a"):
        guard(missing, 1980)


def test_a_hint_of_the_future_is_caught_when_fates_are_exchanged(wars):
    """Too weak to be seen in the column itself: one war in five has its support turned by its outcome."""

    def prepare(table: pd.DataFrame) -> pd.DataFrame:
        turned = (table["days"] > 1000) & (np.arange(len(table)) % 5 == 0)
        return table.assign(support_a=table["support_a"].mask(turned, True))

    guard(prepare(wars), 1980)  # unseen where it comes ready-made
    with pytest.raises(Leak, match=r"support_a of the wars to predict .* changed when the fates"):
        guard(wars, 1980, prepare=prepare)


def test_learning_from_later_wars_is_caught(wars):
    def prepare(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(
            share_a=0.5 + (table["days"] - table["days"].mean()).mean() + table["days"].std() / 1e5
        )

    with pytest.raises(Leak, match="share_a of the wars to learn from"):
        guard(wars, 1980, prepare=prepare)


def test_a_model_that_knows_wars_by_their_place_is_caught(halves):
    secret = halves.test["days"].to_numpy()

    def predict(seen: pd.DataFrame) -> Prediction:
        chance = np.where(secret[: len(seen)] < 365, 0.9, 0.1)
        rows = [constant(one, 1) for one in chance]
        going = np.concatenate([one.going for one in rows])
        return Prediction("seer", going, np.concatenate([one.incidence for one in rows]))

    with pytest.raises(Leak, match=r"seer: .* its place in the table"):
        foretold(predict, halves.test)


def test_models_see_no_name_and_no_fate(halves):
    asked = []

    def predict(seen: pd.DataFrame) -> Prediction:
        asked.append(seen)
        return constant(0.3, len(seen))

    made = foretold(predict, halves.test)
    assert list(made) == list(LANDMARKS)
    assert made[12] is made[36] and made[0] is not made[12]
    for seen in asked:
        assert set(seen.columns) == set(KNOWN)
        assert not set(seen.index) & set(halves.test.index)


# base rates


def test_kaplan_meier_says_what_the_published_functions_say(halves):
    made = base.kaplan_meier(halves.train)(halves.test)
    months = [0, 1, 6, 12, 36, 60]
    shares = published(halves.train, months).going["share"]
    assert made.going[5, months] == pytest.approx(shares.to_numpy())
    for lasted in LANDMARKS:
        ends = conditional(halves.train, [lasted], [12])["ends"].iloc[0]
        assert within(made, lasted).ends[0] == pytest.approx(ends)
    ways = cumulative_incidence(halves.train, months=(6, 24, 60))["share"]
    for place, name in enumerate(("stopped by both", "victory", "other")):
        assert made.incidence[0, place, [6, 24, 60]] == pytest.approx(ways[name].to_numpy(), abs=1e-9)


def test_where_all_have_ended_the_constant_rate_takes_over():
    train = episodes_from(war(number, "1970-02-01", 30 * (number + 1)) for number in range(6))
    made = base.kaplan_meier(train)(train)
    record = base.past_of(train)
    assert (made.going > 0).all()
    months = 24
    rate = -math.log(made.going[0, months + 1] / made.going[0, months]) / DAYS_PER_MONTH
    assert rate == pytest.approx(record.rate) == pytest.approx(6 / train["days"].sum())


def test_laws_of_time_find_a_constant_hazard():
    train = made_up(1500, mean=700.0).assign(support_a=False)
    rate = 1 / train["days"].mean()
    year = 12 * DAYS_PER_MONTH
    for name in ("exponential", "Weibull", "climatology"):
        chances = [within(BASELINES[name](train)(train[:1]), lasted).ends[0] for lasted in (0, 36)]
        assert chances == pytest.approx([1 - math.exp(-rate * year)] * 2, abs=0.04), name


def test_climatology_counts_begun_years():
    train = episodes_from(
        [
            war(1, "1970-01-01", 10),  # one begun year, one end
            war(2, "1970-01-01", 800),  # three begun years, one end
            war(
                3, "1970-01-01", 800, censored=True, ending=""
            ),  # two whole years, no end; the third is cut off
        ]
    )
    assert within(base.climatology(train)(train[:1]), 24).ends[0] == pytest.approx(2 / 6)


def test_persistence_expects_no_end(halves):
    assert within(base.persistence(halves.train)(halves.test), 12).ends == pytest.approx(1 / 122)


def test_cox_tells_supported_wars_from_others_once_that_is_known():
    train, test = made_up(600), made_up(50, seed=2)
    predict = base.cox(train)
    early, late = predict(known(test, 0)), predict(known(test, 12))
    assert np.ptp(within(early, 0).ends) == 0
    ends, supported = within(late, 12).ends, test["support_a"].to_numpy(dtype=bool)
    ratio = np.log1p(-ends[supported]).mean() / np.log1p(-ends[~supported]).mean()
    assert ratio == pytest.approx(0.5, abs=0.1)


def test_cox_without_a_known_covariate_is_kaplan_meier(halves):
    bare = halves.train.assign(support_a=pd.NA, support_b=pd.NA).astype(halves.train.dtypes)
    ours, theirs = base.cox(bare)(halves.test), base.kaplan_meier(bare)(halves.test)
    assert (ours.name, np.array_equal(ours.going, theirs.going)) == ("Cox", True)


def test_a_base_rate_needs_wars():
    with pytest.raises(ValueError, match="ended after different times"):
        base.kaplan_meier(episodes_from([war(1, "1970-01-01", 10)]))


# scores


def few_wars() -> pd.DataFrame:
    return episodes_from(
        [
            war(1, "1980-01-01", 100),
            war(2, "1980-01-01", 100, ending="unknown"),
            war(3, "1980-01-01", 500, ending="victory_b"),
            war(4, "1980-01-01", 200, censored=True, ending=""),
            war(5, "1980-01-01", 5000, censored=True, ending=""),
        ]
    )


def test_scores_by_hand():
    test = few_wars()
    points = pointwise({0: constant(0.3, 5)}, test, (0,)).set_index("war")
    assert points.index.tolist() == [0, 1, 2, 4]
    assert points["ended"].tolist() == [True, True, False, False]
    assert points["brier"].tolist() == pytest.approx([0.49, 0.49, 0.09, 0.09])
    assert points["log"].tolist() == pytest.approx([-math.log(0.3)] * 2 + [-math.log(0.7)] * 2)
    assert points["ways_brier"].tolist() == pytest.approx([0.98, np.nan, 0.18, 0.18], nan_ok=True)
    assert points.loc[0, "ways_log"] == pytest.approx(-math.log(0.3), abs=0.003)
    counted = left_out(test, (0, 12)).loc[0]
    assert counted.to_dict() == {
        **{"going": 5, "scored": 4, "ended": 2, "untold": 1, "way_not_coded": 1},
        "remaining_not_known": 1,
    }
    assert happened(test, 12).war.tolist() == [2, 4]
    assert alive(test, 12).sum() == 2


def test_crps_of_what_remains_is_the_integral_of_squared_distance():
    chance = 0.3
    points = pointwise({12: constant(chance, 5)}, few_wars(), (12,)).set_index("war")
    at = np.linspace(0, HORIZON - 12, 200_001)
    gone = 1 - (1 - chance) ** (at / 12)
    for place, remains in ((2, 500 / DAYS_PER_MONTH - 12), (4, HORIZON - 12.0)):
        exact = np.trapezoid((gone - (at >= remains)) ** 2, at)
        assert points.loc[place, "crps"] == pytest.approx(exact, rel=0.01)


def test_intervals_resample_wars_and_not_rows():
    counts = resampled_wars(50)
    assert counts.shape == (1000, 50) and (counts.sum(axis=1) == 50).all()
    luck = uniforms(1, "scores", 50, 1)[:, 0]
    once = pd.DataFrame({"war": np.arange(50), "lasted": 0, "brier": luck})
    thrice = pd.concat([once.assign(lasted=lasted) for lasted in (0, 6, 12)], ignore_index=True)
    assert str(mean_score(once, "brier", counts)) == str(mean_score(thrice, "brier", counts))
    found = mean_score(once, "brier", counts)
    error = luck.std() / math.sqrt(50)
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.1)
    doubled = once.assign(brier=2 * luck)
    ratio = ratio_to(doubled, once, "brier", counts)
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((2, 2, 2))
    with pytest.raises(ValueError, match="same wars"):
        ratio_to(once[:-1], once, "brier", counts)


def test_calibration_puts_equal_chances_together():
    luck = uniforms(3, "calibration", 400, 2)
    ends = np.round(luck[:, 0], 1)
    points = pd.DataFrame(
        {"war": np.arange(400), "lasted": 0, "ends": ends, "ended": luck[:, 1] < ends, "brier": 0.0}
    )
    table = calibration(points, 0)
    assert table["wars"].sum() == 400 and 5 <= len(table) <= 10
    inside = (table["low"] <= table["predicted"]) & (table["predicted"] <= table["high"])
    assert inside.mean() >= 0.8
    assert len(calibration(points.assign(ends=0.4), 0)) == 1


# the card


def cards(made, **further):
    forecasts = {name: foretold(fit(made.train), made.test) for name, fit in BASELINES.items()}
    return score_card("made-up wars", made, forecasts | further, resamples=300)


def test_the_card_names_who_loses_and_who_does_better(halves):
    days = halves.test["days"].to_numpy()
    seer = [constant(0.9 if day < 365 else 0.1, 1, "seer") for day in days]
    knows = Prediction(
        "seer", np.concatenate([p.going for p in seer]), np.concatenate([p.incidence for p in seer])
    )
    card = cards(halves, seer=dict.fromkeys(LANDMARKS, knows))
    assert card.shows_skill
    assert "persistence" in card.losing and REFERENCE not in (*card.losing, *card.better)
    at_once = card.by_landmark.loc[("seer", "brier", 0)]
    assert at_once["ratio_high"] < 1
    said = "\n".join(card.sentences)
    assert "persistence loses to the base rate: Brier score" in said
    assert "learned from 120 wars begun before 1980, as they were known then" in said
    assert card.overall.loc[(REFERENCE, "brier"), "ratio"] == 1
    assert set(card.calibration.index.get_level_values("prediction")) == {*BASELINES, "seer"}


def test_no_skill_is_claimed_from_few_wars(wars):
    card = cards(guard(wars, 1987))
    assert len(card.split.test) == 36 and not card.shows_skill
    assert card.better == ()
    assert any(line.startswith("No skill can be shown: 36 wars") for line in card.sentences)


def test_a_card_needs_the_base_rate(halves):
    with pytest.raises(ValueError, match="read against Kaplan-Meier"):
        score_card("made-up wars", halves, {})


# stacking


def test_weights_find_the_mixture_that_is_true():
    """What happens follows one prediction in 7 of 10 wars and another in 3; a third is noise."""
    luck = uniforms(5, "stacking", 1500, 4)
    first, second = 0.05 + 0.9 * luck[:, 0], 0.05 + 0.9 * luck[:, 1]
    ended = luck[:, 2] < 0.7 * first + 0.3 * second
    chances = {"first": first, "second": second, "noise": 0.05 + 0.9 * luck[:, 3]}
    logs = {name: np.log(np.where(ended, chance, 1 - chance)) for name, chance in chances.items()}
    found = stacked(logs, resamples=40)
    assert found["weight"].sum() == pytest.approx(1)
    assert found["weight"].tolist() == pytest.approx([0.7, 0.3, 0.0], abs=0.12)
    assert (found["low"] <= found["weight"] + 0.05).all() and (found["weight"] <= found["high"] + 0.05).all()
    # no other mixture of the three makes what happened more probable
    scores = np.exp(np.stack(list(logs.values()), axis=1))
    best = np.log(scores @ found["weight"].to_numpy()).sum()
    for other in ([1, 0, 0], [0, 1, 0], [0.5, 0.5, 0], [0.6, 0.3, 0.1], [0.75, 0.2, 0.05]):
        assert np.log(scores @ np.array(other)).sum() < best


def test_weights_for_a_war_come_from_other_wars(halves):
    card = cards(halves)
    logs, war_of = log_probabilities(card.points)
    weights = weights_from_others(logs, war_of, len(halves.test))
    assert np.sum(list(weights.values()), axis=0) == pytest.approx(1)
    # what happened in a war says nothing about its own weights
    here = 7
    other = {name: np.where(war_of == here, values - 3, values) for name, values in logs.items()}
    other["persistence"] = np.where(war_of == here, 0.0, logs["persistence"])
    again = weights_from_others(other, war_of, len(halves.test))
    assert [again[name][here] for name in weights] == pytest.approx([weights[name][here] for name in weights])
    with pytest.raises(ValueError, match="finite number"):
        stacked({"one": np.array([np.nan]), "other": np.array([0.0])})
    with pytest.raises(ValueError, match="the same wars"):
        stacked({"one": np.zeros(2), "other": np.zeros(3)})
    assert stacked({"one": np.zeros(4)}, resamples=5)["weight"].tolist() == [1.0]


# the public record; chances and Brier scores of Kaplan-Meier and the exponential are those published, where
# the record at hand has the same wars: COW all of them, UCDP those to learn from (tested were wars to 2023)

COW = {
    ("civil", 1960): {
        0: (148, 0.30, 0.58, 0.47, 0.287, 0.239),
        6: (121, 0.30, 0.52, 0.47, 0.259, 0.238),
        12: (101, 0.31, 0.45, 0.47, 0.234, 0.239),
        24: (70, 0.24, 0.42, 0.47, 0.215, 0.235),
    },
    ("interstate", 1946): {
        0: (38, 0.74, 0.65, 0.58, 0.202, 0.219),
        6: (15, 0.67, 0.60, 0.58, 0.227, 0.230),
        12: (10, 0.50, 0.55, 0.58, 0.253, 0.256),
    },
}


def both(made, lasted: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    ours = (base.kaplan_meier(made.train), base.exponential(made.train))
    return tuple(pointwise(foretold(predict, made.test), made.test, (lasted,)) for predict in ours)


@pytest.mark.parametrize(("kinds", "before"), COW)
def test_published_scores_of_cow_come_out(kinds, before):
    episodes = record_tables.cow()
    made = guard(episodes[episodes["kind"].str.startswith(kinds)], before)
    for lasted, (scored, observed, *numbers) in COW[kinds, before].items():
        curve, constant_rate = both(made, lasted)
        assert (len(curve), round(curve["ended"].mean(), 2)) == (scored, observed)
        chances = [curve["ends"].mean(), constant_rate["ends"].mean()]
        assert chances == pytest.approx(numbers[:2], abs=0.0051)
        assert [curve["brier"].mean(), constant_rate["brier"].mean()] == pytest.approx(numbers[2:], abs=6e-4)


def test_ucdp_wars_of_the_nineties():
    episodes = record_tables.ucdp()
    made = guard(episodes[episodes["kind"].isin(["intrastate", "internationalised"])], 1990, 2000)
    assert (len(made.train), len(made.test), int(made.train["censored"].sum())) == (189, 120, 32)
    chances = {0: (0.42, 0.17), 6: (0.19, 0.17), 12: (0.17, 0.17), 24: (0.22, 0.17)}
    briers = {0: (0.258, 0.364), 6: (0.196, 0.198), 12: (0.240, 0.241), 24: (0.174, 0.177)}  # pinned
    for lasted, numbers in chances.items():
        tables = both(made, lasted)
        assert [table["ends"].mean() for table in tables] == pytest.approx(numbers, abs=0.0051)
        assert [table["brier"].mean() for table in tables] == pytest.approx(briers[lasted], abs=6e-4)
    card = cards(made)
    assert {"exponential", "climatology", "persistence"} == set(card.losing)
    assert any("Fewer than 40 wars are scored after 36 months" in line for line in card.sentences)
