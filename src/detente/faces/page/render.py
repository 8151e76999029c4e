"""A brief as one self-contained HTML file: offline, without scripts, under a strict content policy."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from detente.faces.page.figures.svg import clean
from detente.pipeline.brief_tree import Brief, Link, Prose, Share, Text

_HERE = Path(__file__).parent
_REGION = re.compile(r'(?P<before>role="region" tabindex="0" aria-label=")(?P<name>[^"]*)"')
_HEADING = re.compile(r"<h2[^>]*>([^<]*)</h2>")
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    {"svg", "title", "desc", "g", "path", "rect", "circle", "text", "defs", "marker", "use"}
)
_ATTRIBUTES = frozenset(
    {"class", "role", "id", "viewBox", "width", "height", "x", "y", "cx", "cy", "r", "rx", "d", "transform"}
    | {"fill", "refX", "refY", "orient", "markerWidth", "markerHeight", "markerUnits", "marker-end"}
    | {"href", "aria-labelledby", "aria-describedby"}
)


def render(brief: Brief, own_style: str = "") -> str:
    """The brief as HTML text; the same brief gives the same bytes. `own_style` is CSS that a page adds.

    Raises:
        ValueError: a figure is no well-formed SVG, or holds what no figure needs (scripts, links, styles).
    """
    style = f"{page_style()} {compact_css(own_style)}".strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = environment().get_template("brief.html.j2")
    text = page.render(brief=brief, style=Markup(style), style_hash=Markup(digest))
    return told_apart(text.lstrip()) + "\n"


def told_apart(page: str) -> str:
    """A page whose scrolling regions all have names of their own: what repeats a name gets a number.

    Who moves from region to region by name alone would take two of one name for the same. Headings count,
    since each names the section that it heads.
    """
    taken = Counter(_HEADING.findall(page))

    def named(found: re.Match[str]) -> str:
        name = found["name"]
        taken[name] += 1
        return f'{found["before"]}{name}{f" ({taken[name]})" if taken[name] > 1 else ""}"'

    return _REGION.sub(named, page)


def standalone(picture: str) -> str:
    """A figure with its own style inside, for a notebook or a file of its own.

    Raises:
        ValueError: as for `render`.
    """
    head, end, rest = str(_drawing(picture)).partition("</desc>")
    style = compact_css((_HERE / "templates" / "figures.css").read_text(encoding="utf-8"))
    return f"{head}{end}<style>{style} .fig {{ background: var(--paper) }}</style>{rest}"


@cache
def page_style() -> str:
    """The style of every page and of the figures in it, as CSS on one line."""
    parts = (_HERE / "style.css", _HERE / "templates" / "figures.css")
    return compact_css("\n".join(part.read_text(encoding="utf-8") for part in parts))


def compact_css(style: str) -> str:
    """CSS without comments and on one line, for the inside of a page."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.S)).strip()


@cache
def environment() -> Environment:
    """The templates of pages: what they show is escaped, and a name they do not know is an error."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        keep_trailing_newline=False,
    )
    words: dict[str, Any] = {"drawing": _drawing, "plain": plain_words, "kind_of": _kind_of}
    tests: dict[str, Any] = {"share": lambda content: isinstance(content, Share)}
    templates.globals.update(words)
    templates.tests.update(tests)
    return templates


def _finalized(value: object) -> object:
    """Words lose their control characters; markup made by the template or a checked figure stays."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind_of(block: object) -> str:
    return type(block).__name__.lower()


def plain_words(words: Prose) -> str:
    """Words without links and styles, for labels."""
    if isinstance(words, str):
        return words
    pieces: Sequence[Text | Link] = words
    return "".join(piece.words for piece in pieces)


def _drawing(picture: str) -> Markup:
    """A figure that may stand in the page unescaped: parsed, and made of known elements only."""
    if "<!" in picture:
        raise ValueError("a figure holds a declaration or comment; figures are plain elements")
    try:
        root = ElementTree.fromstring(picture)
    except ElementTree.ParseError as error:
        raise ValueError(f"a figure is not well-formed SVG: {error}") from error
    if root.tag != f"{_NAMESPACE}svg":
        raise ValueError(f"a figure must be an svg element, got {root.tag}")
    for element in root.iter():
        name = element.tag.removeprefix(_NAMESPACE)
        odd = [key for key in element.attrib if key not in _ATTRIBUTES]
        if not element.get("href", "#").startswith("#"):
            odd.append("a reference outside the page")
        if name not in _ELEMENTS or odd:
            raise ValueError(f"a figure may not hold <{name}>{' with ' + ', '.join(odd) if odd else ''}")
    return Markup(picture)
