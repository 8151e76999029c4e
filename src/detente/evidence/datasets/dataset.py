"""What detente knows of a dataset: its terms, its rows and the columns that it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a command that lists datasets need not wait for pandas
    import pandas as pd

Kind = Literal["text", "whole", "number", "date", "flag"]
KINDS: dict[str, str] = {
    "text": "text",
    "whole": "a whole number",
    "number": "a number",
    "date": "a date, as 1999-12-31 or 31/12/1999",
    "flag": "0 or 1",
}
UCDP_LICENCE = "Creative Commons Attribution 4.0 (CC BY 4.0): attribute UCDP, and say what was modified"
UCDP_ATTRIBUTION = (
    "Data: Uppsala Conflict Data Program (UCDP), Department of Peace and Conflict Research, Uppsala "
    "University, CC BY 4.0. Modified by detente: conflict-years are put together into episodes, outcome "
    "codes are given words, and columns are selected."
)
COW_LICENCE = "free for research that is not commercial; no redistribution to others"


@dataclass(frozen=True)
class Column:
    """One official column that identifies the dataset or that detente reads.

    may_lack  whether a cell may be empty
    allowed   the only values that may stand in it, where they are few
    """

    name: str
    kind: Kind
    meaning: str
    may_lack: bool = True
    allowed: tuple[str, ...] | None = None


type Tables = Mapping[str, "pd.DataFrame"]


@dataclass(frozen=True)
class Dataset:
    """One dataset.

    version         the version that detente was checked with; a newer one is read with a warning
    published_at    address of the official page, or where it is made from
    cite            keys of sources.bib, what the publisher asks for first
    row             what one row is
    file_names      usual names of the official file: hints, nothing depends on them
    columns         those without which the file is not read; further columns are kept as they are
    key             columns that tell the rows apart
    least_rows      fewer rows than these mean that the file was cut
    version_column  column that says the version, or nothing where the file does not say it
    limits          what a reader should know before using it
    attribution     words to show with everything made from it
    episodes        makes episodes of the tables of `episodes_need` and, where added, of `episodes_use`
    spells          as `episodes`, makes the spells that belong to them
    """

    name: str
    title: str
    version: str
    published_at: str
    licence: str
    cite: tuple[str, ...]
    row: str
    file_names: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    least_rows: int
    version_column: str = ""
    limits: tuple[str, ...] = ()
    attribution: str = ""
    episodes: "Callable[[Tables], pd.DataFrame] | None" = None
    spells: "Callable[[Tables], pd.DataFrame] | None" = None
    episodes_need: tuple[str, ...] = ()
    episodes_use: tuple[str, ...] = ()

    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns without which the file is not read."""
        return tuple(column.name for column in self.columns)
