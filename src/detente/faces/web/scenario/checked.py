"""What is wrong with a scenario, each thing at its place in the table rather than at a line of a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.faces import library
from detente.pipeline.scenario import Scenario
from detente.pipeline.scenario_check import KeyPath, Positions
from detente.pipeline.scenario_file import parse
from detente.shelf.packaged import source_keys
from detente.shelf.read_yaml import Document, Place
from detente.vocabulary.errors import InvalidInput, Problem


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong: where in the table, what, why, and the likely fix."""

    path: KeyPath
    what: str
    why: str
    fix: str


@dataclass(frozen=True)
class _Places(Mapping[KeyPath, tuple[Place, Place]]):
    """Gives every path that is asked for a line of its own, so that the line of a problem tells its path."""

    asked: list[KeyPath] = field(default_factory=list)

    def __contains__(self, path: object) -> bool:
        return True

    def __getitem__(self, path: KeyPath) -> tuple[Place, Place]:
        self.asked.append(path)
        here = (len(self.asked), 1)
        return here, here

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)


def check(table: Mapping[str, Any]) -> tuple[Scenario | None, tuple[Trouble, ...]]:
    """Return the scenario that a table holds, or everything that is wrong with it."""
    places = _Places()
    try:
        return parse(table, places, "", library.causes().values(), source_keys()), ()
    except InvalidInput as error:
        return None, tuple(_trouble(one, places.asked) for one in error.problems)


def located(document: Document, troubles: Sequence[Trouble]) -> tuple[Problem, ...]:
    """Return what is wrong with a file by its lines, each with the name of its field."""
    found = []
    for one in troubles:
        line, column = _place(document.positions, one.path)
        where = ".".join(map(str, one.path))
        what = f"{where}: {one.what}" if where and where not in one.what else one.what
        found.append(Problem(document.file, line, column, what, one.why, one.fix))
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def _place(positions: Positions, path: KeyPath) -> Place:
    """Return where the value at `path` stands; where what holds it stands, if it is missing."""
    if path in positions:
        return positions[path][1]
    above = next((path[:-i] for i in range(1, len(path)) if path[:-i] in positions), ())
    return positions[above][0] if above else (1, 1)


def _trouble(problem: Problem, asked: Sequence[KeyPath]) -> Trouble:
    path = asked[problem.line - 1] if problem.line else ()
    fix = "fill it in" if problem.fix.startswith("add `") else problem.fix
    return Trouble(path, problem.what, problem.why, fix)
