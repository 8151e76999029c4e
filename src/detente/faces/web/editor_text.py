"""The document's text in the editor: taken or refused, cut into sentences, marked; never read as markup."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from detente.pipeline.argument_form import LONGEST_TEXT
from detente.shelf.read_text import LARGEST
from detente.vocabulary.errors import InvalidInput, Problem

MOST_SENTENCES, SHOWN = 1_000, 90
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LONGEST_WORDS = 2_000  # characters of the first or the last words of a passage
_SENTENCE = re.compile(r"(?:[^.!?…\n\r]|[.!?…](?=\w))+[.!?…]*[\"'’”»)\]]*")


@dataclass(frozen=True)
class Piece:
    """Characters of a text that the same claims cover. `first` and `after` are as in a span."""

    first: int
    after: int
    names: tuple[str, ...]
    keys: tuple[str, ...]


def taken(data: bytes, field: str = "text") -> str:
    """Return a document as text. Raises InvalidInput, at `field`, for what is none that can be taken."""
    if len(data) > LARGEST:
        raise refusal(field, f"it has {len(data):,} bytes", f"at most {LARGEST:,} are taken", "give a part")
    if any(data.startswith(mark) for mark in MARKS):
        raise refusal(field, "it begins with a byte order mark", "plain UTF-8 is taken", "save it as UTF-8")
    if b"\0" in data:
        raise refusal(field, "it holds a zero byte", "it is no text", "save the document as plain text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1:,}, 0x{data[error.start]:02x}, is not UTF-8"
        raise refusal(field, what, "plain UTF-8 is taken", "save it as plain text in UTF-8") from None
    if not text.strip():
        raise refusal(field, "there is no text", "claims are passages of it", "paste it, or choose a file")
    if len(text) > LONGEST_TEXT:
        what = f"it has {len(text):,} characters"
        raise refusal(field, what, f"an argument speaks of at most {LONGEST_TEXT:,}", "give a part")
    return text


def refusal(field: str, what: str, why: str, fix: str) -> InvalidInput:
    """Return the error for one field of a form."""
    return InvalidInput([Problem(field, 0, 0, what, why, fix)])


def marked(text: str, spans: Sequence[tuple[int, int, str, str]], here: str = "") -> Markup:
    """Return a text with its claims marked, as HTML whose text is the document, character by character.

    spans   first, after, name and key of each claim
    here    the key of the claim that is being edited
    """
    return Markup("").join(_piece(text, one, here) for one in pieces(len(text), spans))


def pieces(length: int, spans: Sequence[tuple[int, int, str, str]]) -> Iterator[Piece]:
    """Yield a text of so many characters in pieces, cut wherever a claim begins or ends.

    >>> [(one.first, one.after, one.names) for one in pieces(9, [(0, 4, "C1", "a"), (2, 6, "C2", "b")])]
    [(0, 2, ('C1',)), (2, 4, ('C1', 'C2')), (4, 6, ('C2',)), (6, 9, ())]
    """
    good = sorted(span for span in spans if 0 <= span[0] < span[1] <= length)
    cuts = sorted({0, length, *(end for span in good for end in span[:2])})
    open_now: list[tuple[int, int, str, str]] = []
    waiting = good[::-1]
    for first, after in pairwise(cuts):
        open_now = [span for span in open_now if span[1] > first]
        while waiting and waiting[-1][0] == first:
            open_now.append(waiting.pop())
        names, keys = (tuple(span[i] for span in open_now) for i in (2, 3))
        yield Piece(first, after, tuple(map(str, names)), tuple(map(str, keys)))


def _piece(text: str, piece: Piece, here: str) -> Markup:
    # a browser reads CR LF as LF, and positions would shift: a reference keeps it
    words = Markup(str(escape(text[piece.first : piece.after])).replace("\r", "&#13;"))
    if not piece.names:
        return words
    kind = Markup(' class="here"') if here in piece.keys else Markup("")
    return Markup('<mark data-claims="{}" data-key="{}"{}>{}</mark>').format(
        " ".join(piece.names), piece.keys[-1], kind, words
    )


def sentences(text: str) -> list[tuple[int, int, str]]:
    """Return the first sentences of a text: first character, the one after the last, and how it begins.

    >>> sentences("Odds are 0.5 now. Are they?")
    [(0, 17, 'Odds are 0.5 now.'), (18, 27, 'Are they?')]
    """
    found: list[tuple[int, int, str]] = []
    for match in _SENTENCE.finditer(text):
        words = match.group()
        if any(map(str.isalnum, words)):
            first = match.start() + len(words) - len(words.lstrip())
            after = match.start() + len(words.rstrip())
            begins = text[first : min(after, first + SHOWN)]
            found.append((first, after, begins + ("…" if after - first > SHOWN else "")))
        if len(found) == MOST_SENTENCES:
            break
    return found


def passage(text: str, begins: str, ends: str) -> tuple[int, int]:
    """Return the span of a passage by its first and its last words; blanks count alike.

    Raises InvalidInput, at `begins` or `ends`, where it is not to be found, or in more than one place.
    """
    for field, words in (("begins", begins), ("ends", ends)):
        if len(words) > LONGEST_WORDS:
            why = f"{LONGEST_WORDS:,} characters are enough to find them"
            raise refusal(field, "these are too many words", why, "give the first or last few")
    places = list(_found(text, begins, 0))
    if not places:
        raise refusal("begins", "the text does not have these words", "they are looked for as typed", "copy")
    if len(places) > 1:
        why = "it is not known which of them is meant"
        raise refusal("begins", f"the text has these words {len(places)} times", why, "give more words")
    first, after = places[0]
    if not ends.strip():
        return first, after
    last = next((place for place in _found(text, ends, first) if place[1] >= after), None)
    if last is None:
        raise refusal("ends", "these words do not come after the first", "a passage ends with them", "copy")
    return first, last[1]


def _found(text: str, words: str, start: int) -> Iterator[tuple[int, int]]:
    if words.split():
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        yield from (match.span() for match in re.compile(pattern).finditer(text, start))
