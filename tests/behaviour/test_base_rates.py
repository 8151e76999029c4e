"""Without any act, wars last, end and fail to be settled as wars of their class do, under every theory."""

from functools import cache

import numpy as np
import pytest

from detente.theories import all_theories
from tools import behaviour_table as table

THEORIES = all_theories()
ABOUT_THREE_IN_FOUR = (65, 85)


@pytest.fixture(scope="module")
def records(laboratory):
    return cache(lambda name: table.lived(laboratory.model, THEORIES[name]))


@pytest.fixture(scope="module")
def reckoned(records):
    return cache(lambda name: table.reckoned(records(name)))


@pytest.mark.parametrize("theory", THEORIES)
def test_how_long_wars_last_and_how_they_end_is_in_the_range_of_the_record(reckoned, theory):
    rows = reckoned(theory)
    for name in (*table.SURVIVAL, *table.ENDS):
        assert table.UCDP[name].low <= rows[name].mean <= table.UCDP[name].high, name


@pytest.mark.parametrize("theory", THEORIES)
def test_the_hazard_of_ending_falls_as_in_one_of_the_two_records(reckoned, theory):
    shape = reckoned(theory)[table.SHAPE]
    assert shape.high < 1
    assert shape.fits(table.UCDP[table.SHAPE]) or shape.fits(table.COW[table.SHAPE])


@pytest.mark.parametrize("theory", THEORIES)
def test_talks_open_stall_fail_about_three_times_in_four_and_sometimes_settle(records, reckoned, theory):
    ends = reckoned(theory)
    assert ABOUT_THREE_IN_FOUR[0] <= ends[table.FAILED].mean <= ABOUT_THREE_IN_FOUR[1]
    for event in ("opened", "stalled", "resumed", "closed"):
        assert records(theory)[event][-1].mean() > 0.1, event
    assert records(theory)["ended"][-1, 0].mean() > 0.1


@pytest.mark.parametrize("theory", THEORIES)
def test_no_value_is_impossible(records, theory):
    assert records(theory)["faults"].sum() == 0


def test_having_more_causes_does_not_end_wars_sooner(reckoned):
    fewest = reckoned("nothing-matters")
    for theory in THEORIES:
        for name in table.SURVIVAL:
            # as far apart as two sets of wars of one kind would be
            assert abs(reckoned(theory)[name].mean - fewest[name].mean) < 4, (theory, name)


def test_the_page_of_base_rates_says_what_the_tool_says(reckoned):
    page = table.page({name: reckoned(name) for name in THEORIES})
    written = (table.ROOT / "docs" / "reference" / "base_rates.md").read_text(encoding="utf-8")
    head, rows = (
        written.split("| number |")[0],
        [line for line in written.splitlines() if line.startswith("|")],
    )
    assert head == page.split("| number |")[0]
    fresh = [line for line in page.splitlines() if line.startswith("|")]
    assert [line.split("|")[1] for line in rows] == [line.split("|")[1] for line in fresh]
    for old, new in zip(rows[2:], fresh[2:], strict=True):
        means = [[float(cell.split("(")[0]) for cell in line.split("|")[4:-1]] for line in (old, new)]
        np.testing.assert_allclose(means[0], means[1], atol=1.01, err_msg=old)
