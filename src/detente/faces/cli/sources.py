"""`detente sources`: the bibliography."""

from typing import Annotated

import typer

from detente.faces.cli.screen import rows, show, show_json, table

app = typer.Typer(
    name="sources", help="The works that detente cites, and how each is held.", no_args_is_help=True
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a table.")]


@app.command("list")
def list_sources(json: Json = False) -> None:
    """List the sources."""
    from dataclasses import asdict

    from detente.shelf.packaged import citation, sources

    works = sources()
    if json:
        return show_json(
            {"schema": "detente/sources-1", "sources": [asdict(work) for work in works.values()]}
        )
    made = table(["Key", "Held", "Work"])
    show(rows(made, [(key, work.held, citation(work)) for key, work in works.items()]))


@app.command("show")
def show_source(key: Annotated[str, typer.Argument(help="Key of a source.")], json: Json = False) -> None:
    """Show a source: the work, how it is held, what it supports, and which causes and theories use it."""
    from dataclasses import asdict

    from detente.faces import library
    from detente.pipeline.brief_grounds import HELD
    from detente.shelf.packaged import citation, sources

    work = library.pick("source", key, sources())
    users = library.citing(key)
    if json:
        return show_json({"schema": "detente/source-1", **asdict(work), "used_by": list(users)})
    note = [f"Note      {work.note}"] if work.note else []
    used = ", ".join(users) or "no cause or theory (a scenario may)"
    held = f"Held      {HELD.get(work.held, work.held)}"
    show(citation(work), "", held, f"Supports  {work.supports}", *note, f"Used by   {used}")
