"""Runs in a real browser: watched, stopped, found again, named, deleted, compared."""

import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from detente.faces.ask import Loaded, Wishes, load
from detente.faces.web import work
from detente.faces.web.asking import ask_run
from detente.faces.web.naming import unfit_name
from detente.faces.web.progress import seconds_left
from detente.faces.web.tasks import loaded_from
from detente.shelf import jobs
from detente.shelf.notes import get_note
from detente.shelf.registry import find_run
from tests.web.conftest import SECONDS, Workbench, stop_workers

PATIENCE = 1000 * SECONDS
SMALL = {"theories": ("commitment", "information"), "draws": 64, "lives": 1, "months": 6}
A_WHILE = SMALL | {"draws": 30_000, "seed": 21}  # some seconds of blocks
ENDLESS = SMALL | {"draws": 20_000_000}
TRIES = 3
SEEN, STOPPED = 0.5, 1.5  # seconds from a click to its page, and to a worker that does nothing any more
WATCH_CLICKS = """() => {
  document.addEventListener("click", () => (window.clicked = performance.now()), true);
  const look = () => document.querySelector("[role=note]") && (window.seen ??= performance.now());
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""


def asked(workbench: Workbench, wishes: dict, loaded: Loaded | None = None) -> str:
    """Ask for a run in the workbench's own folder and return its identifier."""
    with patch.dict(os.environ, {"DETENTE_HOME": str(workbench.home)}):
        return ask_run(loaded or load("mirror-sides"), Wishes(**wishes))


def done(workbench: Workbench, wishes: dict, loaded: Loaded | None = None) -> str:
    """Ask for a run, wait until it is done, and return its identifier."""
    identifier = asked(workbench, wishes, loaded)
    with workbench.programs as programs, programs.stream("GET", f"/runs/{identifier}/events") as events:
        events.read()
    job = jobs.get_job(identifier, workbench.home)
    assert job.status == "done", job.said
    return identifier


def own_scenario(title: str) -> Loaded:
    """A scenario that does not come with detente: the same sides under another title, and a third world."""
    text = re.sub(r"(?m)^title:.*$", f"title: {title}", load("mirror-sides").text).rstrip()
    return loaded_from(f'{text}\n- name: with a weaker side B\n  do: ["scale B.force 0.5 from 1"]\n', "mine")


@pytest.fixture(scope="module")
def first(workbench: Workbench) -> str:
    return done(workbench, SMALL | {"seed": 7})


@pytest.fixture(scope="module")
def second(workbench: Workbench) -> str:
    wishes = SMALL | {"seed": 8, "theories": ("commitment", "spoiler")}
    return done(workbench, wishes, own_scenario("Another pair of sides"))


def works(worker: int) -> bool:
    """Say whether a process computes anything within a third of a second."""
    try:
        process = psutil.Process(worker)
        before = sum(process.cpu_times()[:2])
        time.sleep(0.3)
        return process.status() != psutil.STATUS_ZOMBIE and sum(process.cpu_times()[:2]) - before > 0.1
    except psutil.NoSuchProcess:
        return False


def cancelled_in_time(page: Page, workbench: Workbench, under_way: Callable[[int], str]) -> None:
    """Cancel a run in time, once in three tries: `under_way` begins one, and other work may be in the way."""
    took = []
    for number in range(TRIES):
        took.append(cancel(page, workbench, under_way(number)))
        if took[-1][0] < SEEN and took[-1][1] < STOPPED:
            return
    raise AssertionError(f"seconds until the page says so, and until nothing is computed: {took}")


def cancel(page: Page, workbench: Workbench, identifier: str) -> tuple[float, float]:
    """Click on Cancel, check that page, registry and worker have it, and return when page and worker had."""
    (worker,) = stop_workers(workbench.home, 0)
    page.evaluate(WATCH_CLICKS)
    at = time.monotonic()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("note").get_by_text("Cancelled")).to_be_visible()
    took = page.evaluate("(window.seen - window.clicked) / 1000")
    assert jobs.get_job(identifier, workbench.home).status == "cancelled"
    while works(worker):
        assert time.monotonic() - at < 10 * STOPPED
    rests = time.monotonic() - at
    expect(page.get_by_role("button", name="Run it again")).to_be_visible()
    expect(page).to_have_title(re.compile("^Cancelled: "))
    assert not list((workbench.home / "runs" / identifier).glob("results"))
    return took, rests


def test_a_run_is_cancelled_while_the_program_is_made(page: Page, workbench: Workbench, first: str):
    def preparing(number: int) -> str:
        identifier = asked(workbench, SMALL | {"months": 7 + number})
        page.goto(workbench(f"/runs/{identifier}"))
        expect(page.get_by_role("heading", name="Running")).to_be_visible()
        expect(page.get_by_text("Preparing the program")).to_be_visible()
        assert page.get_by_role("progressbar").get_attribute("value") is None
        assert page.locator(".number").count() == 0
        time.sleep(1)
        return identifier

    cancelled_in_time(page, workbench, preparing)


def test_a_run_is_cancelled_between_blocks(page: Page, workbench: Workbench, first: str):
    def living(number: int) -> str:
        identifier = asked(workbench, ENDLESS | {"seed": 40 + number})
        page.goto(workbench(f"/runs/{identifier}"))
        expect(page.get_by_text(re.compile(r"about [\d,]+ (s|min) left"))).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".words")).to_contain_text("theory 1 of 2")
        return identifier

    cancelled_in_time(page, workbench, living)


def test_a_run_is_the_same_in_two_windows_and_after_a_reload(
    page: Page, browser: Browser, workbench: Workbench, first: str
):
    ahead = asked(workbench, ENDLESS | {"seed": 22})
    identifier = asked(workbench, A_WHILE)
    address = workbench(f"/runs/{identifier}")
    page.goto(address)
    expect(page.get_by_role("heading", name="Queued")).to_be_visible()
    expect(page.get_by_text("Waits for 1 other")).to_be_visible()
    page.evaluate("window.loaded = 'once'")
    other, plain = page.context.new_page(), browser.new_context(java_script_enabled=False).new_page()
    other.goto(address)
    plain.goto(address)
    jobs.cancel(ahead, workbench.home)
    for window in (page, other):
        expect(window.get_by_role("heading", name="Running")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_title(re.compile("^Running: "))
    assert page.evaluate("window.loaded") == "once"
    page.reload()
    expect(page.locator("dl.meta, #far:has-text('Running')").first).to_be_visible()
    for window in (page, other, plain):
        expect(window.locator("dl.meta")).to_be_visible(timeout=PATIENCE)
        expect(window.get_by_role("heading", name="What the act changes, all else equal")).to_be_visible()


def test_time_left_is_measured_from_the_first_blocks():
    assert seconds_left(0.6, 0.2, 8.0) == pytest.approx(8.0)  # 0.4 in 8 s: as much again is left
    assert seconds_left(0.6, 0.6, 100.0) is None


def test_a_name_of_ones_own_outlives_running_again(page: Page, workbench: Workbench, first: str):
    page.goto(workbench("/runs"))
    row = page.locator(f"#run-{first}")
    row.get_by_text("Rename").click()
    row.get_by_label("Name").fill("Mine, the <b>first</b>")
    row.get_by_role("button", name="Keep the name").click()
    expect(
        page.locator(f"#run-{first}").get_by_role("link", name="Mine, the <b>first</b>").first
    ).to_be_visible()
    with workbench.programs as programs:
        programs.post(f"/runs/{first}/pages")
        with programs.stream("GET", f"/runs/{first}/events") as events:
            events.read()
        assert find_run(first, workbench.home).title == "Two sides that are alike"
        assert "<h1>Mine, the &lt;b&gt;first&lt;/b&gt;</h1>" in programs.get(f"/runs/{first}").text
        programs.post(f"/runs/{first}/name", data={"name": ""})
        assert "<h1>Two sides that are alike</h1>" in programs.get(f"/runs/{first}").text


def test_a_name_that_cannot_be_is_refused_at_its_field_with_all_reasons(workbench: Workbench, first: str):
    assert unfit_name("Korea, with & without") == []
    with workbench.programs as programs:
        answer = programs.post(f"/runs/{first}/name", data={"name": "x\ny" * 60})
    assert answer.status_code == 422
    assert "180 characters are too many" in answer.text
    assert "line breaks or other characters that cannot be seen" in answer.text
    assert f'aria-describedby="wrong-{first}"' in answer.text
    assert get_note(first, workbench.home).name == ""


def test_runs_are_searched(page: Page, workbench: Workbench, first: str, second: str):
    page.goto(workbench("/runs"))
    order = page.locator("ol.runs > li").evaluate_all("rows => rows.map(row => row.id)")
    assert order.index(f"run-{second}") < order.index(f"run-{first}")
    page.get_by_role("searchbox").press_sequentially("spoiler ANOTHER")
    expect(page.locator("ol.runs > li")).to_have_count(1)
    expect(page.locator(f"#run-{second}")).to_contain_text("2 theories, 64 draws, 6 months")
    expect(page).to_have_url(re.compile(r"q=spoiler"))


def test_a_run_is_deleted_after_a_question_and_stopped_first(page: Page, workbench: Workbench, first: str):
    kept = done(workbench, SMALL | {"seed": 31})
    folder = Path(find_run(kept, workbench.home).path)
    for identifier in (kept, asked(workbench, ENDLESS | {"seed": 32})):
        page.goto(workbench("/runs"))
        page.locator(f"#run-{identifier}").get_by_role("link", name="Delete").click()
        expect(page.get_by_role("heading", name="Delete this run?")).to_be_visible()
        assert jobs.get_job(identifier, workbench.home) is not None
        page.get_by_role("button", name="Delete it").click()
        expect(page).to_have_url(workbench("/runs"))
        expect(page.locator(f"#run-{identifier}")).to_have_count(0)
        assert jobs.get_job(identifier, workbench.home) is None
        assert find_run(identifier, workbench.home) is None
        assert not (workbench.home / "runs" / identifier).exists()
    assert not folder.exists()


def test_two_runs_are_chosen_in_the_list_and_compared(
    page: Page, workbench: Workbench, first: str, second: str
):
    page.goto(workbench("/runs"))
    button = page.get_by_role("button", name="Compare two")
    expect(button).to_be_disabled()
    for identifier in (first, second):
        page.locator(f"#pick-{identifier}").check()
    button.click()
    expect(page).to_have_url(re.compile(r"/compare\?one=[0-9a-f]{12}&two=[0-9a-f]{12}$"))
    figure = page.locator("#effect svg.fig:visible").first
    for words in ("Commitment", "Information", "Spoiler", "first run", "second run"):
        expect(figure).to_contain_text(words)
    expect(page.locator("#survival svg.fig:visible")).to_have_count(2)  # a key, and the theory of both
    differs = page.locator("#question")
    expect(differs.get_by_role("row", name="Seed")).to_contain_text(re.compile("7.*8|8.*7"))
    expect(differs.get_by_role("row", name="Theories")).to_contain_text("commitment, spoiler")
    expect(differs.get_by_role("row", name="title")).to_contain_text("Another pair of sides")


def test_a_job_begins_when_all_that_it_needs_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path))
    jobs.ask(jobs.Job("0" * 12, "run", "a run", {}))
    loading, seen = threading.Thread(target=time.sleep, args=(0.3,)), []
    monkeypatch.setitem(work.TASKS, "run", lambda job, stopped: seen.append(loading.is_alive()))
    loading.start()
    work._do(jobs.take(), loading, lambda now: False)
    assert seen == [False]
    assert jobs.get_job("0" * 12).status == "done"


@pytest.mark.parametrize("scripts", [True, False])
def test_worlds_are_chosen_for_each_run(
    browser: Browser, workbench: Workbench, first: str, second: str, scripts: bool
):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(workbench(f"/compare?one={first}&two={second}"))
    expect(page.locator("#effect .lead")).to_contain_text("second run: “with the strike” minus")
    usual = page.locator("#effect svg.fig:visible").first.text_content()
    ours = page.get_by_role("group", name="Second run").get_by_label("World")
    expect(ours.get_by_role("option")).to_have_text(["with the strike", "with a weaker side B"])
    expect(page.get_by_role("group", name="First run").get_by_role("option")).to_have_text(
        ["with the strike"]
    )
    ours.select_option("with a weaker side B")
    if not scripts:
        page.get_by_role("button", name="Compare these worlds").click()
    expect(page.locator("#effect .lead")).to_contain_text("second run: “with a weaker side B” minus")
    expect(page.locator("#survival .lead")).to_contain_text("“with a weaker side B” of the second")
    assert page.locator("#effect svg.fig:visible").first.text_content() != usual
    expect(page).to_have_url(re.compile("world_two=with(%20|[+])a"))
    page.get_by_role("link", name="Exchange first and second").click()
    expect(page.locator("#effect .lead")).to_contain_text("First run: “with a weaker side B” minus")
    context.close()


def test_a_world_that_is_not_there_is_said_at_both_runs(workbench: Workbench, first: str, second: str):
    with workbench.programs as programs:
        wrong = {"one": first, "two": second, "world_one": "without the strike", "world_two": "with <b>"}
        answer = programs.get("/compare", params=wrong)
    assert answer.status_code == 422
    assert "there is no world &#39;without the strike&#39; in this run" in answer.text
    assert "there is no world &#39;with &lt;b&gt;&#39; in this run" in answer.text


def test_what_cannot_be_compared_is_said_with_all_reasons(workbench: Workbench, first: str):
    with workbench.programs as programs:
        both = programs.get("/compare", params={"one": "../x"})
        assert both.status_code == 422
        assert "the first run is not here" in both.text
        assert "no second run is chosen" in both.text
        assert "this is one run twice" in programs.get(f"/compare?one={first}&two={first}").text
        assert "3 runs are chosen" in programs.get(f"/compare?pick={first}&pick=a&pick=b").text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_these_pages_can_be_used_by_all(
    page: Page, workbench: Workbench, first: str, second: str, scheme: str
):
    page.emulate_media(color_scheme=scheme)
    stopped = asked(workbench, ENDLESS | {"seed": 41})
    places = ("/runs", f"/runs/{first}/delete", f"/compare?one={first}&two={second}", f"/runs/{stopped}")
    for path in (*places, "cancelled"):
        page.set_viewport_size({"width": 1280, "height": 900})
        if path == "cancelled":  # the page shows it by itself
            jobs.cancel(stopped, workbench.home)
            expect(page.get_by_role("note").get_by_text("Cancelled")).to_be_visible()
        else:
            page.goto(workbench(path))
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        found = Axe().run(page)
        assert found.violations_count == 0, path + found.generate_report()
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    jobs.forget_job(stopped, workbench.home)
