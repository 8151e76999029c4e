"""`detente theories`: the rival theories."""

from typing import Annotated

import typer

from detente.faces.cli.screen import rows, show, show_json, table

app = typer.Typer(name="theories", help="Rival theories of how wars go on and end.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a table.")]


@app.command("list")
def list_theories(json: Json = False) -> None:
    """List the theories with what each claims."""
    from detente.faces import library

    theories = library.theories()
    if json:
        about = [{"name": t.name, "claim": t.claim, "causes": len(t.causes)} for t in theories.values()]
        return show_json({"schema": "detente/theories-1", "theories": about})
    made = table(["Theory", ("Causes", "right"), "Claim"])
    show(rows(made, [(t.name, len(t.causes), t.claim) for t in theories.values()]))


@app.command("show")
def show_theory(name: Annotated[str, typer.Argument(help="Name of a theory.")], json: Json = False) -> None:
    """Show a theory: its claim, its causes, the signs it stakes its name on, and its sources."""
    from detente.faces import library
    from detente.faces.cli.shown import theory_document, theory_page

    theory = library.pick("theory", name, library.theories())
    if json:
        return show_json(theory_document(theory))
    show(*theory_page(theory))
