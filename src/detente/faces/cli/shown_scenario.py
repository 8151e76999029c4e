"""A scenario as a page for the terminal and as a JSON document."""

import textwrap
from dataclasses import asdict
from typing import Any

from rich.text import Text

from detente.faces.ask import compared
from detente.faces.cli.screen import WIDEST, rows, table
from detente.faces.cli.shown import interval
from detente.pipeline.brief_beliefs import Number, starts
from detente.pipeline.brief_words import amount
from detente.pipeline.do_language import write_do
from detente.pipeline.scenario import Scenario
from detente.vocabulary.do import World


def scenario_document(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as a JSON document."""
    return {
        "schema": "detente/scenario-1",
        "name": scenario.name,
        "title": scenario.title,
        "says": scenario.says,
        "begins": scenario.begins,
        "months": scenario.months,
        "labels": dict(scenario.labels),
        "happens": [asdict(happening) for happening in scenario.happens],
        "worlds": [{"name": w.name, "says": w.says, "do": _deeds(w)} for w in compared(scenario)],
        "start": [_start(number) for number in starts(scenario)],
    }


def _deeds(world: World) -> list[str]:
    return [write_do(do) for do in world.do]


def _start(n: Number) -> dict[str, Any]:
    return {
        "stock": n.name,
        "median": n.belief.median,
        "low90": n.belief.low,
        "high90": n.belief.high,
        "unit": n.unit,
        "source": n.source,
        "also": list(n.also),
        "as_of": n.as_of,
        "note": n.note,
    }


def scenario_page(scenario: Scenario) -> list[object]:
    """Return a scenario for the terminal."""
    begins = f", from {scenario.begins}" if scenario.begins else ""
    page: list[object] = [Text(f"{scenario.name}: {scenario.title}", "bold"), ""]
    page += ["\n".join(textwrap.wrap(scenario.says, WIDEST)), "", f"{scenario.months} months{begins}", ""]
    page += [rows(table(["Name", "Who", "Role"]), _who(scenario)), ""]
    if scenario.happens:
        made, act = table([("Month", "right"), "Event", "What happens"]), "The act in question. "
        acts = [(f"{h.month:g}", h.event, (act if h.act else "") + h.says) for h in scenario.happens]
        page += [rows(made, acts), ""]
    worlds = [(w.name, "; ".join(_deeds(w)) or "the scenario as it is") for w in compared(scenario)]
    page += [rows(table(["World", "What it does"]), worlds), ""]
    given = starts(scenario)
    made = table(["Stock", ("Median", "right"), ("90% of belief", "right"), "Unit", "Source", "As of"])
    listed = [(n.name, amount(n.belief.median), interval(n.belief), n.unit, n.source, n.as_of) for n in given]
    assumed = sum(n.assumed for n in given)
    return [*page, rows(made, listed), "", f"{len(given)} starting values, {assumed} of them assumed"]


def _who(scenario: Scenario) -> list[tuple[str, str, str]]:
    return [(key, label, scenario.roles.get(key, "")) for key, label in scenario.labels.items()]
