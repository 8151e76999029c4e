"""Read the official file of a dataset, or say everything that is wrong with it."""

import re

import pandas as pd

from detente.evidence.datasets.catalogue import with_columns
from detente.evidence.datasets.dataset import Dataset
from detente.evidence.reading.records import Records, records
from detente.evidence.reading.values import first_of, guessed, typed, value_problems
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean


def read_table(dataset: Dataset, text: str, file: str) -> pd.DataFrame:
    """Return the table with the official names of the columns and their types.

    Whole numbers are Int64, numbers float64, flags boolean, dates datetime64 and texts object. Columns that
    detente does not read are kept: as numbers where every cell is one, else as text.

    Raises:
        InvalidInput: with everything wrong: the file of another dataset, columns that are missing, a version
            that is older or unknown, a file that is cut or empty, values that are not what their column
            says, and rows that stand twice.
    """
    found, problems = records(text, file)
    missing = [name for name in dataset.column_names() if name not in found.header]
    if missing:
        raise InvalidInput(_wrong_file(dataset, found.header, missing, file))
    table, wrong = _typed(dataset, found, file)
    problems = first_of(problems, file) + _named_twice(found.header, file)
    problems += _cut(dataset, found, file) + first_of(wrong, file)
    problems += _version(dataset, table, file) + _twice(dataset, table, found, file)
    if problems:
        raise InvalidInput(problems)
    return table


def remarks(dataset: Dataset, table: pd.DataFrame) -> tuple[str, ...]:
    """Return what to know before using a table that was read: a version newer than the one we know."""
    given = _versions(dataset, table)
    if len(given) == 1 and _newer(given[0], dataset.version):
        return (
            f"version {given[0]} is newer than {dataset.version}, the one that detente was checked with: its "
            "columns and values were checked, but codes may have changed their meaning",
        )
    return ()


def version(dataset: Dataset, table: pd.DataFrame) -> str:
    """Return the version that a table which was read gives, or nothing where the file does not say it."""
    return next(iter(_versions(dataset, table)), "")


def _wrong_file(dataset: Dataset, header: tuple[str, ...], missing: list[str], file: str) -> list[Problem]:
    other = with_columns(header)
    if other is not None:
        what = f"this looks like {other.name}, not {dataset.name}"
        return [Problem(file, 1, 1, what, f"it has all columns of {other.title}", f"give it as {other.name}")]
    if not any(header):
        what, why = "the file is empty", "it has no line with the names of columns"
        return [Problem(file, 0, 0, what, why, f"get it from {dataset.published_at}")]
    return [
        Problem(
            file, 1, 1, f"there is no column {name!r}", f"{dataset.name} has one", did_you_mean(name, header)
        )
        for name in missing
    ]


def _named_twice(header: tuple[str, ...], file: str) -> list[Problem]:
    why, fix = "the name does not say which is meant", "strike or rename one of them"
    return [
        Problem(file, 1, place + 1, f"there are two columns {name!r}", why, fix)
        for place, name in enumerate(header)
        if name in header[:place]
    ]


def _typed(dataset: Dataset, found: Records, file: str) -> tuple[pd.DataFrame, list[Problem]]:
    cells = list(zip(*found.rows, strict=True)) or [()] * len(found.header)
    declared = {column.name: column for column in dataset.columns}
    columns, problems = {}, []
    for place, name in enumerate(found.header):
        series = pd.Series(cells[place], dtype="object").astype("str")
        if name not in declared:
            columns[name] = guessed(series)
            continue
        columns[name], wrong = typed(declared[name], series)
        problems += value_problems(declared[name], place, wrong, found, file)
    return pd.DataFrame(columns), problems


def _cut(dataset: Dataset, found: Records, file: str) -> list[Problem]:
    rows, fix = len(found.rows), f"get the whole file from {dataset.published_at}"
    if not rows:
        return [Problem(file, 0, 0, "the table is empty", "it has columns and no rows", fix)]
    if rows < dataset.least_rows:
        why = f"{dataset.title} has at least {dataset.least_rows:,}, so the file was cut"
        return [Problem(file, 0, 0, f"the table has {rows:,} rows", why, fix)]
    return []


def _version(dataset: Dataset, table: pd.DataFrame, file: str) -> list[Problem]:
    given = _versions(dataset, table)
    if (
        not dataset.version_column
        or [_number(v) for v in given] == [_number(dataset.version)]
        or not len(table)
    ):
        return []
    place, fix = table.columns.get_loc(dataset.version_column), f"get it from {dataset.published_at}"
    column = place + 1 if isinstance(place, int) else 1
    if len(given) != 1 or not _number(given[0]):
        what = f"the version is {', '.join(given[:5]) or 'not given'}"
        return [Problem(file, 2, column, what, f"one version is needed, at least {dataset.version}", fix)]
    if _newer(given[0], dataset.version):
        return []
    why = f"at least {dataset.version} is needed: what older files code was corrected since"
    return [Problem(file, 2, column, f"wrong version: this is {given[0]}", why, fix)]


def _versions(dataset: Dataset, table: pd.DataFrame) -> list[str]:
    if not dataset.version_column:
        return []
    said = table[dataset.version_column].dropna().astype("str")
    return sorted(said.unique())


def _number(version: str) -> tuple[int, ...]:
    """Return the parts of a version, without zeros at its end: 4 and 4.0 are the same."""
    if not re.fullmatch(r"\d+(\.\d+)*", version):
        return ()
    return tuple(int(part) for part in re.sub(r"(\.0+)+$", "", version).split("."))


def _newer(given: str, known: str) -> bool:
    return _number(given) > _number(known)


def _twice(dataset: Dataset, table: pd.DataFrame, found: Records, file: str) -> list[Problem]:
    key = list(dataset.key)
    again = table.index[table.duplicated(key) & table[key].notna().all(axis=1)]
    problems = []
    for row in again:
        said = ", ".join(f"{name} {table.at[row, name]}" for name in key)
        why = f"{' and '.join(key)} tell rows apart"
        line = found.lines[row]
        problems.append(Problem(file, line, 1, f"the row stands twice: {said}", why, "strike one of them"))
    return first_of(problems, file)
