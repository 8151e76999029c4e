"""`detente audit`: try the claims of a document, and its argument, on the rival theories."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from detente.faces.cli.run import Class, Prior

Argument = Annotated[str, typer.Argument(help="Name of an argument, or path of an argument file (YAML).")]
Scenario = Annotated[str, typer.Argument(help="Name of a scenario, or path of a scenario file (YAML).")]
Text = Annotated[
    Path | None,
    typer.Option(help="The document's text. It is checked, quoted on the page, and kept nowhere else."),
]
Theories = Annotated[list[str] | None, typer.Option("--theory", help="A theory to ask. Default: all.")]
Seed = Annotated[int, typer.Option(help="Seed of all luck: the same seed gives the same numbers.")]
Draws = Annotated[int, typer.Option(help="Draws of every test. Default: as many as it takes.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON document (detente/audit-1) and nothing else.")
]
Out = Annotated[Path | None, typer.Option(help="Folder for page and exports. Default: your data folder.")]
Threads = Annotated[int | None, typer.Option(help="Threads that compute. Default: one for each processor.")]


def audit(
    argument: Argument,
    scenario: Scenario,
    text: Text = None,
    theory: Theories = None,
    seed: Seed = 7,
    draws: Draws = 0,
    json: Json = False,
    out: Out = None,
    threads: Threads = None,
    prior: Prior = False,
    reference_class: Class = None,
) -> None:
    """Try every claim of an argument on the rival theories, and the argument as a whole.

    A verdict says what theories imply. It does not say what is true.
    """
    from detente.faces.ask import check_machine
    from detente.faces.cli.screen import console, in_browser, show, show_json

    check_machine(out, threads)
    with nullcontext() if json else console(errors=True).status("reading the argument"):
        from detente.faces.audits import AuditWishes, asked_audit
        from detente.faces.beliefs import wanted_record
        from detente.faces.cli.audit_screen import audit_page
        from detente.faces.cli.auditing import audited

        record = wanted_record(prior, reference_class)
        wishes = AuditWishes(str(text) if text else "", tuple(theory or ()), seed, record, draws)
        asked = asked_audit(argument, scenario, wishes)
    found = audited(asked, out, threads, quiet=json)
    if json:
        return show_json(found.document)
    kept = [] if out else [in_browser(f"/audits/{found.folder.name}")]
    show(*audit_page(found.audit, found.argument, found.sentences, found.files), *kept)
