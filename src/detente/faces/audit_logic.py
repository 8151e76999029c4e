"""What holds in every draw of an audit, kept small on the disk, and the argument judged anew from it.

One file an audit: for each theory a matrix of bits, (name, draw), and the weights of its draws where a search
has found them. From these, whoever reads can grant premises and drop them, and sees validity and soundness at
once: nothing is lived again.
"""

import io
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from detente.pipeline.judging.judgement import Held, Logic, clash, validity_of, weighted
from detente.pipeline.judging.under import FEW
from detente.pipeline.judging.verdict import Fraction
from detente.shelf.whole import write_bytes_whole
from detente.vocabulary.errors import BrokenStore

FILE, ABOUT = "held.npz", "about"
REMEMBERED = 8  # audits whose matrices stay in memory


@dataclass(frozen=True)
class Known:
    """What holds under each theory, the weights of the theories, and which claims carry which."""

    held: Mapping[str, Held]
    weights: Mapping[str, float]
    logic: Logic

    @property
    def tried(self) -> frozenset[str]:
        """Return the premises and conclusions that some theory can express."""
        return frozenset(name for one in self.held.values() for name in one.able(one.names))


@dataclass(frozen=True)
class Judged:
    """The argument with some premises granted.

    validity, soundness   by theory, as in a `Judgement`
    asked                 by theory how many of the granted premises it can express
    few                   theories in which some draws meet them all, but too few to rely on
    clash                 by theory in which no draw does, the pair that most often exclude each other
    """

    validity: Mapping[str, Fraction]
    soundness: Mapping[str, Fraction]
    weighted_validity: Fraction
    weighted_soundness: Fraction
    asked: Mapping[str, int]
    few: tuple[str, ...]
    clash: Mapping[str, tuple[str, str]]


def judged(known: Known, granted: Collection[str], conclusions: Collection[str]) -> Judged:
    """Return the judgement with these premises granted, of these conclusions.

    With all of them it is the judgement of the audit.
    """
    premises = [name for name in known.logic.granted if name in granted]
    asked = {theory: one.able(premises) for theory, one in known.held.items()}
    wanted = [name for name in known.logic.conclusions if name in conclusions]
    validity = {theory: validity_of(one, wanted, asked[theory]) for theory, one in known.held.items()}
    soundness = {theory: one.share(asked[theory]) for theory, one in known.held.items()}
    empty = [t for t, one in known.held.items() if asked[t] and not one.all_of(asked[t]).any()]
    return Judged(
        validity,
        soundness,
        weighted(validity, known.weights),
        weighted(soundness, known.weights),
        {theory: len(names) for theory, names in asked.items()},
        tuple(theory for theory, found in validity.items() if 0 < found.of < FEW),
        {theory: clash(known.held[theory], asked[theory]) for theory in empty},
    )


def write_known(known: Known, folder: Path) -> None:
    """Write what holds in every draw, whole or not at all."""
    arrays: dict[str, np.ndarray] = {}
    about: dict[str, Any] = {
        "weights": dict(known.weights),
        "logic": {
            "premises": known.logic.premises,
            "conclusions": known.logic.conclusions,
            "hidden": known.logic.hidden,
        },
        "theories": [],
    }
    for place, (theory, one) in enumerate(known.held.items()):
        row = {"name": theory, "names": one.names, "draws": one.holds.shape[1], "search": one.search}
        about["theories"].append(row)
        arrays[f"holds{place}"] = np.packbits(np.asarray(one.holds, bool), axis=1)
        arrays[f"able{place}"] = np.asarray(one.expressible, bool)
        if one.weight is not None:
            arrays[f"weight{place}"] = np.asarray(one.weight, np.float64)
    arrays[ABOUT] = np.frombuffer(json.dumps(about).encode(), np.uint8)
    whole = io.BytesIO()
    np.savez_compressed(whole, allow_pickle=False, **arrays)
    write_bytes_whole(folder / FILE, whole.getvalue())


def read_known(folder: Path) -> Known:
    """Return what holds in every draw of the audit in this folder.

    Raises:
        BrokenStore: it is not there, or not as it was written.
    """
    path = folder / FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError) as why:
        raise BrokenStore("what holds in the draws of this audit cannot be read; ask for it again") from why


@lru_cache(REMEMBERED)
def _read(path: Path, _: int) -> Known:
    """Read a file; when it was changed is asked for so that a new one is not taken for the old."""
    with np.load(path, allow_pickle=False) as found:
        about = json.loads(bytes(found[ABOUT]))
        held = {row["name"]: _held(found, place, row) for place, row in enumerate(about["theories"])}
    premises, conclusions, hidden = (
        tuple(about["logic"][name]) for name in ("premises", "conclusions", "hidden")
    )
    logic = Logic(premises, conclusions, hidden)
    return Known(held, about["weights"], logic)


def _held(found: Mapping[str, np.ndarray], place: int, row: Mapping[str, Any]) -> Held:
    holds = np.unpackbits(found[f"holds{place}"], axis=1, count=int(row["draws"])).astype(bool)
    weight = found[f"weight{place}"] if f"weight{place}" in found else None
    return Held(tuple(row["names"]), holds, found[f"able{place}"], weight, row["search"])
