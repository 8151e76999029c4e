"""The JSON interface to what theories say: theories, causes, stocks and events, sources."""

import math
from dataclasses import asdict
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, params

from detente.faces import library
from detente.faces.web import entries
from detente.faces.web.api_errors import errors
from detente.faces.web.documents_library import (
    Causes,
    CauseTold,
    Sources,
    SourceTold,
    Theories,
    TheoryLine,
    TheoryTold,
    Variables,
    VariableTold,
)
from detente.shelf.packaged import Source, citation, sources
from detente.vocabulary import Event, about
from detente.vocabulary.errors import unknown

router = APIRouter(prefix="/api", tags=["theories"])
LONGEST_NAME = 60  # letters of a name that are said again in an answer


def _named(place: str, example: str) -> params.Path:
    return fastapi.Path(description=f"As GET /api/{place} lists it", examples=[example])


@router.get("/theories")
def theories() -> Theories:
    """List the rival theories with what each claims."""
    every = library.theories().values()
    return Theories(
        theories=[TheoryLine(name=one.name, claim=one.claim, causes=len(one.causes)) for one in every]
    )


@router.get("/theories/{name}", responses=errors(404, 422))
def theory(name: Annotated[str, _named("theories", "commitment")]) -> TheoryTold:
    """Return a theory: claim, entry, causes, the signs it stakes its name on, and its sources."""
    from detente.faces.cli.shown import theory_document

    one = _known("theory", name, library.theories())
    return TheoryTold(**theory_document(one), entry=entries.theory_entry(name))


@router.get("/causes")
def causes() -> Causes:
    """List the causes, with how many of their numbers are assumed."""
    from detente.faces.cli.shown import causes_document

    return Causes(**causes_document())


@router.get("/causes/{name}", responses=errors(404, 422))
def cause(name: Annotated[str, _named("causes", "guarantee")]) -> CauseTold:
    """Return a cause: entry, numbers with their priors and sources, rivals, and the theories that hold it."""
    from detente.faces.cli.shown import cause_document

    return CauseTold(**cause_document(_known("cause", name, library.causes())))


@router.get("/variables")
def variables() -> Variables:
    """List stocks and events, with the causes that move them and those that look at them."""
    every = entries.variables()
    stocks = [_variable(every[name], key) for key, _, card in entries.GROUPS for name in about(card)]
    return Variables(variables=[*stocks, *(_variable(every[event.word], "event") for event in Event)])


@router.get("/sources")
def works() -> Sources:
    """List the bibliography: each work, how it was seen, and what names it."""
    return Sources(sources=[_source(one) for one in sources().values()])


@router.get("/sources/{key}", responses=errors(404, 422))
def source(key: Annotated[str, _named("sources", "walter1997")]) -> SourceTold:
    """Return a work of the bibliography."""
    return _source(_known("source", key, sources()))


def _source(work: Source) -> SourceTold:
    told: dict[str, Any] = asdict(work)
    return SourceTold(**told, citation=citation(work), used_by=list(library.citing(work.key)))


def _variable(one: entries.Variable, kind: Any) -> VariableTold:
    entry = one.about
    return VariableTold(
        name=one.name,
        kind=kind,
        meaning=one.meaning,
        unit=entry.unit if entry else None,
        low=_finite(entry.low) if entry else None,
        high=_finite(entry.high) if entry else None,
        typical=entry.typical if entry else None,
        trait=entry.trait if entry else False,
        moved_by=list(one.moved_by),
        read_by=list(one.read_by),
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _known[T](kind: str, name: str, known: dict[str, T]) -> T:
    if name not in known:
        raise unknown(kind, name[:LONGEST_NAME], known)
    return known[name]
