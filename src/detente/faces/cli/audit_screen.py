"""What an audit shows, for the terminal: five sentences, then a line for each claim."""

import math
import textwrap
from collections.abc import Sequence

from rich.text import Text

from detente.faces.cli.screen import rows, table
from detente.faces.page.figures.svg import clean
from detente.pipeline.argument import Argument
from detente.pipeline.audit_brief_words import SYMBOLS, places_for, sized, speaks, unit_of
from detente.pipeline.brief_words import count, percent
from detente.pipeline.judging.record import record_sentences
from detente.pipeline.judging.verdict import (
    FAILS,
    FOLLOWS,
    Audit,
    ClaimVerdict,
    Scores,
    Sensitivities,
    Standing,
    TestVerdict,
    Under,
)

WIDTH = 96  # characters of a sentence's line
READING = (
    f"For, against: theories in which it holds in at least {FOLLOWS:.0%} or at most {FAILS:.0%} of draws, of "
    "those that can express it.",
    "Effect: lowest and highest median over those theories. Assumed or derived: in how many theories.",
    "A verdict says what theories imply. It does not say what is true.",
)
NAMED = 3  # numbers that the headline effect hangs on most
SHORT: dict[Standing, str] = {"assumed": "assumed", "structural": "structural", "contingent": "contingent"}


def audit_page(
    audit: Audit, argument: Argument, sentences: Sequence[str], files: Sequence[tuple[str, str]] = ()
) -> list[object]:
    """Return an audit for the terminal; `files` are names and places of what was written."""
    by_name = {verdict.claim: verdict for verdict in audit.claims}
    made = table(["Claim", "Word", ("For", "right"), ("Against", "right"), "Effect", "Assumed or derived"])
    page: list[object] = [Text(clean(argument.document.title), "bold"), _about(audit, argument), ""]
    for index, sentence in enumerate(sentences):
        page.append(textwrap.fill(f"{index + 1}. {clean(sentence)}", WIDTH, subsequent_indent="   "))
    page += [textwrap.fill(line, WIDTH, subsequent_indent="   ") for line in _influence(audit.sensitivity)]
    page += _record(audit.scores)
    page += ["", rows(made, [_row(by_name[claim.name]) for claim in argument.claims]), ""]
    page += [line for said in READING for line in textwrap.wrap(said, WIDTH)]
    return [*page, "", *(f"{name:9}{place}" for name, place in files)] if files else page


def _about(audit: Audit, argument: Argument) -> str:
    tried = sum(bool(verdict.tests) for verdict in audit.claims)
    claims = f"{count(len(argument.claims), 'claim')}, {tried} tried"
    theories = count(len(audit.theories), "theory", "theories")
    seed = f", seed {audit.provenance['seed']}" if "seed" in audit.provenance else ""
    return f"{claims} on {theories}, scenario {audit.scenario}{seed}"


def _influence(found: Sensitivities | None) -> tuple[str, ...]:
    if found is None:
        return ()
    start = f"Of {found.asked:,} uncertain numbers, {found.beyond or 'none'} "
    start += f"{'moves' if found.beyond < 2 else 'move'} the effect of {found.test} by more than chance does"
    told = [f"{one.number} {percent(one.first)}" for one in found.of if one.first > found.first_by_chance]
    most = f". Of its variance each explains by itself: {', '.join(told[:NAMED])}" if told else ""
    return (f"{start}{most}.",)


def _record(scores: Scores | None) -> list[str]:
    """Return how predictions fared, if any is scored: what is not scored stands on the page."""
    if scores is None or not scores.events:
        return []
    said = f"What happened since: {' '.join(record_sentences(scores))}"
    return [textwrap.fill(clean(said), WIDTH, subsequent_indent="   ")]


def _row(verdict: ClaimVerdict) -> tuple[str, ...]:
    word = f"{SYMBOLS[verdict.word]} {verdict.word}"
    if not verdict.tests:
        return (
            verdict.claim,
            word,
            "",
            "",
            "",
            textwrap.shorten(clean(verdict.reason), 60, placeholder=" …"),
        )
    test = verdict.tests[0]
    spoken = [one for one in test.under if speaks(one)]
    if not spoken:
        return verdict.claim, word, "0/0", "0/0", "", ""
    up, down = sum(u.share >= FOLLOWS for u in spoken), sum(u.share <= FAILS for u in spoken)
    total = len(spoken)
    return verdict.claim, word, f"{up}/{total}", f"{down}/{total}", _effect(test, spoken), _standing(spoken)


def _effect(test: TestVerdict, spoken: Sequence[Under]) -> str:
    unit = unit_of(test.unit)
    sizes = [unit.scale * one.median for one in spoken if math.isfinite(one.median)]
    if not sizes:
        return ""
    places = places_for(sizes)
    low, high = sized(min(sizes), places), sized(max(sizes), places)
    return f"{low if low == high else f'{low} to {high}'} {unit.short}".rstrip()


def _standing(spoken: Sequence[Under]) -> str:
    counted = {kind: sum(one.standing == kind for one in spoken) for kind in SHORT}
    return ", ".join(f"{SHORT[kind]} {number}" for kind, number in counted.items() if number)
