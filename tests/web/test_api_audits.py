"""The JSON interface to arguments, audits and results: the numbers of the disk, and all documented."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
import schemathesis
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from playwright.sync_api import Page, expect
from schemathesis.config import SchemathesisConfig

from detente.faces.audit_logic import judged, read_known
from detente.faces.audit_parts import WHOLE, read_links, read_page
from detente.faces.web.api_page import TAGS
from detente.faces.web.app import Serving, application
from detente.pipeline.brief_numbers import curve
from detente.shelf import jobs
from detente.shelf.jobs import Job, taking_work
from detente.shelf.store import open_run
from tests.web.conftest import Workbench
from tests.web.made_up import TEXT, argument
from tests.web.test_api import ASKED, CHECKS, FIELDS, PLAIN

NAME, TITLE = "programs-raids", "A letter on raids"
FILE = argument(NAME).replace("A note on raids", TITLE)
QUESTION = {
    "argument": NAME,
    "scenario": "mirror-sides",
    "document_text": TEXT,
    "wishes": {"theories": ["spoiler"], "draws": 32},
}
DOCUMENT = application(Serving(keeps=False)).openapi()
OPERATIONS = {
    found.ok().label: found.ok()
    for found in schemathesis.openapi.from_dict(
        DOCUMENT, config=SchemathesisConfig.from_dict(CHECKS)
    ).get_all_operations()
}
READ = [label for label in OPERATIONS if label.startswith("GET ") and "{identifier}" in label]
ELSEWHERE = "c0ffee000000"  # identifier of an audit without the parts of a page


@pytest.fixture(scope="module")
def programs(workbench: Workbench) -> Iterator[httpx.Client]:
    with workbench.programs as client:
        yield client


@pytest.fixture(scope="module")
def audit(programs: httpx.Client) -> Iterator[dict]:
    """An audit that was asked for by a program and is done, as it is told of."""
    kept = programs.post("/api/arguments", json={"text": FILE})
    assert kept.status_code == 201, kept.text
    asked = programs.post("/api/audits", json=QUESTION)
    assert (asked.status_code, asked.json()["status"]) == (202, "queued"), asked.text
    events = re.findall(r"event: (\w+)\r?\ndata: (.*)", programs.get(asked.json()["events"]).text)
    told = json.loads(events[-1][1])
    assert (events[-1][0], told["status"], told["said"]) == ("over", "done", [])
    progress = [json.loads(data) for name, data in events if name == "progress"]
    assert {one["how"] for told in progress for one in told["stages"]} >= {"now", "later"}
    yield told
    programs.delete(told["self"])
    programs.delete(f"/api/arguments/{NAME}")


@pytest.fixture(scope="module")
def pair(programs: httpx.Client) -> list[dict]:
    """Two runs that are done and differ in their luck alone."""
    found = []
    for seed in (7, 8):
        asked = {**ASKED, "wishes": {**ASKED["wishes"], "seed": seed}}
        told = programs.post("/api/runs", json=asked).json()
        programs.get(told["events"])
        found.append(programs.get(told["self"]).json())
    assert [one["status"] for one in found] == ["done", "done"]
    return found


@pytest.fixture(scope="module")
def elsewhere(workbench: Workbench, audit: dict) -> Iterator[str]:
    """An audit of another version: its files, and no parts of a page that this one can read."""
    place = workbench.home / "audits" / ELSEWHERE
    shutil.copytree(folder(workbench, audit), place)
    shutil.rmtree(place / "page")
    (place / "held.npz").unlink()
    yield ELSEWHERE
    shutil.rmtree(place, ignore_errors=True)


def folder(workbench: Workbench, audit: dict):
    return workbench.home / "audits" / audit["identifier"]


def numbers(workbench: Workbench, audit: dict) -> dict:
    return json.loads((folder(workbench, audit) / "audit.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_operation_says_what_it_does_and_what_it_takes(label: str):
    method, path = label.split(" ")
    told = DOCUMENT["paths"][path][method.lower()]
    assert told["tags"][-1] in TAGS
    assert told["description"].startswith(told["summary"]) and len(told["summary"].split()) > 2
    for one in told.get("parameters", ()):
        assert one["description"], one
        assert one["schema"].get("examples") or one["schema"]["type"] == "boolean", one
    assert all(one["description"] for one in told["responses"].values())
    assert "requestBody" not in told or {"403", "413", "422"} <= set(told["responses"])


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_every_document_says_what_each_of_its_fields_is(name: str):
    told = DOCUMENT["components"]["schemas"][name]
    assert told["description"]
    assert [key for key, one in told["properties"].items() if not one.get("description")] == []


def test_examples_of_what_is_sent_can_be_sent(programs: httpx.Client):
    schemas = DOCUMENT["components"]["schemas"]
    text = schemas["ArgumentText"]["properties"]["text"]["examples"][0]
    found = programs.post("/api/arguments/check", json={"text": text}).json()
    assert (found["valid"], found["errors"]) == (True, [])
    sentence = found["argument"]["claims"][0]["tests"][0]["sentence"]
    assert "side B" in sentence and not re.search(r"[_*{}]|\b[AB]\.", sentence)
    example = schemas["AuditSent"]["examples"][0]
    listed = {one["name"] for one in programs.get("/api/arguments").json()["arguments"]}
    suits = programs.get(f"/api/arguments/{example['argument']}/scenarios").json()["scenarios"]
    assert example["argument"] in listed
    assert example["scenario"] in {one["scenario"] for one in suits if not one["why_not"]}


@pytest.mark.parametrize("label", READ)
def test_whatever_is_asked_of_what_is_done_is_answered_as_documented(
    workbench: Workbench, audit: dict, pair: list[dict], label: str
):
    claims = [one["claim"] for one in audit["verdicts"]]

    @PLAIN
    @given(case=OPERATIONS[label].as_strategy())
    def asked(case: schemathesis.Case):
        case.path_parameters["identifier"] = (audit if "/audits/" in label else pair[0])["identifier"]
        if "claim" in case.path_parameters:
            case.path_parameters["claim"] = claims[len(str(case.query)) % len(claims)]
        answer = case.call(base_url=workbench.address, timeout=60)
        seen.append(answer.status_code)
        case.validate_response(answer)

    seen: list[int] = []
    asked()
    assert 200 in seen


def test_an_argument_is_checked_kept_read_and_deleted(programs: httpx.Client):
    text = FILE.replace(NAME, "another")
    wrong = text.replace("type: causal", "type: casual", 1).replace("role: premise", "role: promise", 1)
    found = programs.post("/api/arguments/check", json={"text": wrong}).json()
    assert (found["valid"], found["argument"], len(found["errors"])) == (False, None, 2)
    lines = wrong.splitlines()
    assert {lines[one["line"] - 1].strip() for one in found["errors"]} == {"type: casual", "role: promise"}
    assert programs.post("/api/arguments", json={"text": wrong}).json()["errors"] == found["errors"]
    kept = programs.post("/api/arguments", json={"text": text})
    here = kept.headers["location"]
    assert (kept.status_code, here) == (201, "/api/arguments/another")
    told = programs.get(here).json()
    assert told == kept.json() and told["own"]
    assert [one["name"] for one in told["claims"]] == ["C1", "C2", "C3", "C4", "C5"]
    assert [one["needed_by"] for one in told["hidden"]] == [["C3"], ["C4"]]
    assert (told["claims"][3]["untested"], told["claims"][1]["loaded"]) == ("motive", ["a word for waste"])
    assert programs.get(f"{here}/text").text == text
    taken = programs.post("/api/arguments", json={"text": text + "\n# changed\n"})
    assert taken.status_code == 422 and "is taken" in taken.json()["errors"][0]["what"]
    assert programs.delete(here).status_code == 204
    assert programs.get(here).status_code == 404
    assert programs.delete("/api/arguments/op-ed-2026-02").status_code == 422
    assert programs.get("/api/arguments/op-ed-2026-02").status_code == 200


def test_everything_that_is_wrong_with_an_audit_is_said_at_once(programs: httpx.Client, audit: dict):
    asked = {**QUESTION, "document_text": "short", "wishes": {"theories": ["spoilr"], "draws": 3}}
    answer = programs.post("/api/audits", json=asked)
    told = answer.json()["errors"]
    assert answer.status_code == 422 and all(set(one) == FIELDS for one in told)
    assert {one["file"] for one in told} == {"--theory", "--draws", "the text"}
    both = programs.post("/api/audits", json={"argument_text": "a: [", "scenario_text": "name: x"}).json()
    assert {one["file"] for one in both["errors"]} == {"argument", "scenario"}
    neither = programs.post("/api/audits", json={}).json()["errors"]
    assert [one["file"] for one in neither] == ["argument, argument_text", "scenario, scenario_text"]
    assert programs.post("/api/audits", json={**QUESTION, "argument": "../x"}).status_code == 404


def test_the_same_audit_by_texts_and_by_names_is_one(programs: httpx.Client, audit: dict):
    scenario = programs.get("/api/scenarios/mirror-sides/text").text
    asked = {
        "argument_text": FILE,
        "scenario_text": scenario,
        "kept_text": True,
        "wishes": QUESTION["wishes"],
    }
    again = programs.post("/api/audits", json=asked)
    assert again.json() == audit
    assert again.headers["location"] == audit["self"]
    mine = programs.get("/api/audits", params={"argument": NAME}).json()["audits"]
    assert audit["identifier"] in {one["identifier"] for one in mine}
    assert programs.get("/api/audits", params={"argument": "nobody's"}).json() == {"audits": []}


def test_claims_are_told_as_they_lie_on_the_disk(workbench: Workbench, programs: httpx.Client, audit: dict):
    whole = numbers(workbench, audit)
    assert programs.get(f"{audit['self']}/document").json() == whole
    shown = read_page(folder(workbench, audit))
    assert {one["claim"]: one["word"] for one in audit["verdicts"]} == {
        one.name: one.words[WHOLE].straight for one in shown.claims
    }
    for one in whole["claims"]:
        told = programs.get(f"{audit['self']}/claims/{one['name']}").json()
        assert {key: told[key] for key in one} == one
        assert told["quote"] == TEXT[slice(*one["span"])]
    mirrored = programs.get(f"{audit['self']}/claims", params={"theory": "spoiler", "mirror": True})
    assert [one["word"] for one in mirrored.json()["claims"]] == [
        one.words.get("spoiler", one.words[WHOLE]).mirror for one in shown.claims
    ]
    causal = programs.get(f"{audit['self']}/claims", params={"type": "causal"}).json()["claims"]
    assert [one["name"] for one in causal] == ["C1", "C2", "C5"]
    wrong = programs.get(f"{audit['self']}/claims", params={"word": "x", "theory": "y"})
    assert wrong.status_code == 422 and len(wrong.json()["errors"]) == 2
    assert programs.get(f"{audit['self']}/claims/C9").status_code == 404


def test_premises_are_granted_and_dropped_as_by_the_switches(
    workbench: Workbench, programs: httpx.Client, audit: dict
):
    def judge(**sent: list[str]) -> dict:
        return programs.post(f"{audit['self']}/judged", json=sent).json()

    every, judgement = judge(), numbers(workbench, audit)["judgement"]
    assert every["granted"] == every["premises"] and len(every["premises"]) > 1
    assert every["validity"] == judgement["weighted_validity"]
    assert {one["theory"]: one["soundness"] for one in every["theories"]} == judgement["soundness"]
    known = read_known(folder(workbench, audit))
    kept = every["premises"][:1]
    some, expected = judge(granted=kept), judged(known, kept, known.logic.conclusions)
    assert some["theories"][0]["soundness"]["share"] == expected.soundness["spoiler"].share
    assert some["theories"][0]["validity"]["of"] == expected.validity["spoiler"].of
    assert some["soundness"] != every["soundness"] and "dropped" in some["said"]
    none = judge(granted=[])
    assert (none["granted"], none["soundness"]["share"]) == ([], 1.0)
    wrong = judge(granted=["C1", "nope"], conclusions=["never"])
    assert {one["what"] for one in wrong["errors"]} == {
        "there is no premise 'nope'",
        "there is no conclusion 'never'",
    }


def test_the_graph_can_be_had_along_the_ways_of_a_claim(
    workbench: Workbench, programs: httpx.Client, audit: dict
):
    def links(**asked: str) -> set[tuple]:
        told = programs.get(f"{audit['self']}/graph", params=asked).json()
        ends = {end for one in told["links"] for end in (one["source"], one["target"])}
        assert sorted(ends) == told["nodes"]
        return {tuple(one[key] for key in ("cause", "source", "target", "sign")) for one in told["links"]}

    stored = {(one.cause, one.source, one.target, one.sign) for one in read_links(folder(workbench, audit))}
    whole, way = links(), links(claim="C1")
    assert 0 < len(way) < len(whole) and way < whole <= stored
    assert any(source == "B.deep-strike" for _, source, _, _ in way)
    assert any(target == "talks_progress" for _, _, target, _ in way)
    assert programs.get(f"{audit['self']}/graph", params={"claim": "C9"}).status_code == 422


def test_every_export_is_had_by_its_name(workbench: Workbench, programs: httpx.Client, audit: dict):
    assert {"claims.csv", "annotations.jsonld", "causes.graphml"} <= {one["name"] for one in audit["files"]}
    for one in audit["files"]:
        answer = programs.get(one["address"])
        assert answer.content == (folder(workbench, audit) / one["name"]).read_bytes()
        assert answer.headers["content-type"].split(";")[0] == one["media"]
        assert answer.headers["content-disposition"].startswith("attachment")
    assert programs.get(f"{audit['self']}/files/index.json").status_code == 422


def test_a_run_is_renamed_and_its_usual_name_brought_back(programs: httpx.Client, pair: list[dict]):
    usual, place = pair[0]["title"], f"{pair[0]['self']}/name"
    assert programs.put(place, json={"name": "  Without the raid "}).json()["title"] == "Without the raid"
    assert programs.get(pair[0]["self"]).json()["title"] == "Without the raid"
    wrong = programs.put(place, json={"name": "a\nb" * 60})
    assert wrong.status_code == 422 and len(wrong.json()["errors"]) == 2
    assert programs.put(place, json={"name": ""}).json()["title"] == usual


def test_stocks_over_time_are_those_of_the_stored_run(
    workbench: Workbench, programs: httpx.Client, pair: list[dict]
):
    run = pair[0]
    known = programs.get(run["stocks"]).json()
    assert "A.trust" in {one["path"] for one in known["stocks"]}
    assert known["theories"] == ["skeleton", "commitment"]
    asked = {"what": "A.trust", "theory": "commitment", "world": known["worlds"][1]}
    told = programs.get(f"{run['self']}/course", params=asked).json()
    node = open_run(workbench.home / "runs" / run["identifier"] / "results")["commitment"].to_dataset()
    stored = node["trust"].sel(world=asked["world"], side="A", month=told["months"])
    for key, statistic in (("low90", "q05"), ("median", "q50"), ("high90", "q95"), ("mean", "mean")):
        assert np.allclose(told[key], stored.sel(statistic=statistic).values, rtol=1e-5), key
    assert told["low90"] < told["high90"]
    change = programs.get(f"{run['self']}/course", params={"difference": True}).json()
    assert (change["difference"], change["world"]) == (True, known["worlds"][1])
    assert programs.get(f"{run['self']}/course", params={"what": "x", "theory": "y"}).status_code == 422


def test_downloads_are_listed_with_addresses_that_answer(programs: httpx.Client, pair: list[dict]):
    told = programs.get(pair[0]["downloads"]).json()
    found = {one["name"]: programs.get(one["address"]) for one in (*told["files"], *told["figures"])}
    asked_for_first = {"channels.csv"}  # answered once somebody has asked for it
    assert {name for name, one in found.items() if one.status_code != 200} <= asked_for_first
    assert {"results.nc", "results.parquet", "scenario.yaml", "effect.svg"} <= set(found)


def test_two_runs_are_compared_in_numbers(workbench: Workbench, programs: httpx.Client, pair: list[dict]):
    one, two = (run["identifier"] for run in pair)
    told = programs.get("/api/compare", params={"one": one, "two": two}).json()
    assert told["asked"] == [{"what": "Seed", "first": "7", "second": "8"}]
    assert told["fields"] == []
    settlement = next(row for row in told["effects"] if row["key"] == "settlement")
    for which, run in (("first", one), ("second", two)):
        with (workbench.home / "runs" / run / "effects.csv").open() as file:
            rows = [row for row in csv.DictReader(file) if row["what"] == "settlement"]
        shown = {row["theory"]: row["median"] for row in settlement["effects"] if row["run"] == which}
        assert shown == pytest.approx({row["theory"]: 100 * float(row["median"]) for row in rows})
    tree = open_run(workbench.home / "runs" / one / "results")
    course = next(row for row in told["survival"] if (row["theory"], row["run"]) == ("skeleton", "first"))
    assert np.allclose(course["median"], curve(tree["skeleton"], "survival", course["world"])[2])
    twice = programs.get("/api/compare", params={"one": one, "two": one})
    assert twice.status_code == 422 and "one run twice" in twice.text


def test_an_audit_of_another_version_is_listed_read_and_deleted(
    page: Page, workbench: Workbench, programs: httpx.Client, audit: dict, elsewhere: str
):
    listed = {one["identifier"]: one for one in programs.get("/api/audits").json()["audits"]}
    assert listed[elsewhere]["title"] == listed[audit["identifier"]]["title"] == f"“{TITLE}”, audited"
    told = programs.get(f"/api/audits/{elsewhere}").json()
    assert (told["laid_out"], told["verdicts"]) == (False, audit["verdicts"])
    assert programs.get(f"/api/audits/{elsewhere}/document").json() == numbers(workbench, audit)
    assert programs.get(f"/api/audits/{elsewhere}/claims").status_code == 404
    assert programs.post(f"/api/audits/{elsewhere}/again").status_code == 404
    page.goto(workbench("/audits"))
    row = page.get_by_role("listitem").filter(has_text=elsewhere)
    expect(row).to_contain_text(f"{NAME}, on mirror-sides")
    row.get_by_role("link", name=f"“{TITLE}”, audited", exact=True).click()
    expect(page.get_by_text(told["sentences"][0])).to_be_visible()
    offline = page.get_by_role("link", name="audit.html")
    answer = programs.get(offline.get_attribute("href"))
    assert answer.headers["content-disposition"].startswith("attachment")
    page.get_by_role("link", name="Delete this audit").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page).to_have_url(workbench("/audits"))
    expect(page.get_by_text(elsewhere)).to_have_count(0)
    assert not (workbench.home / "audits" / elsewhere).exists()
    assert folder(workbench, audit).is_dir()


def test_an_audit_of_the_command_line_is_the_one_that_the_browser_asks_for(
    page: Page, workbench: Workbench, programs: httpx.Client, audit: dict, tmp_path: Path
):
    file, text = tmp_path / "raids.yaml", tmp_path / "letter.txt"
    file.write_text(FILE, encoding="utf-8")
    text.write_text(TEXT, encoding="utf-8")
    words = ["audit", str(file), "mirror-sides", "--text", str(text), "--theory", "spoiler"]
    told = subprocess.run(
        [sys.executable, "-m", "detente", *words, "--draws", "32", "--seed", "9", "--json"],
        env=os.environ | {"DETENTE_HOME": str(workbench.home), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )
    asked = programs.post(
        "/api/audits", json={**QUESTION, "wishes": {**QUESTION["wishes"], "seed": 9}}
    ).json()
    assert (asked["status"], asked["laid_out"]) == ("done", True), "nothing is computed again"
    assert asked["identifier"] != audit["identifier"]
    assert programs.get(f"{asked['self']}/document").json() == json.loads(told.stdout)
    assert programs.post(f"{asked['self']}/judged", json={}).json()["premises"]
    page.goto(workbench(f"/audits/{asked['identifier']}?claim=C1"))
    expect(page.get_by_role("mark").first).to_be_visible()
    expect(page.get_by_role("heading", name="C1")).to_be_visible()
    assert programs.delete(asked["self"]).status_code == 204


def test_an_audit_is_given_a_name_in_the_browser_and_by_a_program(
    page: Page, workbench: Workbench, programs: httpx.Client, audit: dict
):
    identifier, usual = audit["identifier"], audit["title"]
    page.goto(workbench(f"/audits/{identifier}"))
    page.get_by_role("link", name="Rename or share it").click()
    row = page.locator(f"#audit-{identifier}")
    expect(row).to_contain_text("1 theory, 32 draws, seed 7")
    row.get_by_text("Rename").click()
    row.get_by_label("Name").fill("The <b>first</b> reading")
    row.get_by_role("button", name="Keep the name").click()
    row.get_by_role("link", name="The <b>first</b> reading", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The <b>first</b> reading")
    page.goto(workbench("/"))
    expect(page.get_by_role("link", name="The <b>first</b> reading")).to_be_visible()
    refused = programs.post(f"/audits/{identifier}/name", data={"name": "x\ny" * 60})
    assert refused.status_code == 422 and f'aria-describedby="wrong-{identifier}"' in refused.text
    assert "180 characters are too many" in refused.text and "line breaks" in refused.text
    wrong = programs.put(f"{audit['self']}/name", json={"name": "x\ny" * 60})
    assert wrong.status_code == 422 and len(wrong.json()["errors"]) == 2
    assert programs.get(audit["self"]).json()["title"] == "The <b>first</b> reading"
    assert programs.put(f"{audit['self']}/name", json={"name": ""}).json()["title"] == usual


def test_audits_are_deleted_without_scripts(
    browser, workbench: Workbench, programs: httpx.Client, audit: dict
):
    asked = {**QUESTION, "wishes": {**QUESTION["wishes"], "seed": 8}}
    told = programs.post("/api/audits", json=asked).json()
    programs.get(told["events"])
    page = browser.new_page(java_script_enabled=False)
    page.goto(workbench(told["address"]))
    page.get_by_role("link", name="Delete this audit").click()
    expect(page.get_by_text("The argument and the text of its document stay.")).to_be_visible()
    page.get_by_role("button", name="Delete it").click()
    page.close()
    assert programs.get(told["self"]).status_code == 404
    assert not folder(workbench, told).exists()
    assert programs.get(f"/api/arguments/{NAME}").status_code == 200
    again = programs.post("/api/audits", json=asked).json()
    assert (again["identifier"], again["status"] in ("queued", "running")) == (told["identifier"], True)
    stopped = programs.post(f"{again['self']}/cancel").json()
    assert (stopped["status"], stopped["verdicts"]) == ("cancelled", [])
    assert programs.post(f"{again['self']}/again").json()["status"] in ("queued", "running")
    assert programs.delete(again["self"]).status_code == 204
    assert not folder(workbench, again).exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_these_pages_can_be_used_by_all(
    page: Page, workbench: Workbench, audit: dict, tmp_path_factory, scheme: str
):
    place = workbench.home / "audits" / "c0ffee000001"
    shutil.copytree(folder(workbench, audit), place, ignore=shutil.ignore_patterns("page", "held.npz"))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/audits", f"/audits/{place.name}", f"{audit['address']}/delete"):
        page.goto(workbench(path))
        found = Axe().run(page)
        assert found.violations_count == 0, path + found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    shutil.rmtree(place)


def test_a_stopped_job_is_let_go_of_when_its_worker_says_so_or_is_no_more(tmp_path):
    jobs.ask(Job("0123456789ab", "run", "A war", {}), tmp_path)
    assert jobs.let_go("0123456789ab", tmp_path)
    with taking_work(tmp_path) as mine:
        assert mine and jobs.take(tmp_path)
        jobs.cancel("0123456789ab", tmp_path)
        assert not jobs.let_go("0123456789ab", tmp_path)
        later = threading.Timer(0.05, jobs.end, ("0123456789ab", "cancelled", "", tmp_path))
        later.start()
        later.join()
        assert jobs.let_go("0123456789ab", tmp_path)
        assert jobs.get_job("0123456789ab", tmp_path).status == "cancelled"
        jobs.ask(Job("0123456789ab", "run", "A war", {}), tmp_path)
        jobs.take(tmp_path)
        jobs.cancel("0123456789ab", tmp_path)
    assert jobs.let_go("0123456789ab", tmp_path), "whoever worked on it is no more"


def test_a_worker_that_begins_has_let_go_of_what_its_forerunner_worked_on(tmp_path):
    jobs.ask(jobs.Job("0123456789ab", "audit", "", {}), tmp_path)
    jobs.take(tmp_path)
    jobs.cancel("0123456789ab", tmp_path)
    with jobs.taking_work(tmp_path):
        assert not jobs.let_go("0123456789ab", tmp_path)
        jobs.requeue_lost(tmp_path)
        assert jobs.let_go("0123456789ab", tmp_path)
    assert jobs.get_job("0123456789ab", tmp_path).status == "cancelled"
