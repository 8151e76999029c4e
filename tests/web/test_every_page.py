"""Every page, as everybody uses it: by eye in light and dark, on a telephone, by keyboard, and offline.

One server with one run, one audit, one draft and one scenario of a user's own, a run under way and an audit
that waits for it. `PAGES` lists every page; a route that is in neither list fails a test.
"""

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from playwright.sync_api import ConsoleMessage, Page, Request

from detente.faces.ask import load
from detente.faces.web import routes
from detente.shelf import jobs
from detente.shelf.papers import Paper, keep_paper
from tests.web.conftest import Workbench
from tests.web.made_up import TEXT, argument

WISHES = {"theories": ["commitment", "spoiler"], "draws": 32, "lives": 1, "months": 6, "seed": 70}
SECOND, ENDLESS = WISHES | {"seed": 71}, WISHES | {"draws": 20_000_000}
NAME = "every-page"

# The address of every page by its route, as `places` fills it in; a route may have pages of several kinds.
PAGES = {
    "/": ("/",),
    "/scenarios/{name}": ("/scenarios/mirror-sides", "/scenarios/my-pages"),
    "/runs": ("/runs", "/runs?q=nothing-has-this"),
    "/runs/{identifier}": ("/runs/{run}", "/runs/{endless}", "/runs/{stopped}"),
    "/runs/{identifier}/parts/{section}": ("/runs/{run}/parts/survival",),
    "/runs/{identifier}/stocks": ("/runs/{run}/stocks",),
    "/runs/{identifier}/channels": ("/runs/{run}/channels",),
    "/runs/{identifier}/delete": ("/runs/{run}/delete",),
    "/compare": ("/compare?one={run}&two={second}",),
    "/arguments": ("/arguments",),
    "/arguments/{name}": ("/arguments/every-page",),
    "/audits": ("/audits",),
    "/audits/{identifier}": ("/audits/{audit}", "/audits/{audit}?claim=", "/audits/{waiting}"),
    "/audits/{identifier}/delete": ("/audits/{audit}/delete",),
    "/editor": ("/editor",),
    "/editor/{name}": ("/editor/{draft}", "/editor/every-page"),
    "/editor/{name}/{part}/{key}": ("{claim}",),
    "/theories": ("/theories", "/theories?find=trust"),
    "/theories/{name}": ("/theories/spoiler",),
    "/causes": ("/causes",),
    "/causes/{name}": ("/causes/trust_update",),
    "/sources": ("/sources",),
    "/sources/{key}": ("/sources/fearon1995",),
    "/variables": ("/variables",),
    "/api": ("/api",),
}
REFUSED = ("/nothing", "/runs/ffffffffffff", "/compare?one=x", "/audits/{audit}?theory=x")
# What pages fetch: parts of a page, which are looked at within it.
PARTS = {
    "/runs/{identifier}/status": "/runs/{run}/status",
    "/audits/{identifier}/reading": "/audits/{audit}/reading",
    "/audits/{identifier}/claims": "/audits/{audit}/claims",
    "/audits/{identifier}/claims/{name}": "/audits/{audit}/claims/C1",
    "/audits/{identifier}/fold": "/audits/{audit}/fold?start=0&end=9",
    "/audits/{identifier}/graph": "/audits/{audit}/graph",
    "/audits/{identifier}/parts/{section}": "/audits/{audit}/parts/origins",
}
EVERY = [address for some in PAGES.values() for address in some] + list(REFUSED)

# In the page: what can be reached, which of it a Tab has reached, and what of that shows no ring around it.
WATCH = """() => {
  const natural = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const seen = (one) => one.checkVisibility() && one.getClientRects().length > 0 && !one.disabled;
  const group = (one) => one.type === "radio" && one.name &&
    (document.querySelector(`input[name="${CSS.escape(one.name)}"]:checked`) ??
     document.querySelector(`input[name="${CSS.escape(one.name)}"]`));
  const every = [...document.querySelectorAll(natural + ", [tabindex]")].filter(seen);
  window.told = (one) => `${one.localName} ${one.id || one.name || ""} ${one.textContent.slice(0, 40)}`
  window.wanted = every.filter((one) => one.tabIndex >= 0 && (one.type !== "radio" || group(one) === one));
  // what Tab passes over has another way: a marked passage has the link at its end, the first button Return
  const other = "mark *, form > button:first-of-type[aria-hidden=true]";
  window.passed = every.filter((one) => one.tabIndex < 0 && one.matches(natural) && !one.matches(other));
  window.reached = new Set();
  window.bare = [];
  document.addEventListener("focusin", ({ target }) => {
    window.reached.add(target);
    const style = getComputedStyle(target);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!ring) window.bare.push(window.told(target));
  });
  return window.wanted.length;
}"""
MISSED = """() => ({
  missed: window.wanted.filter((one) => one.isConnected && one.checkVisibility() && !window.reached.has(one))
    .map(window.told),
  passed: window.passed.map(window.told),
  bare: window.bare,
})"""


@pytest.fixture(scope="module")
def places(workbench: Workbench) -> Iterator[dict[str, str]]:
    """The identifiers and addresses that pages have in them."""
    with workbench.programs as programs:

        def asked(wishes: dict) -> str:
            answer = programs.post("/api/runs", json={"scenario": "mirror-sides", "wishes": wishes})
            return answer.json()["identifier"]

        def over(address: str) -> str:
            with programs.stream("GET", f"{address}/events") as events:
                events.read()
            return address.rsplit("/", 1)[1]

        given = {"scenario": "mirror-sides", "theory": ["commitment"], "draws": "32", "pasted": TEXT}
        programs.post("/arguments", files={"argument": ("raids.yaml", argument(NAME).encode())})
        audit = programs.post(f"/arguments/{NAME}/audit", data=given).url.path
        runs = [asked(WISHES), asked(SECOND), asked(ENDLESS | {"seed": 72}), asked(ENDLESS)]
        programs.post(f"/runs/{runs[2]}/cancel")
        waiting = programs.post(f"/arguments/{NAME}/audit", data=given | {"seed": "8"}).url.path
        typed = {"text": TEXT, "title": "Every page", "scenario": "mirror-sides"}
        draft = programs.post("/editor", data=typed).url.path
        passage = {"begins": "A raid during talks makes them harder"}
        claim = programs.post(f"{draft}/claims", data=passage).url.path
        with patch.dict(os.environ, {"DETENTE_HOME": str(workbench.home)}):
            mine = load("mirror-sides").text.replace("name: mirror-sides", "name: my-pages")
            keep_paper(Paper("scenario", "my-pages", "My pages", mine))
        found = {"audit": over(audit), "run": over(f"/runs/{runs[0]}"), "second": over(f"/runs/{runs[1]}")}
        known = {"stopped": runs[2], "endless": runs[3], "waiting": waiting.rsplit("/", 1)[1]}
        yield found | known | {"draft": draft.rsplit("/", 1)[1], "claim": claim}
        for identifier in (known["waiting"], known["endless"]):
            jobs.cancel(identifier, workbench.home)


def test_every_page_of_the_workbench_is_listed_here():
    every = [route for router in routes.every() for route in router.routes if isinstance(route, APIRoute)]
    pages = [one for one in every if one.response_class is HTMLResponse and "GET" in one.methods]
    shown = [one.path for one in pages]
    assert sorted(shown) == sorted([*PAGES, *PARTS])


def test_what_pages_fetch_is_no_page(workbench: Workbench, places: dict[str, str]):
    with workbench.programs as programs:
        for address in PARTS.values():
            answer = programs.get(address.format(**places))
            assert answer.status_code == 200 and answer.text.strip(), address
            assert "<html" not in answer.text, address


@pytest.mark.parametrize("address", EVERY)
def test_a_page_is_for_everybody(page: Page, workbench: Workbench, places: dict[str, str], address: str):
    said: list[ConsoleMessage] = []
    asked: list[Request] = []
    page.on("console", lambda one: said.append(one) if one.type == "error" else None)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("request", lambda one: asked.append(one))
    answer = page.goto(workbench(address.format(**places)))
    assert answer.status == (200 if address not in REFUSED else 422 if "?" in address else 404)
    _read_to_the_end(page)
    _can_be_used_in_light_and_dark(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
    _is_reached_by_keyboard(page)
    assert {one.url.startswith(workbench.address) for one in asked} == {True}
    own = [one.text for one in said if not (address in REFUSED and "Failed to load resource" in one.text)]
    assert own == []


def _read_to_the_end(page: Page) -> None:
    """Scroll through the page, so that what is fetched when it comes into sight is there."""
    if page.locator("[hx-trigger*=revealed]").count() == 0:
        return
    for place in page.locator("[hx-trigger*=revealed]").all():
        if place.is_visible():
            place.scroll_into_view_if_needed()
            page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")


def _can_be_used_in_light_and_dark(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert found.violations_count == 0, found.generate_report()


def _is_reached_by_keyboard(page: Page) -> None:
    many = page.evaluate(WATCH)
    assert many >= 6  # the link past the navigation, the brand and the places
    for _ in range(many + 12):  # a scrolling part without links is one more to pass
        page.keyboard.press("Tab")
    found = page.evaluate(MISSED)
    assert found == {"missed": [], "passed": [], "bare": []}
