"""`detente schema`: the JSON Schema of a scenario or argument file, of an audit or a backtest."""

from pathlib import Path
from typing import Annotated, Any

import typer

Kind = Annotated[
    str,
    typer.Argument(help="Of what: scenario, argument, audit or backtest (the last two as --json prints)."),
]
Out = Annotated[Path | None, typer.Option(help="File to write; without it the schema is printed.")]


def schema(kind: Kind = "scenario", out: Out = None) -> None:
    """Print the JSON Schema of a scenario or argument file, or of an audit or a backtest.

    An editor can check and complete a file by it.
    """
    import json

    from detente.faces.cli.screen import show, show_json
    from detente.pipeline import argument_file, audit_schema, scenario_file
    from detente.vocabulary.errors import unknown

    of_kind = {"scenario": scenario_file.json_schema, "argument": argument_file.json_schema}
    of_kind |= {"audit": audit_schema.audit_schema, "backtest": _of_backtest}
    if kind not in of_kind:
        raise unknown("file with a schema", kind, of_kind)
    found = of_kind[kind]()
    if out is None:
        return show_json(found)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    show(f"wrote {out}")


def _of_backtest() -> dict[str, Any]:
    from detente.evidence.backtest.document import json_schema  # brings all of statistics with it

    return json_schema()
