"""Where a war stands on the first day: units, bounds, sources, and which family of beliefs a number gets."""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from detente.pipeline.do_language import Known, bounds, hint, shown
from detente.pipeline.scenario import Start
from detente.pipeline.scenario_check import Desk, KeyPath, piece, short
from detente.pipeline.scenario_form import WAYS, StartForm
from detente.vocabulary import Fixed, LogNormal, Normal, Prior, Share, Uniform, units
from detente.vocabulary.record import ASSUMED, AboutStock

NUMBERS = tuple(key for way in WAYS for key in way)
CLOCKS = ("age", "age_at_start")
SWITCHES = ("talks", "stalled")


def check_start(desk: Desk, known: Known, sources: Collection[str]) -> dict[str, Start]:
    """Return the starting values that hold, by stock path."""
    start: dict[str, Start] = {}
    for name in desk.part("start"):
        if name not in ("A", "B", "shared", *desk.part("parties")):
            why = "it is no side and not among the parties"
            desk.report(
                ("start", name), f"there is no {shown(name)} here", why, _party_hint(name, known), key=True
            )
    for path, stock in _given(desk, known):
        entry, raw = known.stocks[stock], desk.part(*map(str, path))
        if not isinstance(entry, AboutStock) or not raw:
            continue
        _check_unit(desk, path, raw.get("unit"), stock, entry)
        _check_sources(desk, path, raw, sources)
        numbers = piece(
            StartForm, {key: raw[key] for key in NUMBERS if key in raw} | {"unit": "1", "source": ASSUMED}
        )
        prior = None if numbers is None else _prior(desk, path, numbers, stock, entry)
        form = piece(StartForm, raw)
        if form is not None and prior is not None:
            said = {"as_of": form.as_of or "", "note": form.note or ""}
            start[stock] = Start(prior, entry.unit, form.source, **said, also=tuple(form.also))
    return _with_age(desk, _with_ground(desk, start))


def _party_hint(name: str, known: Known) -> str:
    return hint(name, known.parties) if known.parties else "name it under `parties` first"


def _given(desk: Desk, known: Known) -> Iterator[tuple[KeyPath, str]]:
    """Yield (path in the file, stock path) of every starting value whose stock exists."""
    for stock in known.stocks:
        parts = stock.split(".")
        path: KeyPath = ("start", *parts) if len(parts) > 1 else ("start", "shared", stock)
        if path[-1] in desk.part(*map(str, path[:-1])):
            yield path, stock


def _check_unit(desk: Desk, path: KeyPath, unit: Any, stock: str, entry: AboutStock) -> None:
    unit = str(unit) if type(unit) is int else unit
    if not isinstance(unit, str):
        return
    why = f"{stock} is measured in {entry.unit!r} ({entry.meaning})"
    try:
        if units.same(unit, entry.unit):
            return
        what = f"the unit {shown(unit)} is wrong"
    except ValueError:
        what = f"{shown(unit)} is not a unit"
    desk.report((*path, "unit"), what, why, f"give the number in {entry.unit} and write `unit: {entry.unit}`")


def _check_sources(desk: Desk, path: KeyPath, raw: Mapping[str, Any], sources: Collection[str]) -> None:
    names = tuple(sorted(sources))
    also = raw.get("also")
    given: list[tuple[KeyPath, Any]] = [((*path, "source"), raw.get("source"))]
    given += [((*path, "also", i), key) for i, key in enumerate(also if isinstance(also, list) else [])]
    for place, key in given:
        if isinstance(key, str) and key not in sources and key != ASSUMED:
            why = "every number needs a known source, or the word assumed"
            desk.report(
                place, f"there is no source {shown(key)}", why, hint(key, names) if names else "write assumed"
            )


def _prior(desk: Desk, path: KeyPath, form: StartForm, stock: str, entry: AboutStock) -> Prior | None:
    """Return what the form says of a number; None, and a problem noted, where it cannot be."""
    given = {name: getattr(form, name) for name in NUMBERS if getattr(form, name) is not None}
    if tuple(given) not in WAYS:
        found = (
            f"{' and '.join(given)} are given"
            if len(given) > 1
            else f"only {next(iter(given), 'a unit')} is given"
        )
        fix = "give `value`, or `range`, or `median` with `spread`"
        desk.report(path, f"{stock}: {found}", "that does not say how large it is", fix)
        return None
    ends: list[tuple[KeyPath, float]] = [
        ((*path, name), given[name]) for name in ("value", "median") if name in given
    ]
    ends += [((*path, "range", i), end) for i, end in enumerate(given.get("range", ()))]
    outside = [(place, x) for place, x in ends if not entry.low <= x <= entry.high]
    for place, x in outside:
        why = f"{stock} must be {bounds(entry)} [{entry.unit}]"
        desk.report(place, f"{short(x)} is impossible", why, "check the number, its sign and its unit")
    if not outside and "value" in given and (stock not in SWITCHES or given["value"] in (0, 1)):
        return Fixed(float(given["value"]))
    if stock in (*CLOCKS, *SWITCHES):
        desk.report(
            path, f"{stock} is not one plain number", _plain_rule(stock), "write `value:` and that number"
        )
        return None
    return None if outside else _spread_prior(desk, path, given, entry)


def _plain_rule(stock: str) -> str:
    return "it is the same in every draw" if stock in CLOCKS else "it is a state: 0 or 1"


def _spread_prior(desk: Desk, path: KeyPath, given: Mapping[str, Any], entry: AboutStock) -> Prior | None:
    if "range" not in given:
        return _median_prior(desk, path, given["median"], given["spread"], entry)
    low, high = given["range"]
    if low < high:
        return Uniform(float(low), float(high))
    fix = f"write `range: [{short(high)}, {short(low)}]`" if low > high else f"write `value: {short(low)}`"
    what = f"the range runs from {short(low)} to {short(high)}"
    desk.report((*path, "range"), what, "the low end comes first, below the high one", fix)
    return None


def _median_prior(desk: Desk, path: KeyPath, median: float, spread: float, entry: AboutStock) -> Prior | None:
    families = {(0.0, 1.0): Share, (0.0, math.inf): LogNormal, (-math.inf, math.inf): Normal}
    family = families.get((entry.low, entry.high))
    if family is None:
        why = f"a stock held {bounds(entry)} has no such family"
        desk.report((*path, "median"), "a median with a spread cannot be used here", why, "give a range")
    elif family is not Normal and median in (entry.low, entry.high):
        fix = "give a value or a range"
        desk.report((*path, "median"), f"the median is {short(median)}", "it lies at the bound", fix)
    elif spread <= (0 if family is Normal else 1):
        why = "it is a distance, above 0" if family is Normal else "it is a factor, above 1"
        fix = "make it larger, or give a value"
        desk.report((*path, "spread"), f"the spread is {short(spread)}", why, fix)
    else:
        return family(float(median), float(spread))
    return None


def _with_age(desk: Desk, start: dict[str, Start]) -> dict[str, Start]:
    """Let whichever of the two clocks is given stand for both, and refuse two that differ."""
    given = [name for name in CLOCKS if name in start]
    if len(given) == len(CLOCKS) and start["age"].prior != start["age_at_start"].prior:
        what, why = "age and age_at_start differ", "on the first day they are the same"
        desk.report(("start", "shared", "age_at_start"), what, why, "give only age")
    return start | {name: start[given[0]] for name in CLOCKS if given}


def _with_ground(desk: Desk, start: dict[str, Start]) -> dict[str, Start]:
    sides = [side for side in ("A", "B") if f"{side}.ground" in start]
    held = [start[f"{side}.ground"].prior.median for side in sides]
    if sides and abs(sum(held) + 0.5 * (2 - len(held)) - 1.0) > 0.005:
        what = f"the sides hold {' and '.join(short(x) for x in held)} of the stake"
        why = "what one does not hold the other does" + (
            ", and the other's is 0.5 if not given" if len(held) == 1 else ""
        )
        desk.report(("start", sides[-1], "ground"), what, why, "make the two add up to 1")
    return start
