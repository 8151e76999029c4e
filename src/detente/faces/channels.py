"""Channels of a run: through which causes the effects of its worlds pass, found when asked for and then kept.

They are no part of a run: they take as long as the run itself, and most who look at it do not ask.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from detente.faces.ask import question, read_back
from detente.faces.runs import causes_in, store_of
from detente.pipeline.judging.passed import Passed
from detente.pipeline.judging.verdict import Channel
from detente.pipeline.trial.watch import Watch
from detente.shelf.manifest import read_manifest
from detente.shelf.programs import program_folder
from detente.shelf.whole import write_whole

FILE, SCHEMA = "channels.json", "detente/channels-1"
COLUMNS = (
    "theory",
    "world",
    "outcome",
    "by_month",
    "effect",
    "effect_error",
    "draws",
    "cause",
    "part",
    "error",
)


def find_channels(folder: Path, watch: Watch | None = None, threads: int | None = None) -> tuple[Passed, ...]:
    """Take apart the effects that a stored run leads with, keep what was found beside it, and return it.

    Of every world after the first: on a settlement and on any ending by the run's horizon, and on the
    months of war. `folder` is a run's. A run of one world has no effects, and no channels.

    Raises:
        BrokenStore: there is no run, or it is damaged.
        Cancelled: the watch said so; nothing is kept.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    from detente.pipeline.brief_numbers import questions
    from detente.pipeline.forms.form import Pick
    from detente.pipeline.trial.passing import Passing
    from detente.shelf.store import open_run

    store = store_of(folder)
    manifest, results = read_manifest(store), open_run(store)
    loaded, wishes = read_back(manifest.scenario_text, manifest.provenance, causes_in(results))
    outcomes = tuple(Pick(one.what, one.by) for one in questions(results))
    passing = Passing(question(loaded, wishes), outcomes, program_folder(), threads, watch or Watch())
    found = passing.found()
    told = {"schema": SCHEMA, "effects": [asdict(one) for one in found]}
    write_whole(folder / FILE, json.dumps(told, allow_nan=False))
    return found


def kept_channels(folder: Path) -> tuple[Passed, ...] | None:
    """Return the channels of a run that were found before, if they were, by this version."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        return None
    return tuple(_read(one) for one in told["effects"])


def channel_rows(found: Sequence[Passed]) -> list[tuple[Any, ...]]:
    """Return one row a cause, under the names of COLUMNS, in the units of the outcomes."""
    return [
        (*(one.theory, one.world, one.what, one.by, one.mean, one.error, one.draws), *asdict(part).values())
        for one in found
        for part in one.channels
    ]


def _read(told: dict[str, Any]) -> Passed:
    parts = tuple(Channel(**part) for part in told.pop("channels"))
    return Passed(**told, channels=parts)
