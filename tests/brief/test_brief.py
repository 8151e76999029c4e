"""The brief: one small file that leads with the difference, works offline, and says what it rests on."""

import re
from html.parser import HTMLParser

import pytest

import detente as dt
from detente.faces.page.publish import brief_of, works
from detente.faces.page.render import render, told_apart
from detente.pipeline.brief_beliefs import causes_of, cited, parameters
from detente.pipeline.brief_graph import _by_sign
from detente.pipeline.brief_numbers import effects, endings, horizon_of, moved, questions
from detente.pipeline.brief_results import summary
from detente.pipeline.effects import sorted_nodes
from tests.cli.small_run import Small, small

SECTIONS = [
    *(
        "effect",
        "survival",
        "months",
        "endings",
        "moved",
        "events",
        "effect-2",
        "graph",
        "beliefs",
        "assumed",
        "starts",
    ),
    *("reading", "sources", "provenance"),
]


class Page(HTMLParser):
    """What a page holds: its sections in order, its elements, and whatever could leave it."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[str] = []
        self.elements: set[str] = set()
        self.addresses: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            if tag == "section" and name == "id":
                self.sections.append(value or "")
            if name in ("src", "href", "srcset", "action", "data"):
                self.addresses.append((tag, value or ""))


@pytest.fixture(scope="module")
def made() -> Small:
    return small()


@pytest.fixture(scope="module")
def text(made: Small) -> str:
    return (made.folder / "brief.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    found = Page()
    found.feed(text)
    return found


def test_the_brief_is_small(text: str):
    assert len(text.encode()) < 300_000


def test_it_leads_with_the_difference_and_every_section_is_there(page: Page):
    assert page.sections == SECTIONS


def test_it_asks_nothing_of_a_network_and_runs_nothing(page: Page, text: str):
    assert {"script", "iframe", "object", "embed", "link", "img", "form"} & page.elements == set()
    assert not re.search(r"\son[a-z]+=", text)
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)
    assert all(tag == "a" or address.startswith("#") for tag, address in page.addresses)


def test_every_scrolling_region_has_a_name_of_its_own(text: str):
    regions = re.findall(r'role="region"[^>]*aria-label="([^"]*)"', text)
    headings = re.findall(r"<h2[^>]*>([^<]*)</h2>", text)
    names = regions + headings
    assert len(regions) > 10 and len(headings) == len(SECTIONS)
    assert sorted(names) == sorted(set(names))


def test_what_repeats_a_name_is_told_apart():
    region = '<div role="region" tabindex="0" aria-label="{}">'
    page = "<h2 id=x>Sources</h2>" + "".join(region.format(x) for x in ("Sources", "Numbers", "Numbers"))
    names = re.findall(r'aria-label="([^"]*)"', told_apart(page))
    assert names == ["Sources (2)", "Numbers", "Numbers (2)"]


def test_every_link_of_the_graph_says_its_sign_in_words(made: Small, text: str):
    table = re.search(r"<table>\s*<caption>Each cause with what it moves.*?</table>", text, re.S).group()
    headers = re.findall(r'<th scope="col">([^<]*)</th>', table)
    assert headers == ["Cause", "What it moves", "Raised by (+)", "Lowered by (−)", "Either way (?)"]
    rows = [
        re.findall(r"<td>([^<]*)</td>", row) for row in re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", table)
    ]
    assert rows and all(len(row) == 4 and any(row[1:]) for row in rows)
    assert any(row[1] for row in rows) and any(row[2] for row in rows)
    signs = {"own trust": {"+"}, "foe’s trust": {"-"}, "aid": {"+", "-"}, "talks": {"?"}, "cost": {"+"}}
    assert _by_sign(signs) == ("own trust, cost", "foe’s trust", "aid, talks")


def test_the_same_run_gives_the_same_brief(made: Small, text: str):
    assert render(brief_of(dt.open_run(made.folder).answer)) == text


def test_it_names_every_theory_its_assumed_numbers_and_its_sources(made: Small, text: str):
    answer = dt.open_run(made.folder).answer
    assert all(theory.claim in text for theory in answer.theories)
    assumed = [number for number in parameters(causes_of(answer.theories)) if number.assumed]
    assert assumed
    assert all(f">{number.name}<" in text for number in assumed)
    assert f"{len(assumed)} of the " in text
    used = cited(answer.scenario, answer.theories)
    sources = text[text.index('<section id="sources"') :]
    assert all(
        works()[key].citation.split(". ")[0].split(" (")[0].replace("'", "&#39;") in sources for key in used
    )
    assert 'class="note assumed"' in text


def test_no_source_is_listed_that_nothing_of_the_run_uses(made: Small, text: str):
    sources = text[text.index('<section id="sources"') : text.index('<section id="provenance"')]
    assert "Lanchester" in sources
    assert works()["kyddwalter2002"].citation[:20] in sources
    assert works()["krainin2015"].citation[:20] not in sources  # of the theory `commitment`, not asked


def test_it_tells_how_to_make_the_same_again(made: Small, text: str):
    assert made.document["run"]["id"] in text
    assert "detente run mirror-sides" in text
    assert "--draws 32" in text


def test_the_lead_figure_shows_the_numbers_of_the_json_document(made: Small):
    tree = dt.open_run(made.folder).results
    asked = questions(tree)[0]
    shown = {row.theory: row for row in effects(tree, "with the strike", asked)}
    told = [
        e
        for e in made.document["effects"]
        if e["quantity"] == "settlement" and e["world"] == "with the strike"
    ]
    for one in told:
        assert shown[one["theory"]].median == pytest.approx(100 * one["median"])
        assert shown[one["theory"]].low90 == pytest.approx(100 * one["low90"])


def test_the_summary_counts_each_theory_once(made: Small):
    tree = dt.open_run(made.folder).results
    asked = questions(tree)[0]
    said = summary(asked, effects(tree, "with the strike", asked))
    counts = [0 if word == "none" else int(word) for word in re.findall(r"under (none|\d+)", said)[:3]]
    assert sum(counts) == 2
    assert "of 2 theories" in said


def test_shares_of_endings_and_survival_add_up(made: Small):
    tree = dt.open_run(made.folder).results
    for _, node in sorted_nodes(tree):
        for world in tree.attrs["worlds"]:
            going = float(node["survival"].sel(world=world, month=14, statistic="mean"))
            assert sum(endings(node, world, 14).values()) + going == pytest.approx(1.0, abs=1e-4)


def test_stocks_are_moved_only_where_a_theory_lets_the_act_move_them(made: Small):
    found = moved(dt.open_run(made.folder).results, "with the strike", (3,))
    assert (
        max(abs(one.standardised) for one in found if one.theory == "spoiler" and one.stock == "A.trust")
        > 0.05
    )
    assert all(one.mean == 0 for one in found if one.theory == "nothing-matters" and one.stock == "A.trust")


def test_the_horizon_is_the_kept_one_nearest_to_a_year(made: Small):
    assert horizon_of(dt.open_run(made.folder).results) == 12
