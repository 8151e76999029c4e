"""A calibration asked for: theories fitted to classes of wars, one file a theory, and weights among them.

Each theory's file is written as soon as it is fitted. Asked again, whatever is there and still good is kept:
a calibration that was stopped goes on where it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.evidence.backtest.baselines import past_of
from detente.evidence.reference_classes import ReferenceClass
from detente.faces import library
from detente.faces.calibration_files import AskedClass, fitted_file, made_of, still_good, weights_file
from detente.faces.class_records import (
    Episodes,
    classes_named,
    episodes_of,
    home_of,
    problem,
    wrong_theories_and_seed,
)
from detente.shelf import posteriors as shelf
from detente.vocabulary import Theory
from detente.vocabulary.errors import Cancelled, InvalidInput, Problem

if TYPE_CHECKING:
    pass


STOPPED = "stopped; what was fitted is kept, and the same command goes on from there"


@dataclass(frozen=True)
class CalibrationWishes:
    """What a calibration is asked for.

    classes   names of reference classes; the default one where none is given, `all` for all of them
    data      official files, or folders of them, that are used instead of what was added
    theories  names; all of them where none is given
    again     fit anew even where a file is there and still good
    """

    classes: tuple[str, ...] = ()
    data: tuple[Path, ...] = ()
    theories: tuple[str, ...] = ()
    seed: int = 7
    again: bool = False


@dataclass(frozen=True, eq=False)
class AskedCalibration:
    """A calibration that can be made: everything is checked. `remarks` are what to know of the files read."""

    classes: tuple[AskedClass, ...]
    theories: tuple[Theory, ...]
    wishes: CalibrationWishes
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassCalibrated:
    """What came of one class: by theory what its file says, without its rows; and the weights.

    fresh     theories that were fitted now; the others' files were there
    backtest  how theories did on later wars when fitted to the earlier ones alone
    folder    where the files are
    """

    reference: ReferenceClass
    wars: int
    theories: Mapping[str, Mapping[str, Any]]
    fresh: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]
    backtest: Mapping[str, Any]
    folder: Path


@dataclass(frozen=True)
class CalibrationAnswer:
    """What came of a calibration."""

    classes: tuple[ClassCalibrated, ...]
    remarks: tuple[str, ...] = field(default=())


def asked_calibration(wishes: CalibrationWishes) -> AskedCalibration:
    """Return the calibration that is asked for.

    Raises:
        InvalidInput: with every problem of the wishes and of the data.
        BrokenStore: the copy of a dataset is damaged.
    """
    problems = [*wrong_theories_and_seed(wishes.theories, wishes.seed)]
    classes = classes_named(wishes.classes, problems)
    remarks: list[str] = []
    with home_of(wishes.data, remarks, problems) as home:
        read = episodes_of(classes, wishes.data, home, problems)
    found = [one for one in (_with_wars(c, read, problems) for c in classes) if one is not None]
    if problems:
        raise InvalidInput(problems)
    known = library.theories()
    theories = tuple(known[name] for name in dict.fromkeys(wishes.theories or known))
    return AskedCalibration(tuple(found), theories, wishes, tuple(remarks))


def _with_wars(
    reference: ReferenceClass, read: Mapping[str, Episodes], problems: list[Problem]
) -> AskedClass | None:
    if reference.dataset not in read:
        return None
    episodes = read[reference.dataset]
    try:
        wars = reference.wars(episodes.table)
        past_of(wars)
    except ValueError as error:
        fix = "give the whole official file of the dataset"
        problems.append(
            problem(f"--class {reference.name}", "theories cannot be fitted to it", str(error), fix)
        )
        return None
    return AskedClass(reference, wars, episodes.records)


def answer_calibration(
    asked: AskedCalibration, out: Path | None, threads: int | None = None, watch: Any = None
) -> CalibrationAnswer:
    """Fit what is asked for, and write a file a theory as it is done, and the weights at the end.

    Raises:
        Cancelled: `watch` said so; what was written by then stays.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    from detente.pipeline.trial.watch import Watch

    told = watch or Watch()
    done = [_class(one, asked, out, threads, told) for one in asked.classes]
    return CalibrationAnswer(tuple(done), asked.remarks)


def _class(
    one: AskedClass, asked: AskedCalibration, out: Path | None, threads: int | None, watch: Any
) -> ClassCalibrated:
    folder = out / one.reference.name if out else shelf.own_folder(one.reference.name)
    watch.stage(one.reference.name)
    seed, says, fresh = asked.wishes.seed, {}, []
    for number, theory in enumerate(asked.theories):
        watch.step(number, len(asked.theories))
        made = made_of(one, theory, seed)
        found = None if asked.wishes.again else still_good(folder, theory, made)
        if found is None:
            found = fitted_file(theory, one, made, seed, threads)
            shelf.write(folder, theory.name, found)
            fresh.append(theory.name)
        says[theory.name] = found
        if watch.cancelled():
            raise Cancelled(STOPPED)
    weights = weights_file(one, folder, seed, threads)
    shelf.write(folder, shelf.WEIGHTS, weights)
    watch.step(len(asked.theories), len(asked.theories))
    short = {name: {k: v for k, v in x.items() if k not in ("rows", "foretold")} for name, x in says.items()}
    return ClassCalibrated(
        one.reference, len(one.wars), short, tuple(fresh), weights["weights"], weights["backtest"], folder
    )
