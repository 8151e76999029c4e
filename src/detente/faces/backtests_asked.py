"""What a backtest is asked for, checked before anything is computed: all that is wrong is said at once."""

from collections.abc import Iterator, Mapping

from detente.evidence.backtest.tested import divided
from detente.evidence.reference_classes import ReferenceClass
from detente.faces import library
from detente.faces.backtests import AskedBacktest, AskedClass, BacktestWishes
from detente.faces.class_records import (
    Episodes,
    classes_named,
    episodes_of,
    home_of,
    problem,
    wrong_theories_and_seed,
)
from detente.vocabulary.errors import InvalidInput, Leak, Problem

EARLIEST, LATEST = 1800, 2100  # years that a record of wars may be cut at


def asked_backtest(wishes: BacktestWishes) -> AskedBacktest:
    """Return the backtest that is asked for.

    Raises:
        InvalidInput: with every problem of the wishes and of the data; a leak, and a class without wars to
            learn from or to be tested on, among them.
        BrokenStore: the copy of a dataset is damaged.
    """
    problems = [*_out_of_range(wishes), *wrong_theories_and_seed(wishes.theories, wishes.seed)]
    classes = classes_named(wishes.classes, problems)
    remarks: list[str] = []
    with home_of(wishes.data, remarks, problems) as home:
        wars = episodes_of(classes, wishes.data, home, problems)
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
            yield problem(name, f"{year} is out of range", why, f"give {EARLIEST} to {LATEST}")


def _divided(
    reference: ReferenceClass, wars: Mapping[str, Episodes], wishes: BacktestWishes, problems: list[Problem]
) -> AskedClass | None:
    before, until = wishes.before or reference.split, wishes.until or reference.until
    place = f"--class {reference.name}"
    if until is not None and until <= before:
        what = f"wars begun from {before} on and before {until} would be tested: there are none"
        fix = "give --until a later year than --train-before"
        problems.append(problem(place, what, "the years are the wrong way round", fix))
    elif reference.dataset in wars and all(EARLIEST <= y <= LATEST for y in (before, until or before)):
        read = wars[reference.dataset]
        try:
            split = divided(reference, read.table, before, until, wishes.seed)
            return AskedClass(reference, split, read.records)
        except Leak as leak:
            why, _, fix = str(leak).rpartition("; ")
            what = f"the leakage guard refuses the wars of {reference.dataset}"
            problems.append(problem(place, what, why, fix))
        except ValueError as error:
            why = str(error).split("; ")[0]
            fix = "choose other years with --train-before and --until"
            problems.append(problem(place, "these wars cannot be divided so", why, fix))
    return None
