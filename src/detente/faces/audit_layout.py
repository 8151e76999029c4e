"""An audit laid out for the browser: the parts of its page, and what holds in every draw."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from detente.faces.audit_logic import Known, write_known
from detente.faces.audit_parts import WHOLE, Page, Premise, ShownClaim, Words, write_links, write_page
from detente.faces.page.audit_render import macros
from detente.faces.page.render import plain_words
from detente.pipeline.argument import Claim
from detente.pipeline.audit_brief_tree import AuditSection, Card
from detente.pipeline.judging.verdict import ClaimVerdict
from detente.pipeline.judging.words import word_of

if TYPE_CHECKING:
    from detente.faces.audits import AuditAnswer

APART = ("judgement", "document", "claims")  # sections that the page shows in its own way


def lay_out(answer: "AuditAnswer") -> None:
    """Write what the page in the browser is made of into the folder of an audit."""
    held = {name: one.held for name, one in answer.auditor.found.items()}
    known = Known(held, answer.audit.judgement.weights, answer.auditor.logic)
    write_known(known, answer.folder)
    write_links(answer.auditor.links, answer.folder)
    shown: Any = macros(answer.brief)
    cards = {card.name: str(shown.blocks(card.blocks, card.name)) for card in _cards(answer)}
    further = [one for one in answer.brief.sections if one.identifier not in APART]
    sections = {one.identifier: _section(shown, one) for one in further}
    write_page(_page(answer, known, further), cards, sections, answer.folder)


def _cards(answer: "AuditAnswer") -> list[Card]:
    blocks = [block for one in answer.brief.sections if one.identifier == "claims" for block in one.blocks]
    return [block for block in blocks if isinstance(block, Card)]


def _section(shown: Any, section: AuditSection) -> str:
    lead = str(shown.told(section.lead)) if section.lead else ""
    return lead + str(shown.blocks(section.blocks, section.heading))


def _page(answer: "AuditAnswer", known: Known, further: list[AuditSection]) -> Page:
    auditor, brief, argument = answer.auditor, answer.brief, answer.argument
    verdicts = {one.claim: one for one in answer.audit.claims}
    document = argument.document
    return Page(
        title=brief.title,
        subtitle=plain_words(brief.subtitle.text),
        argument=argument.name,
        scenario=auditor.scenario.title,
        document={"title": document.title, "date": document.date, "standpoint": document.standpoint}
        | {"sha256": document.sha256, "characters": document.characters},
        sentences=answer.sentences,
        meta=tuple((name, plain_words(words)) for name, words in brief.meta),
        theories=answer.audit.theories,
        causes={theory.name: tuple(sorted(theory.names)) for theory in auditor.theories},
        parties=tuple(auditor.scenario.parties),
        claims=tuple(_claim(one, verdicts[one.name], answer) for one in argument.claims),
        premises=tuple(_premises(answer, known)),
        sections=tuple((one.identifier, one.heading) for one in further),
    )


def _claim(claim: Claim, verdict: ClaimVerdict, answer: "AuditAnswer") -> ShownClaim:
    ways = answer.auditor.trying.ways
    pairs = [pair for test in claim.tests for pair in test.form.causes_and_effects]
    bounds = [(sorted(start), sorted(end)) for start, end in ways.bounds(dict.fromkeys(pairs))]
    return ShownClaim(
        *(claim.name, claim.span, claim.paraphrase, claim.speaker, claim.type, claim.modality, claim.role),
        words=_words(verdict),
        ways=tuple((tuple(start), tuple(end)) for start, end in bounds),
        act=pairs[0][0] if pairs else "",
    )


def _words(verdict: ClaimVerdict) -> Mapping[str, Words]:
    if not verdict.tests:
        return {WHOLE: Words(verdict.word, verdict.word)}
    first = verdict.tests[0]
    one_by_one = {
        one.theory: Words(word_of([one]), word_of([other]))
        for one, other in zip(first.under, first.mirror, strict=True)
    }
    return {WHOLE: Words(verdict.word, first.mirror_word), **one_by_one}


def _premises(answer: "AuditAnswer", known: Known) -> list[Premise]:
    argument = answer.argument
    stated = [(one, "premise") for one in argument.claims if one.role == "premise"]
    hidden = [(one, "hidden") for one in argument.hidden]
    concluded = [(one, "conclusion") for one in argument.claims if one.role == "conclusion"]
    found = []
    for one, kind in (*stated, *hidden, *concluded):
        able = sum(bool(held.able([one.name])) for held in known.held.values())
        why_not = "" if able else one.untested or "no theory here can express it"
        found.append(Premise(one.name, one.paraphrase, kind, able, why_not))
    return found
