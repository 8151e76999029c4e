"""`detente schema`: the JSON Schema of a scenario file, for editors."""

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path | None, typer.Option(help="File to write; without it the schema is printed.")]


def schema(out: Out = None) -> None:
    """Print the JSON Schema of a scenario file, so that an editor can check and complete it."""
    import json

    from detente.faces.cli.screen import show, show_json
    from detente.pipeline.scenario_file import json_schema

    if out is None:
        return show_json(json_schema())
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    show(f"wrote {out}")
