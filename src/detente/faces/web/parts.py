"""The parts of a run's page: each section of its brief as HTML, made once by the worker and read ever after.

They lie in the folder of the run, and hold nothing that differs between two who look at it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from detente.faces.page.render import environment, plain_words
from detente.pipeline.brief_tree import Brief
from detente.shelf.whole import write_whole
from detente.vocabulary.errors import BrokenStore

FOLDER, INDEX = "page", "index.json"
SCHEMA = "detente/page-1"


@dataclass(frozen=True)
class Parts:
    """What the page of a run is made of.

    subtitle  one sentence on the scenario
    meta      short facts on the run: name, words
    sections  identifier, heading and size in bytes of each section, in order
    """

    title: str
    subtitle: str
    meta: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str, int], ...]


def write_parts(brief: Brief, folder: Path) -> None:
    """Write the sections of a brief, and last the list of them: where it is, all is."""
    blocks: Any = environment().get_template("blocks.html.j2").module
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    sections = []
    for section in brief.sections:
        text = str(blocks.part(section)).strip()
        write_whole(place / f"{section.identifier}.html", text)
        sections.append((section.identifier, section.heading, len(text.encode())))
    index = {
        "schema": SCHEMA,
        "title": brief.title,
        "subtitle": plain_words(brief.subtitle),
        "meta": [(name, plain_words(words)) for name, words in brief.meta],
        "sections": sections,
    }
    write_whole(place / INDEX, json.dumps(index))


def read_parts(folder: Path) -> Parts | None:
    """Return what the page of a run is made of, or nothing where it was not written (by this version)."""
    try:
        told = json.loads((folder / FOLDER / INDEX).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if told.get("schema") != SCHEMA:
        return None
    meta, sections = ([tuple(row) for row in told[name]] for name in ("meta", "sections"))
    return Parts(told["title"], told["subtitle"], tuple(meta), tuple(sections))


def read_section(folder: Path, parts: Parts, identifier: str) -> Markup:
    """Return a section of a run's page.

    Raises:
        BrokenStore: there is none of that name.
    """
    if identifier not in {name for name, _, _ in parts.sections}:
        raise BrokenStore(f"this run has no section {identifier!r}")
    try:
        return Markup((folder / FOLDER / f"{identifier}.html").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BrokenStore(f"the section {identifier!r} is missing; run the question again") from error
