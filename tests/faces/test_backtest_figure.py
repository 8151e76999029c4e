"""The calibration plot: points where their numbers say, words for those who do not see it."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from detente.faces.page.figures import CalibrationPanel, CalibrationPoint, calibration_panels
from detente.faces.page.render import standalone

POINT = CalibrationPoint(predicted=0.25, observed=0.5, low=0.4, high=0.6, cases=40)
PANEL = CalibrationPanel(
    "after 12 months",
    "40 wars",
    (("synthesis", (POINT,)), ("Kaplan-Meier", (replace(POINT, predicted=1.0, observed=0.4),))),
)


def drawn(*panels: CalibrationPanel) -> tuple[str, ...]:
    return calibration_panels(
        panels, identifier="calibration", title="Calibration", across="chance given", up="share that ended"
    )


def test_a_key_for_either_width_and_a_picture_a_panel():
    found = drawn(PANEL, replace(PANEL, name="after 24 months"))
    assert len(found) == 4
    for picture in found:
        ElementTree.fromstring(picture)
        standalone(picture)  # refuses whatever a page may not hold
    assert all(name in found[0] for name in ("synthesis", "Kaplan-Meier", "as often as predicted"))
    assert "after 24 months" in found[3]


def test_points_lie_where_their_numbers_say():
    picture = drawn(PANEL)[2]
    (dot,) = re.findall(r'<circle class="head w1" cx="([\d.]+)" cy="([\d.]+)"', picture)
    (x1, y1, x2, y2) = map(
        float, re.search(r'class="act" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', picture).groups()
    )
    assert (float(dot[0]) - x1) / (x2 - x1) == pytest.approx(0.25, abs=0.001)
    assert (float(dot[1]) - y1) / (y2 - y1) == pytest.approx(0.5, abs=0.001)
    (bar,) = re.findall(r'class="edge50 w1" d="M[\d.]+ ([\d.]+)V([\d.]+)"', picture)
    assert [(float(y) - y1) / (y2 - y1) for y in bar] == pytest.approx([0.4, 0.6], abs=0.001)
    (diamond,) = re.findall(r'class="head w0" d="M([\d.]+) ([\d.]+)l', picture)
    assert float(diamond[0]) == pytest.approx(x2)


def test_whoever_does_not_see_it_is_told_the_numbers():
    assert (
        "synthesis: predicted 25%, came about in 50% of 40; Kaplan-Meier: predicted 100%" in drawn(PANEL)[2]
    )


def test_series_are_told_apart_without_colour():
    picture = drawn(PANEL)[2]
    assert picture.count("<circle") == 1 and picture.count('class="head w0"') == 1


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ({"predicted": float("nan")}, "shares from 0 to 1"),
        ({"high": 1.2}, "shares from 0 to 1"),
        ({"observed": 0.7}, "outside its interval"),
    ],
)
def test_broken_numbers_are_refused(spoil, words):
    with pytest.raises(ValueError, match=words):
        replace(POINT, **spoil)


def test_three_series_and_no_panel_are_refused():
    with pytest.raises(ValueError, match="one or two series"):
        replace(PANEL, series=PANEL.series * 2)
    with pytest.raises(ValueError, match="at least one panel"):
        drawn()
