"""Theories, causes, sources, stocks and events can be looked through and looked up."""

import re
from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from detente.faces import library
from detente.faces.web.entries import variables
from detente.shelf.packaged import sources
from tests.web.conftest import Workbench

LARGEST_PAGE = 30_000  # bytes on the wire
PAGES = (
    *("/theories", "/theories/attrition", "/causes", "/causes/baseline", "/causes/trust_update"),
    *("/sources", "/sources/walter1997", "/variables", "/theories?find=trust"),
)


@pytest.fixture(scope="module")
def programs(workbench: Workbench) -> Iterator[httpx.Client]:
    """A program that asks."""
    with workbench.programs as client:
        yield client


def addresses() -> list[str]:
    """Every entry there is."""
    return [
        *("/theories", "/causes", "/sources", "/variables"),
        *(f"/theories/{name}" for name in library.theories()),
        *(f"/causes/{name}" for name in library.causes()),
        *(f"/sources/{key}" for key in sources()),
    ]


def test_every_entry_has_a_page_and_no_link_leads_nowhere(programs: httpx.Client):
    links: set[str] = set()
    marks: dict[str, set[str]] = {}
    for path in addresses():
        answer = programs.get(path)
        assert answer.status_code == 200, path
        links |= set(re.findall(r'href="(/(?:theories|causes|sources|variables)[^"?]*)"', answer.text))
        found = re.findall(r' id="([^"]+)"', answer.text)
        assert len(found) == len(set(found)), f"{path} has an identifier twice"
        marks[path] = set(found)
    for link in links:
        path, _, mark = link.partition("#")
        assert path in marks, link
        assert not mark or mark in marks[path], link


def test_pages_are_light(programs: httpx.Client):
    for path in PAGES:
        with programs.stream("GET", path) as answer:
            assert sum(len(part) for part in answer.iter_raw()) < LARGEST_PAGE, path


def test_a_cause_shows_its_numbers_and_marks_those_that_are_assumed(programs: httpx.Client):
    text = programs.get("/causes/trust_update").text
    assert text.count("<svg") == 4
    assert text.count('class="tag assumption"') == 3
    assert "3 of 4" in text
    assert "log h(SETTLEMENT)     +=  weight * trust" in text
    for there in (
        "/theories/spoiler",
        "/sources/kyddwalter2002",
        "/variables#control",
        "/causes/act_inference",
    ):
        assert f'href="{there}"' in text, there


def test_what_a_record_of_wars_leaves_is_drawn_over_the_prior(programs: httpx.Client):
    held = len(library.used_by(library.causes()["baseline"]))
    text = programs.get("/causes/baseline").text
    first = text[text.index("<svg") : text.index("</svg>")]
    assert first.count('class="median whole w0"') == held
    assert f"After the record of wars ({held} theories)" in text
    other = programs.get("/causes/guarantee").text
    assert "<svg" in other
    assert 'class="median' not in other


def test_a_theory_says_what_it_stakes_its_name_on(programs: httpx.Client):
    text = programs.get("/theories/commitment").text
    assert re.search(r"B\.expected_shift</code></a> <strong>lowers</strong> .*settlement</code>", text)
    for there in ("/causes/power_shift", "/causes/guarantee", "/sources/powell2006", "/theories/spoiler"):
        assert f'href="{there}"' in text, there
    assert "wars of the class <strong>interstate</strong>" in text


def test_a_source_says_how_it_was_seen_and_what_names_it(programs: httpx.Client):
    text = programs.get("/sources/walter1997").text
    assert 'href="/causes/guarantee"' in text
    assert 'href="/theories/commitment"' in text
    assert "How it was seen" in text
    unseen = next(key for key, work in sources().items() if work.held == "memory")
    assert "not opened: not quoted as verified" in programs.get(f"/sources/{unseen}").text.lower()


def test_search_finds_names_first_and_needs_every_word(programs: httpx.Client):
    def found(words: str) -> list[str]:
        text = programs.get("/theories", params={"find": words}).text
        return re.findall(r'</span> <a href="(/[^"]+)">', text)

    assert set(found("guarantee")[:2]) == {"/causes/guarantee", "/variables#guarantee"}
    assert "/sources/walter1997" in found("walter committed peace") or "/sources/walter1997" in found(
        "walter1997"
    )
    assert found("trust update")[0] == "/causes/trust_update"
    assert found("trust nosuchword") == []
    assert len(found("the")) > 10


def test_what_is_looked_for_is_text_and_never_markup(programs: httpx.Client):
    text = programs.get("/theories", params={"find": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("path", ["/theories/x", "/causes/x", "/sources/x", "/causes/..%2f..%2fetc"])
def test_what_is_unknown_is_said_to_be(programs: httpx.Client, path: str):
    answer = programs.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_variables_name_the_causes_that_move_them(programs: httpx.Client):
    found = variables()
    assert {"trust_update", "honest_broker"} <= set(found["trust"].moved_by)
    assert {"guarantee", "power_shift", "trust_update"} <= set(found["settlement"].moved_by)
    assert "trust_update" in found["deep-strike"].read_by
    assert [name for name, one in found.items() if one.about and one.about.trait and one.moved_by] == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_used_by_all(page: Page, workbench: Workbench, path: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workbench(path))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_reader_gets_from_a_theory_to_a_source_by_keyboard(page: Page, workbench: Workbench):
    page.goto(workbench("/theories"))
    page.get_by_label("Find").fill("enforces the deal")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="commitment", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1, name="Commitment")).to_be_visible()
    page.get_by_role("link", name="Guarantee", exact=True).press("Enter")
    page.get_by_role("link", name="walter1997").first.press("Enter")
    expect(page).to_have_url(re.compile("/sources/walter1997$"))
