"""Base rates: a known truth is found again, and nothing is counted twice or pooled."""

import contextlib
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from lifelines import AalenJohansenFitter, CoxPHFitter

from detente.evidence.base_rates import (
    akaike,
    conditional,
    kaplan_meier,
    lognormal,
    median_resampled,
    weibull_shape,
)
from detente.evidence.endings import cumulative_incidence, endings, logit, lowest_third, parity
from detente.evidence.episodes import episodes_from
from detente.evidence.hazard_ratios import hazard_ratios, split_when
from detente.evidence.severity import severity_tail
from detente.formulas.severity import DAYS_PER_MONTH
from tests.evidence import record_tables

MANY = 3000
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "immortal_time.md"
BY_KIND = {"talks": ("agreement",), "arms": ("victory_a", "victory_b")}


def made(months, ending="agreement", stop=np.inf, **columns) -> pd.DataFrame:
    """Episodes of known durations; those longer than `stop` months are censored then."""
    days = np.ceil(np.asarray(months) * DAYS_PER_MONTH)
    censored = days > np.floor(np.broadcast_to(stop, days.shape) * DAYS_PER_MONTH)
    days = np.where(censored, np.floor(np.broadcast_to(stop, days.shape) * DAYS_PER_MONTH), days).astype(int)
    begins = pd.Timestamp("1900-01-01")
    known = {
        **{"dataset": "cow-interstate", "kind": "interstate", "name": "", "side_a": "", "side_b": ""},
        **dict.fromkeys(("share_a", "support_a", "support_b", "deaths", "intensity", "joins_after")),
    }
    frame = episodes_from(
        known
        | {"episode": str(i), "begins": begins, "last_seen": begins + pd.Timedelta(days=int(day) - 1)}
        | {"days": day, "censored": bool(cut), "ending": "" if cut else str(how)}
        for i, (day, cut, how) in enumerate(
            zip(days, censored, np.broadcast_to(ending, days.shape), strict=True)
        )
    )
    return frame.assign(**columns)


@pytest.fixture
def luck():
    return np.random.default_rng(4)


def test_exponential_durations(luck):
    wars = made(luck.exponential(10, MANY), stop=luck.uniform(5, 60, MANY))
    assert 1 in weibull_shape(wars)
    assert akaike(wars)["exponential"] <= akaike(wars).min() + 2.1
    found = kaplan_meier(wars)
    assert 10 * np.log(2) * DAYS_PER_MONTH in found.median
    for month, row in found.going.loc[:36].iterrows():
        assert row["low"] < np.exp(-month / 10) < row["high"]
    assert found.censored == wars["censored"].sum() > 0
    # a constant hazard does not remember how long a war has lasted
    chances = conditional(wars, (0, 6, 12), (12,))
    assert chances["ends"].to_numpy() == pytest.approx(1 - np.exp(-1.2), abs=0.03)


def test_weibull_durations(luck):
    wars = made(12 * luck.weibull(0.7, MANY), stop=luck.uniform(5, 60, MANY))
    assert 0.7 in weibull_shape(wars)
    assert weibull_shape(wars).high - weibull_shape(wars).low < 0.06
    assert akaike(wars).index[0] == "weibull"
    falling = conditional(wars, (0, 6, 12, 24), (12,))["ends"]
    assert falling.is_monotonic_decreasing


def test_lognormal_durations(luck):
    wars = made(luck.lognormal(1.65, 1.47, MANY), stop=luck.uniform(24, 120, MANY))
    mu, sigma = lognormal(wars)
    assert 1.65 in mu
    assert 1.47 in sigma
    assert akaike(wars).index[0] == "lognormal"


def test_competing_ends_have_their_known_cumulative_incidence(luck):
    talks, arms = luck.exponential(30, MANY), luck.exponential(15, MANY)
    how = np.where(talks < arms, "agreement", np.where(luck.random(MANY) < 0.5, "victory_a", "victory_b"))
    wars = made(np.minimum(talks, arms), how, stop=luck.uniform(10, 80, MANY))
    table = cumulative_incidence(wars, BY_KIND, (6, 12, 36))
    for month in (6, 12, 36):
        for name, part in (("talks", 1 / 3), ("arms", 2 / 3)):
            row = table.loc[(name, month)]
            assert row["low"] < part * (1 - np.exp(-month / 10)) < row["high"], (name, month)
        together = table.xs(month, level="months")["share"].sum()
        # what has ended in some way is what no longer goes on
        assert together == pytest.approx(1 - kaplan_meier(wars, (month,)).going["share"].iloc[0])


def test_the_incidence_is_the_one_of_lifelines_where_no_two_wars_end_on_one_day(luck):
    days = luck.permutation(np.arange(1, 400))[:60]
    how = luck.choice(["agreement", "victory_a", "victory_b"], 60)
    wars = made((days - 0.5) / DAYS_PER_MONTH, how, stop=luck.uniform(4, 12, 60))
    wars = wars[~wars["days"].duplicated(keep=False) | ~wars["censored"]]
    wars = wars[~wars["days"].duplicated()]
    codes = wars["ending"].map({"": 0, "agreement": 1}).fillna(2)
    fitted = AalenJohansenFitter().fit(wars["days"], codes, event_of_interest=1)
    ours = cumulative_incidence(wars, BY_KIND, (3, 6, 9)).loc["talks"]
    for month, row in ours.iterrows():
        at = fitted.cumulative_density_.index.searchsorted(month * DAYS_PER_MONTH, side="right") - 1
        assert row["share"] == pytest.approx(fitted.cumulative_density_.iloc[at, 0])
        assert row[["low", "high"]].tolist() == pytest.approx(
            fitted.confidence_interval_.iloc[at].tolist(), abs=0.02
        )


def test_intervals_cover_the_truth_as_often_as_they_say(luck):
    truth, hits = np.exp(-1.2), np.zeros(2)
    for _ in range(150):
        talks, arms = luck.exponential(30, 60), luck.exponential(15, 60)
        wars = made(np.minimum(talks, arms), np.where(talks < arms, "agreement", "victory_a"), stop=40)
        going = kaplan_meier(wars, (12,)).going.iloc[0]
        ours = cumulative_incidence(wars, BY_KIND, (12,)).loc[("arms", 12)]
        hits += [going["low"] <= truth <= going["high"], ours["low"] <= (1 - truth) * 2 / 3 <= ours["high"]]
    # 0.95 within three binomial errors
    assert (np.abs(hits / 150 - 0.95) < 3 * (0.95 * 0.05 / 150) ** 0.5).all()


def test_what_nobody_saw_is_no_number():
    wars = made([1.0, 2.0, 50.0, 60.0], stop=24)
    going = kaplan_meier(wars, (12, 36)).going
    assert going.loc[12, "share"] == 0.5
    assert np.isnan(going.loc[36, "share"])
    assert np.isnan(cumulative_incidence(wars, BY_KIND, (36,)).loc[("talks", 36), "share"])
    assert conditional(wars, (24,), (12,)).iloc[0].tolist()[0] == 0
    assert kaplan_meier(made([30.0, 30.0, 1.0], stop=24)).median.value == np.inf


def test_none_or_all_ended_still_leaves_doubt():
    going = kaplan_meier(made([10.0, 11, 12, 13]), (6, 36)).going
    assert going.loc[6, ["share", "low", "high"]].tolist() == pytest.approx([1, 0.398, 1], abs=1e-3)
    assert going.loc[36, ["share", "low", "high"]].tolist() == pytest.approx([0, 0, 0.602], abs=1e-3)
    assert cumulative_incidence(made([10.0, 11]), BY_KIND, (24,)).loc[("arms", 24), "high"] > 0.8


def test_the_interval_of_a_resampled_median_is_what_resampling_gives(luck):
    wars = made(luck.lognormal(1.65, 1.47, 41))
    drawn = np.median(luck.choice(wars["days"].to_numpy(), (40_000, 41)), axis=1)
    found = median_resampled(wars)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(drawn, (0.025, 0.975))), rel=0.03)
    with pytest.raises(ValueError, match="still going"):
        median_resampled(made([1.0, 30.0], stop=24))


def test_endings_count_only_what_was_seen_and_coded():
    wars = made(
        [1, 2, 3, 4, 5, 90], ["victory_a", "victory_b", "agreement", "low_activity", "unknown", ""], 60
    )
    table = endings(wars)
    assert table["count"].to_dict() == {"stopped by both": 1, "victory": 2, "other": 1}
    assert set(table["of"]) == {4}
    assert table.loc["victory", ["low", "high"]].tolist() == pytest.approx([0.0676, 0.9324], abs=1e-4)
    with pytest.raises(ValueError, match="no war of these"):
        endings(wars[wars["ending"] == "unknown"])


def planted(luck, ratio=0.6, wars=MANY):
    """Wars of which half end at `ratio` times the rate of the others."""
    held = luck.random(wars) < 0.5
    return made(luck.exponential(10 / np.where(held, ratio, 1.0)), stop=luck.uniform(5, 60, wars), held=held)


def test_a_planted_hazard_ratio_is_found(luck):
    wars = planted(luck)
    for clusters in (None, pd.Series(np.arange(MANY) // 3, wars.index)):
        found = hazard_ratios(wars, ["held"], clusters)
        ratio, low, high, _ = found.ratios.loc["held"]
        error = np.log(high / low) / 3.92
        assert np.log(ratio) == pytest.approx(np.log(0.6), abs=3 * error)
        assert error == pytest.approx(2 / found.ends**0.5, rel=0.05)  # what two equal groups allow
        assert found.ratios.loc["held", "p"] < 1e-6
    assert (found.wars, found.ends, found.clusters) == (MANY, int((~wars["censored"]).sum()), MANY // 3)
    assert 0.5 < found.concordance < 0.65


def test_cutting_wars_where_nothing_changes_changes_nothing(luck):
    wars = planted(luck, wars=400).assign(cut=lambda w: np.where(w["days"] > 90, 60.0, np.nan))
    spells = split_when(wars, "cut", "later")
    assert len(spells) > len(wars)
    assert spells["ended"].sum() == (~wars["censored"]).sum()
    labels = pd.Series(np.arange(400) // 2, wars.index)
    for whole, cut in ((None, None), (labels, spells["episode"].map(labels))):
        one, two = hazard_ratios(wars, ["held"], whole), hazard_ratios(spells, ["held"], cut)
        assert one.ratios.to_numpy() == pytest.approx(two.ratios.to_numpy(), rel=1e-3)
        assert (one.wars, one.ends) == (two.wars, two.ends)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:lifelines")
def test_robust_intervals_are_those_of_lifelines_where_it_has_them(luck):
    wars = planted(luck, wars=300)
    days = np.sort(luck.permutation(np.arange(1, 2000))[:300])  # no two wars end on one day
    wars = wars.assign(days=days[np.argsort(np.argsort(wars["days"]))], group=np.arange(300) // 3)
    found = hazard_ratios(wars, ["held"], wars["group"]).ratios.loc["held"]
    theirs = CoxPHFitter().fit(
        wars.assign(ended=~wars["censored"])[["days", "ended", "held", "group"]].astype(float),
        "days",
        "ended",
        cluster_col="group",
    )
    expected = np.exp(theirs.confidence_intervals_.loc["held"].tolist())
    assert found[["low", "high"]].tolist() == pytest.approx(list(expected), rel=1e-3)


def test_time_that_had_to_pass_looks_like_an_effect_and_is_none(luck):
    wars = made(luck.exponential(10, 1000))
    joins = np.ceil(luck.exponential(10, 1000) * DAYS_PER_MONTH)
    wars = wars.assign(joins_after=np.where(joins < wars["days"], joins, np.nan))
    naive = hazard_ratios(wars.assign(ever=wars["joins_after"].notna()), ["ever"]).ratios.loc["ever"]
    assert naive["high"] < 0.6
    right = hazard_ratios(split_when(wars, "joins_after", "joined"), ["joined"]).ratios.loc["joined"]
    assert right["low"] < 1 < right["high"]


def test_a_covariate_may_shift_one_ending_only(luck):
    held = luck.random(MANY) < 0.5
    talks, arms = luck.exponential(20 / np.where(held, 0.5, 1.0)), luck.exponential(20, MANY)
    wars = made(np.minimum(talks, arms), np.where(talks < arms, "agreement", "victory_a"), held=held)
    for ending, truth in (("agreement", 0.5), ("victory_a", 1.0)):
        row = hazard_ratios(wars, ["held"], only=[ending]).ratios.loc["held"]
        assert row["low"] < truth < row["high"]
    spells = split_when(wars.assign(cut=10.0), "cut", "later")
    again = hazard_ratios(spells, ["held"], only=["agreement"])
    assert again.ratios.loc["held", "ratio"] == pytest.approx(0.5, abs=0.06)


def test_a_war_with_an_unknown_covariate_is_left_out_and_counted_so(luck):
    wars = planted(luck, wars=200).assign(other=np.where(np.arange(200) < 50, np.nan, luck.normal(size=200)))
    assert hazard_ratios(wars, ["held", "other"]).wars == 150


@pytest.mark.parametrize("spells", [False, True])
def test_no_ratio_is_given_where_none_is_best(luck, spells):
    wars = planted(luck, wars=200).assign(
        early=lambda w: w["days"] < 100, same=1.0, twice=lambda w: 2.0 * w["held"], cut=2.0
    )
    rows = split_when(wars, "cut", "later") if spells else wars
    for covariates in (["early"], ["same"], ["held", "twice"]):
        with pytest.raises(ValueError, match=f"no hazard ratio of {', '.join(covariates)} is best"):
            hazard_ratios(rows, covariates)
    ended = {"ended": False} if spells else {"censored": True}
    with pytest.raises(ValueError, match="no war whose covariates are known"):
        hazard_ratios(rows.assign(**ended), ["held"])


def test_two_records_are_never_pooled(luck):
    wars = planted(luck, wars=40)
    wars.loc[wars.index[:20], "dataset"] = "ucdp-conflict"
    uses = (kaplan_meier, conditional, median_resampled, weibull_shape, lognormal, akaike, endings)
    for use in (*uses, cumulative_incidence, lambda rows: hazard_ratios(rows, ["held"])):
        with pytest.raises(ValueError, match="never pooled"):
            use(wars)


def test_an_empty_choice_of_wars_is_refused(luck):
    none = planted(luck, wars=10).iloc[:0]
    for use in (kaplan_meier, conditional, median_resampled, weibull_shape, cumulative_incidence):
        with pytest.raises(ValueError, match="choose less narrowly"):
            use(none)
    with pytest.raises(ValueError, match="after different times"):
        weibull_shape(made([5.0, 5.0]))


def test_logit_finds_planted_coefficients_and_refuses_where_none_is_best(luck):
    x = pd.DataFrame({"x": luck.normal(size=MANY)})
    happened = pd.Series(luck.random(MANY) < 1 / (1 + np.exp(0.5 - 1.2 * x["x"])))
    found = logit(x, happened)
    assert 1.2 in found["x"]
    assert -0.5 in found["intercept"]
    for flags in (x["x"] > 0, happened & False):
        with pytest.raises(ValueError, match="no coefficient is best"):
            logit(x, flags)


def test_the_lowest_third_against_the_rest():
    found = lowest_third(pd.Series(range(9)), pd.Series([True, *[False] * 5, *[True] * 3]))
    assert (found.wars, found.lowest.value, found.rest.value) == ((3, 6), pytest.approx(1 / 3), 0.5)
    assert found.p == pytest.approx(1.0)
    with pytest.raises(ValueError, match="nothing to compare"):
        lowest_third(pd.Series([1.0, 1.0]), pd.Series([True, False]))


def test_parity_does_not_depend_on_which_side_is_called_a():
    share = pd.Series([0.1, 0.37, 0.5, np.nan])
    assert parity(share).tolist() == pytest.approx(parity(1 - share).tolist(), nan_ok=True)


def test_severity_tail(luck):
    deaths = pd.Series([*(7061 * luck.random(5000) ** (-1 / 0.53)), *[1500.0] * 900, np.nan])
    tail = severity_tail(deaths, 7061)
    assert tail.exponent == pytest.approx(1.53, abs=4 * tail.error)
    assert tail.wars == 5000
    with pytest.raises(ValueError, match="too few for a tail"):
        severity_tail(deaths, 1e99)


@pytest.fixture
def cow():
    return record_tables.cow()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.S)


def printed(code: list[str], names: dict) -> list[str]:
    """Run blocks of a page one after another, and return what each prints."""
    said = []
    for block in code:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(block, names)
        said.append(out.getvalue())
    return said


def test_the_guide_prints_what_it_shows_where_joining_does_nothing():
    assert printed(blocks("python")[:2], {}) == blocks("text")[:2]


def test_the_guide_prints_what_it_shows_on_the_record(cow):
    names = {"episodes": cow[cow["kind"] == "interstate"]}
    assert printed(blocks("python"), names) == blocks("text")
