"""Runs: the page of a run from the moment it is asked for, its progress, and the list of all."""

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from typing import Annotated

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from detente.faces.web import naming
from detente.faces.web.asking import is_identifier, known
from detente.faces.web.following import Standing, following
from detente.faces.web.listing import rows
from detente.faces.web.page import fragment, page
from detente.faces.web.progress import HEADINGS, how_far, progress_line
from detente.faces.web.removing import remove
from detente.faces.web.routes.results import result_page
from detente.faces.web.sharing import address_of, only_here
from detente.shelf import jobs
from detente.vocabulary.errors import InvalidInput, Problem

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 100  # runs


@router.get("/runs", response_class=HTMLResponse)
def index(
    request: Request,
    q: Annotated[str, fastapi.Query(max_length=200)] = "",
    after: Annotated[int, fastapi.Query(ge=0, le=10**6)] = 0,
) -> HTMLResponse:
    """List the runs that hold the words searched for, the newest first."""
    return _list(request, q, after)


@router.get("/runs/{identifier}", response_class=HTMLResponse)
def show(request: Request, identifier: str) -> HTMLResponse:
    """Show a run: how far it is, or what came of it."""
    found = known(identifier)
    if found.waiting is not None:
        return page(request, "waiting.html.j2", run=found, now=how_far(found.waiting))
    return result_page(request, found)


@router.get("/runs/{identifier}/events", response_class=EventSourceResponse)
async def events(request: Request, identifier: str) -> AsyncIterator[ServerSentEvent]:
    """Tell how far a run is, until there is no more to tell."""
    async for event in following(request, partial(_standing, identifier)):
        yield event


@router.get("/runs/{identifier}/status", response_class=HTMLResponse)
def status(identifier: str) -> HTMLResponse:
    """Return how a run stands, as the list shows it."""
    return fragment("status.html.j2", run=known(identifier))


@router.post("/runs/{identifier}/cancel")
def cancel(request: Request, identifier: str) -> Response:
    """Stop a run, and say so at once: to a page that waits in its place, to others on its own page."""
    job = jobs.cancel(identifier) if is_identifier(identifier) else None
    if "hx-request" not in request.headers:
        return RedirectResponse(f"/runs/{identifier}", 303)
    if job is None or job.status != "cancelled":  # it was over before
        return Response(headers={"HX-Redirect": f"/runs/{identifier}"})
    return fragment("stopped.html.j2", run=job, now=how_far(job))


@router.post("/runs/{identifier}/again")
def again(identifier: str) -> RedirectResponse:
    """Ask again for a run that was stopped, failed, or lost its answer."""
    found = known(identifier)
    if found.job is not None:
        if found.job.status == "done" and found.run is None:
            jobs.forget_job(identifier)
        jobs.ask(found.job)
    return RedirectResponse(f"/runs/{identifier}", 303)


@router.post("/runs/{identifier}/name", response_class=HTMLResponse)
def rename(
    request: Request,
    identifier: str,
    name: Annotated[str, fastapi.Form()] = "",
    to: Annotated[str, fastapi.Form()] = "",
) -> Response:
    """Give a run a name of its user's own; an empty one brings the usual one back."""
    try:
        naming.rename(known(identifier), name)
    except InvalidInput as error:
        return _list(request, "", 0, {identifier: (name, error.problems)})
    return RedirectResponse(f"/runs/{identifier}" if to == "run" else "/runs", 303)


@router.get("/runs/{identifier}/delete", response_class=HTMLResponse)
def confirm(request: Request, identifier: str) -> HTMLResponse:
    """Ask whether a run is really to be deleted."""
    return page(request, "delete.html.j2", kind="run", found=known(identifier))


@router.post("/runs/{identifier}/delete")
def delete(identifier: str) -> RedirectResponse:
    """Delete a run."""
    remove(known(identifier))
    return RedirectResponse("/runs", 303)


def _standing(identifier: str) -> Standing:
    job = jobs.get_job(identifier)
    if job is None or not job.open:
        return Standing({"over": "over"}, over=True)
    heading = f'<h2 id="far">{HEADINGS[job.status]}</h2>'
    return Standing({"status": heading, "progress": progress_line(job)})


def _list(
    request: Request,
    searched: str,
    after: int,
    wrong: Mapping[str, tuple[str, Sequence[Problem]]] | None = None,
) -> HTMLResponse:
    found = rows(searched)
    return page(
        request,
        "runs.html.j2",
        422 if wrong else 200,
        runs=found[after : after + ON_A_PAGE],
        total=len(found),
        after=after,
        more=after + ON_A_PAGE if after + ON_A_PAGE < len(found) else 0,
        searched=searched,
        wrong=wrong or {},
        longest=naming.LONGEST_NAME,
        address=lambda run: address_of(request, f"runs/{run}"),
        only_here=only_here(request),
    )
