"""From what was typed to a scenario and wishes that can be run, or to everything that is wrong, by field."""

from dataclasses import dataclass
from typing import Any

from detente.faces.ask import Loaded, Wishes, load
from detente.faces.web.scenario.asked import refused_wishes, wishes_of
from detente.faces.web.scenario.changed import settled
from detente.faces.web.scenario.checked import check
from detente.faces.web.scenario.shown import Wrong, in_order
from detente.faces.web.scenario.table import field_of, table_of
from detente.faces.web.scenario.typed import Typed
from detente.faces.web.scenario.written import as_yaml
from detente.pipeline.scenario import Scenario
from detente.shelf.packaged import scenario_names
from detente.vocabulary.errors import Problem


@dataclass(frozen=True)
class Ready:
    """What was typed, where all of it holds: the scenario's table, the scenario, and the wishes."""

    table: dict[str, Any]
    loaded: Loaded
    wishes: Wishes


def ready(typed: Typed, wishes_too: bool) -> tuple[Ready | None, Wrong]:
    """Return what can be run or kept, or what is wrong; `wishes_too` says whether wishes matter."""
    table = table_of(settled(typed))
    scenario, troubles = check(table)
    lines = [(field_of(one.path, typed), Problem("", 0, 0, one.what, one.why, one.fix)) for one in troubles]
    loaded = None if scenario is None else _loaded(table, scenario)
    wishes, wrong = wishes_of(typed)
    if wishes_too:
        lines += [*wrong.items(), *refused_wishes(wishes, loaded)]
    if lines or loaded is None:
        return None, in_order(typed, lines)
    return Ready(table, loaded, wishes), Wrong()


def _loaded(table: dict[str, Any], scenario: Scenario) -> Loaded:
    """Return the scenario with its text: of the file that comes with detente, where it says the same."""
    if scenario.name in scenario_names():
        known = load(scenario.name)
        if known.scenario == scenario:
            return known
    return Loaded(scenario, as_yaml(table), f"{scenario.name}.yaml")
