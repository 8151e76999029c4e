"""Channels: through which causes the effects of a run pass, asked for on its page and shown there."""

from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from detente.faces.channels import kept_channels
from detente.faces.web.asking import Known, known
from detente.faces.web.channel_task import ask_channels, job_of
from detente.faces.web.page import fragment, page
from detente.faces.web.passing import LEAST, chosen
from detente.faces.web.progress import how_far
from detente.faces.web.routes.results import opened
from detente.faces.web.stored import results_of
from detente.shelf import jobs

router = APIRouter(include_in_schema=False)

Word = Annotated[str, fastapi.Query(max_length=400)]


@router.get("/runs/{identifier}/channels", response_class=HTMLResponse)
def channels(request: Request, identifier: str, what: Word = "", world: Word = "") -> Response:
    """Show the channels of a run, how far they are, or how to have them found.

    As a part of the run's page or as a page of its own.
    """
    run = known(identifier)
    shown = _shown(run, what, world)
    if "hx-request" not in request.headers:
        return page(request, "channels.html.j2", **shown)
    only_it = request.headers.get("hx-target") == "channels"
    return fragment("channels_found.html.j2" if only_it else "channels_part.html.j2", **shown)


@router.post("/runs/{identifier}/channels")
def find(identifier: str) -> RedirectResponse:
    """Have the channels of a run found."""
    run = known(identifier)
    if run.folder is None or kept_channels(run.folder) is None:
        ask_channels(run)
    return RedirectResponse(f"/runs/{identifier}/channels", 303)


@router.post("/runs/{identifier}/channels/cancel")
def cancel(identifier: str) -> RedirectResponse:
    """Stop the finding of a run's channels."""
    jobs.cancel(job_of(known(identifier).identifier))
    return RedirectResponse(f"/runs/{identifier}/channels", 303)


def _shown(run: Known, what: str, world: str) -> dict[str, Any]:
    from detente.pipeline.brief_numbers import questions

    folder, _ = opened(run)
    results, job, found = results_of(folder), jobs.get_job(job_of(run.identifier)), kept_channels(folder)
    worlds = [str(name) for name in results.attrs["worlds"]]
    asked = questions(results)
    return {
        "run": run,
        "worlds": worlds,
        "outcomes": asked,
        "job": job,
        "now": how_far(job) if job is not None else None,
        "least": LEAST,
        "found": chosen(found, asked, what, world) if found else None,
    }
