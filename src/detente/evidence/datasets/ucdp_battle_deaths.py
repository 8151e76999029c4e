"""UCDP Battle-Related Deaths Dataset: deaths by conflict and year since 1989."""

from detente.evidence.datasets.dataset import UCDP_ATTRIBUTION, UCDP_LICENCE, Column, Dataset

UCDP_BATTLE_DEATHS = Dataset(
    name="ucdp-battle-deaths",
    title="UCDP Battle-Related Deaths Dataset, conflict level",
    version="24.1",
    version_column="version",
    published_at="https://ucdp.uu.se/downloads/",
    licence=UCDP_LICENCE,
    attribution=UCDP_ATTRIBUTION,
    cite=("davies2024", "ucdp_brd_v24_1"),
    row="a conflict in a calendar year since 1989",
    file_names=("BattleDeaths_v24_1_conf.csv", "BattleDeaths_v25_1_conf.csv"),
    key=("conflict_id", "year"),
    least_rows=400,
    columns=(
        Column("conflict_id", "whole", "Number of the conflict", may_lack=False),
        Column("location_inc", "text", "Country or countries of the incompatibility"),
        Column("year", "whole", "Calendar year", may_lack=False),
        Column("bd_best", "whole", "Best estimate of battle-related deaths in the year", may_lack=False),
        Column("bd_low", "whole", "Low estimate", may_lack=False),
        Column("bd_high", "whole", "High estimate", may_lack=False),
        Column("battle_location", "text", "Countries in which there was fighting"),
        Column("version", "text", "Version of the dataset", may_lack=False),
    ),
    limits=(
        "It begins in 1989: an episode that began before has no total.",
        "The file by dyad has another shape and is not this dataset.",
    ),
)
