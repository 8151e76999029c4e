"""Whether the cells of a column are what the column says, and the column in its type."""

import math

import pandas as pd

from detente.evidence.datasets.dataset import KINDS, Column
from detente.evidence.reading.records import Records
from detente.vocabulary.errors import Problem

LACKING = ("", "NA", "NaN", "nan", ".", "NULL")  # in a column of text only an empty cell lacks
SHOWN = 20  # problems of one kind a file; the rest are counted
_TYPES = {"whole": "Int64", "number": "float64", "flag": "boolean", "text": "object"}


def typed(column: Column, cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return a column in its type, and for each row what is wrong with the cell or an empty text."""
    text = cells.str.strip()
    lacks = text == "" if column.kind == "text" else text.isin(LACKING)
    values = _read(column.kind, text.mask(lacks))
    wrong = pd.Series("", index=cells.index, dtype="object")
    wrong[~lacks & values.isna()] = f"the value is not {KINDS[column.kind]}"
    if column.allowed is not None:
        other = ~lacks & (wrong == "") & ~_plain(text).isin(column.allowed)
        wrong[other] = f"the value is none of {', '.join(column.allowed)}"
    if not column.may_lack:
        wrong[lacks] = "the cell is empty, and this column has no empty cells"
    if column.kind == "date":
        return values, wrong
    return values.mask(wrong != "").astype(_TYPES[column.kind]), wrong


def guessed(cells: pd.Series) -> pd.Series:
    """Return a column that nobody described: numbers where every cell that is not empty is one, else text."""
    text = cells.str.strip()
    lacks = text.isin(LACKING)
    numbers = pd.to_numeric(text.mask(lacks), errors="coerce")
    if not lacks.all() and not (numbers.isna() & ~lacks).any():
        return numbers.astype("float64")
    return text.mask(text == "").astype("object")


def value_problems(
    column: Column, place: int, wrong: pd.Series, records: Records, file: str
) -> list[Problem]:
    """Return a problem for every cell of a column that is wrong."""
    found = []
    for row in wrong.index[wrong != ""]:
        what = f"{column.name} is {records.rows[row][place][:40]!r}"
        fix = f"{column.name}: {column.meaning[:1].lower()}{column.meaning[1:]}"
        found.append(Problem(file, records.lines[row], place + 1, what, wrong[row], fix))
    return found


def first_of(problems: list[Problem], file: str) -> list[Problem]:
    """Return the first problems in the order of their place, and one that counts the others."""
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    if len(ordered) <= SHOWN:
        return ordered
    rest = len(ordered) - SHOWN
    what = f"and {rest:,} more like these"
    last = ordered[-1]
    count = Problem(file, last.line, last.column, what, f"{len(ordered):,} are wrong in all", last.fix)
    return [*ordered[:SHOWN], count]


def _read(kind: str, text: pd.Series) -> pd.Series:
    if kind == "text":
        return text
    if kind == "date":
        return _dates(text)
    numbers = pd.to_numeric(text, errors="coerce")
    numbers = numbers.mask(numbers.abs() == math.inf)
    if kind == "whole":
        return numbers.mask(numbers % 1 != 0)
    return numbers.mask(~numbers.isin([0, 1])) if kind == "flag" else numbers


def _dates(text: pd.Series) -> pd.Series:
    days = text.str.replace(r"[ T]00:00:00(\.0+)?$", "", regex=True)
    written = pd.to_datetime(days, format="%Y-%m-%d", errors="coerce")
    turned = pd.to_datetime(days, format="%d/%m/%Y", errors="coerce")
    return written.fillna(turned).astype("datetime64[ns]")


def _plain(text: pd.Series) -> pd.Series:
    return text.str.replace(r"\.0+$", "", regex=True)
