"""The document as a reader sees it: its text cut at the bounds of claims, or the paraphrases in order."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from detente.pipeline.argument import Argument
from detente.pipeline.audit_brief_tree import Annotated, AuditBlock, AuditSection, Listing, Stretch, Told
from detente.pipeline.audit_brief_words import SYMBOLS, identifier
from detente.pipeline.brief_tree import Link, Text
from detente.pipeline.brief_words import count
from detente.pipeline.judging.verdict import Word

ARGUMENT = "from-argument"


class Spanned(Protocol):
    """What stands in a text: its name, its first character and the one after the last."""

    @property
    def name(self) -> str:
        """Return its name."""
        ...

    @property
    def span(self) -> tuple[int, int]:
        """Return where it stands."""
        ...


def stretches(text: str, claims: Sequence[Spanned]) -> tuple[Stretch, ...]:
    """Return the text cut wherever a claim begins or ends; joined, the pieces are the text again.

    Raises:
        ValueError: a span is empty, or reaches beyond the text.

    >>> from detente.pipeline.argument import Claim
    >>> one = Claim("C1", (0, 5), "", "author", "causal", "asserted", "premise")
    >>> two = Claim("C2", (3, 8), "", "author", "causal", "asserted", "premise")
    >>> [(piece.words, piece.claims, piece.ends) for piece in stretches("abcdefghij", [one, two])]
    [('abc', ('C1',), ()), ('de', ('C1', 'C2'), ('C1',)), ('fgh', ('C2',), ('C2',)), ('ij', (), ())]
    """
    for claim in claims:
        start, end = claim.span
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{claim.name}: span {start} to {end} is not in {len(text)} characters")
    cuts = sorted({0, len(text), *(edge for claim in claims for edge in claim.span)})
    shortest_first = sorted(claims, key=lambda claim: claim.span[1] - claim.span[0])
    found = []
    for start, end in pairwise(cuts):
        over = tuple(c.name for c in shortest_first if c.span[0] <= start and end <= c.span[1])
        ends = tuple(c.name for c in claims if c.span[1] == end)
        found.append(Stretch(text[start:end], over, ends))
    return tuple(found)


def document_section(argument: Argument, verdicts: Mapping[str, Word], text: str = "") -> AuditSection:
    """Show the annotated text where it is given, else what each claim says in our words.

    Raises:
        ValueError: the text has another length than the document that was read.
    """
    document = argument.document
    if text and len(text) != document.characters:
        raise ValueError(
            f"the text has {len(text)} characters, the document that was read has {document.characters}: "
            "give the text that the spans were counted in"
        )
    about = f"“{document.title}”, {document.date}. Standpoint of its author: {document.standpoint}"
    body = _annotated(argument, verdicts, text) if text else _paraphrases(argument, verdicts)
    return AuditSection("document", "What the document claims", Told(about, ARGUMENT), body)


def _annotated(argument: Argument, verdicts: Mapping[str, Word], text: str) -> tuple[AuditBlock, ...]:
    addresses = {claim.name: identifier("claim", claim.name) for claim in argument.claims}
    how = (
        "Each marked passage is a claim; its sign and name stand where it ends, and lead to what came of it. "
        "Where claims overlap, the mark is that of the shortest."
    )
    marked = Annotated(stretches(text, argument.claims), verdicts, addresses, ARGUMENT)
    return Told(how, mood="small"), marked


def _paraphrases(argument: Argument, verdicts: Mapping[str, Word]) -> tuple[AuditBlock, ...]:
    how = (
        f"{count(len(argument.claims), 'claim')}, each in our words and in the order of the document; its "
        "text was not given to this page."
    )
    items = tuple(
        (
            Text(f"{SYMBOLS[verdicts[claim.name]]} "),
            Link(claim.name, "#" + identifier("claim", claim.name)),
            Text(f" {verdicts[claim.name]}: {claim.paraphrase}"),
        )
        for claim in argument.claims
    )
    return Told(how, ARGUMENT, "small"), Listing(items, ARGUMENT)
