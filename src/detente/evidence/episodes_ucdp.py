"""Episodes of UCDP: conflict-years put together, with how they ended, support and deaths.

An episode is all years of a conflict that share the day on which they began. It ends on the day coded for
its last year; where that year has no end, the episode was still going on the last day of that year, which
must then be the last year of the file. How it ended is taken from the termination dataset where that has
an end of the same conflict in the same year: an end in another year belongs to an older reading of the
same fighting, and is not used. Support counts states only. The first year decides what is known at the
start: its kind, names, intensity and support.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import pandas as pd

from detente.evidence.episodes import episodes_from, spells_from
from detente.vocabulary.errors import InvalidInput, Problem

DATASET = "ucdp-conflict"
KINDS = {1: "extrastate", 2: "interstate", 3: "intrastate", 4: "internationalised"}
ENDINGS = {
    **{1: "agreement", 2: "ceasefire", 3: "victory_a", 4: "victory_b"},
    **{5: "low_activity", 6: "actor_ceased"},
}
INTERSTATE = 2
_READ = (
    *("conflict_id", "location", "side_a", "side_a_id", "side_b", "side_b_id", "year", "intensity_level"),
    *("type_of_conflict", "start_date2", "ep_end", "ep_end_date", "gwno_a_2nd", "gwno_b_2nd"),
)
type Support = Mapping[tuple[int, int], list[tuple[str, bool, bool]]]
type PerYear = Mapping[tuple[int, int], int]


def ucdp_episodes(
    conflict: pd.DataFrame,
    termination: pd.DataFrame | None = None,
    support: pd.DataFrame | None = None,
    deaths: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the episodes in the official tables, in the columns of `episodes.COLUMNS`.

    Without termination every ending is unknown; without support or deaths they are not known. Deaths are
    the best estimates summed where every year of the episode has one. `joins_after` is not known: UCDP
    codes the year in which troops come, not the day; the spells say from which year on they are there.

    Raises:
        InvalidInput: the years of an episode do not follow each other, or it has no end and the file goes on.
    """
    _check(conflict)
    ends, helped = _ends(termination), _support(support)
    killed = {} if deaths is None else _per_year(deaths, "bd_best")
    return episodes_from(
        _episode(name, years, ends, helped, killed) for name, years in _conflict_episodes(conflict)
    )


def ucdp_spells(
    conflict: pd.DataFrame,
    termination: pd.DataFrame | None = None,
    support: pd.DataFrame | None = None,
    deaths: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the same episodes cut at the ends of calendar years, in the columns of `SPELL_COLUMNS`.

    Support and intensity are those of the year; `joined` says that a state which had no troops there in the
    first year came in an earlier year.
    """
    episodes, helped = ucdp_episodes(conflict, termination, support, deaths), _support(support)
    wars = episodes[["begins", "days", "censored"]].to_dict("index")
    rows = [
        row
        for name, years in _conflict_episodes(conflict)
        for row in _spells(name, years, helped, wars[name])
    ]
    return spells_from(rows, episodes)


def _conflict_episodes(conflict: pd.DataFrame) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    ordered = conflict[list(_READ)].sort_values(["conflict_id", "start_date2", "year"], kind="stable")
    rows: list[dict[str, Any]] = ordered.astype("object").to_dict("records")
    for (number, begins), years in groupby(rows, key=_identity):
        yield f"UCDP-{number}-{begins:%Y-%m-%d}", list(years)


def _identity(row: dict[str, Any]) -> tuple[Any, Any]:
    return row["conflict_id"], row["start_date2"]


def _episode(
    name: str, years: list[dict[str, Any]], ends: PerYear, helped: Support, killed: PerYear
) -> dict[str, Any]:
    first, last = years[0], years[-1]
    number, going = int(first["conflict_id"]), not last["ep_end"]
    last_seen = pd.Timestamp(int(last["year"]), 12, 31) if going else last["ep_end_date"]
    code = ends.get((number, int(last["year"])), 0)
    support_a, support_b = _supported(first, helped)
    known = [killed.get((number, int(year["year"]))) for year in years]
    return {
        "episode": name,
        "dataset": DATASET,
        "kind": KINDS[int(first["type_of_conflict"])],
        "name": f"{first['location']}: {first['side_a']} vs {first['side_b']}",
        "side_a": first["side_a"],
        "side_b": first["side_b"],
        "begins": first["start_date2"],
        "last_seen": last_seen,
        "days": (last_seen - first["start_date2"]).days + 1,
        "censored": going,
        "ending": "" if going else ENDINGS.get(code, "unknown"),
        "share_a": None,
        "support_a": support_a,
        "support_b": support_b,
        "deaths": None if None in known else sum(count for count in known if count is not None),
        "intensity": int(first["intensity_level"]),
        "joins_after": None,
    }


def _spells(
    name: str, years: list[dict[str, Any]], helped: Support, episode: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    at_first, came, start = _troops(years[0]), False, 0
    for year in years:
        into = (pd.Timestamp(int(year["year"]), 12, 31) - episode["begins"]).days + 1
        stop = episode["days"] if year is years[-1] else min(into, episode["days"])
        if stop > start:
            support_a, support_b = _supported(year, helped)
            yield {
                "episode": name,
                "start_day": start,
                "stop_day": stop,
                "ended": stop == episode["days"] and not episode["censored"],
                "support_a": support_a,
                "support_b": support_b,
                "intensity": int(year["intensity_level"]),
                "joined": came,
            }
            start = stop
        came = came or bool(_troops(year) - at_first)


def _troops(year: Mapping[str, Any]) -> set[str]:
    """Return the states with troops in a conflict that is not theirs."""
    return _numbers(year["gwno_a_2nd"]) | _numbers(year["gwno_b_2nd"])


def _numbers(listed: object) -> set[str]:
    return {part.strip() for part in listed.split(",")} if isinstance(listed, str) else set()


def _supported(year: Mapping[str, Any], helped: Support) -> tuple[bool | None, bool | None]:
    """Return whether a state supported side A and side B in a year; None where nobody coded it.

    Within a state the government is side A, and the armed groups are side B. Between states the sides are
    told apart by the numbers of their actors.
    """
    actors = helped.get((int(year["conflict_id"]), int(year["year"])), [])
    between = int(year["type_of_conflict"]) == INTERSTATE
    side_a, side_b = _numbers(year["side_a_id"]), _numbers(year["side_b_id"])
    first = [state for actor, armed, state in actors if (actor in side_a if between else not armed)]
    second = [state for actor, armed, state in actors if (actor in side_b if between else armed)]
    return (any(first) if first else None), (any(second) if second else None)


def _support(support: pd.DataFrame | None) -> Support:
    if support is None:
        return {}
    kept: dict[tuple[int, int], list[tuple[str, bool, bool]]] = {}
    columns = support[["conflict_id", "year", "actor_id", "actor_nonstate", "ext_sup_s"]]
    for number, year, actor, armed, state in columns.itertuples(index=False, name=None):
        kept.setdefault((int(number), int(year)), []).append((str(actor), bool(armed), bool(state)))
    return kept


def _ends(termination: pd.DataFrame | None) -> PerYear:
    if termination is None:
        return {}
    ended = termination[termination["confterm"].fillna(False).astype(bool) & termination["outcome"].notna()]
    return _per_year(ended, "outcome")


def _per_year(table: pd.DataFrame, column: str) -> PerYear:
    rows = table[["conflict_id", "year", column]].itertuples(index=False, name=None)
    return {(int(number), int(year)): int(value) for number, year, value in rows}


def _check(conflict: pd.DataFrame) -> None:
    """Refuse a table in which years are missing: an episode would seem to end, or to last, for no reason."""
    final = int(conflict["year"].max())
    problems = []
    for name, years in _conflict_episodes(conflict):
        coded, last = [int(year["year"]) for year in years], years[-1]
        if coded != list(range(coded[0], coded[-1] + 1)):
            problems.append(_lacks(name, f"it has no row for some year from {coded[0]} to {coded[-1]}"))
        elif not last["ep_end"] and coded[-1] < final:
            problems.append(_lacks(name, f"it has no end in {coded[-1]}, and the file goes on to {final}"))
        elif last["ep_end"] and pd.isna(last["ep_end_date"]):
            problems.append(_lacks(name, f"it ends in {coded[-1]}, and no day is given"))
    if problems:
        raise InvalidInput(problems)


def _lacks(name: str, what: str) -> Problem:
    why = f"the years of {name} do not make an episode: rows are missing"
    return Problem(DATASET, 0, 0, what, why, "get the whole official file again")
