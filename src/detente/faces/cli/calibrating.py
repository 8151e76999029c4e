"""A calibration asked for at the terminal: how far it is, and an end at once on an interrupt."""

import sys
import threading
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from detente.faces.calibrations import (
    AskedCalibration,
    CalibrationAnswer,
    CalibrationWishes,
    answer_calibration,
    asked_calibration,
)
from detente.faces.class_records import with_machine
from detente.faces.cli.interrupt import interruptible
from detente.faces.cli.rows_of_progress import Rows
from detente.faces.cli.screen import console
from detente.pipeline.trial.watch import Watch
from detente.shelf.folders import data_folder
from detente.shelf.whole import clear_halves


def asked_for(wishes: CalibrationWishes, out: Path | None, threads: int | None) -> AskedCalibration:
    """Return the calibration that is asked for.

    Raises:
        InvalidInput: with all that is wrong, with the machine's options too.
    """
    return with_machine(lambda: asked_calibration(wishes), out, threads)


def calibrated(
    asked: AskedCalibration, out: Path | None, threads: int | None, quiet: bool
) -> CalibrationAnswer:
    """Return the calibration, written out; how far it is is shown where there is a terminal."""
    hidden = quiet or not sys.stderr.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True, disable=hidden) as bar:
        shown, stop = Rows(bar), threading.Event()
        watch = Watch(shown.stage, shown.step, stop.is_set)
        return interruptible(
            lambda: answer_calibration(asked, out, threads, watch), stop, lambda: _tidy(bar, out)
        )


def _tidy(bar: Progress, out: Path | None) -> None:
    """Clear away the bar and files that this process has half written; whole ones stay."""
    bar.stop()  # it has hidden the cursor
    for folder in (out or data_folder() / "posteriors").glob("*"):
        clear_halves(folder)
