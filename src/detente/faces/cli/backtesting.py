"""A backtest asked for at the terminal: how far it is, and an end at once on an interrupt."""

import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from detente.faces.ask import check_machine
from detente.faces.backtests import AskedBacktest, BacktestAnswer, BacktestWishes, answer_backtest
from detente.faces.backtests_asked import asked_backtest
from detente.faces.cli.interrupt import interruptible
from detente.faces.cli.screen import console
from detente.pipeline.trial.watch import Watch
from detente.shelf.folders import data_folder
from detente.shelf.whole import clear_halves
from detente.vocabulary.errors import InvalidInput, Problem


@dataclass(frozen=True)
class _Rows:
    """One line a class of wars: how many theories are done."""

    bar: Progress
    rows: list[TaskID] = field(default_factory=list)

    def stage(self, name: str) -> None:
        for row in self.rows[-1:]:
            self.bar.stop_task(row)
        self.rows.append(self.bar.add_task(name, total=None))

    def step(self, done: int, total: int) -> None:
        self.bar.update(self.rows[-1], completed=done, total=total)


def asked_for(wishes: BacktestWishes, out: Path | None, threads: int | None) -> AskedBacktest:
    """Return the backtest that is asked for.

    Raises:
        InvalidInput: with all that is wrong, with the machine's options too.
    """
    problems: list[Problem] = []
    try:
        check_machine(out, threads)
    except InvalidInput as error:
        problems += error.problems
    try:
        asked = asked_backtest(wishes)
    except InvalidInput as error:
        raise InvalidInput([*problems, *error.problems]) from None
    if problems:
        raise InvalidInput(problems)
    return asked


def tested(asked: AskedBacktest, out: Path | None, threads: int | None, quiet: bool) -> BacktestAnswer:
    """Return the backtest, written out; how far it is is shown where there is a terminal, unless `quiet`."""
    hidden = quiet or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True, disable=hidden) as bar:
        shown, stop = _Rows(bar), threading.Event()
        watch = Watch(shown.stage, shown.step, stop.is_set)
        return interruptible(
            lambda: answer_backtest(asked, out, threads, watch), stop, lambda: _tidy(bar, out)
        )


def _tidy(bar: Progress, out: Path | None) -> None:
    """Clear away the bar, files that this process has half written, and folders that are empty then."""
    bar.stop()  # it has hidden the cursor
    for place in [out] if out else (data_folder() / "backtests").glob("*"):
        clear_halves(place)
        with suppress(OSError):  # others may have put something there, or it was never made
            place.rmdir()
