"""What is written of a calibration: a file for each theory, and one for their weights."""

import hashlib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.evidence.backtest.report import DatasetRead
from detente.evidence.reference_classes import ReferenceClass
from detente.faces import library
from detente.faces.beliefs import theory_digest
from detente.faces.settings import version
from detente.shelf import posteriors as shelf
from detente.vocabulary import Theory

if TYPE_CHECKING:
    import pandas as pd

    from detente.evidence.calibration import Calibration

METHOD = 1  # counts up when fits are made otherwise: older files are then made again


@dataclass(frozen=True, eq=False)
class AskedClass:
    """A class with its wars and the files that these come from."""

    reference: ReferenceClass
    wars: "pd.DataFrame"
    records: tuple[DatasetRead, ...]

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the wars."""
        return hashlib.sha256(self.wars.to_csv().encode()).hexdigest()


def made_of(one: AskedClass, theory: Theory, seed: int) -> dict[str, Any]:
    """Return what a file is made of: where any of it differs, the fit is another one."""
    return {"class": one.reference.name, "theory_sha256": theory_digest(theory), **_of_record(one, seed)}


def _of_record(one: AskedClass, seed: int) -> dict[str, Any]:
    return {
        "record": {
            "wars": len(one.wars),
            "ended": int((~one.wars["censored"]).sum()),
            "sha256": one.digest,
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


def still_good(folder: Path, theory: Theory, made: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the file of a theory if it was made of the same, whatever version of detente made it."""
    says = shelf.read(folder, theory.name)
    return says if says is not None and _same(says, made, ("class", "theory_sha256")) else None


def _same(says: Mapping[str, Any], made: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    record = says.get("record", {}).get("sha256") == made["record"]["sha256"]
    return record and all(says.get(key) == made[key] for key in (*keys, "method", "fit_seed"))


def fitted_file(
    theory: Theory, one: AskedClass, made: Mapping[str, Any], seed: int, threads: int | None
) -> dict[str, Any]:
    """Fit a theory to the wars of a class and return what is written of it."""
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


def weights_file(one: AskedClass, folder: Path, seed: int, threads: int | None) -> dict[str, Any]:
    """Return what is written of the weights of all theories whose files are in a folder and still good.

    What is there already is kept where it was made of the same.
    """
    known = library.theories()
    found = {n: still_good(folder, theory, made_of(one, theory, seed)) for n, theory in known.items()}
    says = {name: file for name, file in found.items() if file is not None}
    digests = {name: file["theory_sha256"] for name, file in says.items()}
    made = {"class": one.reference.name, "theories": digests, **_of_record(one, seed)}
    before = shelf.read(folder, shelf.WEIGHTS)
    if before is not None and "backtest" in before and _same(before, made, ("class", "theories")):
        return dict(before)
    tested = _tested_on_later_wars(one, tuple(known[name] for name in says), seed, threads)
    return {"schema": "detente/weights-1", **made, "weights": _weights_among(says, seed), "backtest": tested}


def _tested_on_later_wars(
    one: AskedClass, theories: tuple[Theory, ...], seed: int, threads: int | None
) -> dict[str, Any]:
    """Return how the theories did on the later wars of the class when fitted to the earlier ones alone."""
    from detente.evidence.backtest.document import class_card
    from detente.evidence.backtest.tested import divided, tested
    from detente.faces.backtests import living

    try:
        split = divided(one.reference, one.wars, seed=seed)
    except ValueError as reason:
        return {"not_made": str(reason)}
    card = class_card(tested(one.reference, split, theories, living(seed, threads), seed), one.records)
    scores = {
        each.name: {score: _plain(each.score(score).ratio) for score in ("brier", "log")}
        for each in (*card.of_kind("theory"), card.synthesis)
    }
    return {
        "before": card.before,
        "until": card.until,
        "learned_from": card.train,
        "tested_on": card.test,
        "shows_skill": card.shows_skill,
        "losing": [name for name in card.losing if name in scores],
        "ratio_to_kaplan_meier": scores,
    }


def _weights_among(says: Mapping[str, Mapping[str, Any]], seed: int) -> dict[str, dict[str, float]]:
    """Return the weights of theories by how each foretold every war from the others."""
    import pandas as pd

    from detente.evidence.backtest.weights import LeftOut, weighed

    points = {name: pd.DataFrame(one["foretold"]) for name, one in says.items()}
    table = weighed({name: LeftOut(frame, frame["told"].to_numpy()) for name, frame in points.items()}, seed)
    return {
        str(name): {key: round(float(row[key]), 4) for key in ("weight", "low", "high")}
        for name, row in table.iterrows()
    }
