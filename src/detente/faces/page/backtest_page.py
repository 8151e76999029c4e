"""The page of a backtest: one self-contained HTML file in the look and under the policy of a brief."""

from pathlib import Path

from detente.evidence.backtest.baselines import REFERENCE
from detente.evidence.backtest.card import ENOUGH_WARS
from detente.evidence.backtest.report import Backtest, ClassCard
from detente.evidence.backtest.tested import RIVALS, SYNTHESIS
from detente.faces.page import backtest_words as words
from detente.faces.page.backtest_tables import (
    by_lasted,
    calibration_figure,
    calibration_table,
    counted_table,
    scores,
    ways,
    weights_table,
)
from detente.faces.page.publish import works
from detente.faces.page.render import render
from detente.pipeline.brief_tree import (
    Block,
    Brief,
    BulletList,
    Details,
    Link,
    Note,
    Paragraph,
    Prose,
    Section,
    Table,
    Text,
)
from detente.pipeline.brief_words import count

STYLE = Path(__file__).parent / "templates" / "backtest.css"
TITLE = "Theories of war, tested on wars they had not seen"
SUBTITLE = (
    "Each theory was fitted to earlier wars and asked about later ones: a war has lasted so long; does it "
    "end within the next twelve months, and how? Whoever knows only how long wars usually last is the one "
    "to beat."
)
RULES = (
    "Less is better in every score. Intervals resample the tested wars, whole; what other earlier wars would "
    "have taught is not in them.",
    "Wars whose answer was not known when the record stops are left out. That favours forecasts of short "
    "wars, most of all in CRPS, where a war has to be over or to have lasted ten years.",
    "Wars to learn from are taken as they were known on the day of the split: those still going then count "
    "as still going. A leakage guard refuses whatever could be known only later.",
    f"Somebody does worse than {REFERENCE} if the interval of the Brier or the log score's ratio lies above "
    f"1; better, if one lies below, none above, and at least {ENOUGH_WARS} wars were tested.",
    "Weights are found on the wars learned from, each foretold from all the others, by stacking; each theory "
    "is given one question besides that it alone foresaw. Where the record does not tell theories apart, "
    "their weights are even.",
)


def backtest_page(backtest: Backtest) -> str:
    """Return the page as HTML text; the same backtest gives the same bytes."""
    return render(backtest_brief(backtest), STYLE.read_text(encoding="utf-8"))


def backtest_brief(backtest: Backtest) -> Brief:
    """Return the page as a tree of sentences, tables and figures."""
    told = backtest.provenance
    meta: tuple[tuple[str, Prose], ...] = (
        ("Wars tested on", f"{sum(card.test for card in backtest.classes):,}"),
        ("Theories", f"{len(told.theories)}"),
        ("Seed", str(told.seed)),
        ("detente", told.detente_version),
    )
    sections = (
        _summary(backtest),
        *(_of_class(card) for card in backtest.classes),
        _reading(),
        _sources(backtest),
    )
    footer = "A score says how right forecasts of past wars were. It does not say that a theory is true."
    return Brief(TITLE, SUBTITLE, meta, sections, footer)


def _summary(backtest: Backtest) -> Section:
    rows = tuple(
        (
            _against(card, rival),
            *(words.apart(words.of_against(card, rival, score)) for score in ("brier", "log")),
        )
        for card in backtest.classes
        for rival in RIVALS
    )
    headers = ("Synthesis over base rate", "Brier score", "Log score")
    meant = f"The {SYNTHESIS}'s mean score over that of a base rate, with 95% intervals; below 1 is better."
    table = Table(headers, rows, ("left", "right", "right"))
    lead = f"How the {SYNTHESIS} of the theories did, and who did worse than the base rate ({REFERENCE})."
    found = tuple(
        (Text(f"{card.title[:1].upper()}{card.title[1:]}. ", "strong"), Text(_in_short(card)))
        for card in backtest.classes
    )
    return Section("in-short", "In short", lead, (BulletList(found), Paragraph(meant), table))


def _against(card: ClassCard, rival: str) -> Prose:
    return (Link(card.name, f"#class-{card.name}"), Text(f", {rival}"))


def _in_short(card: ClassCard) -> str:
    said = list(words.findings(card))
    if not card.shows_skill:
        said.insert(0, f"{count(card.test, 'war')} are too few to show skill.")
    return " ".join(said)


def _of_class(card: ClassCard) -> Section:
    blocks: list[Block] = [Note("note" if card.shows_skill else "caution", one) for one in card.caveats[1:]]
    blocks += [*scores(card), calibration_figure(card)]
    blocks += [
        Details("The numbers of the figure", (calibration_table(card),)),
        Details("Weights and fits of the theories", (weights_table(card),)),
        Details("How it ended", ways(card)),
        Details("By how long wars had lasted", (*by_lasted(card), counted_table(card))),
    ]
    heading = f"{card.title[:1].upper()}{card.title[1:]}"
    return Section(f"class-{card.name}", heading, words.years(card), tuple(blocks))


def _reading() -> Section:
    meant = tuple((Text(f"{name} ", "strong"), Text(f"{says}.")) for name, says in words.MEANINGS)
    return Section("reading", "How to read it", "", (BulletList(meant), BulletList(RULES)))


def _sources(backtest: Backtest) -> Section:
    known = works()
    keys = dict.fromkeys(key for card in backtest.classes for key in card.cite)
    listed: tuple[Prose, ...] = tuple(
        (Link(work.citation, work.address),) if work.address else work.citation
        for work in (known[key] for key in keys)
    )
    records = {one.name: one for card in backtest.classes for one in card.records}
    rows = tuple((one.title, one.version, (Text(one.sha256[:12], "code"),)) for one in records.values())
    said = tuple(dict.fromkeys(one.attribution for one in records.values() if one.attribution))
    again = (Text("The same again: "), Text(backtest.provenance.command, "code"))
    table = Table(("Record", "Version", "SHA-256"), rows)
    blocks = (table, *(Paragraph(one) for one in said), BulletList(listed), Paragraph(again))
    return Section("sources", "Records and works", "", blocks)
