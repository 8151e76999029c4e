"""What the terminal shows: tables that fit 100 columns, in plain characters where there is no terminal."""

import json
import sys
from collections.abc import Sequence
from typing import Any, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDEST = 100

Justify = Literal["left", "right", "center"]


def console(errors: bool = False) -> Console:
    """Return the terminal, or a plain 100 columns where the output goes to a file or a pipe."""
    stream = sys.stderr if errors else sys.stdout
    width = min(Console(file=stream).width, WIDEST) if stream.isatty() else WIDEST
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)


def table(columns: Sequence[str | tuple[str, Justify]], title: str = "", wrap: bool = True) -> Table:
    """Return an empty table; a column is a name, or a name and its alignment. Only text may wrap."""
    made = Table(
        box=box.SIMPLE_HEAD,
        title=Text(title, "bold") if title else None,
        title_justify="left",
        pad_edge=False,
        header_style="bold",
        padding=(0, 2, 0, 0),
        show_edge=False,
    )
    for column in columns:
        name, justify = (column, "left") if isinstance(column, str) else column
        made.add_column(name, justify=justify, overflow="fold", no_wrap=not wrap or justify != "left")  # type: ignore[arg-type]
    return made


def show(*things: object) -> None:
    """Print to standard output, without blanks at the ends of lines."""
    out = console()
    with out.capture() as said:
        for thing in things:
            out.print(Text(thing) if isinstance(thing, str) else thing)
    print("\n".join(line.rstrip() for line in said.get().rstrip("\n").split("\n")))


def in_browser(address: str) -> str:
    """Return the line that says where in the workbench something is to be seen."""
    return f"Browser  detente serve, then {address}"


def show_json(document: dict[str, Any]) -> None:
    """Print one JSON document and nothing else; a number that is not finite is null."""
    print(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))


def rows(made: Table, content: Sequence[Sequence[object]]) -> Table:
    """Add the rows to a table and return it."""
    for row in content:
        made.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    return made
