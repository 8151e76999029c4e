"""Units of measurement: parse, compare and rescale `soldier/month`, `euro_bn`, `1`."""

from collections import Counter

BASES = {
    "soldier": "a person under arms",
    "person": "a civilian",
    "euro_bn": "a billion euros at 2021 prices",
    "month": "a twelfth of a year: the only clock",
}


def parse(unit: str) -> Counter[str]:
    """Return the powers of the base units in `unit`.

    >>> sorted(parse("soldier/month").items())
    [('month', -1), ('soldier', 1)]

    Raises ValueError for a base unit that is not in `BASES`.
    """
    powers: Counter[str] = Counter()
    over, *under = unit.split("/")
    for sign, names in ((1, over.split("*")), (-1, under)):
        for name in names:
            if name == "1":
                continue
            base, _, exponent = name.partition("^")
            if base not in BASES:
                raise ValueError(f"{base!r} is not a unit; units are 1, {', '.join(BASES)}")
            powers[base] += sign * int(exponent or 1)
    return Counter({base: power for base, power in powers.items() if power})


def same(one: str, two: str) -> bool:
    """Say whether two units measure the same.

    >>> same("soldier/month", "soldier/month/1"), same("month", "1/month")
    (True, False)
    """
    return parse(one) == parse(two)


def rescaled(value: float, unit: str, base: str, factor: float) -> float:
    """Return `value` when `base` is counted in units `factor` times larger.

    >>> rescaled(24.0, "soldier/month", "soldier", 12.0)
    2.0
    """
    return value / factor ** parse(unit)[base]
