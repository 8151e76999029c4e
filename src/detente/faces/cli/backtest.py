"""`detente backtest`: fit the rival theories to earlier wars and score them on later ones."""

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
Before = Annotated[int | None, typer.Option("--train-before", help="Learn from wars begun before this year.")]
Until = Annotated[int | None, typer.Option(help="Test on wars begun before this year.")]
Theories = Annotated[list[str] | None, typer.Option("--theory", help="A theory to test. Default: all.")]
Seed = Annotated[int, typer.Option(help="Seed of all luck: the same seed gives the same numbers.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON document (detente/backtest-1) and nothing else.")
]
Out = Annotated[Path | None, typer.Option(help="Folder for page and scores. Default: your data folder.")]
Threads = Annotated[int | None, typer.Option(help="Threads that compute. Default: one for each processor.")]


def backtest(
    class_: Classes = None,
    data: Data = None,
    train_before: Before = None,
    until: Until = None,
    theory: Theories = None,
    seed: Seed = 7,
    json: Json = False,
    out: Out = None,
    threads: Threads = None,
) -> None:
    """Fit the rival theories to earlier wars, and score them on later ones against base rates.

    A score says how right forecasts of past wars were. It does not say that a theory is true.
    """
    from detente.faces.cli.screen import console, show, show_json

    with nullcontext() if json else console(errors=True).status("reading the records"):
        from detente.faces.backtests import BacktestWishes
        from detente.faces.cli.backtesting import asked_for, tested
        from detente.faces.cli.shown_backtest import backtest_screen

        wishes = BacktestWishes(
            tuple(class_ or ()), tuple(data or ()), train_before, until, tuple(theory or ()), seed
        )
        asked = asked_for(wishes, out, threads)
    found = tested(asked, out, threads, quiet=json)
    if json:
        return show_json(found.document)
    show(*backtest_screen(found.backtest, found.files, found.remarks))
