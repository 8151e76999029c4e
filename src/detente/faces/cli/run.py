"""`detente run`: live a war many times, with and without an act, and show what the act changes."""

from pathlib import Path
from typing import Annotated

import typer

Scenario = Annotated[str, typer.Argument(help="Name of a scenario, or path of a scenario file (YAML).")]
Do = Annotated[
    list[str] | None,
    typer.Option(
        help="A further world: what it does differently, such as 'undo B.deep-strike'. Several deeds of one "
        "world are joined by ';'. May be given again."
    ),
]
Theories = Annotated[list[str] | None, typer.Option("--theory", help="A theory to ask. Default: all.")]
Add = Annotated[list[str] | None, typer.Option(help="A cause added to every theory.")]
Draws = Annotated[int, typer.Option(help="Sets of parameters drawn from what is believed of them.")]
Lives = Annotated[int, typer.Option(help="Lives of luck for each draw.")]
Months = Annotated[int | None, typer.Option(help="Months to look ahead. Default: as the scenario says.")]
Seed = Annotated[int, typer.Option(help="Seed of all luck: the same seed gives the same numbers.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON document (detente/run-1) and nothing else.")
]
Out = Annotated[Path | None, typer.Option(help="Folder for brief and results. Default: your data folder.")]
Threads = Annotated[int | None, typer.Option(help="Threads that compute. Default: one for each processor.")]
Watch = Annotated[
    list[str] | None, typer.Option(help="A further stock to record, such as control or A.supplies.")
]
Prior = Annotated[
    bool, typer.Option("--prior", help="Let priors speak, not what a record of wars leaves of them.")
]
Class = Annotated[
    str | None,
    typer.Option(
        "--class", help="The class of wars that theories were fitted to. Default: as the scenario says."
    ),
]
Tossed = Annotated[bool, typer.Option("--tossed", help="Toss for endings, do not carry their probability.")]


def run(
    scenario: Scenario,
    do: Do = None,
    theory: Theories = None,
    add: Add = None,
    draws: Draws = 1000,
    lives: Lives = 4,
    months: Months = None,
    seed: Seed = 7,
    json: Json = False,
    out: Out = None,
    threads: Threads = None,
    watch: Watch = None,
    tossed: Tossed = False,
    prior: Prior = False,
    reference_class: Class = None,
) -> None:
    """Live the war of a scenario under rival theories, and show what an act changes.

    Every draw lives in each world with the same parameters and the same luck. The first world of the
    scenario is the one that all others are compared with.
    """
    from detente.faces.ahead import begin
    from detente.faces.ask import Wishes, check_machine, load, question
    from detente.faces.beliefs import wanted_record
    from detente.faces.cli.screen import show, show_json

    wishes = Wishes(
        do=tuple(do or ()),
        theories=tuple(theory or ()),
        add=tuple(add or ()),
        draws=draws,
        lives=lives,
        months=0 if months is None else months if months > 0 else -1,
        seed=seed,
        watch=tuple(watch or ()),
        tossed=tossed,
        record=wanted_record(prior, reference_class),
    )
    loaded = load(scenario)
    asked_for = question(loaded, wishes)  # what is wrong is said before anything heavy is loaded
    check_machine(out, threads)
    begin(asked_for, loaded)

    from detente.faces.cli.asking import asked
    from detente.faces.cli.verdict import run_document, run_page

    found = asked(loaded, wishes, out, threads)
    if json:
        return show_json(run_document(found))
    show(*run_page(found))
