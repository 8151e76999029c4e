"""What a backtest says in words and in table cells, on the page and at the terminal."""

import math
from collections.abc import Sequence

from detente.evidence.backtest.baselines import REFERENCE
from detente.evidence.backtest.report import Against, ClassCard, Score, Verdict, Weight
from detente.pipeline.brief_tree import Prose, Text
from detente.pipeline.brief_words import count, percent

DECIDING = {"Brier score": "brier", "log score": "log"}
WORDS = {"Brier score": "brier", "Log score": "log", "CRPS": "crps"}
WAYS = {"Brier score of how": "ways_brier", "Log score of how": "ways_log"}
WIDE = 10.0  # from which on a ratio is written with one decimal
MEANINGS = (
    ("Brier score", "the mean squared distance between the chance given to an end and what came (1 or 0)"),
    ("Log score", "minus the log of the chance given to what came: it punishes confident mistakes"),
    ("CRPS", "how far the whole forecast of the months that remain lay from what remained, in months"),
    ("of how", "the same for four outcomes: goes on, negotiated end, victory, other end"),
)


def ratio(value: float, low: float, high: float) -> str:
    """Return a ratio with its interval: three decimals tell 0.996 from 1.004, both of which would be 1.00.

    >>> ratio(0.9951, 0.95, 1.04), ratio(9.7, 7.1, 14.02)
    ('0.995 (0.950–1.040)', '9.700 (7.100–14.0)')
    """
    if not math.isfinite(value):
        return "none"
    first, *rest = (f"{x:.3f}" if x < WIDE else f"{x:.1f}" for x in (value, low, high))
    return f"{first} ({'–'.join(rest)})"


def apart(told: str) -> Prose:
    """Return a number and its interval in two pieces, of which the second stands back."""
    number, _, interval = told.partition(" ")
    return (Text(f"{number} "), Text(interval, "emphasis")) if interval else told


def of_score(score: Score) -> str:
    """Return a score's ratio to that of the base rate."""
    return ratio(score.ratio, score.ratio_low, score.ratio_high)


def of_against(card: ClassCard, rival: str, score: str) -> str:
    """Return the synthesis's score over that of a base rate."""
    found = against(card, rival, score)
    return ratio(found.ratio, found.low, found.high)


def against(card: ClassCard, rival: str, score: str) -> Against:
    """Return how the synthesis compares with a base rate."""
    return next(one for one in card.against if (one.prediction, one.score) == (rival, score))


def weight(found: Weight) -> str:
    """Return a weight with its interval, in percent.

    >>> weight(Weight(0.092, 0.0, 0.31))
    '9% (0%–31%)'
    """
    return f"{percent(found.weight)} ({percent(found.low)}–{percent(found.high)})"


def years(card: ClassCard) -> str:
    """Return which wars were learned from and which tested on."""
    to = f" to {card.until - 1}" if card.until else ""
    begun = f"begun from {card.before}{to}" if card.until else f"begun from {card.before} on"
    learned = f"{count(card.train, 'war')} begun before {card.before}"
    return f"Learned from {learned}, as they were known then; tested on {card.test:,} {begun}."


def findings(card: ClassCard) -> tuple[str, ...]:
    """Return in plain words who did worse than the base rate, who better, and how many neither."""
    said = [f"Worse than {REFERENCE}: {_who(card, 'loses')}.", f"Better: {_who(card, 'better')}."]
    level = len(card.named("level"))
    if level:
        rest = "The other one" if level == 1 else f"The other {level}"
        said.append(f"{rest} cannot be told from it.")
    return tuple(said)


def _who(card: ClassCard, verdict: Verdict) -> str:
    names, theories = card.named(verdict), [one.name for one in card.of_kind("theory")]
    if len(theories) > 1 and set(theories) <= set(names):
        others = [name for name in names if name not in theories]
        names = (f"all {len(theories)} theories", *others)
    return joined(names) if names else "nobody"


def joined(names: Sequence[str]) -> str:
    """Return names as prose lists them.

    >>> joined(["one", "two", "three"])
    'one, two and three'
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
