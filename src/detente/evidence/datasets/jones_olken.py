"""Attempts on the lives of national leaders: by country and year, and attempt by attempt."""

from detente.evidence.datasets.dataset import Column, Dataset

_TERMS = "terms not stated: do not pass it on; cite the article"


def _war(kind: str, words: str) -> tuple[Column, ...]:
    years = {"l3": "three years before", "l2": "two years before", "l1": "the year before", "t": "that year"}
    years |= {"f1": "the year after"}
    return tuple(Column(f"{kind}_{mark}", "flag", f"{words} in {said}") for mark, said in years.items())


JONES_OLKEN = Dataset(
    name="jones-olken",
    title="Attempts on national leaders by country and year (a derived table)",
    version="2009",
    published_at="https://www.aeaweb.org/articles?id=10.1257/mac.1.2.55",
    licence=_TERMS,
    cite=("jonesolken2009",),
    row="a country in a year with an attempt on its leader",
    file_names=("jo_country_year.csv",),
    key=("gw", "year"),
    least_rows=200,
    columns=(
        Column("gw", "whole", "Gleditsch-Ward number of the country", may_lack=False),
        Column("year", "whole", "Year of the attempt", may_lack=False),
        Column("success", "flag", "Whether an attempt killed the leader", may_lack=False),
        Column("serious", "flag", "Whether an attempt was serious: the weapon was used", may_lack=False),
        Column("nser", "whole", "Number of serious attempts", may_lack=False),
        Column("weapon", "number", "Kind of weapon, as in the article's data"),
        *_war("any", "War of any kind"),
        *_war("inter", "War between states"),
        *_war("civ", "Civil war"),
        Column("prio_l1", "number", "Armed conflict the year before: 0 none, 0.5 minor, 1 war (from 1946)"),
        Column("prio_t", "number", "The same in the year of the attempt"),
        Column("prio_f1", "number", "The same in the year after"),
    ),
    limits=(
        "What it shows on how wars end rests on 12 to 13 deaths of leaders and on the list of wars.",
        "Nothing in it concerns a negotiator or an officer killed during talks.",
    ),
)

LEADERS_EXTRACT = Dataset(
    name="leader-attempts",
    title="Attempts on national leaders, teaching extract",
    version="2017",
    published_at="https://github.com/kosukeimai/qss",
    licence=_TERMS,
    cite=("jonesolken2009", "qss_leaders"),
    row="an attempt on the life of a national leader",
    file_names=("leaders.csv", "qss_leaders.csv"),
    key=("year", "country", "leadername"),
    least_rows=250,
    columns=(
        Column("year", "whole", "Year of the attempt", may_lack=False),
        Column("country", "text", "Name of the country", may_lack=False),
        Column("leadername", "text", "Name of the leader", may_lack=False),
        Column("age", "whole", "Age of the leader"),
        Column("politybefore", "number", "Mean Polity score in the three years before"),
        Column("polityafter", "number", "Mean Polity score in the three years after"),
        Column("interwarbefore", "flag", "War between states in the three years before", may_lack=False),
        Column("interwarafter", "flag", "War between states in the three years after", may_lack=False),
        Column("civilwarbefore", "flag", "Civil war in the three years before", may_lack=False),
        Column("civilwarafter", "flag", "Civil war in the three years after", may_lack=False),
        Column("result", "text", "What became of the leader", may_lack=False),
    ),
    limits=("Made for teaching: fewer attempts and columns than the article's data.",),
)
