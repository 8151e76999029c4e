"""From names and words to a question that the engine can answer, and to the command that asks it again."""

import inspect
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from detente.faces import library
from detente.faces.beliefs import PRIOR, believed, weights_of
from detente.faces.settings import version
from detente.pipeline.do_language import known_names, parse_do, write_do
from detente.pipeline.provenance import Origin
from detente.pipeline.question import Question
from detente.pipeline.scenario import Scenario
from detente.pipeline.scenario_file import parse
from detente.pipeline.scenario_form import LONGEST_WAR
from detente.shelf.packaged import scenario_file, scenario_names, source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary import Theory
from detente.vocabulary.do import Do, Undo, World
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean
from detente.vocabulary.war import leaves

# Stocks whose course is recorded unless asked otherwise: those that an act during talks may move.
WATCHED = (
    *("trust", "suspects_spoiling", "stance", "preconditions", "compromise", "negotiators", "nationalism"),
    *("war_support", "leader_confidence", "elite_cohesion", "hostility", "ground"),
    *("talks", "talks_progress", "exposure", "pressure"),
)


MOST_DRAWS, MOST_LIVES = 2**31, 2**16  # as many as luck has addresses for
LARGEST_SEED = 2**64 - 1


@dataclass(frozen=True)
class Loaded:
    """A scenario with its text and the words by which it was asked for."""

    scenario: Scenario
    text: str
    asked: str


@dataclass(frozen=True)
class Wishes:
    """What a run is asked for, apart from its scenario.

    months  0 means as the scenario says
    record  the class of wars whose posteriors theories speak by; "" means as the scenario says, and
            "prior" that their priors speak
    """

    do: tuple[str, ...] = ()
    theories: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    draws: int = 1000
    lives: int = 4
    months: int = 0
    seed: int = 7
    watch: tuple[str, ...] = ()
    tossed: bool = False
    record: str = ""


def load(name_or_path: str) -> Loaded:
    """Return a scenario by its name or from a file. Raises InvalidInput with every problem."""
    return _packaged(name_or_path) if name_or_path in scenario_names() else _loaded(name_or_path)


@cache
def _packaged(name: str) -> Loaded:
    """Return a scenario that comes with detente; pages ask for it again and again."""
    return _loaded(name)


def _loaded(name_or_path: str) -> Loaded:
    document = scenario_file(name_or_path)
    causes = library.causes().values()
    found = parse(document.table, document.positions, document.file, causes, source_keys())
    return Loaded(found, document.text, name_or_path)


def question(loaded: Loaded, wishes: Wishes) -> Question:
    """Return the question. Raises InvalidInput with every problem in the wishes."""
    problems: list[Problem] = []
    scenario, months = loaded.scenario, wishes.months or loaded.scenario.months
    theories = _theories(wishes, scenario, problems)
    worlds = _worlds(scenario, wishes.do, months, problems)
    watch = _watch(scenario, wishes.watch, problems)
    problems += _out_of_range(wishes, months) or _late(scenario, months)
    if problems:
        raise InvalidInput(problems)
    return Question(
        model=library.model(scenario.parties),
        scenario=scenario,
        theories=theories,
        worlds=worlds,
        draws=wishes.draws,
        lives=wishes.lives,
        months=months,
        seed=wishes.seed,
        watch=watch,
        tossed=wishes.tossed,
    )


def check_machine(out: Path | None, threads: int | None) -> None:
    """Refuse a folder that is a file, and fewer than one thread. Raises InvalidInput with both."""
    problems = []
    if out is not None and out.exists() and not out.is_dir():
        problems.append(Problem("--out", 0, 0, f"{out} is a file", "results need a folder", "name another"))
    if threads is not None and threads < 1:
        what = f"{threads} is too small"
        fix = "give 1 or more, or leave it out"
        problems.append(Problem("--threads", 0, 0, what, "nobody would compute", fix))
    if problems:
        raise InvalidInput(problems)


def _out_of_range(wishes: Wishes, months: int) -> list[Problem]:
    limits = (
        ("draws", wishes.draws, 1, MOST_DRAWS),
        ("lives", wishes.lives, 1, MOST_LIVES),
        ("months", months, 1, LONGEST_WAR),
        ("seed", wishes.seed, 0, LARGEST_SEED),
    )
    return [
        _wrong(f"--{name}", f"{given:,} is out of range", "nothing could be run", f"give {low} to {high:,}")
        for name, given, low, high in limits
        if not low <= given <= high
    ]


def origin(asked: Question, loaded: Loaded) -> Origin:
    """Return what the flow cannot know: version, texts, and the words of each world."""
    return Origin(
        version=version(),
        scenario_text=loaded.text,
        cause_texts={
            name: inspect.getsource(sys.modules[c.__module__]) for name, c in library.causes().items()
        },
        worlds={world.name: "; ".join(write_do(do) for do in world.do) for world in asked.worlds},
        weights=weights_of(asked.theories),
    )


def command(loaded: Loaded, wishes: Wishes) -> str:
    """Return the command line that asks the same again."""
    words = ["detente", "run", loaded.asked]
    for name, given in (
        ("do", wishes.do),
        ("theory", wishes.theories),
        ("add", wishes.add),
        ("watch", wishes.watch),
    ):
        words += [part for one in given for part in (f"--{name}", one)]
    words += ["--draws", str(wishes.draws), "--lives", str(wishes.lives), "--seed", str(wishes.seed)]
    words += ["--months", str(wishes.months)] if wishes.months else []
    words += record_words(wishes.record)
    return shlex.join([*words, "--tossed"] if wishes.tossed else words)


def record_words(record: str) -> list[str]:
    """Return the words of a command line that ask for what theories are to speak by."""
    return {"": [], PRIOR: ["--prior"]}.get(record, ["--class", record])


def _theories(wishes: Wishes, scenario: Scenario, problems: list[Problem]) -> tuple[Theory, ...]:
    known, causes = library.theories(), library.causes()
    names = dict.fromkeys(wishes.theories or known)
    found = [known[name] for name in names if _is_known("--theory", "theory", name, known, problems)]
    added = [causes[name] for name in wishes.add if _is_known("--add", "cause", name, causes, problems)]
    try:
        told = believed(found, wishes.record or scenario.reference_class)
    except InvalidInput as error:
        problems += error.problems
        return tuple(found)
    return tuple(theory.add(*added) for theory in told.theories)


def _is_known(option: str, kind: str, name: str, known: Iterable[str], problems: list[Problem]) -> bool:
    if name in known:
        return True
    problems.append(
        _wrong(
            option,
            f"there is no {kind} called {name!r}",
            f"{option} takes a {kind}'s name",
            did_you_mean(name, known),
        )
    )
    return False


def _worlds(
    scenario: Scenario, dos: Sequence[str], months: int, problems: list[Problem]
) -> tuple[World, ...]:
    worlds = list(compared(scenario))
    known = known_names(scenario.parties, library.causes().values(), months)
    for text in dos:
        deeds: list[Do] = []
        place = 1
        for part in text.split(";"):
            try:
                deeds += parse_do(part, known, "--do", 1, place)
            except InvalidInput as error:
                problems += error.problems
            place += len(part) + 1
        name = " ".join(text.split())
        if name not in {world.name for world in worlds}:
            worlds.append(World(name, tuple(deeds)))
    return tuple(worlds)


def compared(scenario: Scenario) -> tuple[World, ...]:
    """Return a scenario's worlds; a single one is compared with the same war without its act."""
    acts = tuple(Undo(happening.event) for happening in scenario.happens if happening.act)
    if len(scenario.worlds) > 1 or not acts:
        return scenario.worlds
    (only,) = scenario.worlds
    return (World("without the act", (*only.do, *dict.fromkeys(acts))), only)


def _watch(scenario: Scenario, wanted: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    paths = [path for path, _ in leaves(scenario.parties)]
    known = {*paths, *(path.rsplit(".", 1)[-1] for path in paths)}
    for name in wanted:
        _is_known("--watch", "stock", name, known, problems)
    names = {*WATCHED, *wanted}
    return tuple(path for path in paths if path in names or path.rsplit(".", 1)[-1] in names)


def _late(scenario: Scenario, months: int) -> list[Problem]:
    why = "an event after the last month would never happen"
    return [
        _wrong(
            "--months",
            f"{h.event} is scheduled for month {h.month:g}",
            why,
            f"give more than {h.month:g} months",
        )
        for h in scenario.happens
        if h.month >= months
    ]


def _wrong(option: str, what: str, why: str, fix: str) -> Problem:
    return Problem(option, 0, 0, what, why, fix)


def read_back(
    text: str, told: Mapping[str, Any], causes: Mapping[str, Sequence[str]]
) -> tuple[Loaded, Wishes]:
    """Return what a stored run was asked: `told` is its provenance, `causes` what each theory held."""
    document = parsed(text, f"{told['scenario']}.yaml")
    found = parse(document.table, document.positions, document.file, library.causes().values(), source_keys())
    loaded = Loaded(found, text, str(told["scenario"]))
    own = {world.name for world in compared(found)}
    worlds = zip(told["worlds"], told["worlds_do"], strict=True)
    names = tuple(told["theories"])
    known = library.theories()
    extra = {c for name in names if name in known for c in set(causes[name]) - known[name].names}
    wishes = Wishes(
        do=tuple(do for name, do in worlds if name not in own),
        theories=() if set(names) == set(known) else names,
        add=tuple(sorted(extra)),
        draws=int(told["draws"]),
        lives=int(told["lives"]),
        months=0 if int(told["months"]) == found.months else int(told["months"]),
        seed=int(told["seed"]),
        tossed=told["endings"] == "tossed",
        record=_record(told.get("believed", []), found.reference_class),
    )
    return loaded, wishes


def _record(told: Sequence[str], usual: str) -> str:
    """Return what the theories of a stored run spoke by, as it would be wished for."""
    records = {one for one in told if one != PRIOR}
    record = records.pop() if records else PRIOR
    return "" if record == usual else record
