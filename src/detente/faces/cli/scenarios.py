"""`detente scenarios`: the scenarios that come along."""

from typing import Annotated

import typer

from detente.faces.cli.screen import rows, show, show_json, table

app = typer.Typer(name="scenarios", help="Scenarios that come with detente.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a table.")]


@app.command("list")
def list_scenarios(json: Json = False) -> None:
    """List the scenarios."""
    from detente.faces.ask import load
    from detente.shelf.packaged import scenario_names

    found = [load(name).scenario for name in scenario_names()]
    if json:
        listed = [{"name": s.name, "title": s.title, "says": s.says, "months": s.months} for s in found]
        return show_json({"schema": "detente/scenarios-1", "scenarios": listed})
    made = table(["Scenario", ("Months", "right"), "What it is"])
    show(rows(made, [(s.name, s.months, s.title) for s in found]))


@app.command("show")
def show_scenario(
    name: Annotated[str, typer.Argument(help="Name of a scenario, or path of a scenario file.")],
    json: Json = False,
) -> None:
    """Show a scenario: who fights and stands by, what is scheduled, its worlds and starting values."""
    from detente.faces.ask import load
    from detente.faces.cli.shown_scenario import scenario_document, scenario_page

    scenario = load(name).scenario
    if json:
        return show_json(scenario_document(scenario))
    show(*scenario_page(scenario))
