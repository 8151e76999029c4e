"""`detente validate`: is a scenario file right?"""

from typing import Annotated

import typer

Files = Annotated[list[str], typer.Argument(help="Scenario files (YAML), or names of scenarios.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of words.")]


def validate(files: Files, json: Json = False) -> None:
    """Check scenario files, and list everything wrong with them at once.

    Ends with status 2 where anything is wrong.
    """
    from dataclasses import asdict

    from detente.faces.ask import load
    from detente.faces.cli.screen import show, show_json
    from detente.vocabulary.errors import InvalidInput, Problem

    problems: list[Problem] = []
    fine: list[str] = []
    for file in files:
        try:
            load(file)
            fine.append(file)
        except InvalidInput as error:
            problems += error.problems
    if json:
        show_json(
            {"schema": "detente/validation-1", "valid": fine, "problems": [asdict(p) for p in problems]}
        )
        raise typer.Exit(2 if problems else 0)
    if fine:
        show(*(f"{file}: fine" for file in fine))
    if problems:
        raise InvalidInput(problems)
