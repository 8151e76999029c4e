"""What the page of an audit shows, and what it shows before there is one."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.faces.audit_logic import FILE
from detente.faces.audit_parts import Page, read_card
from detente.faces.audits import ANNOTATIONS, GRAPH, JSON, PAGE, RECORD, TABLE
from detente.faces.web.audit_asking import kept_text
from detente.faces.web.audit_known import known
from detente.faces.web.audit_stages import passed
from detente.faces.web.audit_text import View, pieces, quote, types, view
from detente.faces.web.audit_verdict import opening, verdict_of
from detente.faces.web.page import templates
from detente.pipeline.audit_brief_words import MEANS, SYMBOLS
from detente.shelf import jobs
from detente.shelf.jobs import Job
from detente.vocabulary.errors import UnknownName

FILES: Mapping[str, str] = {
    PAGE: "text/html",
    TABLE: "text/csv",
    JSON: "application/json",
    RECORD: "text/csv",
    ANNOTATIONS: "application/ld+json",
    GRAPH: "application/xml",
    FILE: "application/octet-stream",
}
SAYS: Mapping[str, str] = {
    PAGE: "the whole audit as one page, offline",
    TABLE: "a row for each claim, test and theory",
    JSON: "all numbers",
    RECORD: "what was foretold, and what happened",
    ANNOTATIONS: "verdicts as Web annotations",
    GRAPH: "the causal graph",
    FILE: "what holds in every draw, as bits",
}
SEEN = ("word", "type", "theory", "mirror", "claim")  # what an address may ask for


@dataclass(frozen=True)
class Done:
    """An audit that is made. `text` is the document's, "" where it was not given or was deleted."""

    identifier: str
    title: str
    folder: Path
    page: Page
    text: str


def done(identifier: str) -> Done:
    """Return an audit that is made.

    Raises:
        UnknownName: there is none, or it is not made yet.
    """
    found = known(identifier)
    if found.folder is None or found.page is None:
        made = "This audit is not laid out here: only its files are. Ask for it again."
        raise UnknownName(made if found.kept and found.waiting is None else "This audit is not done yet.")
    return Done(
        found.identifier,
        found.title,
        found.folder,
        found.page,
        kept_text(found.page.argument, found.page.document["sha256"]),
    )


def look(audit: Done, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what the templates of the page need, for an address that asks for a claim, words or a theory.

    Raises:
        InvalidInput: with everything that is asked for and not there.
    """
    seen = seen_by(audit, asked)
    chosen = audit.page.claim(seen.claim) if seen.claim else None
    shown = [claim for claim in audit.page.claims if seen.shows(claim)]
    return {
        "audit": audit,
        "view": seen,
        "chosen": chosen,
        "quoted": quote(audit.text, chosen) if chosen else "",
        "card": read_card(audit.folder, audit.page, chosen.name) if chosen else "",
        "neighbours": _neighbours(shown, seen.claim),
        "shown": {claim.name for claim in shown},
        "words": {claim.name: seen.word_of(claim) for claim in audit.page.claims},
        "paraphrases": {claim.name: claim.paraphrase for claim in audit.page.claims},
        "pieces": pieces(audit.text, audit.page) if audit.text else (),
        "types": types(audit.page),
        "symbols": SYMBOLS,
        "means": MEANS,
        "swapped": False,
        "first": False,
    }


def first_look(audit: Done, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the same as `look` for whoever comes to the page: with a claim open where none is asked for.

    Raises:
        InvalidInput: as `look`.
    """
    chosen = asked if "claim" in asked else {**asked, "claim": opening(audit.page, seen_by(audit, asked))}
    return look(audit, chosen) | {"first": "claim" not in asked, "verdict": verdict_of(audit.page)}


def seen_by(audit: Done, asked: Mapping[str, str]) -> View:
    """Return how an address asks to look at the claims. Raises InvalidInput as `look`."""
    return view(audit.page, **{name: asked[name] for name in SEEN if name in asked})


def files_in(folder: Path | None) -> dict[str, Path]:
    """Return the files that the audit in a folder has left, by name."""
    return {name: folder / name for name in FILES if folder and (folder / name).is_file()}


def how_far(job: Job) -> dict[str, Any]:
    """Return what is told of an audit under way: status, whole per cent, words, stages, seconds so far."""
    before = jobs.ahead_of(job) if job.status == "queued" else 0
    waits = f"waits for {before} other{'s' if before > 1 else ''}" if before else "begins in a moment"
    return {
        "status": job.status,
        "share": int(100 * job.share),
        "words": waits if job.status == "queued" else job.words,
        "stages": passed(job.words if job.status == "running" else ""),
        "since": int(time.time() - job.begun_at) if job.status == "running" else 0,
        "said": job.said.splitlines(),
    }


def progress(job: Job) -> str:
    """Return how far an audit is as HTML on one line, as an event carries it."""
    text = templates().get_template("audit_progress.html.j2").render(now=how_far(job))
    return " ".join(text.split("\n"))


def style() -> str:
    """Return the style of cards and marked text, which the page for offline reading has, too."""
    from detente.faces.page.audit_render import audit_style

    return audit_style()


def _neighbours(shown: list[Any], claim: str) -> tuple[str, str]:
    names = [one.name for one in shown]
    if claim not in names:
        return "", names[0] if names and not claim else ""
    place = names.index(claim)
    return (names[place - 1] if place else ""), (names[place + 1] if place + 1 < len(names) else "")
