"""The command line: one command a file, nothing heavy imported before it is needed."""

import gc
import sys
from collections.abc import Sequence

import typer

from detente.faces.cli import audit as audit_command
from detente.faces.cli import backtest as backtest_command
from detente.faces.cli import calibrate as calibrate_command
from detente.faces.cli import causes, data, runs, scenarios, schema, sources, theories, validate
from detente.faces.cli import run as run_command
from detente.faces.cli import serve as serve_command
from detente.faces.cli.ending import said
from detente.faces.settings import machine_settings, version

SELDOM = (100_000, 50, 100)  # collections of garbage: a command ends soon and makes little of it

app = typer.Typer(
    name="detente",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"detente {version()}")
        raise typer.Exit


@app.callback()
def about(
    show_version: bool = typer.Option(
        False, "--version", help="Print the version and end.", callback=_show_version, is_eager=True
    ),
) -> None:
    """What does an act change in a war? Live the war many times under rival theories, all else equal.

    A verdict says what theories imply. It does not say what is true.
    """


app.command("run", short_help="Live a war, with and without an act.")(run_command.run)
app.command("audit", short_help="Try the claims of a document.")(audit_command.audit)
app.command("backtest", short_help="Score theories on wars they had not seen.")(backtest_command.backtest)
app.command("calibrate", short_help="Fit theories to the wars of a class.")(calibrate_command.calibrate)
app.command("serve", short_help="Open the workbench in the browser.")(serve_command.serve)
app.command("validate", short_help="Check scenario and argument files.")(validate.validate)
app.command("schema", short_help="JSON Schema of a scenario or argument file.")(schema.schema)
for group in (theories, causes, scenarios, sources, data, runs):
    app.add_typer(group.app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit status.

    0 fine; 1 something failed; 2 the input is wrong; 130 stopped by the user.
    """
    gc.set_threshold(*SELDOM)
    machine_settings()
    sys.exit(said(lambda: app(args=None if arguments is None else list(arguments), prog_name="detente")))
