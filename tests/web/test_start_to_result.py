"""From the first page to a first result, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.web.conftest import SECONDS, Workbench
from tests.web.made_up import argument

MOST_BYTES, MOST_REQUESTS = 150_000, 10
PATIENCE = 1000 * SECONDS


@pytest.fixture(scope="module")
def result(workbench: Workbench) -> str:
    """The address of a run that is done."""
    with workbench.programs as programs:
        asked = programs.post("/runs/first", data={"scenario": "mirror-sides"})
        path = asked.url.path
        with programs.stream("GET", f"{path}/events") as events:
            assert events.read().decode().rstrip().endswith("data: over")
        assert "How the war ends" in programs.get(path).text
    return path


def test_a_first_result_is_two_clicks_away(page: Page, workbench: Workbench):
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(workbench())
    page.get_by_role("button", name="Run a first look at A targeted killing").click()
    expect(page).to_have_url(re.compile(r"/runs/[0-9a-f]{12}$"))
    expect(page.get_by_role("heading", name="A targeted killing during talks", level=1)).to_be_visible()
    expect(page.locator("dl.meta")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("img").first).to_be_visible()
    page.get_by_text("How the war ends", exact=True).click()
    expect(page.get_by_text("Mean probability of each kind of ending")).to_be_visible()
    assert troubles == []


def test_a_result_is_light_and_asks_nobody_else(page: Page, workbench: Workbench, result: str):
    asked: list[Request] = []
    page.on("requestfinished", lambda one: asked.append(one))
    page.goto(workbench(result), wait_until="networkidle")
    assert {request.url.startswith(workbench.address) for request in asked} == {True}
    assert len(asked) <= MOST_REQUESTS
    assert sum(one.sizes()["responseBodySize"] for one in asked) < MOST_BYTES


def test_lately_lists_runs_and_audits_together_the_newest_first(
    page: Page, workbench: Workbench, result: str
):
    asked = {"scenario": "mirror-sides", "theory": ["commitment"], "draws": "64", "seed": "90"}
    with workbench.programs as programs:
        programs.post("/arguments", files={"argument": ("raids.yaml", argument("lately").encode())})
        audit = programs.post("/arguments/lately/audit", data=asked).url.path
        programs.post(f"{audit}/cancel")
    page.goto(workbench())
    rows = page.get_by_role("list", name="Lately").get_by_role("listitem")
    expect(rows.first).to_contain_text("“A note on raids”, audited")
    expect(rows.first).to_contain_text("audit cancelled on mirror-sides")
    expect(rows.filter(has=page.locator(f"a[href='{result}']"))).to_contain_text(
        "run done 11 theories, 256 draws"
    )
    times = rows.locator("time").evaluate_all("every => every.map((one) => one.dateTime)")
    assert times == sorted(times, reverse=True) and len(times) == rows.count()
    rows.first.get_by_role("link").click()
    expect(page).to_have_url(workbench(audit))
    with workbench.programs as programs:
        programs.post(f"{audit}/delete")
        programs.post("/arguments/lately/delete")


@pytest.mark.parametrize("path", ["/", "/runs", "/runs/ffffffffffff", "result"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_used_by_all(page: Page, workbench: Workbench, result: str, path: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(workbench(result if path == "result" else path))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/", "/runs", "result"])
def test_no_page_scrolls_sideways_on_a_telephone(page: Page, workbench: Workbench, result: str, path: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workbench(result if path == "result" else path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_run_that_nobody_knows_is_said_to_be_unknown(workbench: Workbench):
    with workbench.programs as programs:
        answer = programs.get("/runs/ffffffffffff")
        assert answer.status_code == 404
        assert "There is no run" in answer.text
        assert programs.get("/runs/..%2f..%2fetc").status_code == 404
