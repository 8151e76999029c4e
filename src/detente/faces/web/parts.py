"""The parts of a run's page: each section of its brief as HTML, made once by the worker and read ever after.

They lie in the folder of the run, and hold nothing that differs between two who look at it. Beside the
sections lie the tables behind curves, which are fetched when they are opened, and every figure as a picture
of its own.
"""

import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from detente.faces.page.render import environment, plain_words, standalone
from detente.faces.runs import Answer
from detente.pipeline.brief_tree import Block, Brief, Details, Figure, Section, Table
from detente.shelf.packaged import packaged_scenario, scenario_names
from detente.shelf.whole import write_whole
from detente.vocabulary.errors import BrokenStore

FOLDER, INDEX = "page", "index.json"
SCHEMA = "detente/page-2"
NUMBERS = "-numbers"  # ends the name of the table behind the curves of a section
BEFORE = "endings"  # the section before which the terms stand


@dataclass(frozen=True)
class Parts:
    """What the page of a run is made of.

    subtitle  one sentence on the scenario
    meta      short facts on the run: name, words
    sections  identifier, heading and size in bytes of each section, in order
    tables    identifier and heading of each table that is fetched when it is opened
    figures   name and caption of each figure
    command   the command line that makes the same again
    file      name that the command gives to the scenario's file; "" where the scenario comes with detente
    labels    what the scenario calls its sides and third parties
    act       month of the act in question, if there is one
    """

    title: str
    subtitle: str
    meta: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str, int], ...]
    tables: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    command: str
    file: str
    labels: dict[str, str]
    act: float | None


def write_parts(brief: Brief, found: Answer, text: str) -> None:
    """Write the parts of a run's page, and last the list of them: where it is, all is.

    `text` is the scenario as it was written.
    """
    place = found.folder / FOLDER
    place.mkdir(exist_ok=True)
    sections = list(_sections(brief, found))
    told = [(one.identifier, one.heading, _write_section(one, found, place)) for one in sections]
    command, file = command_of(found, text)
    index = {
        "schema": SCHEMA,
        "title": brief.title,
        "subtitle": plain_words(brief.subtitle),
        "meta": [(name, plain_words(words)) for name, words in brief.meta],
        "sections": told,
        "tables": [(f"{x.identifier}{NUMBERS}", _behind(x)) for x in sections if _table_of(x, found)],
        "figures": _write_figures(sections, found, place),
        "command": command,
        "file": file,
        "labels": dict(found.scenario.labels),
        "act": next((h.month for h in found.scenario.happens if h.act), None),
    }
    write_whole(place / INDEX, json.dumps(index))


def read_parts(folder: Path) -> Parts | None:
    """Return what the page of a run is made of, or nothing where it was not written (by this version)."""
    try:
        told = json.loads((folder / FOLDER / INDEX).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if told.pop("schema", "") != SCHEMA:
        return None
    rows: Any = {name: tuple(map(tuple, x)) if isinstance(x, list) else x for name, x in told.items()}
    return Parts(**rows)


def read_section(folder: Path, parts: Parts, identifier: str) -> Markup:
    """Return a section of a run's page, or a table behind one.

    Raises:
        BrokenStore: there is none of that name.
    """
    if identifier not in headings(parts):
        raise BrokenStore(f"this run has no section {identifier[:40]!r}")
    return Markup(_read(folder, f"{identifier}.html"))


def read_figure(folder: Path, parts: Parts, name: str) -> str:
    """Return a figure as SVG text with its own style. Raises as `read_section`."""
    if name not in {known for known, _ in parts.figures}:
        raise BrokenStore(f"this run has no figure {name[:40]!r}")
    return _read(folder, f"{name}.svg")


def headings(parts: Parts) -> dict[str, str]:
    """Return the headings of all sections and tables by their identifiers."""
    return {**{name: words for name, words, _ in parts.sections}, **dict(parts.tables)}


def command_of(found: Answer, text: str) -> tuple[str, str]:
    """Return the command that makes the same again, and the file it needs: a scenario of a user's own."""
    words = shlex.split(found.command)
    name = words[2]
    if name in scenario_names() and packaged_scenario(name).text == text:
        return found.command, ""
    file = scenario_name(found.identity)
    return shlex.join([*words[:2], f"./{file}", *words[3:]]), file


def scenario_name(identity: str) -> str:
    """Return the name of the file that a run's scenario is downloaded as."""
    return f"detente-{identity}-scenario.yaml"


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / FOLDER / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BrokenStore(f"the part {name!r} is missing; write the pages of this run again") from error


def _sections(brief: Brief, found: Answer) -> Iterator[Section]:
    """Return the sections of the brief, the terms among them, each with numbers behind its figures."""
    from detente.faces.page.compose import Drawings
    from detente.faces.web import numbers

    for section in brief.sections:
        if section.identifier == BEFORE and len(found.worlds) > 1:
            yield numbers.terms_section(found, Drawings(found.scenario.labels))
        if section.identifier == BEFORE and not any(_of(section.blocks, Table)):
            table = Details("Numbers as a table", (numbers.endings_table(found),))
            section = replace(section, blocks=(*section.blocks, table))
        yield replace(
            section, blocks=tuple(_captioned(x, section, n) for n, x in enumerate(section.blocks, 1))
        )


def _captioned(block: Block, section: Section, number: int) -> Block:
    """Return a block; a table without words of its own gets some: a page has two places of no one name."""
    bare = isinstance(block, Table) and not block.caption
    return replace(block, caption=f"{section.heading} ({number})") if bare else block


def _of[T](blocks: Iterable[Block], kind: type[T]) -> Iterator[T]:
    for block in blocks:
        if isinstance(block, kind):
            yield block
        if isinstance(block, Details):
            yield from _of(block.blocks, kind)


def _write_section(section: Section, found: Answer, place: Path) -> int:
    """Write a section, and the table behind its curves beside it, and return its size in bytes."""
    blocks: Any = environment().get_template("blocks.html.j2").module
    html = str(blocks.part(section)).strip()
    table = _table_of(section, found)
    if table is not None:
        name = f"{section.identifier}{NUMBERS}"
        write_whole(place / f"{name}.html", str(blocks.table(table(found), _behind(section))))
        html = html.removesuffix("</section>") + _opened_later(found.identity, name) + "</section>"
    write_whole(place / f"{section.identifier}.html", html)
    return len(html.encode())


def _table_of(section: Section, found: Answer) -> Callable[[Answer], Table] | None:
    """Return what makes the table behind a section's curves, where it has any."""
    from detente.faces.web import numbers

    known = {"survival": numbers.survival_table, "months": numbers.months_table}
    return known.get(section.identifier) if len(found.worlds) > 1 else None


def _behind(section: Section) -> str:
    return f"{section.heading}: numbers as a table"


def _write_figures(sections: Sequence[Section], found: Answer, place: Path) -> list[tuple[str, str]]:
    from detente.faces.web.numbers import posters

    drawn: dict[str, tuple[str, str]] = {}
    whole = posters(found) if len(found.worlds) > 1 else {}
    for section in sections:
        if section.identifier in whole:
            drawn[section.identifier] = (section.heading, whole[section.identifier])
        for figure in _of(section.blocks, Figure):
            if isinstance(figure.svg, str):
                words = plain_words(figure.caption).split(". ")[0]
                drawn[_named(figure.svg)] = (words, figure.svg)
    for name, (_, picture) in drawn.items():
        write_whole(place / f"{name}.svg", standalone(picture))
    return [(name, words) for name, (words, _) in drawn.items()]


def _named(picture: str) -> str:
    """Return the name under which a figure is kept: what its identifier begins with.

    >>> _named('<svg aria-labelledby="effect-wide-title">')
    'effect'
    """
    found = re.search(r'aria-labelledby="([a-z0-9-]+)-title"', picture)
    return (found.group(1) if found else "figure").removesuffix("-wide")


def _opened_later(identity: str, name: str) -> str:
    where = escape(f"/runs/{identity}/parts/{name}")
    return (
        f'<details class="later"><summary>Numbers as a table</summary><div hx-get="{where}" '
        'hx-trigger="toggle from:closest details once"><p class="words">'
        f'<a href="{where}">The numbers on a page of their own</a></p></div></details>'
    )
