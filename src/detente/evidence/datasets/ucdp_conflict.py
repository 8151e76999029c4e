"""UCDP/PRIO Armed Conflict Dataset: conflicts by year, from which episodes are made."""

from typing import TYPE_CHECKING

from detente.evidence.datasets.dataset import UCDP_ATTRIBUTION, UCDP_LICENCE, Column, Dataset, Tables

if TYPE_CHECKING:
    import pandas as pd


def _episodes(tables: Tables) -> "pd.DataFrame":
    from detente.evidence.episodes_ucdp import ucdp_episodes

    return ucdp_episodes(tables[_NEEDED[0]], *(tables.get(name) for name in _OTHERS))


def _spells(tables: Tables) -> "pd.DataFrame":
    from detente.evidence.episodes_ucdp import ucdp_spells

    return ucdp_spells(tables[_NEEDED[0]], *(tables.get(name) for name in _OTHERS))


_NEEDED = ("ucdp-conflict", "ucdp-termination")
_USED = ("ucdp-support", "ucdp-battle-deaths")
_OTHERS = (*_NEEDED[1:], *_USED)

UCDP_CONFLICT = Dataset(
    name="ucdp-conflict",
    title="UCDP/PRIO Armed Conflict Dataset",
    version="24.1",
    version_column="version",
    published_at="https://ucdp.uu.se/downloads/",
    licence=UCDP_LICENCE,
    attribution=UCDP_ATTRIBUTION,
    cite=("davies2024", "gleditsch2002", "ucdp_acd_v24_1"),
    row="a conflict in a calendar year in which it took at least 25 battle deaths",
    file_names=("UcdpPrioConflict_v24_1.csv", "UcdpPrioConflict_v25_1.csv"),
    key=("conflict_id", "year"),
    least_rows=1500,
    columns=(
        Column("conflict_id", "whole", "Number of the conflict", may_lack=False),
        Column("location", "text", "Country or countries whose government is a party or disputed"),
        Column("side_a", "text", "Side A: always a government in conflicts within a state", may_lack=False),
        Column("side_a_id", "text", "Numbers of the actors of side A"),
        Column("side_a_2nd", "text", "States that support side A with troops"),
        Column("side_b", "text", "Side B: the opposition, or the other state", may_lack=False),
        Column("side_b_id", "text", "Numbers of the actors of side B"),
        Column("side_b_2nd", "text", "States that support side B with troops"),
        Column("year", "whole", "Calendar year", may_lack=False),
        Column(
            "intensity_level",
            "whole",
            "1: 25 to 999 battle deaths in the year, 2: 1,000 or more",
            may_lack=False,
            allowed=("1", "2"),
        ),
        Column(
            "type_of_conflict",
            "whole",
            "1 extrasystemic, 2 between states, 3 within a state, 4 within a state with foreign troops",
            may_lack=False,
            allowed=("1", "2", "3", "4"),
        ),
        Column("start_date2", "date", "Day on which this episode of the conflict began", may_lack=False),
        Column("ep_end", "flag", "Whether the episode ended in this year", may_lack=False),
        Column("ep_end_date", "date", "Day on which it ended, in the year in which it ended"),
        Column("gwno_a_2nd", "text", "Gleditsch-Ward numbers of the states with troops on side A"),
        Column("gwno_b_2nd", "text", "Gleditsch-Ward numbers of the states with troops on side B"),
        Column("version", "text", "Version of the dataset", may_lack=False),
    ),
    limits=(
        "An episode ends with the year before a year under 25 battle deaths: many endings are low activity.",
        "Days of beginning and end are often known only to the month or year (start_prec2, ep_end_prec).",
        "Never pool it with COW: the threshold differs, and the same wars stand in both.",
    ),
    episodes=_episodes,
    spells=_spells,
    episodes_need=_NEEDED,
    episodes_use=_USED,
)
