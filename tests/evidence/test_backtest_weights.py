"""Weights of theories: even where the record is silent, found from wars that are each left out in turn."""

import numpy as np
import pandas as pd
import pytest

from detente.evidence.backtest.prediction import within
from detente.evidence.backtest.splitting import LANDMARKS, foretold, split
from detente.evidence.backtest.stacking import stacked
from detente.evidence.backtest.theories import Forecaster, forecaster
from detente.evidence.backtest.weights import LeftOut, foretold_from_others, weighed
from detente.evidence.courses import Living
from detente.evidence.episodes import episodes_from
from detente.evidence.episodes_cow import war_episodes
from detente.evidence.numbers import uniforms
from detente.evidence.situations import PARTIES
from detente.faces import library
from tests.evidence.made_up_wars import record, wars

LIVING = Living(library.model(PARTIES), draws=32, lives=4)
THEORY = library.theories()["nothing-matters"]


def foreseen(chances: dict[str, np.ndarray]) -> dict[str, LeftOut]:
    """What theories gave to what happened, each question about another war."""
    return {
        name: LeftOut(
            pd.DataFrame({"war": np.arange(len(chance)), "lasted": 0, "told": -np.log(chance)}), np.zeros(1)
        )
        for name, chance in chances.items()
    }


# the rule


def test_theories_that_say_the_same_share_their_weight_evenly():
    luck = uniforms(1, "told", 200, 1)[:, 0]
    same = {name: 0.2 + 0.6 * luck for name in ("one", "two", "three", "four")}
    same["one"] = same["one"] * 1.0001  # by a hair the best: stacking alone would give it everything
    found = weighed(foreseen(same), resamples=40)
    assert found.index.name == "theory" and list(found.columns) == ["weight", "low", "high"]
    assert found["weight"].sum() == pytest.approx(1)
    assert found["weight"].tolist() == pytest.approx([0.25] * 4, abs=0.01)
    plain = stacked({name: np.log(chance) for name, chance in same.items()}, resamples=1)
    assert plain.loc["one", "weight"] > 0.99
    # how little is known of them is told: from nothing to a multiple
    assert (found["low"] < 0.05).all() and (found["high"] > 0.5).all()


def test_the_weight_is_the_mode_under_a_prior_of_one_question_each():
    """Two theories, one right in 30 questions and the other in 10, neither ever both: (30+1) to (10+1)."""
    right = np.arange(40) < 30
    chances = {"one": np.where(right, 1.0, 1e-9), "other": np.where(right, 1e-9, 1.0)}
    found = weighed(foreseen(chances), resamples=40)
    assert found["weight"].tolist() == pytest.approx([31 / 42, 11 / 42], abs=0.002)
    assert found.loc["one", "low"] < 31 / 42 < found.loc["one", "high"]


def test_a_theory_that_is_clearly_right_gets_nearly_everything():
    luck = uniforms(2, "clear", 400, 2)
    good, bad = 0.6 + 0.3 * luck[:, 0], 0.1 + 0.3 * luck[:, 1]
    found = weighed(foreseen({"good": good, "bad": bad, "worse": bad / 2}), resamples=40)
    assert found.loc["good", "weight"] > 0.98
    assert found.loc["good", "low"] > 0.95


def test_a_single_theory_has_all_the_weight():
    assert weighed(foreseen({"one": np.full(5, 0.3)}), resamples=5)["weight"].tolist() == [1.0]


def test_theories_of_different_wars_are_refused():
    with pytest.raises(ValueError, match="same questions"):
        weighed(foreseen({"one": np.full(5, 0.3), "two": np.full(6, 0.3)}), resamples=5)


# each war left out


@pytest.fixture(scope="module")
def train() -> pd.DataFrame:
    civil = war_episodes(wars("civil_central", 60, 1900, 1990))
    odd = civil.index[::7]
    return civil.assign(ending=civil["ending"].mask(civil.index.isin(odd), "unknown"))


@pytest.fixture(scope="module")
def learned(train) -> Forecaster:
    return forecaster(THEORY, train, LIVING)


def test_a_war_is_foretold_as_it_would_be_by_a_fit_to_all_others(train, learned):
    found = foretold_from_others(learned).points
    longest = int(train["days"].to_numpy().argmax())
    rest = forecaster(THEORY, train.drop(train.index[longest]), LIVING)
    told = foretold(rest, train.iloc[[longest]])
    with_it = foretold(learned, train.iloc[[longest]])
    for lasted in (0, 12, 36):
        row = found[(found["war"] == longest) & (found["lasted"] == lasted)].iloc[0]
        exact, all_ = (within(p[lasted], lasted).ends[0] for p in (told, with_it))
        assert row["ends"] == pytest.approx(exact, abs=0.01)
        # the longest war makes all wars look longer, also to itself: leaving it out has to matter
        assert row["ends"] > all_


def test_every_question_is_asked_of_all_wars_it_can_be_asked_of(train, learned):
    found = foretold_from_others(learned)
    points = found.points
    assert found.tail.shape == (len(train),)
    assert points["lasted"].unique().tolist() == list(LANDMARKS)
    assert (points["lasted"] == 0).sum() == len(train)
    assert points["told"].notna().all()
    coded = points["ways_log"].notna()
    assert 0 < (~coded).sum() < len(points) / 4
    assert points.loc[coded, "told"].equals(points.loc[coded, "ways_log"])
    assert points.loc[~coded, "told"].equals(points.loc[~coded, "log"])


def test_what_was_known_of_no_war_learned_from_plays_no_part(train, learned):
    """Support is coded from 1975 on: a theory fitted to earlier wars is asked about wars with support."""
    later = train.assign(support_a=True, support_b=False, share_a=0.2)
    later = later.astype({"support_a": "boolean", "support_b": "boolean"})
    nothing = train.assign(share_a=np.nan)
    blind = forecaster(THEORY, nothing, LIVING)
    told, plain = blind(later), blind(nothing)
    assert np.array_equal(told.going, plain.going)
    assert len(blind.lived.situations) == 1


def test_the_record_made_up_is_one_that_episodes_accept():
    made = episodes_from(war_episodes(record()).reset_index().to_dict("records"))
    assert split(made, 1960).test["kind"].value_counts().to_dict() == {"civil_central": 45, "interstate": 9}
