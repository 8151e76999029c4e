"""What happened since: what was foretold and can be scored, who gave it which chance, and what cannot be."""

import math

from detente.pipeline.argument import Argument, Claim, Evidence, Happened
from detente.pipeline.argument_happened import is_end
from detente.pipeline.audit_brief_text import ARGUMENT
from detente.pipeline.audit_brief_tree import (
    AuditBlock,
    AuditCell,
    AuditSection,
    Dot,
    Fold,
    Grid,
    Named,
    Row,
    Told,
)
from detente.pipeline.audit_brief_words import BEARS, WILL, dated, identifier, share_words, span_words
from detente.pipeline.brief_tree import Link, Prose, Text
from detente.pipeline.brief_words import amount, heading
from detente.pipeline.judging.record import COIN, DOCUMENT, SAID, STATED, SURE, WEIGHTED, record_sentences
from detente.pipeline.judging.verdict import Audit, Forecast, Observation, Scores

RECORD = "from-record"
# what forecasters that are no theories are called, and where their chances are from
CALLED = {
    DOCUMENT: ("The document", RECORD),
    COIN: ("A coin", RECORD),
    WEIGHTED: ("Weighted over theories", "from-weights"),
}


def record_sections(audit: Audit, argument: Argument) -> tuple[AuditSection, ...]:
    """Show how predictions fared and what cannot be scored; nothing where there is no record."""
    scores = audit.scores
    if scores is None:
        return ()
    first, *others = record_sentences(scores)
    blocks: list[AuditBlock] = [Told(said, RECORD) for said in others]
    asked = [one for one in scores.observations if one.forecasts]
    for one in sorted(asked, key=lambda one: bool(one.reason)):
        blocks += _outcome(one, argument)
    if scores.events > 1:
        blocks += [Named("Over all that is scored"), _means(scores)]
    left = [one for one in scores.observations if not one.forecasts]
    if left:
        blocks += [Named("Not scored"), _left_out(left, argument)]
    return (AuditSection("record", "What happened since", Told(first, RECORD), tuple(blocks)),)


def record_origin(audit: Audit) -> tuple[AuditBlock, ...]:
    """Say how words become chances, and how chances are scored; nothing where there is no record."""
    if audit.scores is None:
        return ()
    why = (
        "A theory’s chance: the share of lives, one of each draw, in which it came about, of wars that go "
        "on by then; of an ending, its mean over all. Brier score: the squared distance of the chance from "
        "1 where it came about, from 0 where it did not. Log score: minus the natural logarithm of the "
        f"chance given to what happened, held between {SURE:.1%} and {1 - SURE:.1%}. Of both, less is "
        "better. A document states no chances: its words are taken for these, which are assumed. "
    )
    rows = tuple(
        Row((heading(modality), SAID[modality], f"{will:.2f}", f"{1 - will:.2f}"))
        for modality, will in STATED.items()
    )
    headers = ("Modality", "What it means", "Chance, if it says that it will", "If it says that it will not")
    words = "What happened since: chances, scores, and what the document’s words are taken for"
    run = (Text(why), Link("The run", "#from-run"))
    return (Fold(words, (Told(run), Grid(headers, rows)), RECORD),)


def _outcome(one: Observation, argument: Argument) -> list[AuditBlock]:
    evidence = argument.record[one.evidence]
    claim = next(claim for claim in argument.claims if claim.name == one.claim)
    if (happened := evidence.happened) is None:
        return []
    scored = " (not scored)" if one.reason else ""
    link = Link(one.claim, "#" + identifier("claim", one.claim))
    return [
        Named((link, Text(f": {claim.paraphrase}{scored}")), ARGUMENT),
        Told((Text("Foretold: ", "strong"), Text(_foretold(happened, claim))), ARGUMENT, "test"),
        Told(_seen(evidence, happened), ARGUMENT, "test"),
        Told(_asked(one, happened), ARGUMENT, "small"),
        *_chances(one),
    ]


def _foretold(happened: Happened, claim: Claim) -> str:
    return f"{happened.foretold} The document says that it {WILL[happened.will]} ({SAID[claim.modality]})."


def _seen(evidence: Evidence, happened: Happened) -> Prose:
    came = "It came about. " if happened.came else "It did not come about. "
    source = Link("Source", "#" + identifier("source", evidence.source))
    return (
        Text("Happened: ", "strong"),
        Text(f"{came}{span_words(evidence.date)}: {evidence.says} "),
        source,
    )


def _asked(one: Observation, happened: Happened) -> Prose:
    by, at = amount(happened.by), amount(one.read_at or happened.by)
    when = f"by month {by}" if by == at else f"by month {by}, looked at by month {at}"
    wars = "of all wars" if is_end(happened.what) else "of wars that go on by then"
    what = (Text("Asked of the theories: "), Text(happened.what, "code"), Text(f" {when}, {wars}, "))
    if happened.do:
        return (*what, Text("where this is done: "), Text(dated("; ".join(happened.do)), "code"), Text("."))
    return (*what, Text("in the scenario as it is."))


def _chances(one: Observation) -> tuple[AuditBlock, ...]:
    """Show a row for each forecaster, with scores; where it is not scored, for theories that move it."""
    if not one.reason:
        headers = ("Forecaster", "Chance given", "Brier score", "Log score")
        return (Grid(headers, tuple(_row(given, scored=True) for given in one.forecasts), kind="scores"),)
    why = Told((Text("Not scored. ", "strong"), Text(one.reason)), ARGUMENT, "test")
    rows = tuple(_row(given, scored=False) for given in one.forecasts if given.moves)
    grid = (Grid(("Theory", "Chance given"), rows, kind="scores"),) if rows else ()
    return (why, *grid, *_still([given for given in one.forecasts if not given.moves]))


def _still(unmoved: list[Forecast]) -> tuple[Told, ...]:
    pieces: list[Text | Link] = []
    for given in unmoved:
        pieces += [Text(", ")] if pieces else []
        pieces += _name(given.forecaster)
    start = Text("Nothing moves it, so that it stays as it was at the start: ")
    return (Told((start, *pieces, Text(".")), mood="small"),) if pieces else ()


def _row(given: Forecast, scored: bool) -> Row:
    return Row(_line(given, scored), origin=_origin(given.forecaster))


def _line(given: Forecast, scored: bool) -> tuple[AuditCell, ...]:
    cells: tuple[AuditCell, ...] = (_name(given.forecaster), _chance(given))
    return (*cells, _score(given.brier), _score(given.log)) if scored else cells


def _chance(given: Forecast) -> AuditCell:
    if math.isnan(given.chance):
        return "none: no war goes on by then"
    words = share_words(given.chance, given.error)
    if given.forecaster == DOCUMENT:
        words += ", assumed"
    if not given.moves:
        words += "; nothing in its lives moves it"
    return Dot(given.chance, given.error, words)


def _score(score: float | None) -> str:
    return "–" if score is None or math.isnan(score) else f"{score:.3f}"


def _means(scores: Scores) -> Grid:
    rows = tuple(
        Row((_name(one.forecaster), _score(one.brier), _score(one.log)), origin=_origin(one.forecaster))
        for one in scores.means
    )
    return Grid(("Forecaster", "Mean Brier score", "Mean log score"), rows, kind="means")


def _left_out(left: list[Observation], argument: Argument) -> Grid:
    rows = []
    for one in left:
        evidence = argument.record[one.evidence]
        source = Link("Source", "#" + identifier("source", evidence.source))
        told = (
            Text(BEARS[evidence.bears], "tag"),
            Text(f" {span_words(evidence.date)}: {evidence.says} "),
            source,
        )
        claim = (Link(one.claim, "#" + identifier("claim", one.claim)),)
        rows.append(Row((claim, told, one.reason)))
    return Grid(("Claim", "Evidence", "Why it is not scored"), tuple(rows), origin=ARGUMENT, kind="unscored")


def _name(forecaster: str) -> tuple[Link]:
    words, _ = CALLED.get(forecaster, (heading(forecaster), ""))
    return (Link(words, "#" + _origin(forecaster)),)


def _origin(forecaster: str) -> str:
    return CALLED[forecaster][1] if forecaster in CALLED else identifier("theory", forecaster)
