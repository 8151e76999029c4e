"""Scenarios to begin with: those that come with detente, and those that a user has saved."""

from typing import Any

from detente.faces import library
from detente.faces.ask import Wishes
from detente.faces.web.scenario.checked import check, located
from detente.faces.web.scenario.typed import Typed, filled
from detente.pipeline.scenario_form import ScenarioForm
from detente.shelf.packaged import packaged_scenario, scenario_names
from detente.shelf.papers import get_paper
from detente.shelf.read_yaml import Document, parsed
from detente.vocabulary.errors import InvalidInput


def is_own(name: str) -> bool:
    """Say whether a scenario of this name would be the user's own."""
    return name not in scenario_names()


def origin(name: str) -> Document:
    """Return the file of a scenario.

    Raises:
        UnknownName: there is none of that name, neither packaged nor saved.
    """
    if is_own(name):
        paper = get_paper("scenario", name)
        return parsed(paper.text, f"{paper.name}.yaml")
    return packaged_scenario(name)


def typed_of(document: Document, wishes: Wishes) -> Typed:
    """Return the form of a scenario's file.

    Raises:
        InvalidInput: the file is no scenario; every problem has its line and field.
    """
    _, troubles = check(document.table)
    if troubles:
        raise InvalidInput(located(document, troubles))
    table: dict[str, Any] = document.table
    return filled(ScenarioForm.model_validate(table), wishes, library.theories())
