"""International Crisis Behavior: crises, and the states that were in them."""

from detente.evidence.datasets.dataset import Column, Dataset

_PAGE = "https://sites.duke.edu/icbdata/data-collections/"
_TERMS = "terms not stated: do not pass it on; cite the project"
_VIOLENCE = "1 none, 2 minor clashes, 3 serious clashes, 4 full-scale war"
_LIMITS = (
    "Mediators enter hard crises: what goes with mediation is no effect of it.",
    "Codes in the columns that detente does not read are in the project's codebook.",
)


def _day(name: str, unit: str, what: str) -> Column:
    return Column(name, "whole", f"{unit} in which the crisis {what}; negative where it is not known")


ICB_CRISES = Dataset(
    name="icb-crises",
    title="International Crisis Behavior, system level (icb1)",
    version="14",
    published_at=_PAGE,
    licence=_TERMS,
    cite=("brecherwilkenfeld2000", "icb_v14"),
    row="an international crisis, 1918 to 2017",
    file_names=("icb1v14.csv",),
    key=("crisno",),
    least_rows=487,
    columns=(
        Column("icb1", "text", "Marks the file", may_lack=False),
        Column("crisno", "whole", "Number of the crisis", may_lack=False),
        Column("crisname", "text", "Name of the crisis", may_lack=False),
        _day("yrtrig", "Year", "was triggered"),
        _day("motrig", "Month", "was triggered"),
        _day("datrig", "Day", "was triggered"),
        _day("yrterm", "Year", "ended"),
        _day("moterm", "Month", "ended"),
        _day("daterm", "Day", "ended"),
        Column("viol", "whole", f"Violence: {_VIOLENCE}"),
        Column("iwcmb", "whole", "Whether and how the crisis lies within a war; 1 it does not"),
        Column("forout", "whole", "Form of the end: 1 formal agreement, 2 semi-formal agreement, others"),
        Column("mediate", "whole", "4 there was mediation; other codes as in the codebook"),
    ),
    limits=_LIMITS,
)

ICB_ACTORS = Dataset(
    name="icb-actors",
    title="International Crisis Behavior, actor level (icb2)",
    version="14",
    published_at=_PAGE,
    licence=_TERMS,
    cite=("brecherwilkenfeld2000", "icb_v14"),
    row="a state in an international crisis, 1918 to 2017",
    file_names=("icb2v14.csv",),
    key=("cracno",),
    least_rows=1078,
    columns=(
        Column("icb2", "text", "Marks the file", may_lack=False),
        Column("crisno", "whole", "Number of the crisis", may_lack=False),
        Column("cracno", "whole", "Number of the state's crisis", may_lack=False),
        Column("cracid", "whole", "COW number of the state", may_lack=False),
        Column("actor", "text", "Letters of the state", may_lack=False),
        Column("crisname", "text", "Name of the crisis", may_lack=False),
        _day("yrtrig", "Year", "began for the state"),
        _day("yrterm", "Year", "ended for the state"),
        Column("cenvio", "whole", "How central violence was to the state's response, as in the codebook"),
        Column("sevvio", "whole", f"Severity of violence in the state's response: {_VIOLENCE}"),
        Column("outcom", "whole", "Content of the outcome for the state, as in the codebook"),
        Column("outfor", "whole", "Form of the outcome for the state, as in the codebook"),
    ),
    limits=_LIMITS,
)
