"""`detente data`: records of real wars, which the user gets and adds."""

from pathlib import Path
from typing import Annotated

import typer

from detente.faces.cli.screen import rows, show, show_json, table

app = typer.Typer(
    name="data", help="Records of real wars: what they are, and adding them.", no_args_is_help=True
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a table.")]
MOST = 20  # files that are no dataset, by name; the rest are counted


@app.command("list")
def list_datasets(json: Json = False) -> None:
    """List the datasets that can be added, and which were."""
    from detente.evidence.datasets.catalogue import datasets
    from detente.faces.cli.shown_data import listed
    from detente.shelf.datasets import kept

    found = [(dataset, kept(name)) for name, dataset in datasets().items()]
    if json:
        return show_json(
            {"schema": "detente/datasets-1", "datasets": [listed(dataset, copy) for dataset, copy in found]}
        )
    made = table(["Dataset", "Version", "Added", "A row is"])
    content = [(d.name, d.version.split(" ")[0], copy.added[:10] if copy else "", d.row) for d, copy in found]
    show(rows(made, content), "", "'detente data show NAME' says where each is had and on which terms.")


@app.command("add")
def add_datasets(
    paths: Annotated[list[Path], typer.Argument(help="Official files, or folders that hold them.")],
    json: Json = False,
) -> None:
    """Check official files and keep a copy of each; a folder stands for every dataset in it.

    A file is told by its columns, whatever its name. Where anything is wrong, all of it is listed and
    nothing is kept.
    """
    from detente.faces import datasets
    from detente.faces.cli.shown_data import listed

    added, passed_over = datasets.add(paths)
    if json:
        files = [
            {**listed(a.dataset, a.kept), "path": a.path, "rows": a.rows, "remarks": list(a.remarks)}
            for a in added
        ]
        return show_json(
            {"schema": "detente/datasets-added-1", "added": files, "not_recognised": passed_over}
        )
    made = table(["Added", "Version", ("Rows", "right"), "File"])
    show(rows(made, [(a.dataset.name, a.kept.version, f"{a.rows:,}", a.kept.file) for a in added]))
    notes = [f"note: {a.dataset.name}: {remark}" for a in added for remark in a.remarks]
    if notes:
        show("", *notes)
    if passed_over:
        more = [f"  and {len(passed_over) - MOST} more"] if len(passed_over) > MOST else []
        show("", f"Not recognised: {len(passed_over)}", *(f"  {p}" for p in passed_over[:MOST]), *more)


@app.command("show")
def show_dataset(name: Annotated[str, typer.Argument(help="Name of a dataset.")], json: Json = False) -> None:
    """Show a dataset: its terms, where it is had, what a row and each column are, and its episodes."""
    from detente.faces import datasets
    from detente.faces.cli.shown_data import dataset_document, dataset_page

    document = dataset_document(datasets.dataset(name))
    if json:
        return show_json(document)
    show(*dataset_page(document))
