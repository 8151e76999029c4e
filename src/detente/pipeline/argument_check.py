"""What an argument must satisfy beyond its form: spans in reach, names that exist, reasons given.

As in `scenario_check`, every check takes the raw table and passes over what has the wrong form.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from detente.pipeline.do_language import hint, shown
from detente.pipeline.scenario_check import Desk, KeyPath, Positions, check_names

SIDES = ("A", "B")
LISTS = ("claims", "hidden", "tensions")
MOST_PARTIES = 8


def check_roles(desk: Desk) -> tuple[str, ...]:
    """Return the third parties that an argument names; refuse roles that are none, and sides left out."""
    roles = desk.part("roles")
    for side in SIDES:
        if isinstance(desk.table.get("roles"), dict) and side not in roles:
            why = "there are two sides in every war"
            desk.report(("roles",), f"there is no role {side}", why, f"say who side {side} is")
    parties = {name: {} for name in roles if name not in SIDES}
    places: Positions = {
        ("parties", name): desk.positions["roles", name]
        for name in parties
        if ("roles", name) in desk.positions
    }
    found = check_names(Desk({"parties": parties}, places, desk.file, desk.problems))
    if len(parties) > MOST_PARTIES:
        why = f"a scenario has at most {MOST_PARTIES}"
        desk.report(("roles",), f"there are {len(parties)} third parties", why, "leave out those not needed")
    return found


def check_document(desk: Desk) -> None:
    """Refuse days that are not in the calendar, and evidence from before the document."""
    published = desk.part("document").get("date")
    _check_days(desk, ("document", "date"), published)
    for i, raw in enumerate(desk.items("record")):
        when = raw.get("date") if isinstance(raw, dict) else None
        _check_days(desk, ("record", i, "date"), when)
        if not isinstance(when, str) or not isinstance(published, str):
            continue
        last = when.split("/")[-1]
        shared = min(len(last), len(published))
        if last[:shared] < published[:shared]:
            why = f"the document is of {published[:10]}, and the record is of what came after"
            desk.report(("record", i, "date"), f"{shown(when)} is too early", why, "leave this evidence out")


def _check_days(desk: Desk, path: KeyPath, given: Any) -> None:
    for day in given.split("/") if isinstance(given, str) else []:
        try:
            date.fromisoformat(day if len(day) == len("2026-02-06") else "2026-01-01")
        except ValueError:
            desk.report(path, f"{shown(day)} is not a day", "the calendar has none", "write year-month-day")


def check_claims(desk: Desk) -> None:
    """Refuse names given twice, spans that cannot be, and claims that neither have a test nor say why."""
    _check_unique(desk)
    length = desk.part("document").get("characters")
    for path, claim in _tables(desk, "claims"):
        _check_span(desk, (*path, "span"), claim.get("span"), length)
        tested, untested = claim.get("tests") is not None, claim.get("untested") is not None
        if tested == untested:
            what = (
                "both `tests` and `untested` stand here" if tested else "there is neither a test nor a reason"
            )
            why = "a claim either can be tried or it cannot"
            desk.report(path, what, why, "give `tests`, or `untested` and `reason`")
        if untested and claim.get("reason") is None:
            desk.report(
                path, "`reason` is missing", "a reader is told why it cannot be tried", "add a sentence"
            )
    for path, premise in _tables(desk, "hidden"):
        ways = [key for key in ("when", "test", "untested") if premise.get(key) is not None]
        if len(ways) != 1:
            what = (
                " and ".join(f"`{way}`" for way in ways) + " stand here"
                if ways
                else "nothing says when it holds"
            )
            desk.report(
                path, what, "a hidden premise is granted in one way", "give one of when, test, untested"
            )


def _check_unique(desk: Desk) -> None:
    seen: dict[str, int] = {}
    for key in LISTS:
        for path, item in _tables(desk, key):
            if not isinstance(name := item.get("id"), str):
                continue
            line, _ = desk.place((*path, "id"))
            if name in seen:
                why = f"it is also on line {seen[name]}"
                desk.report((*path, "id"), f"the id {shown(name)} is used twice", why, "choose another")
            seen.setdefault(name, line)


def _check_span(desk: Desk, path: KeyPath, span: Any, length: Any) -> None:
    if not isinstance(span, list) or [type(end) for end in span] != [int, int]:
        return
    first, after = span
    if first >= after:
        why = "the second number is the character after the last"
        desk.report(path, f"the span {first}-{after} is empty", why, "count again")
    if type(length) is int and after > length:
        why = f"the document has {length:,} characters"
        desk.report(path, f"the span {first}-{after} goes beyond the end", why, "count again")


def check_links(desk: Desk, sources: Collection[str]) -> None:
    """Refuse references to claims, or works, that are not there, and tensions that cannot be tried."""
    claims = {c["id"]: c for _, c in _tables(desk, "claims") if isinstance(c.get("id"), str)}
    names = tuple(claims)
    for key, field in (("hidden", "needed_by"), ("tensions", "claims"), ("record", "claims")):
        for path, item in _tables(desk, key):
            _check_names_in(desk, (*path, field), item.get(field), names)
    for path, claim in _tables(desk, "claims"):
        _check_repeat(desk, (*path, "untested"), claim, claims)
    for path, tension in _tables(desk, "tensions"):
        _check_tension(desk, path, tension, claims)
    for path, item in _tables(desk, "record"):
        if isinstance(source := item.get("source"), str) and source not in sources:
            why = "evidence needs a work that can be looked up"
            fix = hint(source, tuple(sorted(sources)))
            desk.report((*path, "source"), f"{shown(source)} is not in sources.bib", why, fix)


def _check_names_in(desk: Desk, path: KeyPath, given: Any, names: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for i, name in enumerate(given if isinstance(given, list) else []):
        if not isinstance(name, str):
            continue
        if name not in names:
            why = "nothing can rest on it or bear on it"
            desk.report((*path, i), f"there is no claim {shown(name)}", why, hint(name, names))
        if name in seen:
            desk.report((*path, i), f"{shown(name)} stands here twice", "once is enough", "take one out")
        seen.add(name)


def _repeated(claim: dict[str, Any]) -> str | None:
    word, _, name = str(claim.get("untested") or "").partition(" ")
    return name if word == "repeats" and name else None


def _check_repeat(
    desk: Desk, path: KeyPath, claim: dict[str, Any], claims: dict[str, dict[str, Any]]
) -> None:
    if (name := _repeated(claim)) is None:
        return
    if name not in claims:
        why = "a claim repeats another of the same document"
        desk.report(path, f"there is no claim {shown(name)}", why, hint(name, tuple(claims)))
    elif name == claim.get("id"):
        desk.report(path, f"{shown(name)} repeats itself", "it would have no verdict", "name another claim")
    elif (further := _repeated(claims[name])) is not None:
        why = f"{shown(name)} itself repeats {shown(further)}"
        desk.report(path, "a repetition is repeated", why, "name the claim that has the test or the reason")


def _check_tension(
    desk: Desk, path: KeyPath, tension: dict[str, Any], claims: dict[str, dict[str, Any]]
) -> None:
    named = tension.get("claims")
    if tension.get("untested") is not None or not isinstance(named, list):
        return
    found = [claims[name] for name in named if isinstance(name, str) and name in claims]
    meant = [claims.get(_repeated(claim) or "", claim) for claim in found]
    tried = [claim for claim in meant if claim.get("tests") is not None]
    if len(found) == len(named) and len(tried) < 2:
        why = f"of its claims, {len(tried)} can be tried"
        desk.report(
            path, "this tension cannot be tried", why, "name two claims with tests, or give `untested`"
        )


def _tables(desk: Desk, key: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield the tables in a list of the first level, with their paths."""
    return (((key, i), item) for i, item in enumerate(desk.items(key)) if isinstance(item, dict))
