"""What a world does differently: the interventions of a `do`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Force:
    """Make an event happen at a month."""

    event: str
    month: float


@dataclass(frozen=True)
class Undo:
    """Keep an event from happening between two months, whether scheduled or by chance."""

    event: str
    start: float = 0.0
    end: float = float("inf")


@dataclass(frozen=True)
class Likelier:
    """Multiply the hazard of an event by `factor` between two months."""

    event: str
    factor: float
    start: float = 0.0
    end: float = float("inf")


@dataclass(frozen=True)
class Hold:
    """Keep a stock at `value` between two months; afterwards it moves on from there."""

    stock: str
    value: float
    start: float = 0.0
    end: float = float("inf")


@dataclass(frozen=True)
class Shift:
    """Keep a stock `amount` above what it is in the reference world, same draw and luck."""

    stock: str
    amount: float
    start: float = 0.0
    end: float = float("inf")


@dataclass(frozen=True)
class Scale:
    """Keep a stock at `factor` times what it is in the reference world, same draw and luck."""

    stock: str
    factor: float
    start: float = 0.0
    end: float = float("inf")


@dataclass(frozen=True)
class SetParameter:
    """Give a parameter one value in every draw."""

    parameter: str
    value: float


@dataclass(frozen=True)
class Cut:
    """Silence a mechanism."""

    mechanism: str


Do = Force | Undo | Likelier | Hold | Shift | Scale | SetParameter | Cut
StockDo = Hold | Shift | Scale


@dataclass(frozen=True)
class World:
    """A scenario with a `do`; the first world of a question is the one others are compared with."""

    name: str
    do: tuple[Do, ...] = ()
    says: str = ""
