"""A number that somebody changed has no source any more, unless they name one: it is assumed, and says so."""

from detente.faces.web.scenario.stocks import cells
from detente.faces.web.scenario.typed import Typed, in_words
from detente.vocabulary.record import ASSUMED

LONGEST_NOTE = 4_000  # characters, as the form of a scenario has it


def is_changed(typed: Typed, prefix: str) -> bool:
    """Say whether a starting value is another than when the page was filled."""
    return _now(typed, prefix) != _before(typed, prefix)[0]


def settled(typed: Typed) -> Typed:
    """Return the same, with every changed number that still names its old source counted as assumed.

    Whoever names another source, or says that the old one holds, is believed. The note keeps what was there.
    """
    changes: dict[str, str] = {}
    for prefix, _ in cells(typed.parties):
        before, source = _before(typed, prefix)
        if not before or not _now(typed, prefix) or not is_changed(typed, prefix):
            continue
        if typed[f"{prefix}.source"].strip() in ("", source) and not typed[f"{prefix}.keep"]:
            changes |= _assumed(typed, prefix, before, source)
    return typed.put(changes)


def _assumed(typed: Typed, prefix: str, before: str, source: str) -> dict[str, str]:
    came = ", ".join(word for word in (source, typed[f"{prefix}.also"]) if word)
    dated = f", {typed[f'{prefix}.as_of']}" if typed[f"{prefix}.as_of"] else ""
    note = f"Changed by hand; it was {before} ({came}{dated}). {typed[f'{prefix}.note']}".strip()
    texts = {"source": ASSUMED, "also": "", "as_of": "", "note": note[:LONGEST_NOTE]}
    return {f"{prefix}.{name}": text for name, text in texts.items()}


def _now(typed: Typed, prefix: str) -> str:
    return in_words(*(typed[f"{prefix}.{name}"] for name in ("way", "one", "two")))


def _before(typed: Typed, prefix: str) -> tuple[str, str]:
    words, _, source = typed[f"{prefix}.was"].rpartition(" | ")
    return words, source
