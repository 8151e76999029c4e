"""The JSON interface to runs: asked for, followed, stopped, read and deleted."""

import csv
import math
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from detente.faces.ask import Loaded, Wishes
from detente.faces.runs import TABLE
from detente.faces.web import naming
from detente.faces.web.api_errors import SENT, errors, errors_beside
from detente.faces.web.asking import Known, ask_run, everything, known
from detente.faces.web.documents import LONGEST_WORDS
from detente.faces.web.documents_results import NameSent
from detente.faces.web.documents_runs import Effects, EffectTold, Runs, RunSent, RunTold, Status, WishesSent
from detente.faces.web.following import Standing, following
from detente.faces.web.named import from_text, named
from detente.faces.web.removing import remove
from detente.shelf import jobs
from detente.vocabulary.errors import BrokenStore, InvalidInput, Problem, UnknownName

router = APIRouter(prefix="/api", tags=["runs"])
NUMBERS = frozenset(name for name, one in EffectTold.model_fields.items() if one.annotation == float | None)


def _run(
    identifier: Annotated[
        str, fastapi.Path(description="12 digits, as POST /api/runs gave them", examples=["464d2fc69783"])
    ],
) -> Known:
    """Return the run that an address names."""
    return known(identifier)


Named = Annotated[Known, Depends(_run)]
World = Annotated[
    str,
    fastapi.Query(max_length=LONGEST_WORDS, description="Only of this world", examples=["with the strike"]),
]
Outcome = Annotated[
    str, fastapi.Query(max_length=LONGEST_WORDS, description="Only on this outcome", examples=["settlement"])
]


@router.post("/runs", status_code=202, responses=errors(404, *SENT))
def ask(sent: RunSent, response: Response) -> RunTold:
    """Ask a question. It is computed when its turn comes; one that was answered before is done at once."""
    found = known(ask_run(_loaded(sent), _wishes(sent.wishes)))
    response.headers["Location"] = f"/api/runs/{found.identifier}"
    return told(found)


@router.get("/runs")
def every_run() -> Runs:
    """List all runs, the newest first."""
    return Runs(runs=[told(found) for found in everything()])


@router.get("/runs/{identifier}", responses=errors(404, 422))
def run(found: Named) -> RunTold:
    """Say how a run stands."""
    return told(found)


@router.delete("/runs/{identifier}", status_code=204, responses=errors(403, 404, 422))
def delete(found: Named) -> None:
    """Delete a run and its results. One that is under way is stopped first."""
    remove(found)


@router.post("/runs/{identifier}/cancel", responses=errors(403, 404, 422))
def cancel(found: Named) -> RunTold:
    """Stop a run that is queued or running; any other stays as it is."""
    jobs.cancel(found.identifier)
    return told(known(found.identifier))


@router.put("/runs/{identifier}/name", responses=errors(404, *SENT))
def rename(found: Named, sent: NameSent) -> RunTold:
    """Give a run a name of its user's own; an empty one brings the usual one back."""
    naming.rename(found, sent.name)
    return told(known(found.identifier))


@router.get("/runs/{identifier}/effects", responses=errors(404, 422))
def effects(found: Named, world: World = "", what: Outcome = "") -> Effects:
    """Return what the worlds of a run change, by theory; of one world or outcome where one is named."""
    if found.folder is None:
        raise UnknownName("There are no effects of this run yet: it is not done.")
    rows = [row for row in _rows(found.folder / TABLE) if world in ("", row.world) and what in ("", row.what)]
    return Effects(identifier=found.identifier, effects=rows)


@router.get(
    "/runs/{identifier}/events", response_class=EventSourceResponse, responses=errors_beside(404, 422)
)
async def events(request: Request, found: Named) -> AsyncIterator[ServerSentEvent]:
    """Tell how a run stands whenever that changes: events `progress`, and `over` when there is no more."""
    async for event in following(request, partial(_standing, found.identifier)):
        yield event


def _loaded(sent: RunSent) -> Loaded:
    if bool(sent.scenario) == bool(sent.text):
        what = "both scenario and text are given" if sent.text else "neither scenario nor text is given"
        why, fix = "a run has one scenario", "give one of them"
        raise InvalidInput([Problem("scenario, text", 0, 0, what, why, fix)])
    return from_text(sent.text) if sent.text else named(sent.scenario)


def _wishes(sent: WishesSent) -> Wishes:
    told: dict[str, Any] = {name: tuple(x) if isinstance(x, list) else x for name, x in sent}
    return Wishes(**told)


def _standing(identifier: str) -> Standing:
    try:
        now = told(known(identifier))
    except UnknownName:  # deleted meanwhile
        return Standing({"over": None}, over=True)
    under_way = now.status in ("queued", "running")
    return Standing({"progress" if under_way else "over": now}, over=not under_way)


def told(found: Known) -> RunTold:
    """Return a run as a document."""
    waiting, here = found.waiting, f"/api/runs/{found.identifier}"
    status: Status = waiting.status if waiting else "done"
    return RunTold(
        identifier=found.identifier,
        title=found.title,
        status=status,
        share=waiting.share if waiting else 1.0,
        words=waiting.words if waiting else "",
        said=waiting.said.splitlines() if waiting else [],
        address=f"/runs/{found.identifier}",
        self=here,
        events=f"{here}/events",
        effects=f"{here}/effects",
        stocks=f"{here}/stocks",
        downloads=f"{here}/downloads",
    )


def _rows(table: Path) -> list[EffectTold]:
    """Return the table of effects that the worker wrote; numbers that are none are left out."""
    try:
        with table.open(encoding="utf-8", newline="") as file:
            return [EffectTold.model_validate(_cells(row)) for row in csv.DictReader(file)]
    except FileNotFoundError as why:
        raise BrokenStore("the table of effects of this run was not written; ask the question again") from why


def _cells(row: dict[str, str]) -> dict[str, Any]:
    return {name: _number(cell) if name in NUMBERS else cell for name, cell in row.items()}


def _number(cell: str) -> float | None:
    value = float(cell) if cell else math.nan
    return value if math.isfinite(value) else None
