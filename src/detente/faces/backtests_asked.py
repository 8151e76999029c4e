"""What a backtest is asked for, checked before anything is computed: all that is wrong is said at once."""

import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.evidence.backtest.report import DatasetRead
from detente.evidence.backtest.tested import divided
from detente.evidence.datasets.dataset import Dataset
from detente.evidence.reference_classes import CLASSES, DEFAULT, ReferenceClass
from detente.faces import datasets, library
from detente.faces.ask import LARGEST_SEED
from detente.faces.backtests import AskedBacktest, AskedClass, BacktestWishes
from detente.shelf import datasets as shelf
from detente.vocabulary.errors import InvalidInput, Leak, Problem, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

EVERY = "all"
EARLIEST, LATEST = 1800, 2100  # years that a record of wars may be cut at


@dataclass(frozen=True, eq=False)
class _Wars:
    """The wars of a dataset, and what they were read from."""

    episodes: "pd.DataFrame"
    records: tuple[DatasetRead, ...]


def asked_backtest(wishes: BacktestWishes) -> AskedBacktest:
    """Return the backtest that is asked for.

    Raises:
        InvalidInput: with every problem of the wishes and of the data; a leak, and a class without wars to
            learn from or to be tested on, among them.
        BrokenStore: the copy of a dataset is damaged.
    """
    problems = [*_out_of_range(wishes), *_unknown_theories(wishes)]
    classes = _classes(wishes, problems)
    remarks: list[str] = []
    with _home(wishes, remarks, problems) as home:
        wars = _wars(classes, wishes, home, problems)
    found = [one for one in (_divided(c, wars, wishes, problems) for c in classes) if one is not None]
    if problems:
        raise InvalidInput(problems)
    known = library.theories()
    theories = tuple(known[name] for name in dict.fromkeys(wishes.theories or known))
    return AskedBacktest(tuple(found), theories, wishes, tuple(remarks))


def _out_of_range(wishes: BacktestWishes) -> Iterator[Problem]:
    why = "no record of wars that detente reads could be cut there"
    for name, year in (("--train-before", wishes.before), ("--until", wishes.until)):
        if year is not None and not EARLIEST <= year <= LATEST:
            yield _problem(name, f"{year} is out of range", why, f"give {EARLIEST} to {LATEST}")
    if not 0 <= wishes.seed <= LARGEST_SEED:
        fix = f"give 0 to {LARGEST_SEED:,}"
        yield _problem("--seed", f"{wishes.seed:,} is out of range", "no luck has it", fix)


def _unknown_theories(wishes: BacktestWishes) -> Iterator[Problem]:
    known = library.theories()
    for name in dict.fromkeys(wishes.theories):
        if name not in known:
            what, fix = f"there is no theory called {name!r}", did_you_mean(name, known)
            yield _problem("--theory", what, "--theory takes a theory's name", fix)


def _classes(wishes: BacktestWishes, problems: list[Problem]) -> tuple[ReferenceClass, ...]:
    names = dict.fromkeys(wishes.classes or (DEFAULT,))
    for name in names:
        if name not in (*CLASSES, EVERY):
            what, fix = f"there is no reference class called {name!r}", did_you_mean(name, (*CLASSES, EVERY))
            problems.append(_problem("--class", what, "--class takes a class's name, or all", fix))
    if EVERY in names:
        return tuple(CLASSES.values())
    return tuple(CLASSES[name] for name in names if name in CLASSES)


@contextmanager
def _home(wishes: BacktestWishes, remarks: list[str], problems: list[Problem]) -> Generator[Path | None]:
    """Yield the folder in which datasets are looked for: the user's own, or one that is gone afterwards."""
    if not wishes.data:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        try:
            added, _ = datasets.add(wishes.data, Path(folder))
            remarks += [f"{one.dataset.name}: {remark}" for one in added for remark in one.remarks]
        except InvalidInput as error:
            problems += error.problems
        yield Path(folder)


def _wars(
    classes: Sequence[ReferenceClass], wishes: BacktestWishes, home: Path | None, problems: list[Problem]
) -> dict[str, _Wars]:
    """Return by name the datasets from which the wars of the classes come, as far as they can be read."""
    found = {}
    for name in dict.fromkeys(one.dataset for one in classes):
        about = datasets.dataset(name)
        needed = [other for other in about.episodes_need if shelf.kept(other, home) is None]
        wanting = ", ".join(one.name for one in classes if one.dataset == name)
        if needed:
            # where the files themselves are wrong, that they are missing says nothing new
            problems += [] if wishes.data and problems else [_absent(n, wanting, wishes) for n in needed]
            continue
        try:
            found[name] = _Wars(datasets.episodes(name, home), _records(about, home))
        except InvalidInput as error:
            problems += error.problems
    return found


def _absent(name: str, wanting: str, wishes: BacktestWishes) -> Problem:
    about = datasets.dataset(name)
    usual, why = about.file_names[0], f"the wars of {wanting} are made from it"
    get = f"get {usual} from {about.published_at}"
    if wishes.data:
        return _problem(
            "--data", f"the dataset {name!r} is not among the files", why, f"{get} and name it too"
        )
    fix = f"{get}, then run 'detente data add {usual}', or name the file with --data"
    return _problem("--class", f"the dataset {name!r} was not added", why, fix)


def _records(about: Dataset, home: Path | None) -> tuple[DatasetRead, ...]:
    kept = [shelf.kept(name, home) for name in (*about.episodes_need, *about.episodes_use)]
    return tuple(
        DatasetRead(one.name, item.title, one.version or item.version, one.sha256, item.attribution)
        for one in kept
        if one is not None
        for item in [datasets.dataset(one.name)]
    )


def _divided(
    reference: ReferenceClass, wars: Mapping[str, _Wars], wishes: BacktestWishes, problems: list[Problem]
) -> AskedClass | None:
    before, until = wishes.before or reference.split, wishes.until or reference.until
    place = f"--class {reference.name}"
    if until is not None and until <= before:
        what = f"wars begun from {before} on and before {until} would be tested: there are none"
        fix = "give --until a later year than --train-before"
        problems.append(_problem(place, what, "the years are the wrong way round", fix))
    elif reference.dataset in wars and all(EARLIEST <= y <= LATEST for y in (before, until or before)):
        table = wars[reference.dataset]
        try:
            split = divided(reference, table.episodes, before, until, wishes.seed)
            return AskedClass(reference, split, table.records)
        except Leak as leak:
            why, _, fix = str(leak).rpartition("; ")
            what = f"the leakage guard refuses the wars of {reference.dataset}"
            problems.append(_problem(place, what, why, fix))
        except ValueError as error:
            why = str(error).split("; ")[0]
            fix = "choose other years with --train-before and --until"
            problems.append(_problem(place, "these wars cannot be divided so", why, fix))
    return None


def _problem(place: str, what: str, why: str, fix: str) -> Problem:
    return Problem(place, 0, 0, what, why, fix)
