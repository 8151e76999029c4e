"""An argument in a real browser: brought, audited, read claim by claim, its premises granted and dropped."""

import csv
import io
import json
import math
import re
import sys
import time

import httpx
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from detente.faces.audit_logic import Judged, judged, read_known
from detente.faces.audit_parts import read_page
from detente.faces.web.audit_judged import _warnings, _whole
from detente.faces.web.audit_stages import BEGINS, passed, told_to
from detente.faces.web.audit_text import opened, pieces, view
from detente.pipeline.audit_brief_words import SYMBOLS, share_words
from detente.pipeline.judging.judgement import validity_of, weighted
from detente.pipeline.judging.verdict import Fraction
from detente.pipeline.trial.watch import CLAIMS, COMPILING
from tests.web.conftest import SECONDS, Workbench
from tests.web.made_up import TEXT, argument

PATIENCE = 1000 * SECONDS
NAME, THEORIES = "made-up-raids", ("commitment", "spoiler")
LONG = "".join(f"L {number}\n" for number in range(100_000))
HOSTILE = (
    TEXT
    + "<script>alert('x')</script><img src=x onerror=alert(1)> & \u202egnp.exe\u202c \x07\x1b[31m "
    + "{{ 7 * 7 }}\n"
    + LONG
)
WISHES = {"scenario": "mirror-sides", "theory": list(THEORIES), "draws": "64", "seed": "7"}


def ask(programs: httpx.Client, name: str = NAME, **more: object) -> httpx.Response:
    """Ask for an audit as the page does."""
    return programs.post(f"/arguments/{name}/audit", data={**WISHES, **more})


def bring(programs: httpx.Client, text: str) -> httpx.Response:
    return programs.post("/arguments", files={"argument": ("raids.yaml", text.encode())})


def wait(programs: httpx.Client, path: str) -> None:
    with programs.stream("GET", f"{path}/events") as events:
        assert events.read().decode().rstrip().endswith("data: over")


@pytest.fixture(scope="module")
def audit(workbench: Workbench) -> str:
    """The address of an audit that is done. Its text came from a browser, with other line ends."""
    with workbench.programs as programs:
        assert bring(programs, argument()).url.path == f"/arguments/{NAME}"
        path = ask(programs, pasted=TEXT.replace("\n", "\r\n").rstrip()).url.path
        assert re.fullmatch(r"/audits/[0-9a-f]{12}", path)
        wait(programs, path)
        assert "Grant or drop its premises" in programs.get(path).text, programs.get(path).text
    return path


@pytest.fixture(scope="module")
def hostile(workbench: Workbench, audit: str) -> str:
    """The address of an audit whose text is long and full of what is no word."""
    with workbench.programs as programs:
        bring(programs, argument("hostile", HOSTILE))
        given = {"document": ("letter.txt", HOSTILE.encode())}
        asked = programs.post("/arguments/hostile/audit", data=WISHES, files=given)
        wait(programs, asked.url.path)
        return asked.url.path


def folder(workbench: Workbench, audit: str):
    return workbench.home / "audits" / audit.removeprefix("/audits/")


def handle(page: Page, name: str):
    """The small link at the end of a marked passage."""
    return page.locator(f"a.end[data-claim={name}]")


def test_an_argument_is_audited_from_its_page_and_the_same_question_finds_its_answer(
    page: Page, workbench: Workbench, audit: str
):
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(workbench("/arguments"))
    card = page.get_by_role("listitem").filter(
        has=page.get_by_role("link", name="A note on raids", exact=True)
    )
    expect(card).to_contain_text("5 claims, 4 that can be tried")
    expect(card).to_contain_text("Suits: ")
    card.get_by_role("link", name="Audit it").click()
    claim = page.get_by_role("group").filter(has_text="A raid spoils trust.")
    claim.locator("summary").click()
    expect(claim).to_contain_text(
        "A deep strike by side B at month 1 lowers the trust of side A in the other side"
    )
    page.get_by_label("Scenario").first.select_option("mirror-sides")
    for theory in THEORIES:
        page.get_by_label(theory, exact=True).check()
    page.get_by_label("or paste it").fill(TEXT)
    page.get_by_role("button", name="Audit it").click()
    expect(page).to_have_url(workbench(audit))
    expect(page.get_by_role("heading", level=1)).to_have_text("“A note on raids”, audited")
    assert troubles == []


def test_a_passage_opens_its_card_beside_the_text_by_keyboard(page: Page, workbench: Workbench, audit: str):
    page.goto(workbench(audit))
    first = page.get_by_role("link", name=re.compile(r"^Claim C1, .*A raid lowers progress in talks"))
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(handle(page, "C2")).to_be_focused()
    page.keyboard.press("Enter")
    card = page.get_by_role("complementary", name="The chosen claim")
    expect(card.get_by_role("heading", name="C2")).to_be_focused()
    expect(card.get_by_role("heading", name="C2")).to_be_in_viewport()
    expect(card.locator("blockquote")).to_have_text(
        "it spoils what trust there was, and so no peace comes of it"
    )
    for words in ("hedged", "Said by: author", "a word for waste", "With the sides exchanged", "Commitment"):
        expect(card).to_contain_text(words)
    box, text = card.bounding_box(), page.locator("#text").bounding_box()
    assert box["x"] > text["x"] + text["width"] and box["y"] < page.viewport_size["height"]
    expect(page).to_have_url(workbench(f"{audit}?claim=C2"))
    page.keyboard.press("Escape")
    expect(handle(page, "C2")).to_be_focused()
    expect(card).to_contain_text("Choose a claim")


def test_the_verdict_stands_first_and_the_conclusion_is_open(page: Page, workbench: Workbench, audit: str):
    told = json.loads((folder(workbench, audit) / "audit.json").read_text())
    words = [claim["word"] for claim in told["claims"]]
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(workbench(audit))
    verdict = page.get_by_role("region", name="The verdict")
    expect(verdict.get_by_role("listitem")).to_contain_text(
        [*(f"{words.count(word)} {symbol} {word}" for word, symbol in SYMBOLS.items() if word in words), "C3"]
    )
    expect(verdict).to_contain_text(page.locator("#validity").inner_text())
    expect(verdict).to_contain_text(page.locator("#soundness").inner_text())
    expect(page.locator("#card-heading")).to_contain_text("C3")
    expect(page.locator("#card-heading")).to_be_in_viewport()
    expect(handle(page, "C3")).to_have_attribute("aria-current", "true")
    page.locator("#card a.close").click()
    expect(page.locator("#card")).to_contain_text("Choose a claim")
    page.reload()
    expect(page.locator("#card")).to_contain_text("Choose a claim")
    verdict.get_by_role("link", name=re.compile(words[0])).first.click()
    expect(page.get_by_role("status")).to_contain_text(f"{words.count(words[0])} of 5 claims")
    first = next(name for name in ("C3", "C1") if words[int(name[1]) - 1] == words[0])
    expect(page.locator("#card-heading")).to_contain_text(first)


def test_on_a_telephone_the_verdict_is_not_covered(page: Page, workbench: Workbench, audit: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workbench(audit))
    expect(page.locator("#verdict")).to_be_in_viewport()
    expect(page.locator("#card")).to_be_hidden()
    conclusion = page.locator("#verdict").get_by_role("link", name=re.compile("C3"))
    conclusion.click()
    expect(page.locator("#card-heading")).to_be_focused()
    expect(page.locator("#card-heading")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(conclusion).to_be_focused()


def test_theories_that_lack_draws_for_one_reason_are_named_together():
    few = Fraction(0.0, 0.1, 12)
    shares = {theory: Fraction(math.nan, math.nan, 0) for theory in ("attrition", "coercion", "spoiler")}
    clash = {"attrition": ("C1", "C1"), "coercion": ("C1", "C1"), "spoiler": ("C1", "C2")}
    found = Judged(shares, shares, few, few, dict.fromkeys(shares, 2), (), clash)
    assert _warnings(found) == [
        "No draw meets every granted premise under Attrition and Coercion: C1 holds in no draw.",
        "No draw meets every granted premise under Spoiler: most often C1 and C2 exclude each other.",
    ]
    assert _whole(found).validity.words.endswith("of 12 draws: too few to rely on")


def test_claims_that_overlap_are_both_reached(page: Page, workbench: Workbench, audit: str):
    page.goto(workbench(audit))
    page.get_by_role("link", name="so no peace comes of it", exact=True).click()
    expect(page.locator("#card-heading")).to_contain_text("C3")
    handle(page, "C2").click()
    expect(page.locator("#card-heading")).to_contain_text("C2")
    expect(page.locator("mark.chosen")).to_have_text(
        ["it spoils what trust there was, and ", "so no peace comes of it"]
    )
    page.reload()
    expect(page.locator("#card-heading")).to_contain_text("C2")
    expect(page.locator("mark.chosen")).to_have_count(2)


def test_claims_are_filtered_by_word_theory_and_type(page: Page, workbench: Workbench, audit: str):
    told = json.loads((folder(workbench, audit) / "audit.json").read_text())
    page.goto(workbench(audit))
    page.get_by_label("Type", exact=True).select_option("causal")
    expect(page.get_by_role("status")).to_contain_text("3 of 5 claims")
    expect(handle(page, "C3")).to_have_class(re.compile(r"\boff\b"))
    page.get_by_label("Type", exact=True).select_option("")
    word = told["claims"][0]["word"]
    page.get_by_label("Verdict", exact=True).select_option(word)
    many = sum(claim["word"] == word for claim in told["claims"])
    expect(page.get_by_role("status")).to_contain_text(f"{many} of 5 claims")
    page.get_by_label("Verdict", exact=True).select_option("")
    page.get_by_label("Theory", exact=True).select_option("spoiler")
    expect(page.get_by_role("status")).to_contain_text("under spoiler alone")
    with workbench.programs as programs:
        for claim in told["claims"]:
            shown = programs.get(f"{audit}/reading", params={"theory": "spoiler"}).text
            under = [
                one for test in claim["tests"][:1] for one in test["under"] if one["theory"] == "spoiler"
            ]
            share = under[0]["share"] if under and under[0]["expressible"] else None
            expected = (
                "not a testable claim"
                if not under
                else "cannot be expressed"
                if share is None
                else "follows"
                if share >= 0.9
                else "fails"
                if share <= 0.1
                else "fragile"
            )
            assert f"Claim {claim['name']}, {expected}:" in shown


def test_the_mirror_shows_every_word_with_the_sides_exchanged(page: Page, workbench: Workbench, audit: str):
    told = json.loads((folder(workbench, audit) / "audit.json").read_text())
    page.goto(workbench(audit))
    page.get_by_role("switch", name="Sides exchanged").check()
    expect(page.get_by_role("status")).to_contain_text("with the sides exchanged")
    for claim in told["claims"]:
        word = claim["tests"][0]["mirror_word"] if claim["tests"] else claim["word"]
        expect(handle(page, claim["name"])).to_have_attribute(
            "aria-label", f"Claim {claim['name']}, {word}: {claim['paraphrase']}"
        )


def test_with_every_premise_granted_the_stored_draws_give_the_judgement(workbench: Workbench, audit: str):
    place = folder(workbench, audit)
    told = json.loads((place / "audit.json").read_text())["judgement"]
    known = read_known(place)
    found = judged(known, known.logic.granted, known.logic.conclusions)
    for theory in THEORIES:
        for name, share in (("validity", found.validity), ("soundness", found.soundness)):
            assert share[theory].of == told[name][theory]["of"]
            np.testing.assert_equal(share[theory].share, told[name][theory]["share"])
    assert found.weighted_validity.share == told["weighted_validity"]["share"]


def test_a_switch_counts_the_draws_anew(page: Page, workbench: Workbench, audit: str):
    known = read_known(folder(workbench, audit))
    page.goto(workbench(audit))
    validity, soundness = page.locator("#validity"), page.locator("#soundness")
    seen, took, granted = set(), [], [name for name in known.logic.granted if name in known.tried]
    assert len(granted) >= 3
    for name in list(granted):
        granted.remove(name)
        expected = {
            theory: validity_of(one, known.logic.conclusions, one.able(granted))
            for theory, one in known.held.items()
        }
        whole = weighted(expected, known.weights)
        sound = weighted({t: o.share(o.able(granted)) for t, o in known.held.items()}, known.weights)
        begun = time.perf_counter()
        page.get_by_role("switch", name=name).uncheck()
        expect(soundness).to_contain_text(f"{share_words(sound.share, sound.error)} of {sound.of:,}")
        expect(page.locator(".said")).to_contain_text("dropped")
        took.append(1000 * (time.perf_counter() - begun))
        expect(validity).to_contain_text(f"{share_words(whole.share, whole.error)} of {whole.of:,}")
        for theory, one in expected.items():
            row = page.locator("#judged tbody tr").filter(has_text=theory.title())
            expect(row.locator("td").first).to_contain_text(f"of {one.of:,}")
        seen.add((round(whole.share, 6), round(sound.share, 6)))
    said = f"a switch takes {np.median(took):.0f} ms from click to number (longest {max(took):.0f} ms)"
    sys.stdout.write(f"\n{said}\n")
    assert len(seen) > 1  # some premise matters, or nothing was tried here
    expect(soundness).to_contain_text("100%")


def test_reset_and_grant_none(page: Page, workbench: Workbench, audit: str):
    page.goto(workbench(audit))
    before = page.locator("#validity").inner_text()
    page.get_by_role("button", name="Grant none").click()
    expect(page.locator("#soundness")).to_contain_text("100%")
    expect(page.locator(".said")).to_contain_text("premises dropped")
    expect(page.get_by_role("switch", name="C1")).not_to_be_checked()
    page.get_by_role("switch", name="C3").uncheck()
    expect(page.locator("#validity")).to_contain_text("no conclusion to ask")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".said")).to_contain_text("as in the audit")
    assert page.locator("#validity").inner_text() == before


def test_the_graph_shows_the_ways_of_the_chosen_claim(page: Page, workbench: Workbench, audit: str):
    page.goto(workbench(f"{audit}?claim=C2"))
    graph = page.locator("#graph")
    graph.scroll_into_view_if_needed()
    expect(graph.get_by_role("img")).to_be_visible()
    many = graph.locator("tr.on").count()
    assert 0 < many < graph.locator("tbody tr").count()
    expect(graph).to_contain_text(f"{many} links of this picture lie on its ways")
    assert graph.locator("svg g.faint").count() > 0
    assert graph.locator("tbody tr").first.get_attribute("class") == "on"
    links = graph.get_by_role("region", name="Links of the picture")
    links.focus()
    expect(links).to_be_focused()
    page.locator("#card a.close").click()
    expect(graph).to_contain_text("Choose a claim")
    expect(graph.locator("tr.on")).to_have_count(0)


def test_a_number_leads_to_where_it_is_from(page: Page, workbench: Workbench, audit: str):
    page.goto(workbench(f"{audit}?claim=C1"))
    page.locator("#card").get_by_role("link", name="Spoiler", exact=True).first.click()
    expect(page.locator("#t-spoiler")).to_be_focused()
    expect(page.locator("#t-spoiler")).to_be_in_viewport()
    page.locator("#open-argument summary").first.click()
    expect(page.locator("#open-argument")).to_contain_text("Weighted over theories")


def test_all_of_it_can_be_taken_along(page: Page, workbench: Workbench, audit: str):
    page.goto(workbench(audit))
    with page.expect_download() as given:
        page.get_by_role("link", name="audit.html").click()
    assert given.value.suggested_filename.endswith("audit.html")
    with workbench.programs as programs:
        names = re.findall(r'/files/([a-z.]+)"', programs.get(audit).text)
        answers = {name: programs.get(f"{audit}/files/{name}") for name in names}
        assert programs.get(f"{audit}/files/..%2f..%2fruns.sqlite").status_code == 404
        assert programs.get(f"{audit}/files/index.json").status_code == 404
    assert {"audit.html", "claims.csv", "audit.json", "annotations.jsonld", "causes.graphml"} <= set(answers)
    assert {one.status_code for one in answers.values()} == {200}
    assert len(list(csv.DictReader(io.StringIO(answers["claims.csv"].text)))) == 1 + 4 * len(THEORIES)
    notes = answers["annotations.jsonld"].json()["first"]["items"]
    assert notes[0]["target"]["selector"][1]["exact"] == "A raid during talks makes them harder"


def test_an_audit_is_cancelled_and_asked_again(page: Page, workbench: Workbench, audit: str):
    with workbench.programs as programs:
        path = ask(programs, seed="11", draws="1024").url.path
    page.goto(workbench(path))
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled.")).to_be_visible()
    expect(page).to_have_url(workbench(path))
    with workbench.programs as programs:
        again = ask(programs, seed="11", draws="1024")
        assert again.url.path == path
        wait(programs, path)
    page.reload()
    expect(page.get_by_role("heading", name="Grant or drop its premises")).to_be_visible()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00", "there is a zero byte"),
        ("Café".encode("latin-1"), "is not UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.replace("trust", "faith").encode(), "this is not the text of the argument"),
        ((TEXT + "And more.").encode(), "and there is more"),
        (b"x" * (2 * 2**20 + 1), "larger than"),
        (("a\n" * 100_000).encode(), "this is not the text of the argument"),
    ],
    ids=["binary", "latin-1", "utf-16", "another", "longer", "large", "lines"],
)
def test_a_text_that_cannot_be_taken_is_refused_at_its_field(
    workbench: Workbench, audit: str, data: bytes, why: str
):
    with workbench.programs as programs:
        given = {"document": ("../../etc/pass<b>wd.txt", data)}
        answer = programs.post(f"/arguments/{NAME}/audit", data={**WISHES, "seed": "x"}, files=given)
        assert answer.status_code == 422
        at = answer.text.index('id="text-wrong"')
        assert why in answer.text[at:]
        assert "is no whole number" in answer.text  # all errors at once
        assert "<b>wd" not in answer.text


def test_twenty_megabytes_are_refused(workbench: Workbench, audit: str):
    with workbench.programs as programs:
        answer = programs.post(f"/arguments/{NAME}/audit", data=WISHES, files={"document": b"x" * 20_000_000})
        assert answer.status_code == 413
        assert "larger than" in answer.text


def test_hostile_text_is_shown_as_text_and_the_page_stays_small(workbench: Workbench, hostile: str):
    with workbench.programs as programs:
        shown = programs.get(hostile)
        assert shown.status_code == 200
        assert len(shown.content) < 100_000
        assert "&lt;script&gt;alert(" in shown.text and "<script>alert" not in shown.text
        assert "\ufffdgnp.exe\ufffd" in shown.text and not re.search("[\u202a-\u202e\x07\x1b]", shown.text)
        assert "{{ 7 * 7 }}" in shown.text
        start, end = map(int, re.search(r"fold\?start=(\d+)&amp;end=(\d+)", shown.text).groups())
        part = programs.get(f"{hostile}/fold", params={"start": start, "end": end})
        assert "\nL 99\n" in part.text and len(part.content) < 30_000
        for odd in ({"start": -5, "end": 10**12}, {"start": end, "end": start}):
            assert programs.get(f"{hostile}/fold", params=odd).status_code == 200
        assert programs.get(f"{hostile}/fold", params={"start": "x", "end": 1}).status_code == 422


def test_a_long_text_is_unfolded_in_the_browser(page: Page, workbench: Workbench, hostile: str):
    page.goto(workbench(hostile))
    fold = page.locator("#document details.fold").first
    fold.locator("summary").first.click()
    expect(fold).to_contain_text("L 99 L 100 ")
    expect(fold.locator("details.fold")).to_be_visible()
    handle(page, "C1").click()
    expect(page.locator("#card-heading")).to_contain_text("C1")


def test_what_is_unknown_is_said_to_be_unknown(workbench: Workbench, audit: str):
    with workbench.programs as programs:
        for path in (
            "/audits/ffffffffffff",
            "/audits/..%2f..",
            f"{audit}/claims/C9",
            f"{audit}/parts/x",
            "/arguments/x",
        ):
            answer = programs.get(path)
            assert answer.status_code == 404, path
        wrong = programs.get(audit, params={"word": "true", "theory": "<b>", "claim": "C9"})
        assert wrong.status_code == 422
        assert all(f"there is no {name} " in wrong.text for name in ("word", "theory", "claim"))
        assert "<b>" not in wrong.text
        refused = programs.post(f"{audit}/judged", data={"grant": ["C1", "C99"]})
        assert refused.status_code == 422 and "C99" in refused.text


def test_an_argument_file_that_is_wrong_is_refused_with_every_error(workbench: Workbench, audit: str):
    broken = argument("other").replace("role: premise", "role: hunch").replace('sign: "-"', "sign: minus")
    with workbench.programs as programs:
        answer = bring(programs, broken)
        assert answer.status_code == 422
        assert answer.text.count("raids.yaml, line") >= 5
        taken = bring(programs, argument().replace("A note on raids", "Another note"))
        assert taken.status_code == 422 and "would be lost" in taken.text
        assert programs.post("/arguments", data={"argument": "x"}).status_code == 422


@pytest.mark.parametrize("path", ["/arguments", f"/arguments/{NAME}", "/audits", "audit", "card"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_used_by_all(page: Page, workbench: Workbench, audit: str, path: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(workbench({"audit": audit, "card": f"{audit}?claim=C2&type=causal"}.get(path, path)))
    if path in ("audit", "card"):
        page.locator("#graph").scroll_into_view_if_needed()
        expect(page.locator("#graph svg").first).to_be_visible()
        page.locator("#open-origins summary").first.click()
        expect(page.locator("#open-origins details").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/arguments", f"/arguments/{NAME}", "audit"])
def test_no_page_scrolls_sideways_on_a_telephone(page: Page, workbench: Workbench, audit: str, path: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workbench(audit if path == "audit" else path))
    if path == "audit":
        handle(page, "C2").click()
        expect(page.locator("#card-heading")).to_be_in_viewport()
        card, mark = page.locator("#card").bounding_box(), handle(page, "C2").bounding_box()
        assert mark["y"] + mark["height"] <= card["y"]
        page.locator("#graph").scroll_into_view_if_needed()
        expect(page.locator("#graph svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pieces_are_the_text_again(workbench: Workbench, hostile: str):
    shown = read_page(folder(workbench, hostile))
    again, at = "", 0
    for piece in pieces(HOSTILE, shown):
        if piece.fold:
            assert piece.fold[0] == at + len(piece.words)
        again += piece.words + (HOSTILE[slice(*piece.fold)] if piece.fold else "") + piece.after
        at = len(again)
    assert again == HOSTILE
    words, rest = opened(HOSTILE, 10, len(HOSTILE))
    assert words == HOSTILE[10 : rest[0]] and rest[1] == len(HOSTILE)
    assert view(shown, type="causal", mirror="1").query("C1") == "?type=causal&mirror=1&claim=C1"


def test_a_bar_never_goes_back_and_every_stage_is_told():
    told: list[tuple[float, str]] = []
    watch = told_to(lambda share, words: told.append((share, words)), lambda: False)
    for stage in (COMPILING, CLAIMS):
        watch.stage(stage)
        for done, total in ((1, 2), (2, 2), (1, 9), (9, 9)):
            time.sleep(0.16)
            watch.step(done, total)
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[-1] < BEGINS["living the worlds of the channels"]
    assert told[-1][1] == f"{CLAIMS}, go 2: 9 of 9"
    assert [how for _, how in passed(told[-1][1])][:4] == ["done", "done", "now", "later"]
