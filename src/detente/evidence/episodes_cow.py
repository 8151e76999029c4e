"""Episodes of the Correlates of War: from the official participants, or from the table with shares."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from detente.evidence.episodes import GRACE, episodes_from, spells_from

INTERSTATE, EPISODES = "cow-interstate", "war-episodes"
BEGAN, WON, LOST, ONGOING, CHANGED_SIDES, STILL_IN = 1, 1, 2, 5, 8, -7
ENDINGS = {3: "agreement", 4: "transformed", 6: "stalemate", 7: "low_activity"}
CLASSES = {
    "negotiated": "agreement",
    "stalemate/ceasefire": "stalemate",
    "victory_A": "victory_a",
    "victory_B": "victory_b",
    "ended_outcome_unknown": "unknown",
    "ongoing": "",
}


def cow_interstate_episodes(participants: pd.DataFrame) -> pd.DataFrame:
    """Return the wars in the official table of participants, in the columns of `episodes.COLUMNS`.

    A war lasts from the first start of any state to the last end of any, truces included. Side A is the side
    that began the war, never side 1: in the official file side 1 is the side that won. A side is named after
    the states that entered within 30 days. Deaths are summed over the states whose
    deaths are known. Capability shares and outside support are not in the file.
    """
    return episodes_from(_war(number, states) for number, states in _wars(participants))


def cow_interstate_spells(participants: pd.DataFrame) -> pd.DataFrame:
    """Return the same wars cut where the first further state joined, in the columns of `SPELL_COLUMNS`."""
    return _cut_at_joins(cow_interstate_episodes(participants))


def war_episodes(table: pd.DataFrame) -> pd.DataFrame:
    """Return the wars of the derived table, in the columns of `episodes.COLUMNS`.

    Who joined is known for wars between states and outside a state, not for wars within one.
    """
    rows = table.to_dict("records")
    return episodes_from(
        {
            "episode": row["id"],
            "dataset": EPISODES,
            "kind": row["war_type"],
            "name": row["name"],
            "side_a": row["side_A"],
            "side_b": row["side_B"],
            "begins": row["start"],
            "last_seen": row["end"],
            "days": row["duration_days"],
            "censored": row["censored"],
            "ending": CLASSES.get(row["outcome_class"], row["outcome_class"]),
            "share_a": row["cinc_share_A"],
            "support_a": None,
            "support_b": None,
            "deaths": row["deaths"],
            "intensity": None,
            "joins_after": row["first_join_days"],
        }
        for row in rows
    )


def war_spells(table: pd.DataFrame) -> pd.DataFrame:
    """Return the same wars cut where the first further state joined, in the columns of `SPELL_COLUMNS`."""
    return _cut_at_joins(war_episodes(table))


def _wars(participants: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    days = {
        f"{edge}{entry}": _days(participants, edge, entry) for edge in ("Start", "End") for entry in (1, 2)
    }
    dated = participants.assign(**days)
    final = pd.Timestamp(int(participants[["EndYear1", "EndYear2"]].max(axis=None)), 12, 31)
    for entry in (1, 2):
        going = dated[f"EndYear{entry}"] == STILL_IN
        dated.loc[going, f"End{entry}"] = final
    for number, states in dated.groupby("WarNum"):
        yield int(str(number)), states


def _days(participants: pd.DataFrame, edge: str, entry: int) -> pd.Series:
    parts = {
        unit.lower(): participants[f"{edge}{unit}{entry}"].astype("int64")
        for unit in ("Year", "Month", "Day")
    }
    return pd.to_datetime(pd.DataFrame(parts), errors="coerce").astype("datetime64[ns]")


def _war(number: int, states: pd.DataFrame) -> dict[str, Any]:
    begins = states["Start1"].min()
    last_seen = states[["End1", "End2"]].max(axis=None)
    entered = (states.groupby("ccode")["Start1"].min() - begins).dt.days
    later = entered[entered > GRACE]
    known = states.loc[states["BatDeath"] >= 0, "BatDeath"]
    first = int(states.loc[states["Initiator"] == BEGAN, "Side"].mode().iloc[0])
    ending = _ending(states, first)
    return {
        "episode": f"COWI-{number}",
        "dataset": INTERSTATE,
        "kind": "interstate",
        "name": states["WarName"].iloc[0],
        "side_a": _side(states, first, begins),
        "side_b": _side(states, 3 - first, begins),
        "begins": begins,
        "last_seen": last_seen,
        "days": (last_seen - begins).days + 1,
        "censored": ending == "",
        "ending": ending,
        "share_a": None,
        "support_a": None,
        "support_b": None,
        "deaths": known.sum() if len(known) else None,
        "intensity": None,
        "joins_after": later.min() if len(later) else None,
    }


def _side(states: pd.DataFrame, side: int, begins: pd.Timestamp) -> str:
    there = states[states["Side"] == side].sort_values(["Start1", "BatDeath"], ascending=[True, False])
    early = there[(there["Start1"] - begins).dt.days <= GRACE]
    names = (early if len(early) else there)["StateName"]
    return ", ".join(dict.fromkeys(names))


def _ending(states: pd.DataFrame, side_a: int) -> str:
    """Return how the war ended: what most states of each side are coded, who changed sides left out."""
    codes = {
        side: group["Outcome"].mode().iloc[0]
        for side, group in states[states["Outcome"] != CHANGED_SIDES].groupby("Side")
    }
    first, second = int(codes.get(side_a, 0)), int(codes.get(3 - side_a, 0))
    if ONGOING in (first, second):
        return ""
    if (first, second) in ((WON, LOST), (LOST, WON)):
        return "victory_a" if first == WON else "victory_b"
    return ENDINGS.get(first, "unknown") if first == second else "unknown"


def _cut_at_joins(episodes: pd.DataFrame) -> pd.DataFrame:
    rows = [row for name, war in episodes.iterrows() for row in _pieces(str(name), war)]
    return spells_from(rows, episodes)


def _pieces(name: str, war: pd.Series) -> Iterator[dict[str, Any]]:
    joins = None if pd.isna(war["joins_after"]) else int(war["joins_after"])
    edges = [0, war["days"]] if joins is None else [0, joins, war["days"]]
    for place, (start, stop) in enumerate(pairwise(edges)):
        yield {
            "episode": name,
            "start_day": start,
            "stop_day": stop,
            "ended": stop == war["days"] and not war["censored"],
            "support_a": war["support_a"],
            "support_b": war["support_b"],
            "intensity": war["intensity"],
            "joined": place > 0,
        }
