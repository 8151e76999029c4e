"""An audit asked for at the terminal: its stages as they go by, and an end at once on an interrupt."""

import os
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from detente.faces.audits import AskedAudit, AuditAnswer, answer_audit
from detente.faces.cli.interrupt import interruptible
from detente.faces.cli.screen import console
from detente.pipeline.trial.watch import Watch
from detente.shelf.folders import audits_folder


@dataclass(frozen=True)
class _Stages:
    """One line for each stage: how much is done of what it is known to need, and the time it took.

    How much work an audit is turns out only as it goes on, so each stage has a bar of its own; where a
    stage lives its worlds in several goes, its bar begins again and says in which go it is.
    """

    bar: Progress
    rows: list[TaskID] = field(default_factory=list)
    goes: list[tuple[str, int]] = field(default_factory=list)  # of each row: its name, and the goes begun

    def stage(self, name: str) -> None:
        self._end()
        self.rows.append(self.bar.add_task(name, total=None))
        self.goes.append((name, 0))

    def step(self, done: int, total: int) -> None:
        row = self.bar.tasks[len(self.rows) - 1]
        name, goes = self.goes[-1]
        if not goes or done <= row.completed or total != row.total:
            goes += 1
            self.goes[-1] = name, goes
        words = name if goes == 1 else f"{name}, go {goes}"
        self.bar.update(self.rows[-1], completed=done, total=total, description=words)

    def _end(self) -> None:
        for row in self.rows[-1:]:
            self.bar.update(row, completed=1, total=1)
            self.bar.stop_task(row)


def audited(asked: AskedAudit, out: Path | None, threads: int | None, quiet: bool) -> AuditAnswer:
    """Return the audit, written out; its stages are shown where there is a terminal, unless `quiet`."""
    hidden = quiet or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True, disable=hidden) as bar:
        shown, stop = _Stages(bar), threading.Event()
        watch = Watch(shown.stage, shown.step, stop.is_set)
        return interruptible(lambda: answer_audit(asked, out, threads, watch), stop, lambda: _tidy(bar, out))


def _tidy(bar: Progress, out: Path | None) -> None:
    """Clear away the bar, files that this process has half written, and folders that are empty then."""
    bar.stop()  # it has hidden the cursor
    for place in [out] if out else audits_folder().glob("*"):
        for half in place.rglob(f".*.{os.getpid()}"):
            half.unlink(missing_ok=True)
        with suppress(OSError):  # others may have put something there, or it was never made
            place.rmdir()
