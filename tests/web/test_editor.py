"""The editor: an argument made on a page is the one that its file says, and nothing typed is lost."""

import re
import shutil
import tempfile
from hashlib import sha256 as sha256_of
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from detente.faces import library
from detente.faces.web.editor_deeds import condition_rows, condition_text, deed_row, deed_text
from detente.faces.web.editor_text import marked, passage, pieces
from detente.faces.web.editor_yaml import yaml_of
from detente.pipeline.argument import Argument
from detente.pipeline.argument_file import parse_argument
from detente.shelf.packaged import packaged_argument, source_keys
from detente.shelf.papers import Paper, forget_paper, keep_paper
from detente.shelf.read_yaml import parsed
from tests.web.conftest import Workbench, begin, end

TEXT = (
    "A covert strike lowers the prospects of talks. 😀 The odds are 0.5 now.\n\n"
    "Side B's leadership wants no peace, says a diplomat. Talks will be broken off within a year.\n"
)
PASSAGE = "A covert strike lowers the prospects of talks."
COMPLETE = {
    "id": "C1",
    "span.0": "0",
    "span.1": str(len(PASSAGE)),
    "paraphrase": "A strike harms talks.",
    "speaker": "author",
    "type": "causal",
    "modality": "asserted",
    "role": "conclusion",
    "tests.0.form": "sign",
    "tests.0.do.0.verb": "force",
    "tests.0.do.0.what": "B.deep-strike",
    "tests.0.do.0.start": "2",
    "tests.0.moves": "talks_progress",
    "tests.0.sign": "-",
    "tests.0.by": "6",
}


def argument(text: str) -> Argument:
    """The argument that a file's text holds."""
    held = parsed(text, "test.yaml")
    causes = library.causes().values()
    return parse_argument(held.table, held.positions, held.file, causes, source_keys())


def begun(programs: httpx.Client, title: str, text: str | bytes = TEXT) -> str:
    """The address of a draft that is begun with this document."""
    data = {
        "title": title,
        "date": "2026-02-09",
        "standpoint": "Stands with nobody.",
        "scenario": "mirror-sides",
    }
    given_text = text if isinstance(text, bytes) else text.encode()
    answer = programs.post("/editor", data=data, files={"file": ("document.txt", given_text)})
    assert answer.status_code == 200, answer.text
    return answer.url.path


def claimed(programs: httpx.Client, draft: str, **chosen: str) -> str:
    """The address of a new claim of a passage."""
    return programs.post(f"{draft}/claims", data=chosen or {"begins": PASSAGE}).url.path


class Fields(HTMLParser):
    """What a browser would send of the form of an item, as it stands on the page."""

    def __init__(self) -> None:
        HTMLParser.__init__(self)
        self.found: list[tuple[str, str]] = []
        self.inside, self.area, self.select = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = about.get("id") == "item"
        if not self.inside or ("name" not in about and tag != "option"):
            return
        if tag == "input" and (about.get("type") != "checkbox" or "checked" in about):
            self.found.append((about["name"], about.get("value", "")))
        elif tag == "select":
            self.select = about["name"]
            self.found.append((self.select, ""))
        elif tag == "option" and "selected" in about and self.select:
            self.found[-1] = (self.select, about["value"])
        elif tag == "textarea":
            self.area = about["name"]
            self.found.append((self.area, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.area:
            held = self.found[-1][1] + data
            self.found[-1] = (self.area, held)


def typed(page: str) -> dict[str, list[str]]:
    """The fields of an item's form and their values."""
    reader = Fields()
    reader.feed(page)
    sent: dict[str, list[str]] = {}
    for name, value in reader.found:
        sent.setdefault(name, []).append(value)
    return {name: [one.removeprefix("\n") for one in values] for name, values in sent.items()}


# --- pieces -------------------------------------------------------------------------------------------------


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
    | st.sampled_from(["no", "~", "- a", "a: b", "1e3"])
)
def test_any_text_survives_the_file(text: str):
    table = {"says": text, "list": [text, text], "inner": [{"name": text}]}
    assert parsed(yaml_of(table), "x").table == table


@given(st.text(alphabet="abx .0123456789-forceundhlikats*{}", max_size=40))
def test_any_deed_and_condition_survives_its_row(text: str):
    assert deed_text(deed_row(text)).split() == text.split()
    assert condition_text(condition_rows(text)).split() == text.split()


def test_the_pieces_of_a_text_are_the_text():
    spans = [(0, 9, "C1", "a"), (5, 20, "C2", "b"), (5, 7, "C3", "c"), (50, 2000, "far", "d")]
    assert "".join(TEXT[one.first : one.after] for one in pieces(len(TEXT), spans)) == TEXT
    assert [one.names for one in pieces(len(TEXT), spans)][:3] == [("C1",), ("C1", "C3", "C2"), ("C1", "C2")]


def test_a_text_is_shown_as_text():
    assert "&lt;script&gt;" in marked("<script>alert(1)</script>\r\n", [])
    assert "&#13;\n" in marked("a\r\nb", [])


def test_a_passage_is_found_by_its_words():
    first, after = passage(TEXT, "Side  B's", "a diplomat.")
    assert TEXT[first:after] == "Side B's leadership wants no peace, says a diplomat."


# --- files --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def article(workbench: Workbench) -> str:
    """The address of a draft of the packaged article, taken from its file."""
    held = packaged_argument("op-ed-2026-02").text
    with workbench.programs as programs:
        answer = programs.post("/editor/import", files={"file": ("a.yaml", held.encode())})
    return answer.url.path


def test_a_file_comes_out_as_it_went_in(workbench: Workbench, article: str):
    with workbench.programs as programs:
        assert "op-ed-2026-02 comes along with detente" in programs.get(article).text
        exported = programs.get(f"{article}/export.yaml")
    assert exported.headers["content-disposition"].startswith("attachment")
    assert argument(exported.text) == argument(packaged_argument("op-ed-2026-02").text)


def test_a_form_sent_back_as_it_stands_changes_nothing(workbench: Workbench, article: str):
    """Every form of test, and every other part of the format, goes through the page and back."""
    wanted = {
        "C01",
        "C20",
        "C28",
        "C34",
        "C36",
        "C60",
        "C65",
        "C69",
        "C77",
        "C78",
        "C81",
        "C88",
        "C90",
        "H1",
        "H2",
        "T1",
    }
    with workbench.programs as programs:
        before = programs.get(f"{article}/export.yaml").text
        links = re.findall(r'<li><a href="(/editor/[^"#]+)">([^<]+)</a>', programs.get(article).text)
        chosen = [link for link, name in links if name in wanted or link.split("/")[3] == "record"]
        assert len(chosen) == len(wanted) + 9
        for link in [*chosen, f"{article}/head/it"]:
            sent = typed(programs.get(link).text)
            told = programs.post(link, data=sent, headers={"Accept": "application/json"}).json()
            assert {one["at"] for one in told["wrong"]} <= {"name"}, (link, told["wrong"])
            assert told["mend"] == 1, "the name is taken, and nothing else is wrong"
        assert programs.get(f"{article}/export.yaml").text == before


def test_a_wrong_file_is_refused_with_all_that_is_wrong(workbench: Workbench):
    held = packaged_argument("op-ed-2026-02").text
    with workbench.programs as programs:
        for bad in (
            b"a: &x [1]\nb: *x\n",
            b"\xff\xfe",
            b"schema: detente/argument-1\nclaims: 7\nextra: 1\n",
            b"[1, 2]",
        ):
            answer = programs.post("/editor/import", files={"file": ("a.yaml", bad)})
            assert answer.status_code == 422, bad
            assert "mended" in answer.text
        kept = programs.post(
            "/editor/import",
            files={"file": ("a.yaml", held.replace("modality: hedged", "modality: maybe").encode())},
        )
        assert kept.status_code == 200, "what a form can hold is taken, and shown as wrong"
        assert "To be mended" in kept.text
        assert "the text &#39;maybe&#39; stands here" in kept.text


def test_what_is_exported_while_it_is_wrong_comes_in_again(workbench: Workbench):
    with workbench.programs as programs:
        draft = begun(programs, "Half done")
        claim = claimed(programs, draft)
        programs.post(claim, data=COMPLETE | {"tests.0.by": "six", "tests.0.do.0.what": "B.deep-strik"})
        first = programs.get(f"{draft}/export.yaml").text
        again = programs.post("/editor/import", files={"file": ("a.yaml", first.encode())}).url.path
        assert programs.get(f"{again}/export.yaml").text == first


# --- keeping ------------------------------------------------------------------------------------------------


def test_all_errors_come_at_once_each_at_its_field(workbench: Workbench):
    with workbench.programs as programs:
        claim = claimed(programs, begun(programs, "Wrong in many ways"))
        sent = COMPLETE | {"id": "1C", "type": "", "tests.0.do.0.what": "B.deep-strik", "tests.0.by": "six"}
        told = programs.post(claim, data=sent, headers={"Accept": "application/json"}).json()
        at = {one["at"]: one for one in told["wrong"]}
        assert set(at) == {"id", "type", "tests.0.do.0", "tests.0.by"}
        assert at["tests.0.do.0"]["fix"] == "did you mean 'B.deep-strike'?"
        assert "on line" not in str(told)
        page = programs.get(claim).text
        assert 'data-at="tests.0.do.0" aria-live="polite"><li>there is no event' in page


def test_an_argument_is_saved_with_its_text_and_only_when_it_is_right(workbench: Workbench):
    with workbench.programs as programs:
        draft = begun(programs, "Ready to be tried")
        assert programs.post(f"{draft}/save").status_code == 422
        claim = claimed(programs, draft)
        told = programs.post(claim, data=COMPLETE, headers={"Accept": "application/json"}).json()
        assert told["mend"] == 0
        assert told["said"]["tests.0"].startswith("A deep strike by side B at month 2 lowers")
        saved = programs.post(f"{draft}/save")
        assert '<a href="/arguments/ready-to-be-tried">' in saved.text
        found = argument(programs.get(f"{draft}/export.yaml").text)
        assert TEXT[slice(*found.claims[0].span)] == PASSAGE
        assert found.document.characters == len(TEXT)


def test_a_name_that_is_taken_is_refused_at_its_field(workbench: Workbench):
    with workbench.programs as programs:
        draft = begun(programs, "Taken")
        programs.post(claimed(programs, draft), data=COMPLETE)
        sent = typed(programs.get(f"{draft}/head/it").text) | {"name": "op-ed-2026-02"}
        told = programs.post(f"{draft}/head/it", data=sent, headers={"Accept": "application/json"}).json()
        assert [one["at"] for one in told["wrong"]] == ["name"]
        assert programs.post(f"{draft}/save").status_code == 422


def test_the_last_change_is_undone_and_done_again(workbench: Workbench):
    with workbench.programs as programs:
        draft = begun(programs, "Undone")
        claim = claimed(programs, draft)
        programs.post(claim, data=COMPLETE)
        full = programs.get(f"{draft}/export.yaml").text
        programs.post(f"{claim}/delete")
        assert "claims:" not in programs.get(f"{draft}/export.yaml").text
        assert programs.get(claim).status_code == 404
        programs.post(f"{draft}/undo")
        assert programs.get(f"{draft}/export.yaml").text == full
        programs.post(f"{draft}/undo")
        assert "claims:" not in programs.get(f"{draft}/export.yaml").text


def test_a_draft_outlives_the_server():
    home = Path(tempfile.mkdtemp(prefix="detente-editor-"))
    served = begin(home)
    with served.programs as programs:
        draft = begun(programs, "Kept")
        programs.post(claimed(programs, draft), data=COMPLETE | {"tests.0.by": "half typ"})
        before = programs.get(f"{draft}/export.yaml").text
    served.process.kill()
    served.process.wait(20)
    again = begin(home)
    with again.programs as programs:
        assert programs.get(f"{draft}/export.yaml").text == before
        assert "half typ" in before
    served.process.stderr.close()
    end(again)
    shutil.rmtree(home, ignore_errors=True)


# --- hostile documents --------------------------------------------------------------------------------------

HOSTILE = {
    "script": b"<script>document.title='taken'</script> & </div></main> War.",
    "bidi": "A \u202eback\u202c and \u2066forth\u2069, \u200b nothing. \u0007\u0001 <b>".encode(),
    "line ends": b"One.\r\nTwo.\rThree.\n\n\nFour.",
    "lines": b"War goes on.\n" * 70_000,
    "letters": "e\u0301 \U0001f1fa\U0001f1f3 \u05d0\u05d1 \ud7ff \ufffd".encode(),
}
REFUSED = {
    "binary": b"\x7fELF\x00\x01",
    "utf-16": "War".encode("utf-16"),
    "latin-1": "Caf\u00e9".encode("latin-1"),
    "too long": b"a" * 2_000_001,
    "too many characters": b"War. " * 250_000,
    "nothing": b" \n ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_document_holds_is_shown_as_text(page: Page, workbench: Workbench, name: str):
    with workbench.programs as programs:
        draft = begun(programs, f"Hostile {name}", HOSTILE[name])
        programs.post(f"{draft}/claims", data={"from": "2", "to": "9"})
    page.goto(workbench(draft))
    expect(page.locator("#text")).to_be_visible()
    assert page.evaluate("document.getElementById('text').textContent") == HOSTILE[name].decode()
    assert page.title() != "taken"
    assert page.locator("mark").text_content() == HOSTILE[name].decode()[2:9]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_document_is_refused_with_a_reason(workbench: Workbench, name: str):
    with workbench.programs as programs:
        answer = programs.post("/editor", data={"title": "x"}, files={"file": ("a", REFUSED[name])})
        assert answer.status_code == 422
        assert re.search(r'id="w-text"><li>[^<]+; [^<]+\. [^<]+\.</li>', answer.text)
        assert programs.get("/editor").status_code == 200


def test_what_is_far_too_large_is_refused_before_it_is_read(workbench: Workbench):
    with workbench.programs as programs:
        answer = programs.post("/editor", data={"title": "x"}, files={"file": ("a", b"a" * 20_000_000)})
        assert answer.status_code == 413
        assert programs.get("/editor").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"span.0": "9" * 5000, "span.1": "-1"},
        {f"tests.{i}.form": "sign" for i in range(3000)},
        {"a." * 500 + "b": "x", "tests": "x", "tests.0": "y", "tests.x.form": "sign"},
        {"tests.0.form": "../../etc/passwd", "act": "add:" + "tests." * 200 + "do"},
        {"paraphrase": "\x00\x01\u202e</textarea><script>1</script>", "id": "é" * 5000, "act": "drop:"},
        {"act": "add:__class__.x", "loaded": "\n" * 5000, "tests.0.do.999999999999.verb": "cut"},
    ],
    ids=["numbers", "many tests", "tree", "paths", "markup", "names"],
)
def test_whatever_is_posted_is_kept_or_passed_over(workbench: Workbench, sent: dict[str, str]):
    with workbench.programs as programs:
        draft = begun(programs, "Posted")
        claim = claimed(programs, draft)
        for headers in ({}, {"Accept": "application/json"}, {"HX-Request": "true"}):
            assert programs.post(claim, data=sent, headers=headers).status_code < 500
        for path in (draft, claim, f"{draft}/export.yaml", f"{draft}/words.json", "/editor"):
            assert programs.get(path).status_code == 200
        assert "<script>1" not in programs.get(claim).text


@pytest.mark.parametrize(
    "path",
    ["/editor/none", "/editor/..%2f..%2fetc%2fpasswd", "/editor/none/claims/x", "/editor/none/export.yaml"],
)
def test_a_draft_that_nobody_knows_is_said_to_be_unknown(workbench: Workbench, path: str):
    with workbench.programs as programs:
        assert programs.get(path).status_code == 404


# --- in a browser -------------------------------------------------------------------------------------------


def drag_over(page: Page, words: str) -> None:
    """Select words of the text with the mouse."""
    expect(page.locator("#text")).to_contain_text(words)
    ends = page.evaluate(
        """words => {
          const text = document.getElementById("text");
          const node = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode();
          const at = node.data.indexOf(words), range = document.createRange();
          return [[at, at + 1], [at + words.length - 1, at + words.length]].map(([a, b]) => {
            range.setStart(node, a); range.setEnd(node, b);
            const box = range.getBoundingClientRect();
            return { left: box.left, right: box.right, y: (box.top + box.bottom) / 2 };
          });
        }""",
        words,
    )
    page.mouse.move(ends[0]["left"] + 0.5, ends[0]["y"])
    page.mouse.down()
    page.mouse.move(ends[1]["right"] - 0.5, ends[1]["y"], steps=5)
    page.mouse.up()


def test_a_claim_is_made_of_a_passage_with_a_test_found_by_search(page: Page, workbench: Workbench):
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(workbench("/editor"))
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Title").fill("Made in a browser")
    page.get_by_label("Author's role").fill("Stands with nobody.")
    page.get_by_label("When it appeared").fill("2026-02-09")
    page.get_by_label("Third parties").select_option("mirror-sides")
    page.get_by_role("button", name="Begin", exact=True).click()
    words = "Talks will be broken off within a year."
    drag_over(page, words)
    expect(page.locator("#chosen")).to_contain_text(words)
    page.get_by_role("button", name="Make a claim").click()

    expect(page.get_by_role("heading", name="Claim C1")).to_be_visible()
    expect(page.locator("mark")).to_have_text(words)
    page.get_by_label("In other words").fill("Talks end within a year.")
    for label, value in (("Type", "predictive"), ("How it is said", "predicted"), ("Role", "conclusion")):
        page.get_by_label(label).select_option(value)
    page.get_by_role("button", name="Add a do-test").click()
    page.get_by_label("What is done, deed 1").select_option("force")
    page.get_by_role("combobox", name="To what").press_sequentially("covertly")
    page.get_by_role("option").filter(has_text="B.deep-strike").click()
    page.get_by_role("combobox", name="What it moves").press_sequentially("broken off")
    expect(page.get_by_role("option").filter(has_text="expected number")).to_contain_text(
        "Talks are broken off"
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".about").filter(has_text="Talks are broken off")).to_be_visible()
    page.get_by_label("Direction").select_option("+")
    page.get_by_label("at month").first.fill("2")
    page.get_by_label("By month").fill("twelve")
    expect(page.locator('[data-at="tests.0.by"]')).to_contain_text("the text 'twelve' stands here")
    expect(page.get_by_label("By month")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("By month").fill("12")
    expect(page.locator(".said")).to_have_text(
        "A deep strike by side B at month 2 raises the expected number of breakdowns of talks by month 12."
    )
    expect(page.locator("#kept")).to_have_text("Kept as a draft; nothing to be mended")

    page.reload()
    expect(page.get_by_label("By month")).to_have_value("12")
    expect(page.get_by_role("combobox", name="What it moves")).to_have_value("talks-close")
    page.get_by_role("button", name="Save as argument").click()
    expect(page.get_by_role("link", name="try made-in-a-browser")).to_have_attribute(
        "href", "/arguments/made-in-a-browser"
    )
    with workbench.programs as programs:
        found = argument(programs.get("/editor/made-in-a-browser/export.yaml").text)
    assert TEXT[slice(*found.claims[0].span)] == words
    assert found.claims[0].tests[0].form.do == ("force B.deep-strike at 2",)
    assert troubles == []


def tab_to(page: Page, selector: str) -> None:
    """Go on with the tabulator until the focus is there."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_a_claim_can_be_made_with_the_keyboard_alone(page: Page, workbench: Workbench):
    with workbench.programs as programs:
        draft = begun(programs, "By keyboard")
    page.goto(workbench(draft))
    tab_to(page, "#sentence")
    page.keyboard.type("3. Side")
    tab_to(page, "#passage button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Claim C1")).to_be_visible()
    tab_to(page, "[name=paraphrase]")
    page.keyboard.type("Side B wants no peace.")
    for name, value in (("type", "eval"), ("modality", "attr"), ("role", "prem")):
        tab_to(page, f"select[name={name}]")
        page.keyboard.type(value)
    tab_to(page, "[value='add:tests']")
    page.keyboard.press("Enter")
    expect(page.locator("fieldset.test")).to_be_visible()
    tab_to(page, ".verb")
    page.keyboard.type("hold a")
    tab_to(page, ".of-what input")
    page.keyboard.type("war preference")
    expect(page.locator("#found li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(page, ".amount input")
    page.keyboard.type("0")
    tab_to(page, "[name='tests.0.moves']")
    page.keyboard.type("settlement")
    page.keyboard.press("Escape")
    tab_to(page, "[name='tests.0.sign']")
    page.keyboard.type("+")
    tab_to(page, "[name='tests.0.by']")
    page.keyboard.type("12")
    expect(page.locator(".said")).to_contain_text("raises the chance of a settlement by month 12")
    expect(page.locator("#kept")).to_have_text("Kept as a draft; nothing to be mended")
    tab_to(page, "[value=done]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ready")).to_be_visible()


def test_what_was_just_typed_is_kept_when_one_goes_elsewhere(page: Page, workbench: Workbench):
    with workbench.programs as programs:
        draft = begun(programs, "In a hurry")
        claim = claimed(programs, draft)
    page.goto(workbench(claim))
    page.get_by_label("In other words").fill("Typed in the last moment.")
    page.get_by_role("link", name="All of this argument").click()
    expect(page.get_by_text("Typed in the last moment.")).to_be_visible()
    page.get_by_text("Duplicate").wait_for()
    page.goto(workbench(claim))
    page.get_by_text("Delete this claim").click()
    page.get_by_role("button", name="Delete C1").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.get_by_text("Typed in the last moment.")).to_be_visible()


@pytest.mark.parametrize("place", ["start", "draft", "claim", "record"])
def test_the_editor_can_be_used_by_all(page: Page, workbench: Workbench, article: str, place: str):
    with workbench.programs as programs:
        links = re.findall(r'href="(/editor/[^"#]+/(claims|record)/\w+)"', programs.get(article).text)
        draft = begun(programs, f"For all, {place}")
        wrong = claimed(programs, draft)
        programs.post(wrong, data=COMPLETE | {"tests.0.by": "six"})
    path = {
        "start": "/editor",
        "draft": draft,
        "claim": wrong,
        "record": next(link for link, part in links if part == "record"),
    }[place]
    page.goto(workbench(path))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_argument_file_finds_the_text_that_is_kept_here_and_no_other(workbench: Workbench):
    with workbench.programs as programs:
        draft = begun(programs, "Its text is kept")
        claimed(programs, draft)
        file = programs.get(f"{draft}/export.yaml").text
        sha256 = sha256_of(TEXT.encode()).hexdigest()
        for text, here in (("Another text.\n", False), (TEXT, True)):
            keep_paper(Paper("document", sha256, "Its text is kept", text), workbench.home)
            taken = programs.post("/editor/import", files={"file": ("kept.yaml", file.encode())})
            assert ("Its text is not here" not in taken.text) is here, taken.text
            assert (PASSAGE in taken.text) is here
        forget_paper("document", sha256, workbench.home)
