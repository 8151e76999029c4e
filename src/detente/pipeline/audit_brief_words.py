"""The fixed words and signs of an audit, and its numbers as a reader sees them."""

import math
import re
from dataclasses import dataclass
from typing import Literal

from detente.pipeline.brief_words import MINUS, amount, plain_unit
from detente.pipeline.judging.verdict import FAILS, FOLLOWS, Standing, Under, Word

Place = Literal["claim", "theory", "cause", "number", "source"]

DRAWS, SEED = "Draws of each theory", "Seed"  # what these facts are called above a page
LOSING = "losing_to_the_base_rate"  # entry of an audit's provenance: theories, by name
SYMBOLS: dict[Word, str] = {
    "follows": "✓",
    "fails": "✗",
    "depends on the theory": "⇄",
    "fragile": "≈",
    "cannot be expressed": "∅",
    "not a testable claim": "○",
}
MEANS: dict[Word, str] = {
    "follows": f"holds in at least {FOLLOWS:.0%} of draws, in every theory that can express it",
    "fails": f"holds in at most {FAILS:.0%} of draws, in every theory that can express it",
    "depends on the theory": f"at least {FOLLOWS:.0%} in one theory, at most {FAILS:.0%} in another",
    "fragile": f"between {FAILS:.0%} and {FOLLOWS:.0%} in some theory, and no two theories at opposite ends",
    "cannot be expressed": "no theory here has a path from what is done to what is looked at",
    "not a testable claim": "there is no do-test: a motive, a value, a recommendation, a definition, a fact",
}
STANDINGS: dict[Standing, str] = {
    "assumed": "assumed: it dies when the direct contributions that say the same are cut",
    "structural": "derived, structural: it holds in every draw without them",
    "contingent": "derived, contingent: it holds in most draws, and rests on the numbers",
}
SHORT_STANDING: dict[Standing, str] = {
    "assumed": "assumed",
    "structural": "derived (structural)",
    "contingent": "derived (contingent)",
}
WILL = {True: "will", False: "will not"}  # come about, as a document says
BEARS = {"for": "+ for", "against": "− against", "open": "? open"}


@dataclass(frozen=True)
class Unit:
    """How effects are shown: multiplied by `scale`, followed by `short`; `long` heads a column."""

    scale: float
    short: str
    long: str


def unit_of(unit: str) -> Unit:
    """Return how an effect in this unit is shown. A probability is shown in percentage points.

    >>> unit_of("probability").short, unit_of("month").short, unit_of("1").long
    ('pp', 'months', 'in its own unit')
    """
    if unit == "probability":
        return Unit(100.0, "pp", "percentage points")
    if unit == "month":
        return Unit(1.0, "months", "months")
    words = plain_unit(unit)
    return Unit(1.0, words, words or "in its own unit")


def sized(value: float, places: int) -> str:
    """Return an effect with its sign and so many decimals; what is no number is a dash.

    >>> sized(3.14159, 1), sized(-0.2, 2), sized(0.0, 1), sized(float("nan"), 1)
    ('+3.1', '−0.20', '0.0', '–')
    """
    if not math.isfinite(value):
        return "–"
    text = f"{value:+,.{places}f}"
    return text[1:] if float(text.replace(",", "")) == 0 else text.replace("-", MINUS)


def places_for(values: list[float]) -> int:
    """Return the decimals that show two digits of the largest of these, at most six.

    >>> places_for([12.0, -3.0]), places_for([0.012]), places_for([0.0]), places_for([200.0])
    (1, 3, 1, 0)
    """
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest == 0:
        return 1
    if largest >= 1:
        return 1 if largest < 100 else 0
    return min(6, 1 - math.floor(math.log10(largest)))


def share_words(share: float, error: float) -> str:
    """Return a share of draws in percent with its Monte Carlo error in percentage points.

    >>> share_words(0.934, 0.0042), share_words(1.0, 0.0), share_words(0.9996, 0.0003)
    ('93.4% ± 0.4', '100%', '>99.9% ± <0.1')
    """
    if not math.isfinite(share):
        return "none"
    percent = f"{share:.1%}"
    if share < 1 and percent == "100.0%":
        percent = ">99.9%"
    if share > 0 and percent == "0.0%":
        percent = "<0.1%"
    if share in (0.0, 1.0):
        percent = f"{share:.0%}"
    return f"{percent} ± {points(error)}" if math.isfinite(error) and error > 0 else percent


def points(error: float) -> str:
    """Return a Monte Carlo error of a share in percentage points.

    >>> points(0.0042), points(0.0001)
    ('0.4', '<0.1')
    """
    return "<0.1" if 100 * error < 0.05 else f"{100 * error:.1f}"


def speaks(one: Under) -> bool:
    """Say whether a theory says anything of a claim: it has a path, and draws that meet the condition."""
    return one.expressible and one.draws > 0 and math.isfinite(one.share)


def dated(text: str) -> str:
    """Return deeds, or a condition, with their months called months.

    >>> dated("force B.deep-strike at 1; hold A.trust 0.2"), dated("talks > 0.5 at 1")
    ('force B.deep-strike at month 1; hold A.trust 0.2', 'talks > 0.5 at month 1')
    """
    return re.sub(r" at (?=[\d.]+\b)", " at month ", text)


def span_words(date: str) -> str:
    """Return a date, or a span of dates, as prose writes it.

    >>> span_words("2026-02"), span_words("2026-02-17/2026-02-18")
    ('2026-02', '2026-02-17 to 2026-02-18')
    """
    return date.replace("/", " to ")


def plain_number(value: float) -> str:
    """Return a number as prose writes it; what is infinite is "without end"."""
    return amount(value) if math.isfinite(value) else ("no bound" if value > 0 else "no lower bound")


def identifier(kind: Place, name: str) -> str:
    """Return an address within the page; different names have different addresses.

    >>> identifier("cause", "trust_update"), identifier("number", "aid.delay"), identifier("claim", "C 1")
    ('c-trust_update', 'n-aid--delay', 'claim-C_x20_1')
    """
    spelled = re.sub(r"[^A-Za-z0-9_-]", lambda found: f"_x{ord(found.group()):x}_", name.replace(".", "--"))
    # One letter, because a page has thousands of such addresses and must stay small.
    return f"{kind if kind == 'claim' else kind[0]}-{spelled}"
