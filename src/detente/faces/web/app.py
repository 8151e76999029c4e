"""The workbench as an application: pages, parts of pages, live progress and a JSON interface."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Match

from detente.faces.settings import version
from detente.faces.web import routes
from detente.faces.web.api_page import TAGS, summarise
from detente.faces.web.guard import HEADERS, LOOPBACK, Guard
from detente.faces.web.keeper import a_worker_kept
from detente.faces.web.page import HERE, refused, sorry, wants_json
from detente.vocabulary.errors import BrokenStore, DetenteError, InvalidInput, Problem, UnknownName

STATIC = {path.name: path for path in (HERE / "static").iterdir() if path.suffix in (".js", ".css", ".svg")}
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
STATUS = {UnknownName: 404, BrokenStore: 404, InvalidInput: 422}
SAYS = {404: "There is nothing here", 405: "That is not done here", 500: "detente has failed"}


@dataclass(frozen=True)
class Serving:
    """How the workbench is served; as `guard.Guard`. `keeps` says whether it keeps a worker."""

    hosts: frozenset[str] = LOOPBACK
    token: str = ""
    keeps: bool = True


def application(serving: Serving | None = None) -> FastAPI:
    """Return the workbench."""
    how = serving or Serving()

    @asynccontextmanager
    async def alive(_: FastAPI) -> AsyncGenerator[None]:
        with a_worker_kept() if how.keeps else nullcontext():
            yield

    app = FastAPI(
        title="detente",
        version=version(),
        lifespan=alive,
        docs_url=None,
        redoc_url=None,
        openapi_tags=[{"name": name, "description": words} for name, words in TAGS.items()],
    )
    app.get("/health", include_in_schema=False)(_health)
    app.get("/static/{name}", include_in_schema=False)(_static)
    for router in routes.every():
        summarise(router)
        app.include_router(router)
    app.add_exception_handler(DetenteError, _said)
    app.add_exception_handler(HTTPException, _said)
    app.add_exception_handler(RequestValidationError, _said)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    app.add_middleware(Guard, hosts=how.hosts, token=how.token)
    return app


async def _health() -> dict[str, str]:
    return {"status": "ok", "version": version()}


async def _static(name: str) -> Response:
    if name == "workbench.css":
        return Response(_style(), media_type="text/css", headers=KEPT)
    if name not in STATIC:
        raise HTTPException(404)
    return FileResponse(STATIC[name], headers=KEPT)


@cache
def _style() -> str:
    from detente.faces.page.render import compact_css, page_style

    return page_style() + " " + compact_css(STATIC["workbench.css"].read_text(encoding="utf-8"))


async def _said(request: Request, error: Any) -> Response:
    """Say what is wrong: as a page to a person, as a document to a program."""
    status = next((s for kind, s in STATUS.items() if isinstance(error, kind)), 400)
    if isinstance(error, HTTPException):
        status = error.status_code
    if isinstance(error, RequestValidationError):
        status = 422
    more = {"Allow": ", ".join(_allowed(request))} if status == 405 else getattr(error, "headers", None)
    if request.url.path.startswith("/api/") or wants_json(request.headers):
        return JSONResponse({"errors": [asdict(one) for one in _problems(error)]}, status, more)
    if isinstance(error, InvalidInput):
        return refused(request, error.problems)
    answer = sorry(
        request, status, SAYS.get(status, "This cannot be done"), *(one.what for one in _problems(error))
    )
    answer.headers.update(more or {})
    return answer


def _allowed(request: Request) -> list[str]:
    """Return the methods by which an address can be asked, of all routes that it fits."""
    every = [one for router in routes.every() for one in router.routes]
    fitting = [one for one in every if one.matches(dict(request.scope))[0] is not Match.NONE]
    return sorted({method for one in fitting for method in getattr(one, "methods", ())}) or ["GET"]


async def _failed(request: Request, error: Exception) -> Response:
    """Say that something is wrong with detente, and no more: the log has the rest."""
    words = HTTPException(500, f"{type(error).__name__} on the way to an answer. The terminal says more.")
    answer = await _said(request, words)
    answer.headers.update(HEADERS)  # what is wrong with detente is answered before the guard sees it
    return answer


def _problems(error: Any) -> list[Problem]:
    if isinstance(error, InvalidInput):
        return list(error.problems)
    if isinstance(error, RequestValidationError):
        fix = "the page /api says what may stand there"
        return [
            Problem(".".join(str(x) for x in one["loc"]), 0, 0, str(one["msg"]), "this is not its form", fix)
            for one in error.errors()
        ]
    return [Problem("", 0, 0, str(getattr(error, "detail", error)), "", "")]
