"""An audit asked for: an argument and a scenario brought together, tried, and written out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.faces import library
from detente.faces.ask import Wishes as RunWishes
from detente.faces.ask import origin, question
from detente.faces.audit_asked import AskedAudit as AskedAudit
from detente.faces.audit_asked import AuditWishes as AuditWishes
from detente.faces.audit_asked import asked_audit as asked_audit
from detente.faces.audit_asked import audit_identifier
from detente.faces.audit_layout import lay_out
from detente.faces.beliefs import PRIOR
from detente.faces.page.audit_render import render_audit
from detente.faces.page.publish import works
from detente.faces.settings import version
from detente.pipeline.argument import Argument
from detente.pipeline.audit_brief import AuditMaterials, audit_brief
from detente.pipeline.audit_brief_origins import Grounds
from detente.pipeline.audit_brief_tree import AuditBrief
from detente.pipeline.audit_brief_words import LOSING
from detente.pipeline.audit_exports import annotations, document, graph, record_table, table
from detente.pipeline.brief_beliefs import starts
from detente.pipeline.causal_graph import Link
from detente.pipeline.conditions import parse_condition
from detente.pipeline.judging.sentences import sentences
from detente.pipeline.judging.verdict import Audit
from detente.pipeline.phrases import names_in_sentences
from detente.pipeline.provenance import digest_of, theory_hash
from detente.pipeline.scenario_form import LONGEST_WAR
from detente.pipeline.trial.audit import CHANNEL_DRAWS, LIVES, SCREEN_DRAWS, Auditor
from detente.pipeline.trial.trying import BOUND, FIRST, MOST
from detente.pipeline.trial.watch import COMPILING, WRITING, Watch
from detente.shelf.folders import audit_folder
from detente.shelf.programs import program_folder
from detente.shelf.whole import write_whole
from detente.vocabulary.errors import Cancelled

PAGE, TABLE, RECORD, JSON = "audit.html", "claims.csv", "record.csv", "audit.json"
ANNOTATIONS, GRAPH = "annotations.jsonld", "causes.graphml"


@dataclass(frozen=True)
class AuditAnswer:
    """An audit with all that belongs to it.

    brief     what the page was made of
    folder    where it was written
    auditor   who made it, with all that was seen
    """

    audit: Audit
    argument: Argument
    sentences: tuple[str, ...]
    page: str
    document: dict[str, Any]
    files: tuple[tuple[str, str], ...]
    folder: Path
    brief: AuditBrief
    auditor: Auditor


def answer_audit(
    asked: AskedAudit,
    out: Path | None = None,
    threads: int | None = None,
    watch: Watch | None = None,
    known_as: str = "",
) -> AuditAnswer:
    """Make the audit and write its page, its numbers and its exports, each whole or not at all.

    Without a folder `out` all this goes to the user's own, with what the workbench shows of it, under the
    identifier `known_as`, or else that of the question.

    Raises:
        Cancelled: `watch` said so; nothing is written.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    watch = watch or Watch()
    auditor = _auditor(asked, threads, watch)
    watch.stage(COMPILING)
    auditor.lab.prepare()
    told = _provenance(asked, auditor)
    audit = auditor.audit(told)
    said = tuple(sentences(audit.claims, audit.judgement))
    materials = _materials(asked, audit, said, auditor)
    brief = audit_brief(materials)
    page = render_audit(brief)
    whole = document(audit, asked.argument, said, materials.called)
    folder = out or audit_folder(known_as or audit_identifier(asked))
    if watch.cancelled():
        raise Cancelled("stopped; nothing was kept")
    watch.stage(WRITING)
    files = _written(folder, asked, audit, page, whole, auditor.links)
    answer = AuditAnswer(audit, asked.argument, said, page, whole, files, folder, brief, auditor)
    if out is None:
        lay_out(answer)
    return answer


def _auditor(asked: AskedAudit, threads: int | None, watch: Watch) -> Auditor:
    return Auditor(
        argument=asked.argument,
        scenario=asked.loaded.scenario,
        model=library.model(asked.loaded.scenario.parties),
        theories=asked.theories,
        seed=asked.wishes.seed,
        keeper=program_folder(),
        weights=asked.believed.weights or None,
        threads=threads,
        watch=watch,
        draws=asked.wishes.draws,
    )


def _provenance(asked: AskedAudit, auditor: Auditor) -> dict[str, str | int | list[str]]:
    run = question(asked.loaded, RunWishes(theories=tuple(t.name for t in asked.theories)))
    texts = origin(run, asked.loaded).cause_texts
    return {
        "schema": "detente/audit-1",
        "detente_version": version(),
        "argument": asked.argument.name,
        "argument_sha256": digest_of(asked.argument_text),
        "document_sha256": asked.argument.document.sha256,
        "scenario": asked.loaded.scenario.name,
        "scenario_sha256": digest_of(asked.loaded.text),
        "seed": asked.wishes.seed,
        "draws": asked.wishes.draws or FIRST,
        "draws_at_most": asked.wishes.draws or MOST,
        "draws_to_choose_channels": SCREEN_DRAWS,
        "draws_of_channels": CHANNEL_DRAWS,
        "error_of_a_share_at_most": str(BOUND),
        "lives": LIVES,
        "months": min(auditor.plan.months, LONGEST_WAR),
        "theories": [theory.name for theory in asked.theories],
        "believed": [one.posterior.record if one.posterior else PRIOR for one in asked.theories],
        "theories_sha256": [theory_hash(theory, texts) for theory in asked.theories],
        LOSING: [one.name for one in asked.theories if one.posterior and one.posterior.loses],
    }


def _materials(asked: AskedAudit, audit: Audit, said: Sequence[str], auditor: Auditor) -> AuditMaterials:
    scenario = asked.loaded.scenario
    grounds = Grounds(asked.theories, tuple(starts(scenario)), works(), version(), asked.command)
    names = names_in_sentences(scenario.parties, scenario.labels)
    whens = {test.when for claim in asked.argument.claims for test in claim.tests if test.when}
    names |= {when: parse_condition(when, auditor.plan.known).sentence(names) for when in whens}
    return AuditMaterials(audit, asked.argument, said, grounds, asked.document_text, names)


def _written(
    folder: Path, asked: AskedAudit, audit: Audit, page: str, whole: dict[str, Any], links: Sequence[Link]
) -> tuple[tuple[str, str], ...]:
    texts = {
        PAGE: ("Page", page),
        TABLE: ("Claims", table(audit, asked.argument)),
        JSON: ("Numbers", json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False)),
        ANNOTATIONS: (
            "Notes",
            json.dumps(annotations(audit, asked.argument, asked.document_text), indent=1, ensure_ascii=False),
        ),
        GRAPH: ("Graph", graph(links)),
    }
    if audit.scores is not None:
        texts[RECORD] = ("Record", record_table(audit.scores, asked.argument))
    folder.mkdir(parents=True, exist_ok=True)
    for name, (_, text) in texts.items():
        write_whole(folder / name, text)
    return tuple((label, str(folder / name)) for name, (label, _) in texts.items())
