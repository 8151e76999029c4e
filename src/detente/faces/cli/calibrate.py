"""`detente calibrate`: fit the rival theories to the wars of a class: they then speak by what these left."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

Classes = Annotated[
    list[str] | None,
    typer.Option("--class", help="A reference class of wars, or all. May be given again. [interstate]"),
]
Data = Annotated[
    list[Path] | None,
    typer.Option(help="Official files, or a folder of them, for this run only. Default: what was added."),
]
Theories = Annotated[list[str] | None, typer.Option("--theory", help="A theory to fit. Default: all.")]
Seed = Annotated[int, typer.Option(help="Seed of all luck: the same seed gives the same numbers.")]
Again = Annotated[bool, typer.Option("--again", help="Fit anew what was fitted before.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON document (detente/calibration-1) and nothing else.")
]
Out = Annotated[Path | None, typer.Option(help="Folder for posteriors. Default: your data folder.")]
Threads = Annotated[int | None, typer.Option(help="Threads that compute. Default: one for each processor.")]


def calibrate(
    class_: Classes = None,
    data: Data = None,
    theory: Theories = None,
    seed: Seed = 7,
    again: Again = False,
    json: Json = False,
    out: Out = None,
    threads: Threads = None,
) -> None:
    """Fit the rival theories to all wars of a class; runs and audits then draw from what was learned.

    Each theory's posterior is kept as soon as it is there. Stopped and asked again, it goes on from there.
    """
    from detente.faces.cli.screen import console, show, show_json

    with nullcontext() if json else console(errors=True).status("reading the records"):
        from detente.faces.calibrations import CalibrationWishes
        from detente.faces.cli.calibrating import asked_for, calibrated
        from detente.faces.cli.shown_calibration import calibration_document, calibration_screen

        wishes = CalibrationWishes(tuple(class_ or ()), tuple(data or ()), tuple(theory or ()), seed, again)
        asked = asked_for(wishes, out, threads)
    found = calibrated(asked, out, threads, quiet=json)
    if json:
        return show_json(calibration_document(found))
    show(*calibration_screen(found))
