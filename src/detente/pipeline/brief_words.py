"""Numbers as a brief writes them."""

import math
from collections.abc import Iterable

MINUS = "\u2212"
FIRM = 0.9  # share of draws with one sign that is named


def amount(value: float, digits: int = 3) -> str:
    """Return a number with `digits` significant digits, in full where that is short.

    >>> amount(0.012345), amount(650000.0), amount(-0.3), amount(2.0)
    ('0.0123', '650,000', '−0.3', '2')
    """
    if not math.isfinite(value):
        return "none"
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    if places > 7:
        return f"{value:.{digits - 1}g}".replace("-", MINUS)
    text = f"{round(value, places):,.{max(places, 0)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", MINUS)


def signed(value: float, decimals: int = 1) -> str:
    """Return a number with its sign; what rounds to nothing has none.

    >>> signed(1.26), signed(-0.04), signed(-3.0)
    ('+1.3', '0.0', '−3.0')
    """
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text.replace("-", MINUS)


def signed_amount(value: float, digits: int = 2) -> str:
    """Return a number with its sign and `digits` significant digits.

    >>> signed_amount(0.0123), signed_amount(-1200.0), signed_amount(0.0)
    ('+0.012', '−1,200', '0')
    """
    text = amount(value, digits)
    return text if value <= 0 else f"+{text}"


def decimals_for(values: Iterable[float]) -> int:
    """Return how many decimals differences need so that small ones are not all nought.

    >>> decimals_for([-3.2, 0.1]), decimals_for([-0.4, 0.1])
    (1, 2)
    """
    return 1 if max((abs(value) for value in values), default=0.0) >= 2 else 2


def percent(share: float) -> str:
    """Return a share of draws in percent, without rounding up to certainty, or to the share that is named.

    >>> percent(0.5), percent(0.9996), percent(0.0001), percent(1.0), percent(0.8984), percent(0.9)
    ('50%', '>99%', '<1%', '100%', '89.8%', '90%')
    """
    if 0 < share < 0.005:
        return "<1%"
    if share < FIRM == round(share, 2):  # sentences say that it falls short, and so must the number
        return f"{math.floor(1000 * share) / 10:.1f}%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def between(low: float, high: float, decimals: int = 1) -> str:
    """Return an interval of differences.

    >>> between(-1.0, 2.04)
    '−1.0 to +2.0'
    """
    return f"{signed(low, decimals)} to {signed(high, decimals)}"


def plain_unit(unit: str) -> str:
    """Return a unit as prose writes it.

    >>> plain_unit("soldier/month"), plain_unit("1"), plain_unit("euro_bn")
    ('soldiers a month', '', 'bn euros')
    """
    words = {"1": "", "soldier": "soldiers", "person": "persons", "month": "months", "euro_bn": "bn euros"}
    first, *rest = unit.split("/")
    return " ".join([words.get(first, first), *(f"a {part}" for part in rest)]).strip()


def heading(name: str) -> str:
    """Return a name as a table or a figure begins a row with it.

    >>> heading("nothing-matters"), heading("trust_update")
    ('Nothing matters', 'Trust update')
    """
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "theory", "theories"), count(3, "draw")
    ('1 theory', '3 draws')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
