"""Results: what came of a run, section by section, and any stock over time."""

from pathlib import Path
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from detente.faces.web import stocks
from detente.faces.web.asking import Known, known
from detente.faces.web.downloading import available
from detente.faces.web.listing import rows
from detente.faces.web.page import fragment, page
from detente.faces.web.parts import Parts, headings, read_parts, read_section
from detente.faces.web.progress import how_far
from detente.faces.web.sharing import address_of, only_here
from detente.faces.web.stored import manifest_of, results_of
from detente.shelf import jobs
from detente.vocabulary.errors import BrokenStore

router = APIRouter(include_in_schema=False)
AT_ONCE = ("effect", "endings")  # a result opens with the first of these that it has
IN_SIGHT = ("survival", "months", "terms")  # fetched when they come into sight; the others when opened
OTHERS = 30  # runs that are offered to compare with
KEPT = {"Cache-Control": "private, max-age=60"}

Word = Annotated[str, fastapi.Query(max_length=400)]


def result_page(request: Request, found: Known) -> HTMLResponse:
    """Show what came of a run, or why there is nothing to see of it yet."""
    parts = None if found.folder is None else read_parts(found.folder)
    if found.folder is None or parts is None:
        return page(request, "unwritten.html.j2", run=found, now=how_far(found.job) if found.job else None)
    first = next((name for name in AT_ONCE if name in headings(parts)), parts.sections[0][0])
    others = [row for row in rows() if row.run.run and row.run.identifier != found.identifier]
    return page(
        request,
        "result.html.j2",
        run=found,
        parts=parts,
        shown={first: read_section(found.folder, parts, first)},
        in_sight=IN_SIGHT,
        takes_apart=AT_ONCE[0] in headings(parts),
        others=others[:OTHERS],
        kinds=available(found.folder),
        address=address_of(request, f"runs/{found.identifier}"),
        only_here=only_here(request),
    )


@router.get("/runs/{identifier}/parts/{section}", response_class=HTMLResponse)
def part(request: Request, identifier: str, section: str) -> Response:
    """Return one section of a result, or the table behind one: for the page, or as a page of its own."""
    found = known(identifier)
    folder, parts = opened(found)
    text = read_section(folder, parts, section)
    if "hx-request" in request.headers:
        return HTMLResponse(text, headers=KEPT | {"Vary": "HX-Request"})
    heading = headings(parts)[section]
    return page(request, "part.html.j2", run=found, heading=heading, text=text, section=section)


@router.post("/runs/{identifier}/pages")
def write_pages(identifier: str) -> RedirectResponse:
    """Have the pages of a run written anew: its question is asked again, and its answer is found."""
    found = known(identifier)
    job = found.job or _asked_again(found)
    jobs.forget_job(identifier) if job.status == "done" else None
    jobs.ask(job)
    return RedirectResponse(f"/runs/{identifier}", 303)


@router.get("/runs/{identifier}/stocks", response_class=HTMLResponse)
def stock(
    request: Request, identifier: str, what: Word = "", theory: Word = "", world: Word = ""
) -> Response:
    """Show one stock over time: for the page, or as a page of its own."""
    found = known(identifier)
    folder, parts = opened(found)
    tree = results_of(folder)
    there = stocks.choices(tree, parts.labels)
    choice = stocks.chosen(there, what, theory or stocks.telling(tree, there, what), world)
    course = stocks.course(tree, choice, parts.labels)
    shown: dict[str, Any] = {
        "run": found,
        "choices": there,
        "choice": choice,
        "course": course,
        "pictures": (),
        "table": None,
    }
    if course is not None:
        both = (stocks.drawn(course, choice, parts.act, narrow) for narrow in (False, True))
        shown["pictures"] = tuple(map(Markup, both))
        shown["table"] = stocks.tabled(course, choice)
    if "hx-request" in request.headers:
        only_it = request.headers.get("hx-target") == "stock"
        return fragment("stock.html.j2" if only_it else "stockboth.html.j2", **shown)
    return page(request, "stocks.html.j2", **shown)


@router.get("/runs/{identifier}/stocks.svg")
def stock_figure(identifier: str, what: Word = "", theory: Word = "", world: Word = "") -> Response:
    """Return one stock over time as a picture."""
    from detente.faces.page.render import standalone

    folder, parts = opened(known(identifier))
    tree = results_of(folder)
    there = stocks.choices(tree, parts.labels)
    choice = stocks.chosen(there, what, theory or stocks.telling(tree, there, what), world)
    course = stocks.course(tree, choice, parts.labels)
    if course is None:
        raise BrokenStore("no war of this run goes on for long enough to have a course of this stock")
    name = f"detente-{identifier}-{choice.what.replace('.', '-').replace('_', '-')}.svg"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(
        standalone(stocks.drawn(course, choice, parts.act)), media_type="image/svg+xml", headers=headers
    )


def opened(found: Known) -> tuple[Path, Parts]:
    """Return where the pages of a run are, and what they are made of.

    Raises:
        BrokenStore: they are not written.
    """
    parts = None if found.folder is None else read_parts(found.folder)
    if found.folder is None or parts is None:
        raise BrokenStore("this run has no pages yet; its own page says why")
    return found.folder, parts


def _asked_again(found: Known) -> jobs.Job:
    """Return the job that asks again what a run was asked that is known by its answer only."""
    from detente.faces.ask import read_back
    from detente.faces.web.tasks import plain

    manifest = manifest_of(found.folder or Path())
    tree = results_of(found.folder or Path())
    causes = {name: list(node.attrs["causes"]) for name, node in tree.children.items()}
    loaded, wishes = read_back(manifest.scenario_text, manifest.provenance, causes)
    return jobs.Job(found.identifier, "run", found.usual, plain(loaded, wishes))
