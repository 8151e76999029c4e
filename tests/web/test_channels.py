"""Channels of a run in a real browser: found, shown, stopped, taken along."""

import io

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import detente
from detente.faces.channels import COLUMNS, FILE, SCHEMA, kept_channels
from detente.faces.web.channel_task import job_of
from detente.faces.web.passing import chosen
from detente.pipeline.brief_numbers import questions
from detente.pipeline.judging.channels import ALL_ELSE
from detente.shelf import jobs
from detente.shelf.registry import find_run
from detente.vocabulary.errors import InvalidInput
from tests.web.conftest import Workbench
from tests.web.test_runs import PATIENCE, SMALL, done

HEADING = "Through which causes the effect passes"


@pytest.fixture(scope="module")
def run(workbench: Workbench) -> str:
    """A run whose channels are found."""
    identifier = done(workbench, SMALL | {"seed": 31, "theories": ("commitment", "spoiler")})
    with workbench.programs as programs:
        asked = programs.post(f"/api/runs/{identifier}/channels")
        assert asked.status_code == 202
        assert asked.json()["status"] in ("queued", "running")
        with programs.stream("GET", f"/runs/{job_of(identifier)}/events") as events:
            events.read()
    job = jobs.get_job(job_of(identifier), workbench.home)
    assert job.status == "done", job.said
    return identifier


def test_they_are_asked_for_on_the_page_of_a_run_and_come_onto_it(page: Page, workbench: Workbench):
    identifier = done(workbench, SMALL | {"seed": 32, "theories": ("spoiler",)})
    page.goto(workbench(f"/runs/{identifier}"))
    page.get_by_role("link", name="Through which causes").first.click()
    page.get_by_role("button", name="Find the channels").click()
    expect(page.get_by_role("table")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(workbench(f"/runs/{identifier}/channels"))
    page.get_by_role("link", name="The whole result").click()
    section = page.locator("#in-channels")
    section.scroll_into_view_if_needed()
    expect(section.get_by_role("rowheader", name="Spoiler: whole effect")).to_be_visible()
    section.get_by_label("Outcome").select_option("months-of-war")
    expect(section.get_by_text("what “with the strike” changes, in months")).to_be_visible()


def test_the_parts_on_the_page_add_up_to_the_whole(workbench: Workbench, run: str):
    folder = find_run(run, workbench.home).path
    found = kept_channels(detente.open_run(folder).folder)
    shown = chosen(found, questions(detente.open_run(folder).results))
    assert shown.apart
    for one in shown.apart:
        sizes = [float(part.part.replace("−", "-")) for part in one.parts]
        places = len(one.effect.split(".")[1])
        whole = float(one.effect.replace("−", "-"))
        assert sum(sizes) == pytest.approx(whole, abs=len(sizes) * 0.51 * 10**-places)
    with pytest.raises(InvalidInput, match="no outcome 'peace'") as told:
        chosen(found, questions(detente.open_run(folder).results), "peace", "moon")
    assert len(told.value.problems) == 2


def test_programs_and_tables_have_the_same_numbers(workbench: Workbench, run: str):
    with workbench.programs as programs:
        told = programs.get(f"/api/runs/{run}/channels").json()
        table = programs.get(f"/runs/{run}/download/channels.csv")
        again = programs.post(f"/api/runs/{run}/channels").json()
        assert programs.get(f"/runs/{job_of(run)}").status_code == 404, "its job is no run"
    assert told["status"] == "done"
    assert again == told
    frame = pd.read_csv(io.StringIO(table.text))
    assert list(frame.columns) == list(COLUMNS)
    assert set(frame["theory"]) <= {"commitment", "spoiler"}
    whole = frame.groupby(["theory", "world", "outcome", "by_month"]).agg({"effect": "first", "part": "sum"})
    assert (whole["effect"] - whole["part"]).abs().max() < 1e-6
    apart = [one for one in told["effects"] if one["channels"]]
    assert sum(len(one["channels"]) for one in apart) == len(frame)
    assert {one["channels"][-1]["cause"] for one in apart} == {ALL_ELSE}


def test_python_reads_what_the_workbench_has_found(workbench: Workbench, run: str):
    card = detente.open_run(find_run(run, workbench.home).path)
    before = (card.folder / FILE).stat().st_mtime_ns
    frame = card.channels()
    assert len(frame) == sum(len(one.channels) for one in kept_channels(card.folder)) > 0
    assert list(frame.columns) == list(COLUMNS)
    assert (card.folder / FILE).stat().st_mtime_ns == before


def test_finding_is_cancelled_and_asked_again(page: Page, workbench: Workbench):
    identifier = done(workbench, SMALL | {"seed": 33, "draws": 32, "theories": ()})
    page.goto(workbench(f"/runs/{identifier}/channels"))
    page.get_by_role("button", name="Find the channels").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled.")).to_be_visible()
    expect(page.get_by_role("button", name="Find the channels")).to_be_visible()
    assert kept_channels(detente.open_run(find_run(identifier, workbench.home).path).folder) is None
    with workbench.programs as programs:
        assert programs.get(f"/api/runs/{identifier}/channels").json()["status"] == "cancelled"
        assert programs.get(f"/runs/{identifier}/download/channels.csv").status_code == 404
        assert programs.post(f"/api/runs/{identifier}/channels").json()["status"] in ("queued", "running")
        assert programs.post(f"/api/runs/{identifier}/channels/cancel").json()["status"] == "cancelled"
        assert programs.delete(f"/api/runs/{identifier}").status_code == 204
    assert jobs.get_job(job_of(identifier), workbench.home) is None


def test_channels_of_another_version_are_not_shown(workbench: Workbench, tmp_path):
    for text in ("", "[]", "{}", f'{{"schema": "{SCHEMA}0"}}'):
        (tmp_path / FILE).write_text(text)
        assert kept_channels(tmp_path) is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_used_by_all(page: Page, workbench: Workbench, run: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(workbench(f"/runs/{run}/channels"))
    expect(page.get_by_role("heading", name=HEADING)).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
