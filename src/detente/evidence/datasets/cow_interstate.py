"""Correlates of War: inter-state wars, one row a state that took part."""

from typing import TYPE_CHECKING

from detente.evidence.datasets.dataset import COW_LICENCE, Column, Dataset, Tables

if TYPE_CHECKING:
    import pandas as pd


def _episodes(tables: Tables) -> "pd.DataFrame":
    from detente.evidence.episodes_cow import cow_interstate_episodes

    return cow_interstate_episodes(tables[NAME])


def _spells(tables: Tables) -> "pd.DataFrame":
    from detente.evidence.episodes_cow import cow_interstate_spells

    return cow_interstate_spells(tables[NAME])


NAME = "cow-interstate"
_ENTRIES = tuple(
    Column(
        f"{edge}{unit}{entry}",
        "whole",
        f"{unit} of {words}; -8 none, -9 not known, -7 still in the war",
        may_lack=False,
    )
    for entry, which in ((1, ""), (2, " after a pause"))
    for edge, words in (("Start", f"entry into the war{which}"), ("End", f"leaving it{which}"))
    for unit in ("Month", "Day", "Year")
)

COW_INTERSTATE = Dataset(
    name=NAME,
    title="Correlates of War Inter-State War Data",
    version="4.0",
    version_column="Version",
    published_at="https://correlatesofwar.org/data-sets/cow-war/",
    licence=COW_LICENCE,
    cite=("sarkeeswayman2010", "cow_interstate_v4"),
    row="a state that took part in an inter-state war, once for each side that it fought on",
    file_names=("Inter-StateWarData_v4.0.csv",),
    key=("WarNum", "ccode", "Side"),
    least_rows=337,
    columns=(
        Column("WarNum", "whole", "Number of the war", may_lack=False),
        Column("WarName", "text", "Name of the war", may_lack=False),
        Column("ccode", "whole", "COW number of the state", may_lack=False),
        Column("StateName", "text", "Name of the state", may_lack=False),
        Column(
            "Side",
            "whole",
            "Side on which it fought: 1 is the side that won, where one did",
            may_lack=False,
            allowed=("1", "2"),
        ),
        *_ENTRIES,
        Column("Initiator", "whole", "1 it began the war, 2 it did not", may_lack=False, allowed=("1", "2")),
        Column(
            "Outcome",
            "whole",
            "For the state: 1 winner, 2 loser, 3 compromise, 4 transformed into another war, 5 ongoing, "
            "6 stalemate, 7 goes on below the level of war, 8 changed sides",
            may_lack=False,
            allowed=tuple("12345678"),
        ),
        Column("BatDeath", "whole", "Battle deaths of the state; -9 not known", may_lack=False),
        Column("Version", "text", "Version of the dataset", may_lack=False),
    ),
    limits=(
        "A war lasts from the first start of any state to the last end of any, truces included.",
        "81% have a winner by these codes; by other codings of the same wars half were negotiated.",
        "Side 1 is the winner's. detente's side A is the side that began, which is known at the start.",
        "Capability shares are not in this file: they are in war-episodes.",
        "Never pool it with UCDP: the threshold differs, and the same wars stand in both.",
    ),
    episodes=_episodes,
    spells=_spells,
    episodes_need=(NAME,),
)
