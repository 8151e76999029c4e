"""The war in Ukraine month by month: aid, named losses, ground held and opinion (a derived table)."""

from detente.evidence.datasets.dataset import Column, Dataset

_AID = "Aid allocated in the month, billion euros"

UKRAINE_MONTHLY = Dataset(
    name="ukraine-monthly",
    title="The war in Ukraine by month (a derived table)",
    version="2026",
    published_at="https://www.kielinstitut.de/topics/war-against-ukraine/ukraine-support-tracker/",
    licence="terms not stated: figures may be cited with their source, do not pass the file on",
    cite=("kiel_ukraine_support_tracker", "named_losses", "liveuamap", "kiis_2025", "gallup_ukraine_2025"),
    row="a calendar month since January 2022",
    file_names=("monthly.csv",),
    key=("month",),
    least_rows=24,
    columns=(
        Column("month", "text", "Month, as 2022-02", may_lack=False),
        Column("kiel_total_eur_bn", "number", f"{_AID}: all kinds and donors"),
        Column("kiel_military_eur_bn", "number", f"{_AID}: military"),
        Column("kiel_financial_eur_bn", "number", f"{_AID}: financial"),
        Column("kiel_humanitarian_eur_bn", "number", f"{_AID}: humanitarian"),
        Column("kiel_us_eur_bn", "number", f"{_AID}: from the United States"),
        Column("kiel_nonus_eur_bn", "number", f"{_AID}: from all others"),
        Column("ua_named_deaths", "number", "Ukrainian soldiers dead in the month, found by name"),
        Column("ua_named_missing", "number", "Ukrainian soldiers missing in the month, found by name"),
        Column("ru_named_deaths", "number", "Russian soldiers dead in the month, found by name"),
        Column(
            "ru_losses_claimed_by_UA_GS", "number", "Russian losses as claimed by Ukraine's General Staff"
        ),
        Column("occupied_km2_liveuamap", "number", "Ground held by Russia, square kilometres, month's last"),
        Column("kiis_accept_concessions_pct", "number", "KIIS: may cede territory for peace, percent"),
        Column("gallup_negotiate_pct", "number", "Gallup: should negotiate an end soon, percent"),
    ),
    limits=(
        "Named losses lag by about nine months, and the sides differ in how they are found.",
        "Claimed losses are one party's statement.",
        "Kiel counts allocations, not deliveries.",
        "Waves of opinion were transcribed by hand; between waves the cell is empty.",
    ),
)
