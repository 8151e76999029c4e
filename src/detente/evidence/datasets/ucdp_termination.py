"""UCDP Conflict Termination Dataset: how conflict episodes ended."""

from detente.evidence.datasets.dataset import UCDP_ATTRIBUTION, UCDP_LICENCE, Column, Dataset

UCDP_TERMINATION = Dataset(
    name="ucdp-termination",
    title="UCDP Conflict Termination Dataset, conflict level",
    version="3",
    version_column="version",
    published_at="https://ucdp.uu.se/downloads/",
    licence=UCDP_LICENCE,
    attribution=UCDP_ATTRIBUTION,
    cite=("kreutz2010", "ucdp_termination_v3"),
    row="a conflict in a calendar year; the last year of an episode says how it ended",
    file_names=("ucdp-term-acd-3-2021.csv",),
    key=("conflict_id", "year"),
    least_rows=1500,
    columns=(
        Column("conflict_id", "whole", "Number of the conflict", may_lack=False),
        Column("year", "whole", "Calendar year", may_lack=False),
        Column("conflictep_id", "whole", "Number of the episode of the conflict", may_lack=False),
        Column("confterm", "flag", "Whether the episode ended in this year", may_lack=False),
        Column("ependdate", "date", "Day on which it ended"),
        Column(
            "outcome",
            "whole",
            "How it ended: 1 peace agreement, 2 ceasefire, 3 victory of side A, 4 victory of side B, "
            "5 low activity, 6 a party ceased to exist",
            allowed=("1", "2", "3", "4", "5", "6"),
        ),
        Column("recur", "flag", "Whether the conflict had an earlier episode"),
        Column("start_date2", "date", "Day on which the episode began", may_lack=False),
        Column("version", "text", "Version of the dataset", may_lack=False),
    ),
    limits=(
        "Made from an earlier version of the armed conflict dataset: a few episodes were cut differently "
        "since, and their ending is then unknown.",
        "Published as a spreadsheet as well: save its sheet as CSV in UTF-8.",
    ),
)
