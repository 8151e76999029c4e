"""Runs: the page of a run from the moment it is asked for, its progress, its parts, and the list of all."""

import asyncio
import time
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from detente.faces.web.asking import Known, everything, known
from detente.faces.web.page import page, templates
from detente.faces.web.parts import read_parts, read_section
from detente.shelf import jobs
from detente.shelf.jobs import Job

router = APIRouter(include_in_schema=False)
AT_ONCE = (
    "effect",
    "survival",
    "months",
)  # sections that a result opens with; the others come when asked for
LOOK = 0.2  # seconds between two looks at how far a run is
SOON = 0.03  # share done before which nothing is said of the time that is left


@router.get("/runs", response_class=HTMLResponse)
def index(request: Request) -> HTMLResponse:
    """List all runs."""
    return page(request, "runs.html.j2", runs=everything())


@router.get("/runs/{identifier}", response_class=HTMLResponse)
def show(request: Request, identifier: str) -> HTMLResponse:
    """Show a run: how far it is, or what came of it."""
    found = known(identifier)
    if found.waiting is not None:
        return page(request, "waiting.html.j2", run=found, now=how_far(found.waiting))
    return _result(request, found)


@router.get("/runs/{identifier}/events", response_class=EventSourceResponse)
async def events(request: Request, identifier: str) -> AsyncIterator[ServerSentEvent]:
    """Tell how far a run is, until there is no more to tell."""
    last = ""
    while not await request.is_disconnected():
        job = await run_in_threadpool(jobs.get_job, identifier)
        if job is None or not job.open:
            yield ServerSentEvent(event="over", raw_data="over")
            return
        text = await run_in_threadpool(_progress, job)
        if text != last:
            yield ServerSentEvent(event="progress", raw_data=text)
            last = text
        await asyncio.sleep(LOOK)


@router.post("/runs/{identifier}/cancel")
def cancel(identifier: str) -> RedirectResponse:
    """Stop a run."""
    known(identifier)
    jobs.cancel(identifier)
    return RedirectResponse(f"/runs/{identifier}", 303)


@router.post("/runs/{identifier}/again")
def again(identifier: str) -> RedirectResponse:
    """Ask again for a run that was stopped or failed."""
    job = known(identifier).job
    if job is not None:
        jobs.ask(job)
    return RedirectResponse(f"/runs/{identifier}", 303)


@router.get("/runs/{identifier}/parts/{section}", response_class=HTMLResponse)
def part(identifier: str, section: str) -> Response:
    """Return one section of a result."""
    folder = known(identifier).folder
    parts = None if folder is None else read_parts(folder)
    if folder is None or parts is None:
        return HTMLResponse("<p>This run has no pages yet.</p>", 404)
    return HTMLResponse(
        read_section(folder, parts, section), headers={"Cache-Control": "private, max-age=60"}
    )


def how_far(job: Job) -> dict[str, object]:
    """Return what is told of a job under way: status, whole per cent, words, and the time that is left."""
    before = jobs.ahead_of(job) if job.status == "queued" else 0
    waits = f"waits for {before} other{'s' if before > 1 else ''}" if before else "begins in a moment"
    return {
        "status": job.status,
        "share": int(100 * job.share),
        "words": waits if job.status == "queued" else job.words,
        "left": _left(job),
        "said": job.said.splitlines(),
    }


def _left(job: Job) -> str:
    if job.status != "running" or job.share < SOON:
        return ""
    seconds = (time.time() - job.begun_at) * (1 - job.share) / job.share
    if seconds < 10:
        return "a few seconds left"
    return f"about {round(seconds, -1):.0f} s left" if seconds < 90 else f"about {seconds / 60:.0f} min left"


def _progress(job: Job) -> str:
    text = templates().get_template("progress.html.j2").render(now=how_far(job))
    return " ".join(text.split("\n"))


def _result(request: Request, found: Known) -> HTMLResponse:
    folder = found.folder
    parts = None if folder is None else read_parts(folder)
    if folder is None or parts is None:
        return page(request, "unwritten.html.j2", run=found)
    opened = [name for name, _, _ in parts.sections if name.startswith(AT_ONCE)][: len(AT_ONCE)]
    shown = {name: read_section(folder, parts, name) for name in opened}
    return page(request, "result.html.j2", run=found, parts=parts, shown=shown)
