"""What an audit comes to, in the few words that stand first on its page, and the claim it opens with."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.faces.audit_parts import WHOLE, Page, ShownClaim
from detente.faces.web.audit_text import View
from detente.pipeline.audit_brief_words import SYMBOLS
from detente.pipeline.judging.verdict import Word

UNTRIED: tuple[Word, ...] = ("cannot be expressed", "not a testable claim")


@dataclass(frozen=True)
class Verdict:
    """The words of an audit, over all theories.

    tally        how many claims have each word, in the order of the words; those that none has are left out
    conclusions  the claims that the argument comes to, with their words
    """

    tally: tuple[tuple[Word, int], ...]
    conclusions: tuple[tuple[ShownClaim, Word], ...]


def verdict_of(page: Page) -> Verdict:
    """Return what an audit comes to."""
    words = [_word(claim) for claim in page.claims]
    tally = tuple((word, words.count(word)) for word in SYMBOLS if word in words)
    return Verdict(tally, tuple((one, _word(one)) for one in page.claims if one.role == "conclusion"))


def opening(page: Page, seen: View) -> str:
    """Return the name of the claim whose card is open before anyone has chosen one, "" where none is shown.

    The first conclusion that was tried, or else the first claim that was, among those that are looked at.
    """
    shown = [claim for claim in page.claims if seen.shows(claim)]
    tried = [claim for claim in shown if _word(claim) not in UNTRIED]
    return _first([one for one in tried if one.role == "conclusion"]) or _first(tried) or _first(shown)


def _first(claims: Sequence[ShownClaim]) -> str:
    return claims[0].name if claims else ""


def _word(claim: ShownClaim) -> Word:
    return claim.words[WHOLE].straight
