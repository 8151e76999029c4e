"""A calibration asked for: theories fitted to classes of wars, one file a theory, and weights among them.

Each theory's file is written as soon as it is fitted. Asked again, whatever is there and still good is kept:
a calibration that was stopped goes on where it was.
"""

import hashlib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.evidence.backtest.baselines import past_of
from detente.evidence.backtest.report import DatasetRead
from detente.evidence.reference_classes import ReferenceClass
from detente.faces import library
from detente.faces.beliefs import theory_digest
from detente.faces.class_records import (
    Episodes,
    classes_named,
    episodes_of,
    home_of,
    problem,
    wrong_theories_and_seed,
)
from detente.faces.settings import version
from detente.shelf import posteriors as shelf
from detente.vocabulary import Theory
from detente.vocabulary.errors import Cancelled, InvalidInput, Problem

if TYPE_CHECKING:
    import pandas as pd

    from detente.evidence.calibration import Calibration

METHOD = 1  # counts up when fits are made otherwise: older files are then made again
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
class AskedClass:
    """A class with its wars and the files that these come from."""

    reference: ReferenceClass
    wars: "pd.DataFrame"
    records: tuple[DatasetRead, ...]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the wars."""
        return hashlib.sha256(self.wars.to_csv().encode()).hexdigest()


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

    fresh   theories that were fitted now; the others' files were there
    folder  where the files are
    """

    reference: ReferenceClass
    wars: int
    theories: Mapping[str, Mapping[str, Any]]
    fresh: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]
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
    digest, seed, says, fresh = one.digest, asked.wishes.seed, {}, []
    for number, theory in enumerate(asked.theories):
        watch.step(number, len(asked.theories))
        made = _made(one, theory, digest, seed)
        found = None if asked.wishes.again else _still_good(folder, theory, made)
        if found is None:
            found = _fitted(theory, one, made, seed, threads)
            shelf.write(folder, theory.name, found)
            fresh.append(theory.name)
        says[theory.name] = found
        if watch.cancelled():
            raise Cancelled(STOPPED)
    watch.step(len(asked.theories), len(asked.theories))
    weights = _weights(says, seed)
    about = {
        key: _made(one, asked.theories[0], digest, seed)[key] for key in ("class", "record", "made_with")
    }
    shelf.write(folder, shelf.WEIGHTS, {"schema": "detente/weights-1", **about, "weights": weights})
    short = {
        name: {k: v for k, v in one.items() if k not in ("rows", "foretold")} for name, one in says.items()
    }
    return ClassCalibrated(one.reference, len(one.wars), short, tuple(fresh), weights, folder)


def _made(one: AskedClass, theory: Theory, digest: str, seed: int) -> dict[str, Any]:
    """Return what a file is made of: where any of it differs, the fit is another one."""
    return {
        "class": one.reference.name,
        "theory_sha256": theory_digest(theory),
        "record": {
            "wars": len(one.wars),
            "ended": int((~one.wars["censored"]).sum()),
            "sha256": digest,
            "files": [
                {"name": r.name, "version": r.version, "sha256": r.sha256, "attribution": r.attribution}
                for r in one.records
            ],
            "sources": list(one.reference.cite),
        },
        "method": METHOD,
        "fit_seed": seed,
        "made_with": version(),
    }


def _still_good(folder: Path, theory: Theory, made: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the file of a theory if it was made of the same, whatever version of detente made it."""
    says = shelf.read(folder, theory.name)
    same = ("class", "theory_sha256", "method", "fit_seed")
    if says is None or any(says.get(key) != made[key] for key in same):
        return None
    return says if says.get("record", {}).get("sha256") == made["record"]["sha256"] else None


def _fitted(
    theory: Theory, one: AskedClass, made: Mapping[str, Any], seed: int, threads: int | None
) -> dict[str, Any]:
    from detente.evidence.calibration import calibrated
    from detente.evidence.courses import Living
    from detente.evidence.posteriors import document_of
    from detente.evidence.situations import PARTIES
    from detente.shelf.programs import program_folder

    busy = threads or os.cpu_count() or 1
    living = Living(library.model(PARTIES), seed=seed, keeper=program_folder(), threads=busy)
    found = calibrated(theory, one.reference, one.wars, living, seed)
    moments = {"moments": _moments(found), "untold": found.untold}
    said = {**made, "fit": _fit(found), **moments, "foretold": _foretold(found)}
    return document_of(theory, found.lived, found.fit, seed, said)


def _fit(found: "Calibration") -> dict[str, Any]:
    """Return how the fit went: k of its weights, what they are worth, how likely it finds the record."""
    import numpy as np

    fit = found.fit
    return {
        "pareto_k": None if math.isnan(fit.tail) else round(fit.tail, 3),
        "trusted": fit.trusted,
        "effective_draws": round(fit.effective),
        "different_laws": len(np.unique(fit.law)),
        "log_evidence": round(found.by_record.evidence, 2),
        "log_evidence_with_moments": round(fit.evidence, 2),
    }


def _moments(found: "Calibration") -> list[dict[str, Any]]:
    """Return a row a target moment, numbers with five digits; what is not a number is null."""
    rows = found.moments.reset_index().to_dict("records")
    return [{str(key): _plain(value) for key, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return float(f"{value:.5g}") if math.isfinite(value) else None


def _foretold(found: "Calibration") -> dict[str, list[Any]]:
    points = found.foretold
    told = [float(f"{x:.5g}") for x in points["told"]]
    return {"war": points["war"].tolist(), "lasted": points["lasted"].tolist(), "told": told}


def _weights(says: Mapping[str, Mapping[str, Any]], seed: int) -> dict[str, dict[str, float]]:
    """Return the weights of theories by how each foretold every war from the others."""
    import pandas as pd

    from detente.evidence.backtest.weights import LeftOut, weighed

    points = {name: pd.DataFrame(one["foretold"]) for name, one in says.items()}
    table = weighed({name: LeftOut(frame, frame["told"].to_numpy()) for name, frame in points.items()}, seed)
    return {
        str(name): {key: round(float(row[key]), 4) for key in ("weight", "low", "high")}
        for name, row in table.iterrows()
    }
