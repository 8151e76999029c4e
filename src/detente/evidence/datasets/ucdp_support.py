"""UCDP External Support Dataset: who received support from outside, by actor and year."""

from detente.evidence.datasets.dataset import UCDP_ATTRIBUTION, UCDP_LICENCE, Column, Dataset

UCDP_SUPPORT = Dataset(
    name="ucdp-support",
    title="UCDP External Support Dataset, by actor and year",
    version="18.1",
    published_at="https://ucdp.uu.se/downloads/",
    licence=UCDP_LICENCE,
    attribution=UCDP_ATTRIBUTION,
    cite=("meier2022", "ucdp_esd_v18_1"),
    row="an actor in a dyad in a calendar year, 1975 to 2017",
    file_names=("esd_actor_year_v18_1.csv", "ucdp-esd-ay-181.csv"),
    key=("id",),
    least_rows=2500,
    columns=(
        Column("id", "whole", "Number of the row", may_lack=False),
        Column("active", "flag", "Whether the dyad took 25 battle deaths in the year", may_lack=False),
        Column("year", "whole", "Calendar year", may_lack=False),
        Column("actor_id", "whole", "Number of the actor that may receive support", may_lack=False),
        Column("actor_name", "text", "Name of the actor", may_lack=False),
        Column("actor_nonstate", "flag", "0 a government, 1 an armed group", may_lack=False),
        Column("dyad_id", "whole", "Number of the dyad", may_lack=False),
        Column("conflict_id", "whole", "Number of the conflict", may_lack=False),
        Column("ext_sup", "flag", "Whether anybody outside supported the actor", may_lack=False),
        Column("ext_sup_s", "flag", "Whether a state supported it", may_lack=False),
        Column("ext_sup_ns", "flag", "Whether a non-state actor supported it", may_lack=False),
        Column("ext_x_s", "flag", "A state sent troops as a secondary warring party", may_lack=False),
        Column("ext_w_s", "flag", "A state gave weapons", may_lack=False),
        Column("ext_f_s", "flag", "A state gave money", may_lack=False),
    ),
    limits=(
        "It covers 1975 to 2017: before and after, support is not known, which is not the same as none.",
        "Support goes where wars are expected to last: what goes with it is no effect of it.",
        "The file names no version: the columns are checked, the version cannot be.",
    ),
)
