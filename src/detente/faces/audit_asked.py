"""An audit as it is asked for: argument, scenario, text and wishes, checked together."""

import hashlib
import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.faces import library
from detente.faces.ask import LARGEST_SEED, Loaded, Wishes, load, origin, question, record_words
from detente.faces.beliefs import Believed, believed
from detente.faces.settings import version
from detente.pipeline.argument import Argument
from detente.pipeline.argument_file import parse_argument
from detente.pipeline.argument_happened import unfit_record
from detente.pipeline.document import check_text
from detente.pipeline.provenance import theory_hash
from detente.pipeline.trial.trying import MOST, PROBE
from detente.shelf.packaged import argument_file, source_keys
from detente.shelf.read_text import read_text
from detente.shelf.read_yaml import Document
from detente.vocabulary import Theory
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean

SHORT_NAME = 12  # digits of the identifier of an audit


@dataclass(frozen=True)
class AuditWishes:
    """What an audit is asked for, apart from argument and scenario.

    text      path of the document's text, "" to do without
    theories  names; all of them where none is given
    record    as `ask.Wishes.record`
    draws     of every test; 0: as many as it takes until shares are known well enough
    """

    text: str = ""
    theories: tuple[str, ...] = ()
    seed: int = 7
    record: str = ""
    draws: int = 0


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
class AskedOf:
    """What an audit is made of; `document_text` is empty to do without, `command` asks the same again."""

    argument: Argument
    argument_text: str
    loaded: Loaded
    document_text: str
    command: str


def asked_audit(argument: str, scenario: str, wishes: AuditWishes) -> AskedAudit:
    """Return the audit that is asked for.

    Raises:
        InvalidInput: with every problem of the argument, or else of the scenario, the text and the wishes.
    """
    held = argument_file(argument)
    checked = checked_argument(held)
    problems: list[Problem] = []
    loaded, text = load(scenario), _text(wishes.text, checked, problems)
    command = command_of(argument, scenario, wishes)
    return brought_together(AskedOf(checked, held.text, loaded, text, command), wishes, problems)


def checked_argument(held: Document) -> Argument:
    """Return the argument that a file holds. Raises InvalidInput with every problem of it."""
    causes = library.causes().values()
    return parse_argument(held.table, held.positions, held.file, causes, source_keys())


def brought_together(asked: AskedOf, wishes: AuditWishes, problems: Sequence[Problem] = ()) -> AskedAudit:
    """Return an audit of these.

    Raises:
        InvalidInput: with `problems`, known before, and whatever keeps argument, scenario and wishes apart.
    """
    checked, loaded = asked.argument, asked.loaded
    wrong = [*problems, *unfit(checked, loaded), *unfit_record(checked, loaded.scenario), *_unknown(wishes)]
    if wrong:
        raise InvalidInput(wrong)
    every = library.theories()  # whatever the order in which they are asked for: the question is the same
    plain = [one for name, one in every.items() if name in (wishes.theories or every)]
    told = believed(plain, wishes.record or loaded.scenario.reference_class)
    return AskedAudit(checked, asked.argument_text, loaded, told, asked.document_text, wishes, asked.command)


def audit_identifier(asked: AskedAudit) -> str:
    """Return 12 hexadecimal digits that stand for the question and the code that answers it.

    The same at the command line, from Python and in the browser: an audit made in one is found in the others.
    """
    names = tuple(theory.name for theory in asked.theories)
    texts = origin(question(asked.loaded, Wishes(theories=names)), asked.loaded).cause_texts
    theories = [theory_hash(theory, texts) for theory in asked.theories]
    told = [
        *("detente/audit-page-1", version(), asked.argument_text, asked.document_text, asked.loaded.text),
        *(names, theories, sorted(asked.believed.weights.items())),
        *(asked.wishes.seed, asked.wishes.draws),
    ]
    return hashlib.sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()[:SHORT_NAME]


def _text(path: str, argument: Argument, problems: list[Problem]) -> str:
    if not path:
        return ""
    try:
        return check_text(read_text(Path(path)), argument, path)
    except InvalidInput as error:
        problems += error.problems
        return ""


def unfit(argument: Argument, loaded: Loaded) -> list[Problem]:
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
    if wishes.draws and not PROBE <= wishes.draws <= MOST:
        fix = f"give {PROBE} to {MOST:,}, or 0 for as many as it takes"
        what = f"{wishes.draws:,} draws are out of range"
        problems.append(Problem("--draws", 0, 0, what, "fewer tell nothing, and more are never taken", fix))
    return problems


def command_of(argument: str, scenario: str, wishes: AuditWishes) -> str:
    """Return the command line that makes the same audit again."""
    files = [Path(name).name for name in (argument, scenario)]
    words = ["detente", "audit", *files, "--seed", str(wishes.seed)]
    words += [part for name in wishes.theories for part in ("--theory", name)]
    words += ["--draws", str(wishes.draws)] if wishes.draws else []
    words += record_words(wishes.record)
    return shlex.join(words)  # where files and text lie on a disk is nobody else's business
