"""`detente validate`: is a scenario or argument file right?"""

from typing import Annotated

import typer

Files = Annotated[
    list[str], typer.Argument(help="Scenario or argument files (YAML), or names of those that come along.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of words.")]


def validate(files: Files, json: Json = False) -> None:
    """Check scenario and argument files, and list everything wrong with them at once.

    A file is an argument if it says `schema: detente/argument-1`. Ends with status 2 where anything is
    wrong.
    """
    from dataclasses import asdict

    from detente.faces.cli.screen import show, show_json
    from detente.vocabulary.errors import InvalidInput, Problem

    problems: list[Problem] = []
    fine: list[str] = []
    for file in files:
        try:
            _check(file)
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


def _check(name_or_path: str) -> None:
    """Raise InvalidInput with everything wrong with one file."""
    from detente.faces import library
    from detente.pipeline import argument_file as arguments
    from detente.pipeline import scenario_file as scenarios
    from detente.shelf.packaged import argument_file, argument_names, scenario_file, source_keys

    named = name_or_path in argument_names()
    document = argument_file(name_or_path) if named else scenario_file(name_or_path)
    parse = arguments.parse_argument if arguments.is_argument(document.table) else scenarios.parse
    parse(document.table, document.positions, document.file, library.causes().values(), source_keys())
