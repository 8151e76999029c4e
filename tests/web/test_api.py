"""The JSON interface: documented, the same as the pages, and never at a loss."""

import csv
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Page, expect
from schemathesis.config import SchemathesisConfig

from detente.faces import library
from detente.faces.ask import Wishes, load, question
from detente.faces.web.app import Serving, application
from detente.shelf.jobs import taking_work
from detente.shelf.packaged import scenario_names, sources
from detente.shelf.papers import Paper, forget_paper, keep_paper
from detente.vocabulary.errors import InvalidInput
from tests.web.conftest import Workbench, begin, end

ASKED = {
    "scenario": "mirror-sides",
    "wishes": {"theories": ["skeleton", "commitment"], "draws": 32, "lives": 1, "months": 12},
}
EXAMPLES = 12  # of each operation
FIELDS = {"file", "line", "column", "what", "why", "fix"}
PLAIN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def programs(workbench: Workbench) -> Iterator[httpx.Client]:
    """A program that asks."""
    with workbench.programs as client:
        yield client


@pytest.fixture(scope="module")
def done(programs: httpx.Client) -> dict:
    """A run that is done, as it is told of."""
    asked = programs.post("/api/runs", json=ASKED)
    assert asked.status_code == 202, asked.text
    told = asked.json()
    with programs.stream("GET", told["events"]) as events:
        text = events.read().decode()
    assert "event: over" in text
    return programs.get(told["self"]).json()


@pytest.fixture(scope="module")
def idle() -> Iterator[Workbench]:
    """A workbench whose runs stay queued: this process holds the place of its worker."""
    home = Path(tempfile.mkdtemp(prefix="detente-api-"))
    with taking_work(home) as mine:
        assert mine
        served = begin(home)
        yield served
        end(served)
    shutil.rmtree(home, ignore_errors=True)


# YAML in a body may be wrong however well its JSON is formed
CHECKS = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "404", "422"]}}}
OPERATIONS = {
    found.ok().label: found.ok()
    for found in schemathesis.openapi.from_dict(
        application(Serving(keeps=False)).openapi(), config=SchemathesisConfig.from_dict(CHECKS)
    ).get_all_operations()
}


@pytest.mark.parametrize("label", OPERATIONS)
def test_whatever_is_asked_is_answered_as_documented(idle: Workbench, label: str):
    @PLAIN
    @given(case=OPERATIONS[label].as_strategy())
    def asked(case: schemathesis.Case):
        case.call_and_validate(base_url=idle.address, timeout=30)

    asked()


def test_a_run_can_be_asked_for_followed_read_and_deleted(programs: httpx.Client, done: dict):
    assert re.fullmatch("[0-9a-f]{12}", done["identifier"])
    assert (done["status"], done["share"], done["said"]) == ("done", 1.0, [])
    assert done["identifier"] in {one["identifier"] for one in programs.get("/api/runs").json()["runs"]}
    assert programs.get(done["address"]).status_code == 200
    again = programs.post("/api/runs", json=ASKED)
    assert again.json() == done
    assert again.headers["location"] == done["self"]


def test_effects_are_those_of_the_stored_run(programs: httpx.Client, workbench: Workbench, done: dict):
    told = programs.get(done["effects"]).json()["effects"]
    with (workbench.home / "runs" / done["identifier"] / "effects.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [one["median"] for one in told] == [float(row["median"]) for row in rows]
    assert {one["theory"] for one in told} == {"skeleton", "commitment"}
    some = programs.get(done["effects"], params={"what": "settlement"}).json()["effects"]
    assert 0 < len(some) < len(told)
    assert {one["what"] for one in some} == {"settlement"}
    assert programs.get(done["effects"], params={"world": "no such world"}).json()["effects"] == []


def test_the_same_question_by_text_and_by_name_is_the_same_run(programs: httpx.Client, done: dict):
    text = programs.get("/api/scenarios/mirror-sides/text").text
    assert text == load("mirror-sides").text
    asked = programs.post("/api/runs", json={"text": text, "wishes": ASKED["wishes"]})
    assert asked.json()["identifier"] == done["identifier"]


def test_events_tell_of_progress_as_json(programs: httpx.Client):
    asked = {**ASKED, "wishes": {**ASKED["wishes"], "seed": 11}}
    told = programs.post("/api/runs", json=asked).json()
    with programs.stream("GET", told["events"]) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = re.findall(r"event: (\w+)\ndata: (.*)\n", answer.read().decode().replace("\r\n", "\n"))
    assert events[-1][0] == "over"
    assert json.loads(events[-1][1])["status"] == "done"
    shares = [json.loads(data)["share"] for name, data in events if name == "progress"]
    assert shares == sorted(shares)
    assert programs.delete(told["self"]).status_code == 204
    assert programs.get(told["self"]).status_code == 404
    assert programs.delete(told["self"]).status_code == 404


def test_a_queued_run_can_be_stopped_and_asked_for_again(idle: Workbench):
    with idle.programs as programs:
        told = programs.post("/api/runs", json=ASKED).json()
        assert told["status"] == "queued"
        assert programs.get(told["effects"]).status_code == 404
        assert programs.post(f"{told['self']}/cancel").json()["status"] == "cancelled"
        assert programs.post("/api/runs", json=ASKED).json()["status"] == "queued"
        assert programs.delete(told["self"]).status_code == 204


def test_everything_that_is_wrong_is_said_at_once_and_as_everywhere(programs: httpx.Client):
    wishes = {"theories": ["comitment"], "draws": 0, "do": ["undo B.nothing"], "watch": ["nothing"]}
    answer = programs.post("/api/runs", json={"scenario": "mirror-sides", "wishes": wishes})
    assert answer.status_code == 422
    told = answer.json()["errors"]
    assert {tuple(sorted(one)) for one in told} == {tuple(sorted(FIELDS))}
    given = {**wishes, "theories": ("comitment",), "do": ("undo B.nothing",), "watch": ("nothing",)}
    with pytest.raises(InvalidInput) as here:
        question(load("mirror-sides"), Wishes(**given))
    assert [one["what"] for one in told] == [one.what for one in here.value.problems]
    assert len(told) >= 4
    assert any("did you mean 'commitment'" in one["fix"] for one in told)


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({}, 422, "neither scenario nor text"),
        ({"scenario": "mirror-sides", "text": "name: x"}, 422, "both scenario and text"),
        ({"scenario": "no-such-war"}, 404, "there is no scenario"),
        ({"scenario": "../../etc/passwd"}, 404, "there is no scenario"),
        ({"scenario": "mirror-sides", "wishes": {"draws": "many"}}, 422, "valid integer"),
        ({"scenario": "mirror-sides", "wishes": {"drawz": 3}}, 422, "not permitted"),
        ({"scenario": "mirror-sides", "wishes": {"record": "../.."}}, 422, "no posteriors"),
        ({"text": "a: [1"}, 422, ""),
    ],
)
def test_what_cannot_be_run_is_refused_in_one_form(
    programs: httpx.Client, sent: dict, status: int, words: str
):
    answer = programs.post("/api/runs", json=sent)
    assert answer.status_code == status, answer.text
    told = answer.json()["errors"]
    assert all(set(one) == FIELDS for one in told)
    assert words in " ".join(one["what"] for one in told)
    assert "Traceback" not in answer.text


def test_a_scenario_file_is_checked_with_lines_and_columns(programs: httpx.Client):
    good = programs.post("/api/check", json={"text": load("mirror-sides").text}).json()
    assert (good["valid"], good["errors"]) == (True, [])
    assert good["scenario"] == programs.get("/api/scenarios/mirror-sides").json()
    text = load("mirror-sides").text.replace("months: 60", "months: 6000").replace("title:", "titel:")
    bad = programs.post("/api/check", json={"text": text}).json()
    assert (bad["valid"], bad["scenario"]) == (False, None)
    lines = text.splitlines()
    assert len(bad["errors"]) >= 2
    assert any("titel" in lines[one["line"] - 1] for one in bad["errors"] if one["line"])
    assert any("6000" in lines[one["line"] - 1] for one in bad["errors"] if one["line"])


def test_the_library_can_be_read_whole(programs: httpx.Client):
    theories = programs.get("/api/theories").json()["theories"]
    assert [one["name"] for one in theories] == list(library.theories())
    causes = programs.get("/api/causes").json()
    assert [one["name"] for one in causes["causes"]] == list(library.causes())
    assert causes["assumed"] == sum(map(library.assumed, library.causes().values()))
    for name in library.causes():
        told = programs.get(f"/api/causes/{name}").json()
        assert [one["name"] for one in told["parameters"]] == list(library.parameters(library.causes()[name]))
    assert len(programs.get("/api/sources").json()["sources"]) == len(sources())
    walter = programs.get("/api/sources/walter1997").json()
    assert "cause guarantee" in walter["used_by"]
    stocks = {one["name"]: one for one in programs.get("/api/variables").json()["variables"]}
    assert stocks["force"]["high"] is None
    assert stocks["settlement"]["kind"] == "event"
    assert programs.get("/api/theories/commitment").json()["expects"][0]["sign"] in "+-0?"


def test_what_a_user_saved_is_listed_and_can_be_run_by_name(idle: Workbench):
    text = load("mirror-sides").text.replace("name: mirror-sides", "name: my-mirror")
    keep_paper(Paper("scenario", "my-mirror", "Mine", text), idle.home)
    try:
        with idle.programs as programs:
            own = [one for one in programs.get("/api/scenarios").json()["scenarios"] if one["own"]]
            assert [one["name"] for one in own] == ["my-mirror"]
            listed = programs.get("/api/papers", params={"kind": "scenario"}).json()["papers"]
            assert [one["title"] for one in listed] == ["Mine"]
            assert programs.get("/api/papers", params={"kind": "draft"}).status_code == 422
            told = programs.post("/api/runs", json={**ASKED, "scenario": "my-mirror"})
            assert told.status_code == 202
            assert programs.delete(told.json()["self"]).status_code == 204
    finally:
        forget_paper("scenario", "my-mirror", idle.home)
    with idle.programs as programs:
        scenarios = programs.get("/api/scenarios").json()["scenarios"]
        assert [one["name"] for one in scenarios] == list(scenario_names())
        assert programs.get("/api/arguments").json()["arguments"][0]["own"] is False


def test_the_page_explains_every_operation(page: Page, workbench: Workbench, programs: httpx.Client):
    document = programs.get("/openapi.json").json()
    page.goto(workbench("/api"))
    for path, methods in document["paths"].items():
        assert path.startswith("/api/")
        for method in methods:
            heading = page.get_by_role("heading", name=f"{method.upper()} {path}", exact=True)
            expect(heading).to_be_visible()
    sent = page.locator(".operation").filter(
        has=page.get_by_role("heading", name="POST /api/runs", exact=True)
    )
    expect(sent.get_by_role("link", name="RunSent")).to_be_hidden()
    page.get_by_role("navigation", name="Operations").get_by_role(
        "link", name="POST /api/runs", exact=True
    ).click()
    sent.get_by_role("link", name="RunSent").click()  # a link to what is folded opens it
    expect(page.get_by_role("region", name="Fields of RunSent")).to_be_visible()
    page.goto(workbench("/"))
    page.get_by_role("link", name="API", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The JSON interface")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_all(page: Page, workbench: Workbench, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workbench("/api"))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
