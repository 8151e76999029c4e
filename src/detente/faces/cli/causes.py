"""`detente causes`: the mechanisms and their numbers."""

from typing import Annotated

import typer

from detente.faces.cli.screen import rows, show, show_json, table

app = typer.Typer(name="causes", help="Causes (mechanisms) and their numbers.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a table.")]


@app.command("list")
def list_causes(json: Json = False) -> None:
    """List the causes, and count how many of their numbers are assumed."""
    from detente.faces import library
    from detente.faces.cli.shown import causes_document, opening

    document = causes_document()
    if json:
        return show_json(document)
    made = table(["Cause", ("Numbers", "right"), ("Assumed", "right"), "What it says"])
    about = library.causes()
    listed = [
        (c["name"], c["parameters"], c["assumed"], opening(about[c["name"]])) for c in document["causes"]
    ]
    total, assumed = document["parameters"], document["assumed"]
    words = (
        f"{len(listed)} causes with {total} numbers: {total - assumed} with a source, {assumed} assumed "
        f"({assumed / total:.0%}). What is assumed is printed with every result that rests on it."
    )
    show(rows(made, listed), "", words)


@app.command("show")
def show_cause(name: Annotated[str, typer.Argument(help="Name of a cause.")], json: Json = False) -> None:
    """Show a cause: its entry, its numbers and their priors, its sources, rivals and theories."""
    from detente.faces import library
    from detente.faces.cli.shown import cause_document, cause_page

    cause = library.pick("cause", name, library.causes())
    if json:
        return show_json(cause_document(cause))
    show(*cause_page(cause))
