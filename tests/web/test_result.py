"""The result of a run: read in a real browser, taken along, and opened again."""

import io
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import httpx
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from detente.faces.runs import RESULTS
from detente.faces.web.parts import read_parts
from detente.shelf.registry import find_run, list_runs
from detente.shelf.store import open_run
from tests.web.conftest import Workbench
from tests.web.test_runs import SMALL, done, own_scenario

IN_SIGHT = ("survival", "months", "terms")
MOST_BYTES, MOST_REQUESTS = 150_000, 10  # of a page as it opens, uncompressed


@pytest.fixture(scope="module")
def run(workbench: Workbench) -> str:
    return done(
        workbench, SMALL | {"seed": 8, "theories": ("commitment", "spoiler")}, own_scenario("My own sides")
    )


@pytest.fixture(scope="module")
def folder(workbench: Workbench, run: str) -> Path:
    return Path(find_run(run, workbench.home).path)


@pytest.fixture(scope="module")
def stored(folder: Path) -> xr.DataTree:
    return open_run(folder / RESULTS)


def taken(workbench: Workbench, run: str, name: str) -> httpx.Response:
    """Download something of a run and check that it is called what it is."""
    with workbench.programs as programs:
        answer = programs.get(f"/runs/{run}/{name}")
    assert answer.status_code == 200, answer.text[:300]
    file = f"detente-{run}-{name.split('/')[-1]}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{file}"'
    return answer


def read_to_the_end(page: Page) -> None:
    """Bring every part of the page into sight, so that it is fetched."""
    for part in (*IN_SIGHT, "stocks"):
        page.locator(f"#in-{part}").scroll_into_view_if_needed()
        expect(page.locator(f"#in-{part} svg.fig").first).to_be_attached()


def test_a_result_leads_with_the_difference_and_fetches_what_comes_into_sight(
    page: Page, workbench: Workbench, run: str
):
    asked: list[Request] = []
    page.on("requestfinished", lambda one: asked.append(one))
    page.goto(workbench(f"/runs/{run}"), wait_until="networkidle")
    assert len(asked) <= MOST_REQUESTS
    assert sum(len(one.response().body()) for one in asked) < MOST_BYTES
    read_to_the_end(page)
    headings = page.locator("main h2:not(.unseen)").all_inner_texts()
    assert headings == [
        "What the act changes, all else equal",
        "How long the war goes on",
        "The difference over months",
        "The terms on which it ends",
        "Through which causes the effect passes",
        "Stocks over time",
    ]
    survival = page.locator("#survival")
    survival.get_by_text("Numbers as a table").click()
    expect(survival.get_by_role("row")).to_have_count(1 + 2 * 2 * 7)  # theories, worlds, months 0 to 6


def test_every_figure_has_its_numbers_as_a_table(workbench: Workbench, run: str, folder: Path):
    drawn = 0
    with workbench.programs as programs:
        for name, _, _ in read_parts(folder).sections:
            text = programs.get(f"/runs/{run}/parts/{name}", headers={"HX-Request": "true"}).text
            assert not text.startswith("<!DOCTYPE")
            if "<figure>" in text and "<table>" not in text:
                assert f'href="/runs/{run}/parts/{name}-numbers"' in text, name
                page = programs.get(f"/runs/{run}/parts/{name}-numbers").text
                assert page.startswith("<!DOCTYPE")
                assert page.count("<tr>") > 10
            drawn += text.count("<figure>")
    assert drawn >= 8  # three effects, survival, months, the terms of each side, endings


def test_the_numbers_are_those_of_the_store(workbench: Workbench, run: str, stored: xr.DataTree):
    with workbench.programs as programs:
        survival = pd.read_html(io.StringIO(programs.get(f"/runs/{run}/parts/survival-numbers").text))[0]
        terms = pd.read_html(io.StringIO(programs.get(f"/runs/{run}/parts/terms").text))[-1]
    node = stored["spoiler"].to_dataset()
    row = survival[
        (survival.Theory == "Spoiler") & (survival.World == "with the strike") & (survival.Month == 6)
    ]
    median = node["survival"].sel(world="with the strike", month=6, statistic="q50").item()
    assert row["Median"].item() == f"{100 * median:.1f}%"
    last = node.sel(world="with the strike", month=6, statistic="mean")
    share = (last["share"].sel(side="B") / (1 - last["survival"])).item()
    assert terms.set_index("Theory").loc["Spoiler", "side B, “with the strike”"] == f"{100 * share:.1f}%"


def test_a_stock_of_side_b_is_chosen(page: Page, workbench: Workbench, run: str, stored: xr.DataTree):
    page.goto(workbench(f"/runs/{run}"))
    read_to_the_end(page)
    page.get_by_label("Stock", exact=True).select_option(label="Trust, side B")
    page.get_by_label("Theory", exact=True).select_option(label="Spoiler")
    page.get_by_label("World", exact=True).select_option(value="difference: with the strike")
    figure = page.locator("#stock svg.fig:visible")
    expect(figure.locator("title")).to_have_text("Trust, side B: Spoiler, difference: with the strike")
    page.locator("#stock").get_by_text("Numbers as a table").click()
    cells = page.locator("#stock tbody tr").last.locator("td").all_inner_texts()
    values = stored["spoiler"]["trust_effect"].sel(world="with the strike", side="B", month=6)
    median = values.sel(statistic="q50").item()
    assert float(cells[2].replace("−", "-")) == pytest.approx(median, rel=0.01, abs=1e-6)
    page.get_by_role("link", name="This figure’s own address").click()
    expect(page.get_by_label("Stock", exact=True)).to_have_value("B.trust")


def test_the_first_course_is_of_the_theory_that_moves_it_most(
    page: Page, workbench: Workbench, run: str, stored: xr.DataTree
):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workbench(f"/runs/{run}/stocks"))
    moved = {
        name: abs(node["trust_effect"].sel(side="A", statistic="mean")).max().item()
        for name, node in stored.children.items()
    }
    most = max(moved, key=moved.get)
    assert moved[most] > 0
    expect(page.get_by_label("Theory", exact=True)).to_have_value(most)
    figure = page.locator("#stock svg.fig:visible")
    drawn = figure.evaluate("one => one.getBoundingClientRect().width / one.viewBox.baseVal.width")
    assert drawn == pytest.approx(1, abs=0.05)  # letters are as large as they are meant to be


def test_a_stock_is_chosen_without_scripts_and_all_that_is_not_there_is_said(workbench: Workbench, run: str):
    asked = {"what": "B.hostility", "theory": "commitment", "world": "without the strike"}
    with workbench.programs as programs:
        page = programs.get(f"/runs/{run}/stocks", params=asked)
        assert "Violence applied, side B: Commitment, without the strike" in page.text
        svg = programs.get(f"/runs/{run}/stocks.svg", params=asked)
        assert ElementTree.fromstring(svg.text).tag.endswith("svg")
        wrong = programs.get(f"/runs/{run}/stocks", params={"what": "B.trst", "theory": "x", "world": "<b>"})
    assert wrong.status_code == 422
    assert "did you mean &#39;B.trust&#39;?" in wrong.text.lower().replace("b.trust", "B.trust")
    assert wrong.text.count("in this run</strong>") == 3
    assert "<b>" not in wrong.text


def test_results_are_taken_along_as_netcdf(
    workbench: Workbench, run: str, stored: xr.DataTree, tmp_path: Path
):
    answer = taken(workbench, run, "download/results.nc")
    assert answer.headers["content-type"] == "application/x-netcdf"
    (tmp_path / "results.nc").write_bytes(answer.content)
    with xr.open_datatree(tmp_path / "results.nc", engine="h5netcdf") as tree:
        assert list(tree.children) == ["commitment", "spoiler"]
        assert int(tree.attrs["seed"]) == 8
        for name, node in stored.children.items():
            xr.testing.assert_equal(tree[name].to_dataset(), node.to_dataset())
    assert list((workbench.home / "cache" / "downloads").iterdir()) == []  # nothing is left lying about


def test_results_are_taken_along_as_parquet_and_csv(workbench: Workbench, run: str, stored: xr.DataTree):
    parquet = taken(workbench, run, "download/results.parquet")
    assert parquet.headers["content-type"] == "application/vnd.apache.parquet"
    table = pd.read_parquet(io.BytesIO(parquet.content))
    text = taken(workbench, run, "download/results.csv")
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    again = pd.read_csv(
        io.BytesIO(text.content),
        dtype={x: "string" for x in table.columns[:4]}
        | {x: "string" for x in ("side", "party", "ending", "event")},
    )
    pd.testing.assert_frame_equal(table, again, check_dtype=False)
    trust = table.query("theory == 'spoiler' and variable == 'trust' and side == 'B' and month == 3")
    values = stored["spoiler"]["trust"].sel(side="B", month=3)
    for world in ("with the strike", "without the strike"):
        found = trust[trust.world == world]
        assert found["q95"].item() == values.sel(world=world, statistic="q95").item()
    keys = ["theory", "world", "variable", "month", "side", "party", "ending", "event"]
    assert not table.duplicated(keys).any()
    assert np.isfinite(table["mean"]).all()


def test_effects_scenario_and_brief_are_taken_along(workbench: Workbench, run: str, folder: Path):
    effects = pd.read_csv(io.BytesIO(taken(workbench, run, "download/effects.csv").content))
    assert set(effects.theory) == {"commitment", "spoiler"}
    scenario = taken(workbench, run, "download/scenario.yaml")
    assert scenario.headers["content-type"] == "application/yaml"
    assert scenario.text == own_scenario("My own sides").text
    brief = taken(workbench, run, "download/brief.html")
    assert brief.text == (folder / "brief.html").read_text(encoding="utf-8")


def test_every_figure_is_taken_along_as_a_picture(workbench: Workbench, run: str, folder: Path):
    names = [name for name, _ in read_parts(folder).figures]
    assert {"effect", "survival", "months", "terms-a", "terms-b", "endings", "graph-war"} <= set(names)
    for name in names:
        answer = taken(workbench, run, f"figures/{name}.svg")
        assert answer.headers["content-type"] == "image/svg+xml"
        picture = ElementTree.fromstring(answer.text)
        assert picture.tag == "{http://www.w3.org/2000/svg}svg"
        assert "<style>" in answer.text


@pytest.mark.parametrize("name", ["download/../../../etc/passwd", "download/x", "figures/x.svg", "parts/x"])
def test_what_is_not_there_is_not_sent(workbench: Workbench, run: str, name: str):
    with workbench.programs as programs:
        assert programs.get(f"/runs/{run}/{name.replace('..', '%2e%2e')}").status_code == 404


def test_the_command_finds_the_same_run(page: Page, workbench: Workbench, run: str, tmp_path: Path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(workbench(f"/runs/{run}"))
    page.get_by_text("Make the same again").click()
    page.get_by_role("button", name="Copy command").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    command = page.evaluate("navigator.clipboard.readText()")
    file = f"detente-{run}-scenario.yaml"
    assert f"./{file}" in command
    (tmp_path / file).write_bytes(taken(workbench, run, "download/scenario.yaml").content)
    before = [one.identifier for one in list_runs(workbench.home)]
    words = [sys.executable, "-m", "detente", *shlex.split(command)[1:]]
    given = {
        "DETENTE_HOME": str(workbench.home),
        "PYTHONPATH": str(Path("src").resolve()),
        "PATH": "/usr/bin",
    }
    subprocess.run(words, cwd=tmp_path, env=given, check=True, capture_output=True)
    assert [one.identifier for one in list_runs(workbench.home)] == before
    page.get_by_text("Share", exact=True).click()
    expect(page.get_by_label("Address")).to_have_value(workbench(f"/runs/{run}"))
    expect(page.get_by_text("Only this machine can open it")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_whole_result_can_be_used_by_all(page: Page, workbench: Workbench, run: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    for path in (f"/runs/{run}", f"/runs/{run}/stocks", f"/runs/{run}/parts/terms"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(workbench(path))
        if path.endswith(run):
            read_to_the_end(page)
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        expect(page.get_by_text("on a page of its own")).to_have_count(0)
        found = Axe().run(page)
        assert found.violations_count == 0, path + found.generate_report()
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_pages_that_are_lost_are_written_again(page: Page, workbench: Workbench):
    identifier = done(workbench, SMALL | {"seed": 51})
    found = Path(find_run(identifier, workbench.home).path)
    (found / "page" / "index.json").unlink()
    page.goto(workbench(f"/runs/{identifier}"))
    page.get_by_role("button", name="Write its pages").click()
    expect(page.locator("dl.meta")).to_be_visible(timeout=240_000)
    assert re.search(r"effect", (found / "page" / "index.json").read_text(encoding="utf-8"))
