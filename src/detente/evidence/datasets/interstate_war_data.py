"""Interstate War Data: inter-state wars split into dyads and years."""

from detente.evidence.datasets.dataset import Column, Dataset

_WITHIN = "-9 does not apply"

INTERSTATE_WAR_DATA = Dataset(
    name="interstate-war-data",
    title="Interstate War Data",
    version="1.2",
    version_column="version",
    published_at="https://dataverse.harvard.edu/dataverse/horowitz",
    licence="CC0 (listed for version 1.21): no conditions; cite the article",
    cite=("reiterstamhorowitz2016", "iwd_v1_2"),
    row="a pair of an initiator and a target in a war in a calendar year",
    file_names=("iwd_v1.2.csv", "iwd_v1.21.tab"),
    key=("init_war_id", "year", "init_ccode", "target_ccode"),
    least_rows=627,
    columns=(
        Column("version", "text", "Version of the dataset", may_lack=False),
        Column(
            "COW_v4_id", "whole", "Number of the COW war (v4) that it belongs to; -9 none", may_lack=False
        ),
        Column("larger_war_name", "text", "Name of the war", may_lack=False),
        Column("larger_war_id", "whole", "Number of the war", may_lack=False),
        Column("init_war_id", "whole", "Number of the fight between the two states", may_lack=False),
        Column(
            "annual_outcome",
            "whole",
            "At the end of the year: 0 still going, 1 the initiator won, 2 the target won, 3 a draw "
            "(meanings inferred from the data, not read in a codebook)",
            may_lack=False,
            allowed=("0", "1", "2", "3"),
        ),
        Column("year", "whole", "Calendar year", may_lack=False),
        Column("init_name", "text", "Name of the initiator", may_lack=False),
        Column("init_ccode", "whole", "COW number of the initiator", may_lack=False),
        Column("target_name", "text", "Name of the target", may_lack=False),
        Column("target_ccode", "whole", "COW number of the target", may_lack=False),
        Column("month_entry", "whole", f"Month in which the fight began in this year; {_WITHIN}"),
        Column("day_entry", "whole", f"Day on which it began in this year; {_WITHIN}"),
        Column("month_exit", "whole", f"Month in which it ended in this year; {_WITHIN}"),
        Column("day_exit", "whole", f"Day on which it ended in this year; {_WITHIN}"),
        Column("joiner", "flag", "Whether one of the two joined a war that was going on", may_lack=False),
    ),
    limits=("The unit is a dyad in a year: one war has many rows, so rows are no independent cases.",),
)
