"""Datasets as a user meets them: known, added, read, and made into episodes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.evidence.datasets.catalogue import datasets, recognised
from detente.evidence.datasets.dataset import Dataset
from detente.shelf import datasets as shelf
from detente.shelf.datasets import Kept
from detente.vocabulary.errors import InvalidInput, Problem, UnknownName, unknown

if TYPE_CHECKING:  # listing datasets need not wait for pandas
    import pandas as pd


@dataclass(frozen=True)
class Added:
    """One file that was added.

    rows     number of its rows
    remarks  what to know before using it
    """

    dataset: Dataset
    kept: Kept
    path: str
    rows: int
    remarks: tuple[str, ...]


def dataset(name: str) -> Dataset:
    """Return the dataset of this name.

    Raises:
        UnknownName: there is none, with a hint.
    """
    known = datasets()
    if name not in known:
        raise unknown("dataset", name, known)
    return known[name]


def add(paths: Sequence[Path], home: Path | None = None) -> tuple[list[Added], list[str]]:
    """Keep the files of datasets at `paths`, and return them and the files that are none.

    A folder stands for every file in it and below. Everything is checked before anything is kept: where a
    file is wrong, or two files are the same dataset, nothing is.

    Raises:
        InvalidInput: with everything wrong with every file.
    """
    files, passed_over, problems = _sorted_out(paths)
    read: list[tuple[Added, bytes]] = []
    for path, found in files:
        try:
            read.append(_checked(path, found))
        except InvalidInput as error:
            problems += error.problems
    if not files and not problems:
        problems.append(_none(paths, len(passed_over)))
    if problems:
        raise InvalidInput(problems)
    done = []
    for item, data in read:
        version = item.kept.version
        kept = shelf.keep(item.dataset.name, version, item.kept.file, data, home)
        done.append(Added(item.dataset, kept, item.path, item.rows, item.remarks))
    return done, passed_over


def table(name: str, home: Path | None = None) -> "pd.DataFrame":
    """Return the table of a dataset that was added, with official column names.

    Raises:
        UnknownName: there is no such dataset, or it was not added.
        BrokenStore: its copy is damaged.
    """
    from detente.evidence.reading.reader import read_table

    wanted = dataset(name)
    kept = shelf.kept(name, home)
    if kept is None:
        usual = wanted.file_names[0]
        raise UnknownName(
            f"the dataset {name!r} was not added: get {usual} from {wanted.published_at}, then run "
            f"'detente data add {usual}'"
        )
    return read_table(wanted, shelf.decoded(shelf.kept_bytes(kept, home), kept.file)[0], kept.file)


def episodes(name: str, home: Path | None = None) -> "pd.DataFrame":
    """Return the episodes of a dataset that was added, in the columns of `evidence.episodes.COLUMNS`.

    Raises:
        UnknownName: it has none, or a dataset that it needs was not added.
    """
    make = dataset(name).episodes
    if make is None:
        raise _no_episodes(name)
    return make(_tables(dataset(name), home))


def spells(name: str, home: Path | None = None) -> "pd.DataFrame":
    """Return the same episodes cut where something known changes, in the columns of `SPELL_COLUMNS`.

    Raises:
        UnknownName: as `episodes`.
    """
    make = dataset(name).spells
    if make is None:
        raise _no_episodes(name)
    return make(_tables(dataset(name), home))


def _tables(wanted: Dataset, home: Path | None) -> Mapping[str, "pd.DataFrame"]:
    used = [name for name in wanted.episodes_use if shelf.kept(name, home) is not None]
    return {name: table(name, home) for name in (*wanted.episodes_need, *used)}


def _no_episodes(name: str) -> UnknownName:
    having = ", ".join(known for known, item in datasets().items() if item.episodes is not None)
    return UnknownName(f"the dataset {name!r} makes no episodes; these do: {having}")


def _sorted_out(
    paths: Sequence[Path],
) -> tuple[list[tuple[Path, Dataset]], list[str], list[Problem]]:
    """Return the files with their datasets, those that are none, and what is wrong with the choice."""
    files: dict[Path, Dataset] = {}
    passed_over: list[str] = []
    problems: list[Problem] = []
    for given in paths:
        for path in shelf.files_in(given):
            named = path == given
            found = recognised(shelf.head(path)) if named or shelf.may_be_table(path) else None
            if found is not None:
                files[path.resolve()] = found
            elif named:
                problems += _unrecognised(path)
            else:
                passed_over.append(str(path))
    return list(files.items()), passed_over, problems + _twice(files)


def _unrecognised(path: Path) -> list[Problem]:
    """Return why a file that the user named is none of the datasets."""
    try:
        shelf.decoded(shelf.read_bytes(path), str(path))
    except InvalidInput as error:
        return list(error.problems)
    from detente.evidence.reading.nearest import why_not

    return why_not(shelf.head(path), str(path))


def _twice(files: Mapping[Path, Dataset]) -> list[Problem]:
    first: dict[str, Path] = {}
    problems = []
    for path, found in files.items():
        if found.name in first:
            what = f"this is {found.name}, and so is {first[found.name]}"
            problems.append(
                Problem(str(path), 0, 0, what, "only one file of a dataset is kept", "name the one you mean")
            )
        first.setdefault(found.name, path)
    return problems


def _checked(path: Path, found: Dataset) -> tuple[Added, bytes]:
    from detente.evidence.reading.reader import read_table, remarks, version

    data = shelf.read_bytes(path)
    text, said = shelf.decoded(data, str(path))
    read = read_table(found, text, str(path))
    kept = Kept(found.name, path.name, "", len(data), "", version(found, read))
    return Added(found, kept, str(path), len(read), (*said, *remarks(found, read))), data


def _none(paths: Sequence[Path], passed_over: int) -> Problem:
    what = f"none of {passed_over:,} files is a dataset that detente reads"
    fix = "see 'detente data list' for the datasets and 'detente data show NAME' for their columns"
    return Problem(str(paths[0]) if paths else "", 0, 0, what, "files are told by their columns", fix)
