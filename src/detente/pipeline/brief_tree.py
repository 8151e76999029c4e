"""A brief as a tree of sentences, tables and figures. It knows no HTML: a face decides how it looks.

Words are plain strings, or tuples of `Text` and `Link` pieces; never markup.
"""

import re
from dataclasses import dataclass
from typing import Literal

Emphasis = Literal["plain", "strong", "emphasis", "code", "quote", "tag"]
Align = Literal["left", "right", "center"]
NoteKind = Literal["note", "caution", "assumed"]

_ADDRESS = re.compile(r"(https?://[^\s]+|mailto:[^\s]+|#[A-Za-z][\w-]*)")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Text:
    """A run of words in one style; a tag is a short label such as "derived"."""

    words: str
    emphasis: Emphasis = "plain"


@dataclass(frozen=True)
class Link:
    """Words that lead to an address: a web page, a mail address, or `#identifier` of a section.

    Raises:
        ValueError: the address is of another kind (a script, a file).
    """

    words: str
    address: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address):
            raise ValueError(f"link to {self.address!r}: use http(s)://..., mailto:... or #identifier")


type Prose = str | tuple[Text | Link, ...]


@dataclass(frozen=True)
class Share:
    """A table cell with a share from 0 to 1, shown as words and as a small bar."""

    value: float
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.value <= 1:
            raise ValueError(f"a share lies between 0 and 1, got {self.value}")


type Cell = Prose | Share


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: Prose


@dataclass(frozen=True)
class Figure:
    """A picture as SVG text, or several that are set side by side where there is room.

    `narrow` is the same picture drawn for a telephone's width; without it, a wide picture scrolls there.
    """

    svg: str | tuple[str, ...]
    caption: Prose
    narrow: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names the rows. `align` has one entry a column; empty means all left.

    Raises:
        ValueError: a row, or `align`, has another number of cells than `headers`.
    """

    headers: tuple[Prose, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Align, ...] = ()
    caption: Prose = ""

    def __post_init__(self) -> None:
        columns = len(self.headers)
        if self.align and len(self.align) != columns:
            raise ValueError(f"a table of {columns} columns has {len(self.align)} alignments")
        for index, row in enumerate(self.rows):
            if len(row) != columns:
                raise ValueError(f"row {index} has {len(row)} cells for {columns} headers: {row!r}")

    def alignment(self, column: int) -> Align:
        """How a column is set."""
        return self.align[column] if self.align else "left"


@dataclass(frozen=True)
class Note:
    """A remark set apart: a plain note, a caution, or what is assumed."""

    kind: NoteKind
    text: Prose


@dataclass(frozen=True)
class BulletList:
    """A list; `ordered` numbers it."""

    items: tuple[Prose, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Details:
    """Blocks that a reader opens; on paper they are open."""

    summary: str
    blocks: tuple["Block", ...]


type Block = Paragraph | Figure | Table | Note | BulletList | Details


@dataclass(frozen=True)
class Section:
    """A headed part of the brief; `identifier` is its address within the page.

    Raises:
        ValueError: the identifier is not lower-case letters, digits and hyphens.
    """

    identifier: str
    heading: str
    lead: Prose = ""
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        if not _IDENTIFIER.fullmatch(self.identifier):
            raise ValueError(f"section {self.identifier!r}: use lower-case letters, digits and hyphens")


@dataclass(frozen=True)
class Brief:
    """The whole brief. `meta` are rows such as ("Seed", "7").

    Raises:
        ValueError: two sections share an identifier.
    """

    title: str
    subtitle: Prose = ""
    meta: tuple[tuple[str, Prose], ...] = ()
    sections: tuple[Section, ...] = ()
    footer: Prose = ""
    language: str = "en"

    def __post_init__(self) -> None:
        names = [section.identifier for section in self.sections]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"sections share an identifier: {', '.join(twice)}")
