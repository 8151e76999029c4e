"""The tables of a class of wars on the page of a backtest, and the figure that they stand behind."""

from detente.evidence.backtest.baselines import REFERENCE
from detente.evidence.backtest.report import ClassCard, Predictor
from detente.faces.page import backtest_words as words
from detente.faces.page.figures import CalibrationPanel, CalibrationPoint, calibration_panels
from detente.pipeline.brief_tree import Block, Cell, Figure, Paragraph, Share, Table, Text
from detente.pipeline.brief_words import amount, count, percent

MEANT = f"Mean score over that of {REFERENCE}, with 95% intervals; below 1 is better."
ACROSS = "chance given to an end within 12 months"


def scores(card: ClassCard) -> tuple[Block, ...]:
    """Return who scored what, as ratios to the base rate."""
    return _ratios(card, words.WORDS)


def ways(card: ClassCard) -> tuple[Block, ...]:
    """Return the scores of how wars ended, as ratios to the base rate."""
    return _ratios(card, words.WAYS)


def _ratios(card: ClassCard, shown: dict[str, str]) -> tuple[Block, ...]:
    own = ", ".join(f"{label} {amount(_reference(card).score(name).value)}" for label, name in shown.items())
    rows = tuple(
        (_named(one), *(words.apart(words.of_score(one.score(name))) for name in shown.values()), one.kind)
        for one in card.ordered
        if one.verdict != "reference"
    )
    table = Table(("Forecast by", *shown, "Kind"), rows, ("left", *["right"] * (len(shown) + 1)))
    # above the table, not its caption: where a table is wider than the window, its caption would be cut
    return Paragraph(f"{MEANT} {REFERENCE}'s own: {own}."), table


def _named(one: Predictor) -> Cell:
    marks = {"loses": "worse", "better": "better"}
    if one.verdict not in marks:
        return one.name
    return (Text(f"{one.name} "), Text(marks[one.verdict], "tag"))


def _reference(card: ClassCard) -> Predictor:
    return next(one for one in card.predictors if one.verdict == "reference")


def weights_table(card: ClassCard) -> Table:
    """Return how much each theory counts in the synthesis, and how far its fit can be trusted."""
    headers = ("Theory", "Weight", "95% interval", "Pareto k of the fit", "Wars not left out safely")
    rows = tuple(
        (
            one.name,
            Share(one.weight.weight, percent(one.weight.weight)),
            f"{percent(one.weight.low)} to {percent(one.weight.high)}",
            amount(one.fit.tail, 2),
            f"{one.fit.unsteady} of {card.train}",
        )
        for one in card.ordered
        if one.weight and one.fit
    )
    caption = "Up to a Pareto k of 0.7 the weights of a fit can be trusted."
    return Table(headers, rows, ("left", "left", "right", "right", "right"), caption)


def by_lasted(card: ClassCard) -> tuple[Block, ...]:
    """Return the log score by how long wars had lasted, as ratios to the base rate."""
    months = [one.lasted for one in card.counted if one.scored]
    rows = tuple(
        (one.name, *(words.apart(words.of_score(one.score("log", lasted))) for lasted in months))
        for one in card.ordered
    )
    headers = ("Forecast by", *(_after(lasted) for lasted in months))
    table = Table(headers, rows, ("left", *["right"] * len(months)))
    return Paragraph(f"Log score of wars still going after so long. {MEANT}"), table


def counted_table(card: ClassCard) -> Table:
    """Return how many wars each question was about, and how many were left out."""
    headers = (
        "Wars still going",
        "In all",
        "Scored",
        "Ended in time",
        "Censored",
        "Way not coded",
        "No CRPS",
    )
    rows = tuple(
        (
            _after(one.lasted),
            *(
                f"{n:,}"
                for n in (
                    one.going,
                    one.scored,
                    one.ended,
                    one.untold,
                    one.way_not_coded,
                    one.remaining_not_known,
                )
            ),
        )
        for one in card.counted
    )
    return Table(headers, rows, ("left", *(["right"] * 6)), "Wars that each question was about.")


def calibration_figure(card: ClassCard) -> Figure:
    """Draw predicted against observed chances of the synthesis and the base rate, one panel a question."""
    shown = (card.synthesis, _reference(card))
    panels = [
        CalibrationPanel(
            _after(one.lasted),
            f"{count(one.scored, 'war')}, {one.ended} ended in time",
            tuple((who.name, _points(who, one.lasted)) for who in shown),
        )
        for one in card.counted
        if one.scored
    ]
    title = f"Calibration: {card.title}"
    figure = calibration_panels(
        panels, identifier=f"calibration-{card.name}", title=title, across=ACROSS, up="share that ended"
    )
    caption = (
        "Of wars that were given about the same chance of ending within 12 months, the share that did. On "
        "the dashed line forecasts came true as often as they said. One panel for each time that wars had "
        "lasted."
    )
    return Figure(figure, caption)


def calibration_table(card: ClassCard) -> Table:
    """Return the numbers behind the figure, of everybody who forecast."""
    rows = tuple(
        (
            one.name,
            _after(b.lasted),
            f"{b.wars:,}",
            percent(b.predicted),
            percent(b.observed),
            f"{percent(b.low)} to {percent(b.high)}",
        )
        for one in card.ordered
        for b in one.calibration
    )
    headers = ("Forecast by", "Wars still going", "Wars", "Predicted", "Ended", "95% interval")
    return Table(headers, rows, ("left", "left", "right", "right", "right", "right"))


def _points(who: Predictor, lasted: int) -> tuple[CalibrationPoint, ...]:
    bins = (b for b in who.calibration if b.lasted == lasted)
    return tuple(CalibrationPoint(b.predicted, b.observed, b.low, b.high, b.wars) for b in bins)


def _after(lasted: int) -> str:
    return f"after {lasted} months" if lasted else "on the first day"
