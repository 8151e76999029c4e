"""Theories: rival explanations with their causes, numbers and sources, and the stocks that they speak of."""

import math
from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from detente.faces import library
from detente.faces.web import believing, entries
from detente.faces.web.finding import LONGEST, find
from detente.faces.web.page import page
from detente.pipeline.brief_grounds import HELD
from detente.pipeline.brief_words import amount, plain_unit
from detente.shelf.packaged import citation, sources
from detente.vocabulary import Event, Mechanism, about, title
from detente.vocabulary.errors import unknown

router = APIRouter(include_in_schema=False)
SIGNS = {"+": "raises", "-": "lowers", "0": "does not move", "?": "may raise or lower"}
DOERS = {"war": "the war as a whole", "side": "one side", "party": "a third party, about one side"}
LONGEST_NAME = 60  # letters of a name that are said again in an answer


@router.get("/theories", response_class=HTMLResponse)
def index(request: Request, find: str = "") -> HTMLResponse:
    """List the theories, or what holds the words that somebody looks for."""
    if find.strip():
        return _found(request, find)
    rows = [(one, entries.own_causes(one)) for one in library.theories().values()]
    return _page(request, "theories.html.j2", rows=rows, counted=_counted(library.causes().values()))


@router.get("/theories/{name}", response_class=HTMLResponse)
def theory(request: Request, name: str) -> HTMLResponse:
    """Show a theory: claim, causes, the signs it stakes its name on, what wars leave of it, and sources."""
    one = _known("theory", name, library.theories())
    causes = [library.causes()[cause] for cause in sorted(one.names)]
    own = set(entries.own_causes(one))
    standing = [(found, believing.weight_of(name, found.record)) for found in believing.posteriors(one)]
    return _page(
        request,
        "theory.html.j2",
        theory=one,
        blocks=entries.blocks(entries.theory_entry(name), "theories"),
        own=[cause for cause in causes if title(cause) in own],
        kept=[cause for cause in causes if title(cause) not in own],
        counted=_counted(causes),
        standing=standing,
        told=believing.told_numbers(one),
        replaced=[(path, believing.in_words(prior)) for path, prior in sorted(one.priors.items())],
    )


@router.get("/causes", response_class=HTMLResponse)
def causes(request: Request) -> HTMLResponse:
    """List the causes, and count how many of their numbers are assumed."""
    every = library.causes().values()
    return _page(request, "causes.html.j2", causes=every, counted=_counted(every))


@router.get("/causes/{name}", response_class=HTMLResponse)
def cause(request: Request, name: str) -> HTMLResponse:
    """Show a cause: entry, equation, numbers with their priors, rivals, and the theories that hold it."""
    one = _known("cause", name, library.causes())
    return _page(
        request,
        "cause.html.j2",
        cause=one,
        name=name,
        blocks=entries.blocks(library.entry(one), "causes"),
        numbers=believing.numbers_of(one),
        rivals=library.rivals(one),
        theories=library.used_by(one),
        counted=_counted([one]),
        fitted=believing.is_of_the_class(name),
        moves=[v.name for v in entries.variables().values() if name in v.moved_by],
        reads=[v.name for v in entries.variables().values() if name in v.read_by],
    )


@router.get("/sources", response_class=HTMLResponse)
def works(request: Request) -> HTMLResponse:
    """List the bibliography, and count how each work is held."""
    every = sources()
    held = Counter(work.held for work in every.values())
    return _page(request, "sources.html.j2", works=every.values(), held=held)


@router.get("/sources/{key}", response_class=HTMLResponse)
def source(request: Request, key: str) -> HTMLResponse:
    """Show a work: how it was seen, what it is used for, and what names it."""
    work = _known("source", key, sources())
    users = [tuple(user.split(" ", 1)) for user in library.citing(key)]
    users += [("scenario", name) for name in entries.scenarios_citing().get(key, ())]
    return _page(request, "source.html.j2", work=work, users=users, numbers=_numbers_citing(key))


@router.get("/variables", response_class=HTMLResponse)
def variables(request: Request) -> HTMLResponse:
    """List what a war is made of: stocks and events, with the causes that move them and look at them."""
    every = entries.variables()
    groups = [(key, heading, [every[name] for name in about(card)]) for key, heading, card in entries.GROUPS]
    events = [(event, every[event.word]) for event in Event]
    return _page(request, "variables.html.j2", groups=groups, events=events, words=amount, infinite=math.inf)


def _page(request: Request, template: str, **shown: Any) -> HTMLResponse:
    words: dict[str, Any] = {"HELD": HELD, "SIGNS": SIGNS, "DOERS": DOERS, "citation": citation, "asked": ""}
    more: dict[str, Any] = {
        "entries": entries,
        "library": library,
        "title_of": title,
        "plain_unit": plain_unit,
    }
    known: dict[str, Any] = {**words, **more, "works": sources(), **shown}
    return page(request, template, **known)


def _found(request: Request, asked: str) -> HTMLResponse:
    """Show what holds the words that somebody looks for."""
    found, count = find(asked)
    return _page(request, "found.html.j2", found=found, count=count, asked=asked[:LONGEST])


def _known[T](kind: str, name: str, known: dict[str, T]) -> T:
    if name not in known:
        raise unknown(kind, name[:LONGEST_NAME], known)
    return known[name]


def _counted(causes: Any) -> tuple[int, int, int]:
    """Return how many causes, numbers, and assumed numbers there are."""
    every: list[type[Mechanism]] = list(causes)
    numbers = sum(len(library.parameters(one)) for one in every)
    return len(every), numbers, sum(library.assumed(one) for one in every)


def _numbers_citing(key: str) -> list[tuple[str, str, str]]:
    """Return the numbers that rest on a source: cause, name and meaning."""
    return [
        (cause, name, entry.meaning)
        for cause, one in library.causes().items()
        for name, entry in library.parameters(one).items()
        if entry.source == key
    ]
