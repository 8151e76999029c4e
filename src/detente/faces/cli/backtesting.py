"""A backtest asked for at the terminal: how far it is, and an end at once on an interrupt."""

import sys
import threading
from contextlib import suppress
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from detente.faces.backtests import AskedBacktest, BacktestAnswer, BacktestWishes, answer_backtest
from detente.faces.backtests_asked import asked_backtest
from detente.faces.class_records import with_machine
from detente.faces.cli.interrupt import interruptible
from detente.faces.cli.rows_of_progress import Rows
from detente.faces.cli.screen import console
from detente.pipeline.trial.watch import Watch
from detente.shelf.folders import data_folder
from detente.shelf.whole import clear_halves


def asked_for(wishes: BacktestWishes, out: Path | None, threads: int | None) -> AskedBacktest:
    """Return the backtest that is asked for.

    Raises:
        InvalidInput: with all that is wrong, with the machine's options too.
    """
    return with_machine(lambda: asked_backtest(wishes), out, threads)


def tested(asked: AskedBacktest, out: Path | None, threads: int | None, quiet: bool) -> BacktestAnswer:
    """Return the backtest, written out; how far it is is shown where there is a terminal, unless `quiet`."""
    hidden = quiet or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True, disable=hidden) as bar:
        shown, stop = Rows(bar), threading.Event()
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
