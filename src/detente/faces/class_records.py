"""The wars of reference classes, as a command asks for them: from datasets added, or from files named."""

import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.evidence.backtest.report import DatasetRead
from detente.evidence.datasets.dataset import Dataset
from detente.evidence.reference_classes import CLASSES, DEFAULT, ReferenceClass
from detente.faces import datasets, library
from detente.faces.ask import LARGEST_SEED, check_machine
from detente.shelf import datasets as shelf
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

EVERY = "all"


@dataclass(frozen=True, eq=False)
class Episodes:
    """The wars of a dataset, and what they were read from."""

    table: "pd.DataFrame"
    records: tuple[DatasetRead, ...]


def classes_named(names: Sequence[str], problems: list[Problem]) -> tuple[ReferenceClass, ...]:
    """Return the classes of these names: the default one where none is given, every one for `all`."""
    asked = dict.fromkeys(names or (DEFAULT,))
    for name in asked:
        if name not in (*CLASSES, EVERY):
            what, fix = f"there is no reference class called {name!r}", did_you_mean(name, (*CLASSES, EVERY))
            problems.append(problem("--class", what, "--class takes a class's name, or all", fix))
    if EVERY in asked:
        return tuple(CLASSES.values())
    return tuple(CLASSES[name] for name in asked if name in CLASSES)


def wrong_theories_and_seed(theories: Sequence[str], seed: int) -> Iterator[Problem]:
    """Yield what is wrong with the names of theories and with the seed."""
    known = library.theories()
    for name in dict.fromkeys(theories):
        if name not in known:
            what, fix = f"there is no theory called {name!r}", did_you_mean(name, known)
            yield problem("--theory", what, "--theory takes a theory's name", fix)
    if not 0 <= seed <= LARGEST_SEED:
        fix = f"give 0 to {LARGEST_SEED:,}"
        yield problem("--seed", f"{seed:,} is out of range", "no luck has it", fix)


@contextmanager
def home_of(data: Sequence[Path], remarks: list[str], problems: list[Problem]) -> Generator[Path | None]:
    """Yield the folder in which datasets are looked for: the user's own, or one that is gone afterwards."""
    if not data:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        try:
            added, _ = datasets.add(data, Path(folder))
            remarks += [f"{one.dataset.name}: {remark}" for one in added for remark in one.remarks]
        except InvalidInput as error:
            problems += error.problems
        yield Path(folder)


def episodes_of(
    classes: Sequence[ReferenceClass], data: Sequence[Path], home: Path | None, problems: list[Problem]
) -> dict[str, Episodes]:
    """Return by name the datasets from which the wars of the classes come, as far as they can be read."""
    found = {}
    for name in dict.fromkeys(one.dataset for one in classes):
        about = datasets.dataset(name)
        needed = [other for other in about.episodes_need if shelf.kept(other, home) is None]
        wanting = ", ".join(one.name for one in classes if one.dataset == name)
        if needed:
            # where the files themselves are wrong, that they are missing says nothing new
            problems += [] if data and problems else [_absent(n, wanting, bool(data)) for n in needed]
            continue
        try:
            found[name] = Episodes(datasets.episodes(name, home), _records(about, home))
        except InvalidInput as error:
            problems += error.problems
    return found


def with_machine[T](ask: Callable[[], T], out: Path | None, threads: int | None) -> T:
    """Return what `ask` returns.

    Raises:
        InvalidInput: with all that is wrong, with the machine's options too.
    """
    problems: list[Problem] = []
    try:
        check_machine(out, threads)
    except InvalidInput as error:
        problems += error.problems
    try:
        asked = ask()
    except InvalidInput as error:
        raise InvalidInput([*problems, *error.problems]) from None
    if problems:
        raise InvalidInput(problems)
    return asked


def problem(place: str, what: str, why: str, fix: str) -> Problem:
    """Return a problem with an option of the command line."""
    return Problem(place, 0, 0, what, why, fix)


def _absent(name: str, wanting: str, named: bool) -> Problem:
    about = datasets.dataset(name)
    usual, why = about.file_names[0], f"the wars of {wanting} are made from it"
    get = f"get {usual} from {about.published_at}"
    if named:
        return problem(
            "--data", f"the dataset {name!r} is not among the files", why, f"{get} and name it too"
        )
    fix = f"{get}, then run 'detente data add {usual}', or name the file with --data"
    return problem("--class", f"the dataset {name!r} was not added", why, fix)


def _records(about: Dataset, home: Path | None) -> tuple[DatasetRead, ...]:
    kept = [shelf.kept(name, home) for name in (*about.episodes_need, *about.episodes_use)]
    return tuple(
        DatasetRead(one.name, item.title, one.version or item.version, one.sha256, item.attribution)
        for one in kept
        if one is not None
        for item in [datasets.dataset(one.name)]
    )
