"""R21 How long and how deadly interstate wars are (cow_interstate_v4; clauset2018).

Class P (published estimates) and K (pinned values of the same file: a guard, not evidence).
Through severity.tail_exponent, tail_exponent_error, duration_summary, years_between_onsets,
onset_dispersion, deaths_per_month. Needs the public record; skips where it is absent.
"""

from datetime import date

import numpy as np
import pytest

from detente.formulas.severity import (
    deaths_per_month,
    duration_summary,
    onset_dispersion,
    tail_exponent,
    tail_exponent_error,
    years_between_onsets,
)

TAIL = 7061.0
FIRST_YEAR, YEARS = 1823, 181


@pytest.fixture
def wars(read_record):
    return read_record("cow/wars_v4.csv")


@pytest.fixture
def deaths(wars):
    return np.array([float(war["bd"]) for war in wars])


@pytest.fixture
def days(wars):
    return np.array([float(war["days"]) for war in wars])


@pytest.fixture
def onsets(wars):
    return [date.fromisoformat(war["st"]) for war in wars]


def test_severity_tail(deaths):
    exponent = tail_exponent(deaths, TAIL)
    assert exponent == pytest.approx(1.53, abs=0.02)
    assert exponent == pytest.approx(1.525, abs=5e-4)
    error = tail_exponent_error(exponent, int(np.sum(deaths >= TAIL)))
    assert error == pytest.approx(0.07, abs=0.005)
    assert error == pytest.approx(0.073, abs=6e-4)


def test_tail_exponent_recovers_a_known_one():
    """Independent of any record: Pareto draws with exponent 1.53."""
    draws = TAIL * np.random.default_rng(21).random(200_000) ** (-1 / 0.53)
    assert tail_exponent(draws, TAIL) == pytest.approx(1.53, abs=5 * tail_exponent_error(1.53, 200_000))


def test_onsets(onsets):
    assert len(onsets) == 95
    days = np.array([float(onset.toordinal()) for onset in onsets])
    assert years_between_onsets(days) == pytest.approx(1.91, abs=0.01)
    counts = np.bincount([onset.year - FIRST_YEAR for onset in onsets], minlength=YEARS)
    assert onset_dispersion(counts) == pytest.approx(1.0, abs=0.15)
    assert onset_dispersion(counts) == pytest.approx(0.92, abs=0.01)


def test_durations(days):
    summary = duration_summary(days, limits=(365.0, 730.0, 1461.0))
    assert summary.median == pytest.approx(163.0, abs=1.0)
    assert summary.mean == pytest.approx(418.0, abs=2.0)
    assert summary.share_beyond == pytest.approx((0.316, 0.147, 0.095), abs=0.005)


def test_deaths_per_month(deaths, days):
    assert deaths_per_month(deaths, days) == pytest.approx(24_000.0, abs=1000.0)
    assert deaths_per_month(deaths, days) == pytest.approx(24_597.0, abs=1.0)


def test_initiators_win_two_thirds_of_decided_wars(wars):
    won = sum(war["initout"] == "(1,)" for war in wars)
    lost = sum(war["initout"] == "(2,)" for war in wars)
    assert (won, won + lost) == (51, 77)
