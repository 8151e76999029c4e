"""The JSON interface to arguments: read, checked, kept and taken off the shelf."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

import fastapi
from fastapi import APIRouter, Depends, Response
from fastapi.responses import PlainTextResponse

from detente.faces.audit_asked import checked_argument
from detente.faces.web.api_errors import SENT, errors, errors_beside
from detente.faces.web.argument_words import called_in
from detente.faces.web.audit_asking import OWN, Shelved, bring, choices, shelf, shelved
from detente.faces.web.documents import ErrorTold
from detente.faces.web.documents_arguments import (
    ArgumentLine,
    Arguments,
    ArgumentText,
    ArgumentTold,
    CheckedArgument,
    ClaimSaid,
    DocumentTold,
    EvidenceSaid,
    HappenedSaid,
    HiddenSaid,
    Suits,
    SuitsTold,
    TensionSaid,
    TestSaid,
)
from detente.faces.web.removing import take_off_the_shelf
from detente.pipeline.argument import Argument, Claim, Evidence, HiddenPremise, Test
from detente.shelf.read_text import decoded
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput, Problem

router = APIRouter(prefix="/api/arguments", tags=["arguments"])
SENT_AS = "argument"  # what a text is called that was sent without a file


def _shelved(
    name: Annotated[
        str, fastapi.Path(description="As GET /api/arguments lists it", examples=["op-ed-2026-02"])
    ],
) -> Shelved:
    """Return the argument that an address names."""
    return shelved(name)


Named = Annotated[Shelved, Depends(_shelved)]


@router.get("")
def arguments() -> Arguments:
    """List the arguments that can be tried: those that come with detente, and those brought here."""
    lines = [
        ArgumentLine(name=one.argument.name, title=one.argument.document.title, own=one.own)
        for one in shelf()
    ]
    return Arguments(arguments=lines)


@router.post("", status_code=201, responses=errors(*SENT))
def keep(sent: ArgumentText, response: Response) -> ArgumentTold:
    """Keep an argument of the user's own. One of the same name is not replaced: delete it first."""
    found = bring(_plain(sent.text), SENT_AS)
    response.headers["Location"] = f"/api/arguments/{found.name}"
    return told(found, own=True)


@router.post("/check", responses=errors(*SENT))
def check(sent: ArgumentText) -> CheckedArgument:
    """Check the text of an argument file, and say everything that is wrong with it."""
    try:
        found = from_text(sent.text)
    except InvalidInput as error:
        wrong = [ErrorTold(**asdict(one)) for one in error.problems]
        return CheckedArgument(valid=False, errors=wrong, argument=None)
    return CheckedArgument(valid=True, errors=[], argument=told(found.argument, own=True))


@router.get("/{name}", responses=errors(404, 422))
def argument(found: Named) -> ArgumentTold:
    """Return an argument in full: its document, claims, hidden premises, tensions and record."""
    return told(found.argument, found.own)


@router.get(
    "/{name}/text",
    response_class=PlainTextResponse,
    responses={
        **errors_beside(404, 422),
        200: {"description": "The argument file, YAML 1.2", "content": {"text/plain": {}}},
    },
)
def argument_text(found: Named) -> PlainTextResponse:
    """Return the file of an argument, to be changed and sent again."""
    return PlainTextResponse(found.text)


@router.get("/{name}/scenarios", responses=errors(404, 422))
def scenarios(found: Named) -> SuitsTold:
    """List the scenarios on which an argument can be tried, and what keeps it from the others."""
    rows = [
        Suits(scenario=one.key.removeprefix(OWN), title=one.title, why_not=one.why_not)
        for one in choices(found.argument)
    ]
    return SuitsTold(name=found.argument.name, scenarios=rows)


@router.delete("/{name}", status_code=204, responses=errors(403, 404, 422))
def delete(found: Named) -> None:
    """Take an argument of the user's own, and the text of its document, off the shelf."""
    if not found.own:
        what, why = f"{found.argument.name!r} comes with detente", "it is part of the program"
        raise InvalidInput([Problem("name", 0, 0, what, why, "delete one of your own")])
    take_off_the_shelf(found)


def from_text(text: str) -> Shelved:
    """Return the argument that a text holds. Raises InvalidInput with every problem."""
    plain = _plain(text)
    return Shelved(checked_argument(parsed(plain, SENT_AS)), plain, True)


def told(found: Argument, own: bool) -> ArgumentTold:
    """Return an argument as a document."""
    called = called_in(found)
    return ArgumentTold(
        name=found.name,
        own=own,
        document=DocumentTold(**asdict(found.document)),
        roles=dict(found.roles),
        claims=[_claim(one, called) for one in found.claims],
        hidden=[_hidden(one, called) for one in found.hidden],
        tensions=[
            TensionSaid(name=x.name, paraphrase=x.paraphrase, claims=list(x.claims), untested=x.untested)
            for x in found.tensions
        ],
        record=[_evidence(one) for one in found.record],
    )


def _plain(text: str) -> str:
    return decoded(text.encode("utf-8", "surrogatepass"), SENT_AS)


def _claim(one: Claim, called: Mapping[str, str]) -> ClaimSaid:
    names = ("name", "paraphrase", "speaker", "type", "modality", "role", "untested", "reason")
    about = {name: getattr(one, name) for name in names}
    tests = [_test(test, called) for test in one.tests]
    return ClaimSaid(**about, span=list(one.span), loaded=list(one.loaded), tests=tests)


def _test(one: Test, called: Mapping[str, str]) -> TestSaid:
    return TestSaid(sentence=one.form.sentence(called), when=one.when)


def _hidden(one: HiddenPremise, called: Mapping[str, str]) -> HiddenSaid:
    return HiddenSaid(
        name=one.name,
        paraphrase=one.paraphrase,
        needed_by=list(one.needed_by),
        when=one.when,
        test=_test(one.test, called) if one.test else None,
        untested=one.untested,
    )


def _evidence(one: Evidence) -> EvidenceSaid:
    seen = one.happened
    happened = HappenedSaid(**asdict(seen)) if seen else None
    about = {name: getattr(one, name) for name in ("date", "says", "source", "bears")}
    return EvidenceSaid(**about, claims=list(one.claims), happened=happened)
