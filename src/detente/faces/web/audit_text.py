"""The document on the page of an audit: its claims as they are looked at, and its text cut into pieces.

Long stretches are folded: a page holds what stands around claims, and the rest when somebody opens it.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from detente.faces.audit_parts import WHOLE, Page, ShownClaim
from detente.pipeline.audit_brief_text import stretches
from detente.pipeline.audit_brief_words import SYMBOLS
from detente.pipeline.judging.verdict import Word
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean

NEAR, FAR = 500, 1_500  # characters kept at either end of a stretch, where it is longer than FAR
OPENED = 20_000  # characters of a fold that are shown at once
QUOTED = 700  # characters of a claim that its card quotes


@dataclass(frozen=True)
class View:
    """How claims are looked at.

    word     only those with this word;  type  only those of this type; "" all
    theory   words are those under this theory alone; "" over all theories
    mirror   words are those with the sides exchanged
    claim    the one whose card is open, or ""
    """

    word: str = ""
    type: str = ""
    theory: str = ""
    mirror: bool = False
    claim: str = ""

    def word_of(self, claim: ShownClaim) -> Word:
        """Return the word of a claim as it is looked at."""
        found = claim.words.get(self.theory) or claim.words[WHOLE]
        return found.mirror if self.mirror else found.straight

    def shows(self, claim: ShownClaim) -> bool:
        """Say whether a claim is among those that are looked at."""
        return self.type in ("", claim.type) and self.word in ("", self.word_of(claim))

    def query(self, claim: str = "") -> str:
        """Return the same as the end of an address, with another claim where one is given.

        That no card is open is said, too: an address that does not say it opens with a claim.
        """
        told = {"word": self.word, "type": self.type, "theory": self.theory, "mirror": "1" * self.mirror}
        given = {name: value for name, value in told.items() if value}
        return f"?{urlencode(given | {'claim': claim or self.claim})}"

    def closed(self) -> "View":
        """Return the same with no card open."""
        return replace(self, claim="")


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: what is shown of it before and after a fold, and the claims it belongs to.

    fold   first character that is folded and the one after the last; None where all is shown
    ends   the claims that end with it
    """

    words: str
    claims: tuple[str, ...]
    ends: tuple[str, ...]
    fold: tuple[int, int] | None = None
    after: str = ""


def view(page: Page, **asked: str) -> View:
    """Return how claims are to be looked at.

    Raises:
        InvalidInput: with everything that is asked for and not there.
    """
    known = {
        "word": tuple(SYMBOLS),
        "type": types(page),
        "theory": page.theories,
        "claim": tuple(one.name for one in page.claims),
    }
    wrong = [
        Problem(name, 0, 0, f"there is no {name} {asked[name][:40]!r} here", "it is not in this audit", fix)
        for name, names in known.items()
        if asked.get(name) and asked[name] not in names
        for fix in (did_you_mean(asked[name][:40], names) or "choose one from the list",)
    ]
    if wrong:
        raise InvalidInput(wrong)
    given = {name: asked.get(name, "") for name in known}
    return View(mirror=asked.get("mirror", "") == "1", **given)


def types(page: Page) -> tuple[str, ...]:
    """Return the types of claim that there are, in alphabetical order."""
    return tuple(sorted({claim.type for claim in page.claims}))


def pieces(text: str, page: Page) -> list[Piece]:
    """Return the text cut wherever a claim begins or ends, long stretches folded."""
    found, start = [], 0
    for piece in stretches(text, page.claims):
        end = start + len(piece.words)
        if len(piece.words) <= FAR:
            found.append(Piece(piece.words, piece.claims, piece.ends))
        else:
            first, last = _near_end(text, start), _near_start(text, end)
            fold, after = (first, last), text[last:end]
            found.append(Piece(text[start:first], piece.claims, piece.ends, fold, after))
        start = end
    return found


def opened(text: str, start: int, end: int) -> tuple[str, tuple[int, int] | None]:
    """Return what a fold holds, and the rest of it that is still folded."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    stop = min(end, start + OPENED)
    return text[start:stop], (stop, end) if stop < end else None


def quote(text: str, claim: ShownClaim) -> str:
    """Return the words of a claim in the text, shortened where they are many; "" without a text."""
    words = text[slice(*claim.span)]
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 100]} […] {words[-100:]}"


def _near_end(text: str, start: int) -> int:
    """Return where a fold begins: at the end of a paragraph, if one ends soon."""
    found = text.find("\n", start + NEAR // 2, start + NEAR)
    return found + 1 if found >= 0 else start + NEAR


def _near_start(text: str, end: int) -> int:
    found = text.rfind("\n", end - NEAR, end - NEAR // 2)
    return found + 1 if found >= 0 else end - NEAR
