"""How detente's things look in a notebook: with the brief's own figures and tables."""

import io
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from detente.faces import library
from detente.faces.cli.screen import WIDEST
from detente.faces.cli.shown import cause_document, cause_page, interval
from detente.faces.cli.shown_scenario import scenario_page
from detente.faces.cli.verdict import run_page
from detente.faces.page.compose import Drawings
from detente.faces.page.render import standalone
from detente.faces.runs import Answer
from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_beliefs import belief, starts
from detente.pipeline.brief_words import amount, between, heading, percent, signed
from detente.pipeline.effects import EffectLine
from detente.pipeline.scenario import Scenario
from detente.vocabulary import Mechanism, Theory, title

if TYPE_CHECKING:
    import pandas as pd


def run_text(answer: Answer) -> str:
    """Return a run as plain text: the tables of the command line."""
    return plain(run_page(answer))


def run_html(answer: Answer) -> str:
    """Return a run as the brief's first figure for each world that is compared."""
    told = answer.results.attrs
    parts = [
        f"<p><strong>{escape(answer.scenario.title)}</strong>: {told['draws']:,} draws, {told['lives']} "
        f"lives a draw, {told['months']} months, seed {told['seed']}</p>"
    ]
    asked = numbers.questions(answer.results)[0]
    for number, world in enumerate(answer.worlds[1:]):
        rows = numbers.effects(answer.results, world, asked)
        figure = Drawings(answer.scenario.labels).effects(
            f"run-{answer.identity}-{number}", asked, rows, False
        )
        assert isinstance(figure.svg, str)  # an effect is one picture
        parts.append(f"<p>{escape(asked.title)}: “{escape(world)}” against “{escape(answer.worlds[0])}”</p>")
        parts.append(standalone(figure.svg))
    return "".join(parts)


def effect_text(lines: Sequence[EffectLine]) -> str:
    """Return effects as plain text."""
    return "\n".join("  ".join(cell.ljust(width) for cell, width in _columns(row)) for row in _effects(lines))


def _columns(row: Sequence[str]) -> list[tuple[str, int]]:
    return list(zip(row, (18, 12, 22, 14, 14), strict=True))


def effect_html(lines: Sequence[EffectLine]) -> str:
    """Return effects as a table."""
    return _table(_effects(lines))


def _effects(lines: Sequence[EffectLine]) -> list[tuple[str, ...]]:
    scale, unit = (1.0, "months") if lines and lines[0].unit == "month" else (100.0, "pp")
    rows = [("theory", f"median, {unit}", "90% of draws", "below / above 0", "error")]
    for line in lines:
        low, high = scale * line.low90, scale * line.high90
        shares = f"{percent(line.below)} / {percent(line.above)}"
        rows.append(
            (
                line.theory,
                signed(scale * line.median, 2),
                between(low, high, 2),
                shares,
                f"{scale * line.error:.3f}",
            )
        )
    return rows


def scenario_text(scenario: Scenario) -> str:
    """Return a scenario as plain text."""
    return plain(scenario_page(scenario))


def scenario_html(scenario: Scenario) -> str:
    """Return a scenario as its words and a table of its starting values."""
    rows = [("stock", "median", "90% of belief", "unit", "source", "as of")]
    for n in starts(scenario):
        numbers_of = (amount(n.belief.median), interval(n.belief))
        rows.append((n.name, *numbers_of, n.unit, n.source, n.as_of))
    return f"<p><strong>{escape(scenario.title)}</strong></p><p>{escape(scenario.says)}</p>{_table(rows)}"


def theory_html(theory: Theory) -> str:
    """Return a theory as its claim and a table of its causes."""
    rows = [("cause", "numbers", "assumed", "what it says")]
    for name in sorted(theory.names):
        cause = library.causes()[name]
        count = (str(len(library.parameters(cause))), str(library.assumed(cause)))
        rows.append((name, *count, library.sentence(cause)))
    return f"<p><strong>{escape(heading(theory.name))}</strong>: {escape(theory.claim)}</p>{_table(rows)}"


def cause_text(cause: type[Mechanism]) -> str:
    """Return a cause as plain text."""
    return plain(cause_page(cause))


def cause_html(cause: type[Mechanism]) -> str:
    """Return a cause as its entry and a table of its numbers."""
    rows = [("number", "meaning", "median", "90% of belief", "unit", "source")]
    for name, entry in library.parameters(cause).items():
        assert entry.prior is not None  # every parameter is declared with one
        shown = (amount(belief(entry.prior).median), interval(belief(entry.prior)))
        rows.append((name, entry.meaning, *shown, entry.unit, entry.source))
    words = escape(library.entry(cause))
    return f"<p><strong>{escape(title(cause))}</strong></p><pre>{words}</pre>{_table(rows)}"


def parameter_frame(cause: type[Mechanism]) -> "pd.DataFrame":
    """Return a cause's numbers as a pandas table."""
    import pandas as pd

    return pd.DataFrame(cause_document(cause)["parameters"]).set_index("name")


def plain(page: Sequence[object]) -> str:
    """Return what the command line would show, without colours."""
    out = Console(file=io.StringIO(), width=WIDEST, highlight=False, no_color=True)
    with out.capture() as said:
        for thing in page:
            out.print(Text(thing) if isinstance(thing, str) else thing)
    return "\n".join(line.rstrip() for line in said.get().rstrip("\n").split("\n"))


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    rest = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in body)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table>"
