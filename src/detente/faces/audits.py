"""An audit asked for: an argument and a scenario brought together, tried, and written out."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.faces import library
from detente.faces.ask import LARGEST_SEED, Loaded, load, origin, question, record_words
from detente.faces.ask import Wishes as RunWishes
from detente.faces.beliefs import PRIOR, Believed, believed
from detente.faces.page.audit_render import render_audit
from detente.faces.page.publish import works
from detente.faces.settings import version
from detente.pipeline.argument import Argument
from detente.pipeline.argument_file import parse_argument
from detente.pipeline.argument_happened import unfit_record
from detente.pipeline.audit_brief import AuditMaterials, audit_brief
from detente.pipeline.audit_brief_origins import Grounds
from detente.pipeline.audit_brief_words import LOSING
from detente.pipeline.audit_exports import annotations, document, graph, record_table, table
from detente.pipeline.brief_beliefs import starts
from detente.pipeline.brief_names import called
from detente.pipeline.causal_graph import Link
from detente.pipeline.document import check_text
from detente.pipeline.judging.sentences import sentences
from detente.pipeline.judging.verdict import Audit
from detente.pipeline.provenance import digest_of, theory_hash
from detente.pipeline.scenario_form import LONGEST_WAR
from detente.pipeline.trial.audit import CHANNEL_DRAWS, LIVES, SCREEN_DRAWS, Auditor
from detente.pipeline.trial.trying import BOUND, FIRST, MOST
from detente.pipeline.trial.watch import COMPILING, Watch
from detente.shelf.folders import data_folder
from detente.shelf.packaged import argument_file, source_keys
from detente.shelf.programs import program_folder
from detente.shelf.read_text import read_text
from detente.shelf.whole import write_whole
from detente.vocabulary import Theory
from detente.vocabulary.errors import Cancelled, InvalidInput, Problem, did_you_mean

PAGE, TABLE, RECORD, JSON = "audit.html", "claims.csv", "record.csv", "audit.json"
ANNOTATIONS, GRAPH = "annotations.jsonld", "causes.graphml"
SHORT_NAME = 12  # digits of the identifier of an audit


@dataclass(frozen=True)
class AuditWishes:
    """What an audit is asked for, apart from argument and scenario.

    text      path of the document's text, "" to do without
    theories  names; all of them where none is given
    record    as `ask.Wishes.record`
    """

    text: str = ""
    theories: tuple[str, ...] = ()
    seed: int = 7
    record: str = ""


@dataclass(frozen=True)
class AskedAudit:
    """An audit that can be made: everything is checked."""

    argument: Argument
    argument_text: str
    loaded: Loaded
    believed: Believed
    document_text: str
    wishes: AuditWishes
    command: str

    @property
    def theories(self) -> tuple[Theory, ...]:
        """Return the theories that are asked."""
        return self.believed.theories


@dataclass(frozen=True)
class AuditAnswer:
    """An audit with all that belongs to it. `folder` is where it was written."""

    audit: Audit
    argument: Argument
    sentences: tuple[str, ...]
    page: str
    document: dict[str, Any]
    files: tuple[tuple[str, str], ...]
    folder: Path


def asked_audit(argument: str, scenario: str, wishes: AuditWishes) -> AskedAudit:
    """Return the audit that is asked for.

    Raises:
        InvalidInput: with every problem of the argument, or else of the scenario, the text and the wishes.
    """
    held = argument_file(argument)
    causes = library.causes().values()
    checked = parse_argument(held.table, held.positions, held.file, causes, source_keys())
    loaded = load(scenario)
    problems: list[Problem] = []
    text = _text(wishes.text, checked, problems)
    problems += [*_unfit(checked, loaded), *unfit_record(checked, loaded.scenario), *_unknown(wishes)]
    if problems:
        raise InvalidInput(problems)
    names = wishes.theories or tuple(library.theories())
    plain = [library.theories()[name] for name in dict.fromkeys(names)]
    told = believed(plain, wishes.record or loaded.scenario.reference_class)
    return AskedAudit(checked, held.text, loaded, told, text, wishes, _command(argument, scenario, wishes))


def answer_audit(
    asked: AskedAudit, out: Path | None, threads: int | None = None, watch: Watch | None = None
) -> AuditAnswer:
    """Make the audit and write its page, its numbers and its exports, each whole or not at all.

    Raises:
        Cancelled: `watch` said so; nothing is written.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    watch = watch or Watch()
    auditor = Auditor(
        argument=asked.argument,
        scenario=asked.loaded.scenario,
        model=library.model(asked.loaded.scenario.parties),
        theories=asked.theories,
        seed=asked.wishes.seed,
        keeper=program_folder(),
        weights=asked.believed.weights or None,
        threads=threads,
        watch=watch,
    )
    watch.stage(COMPILING)
    auditor.lab.prepare()
    told = _provenance(asked, auditor)
    audit = auditor.audit(told)
    said = tuple(sentences(audit.claims, audit.judgement))
    page = render_audit(audit_brief(_materials(asked, audit, said, auditor)))
    whole = document(audit, asked.argument, said, _names(asked, auditor))
    identity = digest_of(json.dumps(told, sort_keys=True))[:SHORT_NAME]
    folder = out or data_folder() / "audits" / identity
    if watch.cancelled():
        raise Cancelled("stopped; nothing was kept")
    files = _written(folder, asked, audit, page, whole, auditor.links)
    return AuditAnswer(audit, asked.argument, said, page, whole, files, folder)


def _text(path: str, argument: Argument, problems: list[Problem]) -> str:
    if not path:
        return ""
    try:
        return check_text(read_text(Path(path)), argument, path)
    except InvalidInput as error:
        problems += error.problems
        return ""


def _unfit(argument: Argument, loaded: Loaded) -> list[Problem]:
    """Return what keeps an argument from being tried on a scenario: third parties it does not have."""
    known = loaded.scenario.parties
    return [
        Problem(
            loaded.asked,
            0,
            0,
            f"the scenario has no third party called {name!r}",
            f"the argument {argument.name!r} speaks of one",
            did_you_mean(name, known) or "name it in the scenario, or take another scenario",
        )
        for name in argument.roles
        if name not in ("A", "B", *known)
    ]


def _unknown(wishes: AuditWishes) -> list[Problem]:
    known = library.theories()
    problems = [
        Problem(
            "--theory",
            0,
            0,
            f"there is no theory called {name!r}",
            "--theory takes a theory's name",
            did_you_mean(name, known),
        )
        for name in wishes.theories
        if name not in known
    ]
    if not 0 <= wishes.seed <= LARGEST_SEED:
        fix = f"give 0 to {LARGEST_SEED:,}"
        problems.append(Problem("--seed", 0, 0, f"{wishes.seed:,} is out of range", "no luck has it", fix))
    return problems


def _command(argument: str, scenario: str, wishes: AuditWishes) -> str:
    files = [Path(name).name for name in (argument, scenario)]
    words = ["detente", "audit", *files, "--seed", str(wishes.seed)]
    words += [part for name in wishes.theories for part in ("--theory", name)]
    words += record_words(wishes.record)
    return shlex.join(words)  # where files and text lie on a disk is nobody else's business


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
        "draws": FIRST,
        "draws_at_most": MOST,
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
    names = _names(asked, auditor)
    return AuditMaterials(audit, asked.argument, said, grounds, asked.document_text, names)


def _names(asked: AskedAudit, auditor: Auditor) -> dict[str, str]:
    """Return how outcomes and deeds are called in the sentences of tests."""
    known, labels = auditor.plan.known, asked.loaded.scenario.labels
    paths = (*known.stocks, *auditor.model.derived, *known.events)
    return {path: _lowered(called(path, labels)) for path in paths}


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


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
