"""`detente runs`: what was asked before."""

from typing import Annotated

import typer

from detente.faces.cli.screen import rows, show, show_json, table

app = typer.Typer(name="runs", help="Runs that are kept.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a table.")]


@app.command("list")
def list_runs(json: Json = False) -> None:
    """List the runs, the newest first."""
    from dataclasses import asdict

    from detente.shelf import registry

    runs = registry.list_runs()
    if json:
        return show_json({"schema": "detente/runs-1", "runs": [asdict(run) for run in runs]})
    if not runs:
        return show("No run is kept yet: `detente run SCENARIO` makes one.")
    made = table(["Run", "Asked (UTC)", "State", "Scenario", "Where"])
    show(
        rows(
            made, [(r.identifier, r.created[:16].replace("T", " "), r.status, r.title, r.path) for r in runs]
        )
    )


@app.command("show")
def show_run(
    name: Annotated[str, typer.Argument(help="First letters of a run's identifier, or its folder.")],
    json: Json = False,
) -> None:
    """Show a run again: its tables, and where its brief and results are."""
    from detente.faces.cli.verdict import run_document, run_page
    from detente.faces.runs import opened

    found = opened(name)
    if json:
        return show_json(run_document(found))
    show(*run_page(found))
