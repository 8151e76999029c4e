"""The JSON interface to what came of a run: stocks over time, what can be taken along, two runs compared."""

import math
from typing import Annotated

import fastapi
from fastapi import APIRouter, params

from detente.faces.web import stocks
from detente.faces.web.api_errors import errors
from detente.faces.web.compared import compared, quantiles
from detente.faces.web.comparing import Stored
from detente.faces.web.documents_results import Comparison, Course, DownloadLine, Downloads, StockLine, Stocks
from detente.faces.web.downloading import available
from detente.faces.web.routes.api_runs import Named, told
from detente.faces.web.routes.compare import chosen
from detente.faces.web.routes.results import opened
from detente.faces.web.stored import results_of

router = APIRouter(prefix="/api", tags=["results"])
LONGEST = 400  # characters of a name
SVG = "image/svg+xml"


def _asked(words: str, example: str) -> params.Query:
    return fastapi.Query(max_length=LONGEST, description=words, examples=[example])


@router.get("/runs/{identifier}/stocks", responses=errors(404, 422))
def watched(found: Named) -> Stocks:
    """List the stocks, theories and worlds of which a course can be asked for."""
    folder, parts = opened(found)
    known = stocks.choices(results_of(folder), parts.labels)
    return Stocks(
        identifier=found.identifier,
        stocks=[StockLine(path=path, words=words) for _, those in known.stocks for path, words in those],
        theories=[name for name, _ in known.theories],
        worlds=[name for name, _ in known.worlds if not name.startswith(stocks.MINUS)],
    )


@router.get("/runs/{identifier}/course", responses=errors(404, 422))
def course(
    found: Named,
    what: Annotated[str, _asked("Path of the stock; trust of side A where it is left out", "A.trust")] = "",
    theory: Annotated[str, _asked("A theory of the run; its first where it is left out", "skeleton")] = "",
    world: Annotated[
        str, _asked("A world of the run; its second where it is left out", "with the strike")
    ] = "",
    difference: Annotated[
        bool, fastapi.Query(description="Whether to return what that world changes against the first")
    ] = False,
) -> Course:
    """Return one stock over time: mean, median, 50% and 90% of draws for every month."""
    folder, parts = opened(found)
    tree = results_of(folder)
    known = stocks.choices(tree, parts.labels)
    choice = stocks.chosen(known, what, theory, _world(known, world, difference))
    line = stocks.course(tree, choice, parts.labels)
    about = {
        "identifier": found.identifier,
        "what": choice.what,
        "theory": choice.theory,
        "world": choice.world.removeprefix(stocks.MINUS),
        "difference": difference,
    }
    return Course.model_validate(about | _course(line))


@router.get("/runs/{identifier}/downloads", responses=errors(404, 422))
def downloads(found: Named) -> Downloads:
    """List what can be taken along of a run, with the address of each: numbers, scenario, brief, figures."""
    folder, parts = opened(found)
    here = f"/runs/{found.identifier}"
    files = [
        DownloadLine(name=one.name, media=one.media, says=one.says, address=f"{here}/download/{one.name}")
        for one in available(folder).values()
    ]
    figures = [
        DownloadLine(name=f"{name}.svg", media=SVG, says=words, address=f"{here}/figures/{name}.svg")
        for name, words in parts.figures
    ]
    return Downloads(identifier=found.identifier, files=files, figures=figures)


@router.get("/compare", responses=errors(404, 422))
def compare(
    one: Annotated[str, _asked("Identifier of the first run", "464d2fc69783")] = "",
    two: Annotated[str, _asked("Identifier of the second run", "5a0d4aa0a51d")] = "",
) -> Comparison:
    """Return the numbers of two runs side by side, and in what their questions differ."""
    both = chosen(one, two)
    pair = [Stored(*opened(run)) for run in both]
    return Comparison(one=told(both[0]), two=told(both[1]), **compared(pair))


def _world(known: stocks.Choices, world: str, difference: bool) -> str:
    """Return a world, or what it changes, as `stocks` names it."""
    if not difference:
        return world
    usual = next((name for name, _ in known.worlds if name.startswith(stocks.MINUS)), stocks.MINUS)
    return f"{stocks.MINUS}{world}" if world else usual


def _course(found: stocks.Course | None) -> dict[str, object]:
    if found is None:  # no war goes on for long enough
        nothing: dict[str, object] = dict.fromkeys(("title", "unit", "meaning", "weight"), "")
        lists = ("months", "low90", "low50", "median", "high50", "high90", "mean", "error")
        return nothing | {name: [] for name in lists}
    months, values = found.fan.arrays
    error = [one if math.isfinite(one) else None for one in found.error.tolist()]
    return {
        "title": found.title,
        "unit": found.unit,
        "meaning": found.meaning,
        "weight": found.weight,
        "months": months.tolist(),
        "mean": found.mean.tolist(),
        "error": error,
        **quantiles(values),
    }
