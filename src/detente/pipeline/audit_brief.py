"""The page of an audit as a tree: judgement, argument, document, claims, and where every number is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.pipeline.argument import Argument, Test
from detente.pipeline.audit_brief_claims import Wording, claims_section
from detente.pipeline.audit_brief_influence import influence_sections
from detente.pipeline.audit_brief_judgement import (
    argument_section,
    hidden_section,
    judgement_section,
    tensions_section,
)
from detente.pipeline.audit_brief_origins import Grounds, origins_section
from detente.pipeline.audit_brief_record import record_sections
from detente.pipeline.audit_brief_text import ARGUMENT, document_section
from detente.pipeline.audit_brief_tree import AuditBrief, AuditSection, Listing, Named, Told
from detente.pipeline.audit_brief_words import DRAWS, SEED, SYMBOLS, dated
from detente.pipeline.brief_tree import Link, Prose, Text
from detente.pipeline.brief_words import count
from detente.pipeline.judging.verdict import Audit

MOTTO = "A verdict says what theories imply. It does not say what is true."
CAN = (
    "Which claims follow under which theories, by which way, and which of them only repeat what was put in.",
    "What the conclusion rests on: how often it follows when every premise is granted, and how often "
    "all of them hold.",
    "Which numbers would have to be different for a verdict to be another.",
)
CANNOT = (
    "Whether a claim is true, or whether its author is right to make it.",
    "Anything about claims for which no theory here has a path, however real they may be.",
    "Motives, values and recommendations: they are listed with the reason why they were not tried.",
)


@dataclass(frozen=True)
class AuditMaterials:
    """All that the page of an audit is made of.

    sentences   the judgement in plain sentences, made from the numbers alone
    text        the document's text, where its reader gives it; it is quoted on the page and kept nowhere
    called      how outcomes, deeds and conditions are called in the sentences of tests
    """

    audit: Audit
    argument: Argument
    sentences: Sequence[str]
    grounds: Grounds = field(default_factory=Grounds)
    text: str = ""
    called: Mapping[str, str] = field(default_factory=dict)


def audit_brief(materials: AuditMaterials) -> AuditBrief:
    """Return the page of an audit.

    Raises:
        ValueError: the text is not the document's, or a span lies outside it.
        KeyError: a claim of the argument has no verdict.
    """
    audit, argument = materials.audit, materials.argument
    verdicts = {verdict.claim: verdict.word for verdict in audit.claims}
    sections = (
        judgement_section(audit, materials.sentences),
        argument_section(audit, argument),
        hidden_section(audit, argument),
        tensions_section(audit, argument),
        *influence_sections(audit, argument, materials.grounds, materials.called),
        *record_sections(audit, argument),
        document_section(argument, verdicts, materials.text),
        claims_section(audit, argument, wordings(argument, materials.called)),
        _reading(),
        origins_section(audit, argument, materials.grounds),
    )
    subtitle = f"Its claims and its argument, tried on {count(len(audit.theories), 'theory', 'theories')}."
    return AuditBrief(
        title=f"“{argument.document.title}”, audited",
        subtitle=Told(subtitle, "from-run"),
        meta=_meta(audit, argument),
        sections=sections,
        footer=Told(f"Made by detente {materials.grounds.version}. {MOTTO}".replace(" .", "."), "from-run"),
        symbols=SYMBOLS,
    )


def wordings(argument: Argument, called: Mapping[str, str]) -> dict[str, tuple[Wording, ...]]:
    """Return the plain words of every test, by claim."""
    return {claim.name: tuple(_wording(test, called) for test in claim.tests) for claim in argument.claims}


def _wording(test: Test, called: Mapping[str, str]) -> Wording:
    return Wording(
        test.form.sentence(called), test.mirror.sentence(called), called.get(test.when) or dated(test.when)
    )


def _meta(audit: Audit, argument: Argument) -> tuple[tuple[str, Prose], ...]:
    told = audit.provenance
    rows: list[tuple[str, Prose]] = [
        ("Scenario", (Text(audit.scenario, "code"),)),
        ("Theories", (Link(str(len(audit.theories)), "#from-theories"),)),
        ("Claims", (Link(str(len(argument.claims)), "#" + ARGUMENT),)),
        ("Tried", (Link(str(sum(bool(v.tests) for v in audit.claims)), "#" + ARGUMENT),)),
    ]
    for key, name in (("draws", DRAWS), ("seed", SEED)):
        if isinstance(value := told.get(key), int | str):
            words = f"{value:,}" if isinstance(value, int) and key == "draws" else str(value)
            rows.append((name, (Link(words, "#from-run"),)))
    return tuple(rows)


def _reading() -> AuditSection:
    lead = "A word reports what models say of a claim. It is no verdict on anybody’s conduct."
    blocks = (Named("It can show"), Listing(CAN), Named("It cannot show"), Listing(CANNOT))
    return AuditSection("reading", "What this can and cannot show", Told(lead), blocks)
