"""Audits: the page of an audit from the moment it is asked for, and the pieces that it loads one by one."""

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from typing import Annotated

import fastapi
from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from detente.faces.audit_parts import read_section
from detente.faces.web import naming
from detente.faces.web.audit_asking import shelf
from detente.faces.web.audit_graph import graph_of
from detente.faces.web.audit_judged import regranted
from detente.faces.web.audit_known import KnownAudit, audits_of, known
from detente.faces.web.audit_pages import (
    FILES,
    SAYS,
    done,
    files_in,
    first_look,
    how_far,
    look,
    progress,
    style,
)
from detente.faces.web.audit_text import opened
from detente.faces.web.following import Standing, following
from detente.faces.web.page import fragment, page
from detente.faces.web.removing import remove_audit
from detente.faces.web.sharing import address_of, only_here
from detente.shelf import jobs
from detente.vocabulary.errors import InvalidInput, Problem, UnknownName

router = APIRouter(include_in_schema=False)
KEPT = {"Cache-Control": "private, max-age=60"}
Asked = Annotated[str, Query(max_length=80)]


@router.get("/audits", response_class=HTMLResponse)
def index(request: Request) -> HTMLResponse:
    """List all audits."""
    return _list(request)


@router.get("/audits/style.css")
def stylesheet() -> Response:
    """Return the style of cards and marked text, as the page for offline reading has it."""
    return Response(style(), media_type="text/css", headers={"Cache-Control": "public, max-age=86400"})


@router.get("/audits/{identifier}", response_class=HTMLResponse)
def show(request: Request, identifier: str) -> HTMLResponse:
    """Show an audit: how far it is, or what came of it."""
    found = known(identifier)
    if found.waiting is not None:
        return page(request, "audit_waiting.html.j2", audit=found, now=how_far(found.waiting))
    if found.page is None:
        return _kept(request, found)
    one = done(identifier)
    shown = first_look(one, request.query_params)
    return page(
        request, "audit_page.html.j2", judged=regranted(one), files=files_in(one.folder), says=SAYS, **shown
    )


@router.get("/audits/{identifier}/reading", response_class=HTMLResponse)
def reading(request: Request, identifier: str) -> HTMLResponse:
    """Return the document and its claims as they are to be looked at."""
    found = done(identifier)
    shown = look(found, request.query_params)
    answer = fragment("audit_text.html.j2", **shown)
    answer.headers["HX-Replace-Url"] = f"/audits/{identifier}{shown['view'].query()}"
    return answer


@router.get("/audits/{identifier}/claims/{name}", response_class=HTMLResponse)
def claim(request: Request, identifier: str, name: str) -> HTMLResponse:
    """Return the card of a claim."""
    found = done(identifier).page.claim(name)
    return _card(identifier, {**request.query_params, "claim": found.name})


@router.get("/audits/{identifier}/claims", response_class=HTMLResponse)
def no_claim(request: Request, identifier: str) -> HTMLResponse:
    """Return what stands in the place of a card where none is open."""
    return _card(identifier, {**request.query_params, "claim": ""})


@router.get("/audits/{identifier}/fold", response_class=HTMLResponse)
def fold(identifier: str, start: int, end: int) -> HTMLResponse:
    """Return what a fold of the document's text holds, or the first part of it."""
    found = done(identifier)
    words, rest = opened(found.text, start, end)
    return fragment("audit_fold.html.j2", audit=found, words=words, rest=rest)


@router.post("/audits/{identifier}/judged", response_class=HTMLResponse)
async def judge(request: Request, identifier: str) -> HTMLResponse:
    """Return validity and soundness with the premises that are granted."""
    form = await request.form(max_fields=5_000)
    granted, conclusions = ([str(x) for x in form.getlist(name)] for name in ("grant", "conclude"))

    def shown() -> HTMLResponse:
        found = done(identifier)
        return fragment("audit_judged.html.j2", audit=found, judged=regranted(found, granted, conclusions))

    return await run_in_threadpool(shown)


@router.get("/audits/{identifier}/graph", response_class=HTMLResponse)
def graph(request: Request, identifier: str, chart: Asked = "") -> HTMLResponse:
    """Return the causal graph, with the ways of the chosen claim."""
    found = done(identifier)
    shown = look(found, request.query_params)
    drawn = graph_of(found.folder, found.page, shown["chosen"], shown["view"].theory, chart)
    return fragment("audit_graph.html.j2", **shown, graph=drawn)


@router.get("/audits/{identifier}/parts/{section}", response_class=HTMLResponse)
def part(identifier: str, section: str) -> HTMLResponse:
    """Return one of the further sections."""
    found = done(identifier)
    return HTMLResponse(read_section(found.folder, found.page, section), headers=KEPT)


@router.get("/audits/{identifier}/files/{name}")
def file(identifier: str, name: str) -> Response:
    """Give one of the files that the audit has left."""
    return sent_file(known(identifier), name)


@router.get("/audits/{identifier}/events", response_class=EventSourceResponse)
async def events(request: Request, identifier: str) -> AsyncIterator[ServerSentEvent]:
    """Tell how far an audit is, until there is no more to tell."""
    async for event in following(request, partial(_standing, identifier)):
        yield event


@router.post("/audits/{identifier}/cancel")
def cancel(identifier: str) -> RedirectResponse:
    """Stop an audit."""
    jobs.cancel(known(identifier).identifier)
    return RedirectResponse(f"/audits/{identifier}", 303)


@router.post("/audits/{identifier}/again")
def again(identifier: str) -> RedirectResponse:
    """Ask again for an audit that was stopped or failed."""
    ask_again(known(identifier))
    return RedirectResponse(f"/audits/{identifier}", 303)


@router.post("/audits/{identifier}/name", response_class=HTMLResponse)
def rename(request: Request, identifier: str, name: Annotated[str, fastapi.Form()] = "") -> Response:
    """Give an audit a name of its user's own; an empty one brings the usual one back."""
    try:
        naming.rename(known(identifier), name)
    except InvalidInput as error:
        return _list(request, {identifier: (name, error.problems)})
    return RedirectResponse("/audits", 303)


@router.get("/audits/{identifier}/delete", response_class=HTMLResponse)
def confirm(request: Request, identifier: str) -> HTMLResponse:
    """Ask whether an audit is really to be deleted."""
    return page(request, "delete.html.j2", kind="audit", found=known(identifier))


@router.post("/audits/{identifier}/delete")
def delete(identifier: str) -> RedirectResponse:
    """Delete an audit."""
    remove_audit(known(identifier))
    return RedirectResponse("/audits", 303)


def sent_file(found: KnownAudit, name: str) -> FileResponse:
    """Return one of the files that an audit has left, to be kept and not shown.

    Raises:
        UnknownName: it has none of that name.
    """
    path = files_in(found.folder).get(name)
    if path is None:
        raise UnknownName(f"This audit has no file {name[:40]!r}.")
    called = f"{found.argument}-{found.identifier}-{path.name}"
    return FileResponse(path, media_type=FILES[path.name], filename=called)


def ask_again(found: KnownAudit) -> None:
    """Ask again for an audit that was stopped, failed, or lost its page; any other stays as it is.

    Raises:
        UnknownName: it was made elsewhere, and nothing is known of how it was asked.
    """
    if found.job is None:
        raise UnknownName("This audit was not asked for here; ask for it on the page of its argument.")
    if found.job.status == "done" and found.page is None:
        jobs.forget_job(found.identifier)
    jobs.ask(found.job)


def _standing(identifier: str) -> Standing:
    job = jobs.get_job(identifier)
    if job is None or not job.open:
        return Standing({"over": "over"}, over=True)
    return Standing({"progress": progress(job)})


def _list(request: Request, wrong: Mapping[str, tuple[str, Sequence[Problem]]] | None = None) -> HTMLResponse:
    return page(
        request,
        "audits.html.j2",
        422 if wrong else 200,
        audits=audits_of(),
        wrong=wrong or {},
        longest=naming.LONGEST_NAME,
        address=lambda audit: address_of(request, f"audits/{audit}"),
        only_here=only_here(request),
    )


def _kept(request: Request, found: KnownAudit) -> HTMLResponse:
    names = [one.argument.name for one in shelf()]
    shelved = found.argument if found.argument in names else ""
    return page(
        request, "audit_kept.html.j2", audit=found, files=files_in(found.folder), says=SAYS, shelved=shelved
    )


def _card(identifier: str, asked: Mapping[str, str]) -> HTMLResponse:
    shown = look(done(identifier), asked)
    answer = fragment("audit_card.html.j2", **shown | {"swapped": True})
    answer.headers["HX-Replace-Url"] = f"/audits/{identifier}{shown['view'].query()}"
    answer.headers["HX-Trigger-After-Settle"] = "chosen"
    return answer
