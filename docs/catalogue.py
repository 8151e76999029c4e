"""A page about every module of a package, found by walking it: a new file needs no edit of the docs.

Docstrings are written to be read in the source: prose, equations set apart by indentation, examples, and
words such as *Scope* followed by their text. This extension keeps that form on the page.
"""

import re
from importlib import import_module
from pkgutil import iter_modules
from textwrap import dedent, indent

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

# An equation, a table or a list of words with their text: indented, or aligned by runs of blanks.
LAID_OUT = re.compile(r"^\s|\S {2,}\S", re.MULTILINE)


class Catalogue(SphinxDirective):
    """`{catalogue} detente.mechanisms`: one section for each module of the package."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a section with heading, entry and members for each module, in alphabetical order."""
        package = self.arguments[0]
        found = sorted(module.name for module in iter_modules(import_module(package).__path__))
        return [self.section(f"{package}.{name}", name) for name in found if not name.startswith("_")]

    def section(self, module: str, name: str) -> nodes.section:
        """Return the section of one module."""
        section = nodes.section(ids=[nodes.make_id(module)], names=[name])
        section += nodes.title(name, name)
        rows = [f".. automodule:: {module}", "   :members:"]
        self.state.nested_parse(rst(rows, module), self.content_offset, section)
        return section


def rst(rows: list[str], source: str) -> StringList:
    """Return lines that a directive can parse: in a Markdown page they must be fenced as such."""
    return StringList(["```{eval-rst}", *rows, "```"], source=source)


def rewrite(app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    """Turn a docstring, which is plain text, into reStructuredText that looks the same."""
    blocks = "\n".join(lines).strip().split("\n\n")
    lines[:] = [*"\n\n".join(block(text) for text in blocks if text.strip()).split("\n"), ""]


def block(text: str) -> str:
    """Return prose as a paragraph, an example as a session, and what is laid out by hand as it stands."""
    if text.lstrip().startswith(">>>"):
        return ".. code-block:: pycon\n\n" + indent(dedent(text), "   ")
    if LAID_OUT.search(text):
        return ".. code-block:: text\n\n" + indent(dedent(text), "   ")
    words = text.split("`")
    if len(words) % 2 == 0:  # a stray backtick opens nothing
        return escaped(text)
    return "".join(f"``{word}``" if odd % 2 else escaped(word) for odd, word in enumerate(words))


def escaped(prose: str) -> str:
    """Return prose in which no character means anything but itself."""
    return re.sub(r"([\\*_|`:<>-])", r"\\\1", prose)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and the rewriting of entries."""
    app.add_directive("catalogue", Catalogue)
    app.connect("autodoc-process-docstring", rewrite)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
