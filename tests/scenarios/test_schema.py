"""The JSON Schema: it is one, it knows every stock, and it agrees with the validator."""

import copy

import jsonschema
import pytest

from detente.mechanisms import catalogue
from detente.pipeline.scenario_file import json_schema, parse
from detente.shelf.packaged import packaged_scenario, scenario_names, source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput
from detente.vocabulary.war import STOCKS
from tests.scenarios.conftest import VALID

SCHEMA = json_schema()
CHECKER = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_schema_of_draft_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", scenario_names())
def test_what_comes_along_satisfies_it(name):
    assert [error.message for error in CHECKER.iter_errors(packaged_scenario(name).table)] == []


def test_it_gives_every_stock_a_title_a_unit_and_a_meaning():
    cards = ("SideStart", "SharedStart", "PartyStart", "TieStart")
    shown = {
        k: v for card in cards for k, v in SCHEMA["$defs"][card]["properties"].items() if k not in ("A", "B")
    }
    assert set(shown) == set(STOCKS)
    for name, entry in STOCKS.items():
        assert shown[name]["title"] and shown[name]["unit"] == entry.unit
        assert shown[name]["description"] == f"{entry.meaning} [{entry.unit}]"
        assert shown[name]["typical"] == entry.typical


def test_every_key_is_described():
    for name, form in SCHEMA["$defs"].items():
        assert form["description"], name
        assert [key for key, value in form["properties"].items() if not value.get("description")] == []


BROKEN = {
    "an unknown key": lambda t: t.update(colour="red"),
    "no title": lambda t: t.pop("title"),
    "an unknown stock": lambda t: t["start"]["A"].update(forse=t["start"]["A"]["force"]),
    "a negative stock": lambda t: t["start"]["A"]["force"].update(value=-1),
    "a share above 1": lambda t: t["start"]["A"]["trust"].update(range=[0.5, 1.5]),
    "a number as text": lambda t: t["start"]["A"]["force"].update(value="650000"),
    "no source": lambda t: t["start"]["A"]["force"].pop("source"),
    "no number": lambda t: t["start"]["A"]["force"].pop("value"),
    "two numbers": lambda t: t["start"]["A"]["force"].update(range=[1, 2]),
    "half a month": lambda t: t.update(months=12.5),
    "too many months": lambda t: t.update(months=241),
    "a number as title": lambda t: t.update(title=1951),
    "a party without label": lambda t: t["parties"]["backer"].pop("label"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_schema_and_validator_refuse_the_same(how):
    table = copy.deepcopy(parsed(VALID, "my.yaml").table)
    assert CHECKER.is_valid(table)
    BROKEN[how](table)
    assert not CHECKER.is_valid(table)
    assert _refused(table)


def _refused(table: dict) -> bool:
    try:
        parse(table, {}, "my.yaml", catalogue().values(), source_keys())
    except InvalidInput as error:
        return bool(error.problems)
    return False
