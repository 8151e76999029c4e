"""The JSON interface to scenarios, and what a user has saved."""

from dataclasses import asdict
from typing import Annotated, Literal

import fastapi
from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from detente.faces.web.api_errors import SENT, errors, errors_beside
from detente.faces.web.documents import (
    Checked,
    ErrorTold,
    ScenarioLine,
    Scenarios,
    ScenarioText,
    ScenarioTold,
)
from detente.faces.web.documents_runs import Papers, PaperTold
from detente.faces.web.named import all_scenarios, from_text, named
from detente.pipeline.scenario import Scenario
from detente.shelf.packaged import scenario_names
from detente.shelf.papers import list_papers
from detente.vocabulary.errors import InvalidInput

router = APIRouter(prefix="/api", tags=["scenarios"])
Name = Annotated[str, fastapi.Path(description="As GET /api/scenarios lists it", examples=["mirror-sides"])]
KINDS: tuple[Literal["scenario", "argument", "document"], ...] = ("scenario", "argument", "document")


@router.get("/scenarios")
def scenarios() -> Scenarios:
    """List the scenarios that can be run by name: those that come with detente, and those saved here."""
    packaged = scenario_names()
    lines = [
        ScenarioLine(name=name, title=one.title, says=one.says, own=name not in packaged)
        for name, one in all_scenarios()
    ]
    return Scenarios(scenarios=lines)


@router.get("/scenarios/{name}", responses=errors(404, 422))
def scenario(name: Name) -> ScenarioTold:
    """Return a scenario as a document."""
    return _told(named(name).scenario)


@router.get(
    "/scenarios/{name}/text",
    response_class=PlainTextResponse,
    responses={
        **errors_beside(404, 422),
        200: {"description": "The scenario file, YAML 1.2", "content": {"text/plain": {}}},
    },
)
def scenario_text(name: Name) -> PlainTextResponse:
    """Return the file of a scenario, to be changed and sent again."""
    return PlainTextResponse(named(name).text)


@router.post("/check", responses=errors(*SENT))
def check(sent: ScenarioText) -> Checked:
    """Check the text of a scenario file, and say everything that is wrong with it."""
    try:
        found = from_text(sent.text)
    except InvalidInput as error:
        told = [ErrorTold(**asdict(one)) for one in error.problems]
        return Checked(valid=False, errors=told, scenario=None)
    return Checked(valid=True, errors=[], scenario=_told(found.scenario))


@router.get("/papers", responses=errors(422))
def papers(
    kind: Annotated[
        Literal["scenario", "argument", "document", ""],
        fastapi.Query(description="Only of this kind", examples=["scenario"]),
    ] = "",
) -> Papers:
    """List what a user saved, of one kind or of all."""
    every = [
        PaperTold(kind=each, name=one.name, title=one.title, changed_at=one.changed_at)
        for each in KINDS
        if kind in ("", each)
        for one in list_papers(each)
    ]
    return Papers(papers=every)


def _told(found: Scenario) -> ScenarioTold:
    from detente.faces.cli.shown_scenario import scenario_document

    return ScenarioTold(**scenario_document(found))
