"""Compare: two runs side by side."""

from typing import Annotated

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from detente.faces.web.asking import Known, known
from detente.faces.web.listing import asked_of
from detente.faces.web.page import page
from detente.faces.web.parts import read_parts
from detente.vocabulary.errors import InvalidInput, Problem, UnknownName

router = APIRouter(include_in_schema=False)

Identifier = Annotated[str, fastapi.Query(max_length=60)]


@router.get("/compare", response_class=HTMLResponse)
def compare(
    request: Request,
    one: Identifier = "",
    two: Identifier = "",
    pick: Annotated[list[str] | None, fastapi.Query()] = None,
) -> Response:
    """Show two runs side by side; `pick` is how a list sends the two that were chosen in it."""
    if pick is not None:
        _check_two(pick)
        return RedirectResponse(f"/compare?one={pick[0]}&two={pick[1]}", 303)
    from detente.faces.web.comparing import Stored, sections

    both = chosen(one, two)
    pair = [
        Stored(run.folder, parts)
        for run in both
        if run.folder is not None and (parts := read_parts(run.folder)) is not None
    ]
    return page(
        request,
        "compare.html.j2",
        runs=[(run, asked_of(run)[0]) for run in both],
        sections=sections(pair),
        address=str(request.url),
    )


def chosen(one: str, two: str) -> list[Known]:
    """Return the two runs that are to be compared.

    Raises:
        InvalidInput: with everything that keeps them from it.
    """
    problems: list[Problem] = []
    found = [run for name, given in (("one", one), ("two", two)) if (run := _run(name, given, problems))]
    if one and one == two and not problems:
        fix = "choose another second run"
        problems.append(Problem("two", 0, 0, "this is one run twice", "nothing could differ", fix))
    if problems:
        raise InvalidInput(problems)
    return found


def _run(name: str, given: str, problems: list[Problem]) -> Known | None:
    which = {"one": "first", "two": "second"}[name]
    fix = "choose two runs in the list of runs"
    if not given:
        problems.append(Problem(name, 0, 0, f"no {which} run is chosen", "a comparison needs two", fix))
        return None
    try:
        found = known(given)
    except UnknownName as why:
        problems.append(Problem(name, 0, 0, f"the {which} run is not here", str(why).rstrip("."), fix))
        return None
    if found.folder is None or read_parts(found.folder) is None:
        what, why = f"the {which} run, {given}, has no pages yet", "they hold what is compared"
        problems.append(Problem(name, 0, 0, what, why, "wait until it is done, or have its pages written"))
        return None
    return found


def _check_two(pick: list[str]) -> None:
    if len(pick) != 2:
        what = f"{len(pick)} {'run is' if len(pick) == 1 else 'runs are'} chosen"
        fix = "go back and choose two runs in the list"
        raise InvalidInput([Problem("pick", 0, 0, what, "two are compared at a time", fix)])
    chosen(*pick)
