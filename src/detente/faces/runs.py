"""A run: answered, kept, found again, and opened."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xarray as xr

from detente.faces.ask import Loaded, Wishes, check_machine, command, origin, question, read_back
from detente.pipeline.brief_beliefs import causes_of, cited, parameters, starts
from detente.pipeline.provenance import Origin, provenance
from detente.pipeline.question import Question
from detente.pipeline.scenario import Scenario
from detente.pipeline.simulate import Progress, simulate
from detente.pipeline.tally import CHUNK
from detente.shelf.folders import run_folder
from detente.shelf.manifest import Manifest, read_manifest
from detente.shelf.programs import program_folder
from detente.shelf.registry import find_run, get_run, keep_run, run_identifier
from detente.shelf.store import open_run as open_store
from detente.shelf.store import writing
from detente.vocabulary import Theory
from detente.vocabulary.errors import BrokenStore

RESULTS, PAGE, TABLE = "results", "brief.html", "effects.csv"


@dataclass(frozen=True)
class Answer:
    """A stored run with what it was asked.

    results   one node a theory; see the attributes of each variable for its definition
    folder    where results and brief are
    command   the command line that asks the same again
    found     whether an earlier answer was found
    """

    identity: str
    results: xr.DataTree
    scenario: Scenario
    theories: tuple[Theory, ...]
    folder: Path
    command: str
    found: bool = False

    @property
    def worlds(self) -> tuple[str, ...]:
        """Return the names of the worlds; the first is the one that others are compared with."""
        return tuple(self.results.attrs["worlds"])


@dataclass(frozen=True)
class Watcher:
    """Who is told how far a run is, and who may stop it."""

    progress: Callable[[Progress], None] = lambda _: None
    cancelled: Callable[[], bool] = lambda: False


def answer(loaded: Loaded, wishes: Wishes, out: Path | None, threads: int | None, watcher: Watcher) -> Answer:
    """Return the answer to a question, computed now or found from an earlier run.

    Results go to `out`, or to the user's data folder. Nothing is left half written.
    """
    asked = question(loaded, wishes)
    check_machine(out, threads)
    told = origin(asked, loaded)
    identity = run_identifier(provenance(asked, told))
    folder = out or run_folder(identity)
    earlier = _earlier(identity, asked)
    if earlier is None:
        _compute(asked, told, folder / RESULTS, threads, watcher)
    elif earlier.resolve() != folder.resolve():
        _copy(earlier / RESULTS, folder / RESULTS)
    keep_run(identity, loaded.scenario.title, "done", folder.absolute())
    results = open_store(folder / RESULTS)
    said = command(loaded, wishes)
    return Answer(identity, results, asked.scenario, asked.theories, folder, said, earlier is not None)


def opened(name: str | Path) -> Answer:
    """Return a run by its folder, or by the first letters of its identifier.

    Raises:
        BrokenStore: what is there is no run, or is damaged.
        UnknownName: no run, or more than one, begins with that name.
    """
    folder = Path(name) if Path(name).is_dir() else Path(get_run(str(name)).path)
    store = store_of(folder)
    manifest = read_manifest(store)
    results = open_store(store)
    loaded, wishes = read_back(manifest.scenario_text, manifest.provenance, causes_in(results))
    asked = question(loaded, wishes)
    home = store.parent if store.name == RESULTS else store
    return Answer(
        run_identifier(manifest.provenance),
        results,
        asked.scenario,
        asked.theories,
        home,
        command(loaded, wishes),
        True,
    )


def store_of(folder: Path) -> Path:
    """Return where the results of the run in a folder lie: a user may name that place itself."""
    return folder if (folder / "manifest.json").is_file() else folder / RESULTS


def causes_in(results: xr.DataTree) -> dict[str, list[str]]:
    """Return by theory the names of the causes that it held."""
    return {name: list(node.attrs["causes"]) for name, node in results.children.items()}


def _earlier(identity: str, asked: Question) -> Path | None:
    """Return the folder of an earlier answer, if it is whole and holds every stock that is watched now."""
    run = find_run(identity)
    if run is None:
        return None
    try:
        tree = open_store(Path(run.path) / RESULTS)
    except BrokenStore:
        return None
    stocks = {path.rsplit(".", 1)[-1] for path in asked.watch}
    whole = all(theory.name in tree.children for theory in asked.theories)
    return Path(run.path) if whole and stocks <= set(tree[asked.theories[0].name].data_vars) else None


def _compute(asked: Question, told: Origin, place: Path, threads: int | None, watcher: Watcher) -> None:
    with writing(place, asked.draws, CHUNK) as sink:
        tree = simulate(
            asked,
            threads=threads,
            progress=watcher.progress,
            cancelled=watcher.cancelled,
            sink=sink,
            origin=told,
            keeper=program_folder(),
        )
        sink.finish(_manifest(asked, told, tree.attrs))


def _manifest(asked: Question, told: Origin, attributes: Mapping[Any, Any]) -> Manifest:
    numbers = parameters(causes_of(asked.theories))
    return Manifest(
        provenance={str(key): value for key, value in attributes.items()},
        scenario_text=told.scenario_text,
        sources=tuple(cited(asked.scenario, asked.theories)),
        assumed={
            "parameters": sum(number.assumed for number in numbers),
            "start": sum(number.assumed for number in starts(asked.scenario)),
        },
        title=asked.scenario.title,
    )


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.copy")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(source, fresh)
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)
