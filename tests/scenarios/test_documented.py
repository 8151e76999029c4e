"""The examples in the documentation are valid, and every word of the format is in it."""

import json
import re
import textwrap
from pathlib import Path

from detente.mechanisms import catalogue
from detente.pipeline.do_language import known_names, parse_do
from detente.pipeline.scenario_form import ScenarioForm, StartForm
from detente.shelf.read_yaml import parsed
from tests.scenarios.conftest import VALID, read

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE, FORMAT = DOCS / "guides/write_a_scenario.md", DOCS / "reference/scenario_format.md"


def examples(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [
        textwrap.dedent(block)
        for block in re.findall(r"^ *```yaml\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    ]


def test_the_guide_begins_with_a_valid_scenario():
    (whole,) = examples(GUIDE)
    scenario = read(whole)
    assert scenario.name == "my-war" and len(scenario.worlds) == 2


def test_each_part_shown_in_the_reference_is_valid():
    table = parsed(VALID, "my.yaml").table
    parts = [parsed(part, "part.yaml").table for part in examples(FORMAT)]
    assert [list(part) for part in parts] == [["start"], ["happens"], ["worlds"]]
    for part in parts:
        read(as_yaml(table | part))


def as_yaml(table: object) -> str:
    """JSON is YAML."""
    return json.dumps(table, ensure_ascii=False)


def test_the_reference_names_every_key():
    said = set(re.findall(r"`(\w+)[`:]", FORMAT.read_text(encoding="utf-8")))
    assert set(ScenarioForm.model_fields) | set(StartForm.model_fields) <= said


def test_the_words_of_do_in_the_documentation_are_understood():
    known = known_names(["backer"], catalogue().values(), months=36)
    found = re.findall(r'(?:--do |do: \[)"([^"]+)"', GUIDE.read_text(encoding="utf-8"))
    assert len(found) == 2
    assert all(parse_do(words, known) for words in found)
