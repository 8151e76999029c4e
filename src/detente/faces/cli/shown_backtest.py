"""What a backtest shows at the terminal: for each class of wars what may be said, then who scored what."""

import textwrap
from collections.abc import Sequence

from rich.text import Text

from detente.evidence.backtest.baselines import REFERENCE
from detente.evidence.backtest.report import Backtest, ClassCard, Predictor
from detente.evidence.backtest.tested import RIVALS, SYNTHESIS
from detente.faces.cli.screen import rows, table
from detente.faces.page import backtest_words as words
from detente.pipeline.brief_words import amount

WIDTH = 96  # characters of a sentence's line
READING = (
    f"Scores: mean over that of {REFERENCE}, with 95% intervals; below 1 is better. Weight: share in the "
    f"{SYNTHESIS}.",
    "A score says how right forecasts of past wars were. It does not say that a theory is true.",
)


def backtest_screen(
    backtest: Backtest, files: Sequence[tuple[str, str]] = (), remarks: Sequence[str] = ()
) -> list[object]:
    """Return a backtest for the terminal; `files` are names and places of what was written."""
    page: list[object] = []
    for card in backtest.classes:
        page += [*_of_class(card), ""]
    page += [line for said in READING for line in textwrap.wrap(said, WIDTH)]
    page += [line for said in remarks for line in textwrap.wrap(f"note: {said}", WIDTH)]
    records = {one.name: one for card in backtest.classes for one in card.records}
    said = dict.fromkeys(one.attribution for one in records.values() if one.attribution)
    page += [line for words_ in said for line in textwrap.wrap(words_, WIDTH)]
    return [*page, "", *(f"{name:9}{place}" for name, place in files)] if files else page


def _of_class(card: ClassCard) -> list[object]:
    page: list[object] = [Text(f"{card.name}: {card.title}", "bold"), ""]
    said = [words.years(card), *card.caveats[1:]]
    for rival in RIVALS:
        told = (f"{label} {words.of_against(card, rival, score)}" for label, score in words.DECIDING.items())
        said.append(f"The {SYNTHESIS} against {rival}: {', '.join(told)}.")
    said.append(" ".join(words.findings(card)))
    page += [line for one in said for line in textwrap.wrap(one, WIDTH, subsequent_indent="  ")]
    made = table(["Forecast by", ("Weight", "right"), *words.WORDS])
    own = _row_of_reference(card)
    return [*page, "", rows(made, [*(_row(one) for one in card.ordered if one.verdict != "reference"), own])]


def _row(one: Predictor) -> tuple[str, ...]:
    weight = words.weight(one.weight) if one.weight else ""
    return one.name, weight, *(words.of_score(one.score(score)) for score in words.WORDS.values())


def _row_of_reference(card: ClassCard) -> tuple[str, ...]:
    one = next(one for one in card.predictors if one.verdict == "reference")
    return one.name, "", *(f"1: {amount(one.score(score).value)}" for score in words.WORDS.values())
