"""A question asked at the terminal: a progress bar, and an end at once when the user says stop."""

import os
import shutil
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from detente.faces.ask import Loaded, Wishes
from detente.faces.cli.interrupt import NOTHING_KEPT, interruptible
from detente.faces.cli.screen import console
from detente.faces.page.publish import publish
from detente.faces.runs import PAGE, TABLE, Answer, Watcher, answer
from detente.pipeline.brief_numbers import questions
from detente.pipeline.effects import effect_table
from detente.pipeline.simulate import Progress as Step
from detente.shelf.folders import data_folder
from detente.shelf.store import PARTIAL, write_effects
from detente.vocabulary.errors import Cancelled


@dataclass(frozen=True)
class _Bar:
    """How far the run is, by theory."""

    bar: Progress
    task: Any
    finished: dict[str, tuple[int, int]] = field(default_factory=dict)

    def report(self, theories: int) -> Callable[[Step], None]:
        """Return what to call after each block."""

        def told(step: Step) -> None:
            self.finished[step.theory] = (step.done, step.total)
            done = sum(d / t for d, t in self.finished.values())
            self.bar.update(self.task, completed=done, total=theories, description=step.theory)

        return told


def asked(loaded: Loaded, wishes: Wishes, out: Path | None, threads: int | None) -> Answer:
    """Return the answer with its brief written, showing a bar where there is a terminal."""
    from detente.faces import library

    screen = console(errors=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not sys.stderr.isatty()) as bar:
        shown = _Bar(bar, bar.add_task("compiling", total=None))
        stop = threading.Event()
        theories = len(wishes.theories or library.theories())
        watcher = Watcher(shown.report(theories), stop.is_set)
        return interruptible(
            lambda: _answered(loaded, wishes, out, threads, watcher), stop, lambda: _tidy(bar, out)
        )


def _answered(
    loaded: Loaded, wishes: Wishes, out: Path | None, threads: int | None, watcher: Watcher
) -> Answer:
    found = answer(loaded, wishes, out, threads, watcher)
    if watcher.cancelled():
        raise Cancelled(NOTHING_KEPT)
    publish(found, found.folder / PAGE)
    lines = [
        line
        for world in found.worlds[1:]
        for ask in questions(found.results)
        for line in effect_table(found.results, world, ask.what, ask.by)
    ]
    write_effects(found.folder / TABLE, lines)
    return found


def _tidy(bar: Progress, out: Path | None) -> None:
    """Clear away the bar, and what this process has half written."""
    bar.stop()  # it has hidden the cursor
    for place in [out] if out else (data_folder() / "runs").glob("*"):
        for folder in place.glob(f".*-{os.getpid()}-*{PARTIAL}"):
            shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # others may have put something there
            place.rmdir()
