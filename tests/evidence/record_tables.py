"""Episodes out of the ready-made public tables, where they are at hand; they are no part of the project."""

from pathlib import Path

import pandas as pd
import pytest

from detente.evidence.episodes import GRACE, episodes_from, spells_from

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data"
KINDS = {"extrasystemic": "extrastate", "internationalized_intrastate": "internationalised"}
ENDINGS = {
    "negotiated": "agreement",
    "stalemate/ceasefire": "stalemate",
    "ended_outcome_unknown": "unknown",
    "ongoing": "",
    "victory_A": "victory_a",
    "victory_B": "victory_b",
}


def table(name: str) -> pd.DataFrame:
    """Read one public table, or skip the test."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the public record {name} is not at hand: it may not be distributed")
    return pd.read_csv(path)


def flag(value: float) -> bool | None:
    return None if pd.isna(value) else bool(value)


def row(war, dataset: str) -> dict:
    join = getattr(war, "first_join_days", float("nan"))
    return {
        **{"episode": war.id, "dataset": dataset, "kind": KINDS.get(war.war_type, war.war_type)},
        **{"name": war.name, "side_a": str(war.side_A), "side_b": str(war.side_B)},
        **{"begins": war.start, "last_seen": war.end, "days": war.duration_days},
        **{"censored": bool(war.censored), "ending": ENDINGS.get(war.outcome_class, war.outcome_class)},
        **{"share_a": getattr(war, "cinc_share_A", None), "deaths": war.deaths, "intensity": None},
        **{"support_a": flag(war.ext_gov_first), "support_b": flag(war.ext_reb_first)},
        "joins_after": join if join > GRACE else None,
    }


def cow() -> pd.DataFrame:
    return episodes_from(
        row(war, "war-episodes") for war in table("cow/episodes.csv").itertuples(index=False, name="War")
    )


def ucdp() -> pd.DataFrame:
    wars = table("ucdp/episodes_to_1999.csv").itertuples(index=False, name="War")
    return episodes_from(row(war, "ucdp-conflict") for war in wars)


def years(episodes: pd.DataFrame) -> pd.DataFrame:
    """Return UCDP's years as spells without gaps, the last one to the last day of the war."""
    rows = table("ucdp/episode_years_to_1999.csv")
    last = ~rows["id"].duplicated(keep="last")
    stop = rows["t1"].where(~last, rows["id"].map(episodes["days"]))
    return spells_from(
        (
            {
                **{"episode": year.id, "start_day": start, "stop_day": end, "ended": bool(year.event)},
                **{"support_a": flag(year.ext_gov), "support_b": flag(year.ext_reb)},
                **{"intensity": year.intensity, "joined": False},
            }
            for year, start, end in zip(
                rows.itertuples(), stop.groupby(rows["id"]).shift(fill_value=0), stop, strict=True
            )
        ),
        episodes,
    )
