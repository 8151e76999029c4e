"""The text beside its argument: is it the very text that the claims were drawn from?

A text is characters and nothing else. Whatever looks like markup or script in it stays what it is: no
function here reads it as such, and pages show it escaped.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from functools import reduce
from itertools import permutations

from detente.pipeline.argument import Argument, Document
from detente.vocabulary.errors import InvalidInput, Problem

MARK = "\ufeff"
_BEFORE = "a byte order mark stands before the first character"
SEARCHED = 20_000_000  # characters that may be hashed in search of the document within a longer text


def _reread(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


# What programs do to a text when they save it, undone: what it is called, and how.
_UNDONE: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    (
        "line ends of Windows, CR LF, stand where the document has LF",
        "save it with line ends LF",
        lambda text: text.replace("\r\n", "\n"),
    ),
    (
        "line ends CR stand where the document has LF",
        "save it with line ends LF",
        lambda text: text.replace("\r", "\n"),
    ),
    (
        "line ends LF stand where the document has CR LF",
        "save it with line ends CR LF",
        lambda text: text.replace("\n", "\r\n"),
    ),
    ("the line end after the last line is missing", "add an empty line", lambda text: text + "\n"),
    (
        "blanks stand after the last character of the document",
        "take them out",
        lambda text: text.rstrip() + "\n",
    ),
    ("blanks stand after the last character of the document", "take them out", str.rstrip),
    (
        "letters with accents are in two pieces (NFD)",
        "save it with composed letters (NFC)",
        lambda text: unicodedata.normalize("NFC", text),
    ),
    (
        "letters with accents are in one piece (NFC)",
        "save it with letters in pieces (NFD)",
        lambda text: unicodedata.normalize("NFD", text),
    ),
    (
        "blanks that do not break stand where the document has plain ones",
        "replace them by plain blanks",
        lambda text: text.replace("\u00a0", " "),
    ),
    (
        "typographic quotes stand where the document has plain ones",
        "replace them by plain quotes",
        lambda text: text.translate(dict(zip(map(ord, "\u2018\u2019\u201c\u201d"), "''\"\"", strict=True))),
    ),
    (
        "it was read in a wrong encoding and saved again",
        "take the text from its origin",
        _reread,
    ),
)


def check_text(text: str, argument: Argument, file: str) -> str:
    """Return `text` if it is the one that the argument was drawn from, character by character.

    `file` is the name that problems carry. Raises InvalidInput otherwise: with the first character at
    which it differs where that can be known, and with the claims whose spans lie outside it.
    """
    document = argument.document
    if (lone := _lone_surrogate(text)) >= 0:
        what = f"character {lone} is half of a pair (U+{ord(text[lone]):04X})"
        raise _refused(file, text, lone, what, "no text in UTF-8 has it", "give the text as it was read")
    if _digest(text) == document.sha256 and len(text) == document.characters:
        _check_spans(text, argument, file)
        return text
    problem = next(_known_differences(text, document, file), None) or _unknown(text, document, file)
    raise InvalidInput([problem, *_outside(text, argument, file)])


def quoted(text: str, span: tuple[int, int]) -> str:
    """Return the characters of a span, as they stand.

    >>> quoted("<b>war</b>", (3, 6))
    'war'
    """
    return text[span[0] : span[1]]


def _known_differences(text: str, document: Document, file: str) -> Iterator[Problem]:
    """Yield what was done to the document's text: what must be undone for the fingerprint to fit again."""
    why = "the document's fingerprint fits once that is undone"
    bare = text.removeprefix(MARK)
    for steps in (step for n in range(3) for step in permutations(_UNDONE, n)):
        found = reduce(lambda left, step: step[2](left), steps, bare)
        if _digest(found) != document.sha256:
            continue
        first = 0 if bare != text else _first_difference(text, found)
        said = [_BEFORE] * (bare != text) + [what for what, _, _ in steps]
        if said:
            what = f"from character {first} on it differs: {', and '.join(said)}"
            fix = ", and ".join(["save it as plain UTF-8"] * (bare != text) + [fix for _, fix, _ in steps])
        else:
            what = f"the fingerprint fits, but it has {len(text):,} characters, not {document.characters:,}"
            fix = "mend `characters` in the argument file"
        yield _problem(file, text, first if said else 0, what, why if said else "one number is wrong", fix)
    yield from _within(bare, document, file)


def _within(text: str, document: Document, file: str) -> Iterator[Problem]:
    """Yield where the whole document stands in a longer text, if it does."""
    size = document.characters
    spare = len(text) - size
    if spare <= 0 or spare * size > SEARCHED:
        return
    for start in range(spare + 1):
        if _digest(text[start : start + size]) == document.sha256:
            what = f"the document is characters {start} to {start + size} of it, and there is more"
            why = f"the first character that is not the document's is {0 if start else size}"
            yield _problem(file, text, 0 if start else size, what, why, "keep the document alone")
            return


def _unknown(text: str, document: Document, file: str) -> Problem:
    """Return the problem where nothing but length and fingerprint can be compared."""
    fix = f"give the text of {document.title[:80]!r}, {document.date}"
    if len(text) == document.characters:
        what = f"it has {len(text):,} characters, as the document, but they are not the same"
        why = "a fingerprint (SHA-256) does not say which"
    else:
        what = f"it has {len(text):,} characters, and the document has {document.characters:,}"
        why = "a fingerprint (SHA-256) does not say where they part"
    return Problem(file, 0, 0, f"this is not the text of the argument: {what}", why, fix)


def _outside(text: str, argument: Argument, file: str) -> list[Problem]:
    names = [claim.name for claim in argument.claims if claim.span[1] > len(text)]
    if not names:
        return []
    first = min(claim.span[0] for claim in argument.claims if claim.span[1] > len(text))
    listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    what = f"the spans of {len(names)} claims end beyond its last character: {listed}"
    why = f"the first of them begins at character {first:,}, and the text has {len(text):,}"
    return [Problem(file, 0, 0, what, why, "give the whole text")]


def _check_spans(text: str, argument: Argument, file: str) -> None:
    """Refuse spans that the text cannot have: an argument built by hand may name some."""
    bad = [c for c in argument.claims if not 0 <= c.span[0] < c.span[1] <= len(text)]
    if bad:
        why = f"a span goes from 0 to at most {len(text):,}, and is not empty"
        raise InvalidInput(
            [
                Problem(file, 0, 0, f"{c.name} has the span {c.span[0]}-{c.span[1]}", why, "count again")
                for c in bad
            ]
        )


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _lone_surrogate(text: str) -> int:
    return next((i for i, character in enumerate(text) if "\ud800" <= character <= "\udfff"), -1)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _problem(file: str, text: str, at: int, what: str, why: str, fix: str) -> Problem:
    line = text.count("\n", 0, at) + 1
    return Problem(file, line, at - (text.rfind("\n", 0, at) + 1) + 1, what, why, fix)


def _refused(file: str, text: str, at: int, what: str, why: str, fix: str) -> InvalidInput:
    return InvalidInput([_problem(file, text, at, what, why, fix)])
