"""Correlates of War: wars of every kind with the capability shares of the sides, a derived table."""

from typing import TYPE_CHECKING

from detente.evidence.datasets.dataset import COW_LICENCE, Column, Dataset, Tables

if TYPE_CHECKING:
    import pandas as pd


def _episodes(tables: Tables) -> "pd.DataFrame":
    from detente.evidence.episodes_cow import war_episodes

    return war_episodes(tables[NAME])


def _spells(tables: Tables) -> "pd.DataFrame":
    from detente.evidence.episodes_cow import war_spells

    return war_spells(tables[NAME])


NAME = "war-episodes"
TYPES = ("interstate", "extrastate", "civil_central", "civil_local", "regional", "intercommunal")
ENDS = (
    *("negotiated", "ceasefire", "stalemate/ceasefire", "victory_A", "victory_B", "low_activity"),
    *("transformed", "actor_ceased", "ongoing", "ended_outcome_unknown"),
)

WAR_EPISODES = Dataset(
    name=NAME,
    title="Correlates of War episodes with capability shares (a derived table)",
    version="4.0 (inter- and extra-state), 5.1 (intra-state)",
    published_at="https://correlatesofwar.org/data-sets/cow-war/",
    licence=COW_LICENCE,
    cite=("sarkeeswayman2010", "cow_interstate_v4", "cow_extrastate", "cow_intrastate", "cow_nmc"),
    row="a war from its first to its last day",
    file_names=("episodes.csv",),
    key=("id",),
    least_rows=400,
    columns=(
        Column("id", "text", "COWI-, COWE- or COWC- and the number of the war", may_lack=False),
        Column("source", "text", "Official file that the war is from", may_lack=False),
        Column("war_type", "text", "Kind of war", may_lack=False, allowed=TYPES),
        Column("name", "text", "Name of the war", may_lack=False),
        Column(
            "side_A",
            "text",
            "Side A: who began a war between states, and the state in other wars",
            may_lack=False,
        ),
        Column("side_B", "text", "Side B: the other side", may_lack=False),
        Column("start", "date", "First day", may_lack=False),
        Column("end", "date", "Last day, or last day coded", may_lack=False),
        Column("duration_days", "whole", "Days from the first to the last, both counted", may_lack=False),
        Column("censored", "flag", "1 where the war went on at the end of coding", may_lack=False),
        Column("outcome_class", "text", "How it ended", may_lack=False, allowed=ENDS),
        Column("deaths", "number", "Battle deaths of all sides"),
        Column("cinc_share_A", "number", "Side A's share of both sides' capabilities (CINC) at the start"),
        Column("joiners", "number", "States that entered more than 30 days after the start"),
        Column("first_join_days", "number", "Days after the start on which the first of them entered"),
    ),
    limits=(
        "No official file: it is derived from the COW war lists and National Material Capabilities.",
        "Capabilities at the start miss aid, quality, nuclear weapons and whoever enters later.",
        "In the intra-state list several wars of one country may go on at once.",
        "Never pool it with UCDP: the threshold differs, and the same wars stand in both.",
    ),
    episodes=_episodes,
    spells=_spells,
    episodes_need=(NAME,),
)
