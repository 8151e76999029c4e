"""Scenarios: every number of one as a field; change it, run it, save it, take it along as a file."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from detente.faces.web.asking import ask_run
from detente.faces.web.guard import LARGEST as LARGEST_REQUEST
from detente.faces.web.page import page, templates
from detente.faces.web.scenario.asked import FIRST, FULL, first_wishes
from detente.faces.web.scenario.origins import is_own, origin, typed_of
from detente.faces.web.scenario.ready import ready
from detente.faces.web.scenario.rows import minus_row, with_row
from detente.faces.web.scenario.shown import Page, Wrong, shown
from detente.faces.web.scenario.typed import Typed, read
from detente.faces.web.scenario.written import as_yaml
from detente.pipeline.scenario_form import SLUG
from detente.shelf.packaged import scenario_names
from detente.shelf.papers import Paper, forget_paper, keep_paper, list_papers
from detente.shelf.read_text import LARGEST, decoded
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput, Problem

router = APIRouter(include_in_schema=False)
TEMPLATE = "scenario.html.j2"
FRESH = 10.0  # seconds for which a page may be shown again as it was
MOST_FIELDS = 6_000  # of a form: eight third parties have about 2,500
PASTED = "pasted text"
ROW = re.compile(r"(happens|worlds)\.[0-9]{1,3}|parties\.[a-z0-9_]{1,30}")


@router.get("/scenarios/{name}", response_class=HTMLResponse)
def show(request: Request, name: str) -> HTMLResponse:
    """Show a scenario with all its numbers; wishes for a run may stand in the address."""
    if name in scenario_names() and not request.query_params:
        return HTMLResponse(_as_it_comes(name, request.url.path, int(time.time() / FRESH)))
    typed = typed_of(origin(name), first_wishes())
    notice = f"Saved as {name}." if request.query_params.get("saved") else ""
    wished = read(request.query_params.multi_items())
    typed = _with_wishes(typed, wished) if wished.theories or wished.under("wish") else typed
    return _page(request, Page(typed, name, is_own(name), notice=notice))


@router.post("/scenarios/{name}")
async def act(request: Request, name: str) -> Response:
    """Do with what was typed what the pressed button says."""
    form = await request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=LARGEST_REQUEST)
    typed = read(form.multi_items())
    given = form.get("import.file")
    data = await given.read(LARGEST + 1) if isinstance(given, UploadFile) else b""
    file = (given.filename or PASTED) if isinstance(given, UploadFile) else PASTED
    action = str(form.get("action", "run"))
    return await run_in_threadpool(_acted, request, Page(typed, name, is_own(name)), action, (file, data))


def _acted(request: Request, state: Page, action: str, file: tuple[str, bytes]) -> Response:
    origin(state.origin)  # an unknown address is said to be unknown
    if action == "import":
        return _imported(request, state, *file)
    if action in ACTIONS:
        return ACTIONS[action](request, state)
    verb, _, what = action.partition(".")
    if verb == "add" and what in ("happens", "worlds", "parties"):
        state = with_row(state, what)
    elif verb == "remove" and ROW.fullmatch(what):
        state = minus_row(state, what)
    elif verb == "size":
        state = replace(state, typed=state.typed.put(FULL if what == "full" else FIRST))
    return _page(request, state)


@lru_cache(maxsize=16)
def _as_it_comes(name: str, here: str, moment: int) -> str:
    """Return the page of a packaged scenario; what runs take here may have changed by the next `moment`."""
    state = Page(typed_of(origin(name), first_wishes()), name, is_own(name))
    return templates().get_template(TEMPLATE).render(here=here, **shown(_with_name(state)))


def _page(request: Request, state: Page) -> HTMLResponse:
    wrong = bool(state.wrong.lines or state.file)
    return page(request, TEMPLATE, 422 if wrong else 200, **shown(_with_name(state)))


def _with_name(state: Page) -> Page:
    """Return the same with a name under which it may be saved."""
    if "save_as" in state.typed.fields:
        return state
    name = state.typed["name"] if is_own(state.typed["name"]) else f"my-{state.typed['name']}"
    return replace(state, typed=state.typed.put({"save_as": name[:60]}))


def _run(request: Request, state: Page) -> Response:
    """Ask for a run of what was typed."""
    found, wrong = ready(state.typed, wishes_too=True)
    if found is None:
        return _page(request, replace(state, wrong=wrong))
    return RedirectResponse(f"/runs/{ask_run(found.loaded, found.wishes)}", 303)


def _export(request: Request, state: Page) -> Response:
    """Hand out what was typed as a file."""
    found, wrong = ready(state.typed, wishes_too=False)
    if found is None:
        return _page(request, replace(state, wrong=wrong))
    headers = {"Content-Disposition": f'attachment; filename="{found.loaded.scenario.name}.yaml"'}
    return Response(as_yaml(found.table), media_type="application/yaml; charset=utf-8", headers=headers)


def _save(request: Request, state: Page) -> Response:
    """Keep what was typed under a name of the user's own."""
    found, wrong = ready(state.typed, wishes_too=False)
    name = state.typed["save_as"].strip()
    refusal = _refusal(name, state)
    lines = (*(() if refusal is None else (("save_as", refusal),)), *wrong.lines)
    if lines or found is None:
        return _page(request, replace(state, wrong=Wrong(lines)))
    keep_paper(Paper("scenario", name, found.loaded.scenario.title, as_yaml(found.table | {"name": name})))
    typed = state.typed
    kept = [(f"wish.{key}", text) for key, text in typed.under("wish").items() if text]
    kept += [("wish.theories", one) for one in typed.theories] + [("wish.watch", one) for one in typed.watch]
    return RedirectResponse(f"/scenarios/{name}?" + urlencode([("saved", "1"), *kept]), 303)


def _forget(request: Request, state: Page) -> Response:
    """Strike a scenario of the user's own."""
    if state.own:
        forget_paper("scenario", state.origin)
    return RedirectResponse("/", 303)


def _imported(request: Request, state: Page, file: str, data: bytes) -> Response:
    """Fill the page with a file, or say everything that is wrong with it."""
    pasted = state.typed["import.text"]
    try:
        text = decoded(data or pasted.encode(), file if data else PASTED)
        typed = typed_of(parsed(text, file if data else PASTED), first_wishes())
    except InvalidInput as error:
        return _page(request, replace(state, file=error.problems))
    notice = f"Filled with {typed['name']} from {file if data else PASTED}. Nothing is saved yet."
    return _page(request, replace(state, typed=_with_wishes(typed, state.typed), notice=notice))


def _with_wishes(typed: Typed, wished: Typed) -> Typed:
    """Return a scenario's form with the wishes of another one."""
    theories = wished.theories or typed.theories
    wishes = {f"wish.{name}": text for name, text in wished.under("wish").items()}
    return replace(typed.put(wishes), theories=theories, watch=wished.watch)


def _refusal(name: str, state: Page) -> Problem | None:
    """Return why what was typed cannot be saved under a name."""
    if not re.fullmatch(SLUG, name) or len(name) > 60:
        what, fix = (
            f"{name[:40]!r} is not a name",
            "use small letters, digits and single hyphens, such as my-war",
        )
        return Problem("", 0, 0, what, "it becomes part of an address", fix)
    if name in scenario_names():
        what, why = f"{name!r} comes with detente", "what comes with it is not changed"
        return Problem("", 0, 0, what, why, f"write another name, such as my-{name}"[:90])
    if name != state.origin and name in {paper.name for paper in list_papers("scenario")}:
        what, why = f"there is one of yours called {name!r}", "saving would replace it"
        return Problem("", 0, 0, what, why, "write another name, or open that one and save there")
    return None


ACTIONS: Mapping[str, Callable[[Request, Page], Response]] = {
    "run": _run,
    "save": _save,
    "export": _export,
    "forget": _forget,
}
