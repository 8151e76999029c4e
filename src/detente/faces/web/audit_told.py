"""Audits as the documents of the JSON interface."""

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.faces.audit_parts import WHOLE
from detente.faces.audits import JSON
from detente.faces.web.audit_judged import Switched
from detente.faces.web.audit_known import KnownAudit
from detente.faces.web.audit_pages import FILES, SAYS, Done, files_in
from detente.faces.web.audit_stages import passed
from detente.faces.web.audit_text import quote
from detente.faces.web.documents_audits import (
    AuditLine,
    AuditTold,
    ClaimWord,
    FileTold,
    FractionTold,
    JudgedTheory,
    JudgedTold,
    StageTold,
)
from detente.faces.web.documents_runs import Status
from detente.faces.web.documents_verdicts import ClaimTold, WordsTold
from detente.pipeline.judging.verdict import Fraction
from detente.vocabulary.errors import BrokenStore

REMEMBERED = 4  # documents that stay in memory; one takes some MB


def line(found: KnownAudit) -> AuditLine:
    """Return an audit as a list has it."""
    return AuditLine(**_about(found))


def told(found: KnownAudit) -> AuditTold:
    """Return an audit with how it stands and what came of it."""
    job, made = found.waiting, found.page or found.kept
    running = job.words if job and job.status == "running" else ""
    stages = passed(running) if job and job.open else []
    here = _here(found.identifier)
    files: list[Any] = list(files_in(None if job else found.folder))
    return AuditTold(
        **_about(found),
        words=job.words if job and job.open else "",
        stages=[StageTold.model_validate({"name": name, "how": how}) for name, how in stages],
        said=job.said.splitlines() if job else [],
        sentences=list(made.sentences) if made and not job else [],
        verdicts=[] if job else _verdicts(found),
        files=[FileTold(name=x, media=FILES[x], says=SAYS[x], address=f"{here}/files/{x}") for x in files],
        laid_out=found.page is not None,
        events=f"{here}/events",
    )


def claim_told(audit: Done, name: str) -> ClaimTold:
    """Return a claim with its numbers.

    Raises:
        BrokenStore: there is none of that name, or the numbers of the audit are missing.
    """
    shown = audit.page.claim(name)
    about = next((one for one in document_of(audit.folder)["claims"] if one["name"] == name), None)
    if about is None:
        raise BrokenStore(f"the numbers of this audit have no claim {name[:40]!r}")
    words = {
        theory: WordsTold(straight=one.straight, mirror=one.mirror)
        for theory, one in shown.words.items()
        if theory != WHOLE
    }
    return ClaimTold(**about, quote=quote(audit.text, shown), words=words)


def judged_told(audit: Done, now: Switched) -> JudgedTold:
    """Return validity and soundness with some premises granted."""
    return JudgedTold(
        identifier=audit.identifier,
        granted=sorted(now.granted),
        conclusions=sorted(now.conclusions),
        premises=sorted(now.premises),
        validity=_fraction(now.found.weighted_validity),
        soundness=_fraction(now.found.weighted_soundness),
        theories=[_theory(name, now) for name in now.known.held],
        said=now.said,
        warnings=list(now.warnings),
    )


def document_of(folder: Path) -> Mapping[str, Any]:
    """Return all numbers of the audit in a folder. Raises BrokenStore where they cannot be read."""
    path = folder / JSON
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as why:
        raise BrokenStore("the numbers of this audit cannot be read; ask for it again") from why


@lru_cache(REMEMBERED)
def _read(path: Path, _: int) -> Mapping[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _about(found: KnownAudit) -> dict[str, Any]:
    job = found.waiting
    status: Status = job.status if job else "done"
    return {
        "identifier": found.identifier,
        "title": found.title,
        "argument": found.argument,
        "scenario": found.scenario,
        "status": status,
        "share": job.share if job else 1.0,
        "at": found.at.isoformat(timespec="seconds"),
        "address": f"/audits/{found.identifier}",
        "self": _here(found.identifier),
    }


def _here(identifier: str) -> str:
    return f"/api/audits/{identifier}"


def _verdicts(found: KnownAudit) -> list[ClaimWord]:
    if found.page is not None:
        return [ClaimWord(claim=one.name, word=one.words[WHOLE].straight) for one in found.page.claims]
    claims = document_of(found.folder)["claims"] if found.folder else ()
    return [ClaimWord(claim=one["name"], word=one["word"]) for one in claims]


def _theory(name: str, now: Switched) -> JudgedTheory:
    return JudgedTheory(
        theory=name,
        weight=now.known.weights[name],
        validity=_fraction(now.found.validity[name]),
        soundness=_fraction(now.found.soundness[name]),
        asked=now.found.asked[name],
        few=name in now.found.few,
        clash=list(now.found.clash.get(name, ())),
    )


def _fraction(found: Fraction) -> FractionTold:
    share, error = (x if math.isfinite(x) else None for x in (found.share, found.error))
    return FractionTold(share=share, error=error, of=found.of)
