"""The JSON Schema of arguments, and the command line that knows arguments from scenarios."""

import copy
import json

import jsonschema
import pytest

from detente.faces.cli import main
from detente.mechanisms import catalogue
from detente.pipeline.argument_file import json_schema, parse_argument
from detente.pipeline.do_test_form import TESTS
from detente.pipeline.scenario_file import json_schema as scenario_schema
from detente.shelf.packaged import argument_names, packaged_argument, source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput
from tests.arguments.conftest import VALID
from tests.scenarios.conftest import VALID as VALID_SCENARIO

SCHEMA = json_schema()
CHECKER = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_schema_of_draft_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert len(TESTS) == 11 and set(SCHEMA["$defs"]) >= {card.__name__ for card in TESTS.values()}


@pytest.mark.parametrize("name", argument_names())
def test_what_comes_along_satisfies_it(name):
    assert [error.message for error in CHECKER.iter_errors(packaged_argument(name).table)] == []


def test_every_key_is_described():
    for name, form in SCHEMA["$defs"].items():
        assert form["description"], name
        assert [key for key, value in form["properties"].items() if not value.get("description")] == []


def _first_test(table):
    return table["claims"][0]["tests"][0]


BROKEN = {
    "an unknown key": lambda t: t.update(colour="red"),
    "no claims": lambda t: t.pop("claims"),
    "another version": lambda t: t.update(schema="detente/argument-2"),
    "a span of one": lambda t: t["claims"][0].update(span=[1]),
    "an unknown form": lambda t: _first_test(t).update(form="sing"),
    "a key of another form": lambda t: _first_test(t).update(until=3),
    "a negative smallest": lambda t: _first_test(t).update(smallest=-1),
    "month 0": lambda t: _first_test(t).update(by=0),
    "an empty deed": lambda t: _first_test(t).update(do=""),
    "a sign that is none": lambda t: _first_test(t).update(sign="0"),
    "an unknown reason": lambda t: t["claims"][2].update(untested="dull"),
    "an outcome that neither came nor did not": lambda t: t["record"][1]["happened"].update(came="no"),
    "an outcome by month 0": lambda t: t["record"][1]["happened"].update(by=0),
    "a document that may": lambda t: t["record"][1]["happened"].update(document="may"),
    "an outcome without a name": lambda t: t["record"][1]["happened"].pop("what"),
    "a short hash": lambda t: t["document"].update(sha256="ab"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_schema_and_validator_refuse_the_same(how):
    table = copy.deepcopy(parsed(VALID.replace(".inf", "9"), "my.yaml").table)
    assert CHECKER.is_valid(table)
    BROKEN[how](table)
    assert not CHECKER.is_valid(table)
    with pytest.raises(InvalidInput):
        parse_argument(table, {}, "my.yaml", catalogue().values(), source_keys())


def said(capsys, *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    return ended.value.code or 0, out, err


def test_the_command_line_prints_either_schema(capsys, tmp_path):
    assert json.loads(said(capsys, "schema")[1]) == scenario_schema()
    assert json.loads(said(capsys, "schema", "argument")[1]) == SCHEMA
    place = tmp_path / "new" / "argument.json"
    assert said(capsys, "schema", "argument", "--out", str(place))[0] == 0
    assert json.loads(place.read_text(encoding="utf-8")) == SCHEMA
    code, _, err = said(capsys, "schema", "argumnet")
    assert code == 2 and "did you mean 'argument'?" in err


def test_validate_knows_an_argument_by_its_schema(capsys, tmp_path):
    good, bad, war = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "war.yaml"
    good.write_text(VALID, encoding="utf-8")
    bad.write_text(VALID.replace("moves: talks_progress", "moves: talk_progress"), encoding="utf-8")
    war.write_text(VALID_SCENARIO, encoding="utf-8")
    code, out, _ = said(capsys, "validate", str(good), str(war), *argument_names())
    assert code == 0 and out.count(": fine") == 2 + len(argument_names())
    code, out, err = said(capsys, "validate", str(bad), str(good))
    assert code == 2 and "good.yaml: fine" in out
    assert "bad.yaml:22:12: there is no outcome called 'talk_progress'" in "".join(err.split("\n"))
    code, out, _ = said(capsys, "validate", "--json", str(bad))
    (problem,) = json.loads(out)["problems"]
    assert (code, problem["line"], problem["column"]) == (2, 22, 12)


def test_a_later_version_is_refused_as_an_argument(capsys, tmp_path):
    later = tmp_path / "later.yaml"
    later.write_text(VALID.replace("argument-1", "argument-2"), encoding="utf-8")
    code, _, err = said(capsys, "validate", str(later))
    assert code == 2 and "detente/argument-2" in err and "later.yaml:1:9" in err


def test_an_argument_that_does_not_come_along_gets_a_hint():
    if argument_names():
        with pytest.raises(InvalidInput, match=f"did you mean '{argument_names()[0]}'"):
            packaged_argument(argument_names()[0][:-1])
    with pytest.raises(InvalidInput, match="there is no argument called 'qqqq'"):
        packaged_argument("qqqq")
