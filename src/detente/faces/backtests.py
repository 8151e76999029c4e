"""A backtest asked for: classes of wars and theories brought together, tested, and written out."""

import csv
import inspect
import io
import json
import math
import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.evidence.backtest.document import COLUMNS, class_card, document, score_rows
from detente.evidence.backtest.prediction import HORIZON
from detente.evidence.backtest.report import Backtest, DatasetRead, Provenance
from detente.evidence.backtest.splitting import Split
from detente.evidence.backtest.tested import ClassResult, divided, tested
from detente.evidence.backtest.tested import weights_of as weights_of
from detente.evidence.courses import DRAWS, LIVES, Living
from detente.evidence.reference_classes import ReferenceClass, reference_class
from detente.evidence.situations import PARTIES
from detente.faces import datasets, library
from detente.faces.page.backtest_page import backtest_page
from detente.faces.settings import version
from detente.pipeline.provenance import digest_of, theory_hash
from detente.pipeline.trial.watch import Watch
from detente.shelf.folders import data_folder
from detente.shelf.programs import program_folder
from detente.shelf.whole import write_whole
from detente.vocabulary import Theory
from detente.vocabulary.errors import Cancelled

if TYPE_CHECKING:
    import pandas as pd

PAGE, TABLE, JSON = "backtest.html", "scores.csv", "card.json"
SHORT_NAME = 12  # digits of the identifier of a backtest
FITTING = "fitting theories: {}"


@dataclass(frozen=True)
class BacktestWishes:
    """What a backtest is asked for.

    classes   names of reference classes; the default one where none is given, `all` for all of them
    data      official files, or folders of them, that are used instead of what was added
    before    year before which the wars learned from began; as the class says where none is given
    until     year before which the wars tested on began; as the class says where none is given
    theories  names; all of them where none is given
    """

    classes: tuple[str, ...] = ()
    data: tuple[Path, ...] = ()
    before: int | None = None
    until: int | None = None
    theories: tuple[str, ...] = ()
    seed: int = 7


@dataclass(frozen=True, eq=False)
class AskedClass:
    """A class of wars that can be tested: its wars are divided, and the leakage guard has looked at them."""

    reference: ReferenceClass
    split: Split
    records: tuple[DatasetRead, ...]


@dataclass(frozen=True, eq=False)
class AskedBacktest:
    """A backtest that can be made: everything is checked. `remarks` are what to know of the files read."""

    classes: tuple[AskedClass, ...]
    theories: tuple[Theory, ...]
    wishes: BacktestWishes
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class BacktestAnswer:
    """A backtest with all that belongs to it. `files` are names and places of what was written."""

    backtest: Backtest
    results: tuple[ClassResult, ...]
    document: dict[str, Any]
    page: str
    remarks: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = field(default=())


def backtested(
    class_name: str,
    episodes: "pd.DataFrame | None" = None,
    theories: Sequence[str] = (),
    before: int | None = None,
    until: int | None = None,
    seed: int = 7,
    threads: int | None = None,
    watch: Watch | None = None,
) -> ClassResult:
    """Return score card and weights of one class of wars.

    episodes       a table of them; those of the dataset that was added where none is given
    before, until  years; as the class says where none is given

    Raises:
        UnknownName: there is no such class or theory, or its dataset was not added.
        Leak: something is known that could be known only later.
        ValueError: too few wars on one of the two sides.
    """
    reference = reference_class(class_name)
    table = datasets.episodes(reference.dataset) if episodes is None else episodes
    split = divided(reference, table, before, until, seed)
    known = library.theories()
    asked = [library.pick("theory", name, known) for name in theories or known]
    return tested(reference, split, asked, living(seed, threads), seed, watch)


def answer_backtest(
    asked: AskedBacktest, out: Path | None, threads: int | None = None, watch: Watch | None = None
) -> BacktestAnswer:
    """Make the backtest and write its page, its scores and its card, each whole or not at all.

    Raises:
        Cancelled: `watch` said so; nothing is written.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    watch, seed, results = watch or Watch(), asked.wishes.seed, []
    for one in asked.classes:
        watch.stage(FITTING.format(one.reference.name))
        found = tested(one.reference, one.split, asked.theories, living(seed, threads), seed, watch)
        results.append(found)
    if watch.cancelled():
        raise Cancelled("stopped; nothing was kept")
    cards = tuple(class_card(r, one.records) for r, one in zip(results, asked.classes, strict=True))
    whole = Backtest(cards, _provenance(asked))
    made = BacktestAnswer(whole, tuple(results), document(whole), backtest_page(whole), asked.remarks)
    return _written(made, out)


def living(seed: int, threads: int | None) -> Living:
    """Return how theories are lived when they are fitted: programs are kept, months reach to the horizon."""
    model, busy = library.model(PARTIES), threads or os.cpu_count() or 1
    return Living(model, DRAWS, LIVES, HORIZON, seed, program_folder(), busy)


def command(wishes: BacktestWishes) -> str:
    """Return the command line that asks the same again; where files lie is nobody else's business."""
    words = ["detente", "backtest"]
    given: list[tuple[str, Sequence[object]]] = [
        ("--class", wishes.classes),
        ("--data", [path.name for path in wishes.data]),
        ("--train-before", [] if wishes.before is None else [wishes.before]),
        ("--until", [] if wishes.until is None else [wishes.until]),
        ("--theory", wishes.theories),
        ("--seed", [wishes.seed]),
    ]
    return shlex.join([*words, *(word for name, all_ in given for one in all_ for word in (name, str(one)))])


def _provenance(asked: AskedBacktest) -> Provenance:
    texts = {
        name: inspect.getsource(sys.modules[cause.__module__]) for name, cause in library.causes().items()
    }
    return Provenance(
        detente_version=version(),
        command=command(asked.wishes),
        seed=asked.wishes.seed,
        theories=tuple(theory.name for theory in asked.theories),
        theories_sha256=tuple(theory_hash(theory, texts) for theory in asked.theories),
        draws=DRAWS,
        lives=LIVES,
        months=HORIZON,
    )


def _written(made: BacktestAnswer, out: Path | None) -> BacktestAnswer:
    text = json.dumps(made.document, indent=1, ensure_ascii=False, allow_nan=False)
    asked = {key: made.document[key] for key in ("provenance",)} | {
        "records": [[card["before"], card["until"], card["records"]] for card in made.document["classes"]]
    }
    identity = digest_of(json.dumps(asked, sort_keys=True))[:SHORT_NAME]
    folder = out or data_folder() / "backtests" / identity
    folder.mkdir(parents=True, exist_ok=True)
    texts = {PAGE: ("Page", made.page), TABLE: ("Scores", _table(made.backtest)), JSON: ("Card", text)}
    for name, (_, words) in texts.items():
        write_whole(folder / name, words)
    files = tuple((label, str(folder / name)) for name, (label, _) in texts.items())
    return BacktestAnswer(made.backtest, made.results, made.document, made.page, made.remarks, files)


def _table(backtest: Backtest) -> str:
    """Return the scores as CSV (RFC 4180); what is not a number stays empty."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    for row in score_rows(backtest):
        table.writerow(
            {k: "" if isinstance(v, float) and not math.isfinite(v) else v for k, v in row.items()}
        )
    return out.getvalue()
