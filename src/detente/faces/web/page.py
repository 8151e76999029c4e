"""Pages from templates, and errors as pages: what every route shares."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from detente.faces.settings import version
from detente.shelf.read_text import LARGEST
from detente.vocabulary.errors import Problem

HERE = Path(__file__).parent
MOTTO = "A verdict says what theories imply. It does not say what is true."
PLACES = (
    ("/", "Start"),
    ("/arguments", "Arguments"),
    ("/theories", "Theories"),
    ("/runs", "Runs"),
    ("/api", "API"),
)


WITHIN = {
    **dict.fromkeys(("audits", "editor"), "/arguments"),
    **dict.fromkeys(("causes", "sources", "variables"), "/theories"),
    "compare": "/runs",
    "scenarios": "/",
}


def place_of(address: str) -> str:
    """Return the place of the navigation that a page stands in.

    >>> place_of("/"), place_of("/runs/464d2fc69783"), place_of("/causes/rally"), place_of("/nowhere")
    ('/', '/runs', '/theories', '')
    """
    first = address.split("/")[1] if "/" in address else ""
    known = {place for place, _ in PLACES}
    return WITHIN.get(first, f"/{first}" if f"/{first}" in known else "")


@cache
def templates() -> Environment:
    """Return the templates of the workbench; what they show is escaped."""
    from detente.faces.page.render import environment

    shared = environment()
    folders = ChoiceLoader(
        [FileSystemLoader(HERE / "templates"), *([shared.loader] if shared.loader else [])]
    )
    found = shared.overlay(loader=folders)
    largest = f"{LARGEST // 10**6} MB"
    words: dict[str, Any] = {"version": version(), "motto": MOTTO, "places": PLACES, "largest": largest}
    words["place_of"] = place_of
    found.globals = {**shared.globals, **words}
    return found


def page(request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page made by a template; `here` is the address by which the navigation marks its place."""
    text = templates().get_template(template).render(here=request.url.path, **shown)
    return HTMLResponse(text, status)


def fragment(template: str, **shown: Any) -> HTMLResponse:
    """Return a part of a page."""
    return HTMLResponse(templates().get_template(template).render(**shown))


def refused(request: Request, problems: Sequence[Problem], heading: str = "This cannot be done yet") -> Any:
    """Return a page that says everything that is wrong with what was asked."""
    return page(request, "refused.html.j2", 422, heading=heading, problems=problems, sentences=())


def sorry(request: Request, status: int, heading: str, *sentences: str) -> HTMLResponse:
    """Return a page that says why there is nothing else to see."""
    return page(request, "refused.html.j2", status, heading=heading, problems=(), sentences=sentences)


def wants_json(headers: Mapping[str, str]) -> bool:
    """Say whether an answer is read by a program rather than by a person."""
    accepted = headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted
