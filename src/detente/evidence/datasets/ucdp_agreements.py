"""UCDP Peace Agreement Dataset: agreements, their provisions and whether they held."""

from detente.evidence.datasets.dataset import UCDP_ATTRIBUTION, UCDP_LICENCE, Column, Dataset

UCDP_AGREEMENTS = Dataset(
    name="ucdp-agreements",
    title="UCDP Peace Agreement Dataset",
    version="22.1",
    version_column="version",
    published_at="https://ucdp.uu.se/downloads/",
    licence=UCDP_LICENCE,
    attribution=UCDP_ATTRIBUTION,
    cite=("hogbladh2022", "pad"),
    row="a peace agreement",
    file_names=("ucdp-peace-agreements-221.csv", "pad.csv"),
    key=("paid",),
    least_rows=150,
    columns=(
        Column("paid", "whole", "Number of the agreement", may_lack=False),
        Column("conflict_id", "text", "Numbers of the conflicts that it concerns", may_lack=False),
        Column("conflict_name", "text", "Names of the conflicts"),
        Column("pa_name", "text", "Name of the agreement", may_lack=False),
        Column("year", "whole", "Year of signature", may_lack=False),
        Column("pa_date", "date", "Day of signature"),
        Column("ended", "flag", "Whether the agreement ended; empty where it is not said"),
        Column("c_duration", "text", "What is said of how long it held"),
        Column("cease", "flag", "It provides for a ceasefire", may_lack=False),
        Column("ddr", "flag", "It provides for disarmament, demobilisation, reintegration", may_lack=False),
        Column("shagov", "flag", "It provides for sharing of power in the government", may_lack=False),
        Column("pko", "flag", "It provides for a peacekeeping operation", may_lack=False),
        Column(
            "pa_type",
            "whole",
            "1 full, 2 partial, 3 on a peace process",
            may_lack=False,
            allowed=("1", "2", "3"),
        ),
        Column("version", "text", "Version of the dataset", may_lack=False),
    ),
    limits=("Reading an empty 'ended' as 'held' counts agreements as lasting that nobody followed up.",),
)
