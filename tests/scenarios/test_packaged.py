"""What comes with detente: its scenarios hold, say where each number is from, and are neutral."""

import re

import pytest

from detente.mechanisms import catalogue
from detente.pipeline.model import SIDES, other
from detente.pipeline.scenario import Scenario
from detente.pipeline.scenario_file import parse
from detente.shelf.packaged import citation, packaged_scenario, scenario_names, source_keys, sources
from detente.vocabulary import Fixed, units
from detente.vocabulary.do import Undo
from detente.vocabulary.record import ASSUMED
from detente.vocabulary.war import leaves
from tests.contracts.test_house_style import PARTIAL

NEUTRAL = ("killing-during-talks", "mirror-sides", "reference-war")
HISTORICAL = ("korea-1951", "ukraine-2026")
USE_EACH = 1.0 / 150_000.0  # supplies a soldier uses in a month at the reference tempo


def scenario(name: str) -> Scenario:
    document = packaged_scenario(name)
    return parse(document.table, document.positions, document.file, catalogue().values(), source_keys())


def test_all_five_are_there():
    assert scenario_names() == tuple(sorted(NEUTRAL + HISTORICAL))


@pytest.mark.parametrize("name", NEUTRAL + HISTORICAL)
def test_it_is_valid_and_named_after_its_file(name):
    assert scenario(name).name == name


@pytest.mark.parametrize("name", NEUTRAL + HISTORICAL)
def test_every_starting_value_has_a_unit_and_a_source(name):
    told = scenario(name)
    entries = dict(leaves(told.parties))
    assert told.start
    for path, start in told.start.items():
        assert units.same(start.unit, entries[path].unit), path
        assert {start.source, *start.also} <= source_keys() | {ASSUMED}, path
        assert ASSUMED not in start.also, path


@pytest.mark.parametrize("name", HISTORICAL)
def test_a_sourced_number_of_a_historical_war_has_its_date_and_its_way_from_the_source(name):
    started = scenario(name).start
    sourced = {path: start for path, start in started.items() if start.source != ASSUMED}
    assert len(sourced) >= 25
    assert [path for path, start in sourced.items() if not start.as_of] == []
    assert [path for path, start in sourced.items() if not start.note and path != "stalled"] == []


@pytest.mark.parametrize("name", HISTORICAL)
def test_no_number_is_for_a_time_after_the_start(name):
    """A value dated to a month or a year may be for any day of it."""
    told = scenario(name)
    if name == "korea-1951":
        told_later = {
            "A.firepower",
            "B.firepower",
            "backer_b.B.aid",
        }  # figures of 1952 and 1950-53; the notes say so
    else:
        told_later = set()
    late = set()
    for path, start in told.start.items():
        last = start.as_of.rsplit("/", 1)[-1]
        late |= {path} if last and last > told.begins[: len(last)] else set()
    assert late <= told_later


@pytest.mark.parametrize("name", NEUTRAL)
def test_a_neutral_scenario_names_no_country_and_no_person(name):
    # keys of sources are names of publications, which may hold that of a country
    text = re.sub(r"(source: \w+|also: \[[^]]*\]|\(\w+\))", "", packaged_scenario(name).text)
    assert [found.group() for found in PARTIAL.finditer(text)] == []


@pytest.mark.parametrize("name", NEUTRAL + HISTORICAL)
def test_third_parties_give_only_what_is_written(name):
    """A tie that is left out would give the aid of the reference war."""
    told = scenario(name)
    if name == "reference-war":
        assert [path for path in told.start if "." in path] == []
        return
    ties = [
        f"{party}.{side}.{stock}"
        for party in told.parties
        for side in SIDES
        for stock in ("aid", "aid_prepared", "aid_policy", "support")
    ]
    assert [path for path in ties if path not in told.start] == []


@pytest.mark.parametrize("name", NEUTRAL + HISTORICAL)
def test_supplies_are_used_as_the_force_wants(name):
    told = scenario(name)
    for side in SIDES:
        force, used = told.priors[f"{side}.force"].median, told.priors[f"{side}.consumption"].median
        assert used == pytest.approx(USE_EACH * force, rel=0.2)


def test_the_killing_is_undone_in_the_first_world_only_and_only_then():
    told = scenario("killing-during-talks")
    (act,) = told.happens
    assert (act.event, act.month, act.act) == ("B.deep-strike", 2.0, True)
    assert [world.name for world in told.worlds] == ["without the killing", "with the killing"]
    assert [world.do for world in told.worlds] == [(Undo("B.deep-strike", 2.0, 2.25),), ()]
    assert (told.months, told.parties) == (60, ("backer", "mediator"))
    assert told.priors["age"] == told.priors["age_at_start"] == Fixed(24.0)
    assert told.priors["talks"] == Fixed(1.0)


def test_the_act_of_2026_is_of_unknown_origin_and_on_the_first_day():
    told = scenario("ukraine-2026")
    (act,) = told.happens
    assert (told.begins, act.event, act.month, act.act) == ("2026-02-06", "B.deep-strike", 0.0, True)
    low, width = told.priors["A.attribution"].row[1:]
    assert (low, low + width) == pytest.approx((0.1, 0.9))


def test_the_mirror_shows_the_same_from_both_sides():
    told = scenario("mirror-sides")
    assert any(path.startswith("A.") for path in told.start)
    for path, start in told.start.items():
        swapped = ".".join(other(part) if part in SIDES else part for part in path.split("."))
        assert told.start[swapped] == start, path


def test_the_reference_war_is_the_reference():
    told = scenario("reference-war")
    entries = dict(leaves(told.parties))
    moved = {path for path, prior in told.priors.items() if prior != Fixed(entries[path].typical)}
    assert moved == {"talks", "stalled"}, "on the first day there are no talks"
    assert (told.months, told.happens, [world.name for world in told.worlds]) == (120, (), ["as it is"])


def test_every_source_can_be_cited():
    assert len(sources()) >= 200
    for source in sources().values():
        line = citation(source)
        assert source.authors and source.held in {"read", "secondary", "computed", "derived", "memory"}
        assert source.authors[0] in line and line.endswith(".") and "{" not in line
        assert (source.year or "no date") in line


def test_one_citation():
    line = citation(sources()["bakeroneal2001"])
    assert line == "Baker, William D. and Oneal, John R. (2001). Journal of Conflict Resolution 45, 661."
