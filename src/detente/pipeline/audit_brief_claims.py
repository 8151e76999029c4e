"""One card for each claim: its word, its tests, what each theory says, and what later evidence says."""

from dataclasses import dataclass

from detente.pipeline.argument import Argument, Claim, Evidence
from detente.pipeline.audit_brief_flips import channel_fold, flip_fold
from detente.pipeline.audit_brief_text import ARGUMENT
from detente.pipeline.audit_brief_tree import (
    AuditBlock,
    AuditCell,
    AuditSection,
    Card,
    Dot,
    Fold,
    Grid,
    Listing,
    Named,
    Row,
    Strip,
    Told,
)
from detente.pipeline.audit_brief_words import (
    BEARS,
    LOSING,
    SHORT_STANDING,
    SYMBOLS,
    Place,
    Unit,
    identifier,
    places_for,
    share_words,
    sized,
    span_words,
    speaks,
    unit_of,
)
from detente.pipeline.brief_tree import Link, Prose, Text
from detente.pipeline.brief_words import count, heading
from detente.pipeline.judging.verdict import Audit, ClaimVerdict, TestVerdict, Under

HOW = (
    "Holds in: the share of draws in which the claim holds, with its Monte Carlo error in points, and of how "
    "many draws. The ticks on the line are at 10% and 90%.",
    "Effect: the median and 90% of draws (dot and line; the upright line is 0), then the mean with its Monte "
    "Carlo error. All theories of a test share one scale.",
    "Assumed or derived: what is left when every contribution that says the same as the claim is cut; and "
    "how many numbers without a source lie on the way.",
    "Sides exchanged: the same test with the two sides in each other’s place.",
    "Through what the effect passes: parts of the mean effect, the largest first, from the upright line (0) "
    "to the right where they add and to the left where they take away; they add up to the effect.",
    "What would flip it: the smallest move of the numbers, in standard deviations of what is believed of "
    "them, and the effect when it is made, in a run of its own. Fails where: coverage is the share of the "
    "failing draws that lie in that region, density the share of its draws that fail. Most worth knowing: "
    "the number whose true value would most raise the chance of calling the claim rightly, and by how much.",
)


@dataclass(frozen=True)
class Wording:
    """A test in plain words: what is asked, the same with the sides exchanged, and when."""

    sentence: str
    mirror: str
    when: str = ""


def claims_section(
    audit: Audit, argument: Argument, wordings: dict[str, tuple[Wording, ...]]
) -> AuditSection:
    """Show a card for each claim; `wordings` has the words of its tests, in their order."""
    verdicts = {verdict.claim: verdict for verdict in audit.claims}
    told = audit.provenance.get(LOSING, [])
    losing = tuple(heading(name) for name in told) if isinstance(told, list) else ()
    cards = tuple(
        _card(claim, verdicts[claim.name], wordings.get(claim.name, ()), argument.record, losing)
        for claim in argument.claims
    )
    lead = (
        "Open a claim for what each theory says of it. Every number leads to where it comes from: its own "
        "link, or the theory at the head of its row. A word says what theories imply, not what is true."
    )
    how = Fold("How to read a card", (Listing((*HOW, *_channel_draws(audit)), "from-words"),))
    return AuditSection("claims", "Claim by claim", Told(lead), (how, *cards))


def _channel_draws(audit: Audit) -> tuple[Prose, ...]:
    """Say on how many draws the parts of effects rest, where the run tells."""
    told = audit.provenance
    parts, choice = told.get("draws_of_channels"), told.get("draws_to_choose_channels")
    if parts is None or choice is None:
        return ()
    said = f"{parts} draws, and the causes that are told apart were chosen on {choice} of them. "
    return ((Text(f"The parts of an effect rest on {said}"), Link("The run", "#from-run")),)


def _card(
    claim: Claim,
    verdict: ClaimVerdict,
    wordings: tuple[Wording, ...],
    record: tuple[Evidence, ...],
    losing: tuple[str, ...],
) -> Card:
    blocks: list[AuditBlock] = [Told(_about(claim), ARGUMENT, "small")]
    if not verdict.tests:
        blocks.append(Told(_untried(claim, verdict), ARGUMENT))
    for index, test in enumerate(verdict.tests):
        words = wordings[index] if index < len(wordings) else Wording(test.test, "")
        if len(verdict.tests) > 1:
            which = f"Test {index + 1} of {len(verdict.tests)}: {SYMBOLS[test.word]} {test.word}"
            blocks.append(Named(which, ARGUMENT))
        blocks += _test(test, words)
    if verdict.tests and losing:
        said = (
            "On wars that they had not seen these theories lose to the base rate; they speak all the same: "
        )
        blocks.append(Told(f"{said}{', '.join(losing)}.", "from-run", "small"))
    blocks += _record(claim, record)
    labels = (claim.role, claim.type, claim.modality)
    return Card(
        identifier("claim", claim.name), claim.name, verdict.word, claim.paraphrase, labels, tuple(blocks)
    )


def _about(claim: Claim) -> str:
    start, end = claim.span
    said = f"Said by: {claim.speaker}. Characters {start:,} to {end:,} of the document."
    return f"{said} Loaded wording: {'; '.join(claim.loaded)}." if claim.loaded else said


def _untried(claim: Claim, verdict: ClaimVerdict) -> Prose:
    kind = f" ({claim.untested})" if claim.untested else ""
    return (Text(f"Not tried{kind}. ", "strong"), Text(verdict.reason or claim.reason))


def _test(test: TestVerdict, words: Wording) -> list[AuditBlock]:
    unit = unit_of(test.unit)
    when = f" Only in draws in which {words.when}." if words.when else ""
    blocks: list[AuditBlock] = [
        Told((Text("Asked: ", "strong"), Text(words.sentence + when)), ARGUMENT, "test"),
        Told(_mirror(test, words), ARGUMENT, "test"),
    ]
    spoken = [one for one in test.under if speaks(one)]
    if spoken:
        blocks.append(_theories(test, unit))
    blocks += _silent(test)
    blocks += _assumed(spoken)
    blocks += channel_fold(test, unit)
    blocks += flip_fold(test, unit)
    return blocks


def _mirror(test: TestVerdict, words: Wording) -> Prose:
    said = f" {words.mirror}" if words.mirror else ""
    sign = f"{SYMBOLS[test.mirror_word]} {test.mirror_word}"
    return (Text("With the sides exchanged: ", "strong"), Text(f"{sign}.{said}"))


def _theories(test: TestVerdict, unit: Unit) -> Grid:
    pairs = [(one, other) for one, other in zip(test.under, test.mirror, strict=True) if speaks(one)]
    ends = [unit.scale * x for one, _ in pairs for x in (one.low90, one.high90)]
    places, scale = places_for(ends), (min(0.0, *ends), max(0.0, *ends))
    headers = ("Theory", "Holds in", f"Effect, {unit.long}", "Assumed or derived", "Sides exchanged")
    rows = tuple(
        Row(_line(one, other, unit, places, scale), origin=identifier("theory", one.theory))
        for one, other in pairs
    )
    return Grid(headers, rows, kind="theories")


def _line(
    one: Under, other: Under, unit: Unit, places: int, scale: tuple[float, float]
) -> tuple[AuditCell, ...]:
    address = "#" + identifier("theory", one.theory)
    low, middle, high, mean, error = (
        unit.scale * x for x in (one.low90, one.median, one.high90, one.mean, one.error)
    )
    effect = (
        f"{sized(middle, places)} ({sized(low, places)} to {sized(high, places)}); "
        f"mean {sized(mean, places + 1)} ± {error:.{places + 1}f}"
    )
    share = share_words(one.share, one.share_error)
    dot = Dot(one.share, one.share_error, f"{share} of {one.draws:,}")
    strip = Strip(low, middle, high, scale, effect)
    return (
        (Link(heading(one.theory), address),),
        dot,
        strip,
        _standing(one),
        _exchanged(other, unit, places),
    )


def _standing(one: Under) -> str:
    words = SHORT_STANDING[one.standing] if one.standing else "does not hold in most draws"
    if one.share_without is not None:
        words += f"; holds in {one.share_without:.0%} with that cut"
    return f"{words}; {count(one.assumed_inputs, 'assumed number')}"


def _exchanged(other: Under, unit: Unit, places: int) -> str:
    if not speaks(other):
        return "cannot say"
    effect = sized(unit.scale * other.median, places)
    return f"{share_words(other.share, other.share_error)}; effect {effect}"


def _silent(test: TestVerdict) -> list[AuditBlock]:
    blind = [one.theory for one in test.under if not one.expressible]
    never = [one.theory for one in test.under if one.expressible and not speaks(one)]
    said: list[AuditBlock] = []
    for names, why in (
        (blind, "No path from what is done to what is looked at"),
        (never, "No draw meets the condition"),
    ):
        if names:
            said.append(Told((Text(f"{why}: "), *_linked(names, "theory"), Text(".")), mood="small"))
    return said


def _assumed(spoken: list[Under]) -> list[AuditBlock]:
    said: list[AuditBlock] = []
    for one in spoken:
        if one.direct:
            start = Text(f"{heading(one.theory)} says so directly, through ")
            said.append(Told((start, *_linked(list(one.direct), "cause"), Text(".")), mood="small"))
    return said


def _linked(names: list[str], kind: Place) -> list[Text | Link]:
    pieces: list[Text | Link] = []
    for name in names:
        pieces += [Text(", ")] if pieces else []
        pieces.append(Link(heading(name), "#" + identifier(kind, name)))
    return pieces


def _record(claim: Claim, record: tuple[Evidence, ...]) -> list[AuditBlock]:
    told = sorted((one for one in record if claim.name in one.claims), key=lambda one: one.date)
    if not told:
        return []
    items = tuple(
        (
            Text(BEARS[one.bears], "tag"),
            Text(f" {span_words(one.date)}: {one.says} "),
            Link("Source", "#" + identifier("source", one.source)),
        )
        for one in told
    )
    words = f"Later evidence, {count(len(told), 'item')}"
    return [Named(words, ARGUMENT), Listing(items, ARGUMENT)]
