"""A delimited text as records, and whether it was cut short on its way."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from detente.vocabulary.errors import Problem

MARK = "\ufeff"  # a byte order mark that a decoder left in
DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True)
class Records:
    """The cells of a file as text.

    header  names of the columns
    rows    as many cells each as there are columns
    lines   line of the file on which each row ends
    """

    header: tuple[str, ...]
    rows: tuple[list[str], ...]
    lines: tuple[int, ...]


def header(text: str) -> tuple[str, ...]:
    """Return the names of the columns that the first line of `text` gives.

    >>> header("crisno;crisname" + chr(13) + "1;FASHODA")
    ('crisno', 'crisname')
    """
    first = plain(text[:200_000]).lstrip("\n").split("\n", 1)[0]
    return tuple(name.strip() for name in next(csv.reader([first], delimiter=_delimiter(first)), []))


def records(text: str, file: str) -> tuple[Records, list[Problem]]:
    """Return the records of `text` that are whole, and a problem for each that is not."""
    text = plain(text)
    first = text.lstrip("\n").split("\n", 1)[0]
    names = header(text)
    whole, lines, problems = [], [], []
    for row, line in _read(text, _delimiter(first), file, problems):
        if len(row) == len(names):
            whole.append(row)
            lines.append(line)
        elif any(cell.strip() for cell in row):
            problems.append(_wrong(file, line, len(row), len(names), line >= text.count("\n")))
    return Records(names, tuple(whole[1:]), tuple(lines[1:])), problems


def plain(text: str) -> str:
    """Return the text with one kind of line end (old files end lines in CR) and no mark at its start."""
    return text.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n")


def _read(text: str, delimiter: str, file: str, problems: list[Problem]) -> Iterator[tuple[list[str], int]]:
    # NOTE: not splitlines(), which also breaks at letters that stand inside cells, such as U+2028.
    reader = csv.reader((line + "\n" for line in text.split("\n")), delimiter=delimiter, strict=True)
    while True:
        try:
            yield next(reader), reader.line_num
        except StopIteration:
            return
        except csv.Error as error:
            cut = "unexpected end" in str(error)
            what = "a quoted cell is not closed" if cut else f"the line cannot be taken apart ({error})"
            why = "the file was probably cut on its way" if cut else "a quote stands where none may stand"
            problems.append(Problem(file, reader.line_num, 1, what, why, "get the official file again"))
            return


def _wrong(file: str, line: int, cells: int, columns: int, last: bool) -> Problem:
    what = f"the line has {cells} cells, and there are {columns} columns"
    if last and cells < columns:
        why = "the last line is cut off, so the file is not whole"
    else:
        why = "the line was cut or joined with another"
    return Problem(file, line, 1, what, why, "get the official file again")


def _delimiter(first: str) -> str:
    return max(DELIMITERS, key=first.count)
