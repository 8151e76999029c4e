"""Records: frozen cards of numbers, and how their fields are declared."""

import math
from dataclasses import dataclass, field, fields
from typing import Any, dataclass_transform

from detente.vocabulary.priors import Prior

ASSUMED = "assumed"


@dataclass(frozen=True)
class About:
    """What one declared number is: shared by parameters and stocks."""

    meaning: str
    unit: str
    low: float = -math.inf
    high: float = math.inf


@dataclass(frozen=True)
class AboutParam(About):
    """A parameter: what it means, what we believe of it, and on whose word."""

    prior: Prior | None = None
    source: str = ASSUMED
    note: str = ""


@dataclass(frozen=True)
class AboutStock(About):
    """A stock: its bounds, its value in the reference war, and whether it is a trait or a division."""

    typical: float = 0.0
    trait: bool = False
    divided: bool = False


def param(
    meaning: str,
    prior: Prior,
    *,
    unit: str,
    source: str,
    low: float = -math.inf,
    high: float = math.inf,
    note: str = "",
) -> Any:
    """Declare one number we are unsure about; its default is the prior's median.

    `source` is a key of sources.bib or the word "assumed". `low` and `high` are what is possible
    at all (a draw outside stops the run); `note` says what the source does and does not support.
    """
    about = AboutParam(meaning, unit, low, high, prior=prior, source=source, note=note)
    return field(default=prior.median, metadata={"about": about})


def stock(
    meaning: str,
    *,
    unit: str,
    typical: float,
    low: float = -math.inf,
    high: float = math.inf,
    trait: bool = False,
    divided: bool = False,
) -> Any:
    """Declare one thing that accumulates; `typical` is its value in the reference war.

    A `trait` is a stock that no mechanism moves: a standing difference between sides or parties,
    which a `do` can still hold, shift or scale. What is `divided` is a whole of which the two sides
    have the parts: starting values drawn from ranges are made to add up to one.
    """
    about = AboutStock(meaning, unit, low, high, typical=typical, trait=trait, divided=divided)
    return field(default=0.0, metadata={"about": about})


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """A frozen, keyword-only card of numbers."""

    def __init_subclass__(cls) -> None:
        """Freeze every subclass as it is written."""
        dataclass(frozen=True, kw_only=True)(cls)


def about(card: type[Record]) -> dict[str, Any]:
    """Return what each field of a card is (`AboutParam` or `AboutStock`), by name."""
    return {f.name: f.metadata["about"] for f in fields(card)}  # type: ignore
