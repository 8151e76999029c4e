"""The JSON interface to audits: asked for, listed, followed, stopped, asked again and deleted."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

import fastapi
from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from detente.faces.ask import Loaded
from detente.faces.audit_asked import AuditWishes
from detente.faces.web import naming
from detente.faces.web.api_errors import SENT, errors, errors_beside
from detente.faces.web.audit_asking import TEXT, Shelved, ask_audit, kept_text, shelved
from detente.faces.web.audit_known import KnownAudit, audits_of, known
from detente.faces.web.audit_told import line, told
from detente.faces.web.documents_audits import Audits, AuditSent, AuditTold
from detente.faces.web.documents_results import NameSent
from detente.faces.web.following import Standing, following
from detente.faces.web.named import from_text, named
from detente.faces.web.removing import remove_audit
from detente.faces.web.routes.api_arguments import from_text as argument_from_text
from detente.faces.web.routes.audits import ask_again
from detente.shelf import jobs
from detente.shelf.read_text import decoded
from detente.vocabulary.errors import InvalidInput, Problem, UnknownName

router = APIRouter(prefix="/api/audits", tags=["audits"])


def _audit(
    identifier: Annotated[
        str, fastapi.Path(description="12 digits, as POST /api/audits gave them", examples=["305012b307d6"])
    ],
) -> KnownAudit:
    """Return the audit that an address names."""
    return known(identifier)


Named = Annotated[KnownAudit, Depends(_audit)]


@router.post("", status_code=202, responses=errors(404, *SENT))
def ask(sent: AuditSent, response: Response) -> AuditTold:
    """Ask for an audit. It is made when its turn comes; one that was made before is done at once."""
    argument, loaded, text = _all_of(sent)
    wishes = AuditWishes(
        theories=tuple(sent.wishes.theories),
        seed=sent.wishes.seed,
        record=sent.wishes.record,
        draws=sent.wishes.draws,
    )
    identifier = ask_audit(argument, loaded, text, wishes)
    response.headers["Location"] = f"/api/audits/{identifier}"
    return told(known(identifier))


@router.get("", responses=errors(422))
def every_audit(
    argument: Annotated[
        str,
        fastapi.Query(max_length=200, description="Only those of this argument", examples=["op-ed-2026-02"]),
    ] = "",
) -> Audits:
    """List all audits, those made at the command line too, the newest first."""
    return Audits(audits=[line(found) for found in audits_of(argument)])


@router.get("/{identifier}", responses=errors(404, 422))
def audit(found: Named) -> AuditTold:
    """Say how an audit stands and what came of it: sentences, the word of every claim, its files."""
    return told(found)


@router.delete("/{identifier}", status_code=204, responses=errors(403, 404, 422))
def delete(found: Named) -> None:
    """Delete an audit with all its files. One that is under way is stopped first; its argument stays."""
    remove_audit(found)


@router.post("/{identifier}/cancel", responses=errors(403, 404, 422))
def cancel(found: Named) -> AuditTold:
    """Stop an audit that is queued or running; any other stays as it is."""
    jobs.cancel(found.identifier)
    return told(known(found.identifier))


@router.put("/{identifier}/name", responses=errors(404, *SENT))
def rename(found: Named, sent: NameSent) -> AuditTold:
    """Give an audit a name of its user's own; an empty one brings the usual one back."""
    naming.rename(found, sent.name)
    return told(known(found.identifier))


@router.post("/{identifier}/again", status_code=202, responses=errors(403, 404, 422))
def again(found: Named) -> AuditTold:
    """Ask again for an audit that was stopped, failed, or lost its page; any other stays as it is."""
    ask_again(found)
    return told(known(found.identifier))


@router.get("/{identifier}/events", response_class=EventSourceResponse, responses=errors_beside(404, 422))
async def events(request: Request, found: Named) -> AsyncIterator[ServerSentEvent]:
    """Tell how an audit stands whenever that changes: events `progress`, and `over` when there is no more."""
    async for event in following(request, partial(_standing, found.identifier)):
        yield event


def _standing(identifier: str) -> Standing:
    try:
        now = told(known(identifier))
    except UnknownName:  # deleted meanwhile
        return Standing({"over": None}, over=True)
    under_way = now.status in ("queued", "running")
    return Standing({"progress" if under_way else "over": now}, over=not under_way)


def _all_of(sent: AuditSent) -> tuple[Shelved, Loaded, str]:
    """Return argument, scenario and text that were sent, or refuse with everything that is wrong in them."""
    problems: list[Problem] = []
    argument = _one(_argument, sent, problems)
    loaded = _one(_scenario, sent, problems)
    text = _one(_text, sent, problems)
    if problems or argument is None or loaded is None:
        raise InvalidInput(problems)
    document = argument.argument.document
    kept = kept_text(argument.argument.name, document.sha256) if sent.kept_text and not text else ""
    return argument, loaded, text or kept


def _one[T](read: Callable[[AuditSent], T], sent: AuditSent, problems: list[Problem]) -> T | None:
    try:
        return read(sent)
    except InvalidInput as error:
        problems += error.problems
        return None


def _argument(sent: AuditSent) -> Shelved:
    _check_one("argument", sent.argument, sent.argument_text)
    return argument_from_text(sent.argument_text) if sent.argument_text else shelved(sent.argument)


def _scenario(sent: AuditSent) -> Loaded:
    _check_one("scenario", sent.scenario, sent.scenario_text)
    return from_text(sent.scenario_text) if sent.scenario_text else named(sent.scenario)


def _text(sent: AuditSent) -> str:
    plain = sent.document_text.encode("utf-8", "surrogatepass")
    return decoded(plain, TEXT) if plain else ""


def _check_one(kind: str, name: str, text: str) -> None:
    if bool(name) == bool(text):
        what = (
            f"both {kind} and {kind}_text are given" if text else f"neither {kind} nor {kind}_text is given"
        )
        why, fix = f"an audit has one {kind}", "give one of them"
        raise InvalidInput([Problem(f"{kind}, {kind}_text", 0, 0, what, why, fix)])
