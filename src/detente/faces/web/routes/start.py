"""Start: what can be looked at, in one sentence each, and a first result two clicks away."""

from typing import Annotated

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from detente.faces.ask import Wishes, load
from detente.faces.web.asking import ask_run
from detente.faces.web.audit_asking import shelf
from detente.faces.web.lately import lately
from detente.faces.web.page import page
from detente.shelf.packaged import scenario_names
from detente.shelf.papers import list_papers

router = APIRouter()
FIRST_DRAWS, FIRST_LIVES = 256, 2  # enough for a first look, within half a minute
RECENT = 6


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def start(request: Request) -> HTMLResponse:
    """Show what there is to begin with."""
    scenarios = [load(name).scenario for name in scenario_names()]
    return page(
        request,
        "start.html.j2",
        scenarios=scenarios,
        yours=list_papers("scenario"),
        arguments=shelf(),
        recent=lately(RECENT),
    )


@router.post("/runs/first", include_in_schema=False)
def first(scenario: Annotated[str, fastapi.Form(max_length=60)]) -> RedirectResponse:
    """Ask for a quick run of a packaged scenario under all theories."""
    known = load(scenario if scenario in scenario_names() else "")
    identifier = ask_run(known, Wishes(draws=FIRST_DRAWS, lives=FIRST_LIVES))
    return RedirectResponse(f"/runs/{identifier}", 303)
