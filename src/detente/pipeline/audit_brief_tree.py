"""What the page of an audit has beyond a plain brief: cards, an annotated text, cells with small pictures.

A piece that shows a number is a `Link` to where the number is from, or stands in one that names its `origin`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from detente.pipeline.brief_tree import Align, Block, Cell, Prose
from detente.pipeline.judging.verdict import Word

Mood = Literal["plain", "claim", "test", "small"]


@dataclass(frozen=True)
class Dot:
    """A cell with a share on a line from 0 to 1, with bars of two Monte Carlo errors, and its words."""

    share: float
    error: float
    words: Prose


@dataclass(frozen=True)
class Strip:
    """A cell with a median and its 90% interval, on a scale from `scale[0]` to `scale[1]` that holds 0."""

    low: float
    middle: float
    high: float
    scale: tuple[float, float]
    words: Prose


@dataclass(frozen=True)
class Stack:
    """A cell with signed parts set side by side from 0 outwards, in order, on a scale that holds 0."""

    parts: tuple[float, ...]
    scale: tuple[float, float]
    words: Prose


type AuditCell = Cell | Dot | Strip | Stack


@dataclass(frozen=True)
class Row:
    """A row of a grid; `identifier` makes it an address, and `origin` says where its numbers are from."""

    cells: tuple[AuditCell, ...]
    identifier: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Grid:
    """A table whose cells may hold pictures; on a telephone each row becomes a small block.

    `kind` names the columns there: "theories", "flips", "whole", "loads", "strains", "influences", "scores",
    "means", "unscored", or empty.

    Raises:
        ValueError: a row has another number of cells than there are headers.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    align: tuple[Align, ...] = ()
    caption: Prose = ""
    origin: str = ""
    kind: str = ""

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row.cells) != len(self.headers):
                raise ValueError(f"row {index} has {len(row.cells)} cells for {len(self.headers)} headers")

    def alignment(self, column: int) -> Align:
        """How a column is set."""
        return self.align[column] if self.align else "left"


@dataclass(frozen=True)
class Told:
    """A paragraph; its numbers are from `origin`, unless they are links."""

    text: Prose
    origin: str = ""
    mood: Mood = "plain"


@dataclass(frozen=True)
class Listing:
    """A list whose numbers are from `origin`, unless they are links."""

    items: tuple[Prose, ...]
    origin: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class Named:
    """A small heading; its numbers are from `origin`."""

    words: Prose
    origin: str = ""


@dataclass(frozen=True)
class Fold:
    """Blocks that a reader opens; an address inside opens it too."""

    summary: Prose
    blocks: tuple["AuditBlock", ...]
    identifier: str = ""


@dataclass(frozen=True)
class Card:
    """A claim: its name, its word, what it says, and what a reader finds on opening it."""

    identifier: str
    name: str
    word: Word
    says: str
    labels: tuple[str, ...]
    blocks: tuple["AuditBlock", ...]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the document's text with the claims it belongs to, and those that end with it.

    The first of `claims` is the one with the shortest span.
    """

    words: str
    claims: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annotated:
    """The document's text, cut wherever a claim begins or ends; `verdicts` has the word of each claim."""

    stretches: tuple[Stretch, ...]
    verdicts: Mapping[str, Word]
    addresses: Mapping[str, str]
    origin: str


type AuditBlock = Block | Grid | Told | Listing | Named | Fold | Card | Annotated


@dataclass(frozen=True)
class AuditSection:
    """A headed part of the page; `identifier` is its address."""

    identifier: str
    heading: str
    lead: Told | None = None
    blocks: tuple[AuditBlock, ...] = ()


@dataclass(frozen=True)
class AuditBrief:
    """The whole page. `symbols` gives each verdict word its sign."""

    title: str
    subtitle: Told
    meta: tuple[tuple[str, Prose], ...]
    sections: tuple[AuditSection, ...]
    footer: Told
    symbols: Mapping[Word, str] = field(default_factory=dict)
    language: str = "en"
