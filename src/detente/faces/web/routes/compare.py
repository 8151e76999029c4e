"""Compare: two runs side by side."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from detente.faces.web.asking import Known, known
from detente.faces.web.listing import asked_of
from detente.faces.web.page import page
from detente.faces.web.parts import read_parts
from detente.vocabulary.errors import InvalidInput, Problem, UnknownName, did_you_mean

if TYPE_CHECKING:
    from detente.faces.web.comparing import Stored

router = APIRouter(include_in_schema=False)
LONGEST = 200  # characters of the name of a world

Identifier = Annotated[str, fastapi.Query(max_length=60)]


World = Annotated[str, fastapi.Query(max_length=LONGEST)]


@router.get("/compare", response_class=HTMLResponse)
def compare(
    request: Request,
    one: Identifier = "",
    two: Identifier = "",
    world_one: World = "",
    world_two: World = "",
    pick: Annotated[list[str] | None, fastapi.Query()] = None,
) -> Response:
    """Show two runs side by side, each in one of its worlds; `pick` is how a list sends its choice of two."""
    if pick is not None:
        _check_two(pick)
        return RedirectResponse(f"/compare?one={pick[0]}&two={pick[1]}", 303)
    from detente.faces.web.comparing import sections

    both = chosen(one, two)
    pair = _opened(both, {"world_one": world_one, "world_two": world_two})
    exchanged = {"one": two, "two": one, "world_one": world_two, "world_two": world_one}
    return page(
        request,
        "compare.html.j2",
        runs=[(run, asked_of(run)[0], stored) for run, stored in zip(both, pair, strict=True)],
        sections=sections(pair),
        exchanged=urlencode({name: value for name, value in exchanged.items() if value}),
        address=str(request.url),
    )


def _opened(both: Sequence[Known], worlds: Mapping[str, str]) -> "list[Stored]":
    """Return both runs with the worlds that are chosen; `worlds` has them by the names of their fields.

    Raises:
        InvalidInput: a run has no such world beside its first.
    """
    from detente.faces.web.comparing import Stored

    pair, problems = [], []
    for run, (name, world) in zip(both, worlds.items(), strict=True):
        if run.folder is None or (parts := read_parts(run.folder)) is None:
            continue
        pair.append(Stored(run.folder, parts, world))
        if world and world not in (others := pair[-1].worlds[1:]):
            what, why = f"there is no world {world[:40]!r} in this run", "its worlds go by their names"
            fix = did_you_mean(world[:40], others) or "choose one in the list"
            problems.append(Problem(name, 0, 0, what, why, fix))
    if problems:
        raise InvalidInput(problems)
    return pair


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
    except UnknownName:
        why = f"nothing is known under {given[:40]!r}; it may have been deleted"
        problems.append(Problem(name, 0, 0, f"the {which} run is not here", why, fix))
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
