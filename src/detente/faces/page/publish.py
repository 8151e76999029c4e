"""A stored run as a brief, and the brief as a page."""

from pathlib import Path

from detente.faces import library
from detente.faces.page.compose import Drawings
from detente.faces.page.render import render
from detente.faces.runs import Answer
from detente.faces.settings import version
from detente.pipeline.brief import Materials, brief
from detente.pipeline.brief_beliefs import Work
from detente.pipeline.brief_tree import Brief
from detente.shelf.packaged import citation, sources
from detente.shelf.whole import write_whole


def brief_of(answer: Answer) -> Brief:
    """Return the brief of a run."""
    causes = library.causes()
    materials = Materials(
        tree=answer.results,
        scenario=answer.scenario,
        theories=answer.theories,
        entries={name: library.entry(cause) for name, cause in causes.items()},
        works=works(),
        version=version(),
        command=answer.command,
        identity=answer.identity,
    )
    return brief(materials, Drawings(answer.scenario.labels))


def works() -> dict[str, Work]:
    """Return the bibliography as a brief cites it."""
    return {
        key: Work(key, citation(source), source.held, source.supports, _address(source.where))
        for key, source in sources().items()
    }


def publish(answer: Answer, path: Path) -> Path:
    """Write the brief of a run to `path`, whole or not at all, and return the path."""
    page = render(brief_of(answer))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, page)
    return path


def _address(where: str) -> str:
    return where if where.startswith(("http://", "https://")) and " " not in where else ""
