"""The workbench as an application: pages, parts of pages, live progress and a JSON interface."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from detente.faces.settings import version
from detente.faces.web import routes
from detente.faces.web.guard import LOOPBACK, Guard
from detente.faces.web.keeper import a_worker_kept
from detente.faces.web.page import HERE, refused, sorry, wants_json
from detente.vocabulary.errors import BrokenStore, DetenteError, InvalidInput, UnknownName

STATIC = {path.name: path for path in (HERE / "static").iterdir() if path.suffix in (".js", ".css", ".svg")}
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
STATUS = {UnknownName: 404, BrokenStore: 404, InvalidInput: 422}
SAYS = {404: "There is nothing here", 405: "That is not done here"}


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

    app = FastAPI(title="detente", version=version(), lifespan=alive, docs_url=None, redoc_url=None)
    app.get("/health", include_in_schema=False)(_health)
    app.get("/static/{name}", include_in_schema=False)(_static)
    for router in routes.every():
        app.include_router(router)
    app.add_exception_handler(DetenteError, _said)
    app.add_exception_handler(HTTPException, _said)
    app.add_exception_handler(RequestValidationError, _said)
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
    if request.url.path.startswith("/api/") or wants_json(request.headers):
        return JSONResponse({"errors": _errors(error)}, status)
    if isinstance(error, InvalidInput):
        return refused(request, error.problems)
    words = [one["what"] for one in _errors(error)]
    return sorry(request, status, SAYS.get(status, "This cannot be done"), *words)


def _errors(error: Any) -> list[dict[str, Any]]:
    if isinstance(error, InvalidInput):
        return [{name: getattr(one, name) for name in one.__dataclass_fields__} for one in error.problems]
    if isinstance(error, RequestValidationError):
        return [{"what": str(one["msg"]), "place": [str(x) for x in one["loc"]]} for one in error.errors()]
    return [{"what": str(getattr(error, "detail", error))}]
