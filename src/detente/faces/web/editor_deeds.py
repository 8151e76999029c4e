"""Deeds and conditions in pieces: what a form shows as a row of fields, and a file as one line of words.

A line that is more than its pieces say is kept as it was written, so that nothing is lost on the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente.pipeline.conditions import RELATIONS

Row = dict[str, str]
DEED = ("verb", "what", "amount", "start", "end", "text")
CONDITION = ("what", "relation", "value", "month", "text")


@dataclass(frozen=True)
class Verb:
    """One thing to do.

    words   what a reader chooses
    pool    what it is done to: "event", "stock", "parameter" or "cause"
    amount  what the number means; "" where there is none
    when    "at" a month, in a "window" of months, or "never" asked
    """

    words: str
    pool: str
    amount: str
    when: Literal["at", "window", "never"]


VERBS: Mapping[str, Verb] = {
    "force": Verb("make an event happen", "event", "", "at"),
    "undo": Verb("keep an event from happening", "event", "", "window"),
    "likelier": Verb("make an event likelier", "event", "times as likely", "window"),
    "hold": Verb("hold a stock at a value", "stock", "value", "window"),
    "shift": Verb("shift a stock up or down", "stock", "by how much", "window"),
    "scale": Verb("scale a stock", "stock", "times its size", "window"),
    "set": Verb("set a parameter", "parameter", "value", "never"),
    "cut": Verb("silence a cause", "cause", "", "never"),
}


def deed_row(text: str) -> Row:
    """Return the pieces of a deed.

    >>> deed_row("likelier B.deep-strike x4 from 3")["amount"], deed_row("pray for rain")["text"]
    ('4', 'pray for rain')
    """
    verb, what, *rest = [*text.split(), "", ""][: max(2, len(text.split()))]
    row = dict.fromkeys(DEED, "")
    if verb in VERBS:
        row |= {"verb": verb, "what": what}
        if VERBS[verb].amount and rest:
            row["amount"] = rest.pop(0).removeprefix("x" if verb == "likelier" else "")
        row |= {
            {"at": "start", "from": "start", "to": "end"}[word]: month
            for word, month in zip(rest[::2], rest[1::2], strict=False)
            if word in ("at", "from", "to")
        }
    written = " ".join(text.split())
    return row if deed_text(row) == written else dict.fromkeys(DEED, "") | {"text": text}


def deed_text(row: Mapping[str, str]) -> str:
    """Return a deed in words, as far as its pieces are given: what is missing first ends it.

    >>> deed_text({"verb": "hold", "what": "A.trust", "amount": "0.2", "end": "6"})
    'hold A.trust 0.2 from 0 to 6'
    >>> deed_text({"verb": "force", "start": "2"})
    'force'
    """
    piece = {name: " ".join(row.get(name, "").split()) for name in DEED}
    verb = VERBS.get(piece["verb"])
    if verb is None:
        return piece["text"]
    words = [piece["verb"], piece["what"].replace(" ", "_")]  # a name is one word
    if verb.amount and piece["what"]:
        words.append(("x" if piece["verb"] == "likelier" and piece["amount"] else "") + piece["amount"])
    return " ".join(words + _months(verb, piece) if all(words) else [word for word in words if word])


def _months(verb: Verb, piece: Mapping[str, str]) -> list[str]:
    start, end = piece["start"], piece["end"]
    if verb.when == "at":
        return ["at", start] if start else []
    if verb.when == "never" or not (start or end):
        return []
    return ["from", start or "0", *(["to", end] if end else [])]


def condition_rows(text: str) -> list[Row]:
    """Return the parts of a condition, each in its pieces; one row of words where it has another form.

    >>> [row["what"] for row in condition_rows("talks > 0.5 at 1 and A.trust < 0.2")]
    ['talks', 'A.trust']
    """
    rows = [_comparison(part) for part in text.split(" and ")]
    if condition_text(rows) == " ".join(text.split()):
        return rows
    return [dict.fromkeys(CONDITION, "") | {"text": text}]


def condition_text(rows: list[Row]) -> str:
    """Return the parts of a condition as one line; rows without a word are passed over."""
    return " and ".join(part for part in map(_part, rows) if part)


def _part(row: Mapping[str, str]) -> str:
    what, relation, value, month, text = (" ".join(row.get(name, "").split()) for name in CONDITION)
    if not (what or value or month):
        return text
    return " ".join([what, relation, value, *(["at", month] if month else [])]).strip()


def _comparison(text: str) -> Row:
    what, relation, value, *rest = [*text.split(), "", "", ""][: max(3, len(text.split()))]
    row = dict.fromkeys(CONDITION, "")
    fits = relation in RELATIONS and (not rest or (len(rest) == 2 and rest[0] == "at"))
    if not fits:
        return row | {"text": text}
    return row | {"what": what, "relation": relation, "value": value, "month": rest[1] if rest else ""}
