"""R22 What followed attempts on national leaders (jonesolken2009, the teaching file of 250 attempts).

Class K: pinned counts of the file. The paper itself uses 298 attempts and 59 deaths (second-hand).
Through targeted_killing.aftermath, fisher_p_value, and rates.clopper_pearson for the published share.
Needs the public record; the parts that do skip where it is absent.
"""

import numpy as np
import pytest
from scipy.stats import fisher_exact

from detente.formulas.rates import clopper_pearson
from detente.formulas.targeted_killing import Aftermath, aftermath, fisher_p_value


@pytest.fixture
def attempts(read_record):
    return read_record("jones_olken/qss_leaders.csv")


def flags(attempts, column):
    return np.array([row[column] == "1" for row in attempts])


@pytest.fixture
def killed(attempts):
    return np.array([row["result"].startswith("dies") for row in attempts])


def test_attempts_and_deaths(attempts, killed):
    assert (len(attempts), int(killed.sum())) == (250, 54)


@pytest.mark.parametrize(
    ("kind", "at_war", "expected"),
    [
        ("interwar", True, Aftermath(2, 12, 14, 35)),
        ("interwar", False, Aftermath(2, 42, 19, 161)),
        ("civilwar", True, Aftermath(4, 8, 23, 46)),
    ],
)
def test_wars_that_followed(attempts, killed, kind, at_war, expected):
    before, after = flags(attempts, f"{kind}before"), flags(attempts, f"{kind}after")
    assert aftermath(before, after, killed, at_war=at_war) == expected


@pytest.mark.parametrize(
    "table", [Aftermath(2, 12, 14, 35), Aftermath(2, 42, 19, 161), Aftermath(4, 8, 23, 46)]
)
def test_exact_p_value(table):
    rows = [
        [table.killed_war, table.killed_total - table.killed_war],
        [table.survived_war, table.survived_total - table.survived_war],
    ]
    assert fisher_p_value(table) == pytest.approx(fisher_exact(rows)[1], abs=1e-12)


def test_war_persistence_is_undecided():
    assert fisher_p_value(Aftermath(2, 12, 14, 35)) == pytest.approx(0.18, abs=0.005)


def test_published_share_of_deaths():
    low, high = clopper_pearson(59, 298)
    assert low < 0.198 < high
    assert 59 / 298 == pytest.approx(0.198, abs=0.001)
