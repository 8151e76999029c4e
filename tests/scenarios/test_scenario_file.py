"""A scenario file: what a valid one means, and every error of a wrong one, with its place."""

import math

import pytest

from detente.mechanisms import catalogue
from detente.pipeline.file_errors import number_fix
from detente.pipeline.scenario_file import parse
from detente.shelf.packaged import source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary import Fixed, Share, Uniform
from detente.vocabulary.do import Cut, Scale, Undo, World
from detente.vocabulary.errors import InvalidInput


def test_a_valid_file_says_what_it_says(valid, scenario_of):
    scenario = scenario_of(valid)
    assert (scenario.name, scenario.months, scenario.parties) == ("small-war", 24, ("backer",))
    assert scenario.begins == "2026-02-06"
    assert scenario.labels == {"A": "side A", "B": "side B", "backer": "backer"}
    assert scenario.roles == {"backer": "Backs side B"}
    force = scenario.start["A.force"]
    assert force.prior == Fixed(650_000.0)
    assert (force.unit, force.source, force.as_of, force.note) == (
        "soldier",
        "kiis_2026",
        "2026-01",
        "a claim",
    )
    assert scenario.start["A.trust"].prior == Uniform(0.1, 0.4)
    assert scenario.start["A.war_support"].prior == Share(0.5, 2.0)
    assert scenario.start["backer.B.aid"].prior == Fixed(1.5)
    (happening,) = scenario.happens
    assert (happening.event, happening.month, happening.act) == ("B.deep-strike", 2.0, True)
    assert scenario.worlds == (
        World("without", (Undo("B.deep-strike", 2.0, 2.25),)),
        World("with"),
        World("less aid", (Scale("backer.B.aid", 0.5, 6.0, math.inf), Cut("rally"))),
    )


def test_what_is_not_given_starts_as_in_the_reference_war(valid, scenario_of):
    priors = scenario_of(valid).priors
    assert priors["B.force"] == Fixed(150_000.0)
    assert priors["age"] == priors["age_at_start"] == Fixed(12.0), "one clock stands for both"


def test_a_file_without_worlds_has_one(valid, scenario_of):
    scenario = scenario_of(valid[: valid.index("worlds:")])
    assert scenario.worlds == (World("as it is"),)


# (what is written, what is written instead, place, a piece of what is said, a piece of the fix)
WRONG = [
    ("title: A", "titel: A", "2:1", "no key 'titel'", "did you mean 'title'?"),
    ("title: A", "titel: A", "1:1", "`title` is missing", "add `title:`"),
    ("    force: {", "    forse: {", "11:5", "no key 'forse'", "did you mean 'force'?"),
    ("      aid: {", "      aide: {", "20:7", "no key 'aide'", "did you mean 'aid'?"),
    ("act: true", "akt: true", "22:36", "no key 'akt'", "did you mean 'act'?"),
    ("unit: soldier", "unit: weapon", "11:34", "'weapon' is not a unit", "unit: soldier"),
    ("unit: soldier", "unit: person", "11:34", "the unit 'person' is wrong", "unit: soldier"),
    (
        "unit: soldier",
        "unit: soldier/month",
        "11:34",
        "'soldier/month' is wrong",
        "give the number in soldier",
    ),
    ("unit: euro_bn/month", "unit: euro_bn", "20:31", "the unit 'euro_bn' is wrong", "unit: euro_bn/month"),
    ("value: 650000", "value: -5", "11:20", "-5 is impossible", "check the number"),
    ("value: 650000", "value: .nan", "11:20", "A.force.value is nan", "write a number"),
    ("value: 650000", "value: -.inf", "11:20", "A.force.value is -inf", "write a number"),
    (
        "value: 650000",
        'value: "650000"',
        "11:21",
        "the text '650000' stands here",
        "write 650000 without quotes",
    ),
    ("value: 650000", "value: 650_000", "11:20", "the text '650_000' stands here", "write 650000"),
    ("value: 650000", "value: true", "11:20", "the word 'True' stands here", "give that instead"),
    ("value: 650000, unit", "unit", "11:12", "A.force: only a unit is given", "give `value`, or `range`"),
    ("value: 650000,", "value: 5, range: [1, 2],", "11:12", "value and range are given", "give `value`"),
    ("range: [0.1, 0.4]", "range: [0.4, 0.1]", "12:20", "runs from 0.4 to 0.1", "`range: [0.1, 0.4]`"),
    ("range: [0.1, 0.4]", "range: [0.4, 0.4]", "12:20", "runs from 0.4 to 0.4", "`value: 0.4`"),
    ("range: [0.1, 0.4]", "range: [-0.1, 0.4]", "12:21", "-0.1 is impossible", "check the number"),
    ("range: [0.1, 0.4]", "range: [0.1, 1.4]", "12:26", "1.4 is impossible", "check the number"),
    ("range: [0.1, 0.4]", "range: [0.1]", "12:20", "range is too short", "at least 2"),
    ("median: 0.5", "median: 1", "13:27", "the median is 1", "range"),
    ("spread: 2", "spread: 0.5", "13:40", "the spread is 0.5", "larger"),
    ("source: kiis_2026, ", "", "11:5", "`source` is missing", "add `source:`"),
    ("kiis_2026", "kiis_2062", "11:51", "no source 'kiis_2062'", "did you mean 'kiis_20"),
    ("as_of: 2026-01", "as_of: 2026-13", "11:69", "does not have the right form", "form"),
    (
        "  backer:\n    exposure",
        "  bakcer:\n    exposure",
        "17:3",
        "no 'bakcer' here",
        "did you mean 'backer'?",
    ),
    (
        "event: B.deep-strike",
        "event: B.deepstrike",
        "22:11",
        "no event called",
        "did you mean 'B.deep-strike'?",
    ),
    (
        "event: B.deep-strike",
        "event: backr.B.aid-cut",
        "22:11",
        "no event called",
        "did you mean 'backer.B.aid-cut'?",
    ),
    ("month: 2,", "month: 24,", "22:33", "month 24 is outside", "change month"),
    ("month: 2,", "month: -1,", "22:33", "month -1 is outside", "change month"),
    ("month: 2,", "month: .nan,", "22:33", "month is nan", "write a number"),
    ("months: 24", "months: 12.5", "5:9", "a whole number is needed", "write 12"),
    ("months: 24", "months: 0", "5:9", "months is 0", "from 1 to 240"),
    ("months: 24", "months: 241", "5:9", "months is 241", "from 1 to 240"),
    ("months: 24", 'months: "24"', "5:10", "the text '24' stands here", "write 24 without quotes"),
    ("begins: 2026-02-06", "begins: 2026-02-31", "4:9", "2026-02-31 is not a day", "year-month-day"),
    ("name: small-war", "name: Small War", "1:7", "'Small War' does not have the right form", "form"),
    ("title: A small war", "title: 1951", "2:8", "a text is needed", 'write it in quotes: "1951"'),
    ("B: side B}", "B: side A}", "6:23", "the label 'side A' is used twice", "choose another"),
    ("label: backer", "label: side B", "8:19", "the label 'side B' is used twice", "choose another"),
    ("  backer: {label", "  talks: {label", "8:3", "can be called 'talks'", "choose a role"),
    ("  backer: {label", "  a: {label", "8:3", "can be called 'a'", "choose a role"),
    ("  backer: {label", "  shared: {label", "8:3", "can be called 'shared'", "choose a role"),
    ("  backer: {label", "  Big Backer: {label", "8:3", "is not a name", "small letters"),
    ("talks: {value: 1,", "talks: {value: 0.5,", "16:12", "talks is not one plain number", "write `value:`"),
    ("age: {value: 12,", "age: {range: [1, 2],", "15:10", "age is not one plain number", "write `value:`"),
    ("- name: with\n", "- name: without\n", "26:9", "'without' is used twice", "choose another"),
    ("undo B.deep-strike", "undo B.deep-stroke", "25:14", "no event called", "did you mean 'B.deep-strike'?"),
    (
        "undo B.deep-strike",
        "undone B.deep-strike",
        "25:9",
        "'undone' is not something to do",
        "did you mean 'undo'?",
    ),
    ("undo B.deep-strike", "shift A.trust 0.1", "25:9", "cannot be measured by itself", "use hold"),
    ("undo B.deep-strike", "scale A.trust 0.1", "25:9", "cannot be measured by itself", "use hold"),
    ("cut rally", "cut ralley", "28:41", "no cause called 'ralley'", "did you mean 'rally'?"),
    ("cut rally", "set rally.sise 1", "28:41", "no parameter called 'rally.sise'", "did you mean"),
    ("cut rally", "scale *.B.aid 0.5 from 6", "28:37", "does the same twice", "take one out"),
]


@pytest.mark.parametrize(("old", "new", "place", "what", "fix"), WRONG)
def test_an_error_says_where_what_and_how_to_mend_it(spoilt, old, new, place, what, fix):
    lines = spoilt(old, new)
    assert [line for line in lines if line.startswith(f"{place}: ") and what in line and fix in line], lines


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("650000,5", "write 650000.5 with a point before decimals"),
        ("-0,5", "write -0.5 with a point before decimals"),
        ("650 000", "write 650000 without marks"),
        ("650\u202f000", "write 650000 without marks"),
        ("650'000", "write 650000 without marks"),
        ("1_000", "write 1000 without marks"),
        ("650,000", "write 650000, or 650.000 if the comma stands before decimals"),
        ("0,125", "write 0.125 with a point before decimals"),
        ("1.650.000", "write 1650000 without marks"),
        ("1.000,5", "write 1000.5 with a point before decimals"),
        ("1,000.5", "write 1000.5 without marks"),
        ("50%", "write 0.5, as a share of 1"),
        ("12,5 percent", "write 0.125, as a share of 1"),
        ("650000 soldiers", "write 650000 without the unit"),
        ("'0.5'", "write 0.5 without quotes"),
        ("1,2,3", "write digits only"),
        ("many", "write digits only"),
    ],
)
def test_a_number_in_another_spelling_is_understood(spoilt, written, fix):
    quoted = written if written.startswith("'") else f'"{written}"'
    (line,) = spoilt("{value: 650000,", f"{{value: {quoted},")
    assert line.endswith(fix)


@pytest.mark.parametrize(
    ("written", "fix"),
    [("1.000", "write 1000 without marks"), ("6,5", "write a whole number"), ("5%", "write a whole number")],
)
def test_a_whole_number_in_another_spelling_is_understood(written, fix):
    assert number_fix(written, whole=True) == fix


def test_ground_that_does_not_add_up(spoilt):
    ground = "    ground: {value: 0.8, unit: 1, source: assumed}\n    trust"
    (line,) = spoilt("    trust", ground)
    assert line.startswith("12:13: the sides hold 0.8 of the stake")


def test_the_same_happening_twice(spoilt):
    twice = "says: the act}\n- {event: B.deep-strike, month: 2.0}"
    (line,) = spoilt("says: the act}", twice)
    assert line.startswith("23:3: 'B.deep-strike' is scheduled twice")


MANY = """\
name: small-war
title: A small war
months: 1000
colour: red
sides: {A: side A, B: side B}
parties: {backer: {label: backer}}
start:
  A:
    force: {value: "-1", unit: weapon, source: nobody1900, colour: red}
    trust: {value: -1, unit: month, source: nobody1900}
  nobody:
    B: {aid: {value: -1, unit: 1}}
happens:
- {event: B.strike, month: 900, akt: true}
worlds:
- {nmae: one, do: ["undo B.strike", "fly away", "hold A.trust 2 from 300 to 1"]}
"""


def test_all_errors_come_at_once_in_the_order_of_their_places(problems):
    found = problems(MANY)
    places = [(p.line, p.column) for p in found]
    assert places == sorted(places)
    assert {p.file for p in found} == {"my.yaml"}
    expected = [
        *[(1, 1), (3, 9), (4, 1), (9, 21), (9, 32), (9, 48), (9, 60), (10, 20), (10, 30), (10, 45), (11, 3)],
        *[
            (12, 9),
            (14, 11),
            (14, 28),
            (14, 33),
            (16, 3),
            (16, 4),
            (16, 26),
            (16, 38),
            (16, 63),
            (16, 70),
            (16, 77),
        ],
    ]
    assert [place for place in expected if place not in places] == []
    assert all(p.what and p.why and p.fix for p in found)


def test_one_line_for_each_problem(problems):
    assert all("\n" not in str(problem) for problem in problems(MANY))


def test_a_problem_is_never_a_traceback_for_any_shape_at_any_place(valid):
    table = parsed(valid, "my.yaml").table
    shapes = [None, True, 3, -2.5, math.inf, "", "x" * 5_000, [], [[]], [None], {}, {"A": {}}, {"A": []}]
    for key in table:
        for shape in shapes:
            try:
                parse(table | {key: shape}, {}, "my.yaml", catalogue().values(), source_keys())
            except InvalidInput as error:
                assert error.problems
