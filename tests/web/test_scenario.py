"""The page of a scenario: its numbers as fields, changed, run, saved, taken along and read back."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Literal

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from detente.faces.ask import load
from detente.faces.web.scenario.asked import first_wishes
from detente.faces.web.scenario.changed import settled
from detente.faces.web.scenario.checked import check
from detente.faces.web.scenario.origins import origin, typed_of
from detente.faces.web.scenario.stocks import cells, sections
from detente.faces.web.scenario.table import table_of
from detente.faces.web.scenario.typed import Typed, read, written
from detente.faces.web.scenario.written import as_yaml
from detente.faces.web.tasks import loaded_from
from detente.pipeline.do_language import bounds
from detente.pipeline.scenario_form import ScenarioForm
from detente.shelf.packaged import packaged_scenario, scenario_names
from detente.shelf.read_yaml import parsed
from tests.web.conftest import SECONDS, Workbench

PATIENCE = 1000 * SECONDS
MIRROR = "/scenarios/mirror-sides"
FORCE = "start.A.force"
SMALL = {"wish.draws": "32", "wish.lives": "1", "wish.months": "14"}
TWO = ("commitment", "information")

type Posted = list[tuple[str, str]]
_TAG = re.compile(r"<(input|select|textarea|option)\b([^>]*)>(?:\n?([^<]*)</(?:textarea|option)>)?")
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')


@pytest.fixture
def programs(workbench: Workbench) -> Iterator[httpx.Client]:
    """A program that asks the workbench."""
    with workbench.programs as client:
        yield client


def form_in(page: str) -> Posted:
    """The names and values that a browser would post from a page, as they are."""
    found: Posted = []
    select = ""
    for kind, attributes, inside in _TAG.findall(page.partition('<form id="scenario"')[2]):
        told = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
        value = told.get("value", html.unescape(inside))
        if kind == "select":
            select = told["name"]
            found.append((select, ""))
        elif kind == "option" and select and ("selected" in told or not found[-1][1]):
            if "selected" in told or found[-1] == (select, ""):
                found[-1] = (select, value)
        elif kind in ("input", "textarea") and "name" in told and told.get("type") not in ("file",):
            if told.get("type") != "checkbox" or "checked" in told:
                found.append((told["name"], value))
    return found


def with_texts(posted: Posted, changes: dict[str, str]) -> Posted:
    """The same form with some fields filled otherwise."""
    return [(name, text) for name, text in posted if name not in changes] + list(changes.items())


def encoded(posted: Posted) -> dict[str, list[str]]:
    """A form as httpx takes it."""
    return {name: [text for key, text in posted if key == name] for name, _ in posted}


def post(programs: httpx.Client, posted: Posted, action: str, path: str = MIRROR) -> httpx.Response:
    """Press a button."""
    return programs.post(path, data=encoded(posted) | {"action": action}, follow_redirects=False)


@pytest.mark.parametrize("name", scenario_names())
def test_a_form_posted_as_it_is_gives_the_same_scenario(programs: httpx.Client, name: str):
    path = f"/scenarios/{name}"
    answer = post(programs, form_in(programs.get(path).text), "export", path)
    assert answer.status_code == 200, answer.text[:2000]
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.yaml"'
    known, found = packaged_scenario(name), parsed(answer.text, name)
    assert loaded_from(answer.text, name).scenario == load(name).scenario
    assert ScenarioForm.model_validate(found.table) == ScenarioForm.model_validate(known.table)


def test_every_number_stands_with_meaning_bounds_unit_and_source(programs: httpx.Client):
    page = programs.get(MIRROR).text
    fields = dict(form_in(page))
    for part in sections(("backer", "mediator")):
        for row in part.rows:
            limits = bounds(row.entry)
            said = (
                f"{limits[:1].upper()}{limits[1:]} [{row.entry.unit}], usually {written(row.entry.typical)}"
            )
            assert f'<p id="about.{row.prefixes[0]}">{html.escape(row.entry.meaning, quote=False)}' in (
                page.replace("&#39;", "'")
            )
            assert said in page
            assert all(
                f"{p}.{x}" in fields for p in row.prefixes for x in ("way", "one", "two", "source", "note")
            )
    assert (fields[f"{FORCE}.one"], fields[f"{FORCE}.source"]) == ("150000", "assumed")
    assert (fields["start.A.trust.way"], fields["start.A.trust.one"], fields["start.A.trust.two"]) == (
        *("range", "0.3", "0.5"),
    )


def test_a_changed_number_counts_as_assumed_unless_its_source_holds(programs: httpx.Client):
    path = "/scenarios/ukraine-2026"
    posted = form_in(programs.get(path).text)
    changes = {
        f"{FORCE}.one": "600000",
        "start.B.force.one": "410000",
        "start.B.force.keep": "1",
        "start.A.ground.source": "black_bird_2026",
    }
    answer = post(programs, with_texts(posted, changes), "export", path)
    start = parsed(answer.text, "").table["start"]
    before = packaged_scenario("ukraine-2026").table["start"]
    assert start["A"]["force"]["source"] == "assumed"
    assert start["A"]["force"]["note"].startswith(
        "Changed by hand; it was 617000 to 710000 (force_side_a_2025, force_side_a_stated_2025, 2025-12-17). "
    )
    assert before["A"]["force"]["note"] in start["A"]["force"]["note"]
    assert "also" not in start["A"]["force"] and "as_of" not in start["A"]["force"]
    assert start["B"]["force"]["range"][0] == 410000
    assert start["B"]["force"]["source"] == before["B"]["force"]["source"]
    assert start["A"]["ground"]["source"] == "black_bird_2026"
    assert start["A"]["firepower"] == before["A"]["firepower"]


def test_a_changed_number_is_run_and_its_result_shown(page: Page, workbench: Workbench):
    page.goto(workbench(MIRROR))
    page.locator(f'[id="{FORCE}.one"]').fill("160000")
    expect(page.get_by_text("Was 150000.").first).to_be_visible()
    for name, text in SMALL.items():
        page.locator(f'[id="{name}"]').fill(text)
    for box in page.get_by_role("group", name="Theories").get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("value") in TWO)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page).to_have_url(re.compile(r"/runs/[0-9a-f]{12}$"))
    expect(page.get_by_role("heading", name="Two sides that are alike", level=1)).to_be_visible()
    expect(page.locator("dl.meta").first).to_be_visible(timeout=PATIENCE)
    page.goto(workbench(MIRROR))
    expect(page.locator("#estimate")).to_contain_text(
        re.compile("by the last run on this machine|not known yet")
    )


def test_what_is_as_in_the_package_is_the_same_question(programs: httpx.Client):
    """A form that nobody changed asks for the run that the command line asks for."""
    posted = with_texts(form_in(programs.get(MIRROR).text), SMALL)
    posted = [one for one in posted if one[0] != "wish.theories"] + [("wish.theories", name) for name in TWO]
    same = post(programs, posted, "run")
    other = post(programs, with_texts(posted, {"title": "Another title"}), "run")
    assert (same.status_code, other.status_code) == (303, 303)
    again = post(programs, with_texts(posted, {f"{FORCE}.one": "150000.0"}), "run")
    assert same.headers["location"] == again.headers["location"] != other.headers["location"]
    for answer in (same, other):
        programs.post(answer.headers["location"] + "/cancel")


def test_wrong_values_show_at_their_fields_and_nothing_typed_is_lost(page: Page, workbench: Workbench):
    page.goto(workbench(MIRROR))
    page.locator('[id="title"]').fill("A title of mine")
    page.locator(f'[id="{FORCE}.one"]').fill("-5")
    page.locator('[id="start.B.force.one"]').fill("many")
    page.locator('[id="wish.draws"]').fill("none")
    page.locator('[id="happens.0.month"]').fill("99")
    page.locator('[id="worlds.0.do"]').fill("undo B.deep-strik")
    page.get_by_role("button", name="Run", exact=True).click()
    summary = page.locator("#problems")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("5 things have to be mended first")
    for name, text, says in (
        (f"{FORCE}.one", "-5", "A.force must be 0 or more [soldier]"),
        ("start.B.force.one", "many", "a number is needed"),
        ("wish.draws", "none", "a whole number is needed"),
        ("happens.0.month", "99", "the scenario runs from month 0"),
        ("worlds.0.do", "undo B.deep-strik", "Did you mean 'B.deep-strike'?"),
    ):
        field = page.locator(f'[id="{name}"]')
        expect(field).to_have_value(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(says)))
    expect(page.locator('[id="title"]')).to_have_value("A title of mine")
    summary.get_by_role("link").nth(0).click()
    expect(page.locator('[id="happens.0.month"]')).to_be_focused()


THREE_MISTAKES = """name: my-war
title: Mine
says: A war.
months: 12
sides: {A: one, B: two}
start:
  A:
    force: {value: -3, unit: soldier, source: assumed}
    trust: {value: 0.3, unit: euro, source: assumed}
happens:
- {event: B.deep-strike, month: 20}
"""


def test_a_file_with_three_mistakes_has_all_three_listed(page: Page, workbench: Workbench):
    page.goto(workbench(MIRROR))
    page.locator('[id="title"]').fill("A title of mine")
    page.locator('[id="import.text"]').fill(THREE_MISTAKES)
    page.get_by_role("button", name="Import").click()
    listed = page.locator("#file-problems li")
    expect(listed).to_have_count(3)
    for i, words in enumerate(
        ("line 8: start.A.force", "line 9: start.A.trust.unit", "line 11: happens.0.month")
    ):
        expect(listed.nth(i)).to_contain_text(words)
    expect(page.locator('[id="import.text"]')).to_have_value(THREE_MISTAKES)
    expect(page.locator('[id="title"]')).to_have_value("A title of mine")


def test_a_file_fills_the_page_and_goes_out_as_it_came(programs: httpx.Client):
    known = packaged_scenario("korea-1951")
    files = {"import.file": ("korea.yaml", known.text.encode(), "application/yaml")}
    wishes = {"wish.draws": "64", "wish.theories": list(TWO)}
    filled = programs.post(MIRROR, data=wishes | {"action": "import"}, files=files)
    assert filled.status_code == 200
    assert "Filled with korea-1951 from korea.yaml." in filled.text
    posted = form_in(filled.text)
    assert ("wish.draws", "64") in posted
    assert [text for name, text in posted if name == "wish.theories"] == list(TWO)
    out = post(programs, posted, "export")
    assert loaded_from(out.text, "x").scenario == load("korea-1951").scenario


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: [", "this is not YAML"),
        (b"\xff\xfe", "UTF-16"),
        (b"a: &x 1\nb: *x", "anchors are not read"),
        (b"x" * (2 * 2**20 + 1), "larger than"),
        (b"<script>alert(1)</script>: 1", "there is no key"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused_in_words(programs: httpx.Client, data: bytes, says: str):
    answer = programs.post(MIRROR, data={"action": "import"}, files={"import.file": ("<b>.yaml", data)})
    assert answer.status_code == 422
    assert says in html.unescape(answer.text)
    assert "<script>alert" not in answer.text and "<b>.yaml" not in answer.text


def test_a_scenario_is_saved_listed_changed_and_deleted(page: Page, workbench: Workbench):
    page.goto(workbench(MIRROR))
    page.locator('[id="title"]').fill("My own mirror")
    page.locator('[id="wish.draws"]').fill("64")
    page.locator('[id="save_as"]').fill("mirror-sides")
    page.get_by_role("button", name="Save as my scenario").click()
    expect(page.locator('[id="save_as"]')).to_have_accessible_description(re.compile("comes with detente"))
    page.locator('[id="save_as"]').fill("saved-mirror")
    page.get_by_role("button", name="Save as my scenario").click()
    expect(page.get_by_role("status").filter(has_text="Saved as saved-mirror.")).to_be_visible()
    expect(page.locator('[id="wish.draws"]')).to_have_value("64")
    page.goto(workbench("/"))
    page.get_by_role("list", name="Yours").get_by_role("link", name="My own mirror").click()
    expect(page).to_have_url(re.compile("/scenarios/saved-mirror$"))
    page.goto(workbench(MIRROR))
    page.locator('[id="save_as"]').fill("saved-mirror")
    page.get_by_role("button", name="Save as my scenario").click()
    expect(page.locator('[id="save_as"]')).to_have_accessible_description(
        re.compile("saving would replace it")
    )
    page.goto(workbench("/scenarios/saved-mirror"))
    page.get_by_text("Delete saved-mirror").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page).to_have_url(workbench("/"))
    answer = page.goto(workbench("/scenarios/saved-mirror"))
    assert answer is not None and answer.status == 404


def test_what_is_unfolded_stays_so_when_a_party_comes_or_goes(page: Page, workbench: Workbench):
    page.goto(workbench(MIRROR))
    parts = page.locator("#parties > details.part")
    mediator, backer = (page.locator(f'[id="part.{name}"]') for name in ("mediator", "backer"))
    mediator.locator("> summary").click()
    note = mediator.locator("details.more").first
    note.locator("summary").click()
    expect(note.locator("textarea")).to_be_visible()
    start = page.locator("#start > details.part").nth(1)
    start.locator("> summary").click()
    page.locator('[id="new.party"]').fill("guest")
    page.get_by_role("button", name="Add a third party").click()
    expect(page.locator('[id="part.guest"]')).to_have_attribute("open", "")
    expect(parts).to_have_count(3)
    for fold in (mediator, note, start):
        expect(fold).to_have_attribute("open", "")
    expect(backer).not_to_have_attribute("open", "")
    page.locator('[id="part.guest"]').get_by_role("button", name="Remove").click()
    expect(parts).to_have_count(2)
    expect(note.locator("textarea")).to_be_visible()
    page.get_by_label("Find a number").fill("exposure")
    page.locator('[id="new.party"]').fill("another")
    page.get_by_role("button", name="Add a third party").click()
    rows = page.locator('[id="part.another"] .stock:not(.heads)')
    expect(rows.filter(visible=True)).to_have_count(1)
    assert rows.count() > 1


def test_without_scripts_there_is_no_box_that_does_nothing(browser, workbench: Workbench):
    page = browser.new_page(java_script_enabled=False)
    page.goto(workbench(MIRROR))
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    expect(page.locator("#find")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_rows_are_added_and_removed(browser, workbench: Workbench, scripts: bool):
    page = browser.new_page(java_script_enabled=scripts)
    page.goto(workbench(MIRROR))
    page.locator('[id="title"]').fill("Kept")
    page.get_by_role("button", name="Add an event").click()
    page.locator('[id="happens.1.event"]').fill("talks-close")
    page.locator('[id="happens.1.month"]').fill("5")
    page.get_by_role("button", name="Add a world").click()
    page.locator('[id="worlds.2.name"]').fill("a third")
    page.locator('[id="worlds.2.do"]').fill("undo talks-close\nhold guest.B.aid 0 from 6")
    page.locator('[id="new.party"]').fill("A party")
    page.get_by_role("button", name="Add a third party").click()
    expect(page.locator('[id="new.party"]')).to_have_accessible_description(re.compile("is not a name"))
    page.locator('[id="new.party"]').fill("guest")
    page.get_by_role("button", name="Add a third party").click()
    page.locator('[id="parties.guest.label"]').fill("a guest")
    page.get_by_role("button", name="Remove event 1").click()
    expect(page.locator('[id="happens.0.event"]')).to_have_value("talks-close")
    expect(page.locator('[id="happens.1.event"]')).to_have_count(0)
    page.get_by_role("button", name="Remove world 1").click()
    expect(page.locator('[id="worlds.1.name"]')).to_have_value("a third")
    page.locator("summary", has_text="mediator").filter(has_text="mediator").first.click()
    page.get_by_role("button", name="Remove mediator with all its numbers").click()
    expect(page.locator('[id="parties.mediator.label"]')).to_have_count(0)
    expect(page.locator('[id="title"]')).to_have_value("Kept")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Export YAML", exact=True).click()
    found = loaded_from(coming.value.path().read_text(encoding="utf-8"), "x").scenario
    assert found.parties == ("backer", "guest") and found.labels["guest"] == "a guest"
    assert [(one.event, one.month) for one in found.happens] == [("talks-close", 5.0)]
    assert [world.name for world in found.worlds] == ["with the strike", "a third"]
    page.close()


def test_the_timeline_follows_what_is_typed_however_fast(page: Page, workbench: Workbench):
    """Two fields changed at once: the second is drawn too, though the first is still being drawn."""
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.goto(workbench(MIRROR))
    drawn = page.locator("#timeline svg.wide")
    expect(drawn).to_contain_text("B.deep-strike, month 2")
    page.locator('[id="happens.0.event"]').fill("talks-close")
    page.locator('[id="happens.0.month"]').fill("55")
    page.keyboard.press("Tab")
    expect(drawn).to_contain_text("talks-close, month 55")
    page.get_by_role("button", name="Full run").click()
    expect(page.locator('[id="wish.draws"]')).to_have_value("1000")
    assert troubles == []


def test_numbers_are_found_by_name(page: Page, workbench: Workbench):
    page.goto(workbench(MIRROR))
    field = page.locator('[id="start.A.nationalism.one"]')
    expect(field).to_be_hidden()
    page.get_by_label("Find a number").fill("nationalist rhetoric")
    expect(field).to_be_visible()
    expect(page.locator(f'[id="{FORCE}.one"]')).to_be_hidden()
    page.get_by_label("Find a number").fill("")
    expect(field).to_be_hidden()
    expect(page.locator(f'[id="{FORCE}.one"]')).to_be_visible()


def test_run_is_reached_and_used_by_keyboard(page: Page, workbench: Workbench):
    page.goto(workbench(f"{MIRROR}?wish.draws=0"))
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        if reached[-1] == "Run":
            break
    assert reached[-1] == "Run", reached
    page.keyboard.press("Enter")
    expect(page.locator('[id="wish.draws"]')).to_have_accessible_description(re.compile("out of range"))
    expect(page.locator("#problems")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator('[id="wish.draws"]')).to_be_focused()


@pytest.mark.parametrize(
    ("scheme", "state"), [("light", "all open"), ("dark", "all open"), ("light", "wrong"), ("dark", "wrong")]
)
def test_the_page_can_be_used_by_all(
    page: Page, workbench: Workbench, scheme: Literal["light", "dark"], state: str
):
    page.emulate_media(color_scheme=scheme)
    page.goto(workbench(MIRROR))
    if state == "all open":
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    if state == "wrong":
        page.locator(f'[id="{FORCE}.one"]').fill("-5")
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.locator("#problems")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", [MIRROR, "/scenarios/ukraine-2026"])
def test_the_page_does_not_scroll_sideways_on_a_telephone(page: Page, workbench: Workbench, path: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workbench(path))
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_scenario_that_nobody_knows_is_said_to_be_unknown(programs: httpx.Client):
    assert programs.get("/scenarios/no-such-war").status_code == 404
    assert programs.get("/scenarios/..%2f..%2fetc%2fpasswd").status_code == 404
    assert programs.post("/scenarios/no-such-war", data={"action": "export"}).status_code == 404


# what may be typed: numbers in any notation, texts with whatever stands in YAML for something else
NUMBERS = st.floats(0, 1, width=32).filter(lambda x: 0 < x < 1)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cs"]), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))
SHARES = [prefix for prefix, entry in cells(("backer", "mediator")) if (entry.low, entry.high) == (0.0, 1.0)]
SHARES = [one for one in SHARES if one.rsplit(".", 1)[-1] not in ("ground", "talks", "stalled")]


@st.composite
def edits(draw: Callable) -> dict[str, str]:
    """A few edits of the form of mirror-sides that leave it a scenario."""
    found = {
        "title": draw(TEXTS),
        "says": draw(TEXTS),
        "worlds.0.says": draw(TEXTS),
        "happens.0.says": draw(TEXTS),
    }
    for prefix in draw(st.lists(st.sampled_from(SHARES), max_size=6, unique=True)):
        one, two = sorted((draw(NUMBERS), draw(NUMBERS)))
        way = draw(st.sampled_from(("value", "range", "median")))
        way = "value" if one == two else way
        second = repr(two) if way == "range" else "1.5"
        texts = {"way": way, "one": repr(one), "two": second, "source": "assumed", "note": draw(TEXTS)}
        found |= {f"{prefix}.{name}": text for name, text in texts.items()}
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=edits())
def test_what_is_typed_is_what_the_file_says_and_what_the_form_shows_again(changes: dict[str, str]):
    typed = typed_of(origin("mirror-sides"), first_wishes()).put(changes)
    table = table_of(typed)
    scenario, troubles = check(table)
    assert troubles == () and scenario is not None
    again = parsed(as_yaml(table), "again")
    assert again.table == table
    shown = typed_of(again, first_wishes())
    assert table_of(shown) == table
    assert (shown["title"], shown["says"]) == (changes["title"], changes["says"])
    noted = [name for name in changes if name.endswith(".note")]
    assert [shown[name] for name in noted] == [changes[name] for name in noted]
    assert read([*shown.fields.items(), *(("party", name) for name in shown.parties)]).fields == shown.fields


def test_numbers_that_nobody_changed_stay_as_they_are():
    typed = typed_of(origin("ukraine-2026"), first_wishes())
    assert settled(typed) is not typed
    assert settled(typed) == typed
    assert isinstance(typed, Typed)
