"""A theory forecasts wars it was not fitted to, and is weighed by those it was, each left out in turn."""

import numpy as np
import pandas as pd
import pytest

from detente.evidence.backtest.baselines import BASELINES
from detente.evidence.backtest.card import score_card
from detente.evidence.backtest.prediction import GROUPS
from detente.evidence.backtest.splitting import foretold, guard
from detente.evidence.backtest.theories import GROUP_OF_KIND, forecaster
from detente.evidence.courses import KINDS, Living
from detente.evidence.situations import PARTIES, Situation, grid_of
from detente.faces import library
from tests.evidence import record_tables

LIVING = Living(library.model(PARTIES), draws=64, lives=4)


@pytest.fixture(scope="module")
def learned():
    wars = record_tables.cow()
    split = guard(wars[wars["kind"].isin(["civil_central", "civil_local"])], 1960)
    return split, forecaster(library.theories()["nothing-matters"], split.train, LIVING)


def test_every_kind_of_ending_belongs_to_a_group():
    names = {kind: GROUPS[group] for kind, group in zip(KINDS, GROUP_OF_KIND, strict=True)}
    assert names == {
        **{"settlement": "negotiated", "ceasefire": "negotiated", "fade-out": "other"},
        **{"A.collapse": "victory", "B.collapse": "victory"},
    }


def test_wars_are_told_apart_only_by_what_the_table_knows():
    unknown = pd.array([None, None], dtype="boolean")
    frame = pd.DataFrame({"share_a": [np.nan, np.nan], "support_a": unknown, "support_b": unknown})
    assert grid_of(frame) == (Situation(),)
    helped = frame.assign(support_b=pd.array([True, None], dtype="boolean"))
    assert grid_of(helped) == (Situation(), Situation(support_b=True))


def test_a_theory_forecasts_later_civil_wars_no_worse_than_the_base_rate(learned):
    split, theory = learned
    forecasts = {name: foretold(BASELINES[name](split.train), split.test) for name in BASELINES}
    card = score_card("civil wars", split, forecasts | {"nothing-matters": foretold(theory, split.test)})
    assert theory.fit.trusted
    for score in ("brier", "log"):
        assert card.overall.loc[("nothing-matters", score), "ratio"] <= 1.0
    assert "nothing-matters" not in card.losing


def test_each_war_is_foretold_from_the_others(learned):
    split, theory = learned
    assert theory.left_out.shape == (len(split.train),)
    assert np.isfinite(theory.left_out).all()
    # a war is likelier given all others than given the prior and those before it, which make the evidence
    assert theory.left_out.sum() > theory.fit.evidence
