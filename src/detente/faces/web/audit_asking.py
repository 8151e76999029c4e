"""From what the page of an argument was asked to an audit, its job and its address."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from detente.faces.ask import Loaded, load
from detente.faces.audit_asked import (
    AskedAudit,
    AskedOf,
    AuditWishes,
    audit_identifier,
    brought_together,
    checked_argument,
    command_of,
    unfit,
)
from detente.faces.web.audit_known import known_folder
from detente.faces.web.tasks import loaded_from
from detente.pipeline.argument import Argument
from detente.pipeline.document import check_text
from detente.pipeline.provenance import digest_of
from detente.shelf import jobs
from detente.shelf.jobs import Job
from detente.shelf.packaged import argument_names, packaged_argument, scenario_names
from detente.shelf.papers import Paper, get_paper, keep_paper, list_papers
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput, Problem, unknown

OWN = "own:"  # before the name of a scenario that the user made
TEXT = "the text"  # what problems call the text of a document
REMEMBERED = 16  # arguments and scenarios that are not read again


@dataclass(frozen=True)
class Shelved:
    """An argument on the shelf; `own` says that the user brought it."""

    argument: Argument
    text: str
    own: bool


@dataclass(frozen=True)
class Choice:
    """A scenario that may be chosen; `why_not` says what keeps the argument from it, or is empty."""

    key: str
    title: str
    why_not: str


def shelf() -> list[Shelved]:
    """Return every argument: those that come with detente, then the user's own that can still be read."""
    packaged = [Shelved(*_argument(packaged_argument(name).text, name), False) for name in argument_names()]
    own = []
    for paper in list_papers("argument"):
        try:
            own.append(Shelved(*_argument(paper.text, paper.name), True))
        except InvalidInput:  # made for another version: it is left where it is
            continue
    return packaged + own


def shelved(name: str) -> Shelved:
    """Return the argument of this name.

    Raises:
        UnknownName: there is none.
    """
    if name in argument_names():
        return Shelved(*_argument(packaged_argument(name).text, name), False)
    names = [*argument_names(), *(paper.name for paper in list_papers("argument"))]
    if name not in names:
        raise unknown("argument", name[:60], names)
    return Shelved(*_argument(get_paper("argument", name).text, name), True)


def bring(text: str, file: str) -> Argument:
    """Keep an argument that the user brings.

    Raises:
        InvalidInput: with every problem in it, or that its name is taken.
    """
    held = parsed(text, file)
    found = checked_argument(held)
    own = {paper.name: paper.text for paper in list_papers("argument")}
    if found.name in argument_names() or own.get(found.name, text) != text:
        line, column = held.positions["name",][1]
        what, why = f"the name {found.name!r} is taken", "another argument of that name would be lost"
        raise InvalidInput([Problem(file, line, column, what, why, "give it another name")])
    keep_paper(Paper("argument", found.name, found.document.title, text))
    return found


def choices(argument: Argument) -> list[Choice]:
    """Return every scenario, those that suit the argument first."""
    own = [OWN + paper.name for paper in list_papers("scenario")]
    found = []
    for key in (*scenario_names(), *own):
        try:
            loaded = scenario(key)
        except InvalidInput:  # a draft of the user's: it is mended elsewhere
            continue
        lacks = "; ".join(one.what for one in unfit(argument, loaded))
        found.append(Choice(key, loaded.scenario.title, lacks))
    return sorted(found, key=lambda one: bool(one.why_not))


def scenario(key: str) -> Loaded:
    """Return the scenario that was chosen.

    Raises:
        UnknownName: there is none.
        InvalidInput: it has problems.
    """
    if key.startswith(OWN):
        paper = get_paper("scenario", key.removeprefix(OWN))
        return _loaded(paper.text, paper.name)
    if key not in scenario_names():
        raise unknown("scenario", key[:60], scenario_names())
    return load(key)


def pasted(text: str, argument: Argument) -> str:
    """Return what was pasted as it was before a browser sent it.

    Browsers change line ends, and hands lose blanks at the end. What fits the document's fingerprint is
    taken, else the text with plain line ends.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    bare = plain.rstrip()
    forms = (text, plain, bare, bare + "\n", plain.replace("\n", "\r\n"), (bare + "\n").replace("\n", "\r\n"))
    digests = ((form, hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()) for form in forms)
    return next((form for form, digest in digests if digest == argument.document.sha256), plain)


def kept_text(argument: str, sha256: str) -> str:
    """Return the text of an argument's document if it is on the shelf, else ""."""
    papers = {paper.name: paper.text for paper in list_papers("document")}
    texts = (papers.get(name, "") for name in (sha256, argument))  # the latter: by the editor
    return next((text for text in texts if text and digest_of(text) == sha256), "")


def ask_audit(found: Shelved, loaded: Loaded, text: str, wishes: AuditWishes) -> str:
    """Queue an audit, unless it was made before, and return its identifier. A text is kept as a paper.

    Raises:
        InvalidInput: with every problem.
    """
    problems, said = [], ""
    try:
        said = check_text(text, found.argument, TEXT) if text else ""
    except InvalidInput as error:
        problems = list(error.problems)
    asked = brought_together(AskedOf(found.argument, found.text, loaded, said, ""), wishes, problems)
    if said:
        document = found.argument.document
        keep_paper(Paper("document", document.sha256, document.title, said))
    identifier = audit_identifier(asked)
    if known_folder(identifier) is None:
        earlier = jobs.get_job(identifier)
        if earlier is not None and earlier.status == "done":  # its answer was deleted
            jobs.forget_job(identifier)
        jobs.ask(Job(identifier, "audit", f"“{found.argument.document.title}”, audited", _plain(asked)))
    return identifier


def asked_again(told: Mapping[str, Any]) -> AskedAudit:
    """Return the audit that a job holds.

    Raises:
        InvalidInput: something of it is no longer known.
    """
    argument, held = _argument(told["argument_text"], told["argument"])
    text = kept_text(argument.name, argument.document.sha256) if told["text"] else ""
    loaded = loaded_from(told["scenario_text"], told["scenario"])
    given: Any = {name: tuple(x) if isinstance(x, list) else x for name, x in told["wishes"].items()}
    wishes = AuditWishes(**given)
    return brought_together(
        AskedOf(argument, held, loaded, text, command_of(argument.name, loaded.asked, wishes)), wishes
    )


def _plain(asked: AskedAudit) -> dict[str, Any]:
    wishes = {one.name: getattr(asked.wishes, one.name) for one in fields(AuditWishes)}
    return {
        "argument": asked.argument.name,
        "argument_text": asked.argument_text,
        "scenario": asked.loaded.asked,
        "scenario_text": asked.loaded.text,
        "text": bool(asked.document_text),
        "wishes": {name: list(x) if isinstance(x, tuple) else x for name, x in wishes.items()},
    }


@lru_cache(REMEMBERED)
def _argument(text: str, name: str) -> tuple[Argument, str]:
    return checked_argument(parsed(text, name)), text


@lru_cache(REMEMBERED)
def _loaded(text: str, name: str) -> Loaded:
    return loaded_from(text, name)
