"""Scenarios by name or by text, as programs send them: no name becomes a path."""

from collections.abc import Iterator
from dataclasses import replace

from detente.faces.ask import Loaded, load
from detente.faces.web.tasks import loaded_from
from detente.pipeline.scenario import Scenario
from detente.shelf.packaged import scenario_names
from detente.shelf.papers import list_papers
from detente.shelf.read_text import decoded
from detente.vocabulary.errors import InvalidInput, unknown

SENT = "scenario"  # what a text is called that was sent without a file
LONGEST_NAME = 60  # letters of a name that are said again in an answer


def named(name: str) -> Loaded:
    """Return the scenario of this name: one that comes with detente, or one that the user saved.

    Raises:
        UnknownName: there is none.
        InvalidInput: what was saved is no scenario (any more).
    """
    if name in scenario_names():
        return load(name)
    saved = {paper.name: paper for paper in list_papers("scenario")}
    if name not in saved:
        raise unknown("scenario", name[:LONGEST_NAME], (*scenario_names(), *saved))
    return loaded_from(saved[name].text, f"{name}.yaml")


def from_text(text: str) -> Loaded:
    """Return the scenario that a text holds. Raises InvalidInput with every problem."""
    found = loaded_from(decoded(text.encode(), SENT), SENT)
    return replace(found, asked=f"{found.scenario.name}.yaml")


def all_scenarios() -> Iterator[tuple[str, Scenario]]:
    """Yield every scenario with its name: the packaged ones, then the user's own that can still be read."""
    for name in scenario_names():
        yield name, load(name).scenario
    for paper in list_papers("scenario"):
        try:
            yield paper.name, loaded_from(paper.text, f"{paper.name}.yaml").scenario
        except InvalidInput:  # made for another version: it is left where it is
            continue
