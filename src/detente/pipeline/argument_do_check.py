"""What the do-tests of an argument must satisfy beyond their form: worlds that can be, outcomes that exist.

As in `scenario_check`, every check takes the raw table and passes over what has the wrong form.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from detente.pipeline.do_language import Known, hint, parse_do, shown
from detente.pipeline.do_test_form import TESTS, deeds_of
from detente.pipeline.forms.deeds import DOSE, dosed
from detente.pipeline.outcomes_known import READ_MONTHLY, end_of_month, known_outcomes
from detente.pipeline.scenario_check import Desk, KeyPath, short
from detente.pipeline.scenario_form import LONGEST_WAR
from detente.vocabulary.do import Do, Scale, Shift
from detente.vocabulary.errors import InvalidInput

WORLDS = ("do", "than", "first", "second", "weaker", "makes_up", "against")
TEMPLATES = {("dose", "do"), ("substitution", "makes_up")}
ACTS = ("do", "first", "second", "weaker")  # those whose effect is counted from the world compared with

Deeds = tuple[Do, ...] | None  # None: not understood, or not written


def each_test(desk: Desk) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield every do-test of the file with its path."""
    for i, claim in enumerate(desk.items("claims")):
        tests = claim.get("tests") if isinstance(claim, dict) else None
        for j, raw in enumerate(tests if isinstance(tests, list) else []):
            if isinstance(raw, dict):
                yield ("claims", i, "tests", j), raw
    for i, premise in enumerate(desk.items("hidden")):
        raw = premise.get("test") if isinstance(premise, dict) else None
        if isinstance(raw, dict):
            yield ("hidden", i, "test"), raw


def check_tests(desk: Desk, known: Known) -> None:
    """Report everything wrong with the do-tests."""
    for path, raw in each_test(desk):
        form = raw.get("form")
        if not isinstance(form, str) or form not in TESTS:
            continue
        _check_outcomes(desk, path, raw, known)
        _check_months(desk, path, raw)
        _check_numbers(desk, path, raw)
        worlds = {
            key: deeds_in(
                desk, (*path, key), raw[key], known, _doses(raw) if (form, key) in TEMPLATES else ()
            )
            for key in WORLDS
            if key in raw and key in TESTS[form].model_fields
        }
        _check_templates(desk, path, raw)
        _check_worlds(desk, path, raw, worlds)
        _check_choices(desk, path, raw, known)


def deeds_in(desk: Desk, path: KeyPath, given: Any, known: Known, doses: tuple[float, ...] = ()) -> Deeds:
    """Return the deeds of one world (of a template: with its first dose)."""
    texts: list[tuple[KeyPath, Any]] = [(path, given)]
    if isinstance(given, list):
        texts = [((*path, i), text) for i, text in enumerate(given)]
    if not all(isinstance(text, str) for _, text in texts):
        return None
    done: list[Do] = []
    before = len(desk.problems)
    for where, text in texts:
        offset = 0
        for part in text.split(";"):
            done += _deeds(desk, where, offset, part, known, doses)
            offset += len(part) + 1
    return tuple(done) if len(desk.problems) == before else None


def _deeds(
    desk: Desk, path: KeyPath, offset: int, text: str, known: Known, doses: tuple[float, ...]
) -> tuple[Do, ...]:
    line, column = desk.place(path)
    done: tuple[Do, ...] = ()
    for dose in reversed(doses or (math.nan,)):
        try:
            (deed,) = dosed((text,), dose) if doses else (text,)
            done = parse_do(deed, known, desk.file, line, column + offset)
        except InvalidInput as error:
            desk.problems.extend(error.problems)
            return ()  # the other doses would say the same again
    return done


def _check_worlds(desk: Desk, path: KeyPath, raw: Mapping[str, Any], worlds: Mapping[str, Deeds]) -> None:
    first = worlds.get("against", ())
    if any(isinstance(deed, Shift | Scale) for deed in first or ()):
        why = "shift and scale count from that very world"
        desk.report((*path, "against"), "the world compared with is measured by itself", why, "use hold")
    last = max((m for m in (raw.get("by"), raw.get("until")) if is_number(m)), default=math.inf)
    for key in ACTS:
        done = worlds.get(key)
        if done and first is not None and set(done) == set(first):
            why = "then there is no difference to look at"
            desk.report((*path, key), f"`{key}` and `against` are the same world", why, "change one of them")
    for one, other in (("do", "than"), ("first", "second")):
        if worlds.get(one) and set(worlds[one] or ()) == set(worlds.get(other) or ()):
            why = "then there is nothing to compare"
            desk.report((*path, other), f"`{other}` does the same as `{one}`", why, "change one of them")
    for key, done in worlds.items():
        if key != "against" and done and min(begins(deed) for deed in (*done, *(first or ()))) >= last:
            why = f"the last look is by month {short(last)}"
            desk.report((*path, key), f"`{key}` begins too late to be seen", why, "change a month")


def begins(deed: Do) -> float:
    """Return the month in which a deed is first done."""
    return getattr(deed, "month", getattr(deed, "start", 0.0))


def _check_choices(desk: Desk, path: KeyPath, raw: Mapping[str, Any], known: Known) -> None:
    choices = raw.get("choices") if raw["form"] == "tradeoff" else None
    seen: dict[frozenset[Do], str] = {}
    for name, given in (choices if isinstance(choices, dict) else {}).items():
        done = deeds_in(desk, (*path, "choices", name), given, known)
        if done is None:
            continue
        if (twin := seen.setdefault(frozenset(done), name)) != name:
            why = f"{shown(twin)} does the same"
            desk.report((*path, "choices", name), f"{shown(name)} is no choice of its own", why, "change it")


def _check_templates(desk: Desk, path: KeyPath, raw: Mapping[str, Any]) -> None:
    for form, key in TEMPLATES:
        texts = deeds_of(raw.get(key)) if raw["form"] == form else None
        if isinstance(texts, list) and not any(DOSE in str(text) for text in texts):
            why = "every dose would be the same world"
            fix = f"write {DOSE} in the place of a number"
            desk.report((*path, key), f"there is no {DOSE} in `{key}`", why, fix)


def _doses(raw: Mapping[str, Any]) -> tuple[float, ...]:
    doses = raw.get("doses")
    return tuple(dose for dose in (doses if isinstance(doses, list) else []) if is_number(dose)) or (0.0,)


def _check_outcomes(desk: Desk, path: KeyPath, raw: Mapping[str, Any], known: Known) -> None:
    outcomes = tuple(known_outcomes(known.parties))
    fields = TESTS[raw["form"]].model_fields
    looked: list[tuple[KeyPath, Any]] = [
        ((*path, key), raw.get(key)) for key in ("moves", "posterior") if key in fields
    ]
    for key in {"moves", "parts"} & fields.keys():
        given = raw.get(key)
        for i, item in enumerate(given if isinstance(given, list) else []):
            looked.append(
                ((*path, key, i, "what"), item.get("what"))
                if isinstance(item, dict)
                else ((*path, key, i), item)
            )
    seen: set[str] = set()
    for place, what in looked:
        _check_name(desk, place, what, "outcome", outcomes)
        if isinstance(what, str) and what in seen:
            desk.report(place, f"{what[:60]} stands here twice", "once is enough", "take one out")
        seen |= {what} if isinstance(what, str) else set()
    _check_kinds(desk, path, raw, known)


def _check_kinds(desk: Desk, path: KeyPath, raw: Mapping[str, Any], known: Known) -> None:
    """Refuse a prior that is no belief, and parts of a sum that are in different units."""
    if raw["form"] == "inference":
        prior = raw.get("prior")
        _check_name(desk, (*path, "prior"), prior, "stock", tuple(known.stocks))
        entry = known.stocks.get(prior) if isinstance(prior, str) else None
        if entry is not None and (entry.low, entry.high) != (0, 1):
            why = f"a belief is from 0 to 1, and this is {entry.meaning.lower()} [{entry.unit}]"
            desk.report((*path, "prior"), f"{prior} is not a belief", why, "name a belief such as A.trust")
    outcomes, parts = known_outcomes(known.parties), raw.get("parts")
    if raw["form"] == "share" and isinstance(parts, list):
        units = {outcomes[part].unit for part in parts if isinstance(part, str) and part in outcomes}
        if len(units) > 1:
            why = f"they are in {' and '.join(sorted(units))}"
            desk.report((*path, "parts"), "the parts cannot be added up", why, "choose parts in one unit")


def _check_name(desk: Desk, path: KeyPath, what: Any, kind: str, names: tuple[str, ...]) -> None:
    if isinstance(what, str) and what not in names:
        why = "it cannot be looked at"
        desk.report(path, f"there is no {kind} called {shown(what)}", why, hint(what, names))


def _check_months(desk: Desk, path: KeyPath, raw: Mapping[str, Any]) -> None:
    """Refuse months within which nothing is read, and a second look before the first."""
    for key in {"by", "until"} & TESTS[raw["form"]].model_fields.keys():
        month = raw.get(key)
        if is_number(month) and 0 < month <= LONGEST_WAR and not float(month).is_integer():
            desk.report((*path, key), f"`{key}` is {short(month)}", READ_MONTHLY, end_of_month(month))
    by, until = raw.get("by"), raw.get("until")
    if raw["form"] == "recovery" and is_number(by) and is_number(until) and until <= by:
        why = f"the effect is first looked at by month {short(by)}"
        desk.report((*path, "until"), f"`until` is {short(until)}", why, "give a later month")


def _check_numbers(desk: Desk, path: KeyPath, raw: Mapping[str, Any]) -> None:
    form = raw["form"]
    below, above = raw.get("below"), raw.get("above")
    if form == "level" and below is None and above is None:
        why = "a level is below a number, or above one"
        desk.report(path, "neither `below` nor `above` is given", why, "give one of them")
    if form == "level" and is_number(below) and is_number(above) and above >= below:
        why = f"nothing is below {short(below)} and above {short(above)}"
        desk.report((*path, "above"), "`above` is not less than `below`", why, "exchange them")
    if form == "inference" and (raw.get("likelihood_ratio") is None) != (raw.get("attribution") is None):
        why = "each means nothing without the other"
        what = "`likelihood_ratio` and `attribution` belong together"
        desk.report(path, what, why, "give both, or neither")
    doses = raw.get("doses")
    if form in ("dose", "substitution") and isinstance(doses, list) and all(map(is_number, doses)):
        for i in range(1, len(doses)):
            if doses[i] <= doses[i - 1]:
                why = f"the one before is {short(doses[i - 1])}"
                desk.report(
                    (*path, "doses", i), f"dose {short(doses[i])} is not higher", why, "put them in order"
                )


def is_number(given: Any) -> TypeGuard[float]:
    """Say whether something read from a file is a finite number."""
    return isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given)
