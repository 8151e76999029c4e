"""Arguments: what can be audited, and the page on which an audit of one is asked for."""

from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from detente.faces import library
from detente.faces.audit_asked import AuditWishes
from detente.faces.web.argument_words import asked_in
from detente.faces.web.audit_asking import (
    TEXT,
    Shelved,
    ask_audit,
    bring,
    choices,
    kept_text,
    pasted,
    scenario,
    shelf,
    shelved,
)
from detente.faces.web.audit_known import audits_of
from detente.faces.web.guard import LARGEST
from detente.faces.web.page import page
from detente.faces.web.removing import take_off_the_shelf
from detente.pipeline.argument import Argument
from detente.shelf.read_text import decoded
from detente.vocabulary.errors import DetenteError, InvalidInput, Problem

router = APIRouter(include_in_schema=False)
LOOKS = ((64, "a first look: 64 draws of every test"), (0, "in full: 256 to 1,024 draws of every test"))
NOTHING = {"scenario": "", "seed": "", "draws": "", "pasted": "", "theories": ()}
FIELDS = ("text", "theory", "seed", "draws", "scenario")


@router.get("/arguments", response_class=HTMLResponse)
def index(request: Request) -> HTMLResponse:
    """Show every argument, what suits it and what came of it."""
    return _index(request, (), 200)


@router.post("/arguments")
async def bring_one(request: Request) -> Response:
    """Take an argument file that the user brings."""
    form = await request.form(max_files=1, max_fields=4, max_part_size=LARGEST)
    data, file = await _given(form, "argument")

    def kept() -> Response:
        try:
            found = bring(decoded(data, file), file)
        except InvalidInput as error:
            return _index(request, error.problems, 422)
        return RedirectResponse(f"/arguments/{found.name}", 303)

    return await run_in_threadpool(kept)


@router.get("/arguments/{name}", response_class=HTMLResponse)
def show(request: Request, name: str) -> HTMLResponse:
    """Show an argument: its claims, and what an audit of it can be asked for."""
    return _show(request, shelved(name), {}, (), 200)


@router.post("/arguments/{name}/audit")
async def audit(request: Request, name: str) -> Response:
    """Ask for an audit, or say everything that is wrong with what was asked."""
    form = await request.form(max_files=1, max_fields=100, max_part_size=LARGEST)
    data, file = await _given(form, "document")
    return await run_in_threadpool(_asked, request, name, form, data, file)


@router.post("/arguments/{name}/delete")
def delete(name: str) -> RedirectResponse:
    """Take an argument of the user's own, and the text of its document, off the shelf."""
    take_off_the_shelf(shelved(name))
    return RedirectResponse("/arguments", 303)


def _asked(request: Request, name: str, form: FormData, data: bytes, file: str) -> Response:
    found = shelved(name)
    problems: list[Problem] = []
    text = _text(data, file, form, found.argument, problems)
    wishes = AuditWishes(
        theories=tuple(str(one) for one in form.getlist("theory")),
        seed=_whole(form, "seed", 7, problems),
        draws=_whole(form, "draws", 0, problems),
    )
    identifier = ""
    try:
        chosen = scenario(str(form.get("scenario", "")))
        identifier = ask_audit(found, chosen, text, wishes)
    except InvalidInput as error:
        problems += error.problems
    except DetenteError as error:
        problems.append(Problem("scenario", 0, 0, "no scenario was chosen", str(error), "choose one"))
    if problems:
        given: dict[str, Any] = {key: form.get(key, "") for key in ("scenario", "seed", "draws", "pasted")}
        return _show(request, found, {**given, "theories": wishes.theories}, problems, 422)
    return RedirectResponse(f"/audits/{identifier}", 303)


def _text(data: bytes, file: str, form: FormData, argument: Argument, problems: list[Problem]) -> str:
    """Return the document's text: uploaded, or pasted, or as it is kept; "" where it is to do without."""
    typed = str(form.get("pasted", ""))
    try:
        if file:
            return decoded(data, TEXT)
        if typed.strip():
            decoded(typed.encode("utf-8", "surrogatepass"), TEXT)
            return pasted(typed, argument)
    except InvalidInput as error:
        problems += error.problems
        return ""
    return kept_text(argument.name, argument.document.sha256) if form.get("kept") else ""


def _whole(form: FormData, name: str, usual: int, problems: list[Problem]) -> int:
    said = str(form.get(name, "")).strip()
    if said.isascii() and said.isdigit() and len(said) <= 20:
        return int(said)
    if said:
        what, fix = f"{said[:40]!r} is no whole number", f"give digits only, as {usual}"
        problems.append(Problem(f"--{name}", 0, 0, what, f"{name} is a whole number", fix))
    return usual


async def _given(form: FormData, field: str) -> tuple[bytes, str]:
    """Return what was uploaded and its name without any folder; nothing where nothing was."""
    given = form.get(field)
    if not isinstance(given, UploadFile) or not given.filename:
        return b"", ""
    return await given.read(), PurePath(given.filename.replace("\\", "/")).name[:80] or "the file"


def _index(request: Request, problems: Any, status: int) -> HTMLResponse:
    every = shelf()
    suits = {one.argument.name: [x for x in choices(one.argument) if not x.why_not] for one in every}
    made = {one.argument.name: audits_of(one.argument.name) for one in every}
    return page(request, "arguments.html.j2", status, every=every, suits=suits, made=made, problems=problems)


def _show(
    request: Request, found: Shelved, given: dict[str, Any], problems: Any, status: int
) -> HTMLResponse:
    fields = {key: [one for one in problems if _field(one) == key] for key in FIELDS}
    return page(
        request,
        "argument.html.j2",
        status,
        shelved=found,
        argument=found.argument,
        choices=choices(found.argument),
        theories=library.theories().values(),
        looks=LOOKS,
        given={**NOTHING, **given},
        kept=bool(kept_text(found.argument.name, found.argument.document.sha256)),
        problems=problems,
        wrong=fields,
        made=audits_of(found.argument.name),
        asked=asked_in(found.argument),
    )


def _field(problem: Problem) -> str:
    """Return the field at which a problem is shown: what keeps scenario and argument apart, at the former."""
    word = problem.file.removeprefix("--")
    return word if word in FIELDS else "text" if word == TEXT else "scenario"
