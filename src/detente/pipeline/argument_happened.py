"""What the record of an argument says of what happened: an outcome that a single war has, or has not.

A war that is lived shows chances and levels; of one that happened it can only be said whether something
came about. So an outcome is an event or an ending by its name, or a condition on stocks and derived
quantities; its month stands beside it, as `by`.

As in `scenario_check`, every check takes the raw table and passes over what has the wrong form.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from detente.formulas.severity import DAYS_PER_MONTH
from detente.pipeline.argument import Argument, Evidence
from detente.pipeline.argument_do_check import begins, deeds_in, is_number
from detente.pipeline.conditions import RELATIONS, Condition, parse_condition
from detente.pipeline.do_language import Known, hint, shown
from detente.pipeline.do_test_form import deeds_of
from detente.pipeline.outcomes_known import ANY_ENDING, KnownOutcome, known_outcomes
from detente.pipeline.scenario import Scenario
from detente.pipeline.scenario_check import Desk, KeyPath, short
from detente.pipeline.step import ENDING_PATHS
from detente.vocabulary.errors import InvalidInput, Problem

LEEWAY = 1.0  # days: where the months of a date are rounded
_AT = re.compile(r"(?<!\S)at(?!\S)")


def observed(text: str, known: Known, file: str = "what", line: int = 1, column: int = 1) -> str | Condition:
    """Return what can be seen to have come about or not: an event or ending by its path, or a condition.

    `file`, `line` and `column` say where `text` stands. Raises InvalidInput with every problem in it.

    >>> from detente.pipeline.do_language import known_names
    >>> known = known_names(["backer"], [])
    >>> observed("talks-close", known), observed("talks < 0.5", known).comparisons[0].what
    ('talks-close', 'talks')
    """
    outcomes, name = known_outcomes(known.parties), text.strip()
    if name in outcomes or not any(relation in text for relation in RELATIONS):
        said = _not_an_event(name, outcomes)
        if said:
            raise InvalidInput([Problem(file, line, column, *said)])
        return name
    condition = parse_condition(text, known, file, line, column)
    problems = [
        Problem(file, line, column + text.index(part.what), *_no_level(part.what))
        for part in condition.comparisons
        if outcomes[part.what].kind not in ("stock", "derived")
    ]
    if found := _AT.search(text):
        why = "it is seen once, and `by` says when"
        problems.append(
            Problem(file, line, column + found.start(), "a month stands in `what`", why, "take it out")
        )
    if problems:
        raise InvalidInput(problems)
    return condition


def _not_an_event(name: str, outcomes: Mapping[str, KnownOutcome]) -> tuple[str, str, str] | None:
    kind = outcomes[name].kind if name in outcomes else None
    if kind in ("event", "ending") or name == ANY_ENDING:
        return None
    if kind in ("stock", "derived"):
        why = "a level neither comes about nor fails to"
        return f"{name} is compared with nothing", why, f"write {name} < a number, or >"
    if kind == "special":
        return f"{name} is expected of many wars", "one war has or has not", "name an event or an ending"
    happenings = tuple(path for path, one in outcomes.items() if one.kind in ("event", "ending"))
    why = "it is an event, an ending, or a condition such as talks < 0.5"
    return f"there is no event or ending called {shown(name)}", why, hint(name, happenings)


def _no_level(what: str) -> tuple[str, str, str]:
    why = "of one war it can only be said whether it happened"
    return f"{what} is compared with a number", why, f"write {what} alone, or compare a stock"


def is_end(what: str) -> bool:
    """Say whether an outcome is an end of the war: then it is asked of all wars, not of those that go on.

    >>> is_end("settlement"), is_end("any-ending"), is_end("talks-close"), is_end("talks < 0.5")
    (True, True, False, False)
    """
    return what == ANY_ENDING or what in ENDING_PATHS


def check_happened(desk: Desk, known: Known) -> None:
    """Report everything wrong with what the record says has happened, or has not."""
    seen: dict[tuple[object, ...], int] = {}
    for path, evidence, raw in _each(desk):
        _check_what(desk, path, raw, known)
        done = deeds_in(desk, (*path, "do"), raw.get("do", []), known)
        by = raw.get("by")
        if done and is_number(by) and max(begins(deed) for deed in done) >= by:
            why = f"it is seen by month {short(by)}"
            desk.report((*path, "do"), "`do` begins too late to be seen", why, "change a month")
        _check_bearing(desk, path, evidence, raw)
        _check_once(desk, path, raw, seen)


def _each(desk: Desk) -> Iterator[tuple[KeyPath, dict[str, Any], dict[str, Any]]]:
    for i, evidence in enumerate(desk.items("record")):
        raw = evidence.get("happened") if isinstance(evidence, dict) else None
        if isinstance(raw, dict):
            yield ("record", i, "happened"), evidence, raw


def _check_what(desk: Desk, path: KeyPath, raw: dict[str, Any], known: Known) -> None:
    if isinstance(what := raw.get("what"), str) and what:
        try:
            observed(what, known, desk.file, *desk.place((*path, "what")))
        except InvalidInput as error:
            desk.problems.extend(error.problems)


def _check_bearing(desk: Desk, path: KeyPath, evidence: dict[str, Any], raw: dict[str, Any]) -> None:
    """Refuse what cannot be scored, and evidence that bears the other way than what came about."""
    claims, bears = evidence.get("claims"), evidence.get("bears")
    came, said = raw.get("came"), raw.get("document", "will")
    if isinstance(claims, list) and len(claims) > 1:
        why = "each claim foretells in its own words"
        desk.report(path, f"{len(claims)} claims share one outcome", why, "write an entry for each claim")
    if bears == "open":
        why = "what is open decides nothing, and is not scored"
        desk.report(path, "this evidence is open", why, "take `happened` out, or write for or against")
    if bears not in ("for", "against") or said not in ("will", "will not") or not isinstance(came, bool):
        return
    right = "for" if came == (said == "will") else "against"
    if bears != right:
        told = "came about" if came else "did not come about"
        why = f"the document says that it {said} come about, and it {told}"
        desk.report(
            (*path, "came"), f"the evidence bears {bears} it", why, f"write {right}, or change `came`"
        )


def _check_once(desk: Desk, path: KeyPath, raw: dict[str, Any], seen: dict[tuple[object, ...], int]) -> None:
    deeds = deeds_of(raw.get("do", []))
    if not isinstance(raw.get("what"), str) or not isinstance(deeds, list):
        return
    event = ("".join(raw["what"].split()), str(raw.get("by")), str(deeds))
    line, _ = desk.place(path)
    if event in seen:
        why = f"it is scored on line {seen[event]}"
        desk.report(path, "the same outcome is here twice", why, "keep it once: it is one event")
    seen.setdefault(event, line)


def unfit_record(argument: Argument, scenario: Scenario) -> list[Problem]:
    """Return what keeps outcomes from being asked of a scenario: months that its evidence does not reach.

    Months count from the day on which the scenario begins; without one nothing can be said.
    """
    if not scenario.begins:
        return []
    start = _day(scenario.begins, last=False)
    return [said for one in argument.record for said in _too_late(one, start, argument.name)]


def _too_late(evidence: Evidence, start: date, file: str) -> list[Problem]:
    if evidence.happened is None:
        return []
    end = _day(evidence.date.split("/")[-1], last=True)
    asked = start + timedelta(days=evidence.happened.by * DAYS_PER_MONTH)
    if (asked - end).days <= LEEWAY:
        return []
    known = max((end - start).days / DAYS_PER_MONTH, 0.0)
    what = f"{evidence.claims[0]}: `by: {short(evidence.happened.by)}` is {asked}, counted from {start}"
    why = f"the evidence is of {evidence.date} and cannot tell"
    fix = f"write {known:.2g}, in months" if known > 0 else "take another scenario: this one begins later"
    return [Problem(file, 0, 0, what, why, fix)]


def _day(given: str, last: bool) -> date:
    """Return a day, or the first or last day of a month or a year.

    >>> [str(_day(given, last=True)) for given in ("2026-02-06", "2026-02", "2026")]
    ['2026-02-06', '2026-02-28', '2026-12-31']
    """
    if len(given) == len("2026-02-06"):
        return date.fromisoformat(given)
    year, month = int(given[:4]), int(given[5:] or (12 if last else 1))
    first = date(year, month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if last else first
