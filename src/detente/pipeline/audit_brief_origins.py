"""Where the numbers of an audit come from: run, weights, theories, causes, parameters, sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.pipeline.argument import Argument
from detente.pipeline.audit_brief_record import record_origin
from detente.pipeline.audit_brief_text import ARGUMENT
from detente.pipeline.audit_brief_tree import AuditBlock, AuditSection, Fold, Grid, Listing, Named, Row, Told
from detente.pipeline.audit_brief_words import MEANS, STANDINGS, SYMBOLS, Place, identifier
from detente.pipeline.brief_beliefs import Belief, Number, Work, belief, causes_of, parameters
from detente.pipeline.brief_grounds import HELD
from detente.pipeline.brief_posteriors import (
    ALIGN,
    HEADERS,
    WEIGHT,
    cautions_of,
    fit_rows,
    missed_by,
    spoken_by,
)
from detente.pipeline.brief_tree import Link, Prose, Text
from detente.pipeline.brief_words import amount, count, heading, plain_unit
from detente.pipeline.judging.verdict import Audit, Bound, Move, Under
from detente.vocabulary import ASSUMED, Theory, about, title

SHORT = 16  # digits of a fingerprint among many


@dataclass(frozen=True)
class Grounds:
    """What the numbers of an audit rest on.

    theories   as they were tried; a theory that is not among them is listed by name only
    starts     the scenario's starting values
    works      the bibliography
    version    of detente
    command    the command line that makes the same audit again
    """

    theories: tuple[Theory, ...] = ()
    starts: tuple[Number, ...] = ()
    works: Mapping[str, Work] = field(default_factory=dict)
    version: str = ""
    command: str = ""


def origins_section(audit: Audit, argument: Argument, grounds: Grounds) -> AuditSection:
    """List every place that a number of the page leads to."""
    blocks: tuple[AuditBlock, ...] = (
        Fold("The run: version, seed, draws, fingerprints", _run(audit, grounds), "from-run"),
        Fold("The document, its claims and their do-tests", _document(argument), ARGUMENT),
        Fold("Words and their thresholds", (_words(),), "from-words"),
        Fold("Weights of the theories", _weights(audit), "from-weights"),
        Fold("What theories speak by", _beliefs(audit, grounds), "from-beliefs"),
        *record_origin(audit),
        Fold("Theories", (_theories(audit, grounds), *_own_theory()), "from-theories"),
        *_causes(audit, grounds),
        *_numbers(audit, grounds),
        Fold("Sources", (_sources(argument, grounds),), "from-sources"),
    )
    lead = "From a number to its theory, from there to its causes, their parameters, priors and sources."
    return AuditSection("origins", "Where the numbers come from", Told(lead), blocks)


def meanings(grounds: Grounds) -> dict[str, str]:
    """Return what each number means, parameters of all causes and starting values."""
    return {one.name: one.meaning for one in _given(grounds)}


def _given(grounds: Grounds) -> tuple[Number, ...]:
    return (*parameters(causes_of(grounds.theories)), *grounds.starts)


def _run(audit: Audit, grounds: Grounds) -> tuple[AuditBlock, ...]:
    told = audit.provenance
    rows = [Row(("detente", grounds.version))] if grounds.version else []
    for key, value in told.items():
        if key == "detente_version" and grounds.version:
            continue
        # A list of fingerprints is long: what is written down in full is the audit's own document.
        words = ", ".join(one[:SHORT] for one in value) if isinstance(value, list) else str(value)
        rows.append(Row((heading(key), ((Text(words, "code"),) if words else "none"))))
    grid = Grid(("What", "Value"), tuple(rows))
    again = (Text("To make the same audit again: "), Text(grounds.command, "code"))
    return (Told(again), grid) if grounds.command else (grid,)


def _document(argument: Argument) -> tuple[AuditBlock, ...]:
    document = argument.document
    rows = [
        Row(("Argument", argument.name)),
        Row(("Title", document.title)),
        Row(("Date", document.date)),
        Row(("SHA-256 of the text", (Text(document.sha256, "code"),))),
        Row(("Characters", f"{document.characters:,}")),
        *(Row((f"Role {role}", who)) for role, who in argument.roles.items()),
    ]
    why = "What is said, by whom, where and with which threshold is read from the argument file."
    return Told(why), Grid(("What", "Value"), tuple(rows))


def _words() -> Grid:
    rows = [Row((f"{SYMBOLS[word]} {word}", meaning)) for word, meaning in MEANS.items()]
    rows += [Row((heading(word), meaning)) for word, meaning in STANDINGS.items()]
    return Grid(("Word", "What it means"), tuple(rows))


def _weights(audit: Audit) -> tuple[AuditBlock, ...]:
    why = "A weight is how well a theory fits the history of its class of wars; all weights add up to 1."
    rows = tuple(
        Row(((Link(heading(name), "#" + identifier("theory", name)),), f"{weight:.3f}"))
        for name, weight in audit.judgement.weights.items()
    )
    return Told((Text(why + " Draws and seed: "), Link("the run", "#from-run"), Text("."))), Grid(
        ("Theory", "Weight"), rows, ("left", "right")
    )


def _beliefs(audit: Audit, grounds: Grounds) -> tuple[AuditBlock, ...]:
    """Return which wars theories were fitted to, and how well."""
    rows = fit_rows(grounds.theories, audit.judgement.weights)
    grid = Grid(HEADERS, tuple(Row(row, origin="from-run") for row in rows), ALIGN)
    said = [
        Told(words, "from-run") for words in (spoken_by(grounds.theories), *cautions_of(grounds.theories))
    ]
    missed = missed_by(grounds.theories)
    more = (Named("Moments that are missed"), Listing(missed, "from-run")) if missed else ()
    return (*said, *((grid, Told(WEIGHT)) if rows else ()), *more)


def _theories(audit: Audit, grounds: Grounds) -> Grid:
    known = {theory.name: theory for theory in grounds.theories}
    names = dict.fromkeys([*audit.theories, *(u.theory for u in _unders(audit))])
    rows = tuple(Row(_theory(name, known.get(name), grounds), identifier("theory", name)) for name in names)
    return Grid(("Theory", "What it says", "Causes", "Beliefs it puts in their place"), rows)


def _theory(name: str, theory: Theory | None, grounds: Grounds) -> tuple[Prose, ...]:
    run = (Text(heading(name), "strong"), Text(" "), Link("seed and version", "#from-run"))
    if theory is None:
        return run, "its causes were not given to this page", "–", "–"
    claim: list[Text | Link] = [Text(theory.claim)]
    for key in theory.sources:
        claim += [Text(" "), Link(key, "#" + identifier("source", key))]
    replaced: list[Text | Link] = []
    for number, prior in sorted(theory.priors.items()):
        replaced += [Text("; ")] if replaced else []
        replaced.append(
            Link(f"{number} {_believed(belief(prior), '')}".strip(), "#" + identifier("number", number))
        )
    return run, tuple(claim), _linked(sorted(theory.names), "cause"), tuple(replaced) or "none"


def _own_theory() -> tuple[AuditBlock, ...]:
    why = (
        "As the document says: the theory with all causes, restricted to draws in which the document’s own "
        "premises hold."
    )
    return (Fold("As the document says", (Told(why),), "from-document-theory"),)


def _causes(audit: Audit, grounds: Grounds) -> tuple[AuditBlock, ...]:
    known = {title(cause): cause for cause in causes_of(grounds.theories)}
    named = {one.cause for v in audit.claims for t in v.tests for c in t.channels.values() for one in c}
    named |= {name for one in _unders(audit) for name in (*one.causes, *one.direct)}
    rows = []
    for name in sorted({*known, *named}):
        numbers = [f"{name}.{key}" for key in about(known[name])] if name in known else []
        listed = _linked(numbers, "number") if numbers else "no numbers of its own, or not given to this page"
        rows.append(Row((heading(name), listed), identifier("cause", name)))
    if not rows:
        return ()
    return (Fold(count(len(rows), "cause"), (Grid(("Cause", "Its numbers"), tuple(rows)),), "from-causes"),)


def _numbers(audit: Audit, grounds: Grounds) -> tuple[AuditBlock, ...]:
    given = {one.name: one for one in _given(grounds)}
    flips = [flip for v in audit.claims for t in v.tests for flip in t.flips]
    named = {
        name for flip in flips for name in (flip.unknown, *_moved(flip.moves), *_moved(flip.box)) if name
    }
    named |= {name for theory in grounds.theories for name in theory.priors}
    named |= {one.number for one in audit.sensitivity.of} if audit.sensitivity else set()
    rows = [_number(name, given.get(name)) for name in sorted({*given, *named})]
    if not rows:
        return ()
    headers = ("Number", "Meaning", "Prior: median (90% of belief)", "Source")
    summary = f"{count(len(rows), 'parameter')} and starting values, with their priors"
    return (Fold(summary, (Grid(headers, tuple(rows)),), "from-numbers"),)


def _moved(listed: Iterable[Move | Bound]) -> list[str]:
    return [one.parameter for one in listed]


def _number(name: str, number: Number | None) -> Row:
    address = identifier("number", name)
    if number is None:
        return Row((name, "a number of the scenario that was not given to this page", "–", "–"), address)
    source = (Link(number.source, "#" + identifier("source", number.source)),)
    return Row((name, number.meaning, _believed(number.belief, number.unit), source), address)


def _believed(believed: Belief, unit: str) -> str:
    words = plain_unit(unit) if unit else ""
    spread = "fixed" if believed.fixed else f"{amount(believed.low, 2)} to {amount(believed.high, 2)}"
    return f"{amount(believed.median)} ({spread}) {words}".rstrip()


def _sources(argument: Argument, grounds: Grounds) -> Grid:
    used = {one.source for one in argument.record}
    used |= {key for theory in grounds.theories for key in theory.sources}
    used |= {number.source for number in _given(grounds)}
    nobody = "nobody vouches for it: the prior is the authors’ own, and wide"
    rows = [Row(("Assumed", nobody, "–"), identifier("source", ASSUMED))]
    rows += [_source(key, grounds.works.get(key)) for key in sorted(used - {ASSUMED})]
    return Grid(("Key", "Work", "How it was seen"), tuple(rows))


def _source(key: str, work: Work | None) -> Row:
    address = identifier("source", key)
    if work is None:
        return Row((key, "not in the bibliography given to this page", "–"), address)
    said: Prose = work.citation
    if work.address:
        said = (Text(work.citation.replace(work.address, "").rstrip(". ") + ". "), Link("Link", work.address))
    return Row((key, said, HELD.get(work.held, work.held)), address)


def _linked(names: Sequence[str], kind: Place) -> Prose:
    pieces: list[Text | Link] = []
    for name in names:
        pieces += [Text(", ")] if pieces else []
        words = name.partition(".")[2] if kind == "number" else heading(name)
        pieces.append(Link(words, "#" + identifier(kind, name)))
    return tuple(pieces)


def _unders(audit: Audit) -> list[Under]:
    return [one for v in audit.claims for t in v.tests for one in (*t.under, *t.mirror)]
